import type { Nano } from "../../types.ts";
import type { Goal } from "../../util/goal.ts";
import type { RaceEntry } from "../experiment/search-entry.ts";

/** One candidate of a race. `single`: one member that answers once. `traits` say what it is made of, for changes one at a time. */
export interface RaceArm {
  readonly name: string;
  readonly single: boolean;
  readonly traits: readonly string[];
  /** The members that sit in it, and the fewest calls that it makes; nothing where that is not known. */
  readonly asks?: { readonly members: readonly string[]; readonly least: number };
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
/** A race with the ways of searching that are run, and the space that its candidates are of. */
export interface PlannedRace extends RacePlan {
  readonly strategies: RaceEntry["strategies"];
  readonly space?: RaceEntry["space"];
}
