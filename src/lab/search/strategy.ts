import type { Nano } from "../../types.ts";
import type { Cell, CellResult, Dropped } from "./cell.ts";
import type { Scored } from "./scored.ts";

/** One way of searching. Contract: what it wants follows from the plan, its seed and the results alone. */
export interface Strategy {
  /** The trials that are wanted next, when so much was spent; none once it has ended. */
  wanted(spent: Nano): readonly Cell[];
  /** All results of what was wanted. */
  take(results: readonly (Cell & { readonly result: CellResult })[]): void;
  /** Whom it would name now. */
  verdict(): Verdict;
}
export interface Verdict {
  readonly chosen: Scored | undefined;
  /** The best single member by what it saw. */
  readonly single: Scored | undefined;
  /** Those of the live ones that have results, by how well they meet the goal. */
  readonly left: readonly Scored[];
  /** Who could still be the best. */
  readonly live: readonly string[];
  readonly dropped: readonly Dropped[];
  /** How many candidates it tried, on how many tasks at most. */
  readonly tried: number;
  readonly tasks: number;
}
