import type { Answer, Result } from "../types.ts";
import { answerOf, block, isOver, pastBlocks, roleLast, tryAsk } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { noteFailure, quoted } from "./team.ts";
import { labelFor } from "./labels.ts";

/** What one agent of a team is given for a run of steps: shared blocks, and what it is told to do with them first. */
export interface Work {
  readonly shared?: readonly string[];
  readonly instruction?: string;
}

/**
 * One agent's loop of k calls: an answer, then k - 1 times a check of its own last answer that yields a better one.
 * A failed first step is the result; a later one leaves the answer before it standing.
 */
export async function steps(attempt: Attempt, member: string, k: number, work: Work = {}): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const first = noteFailure(desk, member, answerOf(await desk.ask(member, opening(attempt, member, work)), member));
  let standing = first;
  for (let step = 1; step < k && standing.ok; step++) {
    const own = block("answer", quoted(desk, standing.text), { by: labelFor(desk, member) });
    const shared = [...pastBlocks(attempt, member), ...(work.shared ?? []), own];
    const ask = roleLast(task, desk.terms, { purpose: "attempt", shared, instruction: recheck });
    const next = noteFailure(desk, member, answerOf(await desk.ask(member, ask), member));
    if (next.ok) standing = next;
    if (isOver(next)) break;
  }
  return standing;
}

const recheck =
  "The last answer above is yours so far. Look for the step most likely to be wrong and check it another way; add what is missing. Then give the complete answer to the task again, corrected or unchanged.";

function opening(attempt: Attempt, member: string, { shared = [], instruction }: Work) {
  if (instruction === undefined) return tryAsk(attempt, member);
  const blocks = [...pastBlocks(attempt, member), ...shared];
  return roleLast(attempt.task, attempt.desk.terms, { purpose: "attempt", shared: blocks, instruction });
}
