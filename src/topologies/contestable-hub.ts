import { z } from "zod";
import type { Answer, Brief, Desk, Member, Result, Topology, Verdict } from "../types.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { type Contest, contestView } from "./contest-view.ts";
import { hubCycle, hubStages } from "./hub-cycle.ts";
import { cycleCalls, usualParts } from "./hub-spoke.ts";
import { defineKind } from "./kind.ts";
import { drawn, tried, type Try, tryUntilPassed } from "./tries.ts";
import { defined } from "../util/defined.ts";
import { closerOf } from "./closer.ts";

/** `hub` holds the office first; `funding` is the share of tasks with a challenger; `margin` the lead in wins that unseats the hub. */
export const contestableHubOptions = z.strictObject({
  hub: z.string().optional(),
  stages: z.array(z.enum(hubStages)).default([...hubStages]),
  maxParts: z.int().min(1).max(32).default(usualParts),
  funding: z.number().min(0).max(1).default(0.5),
  margin: z.int().min(1).max(20).default(2),
});
type Settings = z.output<typeof contestableHubOptions>;

/**
 * A hub whose office can be lost: on some tasks another member runs a cycle of its own beside it, on half the money each, and the
 * verifier says who did better. Contract: never rejects; who is hub is read from the session, nothing is kept here.
 */
export function contestableHub(options: z.input<typeof contestableHubOptions> = {}): Topology {
  const settings = contestableHubOptions.parse(options);
  return { name: "contestable-hub", memory: true, solve: (task, desk) => govern(task, desk, settings) };
}

async function govern(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const first = closerOf(desk, settings.hub);
  if (!first.ok) return first;
  const elected = desk.view(contestView).hub;
  const hub = desk.members.find(({ name }) => name === elected) ?? first;
  const rivals = desk.members.filter(({ name }) => name !== hub.name);
  const challenger = desk.chance("funding") < settings.funding ? drawn(desk, "challenger", rivals) : undefined;
  return tryUntilPassed(task, desk, async (attempt, number) => {
    if (number === 1 && challenger !== undefined) return contest(attempt, hub, challenger, settings);
    return tried(await cycle(attempt, hub, settings));
  });
}

function cycle(attempt: Attempt, hub: Member, settings: Settings): Promise<Result<Answer>> {
  return hubCycle(attempt, { hub, stages: settings.stages, maxParts: settings.maxParts });
}

/** Both work at once; the better verdict wins, and the hub wins a tie. */
async function contest({ task, desk }: Assignment, hub: Member, challenger: Member, settings: Settings): Promise<Result<Try>> {
  const half = { cost: desk.left.cost / 2 };
  const [ours, theirs] = await Promise.all(
    [hub, challenger].map((head, i) =>
      desk.within(i === 0 ? "hub" : "challenger", half, (inner) => cycle({ task, desk: inner, past: [] }, head, settings)),
    ),
  );
  if (ours === undefined || theirs === undefined || (!ours.ok && !theirs.ok)) return tried(ours as Result<Answer>);
  const [mine, other] = [await rated(desk, ours), await rated(desk, theirs)];
  const winner = other.score > mine.score ? "challenger" : mine.score > other.score ? "hub" : "tie";
  const value: Contest = { hub: hub.name, challenger: challenger.name, winner, margin: settings.margin };
  desk.note({ type: "own", name: "contest", value: { ...value } });
  const best = winner === "challenger" ? other : mine;
  return best.answer === undefined ? tried(ours) : { ok: true, answer: best.answer, ...defined({ verdict: best.verdict }) };
}

interface RatedAnswer {
  readonly answer?: Answer;
  readonly verdict?: Verdict;
  /** Passing beats any score; no verdict lies between right and wrong; no answer is below all. */
  readonly score: number;
}
async function rated(desk: Desk, answer: Result<Answer>): Promise<RatedAnswer> {
  if (!answer.ok) return { score: -1 };
  const written = { text: answer.text, by: answer.by };
  const verdict = await desk.verify(written);
  return { answer: written, verdict, score: verdict.ok ? verdict.score + Number(verdict.passed) : 0.5 };
}

export const contestableHubKind = defineKind({
  name: "contestable-hub",
  gist: "a hub as in hub-spoke that a challenger may replace",
  description:
    "As hub-spoke, but the office can be lost. On a share of the tasks a challenger, drawn by chance, is funded beside the hub: both run a whole cycle at " +
    "once, each on half the money left, and the verifier judges both answers; the better one is given, the hub's on a tie. A challenger that leads the hub " +
    "by the margin in contests won replaces it for the next tasks of the session. Retries after a failed verdict are the hub's alone. Calls as hub-spoke, " +
    "with one more cycle on a contested task.",
  options: contestableHubOptions,
  memberOptions: ["hub"],
  formula: "(attempts + 1 if contested) x a hub-spoke cycle",
  sees: "As hub-spoke; hub and challenger do not see each other's work.",
  ignores: [],
  calls: (members, terms, settings) => {
    const cycle = cycleCalls(members, settings);
    const contested = settings.funding > 0 && members > 1 ? 1 : 0;
    return { least: cycle.least, most: cycle.most * (terms.attempts + contested) };
  },
  make: contestableHub,
});
