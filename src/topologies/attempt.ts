import type { Answer, Brief, Desk } from "../types.ts";

/** A task and the desk through which it is done. */
export interface Assignment {
  readonly task: Brief;
  readonly desk: Desk;
}

/** One attempt at a task, with the answers that were rejected before it, oldest first. */
export interface Attempt extends Assignment {
  readonly past: readonly FailedAttempt[];
}

/** An answer that the verifier rejected, with its reason. */
export interface FailedAttempt {
  readonly answer: Answer;
  readonly why: string;
  /** Where the verdict says more than that it failed: its score, and whether it passed all the same. */
  readonly score?: number;
  readonly passed?: boolean;
}
