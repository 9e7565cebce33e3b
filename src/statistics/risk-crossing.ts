import { picks as picksOf } from "../util/random.ts";
import { mean, quantileOfSorted } from "./moments.ts";

/** Net values of two arrangements, task by task: what each try gave the buyer, on the same tasks in the same order. */
export interface PairedTries {
  readonly a: readonly (readonly number[])[];
  readonly b: readonly (readonly number[])[];
}
/** How a buyer counts spread against the mean: by the standard deviation, or by the mean of the worst tenth of tries (CVaR). */
export type RiskMeasure = "sd" | "cvar";

/**
 * From which weight of risk on a buyer would rather have `a` than `b`. `always`: at any weight (0); `never`: at none. `from`: from this weight on.
 * `until`: only below it. By `sd` the buyer maximizes mean - weight x sd; by `cvar` (1 - weight) x mean + weight x mean of the worst tenth.
 */
export type RiskCrossing = { readonly kind: "always" | "never" } | { readonly kind: "from" | "until"; readonly weight: number };

/** The mean of a sample and what it is taken down by as a buyer weighs risk: the sd, or how far the worst tenth lies below the mean. */
interface Stand {
  readonly mean: number;
  readonly risk: number;
}

/** The crossing by the samples: mean_a - w r_a = mean_b - w r_b at w = (mean_b - mean_a) / (r_b - r_a), in closed form. */
export function riskCrossing({ a, b }: PairedTries, measure: RiskMeasure): RiskCrossing {
  const once = (tries: PairedTries["a"]) => standOf(sorted(tries), new Int32Array(tries.length).fill(1), measure);
  return crossing(once(a), once(b), measure);
}

/**
 * The crossing with its percentile interval over tasks drawn with replacement, tries of a task together; `Infinity` where a resample has `a`
 * never ahead. Only of a crossing of the kind `from` or `always`, whose weight is then 0: for a risk-averse buyer's question, how averse.
 */
export function riskInterval(tries: PairedTries, measure: RiskMeasure, seed: string, resamples = 2000): readonly [number, number] {
  const n = tries.a.length;
  const next = picksOf(seed);
  const sides = [sorted(tries.a), sorted(tries.b)] as const;
  const found = Float64Array.from({ length: resamples }, () => {
    const weights = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const drawn = next(n);
      weights[drawn] = (weights[drawn] ?? 0) + 1;
    }
    const at = crossing(standOf(sides[0], weights, measure), standOf(sides[1], weights, measure), measure);
    return at.kind === "from" ? at.weight : at.kind === "never" ? Number.POSITIVE_INFINITY : 0;
  }).sort();
  return [quantile(found, 0.025), quantile(found, 0.975)];
}

/** Between a number and Infinity lies Infinity, and not NaN. */
function quantile(values: Float64Array, at: number): number {
  const place = at * (values.length - 1);
  return values[Math.ceil(place)] === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : quantileOfSorted(values, at);
}

function crossing(a: Stand, b: Stand, measure: RiskMeasure): RiskCrossing {
  // What rounding leaves of equal risks is none.
  const level = Math.abs(b.risk - a.risk) <= 1e-12 * (Math.abs(a.risk) + Math.abs(b.risk));
  const [gap, relief] = [b.mean - a.mean, level ? 0 : b.risk - a.risk];
  const most = measure === "cvar" ? 1 : Number.POSITIVE_INFINITY;
  if (gap <= 0 && relief >= 0) return { kind: gap === 0 && relief === 0 ? "never" : "always" };
  if (gap >= 0 && relief <= 0) return { kind: "never" };
  const weight = gap / relief;
  if (weight > most) return { kind: gap > 0 ? "never" : "always" };
  return gap > 0 ? { kind: "from", weight } : { kind: "until", weight };
}

interface SortedTries {
  /** Lowest first, each with the place of its task. */
  readonly values: readonly { readonly value: number; readonly place: number }[];
}
function sorted(tries: PairedTries["a"]): SortedTries {
  return { values: tries.flatMap((own, place) => own.map((value) => ({ value, place }))).sort((x, y) => x.value - y.value) };
}

const worst = 0.1;

/** With each task as often as its weight says. */
function standOf({ values }: SortedTries, weights: Int32Array, measure: RiskMeasure): Stand {
  let [n, sum, squares] = [0, 0, 0];
  for (const { value, place } of values) {
    const weight = weights[place] ?? 0;
    n += weight;
    sum += weight * value;
    squares += weight * value * value;
  }
  const center = sum / n;
  if (measure === "sd") return { mean: center, risk: Math.sqrt(Math.max(0, squares / n - center * center)) };
  let [left, low] = [worst * n, 0];
  for (const { value, place } of values) {
    if (left <= 0) break;
    const taken = Math.min(left, weights[place] ?? 0);
    low += taken * value;
    left -= taken;
  }
  return { mean: center, risk: center - low / (worst * n) };
}

/** What a buyer of this weight has of the tries: the certainty that it would as soon take. */
export function certaintyOf(tries: PairedTries["a"], measure: RiskMeasure, weight: number): number {
  if (tries.length === 0) return mean([]);
  const { mean: center, risk } = standOf(sorted(tries), new Int32Array(tries.length).fill(1), measure);
  return center - weight * risk;
}
