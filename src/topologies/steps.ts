import type { Answer, Brief, Desk, Result } from "../types.ts";
import { answerOf, attemptAsk, block, isOver, pastBlocks, retryAsk, roleLast, type FailedAttempt } from "./asks.ts";
import { noteFailure, quoted } from "./team.ts";

/** What one agent of a team is given for a run of steps: shared blocks, and what it is told to do with them first. */
export interface Work {
  readonly past: readonly FailedAttempt[];
  readonly shared?: readonly string[];
  readonly instruction?: string;
}

/**
 * One agent's loop of k calls: an answer, then k - 1 times a check of its own last answer that yields a better one.
 * A failed first step is the result; a later one leaves the answer before it standing.
 */
export async function steps(task: Brief, desk: Desk, member: string, k: number, work: Work): Promise<Result<Answer>> {
  const first = noteFailure(desk, member, answerOf(await desk.ask(member, opening(task, desk, member, work)), member));
  let standing = first;
  for (let step = 1; step < k && standing.ok; step++) {
    const own = block("answer", quoted(desk, standing.text), { by: member });
    const shared = [...pastBlocks(desk.terms, member, work.past), ...(work.shared ?? []), own];
    const ask = roleLast(task, desk.terms, { purpose: "attempt", shared, instruction: recheck });
    const next = noteFailure(desk, member, answerOf(await desk.ask(member, ask), member));
    if (next.ok) standing = next;
    if (isOver(next)) break;
  }
  return standing;
}

const recheck =
  "The last answer above is yours so far. Look for the step most likely to be wrong and check it another way; add what is missing. Then give the complete answer to the task again, corrected or unchanged.";

function opening(task: Brief, desk: Desk, member: string, { past, shared, instruction }: Work) {
  if (instruction !== undefined) {
    const blocks = [...pastBlocks(desk.terms, member, past), ...(shared ?? [])];
    return roleLast(task, desk.terms, { purpose: "attempt", shared: blocks, instruction });
  }
  return past.length === 0 ? attemptAsk(task, desk.terms) : retryAsk(task, desk.terms, member, past);
}
