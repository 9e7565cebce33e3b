/** A range of numbers, spaced evenly or evenly in ratios. */
export interface AxisScale {
  readonly from: number;
  readonly to: number;
  readonly log: boolean;
}

/** `count` values from one end of the range to the other, both included. */
export function stepsOn({ from, to, log }: AxisScale, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const share = count < 2 ? 0 : index / (count - 1);
    return log ? from * (to / from) ** share : from + (to - from) * share;
  });
}

/** Where a value stands in the range, 0 at its start and 1 at its end; it may lie outside. */
export function shareOn({ from, to, log }: AxisScale, value: number): number {
  return log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}
