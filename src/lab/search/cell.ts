import type { Nano } from "../../types.ts";

/** A candidate's result on a task, repetitions averaged. `lost`: asked again, nothing is known; `untold`: a replay cannot tell. */
export type CellResult = { readonly passed: number; readonly cost: Nano } | "lost" | "untold";
/** A candidate on the task of this place in the order. */
export interface Cell {
  readonly arm: string;
  readonly task: number;
}
/** Why a candidate is in the race no more. */
export interface Dropped {
  readonly arm: string;
  /** `worse`: shown to be worse than another, within the chance of error; `money`: set aside, so that the money lasts; `replay`: a replay cannot tell of it. */
  readonly why: "worse" | "money" | "replay";
  readonly by?: string;
  readonly tasks: number;
}
