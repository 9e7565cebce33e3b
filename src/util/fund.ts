import type { Limits, Nano, Result } from "../types.ts";

/** Money set aside for one call until it is known what it cost; settled once. */
export interface Hold {
  settle(cost: Nano): void;
}
/** Money that calls are paid from. Contract: spent + held never exceeds the cap, here or in any parent. */
export interface Fund {
  left(): Limits;
  /** Holds now or not at all. */
  hold(cost: Nano): Result<Hold>;
  /**
   * Holds as soon as other holds have returned what they did not use, in order of asking. What could not be held even then is
   * refused at once with code "budget"; "aborted" when the signal ends the wait.
   */
  reserve(cost: Nano, signal?: AbortSignal): Promise<Result<Hold>>;
}
/** A fund that can be shared out. */
export interface Budget extends Fund {
  slice(limits: Partial<Limits>): Budget;
}
