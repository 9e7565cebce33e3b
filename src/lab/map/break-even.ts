import type { BreakEvenLine, MapCell } from "../../report/index.ts";
import { shareOn } from "../../util/axis-scale.ts";
import { type Axis, axes, defaults, stepsOf } from "./axes.ts";
import { type MapInputs, predictedAt } from "./predicted.ts";
import { type Arm, isPredicted } from "./setup.ts";

interface Grid {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly axes: { readonly x: Axis; readonly y: Axis };
}

/** The break-even line of two arms along the axis that it crosses more often. */
export function breakEvenOf(cells: readonly MapCell[], grid: Grid, between: readonly [Arm, Arm], inputs: MapInputs): BreakEvenLine {
  const [byX, byY] = [along("x", cells, grid, between, inputs), along("y", cells, grid, between, inputs)];
  const found = (line: BreakEvenLine) => line.points.filter(({ computed, derived }) => (derived ?? computed) !== null).length;
  return found(byY) >= found(byX) ? byY : byX;
}

function along(across: "x" | "y", cells: readonly MapCell[], grid: Grid, [a, b]: readonly [Arm, Arm], inputs: MapInputs): BreakEvenLine {
  const on = across === "x" ? "y" : "x";
  const lead = (results: MapCell["simulated"]) => netOf(results, a, inputs.worth) - netOf(results, b, inputs.worth);
  const points = grid[on].map((fixed) => {
    const row = cells.filter((cell) => cell[on] === fixed);
    const computed = crossing(row.map((cell) => ({ at: cell[across], gain: lead(cell.simulated) })));
    const leadAt = (at: number) => lead(predictedAt({ ...defaults, [grid.axes[on]]: fixed, [grid.axes[across]]: at }, inputs));
    const fine = () => stepsOf(grid.axes[across], 25).map((at) => ({ at, gain: leadAt(at) }));
    return { on: fixed, computed, derived: isPredicted(a) && isPredicted(b) ? crossing(fine()) : null };
  });
  const scale = axes[grid.axes[across]];
  const both = points.flatMap(({ computed, derived }) =>
    computed === null || derived === null ? [] : [Math.abs(shareOn(scale, computed) - shareOn(scale, derived))],
  );
  const mean = both.reduce((sum, each) => sum + each, 0) / Math.max(1, both.length);
  return { between: [a, b], across, points, gap: { mean, max: Math.max(0, ...both), compared: both.length } };
}

/** Where a gain changes sign, by a straight line between the two points around it; null where it never does. */
function crossing(row: readonly { readonly at: number; readonly gain: number }[]): number | null {
  for (const [index, next] of row.entries()) {
    const before = row[index - 1];
    if (before === undefined || before.gain > 0 === next.gain > 0) continue;
    return before.at + ((next.at - before.at) * before.gain) / (before.gain - next.gain);
  }
  return null;
}

/** Dollars per task that an arm brings: the worth of its right answers less what it cost. */
export function netOf(results: MapCell["simulated"], arm: Arm, worth: number): number {
  const { right, cost } = results[arm] ?? { right: 0, cost: 0 };
  return worth * right - cost;
}
