import type { RunRecord } from "../lab/index.ts";

/** 0 done, 1 failed (no call brought a reply), 3 ended by a budget, 4 paused or unfinished for reasons of infrastructure, 130 interrupted; all but 0 resumable. */
export function exitCodeOf(state: RunRecord["state"]): number {
  return { done: 0, running: 0, failed: 1, budget: 3, paused: 4, unfinished: 4, interrupted: 130 }[state];
}
