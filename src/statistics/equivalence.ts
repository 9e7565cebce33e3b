import type { ComparisonRow } from "../summary.ts";
import type { Interval } from "./proportions.ts";

/**
 * Whether a is no worse than b by more than the margin, or equal to it within the margin: two one-sided tests, by an interval that
 * holds for all rows of the screen at once, so that these claims may stand beside the differences that are asserted.
 */
export function equivalenceOf(simultaneous: Interval | undefined, margin: number): NonNullable<ComparisonRow["equivalence"]> {
  const [low, high] = simultaneous ?? [-1, 1];
  const noWorse = low > -margin;
  const noBetter = high < margin;
  return { margin, finding: noWorse && noBetter ? "equal" : noWorse ? "no-worse" : noBetter ? "no-better" : "open" };
}
