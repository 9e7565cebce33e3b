import { type AxisScale, stepsOn } from "../../util/axis-scale.ts";
import { UserError } from "../../util/bug.ts";
import { didYouMean } from "../../util/did-you-mean.ts";

/** One place on the map: what kind of work, members and judge it is. */
export interface Point {
  /** Independence of tries: 1 - latent correlation of two tries of one member on one task. 0: a second try is the first again. */
  readonly retry: number;
  /** Chance that separately solved parts do not fit together. */
  readonly coupling: number;
  /** Share of what stays with a task from try to try that is common to all members; 1: nobody rescues anybody. */
  readonly correlation: number;
  /** Sensitivity and specificity of the judge, and of every member that reads an answer, taken as equal; .5 is a coin. */
  readonly judge: number;
  /** Price of the strongest member over that of the weakest, per token. */
  readonly price: number;
  /** How much of its own chance a bidder knows: 0 only what it is like in general, with bias and noise; 1 everything, without. */
  readonly calibration: number;
}
export type Axis = keyof Point;

/** The axes with the range that a map shows. */
export const axes: { readonly [axis in Axis]: AxisScale & { readonly words: string } } = {
  retry: { words: "independence of tries", from: 0.05, to: 0.95, log: false },
  coupling: { words: "coupling of parts", from: 0, to: 1, log: false },
  correlation: { words: "errors in common", from: 0, to: 1, log: false },
  judge: { words: "accuracy of judge and critics", from: 0.55, to: 0.97, log: false },
  price: { words: "price ratio", from: 1, to: 64, log: true },
  calibration: { words: "calibration of bids", from: 0, to: 1, log: false },
};

/**
 * Where an axis stands when it is not drawn. `retry` and `correlation`: fitted on METR runs, where the correlation of two tries on an
 * item is .85 and that of two models .74. `judge`: LifeEval's checkers, hit .962 and false accept .352, with the same power to tell
 * and no lean. `calibration`: LifeEval's stated chances. `price`: list prices of late 2026. `coupling`: assumed.
 */
export const defaults: Point = { retry: 0.15, coupling: 0.3, correlation: 0.87, judge: 0.86, price: 20, calibration: 0.15 };

/** `count` values of an axis from one end of its range to the other. */
export function stepsOf(axis: Axis, count: number): number[] {
  return stepsOn(axes[axis], count);
}

/** An axis by name. Throws a `UserError` that names the nearest. */
export function axisNamed(name: string): Axis {
  const known = Object.keys(axes) as Axis[];
  const found = known.find((axis) => axis === name);
  if (found !== undefined) return found;
  throw new UserError(`Wanted an axis of the map; got "${name}".${didYouMean(name, known)}`);
}
