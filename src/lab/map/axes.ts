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
  /** Sensitivity and specificity of the judge, taken as equal; .5 is a coin. */
  readonly judge: number;
  /** Price of the strongest member over that of the weakest, per token. */
  readonly price: number;
  /** How much of its own chance a bidder knows: 0 only what it is like in general, with bias and noise; 1 everything, without. */
  readonly calibration: number;
}
export type Axis = keyof Point;

interface Scale {
  readonly words: string;
  readonly from: number;
  readonly to: number;
  readonly log: boolean;
}
/** The axes with the range that a map shows. */
export const axes: { readonly [axis in Axis]: Scale } = {
  retry: { words: "independence of tries", from: 0.1, to: 0.9, log: false },
  coupling: { words: "coupling of parts", from: 0, to: 1, log: false },
  correlation: { words: "errors in common", from: 0, to: 1, log: false },
  judge: { words: "judge accuracy", from: 0.55, to: 0.97, log: false },
  price: { words: "price ratio", from: 1, to: 64, log: true },
  calibration: { words: "calibration of bids", from: 0, to: 1, log: false },
};

/** Where an axis stands when it is not drawn: the simulated world's defaults, a judge as good as recorded ones, prices of late 2026. */
export const usual: Point = { retry: 0.4, coupling: 0.3, correlation: 0.4, judge: 0.88, price: 20, calibration: 0.15 };

/** `count` values of an axis from one end of its range to the other, evenly, or evenly in ratios. */
export function stepsOf(axis: Axis, count: number): number[] {
  const { from, to, log } = axes[axis];
  return Array.from({ length: count }, (_, index) => {
    const share = count < 2 ? 0 : index / (count - 1);
    return log ? from * (to / from) ** share : from + (to - from) * share;
  });
}

/** Where a value stands on its axis, 0 at the start of the range and 1 at its end; it may lie outside. */
export function shareOn(axis: Axis, value: number): number {
  const { from, to, log } = axes[axis];
  return log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

/** An axis by name. Throws a `UserError` that names the nearest. */
export function axisNamed(name: string): Axis {
  const known = Object.keys(axes) as Axis[];
  const found = known.find((axis) => axis === name);
  if (found !== undefined) return found;
  throw new UserError(`Wanted an axis of the map; got "${name}".${didYouMean(name, known)}`);
}
