import type { Answer, Brief, Desk, Result } from "../types.ts";
import type { Attempt } from "./attempt.ts";
import { tried, tryUntilPassed } from "./tries.ts";

/** A team's attempts under the common terms: each is a whole round of the team, which may know of the rejected ones before it. */
export function inRounds(task: Brief, desk: Desk, round: (attempt: Attempt) => Promise<Result<Answer>>): Promise<Result<Answer>> {
  return tryUntilPassed(task, desk, async (attempt) => tried(await round(attempt)));
}
