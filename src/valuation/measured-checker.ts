import type { Evidence } from "./evidence.ts";
import type { Checker } from "./sight.ts";

/** A checker as its recorded verdicts show it, and how many of them there are on right answers and on wrong ones. */
export interface MeasuredChecker extends Checker {
  readonly right: number;
  readonly wrong: number;
}

/**
 * How often recorded verdicts accept a right answer and reject a wrong one; half a verdict of each kind is added to both (Jeffreys' prior), so that
 * few verdicts are no certainty. Contract: reads the outcomes given and no others.
 */
export function measuredChecker({ samples }: Evidence, price: number): MeasuredChecker {
  const judged = samples.flat().filter(({ verdict }) => verdict !== undefined);
  const [right, wrong] = [judged.filter(({ passed }) => passed), judged.filter(({ passed }) => !passed)];
  const rate = (of: typeof judged, accepted: boolean): number =>
    (of.filter(({ verdict }) => verdict === accepted).length + 0.5) / (of.length + 1);
  return {
    sensitivity: rate(right, true),
    specificity: rate(wrong, false),
    price,
    recorded: true,
    right: right.length,
    wrong: wrong.length,
  };
}
