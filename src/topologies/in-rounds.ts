import type { Answer, Desk, Result } from "../types.ts";
import type { FailedAttempt } from "./asks.ts";
import { tried, tryUntilPassed } from "./tries.ts";

/** A team's attempts under the common terms: each is a whole round of the team, which may know of the rejected ones before it. */
export function inRounds(desk: Desk, round: (past: readonly FailedAttempt[]) => Promise<Result<Answer>>): Promise<Result<Answer>> {
  return tryUntilPassed(desk, async (past) => tried(await round(past)));
}
