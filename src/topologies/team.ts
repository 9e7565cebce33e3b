import type { Answer, Desk, Failure, Member, Reply, Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { shuffled } from "../util/random.ts";
import { answerOf, clip, isOver, roleLast, askInParallel, tryAsk } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { closerOf } from "./closer.ts";

/** The members in an order that is fixed for the trial and differs between repetitions; the closer stands at its end and has the last word. */
export function ordered(desk: Desk): Member[] {
  const order = shuffled(desk.members, () => desk.chance("order"));
  const closer = closerOf(desk, undefined);
  const isCloser = ({ name }: Member) => closer.ok && name === closer.name;
  return [...order.filter((member) => !isCloser(member)), ...order.filter(isCloser)];
}

/** What a whole team made: the answers of those that gave one, and why the others did not. */
export interface TeamAnswers {
  readonly answers: readonly Answer[];
  readonly failure?: Failure;
}

/** One plain attempt by each member at once, `samples` times over; failed ones are dropped and noted. */
export async function proposals(attempt: Attempt, samples = 1): Promise<TeamAnswers> {
  const seats = Array.from({ length: samples }, () => attempt.desk.members).flat();
  const results = await askInParallel(attempt, seats, async ({ name }, attempt) => {
    const { desk } = attempt;
    return noteFailure(desk, name, answerOf(await desk.ask(name, tryAsk(attempt, name)), name));
  });
  return made(results);
}

/** Keeps the answers; when there is none, the first failure. */
export function made(results: readonly Result<Answer>[]): TeamAnswers {
  const answers = results.flatMap((result) => (result.ok ? [{ text: result.text, by: result.by }] : []));
  const failed = results.find((result) => !result.ok);
  return failed === undefined || failed.ok ? { answers } : { answers, failure: failed.failure };
}

/** Passes a result through; a failed one is noted as a skipped member, so that a report can tell absence from silence. */
export function noteFailure<T extends Result<unknown>>(desk: Desk, member: string, result: T): T {
  if (!result.ok) desk.note({ type: "own", name: "skipped", value: { member, code: result.failure.code } });
  return result;
}

/** A text that others will read, cut at six characters per token of the output cap: no member can flood the rest. */
export function quoted(desk: Desk, text: string): string {
  return clip(text, 6 * desk.terms.outputCap);
}

/** The plain attempt that the team `from` falls back to when its own way gave nothing: by `first` alone, or by the closer or the next who can. */
export async function fallbackToSolo(attempt: Attempt, from: string, why: string, first?: string): Promise<Result<Answer>> {
  const { desk } = attempt;
  desk.note({ type: "fallback", from, to: "solo", why: clip(why, 300) });
  let last: Result<Answer> = fail("unsupported", "At least one member was wanted; the desk has none. Seat one.");
  for (const name of first === undefined ? closerFirst(desk).slice(0, 3) : [first]) {
    last = answerOf(await desk.ask(name, tryAsk(attempt, name)), name);
    if (last.ok || isOver(last)) return last;
  }
  return last;
}

function closerFirst(desk: Desk): string[] {
  const names = desk.members.map(({ name }) => name);
  const closer = closerOf(desk, undefined);
  return closer.ok ? [closer.name, ...names.filter((name) => name !== closer.name)] : names;
}

/** What a member makes of everybody's work: shared blocks first, then its instruction; the text is the whole answer. */
export async function merged(
  { task, desk }: Assignment,
  by: string,
  shared: readonly string[],
  instruction: string,
): Promise<Result<Answer>> {
  const reply: Reply = await desk.ask(by, roleLast(task, desk.terms, { purpose: "merge", shared, instruction }));
  return answerOf(reply, by);
}

/** The failure of a team of which nobody gave an answer: the first member's own, where there is one. */
export function nothing(team: string, { failure }: TeamAnswers): { ok: false; failure: Failure } {
  return failure === undefined ? fail("malformed", `An answer was wanted of the ${team}; no member gave one.`) : { ok: false, failure };
}
