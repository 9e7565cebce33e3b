import { z } from "zod";
import type { Answer, Brief, Desk, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { answerOf, block, clip, isOver, objectOf, pastBlocks, roleLast, blockAsk, shapeOf, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { mergedOrMajority } from "./by-majority.ts";
import { cast, curation, operatorSeat, workersAt } from "./curation.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { labelOf } from "./labels.ts";
import { type Persona, roster } from "./roster.ts";
import { fallbackToSolo, noteFailure, made, quoted } from "./team.ts";
import { closerOf } from "./closer.ts";

export const expertsOptions = z.strictObject({
  /** The one member who plays all experts and aggregates; whom the term `closer` says when absent. */
  member: z.string().min(1).optional(),
  /** Seats the experts on all members in turn instead. */
  deal: z.boolean().default(false),
  roster: roster.default("general"),
  curation: curation.default("auto"),
  /** Perspectives at most. */
  size: z.int().min(1).max(16).default(4),
});
type Settings = z.output<typeof expertsOptions>;

/** The same perspectives as separate parallel calls, merged in seven steps. Contract: never rejects. */
export function experts(options: z.input<typeof expertsOptions> = {}): Topology {
  const settings = expertsOptions.parse(options);
  return { name: "experts", solve: (task, desk) => consult(task, desk, settings) };
}

export const expertsKind = defineKind({
  name: "experts",
  gist: "several perspectives answer apart; their answers are aggregated",
  description:
    "The perspectives of the personas topology as separate calls, after multi-expert prompting (arXiv 2411.00492): each answers alone and in parallel, then one call goes through seven steps: what more than half hold, where they conflict, how each conflict is settled, what only one holds, all of that collected, composed into one answer, and the best chosen among the composed answer and the single ones. k calls for k perspectives, one to aggregate, one to choose them when they are curated, and one for the operator with curation: ask. All are played by one member, or dealt to all members in turn. No perspective sees another. When the aggregation fails, the majority of the answers stands.",
  options: expertsOptions,
  memberOptions: ["member"],
  formula: "at most size+1 per attempt; once 1 more with curation: auto, 2 more with ask",
  sees: "The task and one's own perspective; the aggregating call all answers.",
  ignores: [],
  calls(_members, terms, { curation, size }) {
    const chosen = curation === "ask" ? 2 : curation === "auto" ? 1 : 0;
    // Without an operator's seat its call is saved.
    return { least: Math.min(chosen, 1) + 1, most: chosen + terms.attempts * (size + 2) };
  },
  asks(members, { member, curation, deal }, closer) {
    if (deal) return members;
    const one = member ?? closer;
    return curation === "ask" ? [one, operatorSeat] : [one];
  },
  make: experts,
});

async function consult(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const seat = closerOf(desk, settings.member, workersAt(desk));
  if (!seat.ok) return seat;
  const held = await cast({ task, desk }, seat.name, settings);
  const workers = settings.deal ? workersAt(desk).map(({ name }) => name) : [seat.name];
  return inRounds(task, desk, (attempt) => {
    if (held.length === 0) return fallbackToSolo(attempt, "experts", "the operator rejected the perspectives", seat.name);
    return askAll(attempt, held, workers, seat.name);
  });
}

async function askAll(attempt: Attempt, held: readonly Persona[], workers: readonly string[], closer: string): Promise<Result<Answer>> {
  const results = await askInParallel(attempt, held, async ({ name, view }, attempt, i) => {
    const { task, desk } = attempt;
    const by = workers[i % workers.length] ?? closer;
    const shared = pastBlocks(attempt, by);
    const instruction = `Answer as "${name}", who looks at the task in this way:\n${block("view", view)}\nGive your complete answer to the task, in the form the task asks for.`;
    const reply = await desk.ask(by, roleLast(task, desk.terms, { purpose: "attempt", shared, instruction }));
    const result = noteFailure(desk, by, answerOf(reply, by));
    if (result.ok) desk.note({ type: "role", member: by, role: name, abstained: false });
    return { result, name };
  });
  const failed = results.find(({ result }) => !result.ok)?.result;
  const given = results.flatMap(({ result, name }) => (result.ok ? [{ text: result.text, by: result.by, name }] : []));
  if (given.length === 0) {
    if (failed !== undefined && isOver(failed)) return failed;
    const why = failed === undefined || failed.ok ? "no expert answered" : failed.failure.message;
    return fallbackToSolo(attempt, "experts", why, closer);
  }
  const merged = await aggregate(attempt, given, closer);
  return mergedOrMajority(attempt.desk, "aggregation", merged, made(given.map(({ text, by }) => ({ ok: true, text, by }))));
}

interface ExpertAnswer extends Answer {
  readonly name: string;
}

async function aggregate(attempt: Attempt, given: readonly ExpertAnswer[], closer: string): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const labels = given.map((_, i) => labelOf(i));
  const blocks = given.map(({ text, name }, i) => block("answer", quoted(desk, text), { by: labels[i] ?? "", as: name }));
  const reply = z.object({ why: z.string(), answer: z.string(), winner: z.enum(["merged", ...labels]) });
  const shared = [...pastBlocks(attempt, closer), ...blocks];
  const ask = blockAsk(task, desk.terms, { purpose: "merge", shared, instruction: seven, shape: shapeOf(reply) });
  const object = noteFailure(desk, closer, objectOf(await desk.ask(closer, ask), reply));
  if (!object.ok) return object;
  const { winner, answer } = object.value;
  const single = given[labels.indexOf(winner)];
  desk.note({ type: "choice", member: single?.by ?? closer, how: single === undefined ? "merged" : `expert ${clip(single.name, 80)}` });
  if (single !== undefined) return { ok: true, text: single.text, by: single.by };
  return answer.trim() === "" ? fail("malformed", "A merged answer was wanted; it was empty.") : { ok: true, text: answer, by: closer };
}

const seven = `Above are answers by experts with different perspectives. Work in this order, in short notes in "why":
1. what more than half of them hold; 2. where they conflict, and which of them; 3. for each conflict, which side is right, by checking; 4. what only one of them holds, if it is right; 5. everything from steps 1, 3 and 4 collected.
6. Compose from it, in "answer", the one complete answer to the task, in the form the task asks for.
7. Compare it with the single answers: name in "winner" the label of a single answer that is better as it stands, else "merged".`;
