import { tCdf, tQuantile } from "../util/distributions.ts";
import { mean } from "./moments.ts";
import type { Interval } from "./proportions.ts";

/**
 * The score interval of a mean of values in [-1, 1], one for each task: the means that the values do not contradict, each tested by the error that it
 * implies. For paired passes it is Tango's (1998), with Student's t for the normal; for values between it takes the likeliest distribution with that mean
 * (Owen 1988), where what was not seen is as far from 0 as what differs most. Tasks that are all alike are no certainty: of n that do not differ
 * it reaches t^2 / (n + t^2) to either side. Undefined below two values.
 */
export function boundedMeanInterval(values: Float64Array, level = 0.95): Interval | undefined {
  if (values.length < 2) return undefined;
  const t = tQuantile((1 + level) / 2, values.length - 1);
  const far = farthest(values);
  const scaled = values.map((value) => value / far);
  return [far * lowest(scaled, t), -far * lowest(negated(scaled), t)];
}

/** The one-sided p of the same test: that the mean is `bound` or less. */
export function boundedMeanP(values: Float64Array, bound: number): number {
  if (values.length < 2) return 1;
  const far = farthest(values);
  if (Math.abs(bound) >= far) return bound < 0 ? 0 : 1;
  return (
    1 -
    tCdf(
      distance(
        values.map((value) => value / far),
        bound / far,
      ),
      values.length - 1,
    )
  );
}

function farthest(values: Float64Array): number {
  const far = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return far > 1e-9 ? far : 1;
}

/** The lowest mean that is not rejected, of values of which -1 is the least that may be. */
function lowest(values: Float64Array, t: number): number {
  let [low, high] = [-1, mean(values)];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (distance(values, middle) <= t) high = middle;
    else low = middle;
  }
  return high;
}

/** How many errors the mean is above `bound`, the error as it were if the mean were `bound`. */
function distance(values: Float64Array, bound: number): number {
  const above = mean(values) - bound;
  if (above < 0) return -distance(negated(values), -bound);
  return above === 0 ? 0 : above / Math.sqrt(varianceAt(values, bound) / values.length);
}

/** The variance of the likeliest distribution on the values and -1 whose mean is `bound`, which is below that of the values. */
function varianceAt(values: Float64Array, bound: number): number {
  const tilt = tiltTo(values, bound);
  let [mass, squares] = [0, 0];
  for (const value of values) {
    const share = 1 / (values.length * (1 + tilt * (value - bound)));
    mass += share;
    squares += share * (value - bound) ** 2;
  }
  return squares + Math.max(0, 1 - mass) * (1 + bound) ** 2;
}

/**
 * The tilt of the values' weights 1 / (1 + tilt (value - bound)) at which their mean is `bound`, or the most that weights allow: what is then wanting
 * stands at -1. By Newton's steps, halved where one leaves what is known.
 */
function tiltTo(values: Float64Array, bound: number): number {
  let [low, high] = [0, 1 / (1 + bound)];
  const least = values.reduce((most, value) => Math.min(most, value), 1);
  if (least > -1 + 1e-9 && overAt(values, bound, high).over >= 0) return high;
  let tilt = 0;
  for (let round = 0; round < 60 && high - low > 1e-12; round++) {
    const { over, falls } = overAt(values, bound, tilt);
    if (over > 0) low = tilt;
    else high = tilt;
    const next = tilt + over / falls;
    if (Math.abs(next - tilt) < 1e-13) break;
    tilt = next > low && next < high ? next : (low + high) / 2;
  }
  return tilt;
}

/** How far the mean under a tilt is over `bound`, in n times a mass of 1, and how fast that falls. */
function overAt(values: Float64Array, bound: number, tilt: number): { readonly over: number; readonly falls: number } {
  let [over, falls] = [0, 0];
  for (const value of values) {
    const share = (value - bound) / (1 + tilt * (value - bound));
    over += share;
    falls += share * share;
  }
  return { over, falls };
}

function negated(values: Float64Array): Float64Array {
  return values.map((value) => -value);
}
