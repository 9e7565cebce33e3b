import type { Answer, Brief, Desk, Member, Result, Verdict } from "../types.ts";
import { count } from "../util/count.ts";
import { fail } from "../util/failure.ts";
import { own } from "../util/own.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { isOver } from "./asks.ts";
import type { Attempt, FailedAttempt } from "./attempt.ts";

/** One try at the task: the answer, and its verdict where the way of trying already brought one. */
export interface Try {
  readonly answer: Answer;
  readonly verdict?: Verdict;
}
/** Writes an answer; `number` counts the attempts from 1, those that gave no answer included. */
export type Write = (attempt: Attempt, number: number) => Promise<Result<Try>>;

/**
 * The retry that every topology has on equal terms: write, verify, write again, `attempts` times at most.
 * The last answer is not verified: a verdict that nobody can act on would only cost. A verifier that cannot tell ends the
 * tries: the grader decides. Contract: the latest answer stands; a failure comes back only when there is no answer at all.
 */
export async function tryUntilPassed(
  task: Brief,
  desk: Desk,
  write: Write,
  attempts: number = desk.terms.attempts,
): Promise<Result<Answer>> {
  const past: FailedAttempt[] = [];
  let outcome: Result<Answer> = fail("unsupported", "At least one attempt was wanted; the terms allow none.");
  for (let number = 1; number <= attempts; number++) {
    const written = await write({ task, desk, past: [...past] }, number);
    if (!written.ok) {
      if (!outcome.ok) outcome = written;
      if (isOver(written)) return outcome;
      continue;
    }
    outcome = { ok: true, ...written.answer };
    if (written.verdict === undefined && number === attempts) return outcome;
    const verdict = written.verdict ?? (await desk.verify(written.answer));
    if (!verdict.ok || verdict.passed) return outcome;
    past.push({ answer: written.answer, why: verdict.why });
  }
  return outcome;
}

/** The result of one try from the result of one answer. */
export function tried(answer: Result<Answer>): Result<Try> {
  return answer.ok ? { ok: true, answer: { text: answer.text, by: answer.by } } : answer;
}

/** The member of that name, the first when none is named. A name that nobody has is a failure that says who is there. */
export function seated(desk: Desk, name: string | undefined): Result<Member> {
  const member = name === undefined ? desk.members[0] : desk.members.find((member) => member.name === name);
  if (member !== undefined) return { ok: true, ...member };
  if (name === undefined) return fail("unsupported", "A topology needs at least one member; the experiment names none.");
  if (own(desk.terms.capacity?.of ?? {}, name) !== undefined) {
    desk.note({ type: "unfilled", reason: "capacity" });
    return fail("unsupported", `"${name}" was wanted, who has no place left in this batch of ${count(desk.batch?.length ?? 0, "task")}.`);
  }
  const known = desk.members.map((member) => member.name);
  return fail("unsupported", `A member named "${name}" was wanted; nobody here has that name.${didYouMean(name, known)}`);
}

/** An item drawn from the desk's chance; undefined when there is none. Draws nothing when there is no choice. */
export function drawn<T>(desk: Desk, label: string, items: readonly T[]): T | undefined {
  return items.length < 2 ? items[0] : items[Math.floor(desk.chance(label) * items.length)];
}
