import type { RunRecord } from "../lab/index.ts";

/** 0 done, 1 failed, 3 ended by a budget, 130 interrupted and resumable. */
export function exitCodeOf(state: RunRecord["state"]): number {
  return { done: 0, running: 0, failed: 1, budget: 3, interrupted: 130 }[state];
}
