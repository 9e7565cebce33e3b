import type { Goal } from "../../util/goal.ts";
import type { Nano } from "../../types.ts";

/** One candidate of a race. `single`: one member that answers once. `traits` say what it is made of, for changes one at a time. */
export interface RaceArm {
  readonly name: string;
  readonly single: boolean;
  readonly traits: readonly string[];
}
/** What candidates race for. */
export interface RacePlan {
  readonly arms: readonly RaceArm[];
  readonly goal: Goal;
  /** The tasks to choose on, in the order in which they are run. */
  readonly tasks: readonly string[];
  /** What each way of searching may spend, in nano-dollars. */
  readonly money: Nano;
  /** The chance that the best is dropped as shown to be worse, however often one looks. */
  readonly alpha: number;
  /** How much lower a pass rate is still no worse. */
  readonly margin: number;
  readonly seed: string;
}
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
