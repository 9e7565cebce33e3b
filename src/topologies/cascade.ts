import { z } from "zod";
import type { Answer, Brief, Desk, Member, Result, Topology } from "../types.ts";
import { count } from "../util/count.ts";
import { fail } from "../util/failure.ts";
import { own } from "../util/own.ts";
import { answerOf, attemptAsk, block, isOver, objectOf, shapedAsk, askInParallel, tryAsk } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { checkView, learntThreshold } from "./cascade-threshold.ts";
import { defineKind } from "./kind.ts";
import { majority } from "./majority.ts";
import { checkReply, checkShape } from "./shapes.ts";
import { seated, type Try, tryUntilPassed } from "./tries.ts";
import { unvotable } from "./votable.ts";

/** `order` names the ladder, cheapest first by price when absent; `threshold` is the share of samples that must agree. */
export const cascadeOptions = z.strictObject({
  check: z.enum(["verifier", "self", "agreement"]).default("verifier"),
  order: z.array(z.string()).min(1).optional(),
  samples: z.int().min(2).max(32).default(4),
  threshold: z.union([z.number().min(0).max(1), z.literal("learnt")]).default(0.75),
});
type Settings = z.output<typeof cascadeOptions>;

/** Share of agreeing samples that is trusted until enough verdicts are known to learn from. */
const startingThreshold = 0.75;

/**
 * The cheapest member first; the next when the check fails. With `verifier` the ladder is the retry: one rung per attempt.
 * Contract: never rejects. The latest answer stands; a rung that gives none is passed over.
 */
export function cascade(options: z.input<typeof cascadeOptions> = {}): Topology {
  const settings = cascadeOptions.parse(options);
  return { name: "cascade", memory: settings.threshold === "learnt", solve: (task, desk) => climb(task, desk, settings) };
}

async function climb(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const rungs = ladder(task, desk, settings.order);
  if (!rungs.ok) return rungs;
  const { members } = rungs;
  let rung = 0;
  return tryUntilPassed(task, desk, async (attempt) => {
    let standing: Result<Try> = fail("unsupported", "A cascade needs at least one member.");
    for (; ; rung++) {
      const at = Math.min(rung, members.length - 1);
      const member = members[at] as Member;
      const top = at === members.length - 1;
      const step = await tryRung(attempt, member, settings, top);
      if (step.ok) standing = { ok: true, answer: step.answer };
      else if (!standing.ok) standing = step;
      if (isOver(step) || top || (step.ok && step.accepted)) break;
      const next = members[at + 1] as Member;
      desk.note({ type: "route", member: next.name, by: member.name, why: step.ok ? "the check failed" : step.failure.message });
    }
    rung++;
    return standing;
  });
}

/** The ladder: as ordered, or by the most that an attempt can cost, ties by chance. */
export function ladder(task: Brief, desk: Desk, order: readonly string[] | undefined): Result<{ members: readonly Member[] }> {
  if (order === undefined) {
    const ask = attemptAsk(task, desk.terms);
    const keyed = desk.members.map((member) => ({ member, cost: desk.quote(member.name, ask), draw: desk.chance(`rung/${member.name}`) }));
    const members = keyed.sort((a, b) => a.cost - b.cost || a.draw - b.draw).map(({ member }) => member);
    return members.length > 0
      ? { ok: true, members }
      : fail("unsupported", "A cascade needs at least one member; the experiment names none.");
  }
  const members: Member[] = [];
  // A rung whose member has no place left is passed over, as one that gives no answer is.
  const full = (name: string) => own(desk.terms.capacity?.of ?? {}, name) !== undefined && desk.members.every((one) => one.name !== name);
  const there = order.filter((name) => !full(name));
  for (const name of there.length === 0 ? order : there) {
    const seat = seated(desk, name);
    if (!seat.ok) return seat;
    members.push(seat);
  }
  return { ok: true, members };
}

type Step = Result<{ answer: Answer; accepted: boolean }>;

/** One rung: an answer and whether its own check accepts it. The top rung is not checked: nobody is left to ask. */
async function tryRung(attempt: Attempt, { name }: Member, settings: Settings, top: boolean): Promise<Step> {
  if (settings.check === "agreement" && !top) return agreement(attempt, name, settings);
  const { desk } = attempt;
  const answer = await written(attempt, name);
  if (!answer.ok) return answer;
  if (settings.check === "verifier" || top) return { ok: true, answer: { text: answer.text, by: name }, accepted: true };
  const votes = await askInParallel(attempt, range(settings.samples), (_, attempt) => selfCheck(attempt, name, answer));
  const valid = votes.filter((vote) => vote !== undefined);
  const share = valid.length === 0 ? 0 : valid.filter(Boolean).length / valid.length;
  return { ok: true, answer: { text: answer.text, by: name }, accepted: accepted(desk, name, share, settings) };
}

async function written(attempt: Attempt, name: string): Promise<Result<Answer>> {
  return answerOf(await attempt.desk.ask(name, tryAsk(attempt, name)), name);
}

async function agreement(attempt: Attempt, name: string, settings: Settings): Promise<Step> {
  const { desk } = attempt;
  const samples = await askInParallel(attempt, range(settings.samples), (_, attempt) => written(attempt, name));
  const answers = samples.flatMap((sample) => (sample.ok ? [{ text: sample.text, by: sample.by }] : []));
  const refused = unvotable(desk, answers);
  if (refused !== undefined) return refused;
  const won = majority(answers, () => desk.chance("tie"));
  if (won === undefined)
    return (
      samples.find((sample): sample is Extract<typeof sample, { ok: false }> => !sample.ok) ??
      fail("malformed", `"${name}" gave no answer.`)
    );
  // Samples that gave no answer do not agree with anything.
  const share = (won.share * answers.length) / settings.samples;
  return { ok: true, answer: { text: won.ballot.text, by: name }, accepted: accepted(desk, name, share, settings) };
}

async function selfCheck({ task, desk }: Assignment, name: string, answer: Answer): Promise<boolean | undefined> {
  const shared = [block("answer", answer.text)];
  const instruction = "Check this answer to the task step by step. passed: whether it is right and complete.";
  const ask = shapedAsk(task, desk.terms, { purpose: "verdict", shared, instruction, shape: checkShape });
  const read = objectOf(await desk.ask(name, ask), checkReply);
  return read.ok ? read.value.passed : undefined;
}

function accepted(desk: Desk, member: string, share: number, { threshold }: Settings): boolean {
  const wanted = threshold === "learnt" ? learntThreshold(desk.view(checkView).byMember.get(member) ?? [], startingThreshold) : threshold;
  desk.note({ type: "own", name: "cascade-check", value: { member, share, threshold: Math.min(2, wanted) } });
  return share >= wanted;
}

const list = new Intl.ListFormat("en-GB");
const listed = (words: readonly string[]): string => list.format(words);

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

export const cascadeKind = defineKind({
  name: "cascade",
  gist: "cheapest model first, the next one when a check fails",
  description:
    "Members stand on a ladder, cheapest first. The first answers; when the check fails the next one does. The check is the run's verifier (the ladder is " +
    "then the retry: one rung per attempt, the top rung again when the ladder ends), the member's own judgment of its answer in k samples, or the agreement " +
    "of k samples of its answer; for the last two the threshold is given or learnt from the verdicts of the session, and a verdict after the ladder sends " +
    "the task one rung further. The top rung is not checked. Mechanisms: FrugalGPT (arXiv 2305.05176), AutoMix (arXiv 2310.12963).",
  options: cascadeOptions,
  memberOptions: ["order"],
  formula: "verifier: 1 to attempts; self: 1 + k per rung below the top, 1 at the top; agreement: k per rung below the top, 1 at the top",
  sees: "Each rung sees the task, and what the terms show of answers that the verifier rejected; self-checks see the answer.",
  ignores: ["closer"],
  turns: true,
  calls: (members, terms, { check, samples, order }) => {
    const rungs = order?.length ?? members;
    if (check === "verifier") return { least: 1, most: terms.attempts };
    const perRung = check === "self" ? 1 + samples : samples;
    return { least: rungs > 1 ? perRung : 1, most: perRung * (rungs - 1) + terms.attempts };
  },
  asks: (members, { order }) => order ?? members,
  unreached({ members, terms: { attempts }, verified }, { check, order }) {
    const rungs = order ?? members;
    const reached = verified ? attempts : 1;
    if (check !== "verifier" || rungs.length <= reached) return [];
    const left = rungs.slice(reached);
    const [rung, are] = left.length === 1 ? ["rung", "is"] : ["rungs", "are"];
    const who = order === undefined ? `the most expensive of ${count(members.length, "member")}` : listed(left.map((name) => `"${name}"`));
    const numbers = listed(left.map((_, index) => `${reached + index + 1}`));
    const what = `${rung} ${numbers} (${who}) ${are} never reached by a failed check`;
    if (!verified) return [`${what}: there is no verifier. Name a verifier, or set options.check to self or agreement.`];
    const there = `there ${attempts === 1 ? "is" : "are"} ${count(attempts, "attempt")}, one rung each`;
    return [`${what}: ${there}. Set terms.attempts to ${rungs.length}.`];
  },
  make: cascade,
});
