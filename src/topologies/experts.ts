import { z } from "zod";
import type { Answer, Brief, Desk, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { answerOf, block, clip, isOver, objectOf, pastBlocks, roleLast, blockAsk, shapeOf, askInParallel, tryAsk } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { mergedOrMajority } from "./by-majority.ts";
import { cast, curation, operatorSeat, recorded, workersAt } from "./curation.ts";
import { answerKey } from "./final-answer.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { labelOf } from "./labels.ts";
import { byLot, personaCheck, personaRecord, survivors } from "./persona-record.ts";
import { type Persona, personasOf, roster } from "./roster.ts";
import { fallbackToSolo, noteFailure, made, quoted } from "./team.ts";
import { closerOf } from "./closer.ts";

export const expertsOptions = z.strictObject({
  /** The one member who plays all experts and aggregates; whom the term `closer` says when absent. */
  member: z.string().min(1).optional(),
  /** Seats the experts on all members in turn instead. */
  deal: z.boolean().default(false),
  roster: roster.default("general"),
  /** As in personas; or those that survive so many tasks, in which it is checked whose answer mends the member's plain one. */
  curation: z.union([curation, z.strictObject({ survivors: z.int().min(1).max(100_000) })]).default("auto"),
  /** Perspectives at most. */
  size: z.int().min(1).max(16).default(4),
});
type Settings = z.output<typeof expertsOptions>;

/** The same perspectives as separate parallel calls, merged in seven steps. Contract: never rejects. */
export function experts(options: z.input<typeof expertsOptions> = {}): Topology {
  const settings = expertsOptions.parse(options);
  const learns = typeof settings.curation === "object" ? { memory: true } : {};
  return { name: "experts", ...learns, solve: (task, desk) => consult(task, desk, settings) };
}

export const expertsKind = defineKind({
  name: "experts",
  gist: "several perspectives answer apart; their answers are aggregated",
  description:
    "The perspectives of the personas topology as separate calls, after multi-expert prompting (arXiv 2411.00492): each answers alone and in parallel, then one call goes through seven steps: what more than half hold, where they conflict, how each conflict is settled, what only one holds, all of that collected, composed into one answer, and the best chosen among the composed answer and the single ones. k calls for k perspectives, one to aggregate, one to choose them when they are curated, and one for the operator with curation: ask. With curation: random they are drawn by lot for each task; with survivors: n so for the first n tasks of the session, in which the member also answers without a perspective and the verifier checks all these answers, and from then on those are kept that were right where the plain answer was wrong most often, less how often they were wrong where it was right, by category. All are played by one member, or dealt to all members in turn. No perspective sees another. When the aggregation fails, the majority of the answers stands.",
  options: expertsOptions,
  memberOptions: ["member"],
  formula: "at most size+1 per attempt; once 1 more with curation: auto or while survivors are looked for, 2 more with ask",
  sees: "The task and one's own perspective; the aggregating call all answers.",
  ignores: [],
  calls(_members, terms, { curation, size }) {
    const chosen = curation === "ask" ? 2 : curation === "auto" || typeof curation === "object" ? 1 : 0;
    // Without an operator's seat its call is saved.
    return { least: typeof curation === "object" ? 1 : Math.min(chosen, 1) + 1, most: chosen + terms.attempts * (size + 2) };
  },
  asks(members, { member, curation, deal }, closer) {
    if (deal) return members;
    const one = member ?? closer;
    return curation === "ask" ? [one, operatorSeat] : [one];
  },
  unreached({ verified }, { curation }) {
    if (verified || typeof curation !== "object") return [];
    return [
      "survivors are found by verdicts, and there is no verifier: rosters stay drawn by lot. Name a verifier, or set options.curation to auto.",
    ];
  },
  make: experts,
});

async function consult(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const seat = closerOf(desk, settings.member, workersAt(desk));
  if (!seat.ok) return seat;
  const { held, check } = await heldBy({ task, desk }, seat.name, settings);
  const workers = settings.deal ? workersAt(desk).map(({ name }) => name) : [seat.name];
  return inRounds(task, desk, (attempt) => {
    if (held.length === 0) return fallbackToSolo(attempt, "experts", "the operator rejected the perspectives", seat.name);
    return askAll(attempt, held, { workers, closer: seat.name, check: check && attempt.past.length === 0 });
  });
}

/** The perspectives for this task, and whether their answers are checked. */
async function heldBy(assignment: Assignment, closer: string, { roster, curation, size }: Settings) {
  if (typeof curation !== "object") return { held: await cast(assignment, closer, { roster, curation, size }), check: false };
  const { task, desk } = assignment;
  const record = desk.view(personaRecord);
  const check = record.tasks < curation.survivors;
  const whole = personasOf(roster);
  const held = check ? byLot(desk, whole).slice(0, size) : survivors(record, whole, task.category, size);
  return { held: recorded(desk, check ? "lot" : "record", "survivors", held), check };
}

interface Staff {
  readonly workers: readonly string[];
  readonly closer: string;
  readonly check: boolean;
}

async function askAll(attempt: Attempt, held: readonly Persona[], { workers, closer, check }: Staff): Promise<Result<Answer>> {
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
  if (check) await checked(attempt, given, closer);
  const merged = await aggregate(attempt, given, closer);
  return mergedOrMajority(attempt.desk, "aggregation", merged, made(given.map(({ text, by }) => ({ ok: true, text, by }))));
}

/** Notes whether the verifier passes each perspective's answer, and the one that the member gives without any. Nothing is noted where it cannot tell. */
async function checked(attempt: Attempt, given: readonly ExpertAnswer[], closer: string): Promise<void> {
  const { task, desk } = attempt;
  const plain = answerOf(await desk.ask(closer, tryAsk(attempt, closer)), closer);
  if (!plain.ok) return;
  const verdicts = new Map<string, boolean>();
  for (const answer of [plain, ...given]) {
    const key = keyOf(answer);
    if (verdicts.has(key)) continue;
    const verdict = await desk.verify({ text: answer.text, by: answer.by });
    if (!verdict.ok) return;
    verdicts.set(key, verdict.passed);
  }
  const passed = (answer: Answer): boolean => verdicts.get(keyOf(answer)) === true;
  const value = { category: task.category, plain: passed(plain), passed: given.map((answer) => [answer.name, passed(answer)]) };
  desk.note({ type: "own", name: personaCheck, value });
}

function keyOf({ text }: Answer): string {
  return answerKey(text) ?? text;
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
