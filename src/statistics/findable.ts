import type { PairedMeans } from "./by-task.ts";
import { costDifference } from "./cost-difference.ts";
import { tQuantile } from "../util/distributions.ts";
import type { Interval } from "./proportions.ts";
import { gridOf } from "./intervals.ts";
import { deviation, mean } from "./moments.ts";
import { detectable, detectableExactly } from "./power.ts";
import { skewedMeanInterval } from "./skewed-mean.ts";
import { defined } from "../util/defined.ts";

/** By how much the first topology must truly be above the second, or below it, to be found so with 80% power; nothing where no size is. */
export interface Findable {
  readonly more?: number;
  readonly less?: number;
}

/** The smallest differences of passes or scores that so many tasks find at a level, the second topology staying as it is. */
export function findableRates({ differences, a, b }: PairedMeans, alpha: number): Findable {
  const n = differences.length;
  if (n < 2) return {};
  if (n <= 400 && gridOf(differences, 1) !== undefined) {
    const squares = differences.reduce((sum, d) => sum + d * d, 0);
    // Half a discordant task more, so that a table without one tells something too.
    const alike = { rate: (mean(a) + mean(b)) / 2, discordance: (squares + 0.5) / (n + 1) };
    return both(detectableExactly(alike, 1, n, { alpha }), detectableExactly(alike, -1, n, { alpha }));
  }
  // Exact tests of counts and of scores are a little conservative.
  const own = detectable(deviation(differences), n, { alpha });
  const size = own === undefined ? undefined : 1.05 * own;
  return both(size, size);
}

/**
 * The smallest differences of mean costs, in the unit of the costs. A topology that costs a share less costs that share less on every
 * task, so that its spread shrinks with its mean: less is found sooner than more.
 */
export function findableCosts(paired: PairedMeans, alpha: number): Findable {
  const [own, other] = [mean(paired.a), mean(paired.b)];
  if (!(own > 0) || !(other > 0)) return {};
  const found = (times: number): boolean =>
    isFound(
      paired.a.map((cost) => (times * cost * other) / own),
      paired.b,
      alpha,
    );
  const [less, more] = [bisected(found, 1 / most), bisected(found, most)];
  return both(more === undefined ? undefined : (more - 1) * other, less === undefined ? undefined : (1 - less) * other);
}
const most = 20;

/** The factor nearest to 1, on the side of `from`, at which a difference is found; to a third of a percent. */
function bisected(found: (times: number) => boolean, from: number): number | undefined {
  if (!found(from)) return undefined;
  let [yes, no] = [from, 1];
  for (let i = 0; i < 10; i++) {
    const middle = Math.sqrt(yes * no);
    if (found(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

function isFound(a: Float64Array, b: Float64Array, alpha: number): boolean {
  const { bar, p } = costDifference({ a, b });
  if (p === undefined || bar === undefined) return false;
  const differences = a.map((cost, i) => cost - (b[i] as number));
  const center = mean(differences);
  const [low, high] = skewedMeanInterval(differences, 1 - alpha) as Interval;
  const reach = center > 0 ? center - low : high - center;
  const error = deviation(differences) / Math.sqrt(a.length);
  return Math.abs(center) >= reach + bar + tQuantile(aimed, a.length - 1) * error;
}

/** Some experiments of even costs look too uneven to be tested, and the bar differs between experiments: 80% are left of so many. */
const aimed = 0.85;

function both(more: number | undefined, less: number | undefined): Findable {
  return { ...defined({ more, less }) };
}
