import { bisect } from "../util/bisect.ts";
import { binomialCdf, logChoose, normalQuantile, tQuantile } from "../util/distributions.ts";

/** The usual terms: two-sided 5%, 80% power. */
export interface PowerTerms {
  readonly alpha?: number;
  readonly power?: number;
}

/**
 * The smallest true mean difference that `n` paired tasks find with the wanted power, given the standard deviation of the differences;
 * with the t correction, so that 15 tasks are not flattered. Undefined below two tasks or without spread.
 */
export function detectable(sd: number, n: number, { alpha = 0.05, power = 0.8 }: PowerTerms = {}): number | undefined {
  if (n < 2 || !(sd > 0)) return undefined;
  return ((tQuantile(1 - alpha / 2, n - 1) + tQuantile(power, n - 1)) * sd) / Math.sqrt(n);
}

/** Paired tasks wanted to find a mean difference of `delta`, given the standard deviation of the differences. */
export function tasksFor(sd: number, delta: number, { alpha = 0.05, power = 0.8 }: PowerTerms = {}): number {
  const rough = ((normalQuantile(1 - alpha / 2) + normalQuantile(power)) * sd) / delta;
  let n = Math.max(2, Math.ceil(rough ** 2));
  while ((detectable(sd, n, { alpha, power }) ?? 0) > delta) n += 1;
  return n;
}

/**
 * Paired tasks wanted to find a difference of `delta` in pass rates when a share `discordance` of the tasks is passed by exactly one
 * (Connor 1987): .3 and .1 give 234. Exact tests are a little conservative: add a tenth.
 */
export function pairsFor(discordance: number, delta: number, terms: PowerTerms = {}): number {
  return Math.ceil(exactPairs(discordance, delta, terms) - 1e-9);
}

/** The smallest difference in pass rates that `n` pairs find; undefined when even the whole discordance would not be found. */
export function detectablePairs(discordance: number, n: number, terms: PowerTerms = {}): number | undefined {
  if (!(discordance > 0) || pairsFor(discordance, discordance, terms) > n) return undefined;
  return bisect((delta) => exactPairs(discordance, delta, terms) > n, 0, discordance);
}

function exactPairs(discordance: number, delta: number, { alpha = 0.05, power = 0.8 }: PowerTerms): number {
  const a = normalQuantile(1 - alpha / 2) * Math.sqrt(discordance);
  const b = normalQuantile(power) * Math.sqrt(Math.max(0, discordance - delta * delta));
  return ((a + b) / delta) ** 2;
}

/** Two topologies that pass alike: the share of tasks that each passes, and the share that exactly one of them passes. */
export interface AlikePasses {
  readonly rate: number;
  readonly discordance: number;
}

/**
 * By how much one of two topologies must pass more (`side` 1) or fewer (-1) than the other for the exact test of discordant pairs to find
 * it, one trial per task: summed over all tables, so that the discreteness of the test is in it. The other one's rate stays, and so
 * does the odds ratio of the two topologies' passes (Plackett 1965), from which the share of discordant pairs follows: it grows toward
 * the middle of the scale and shrinks toward its ends. Undefined where no difference that is possible would be found.
 */
export function detectableExactly(
  alike: AlikePasses,
  side: 1 | -1,
  n: number,
  { alpha = 0.05, power = 0.8 }: PowerTerms = {},
): number | undefined {
  const critical = Array.from({ length: n + 1 }, (_, pairs) => criticalCount(pairs, alpha));
  const discordance = discordanceAt(alike);
  const found = (delta: number): number => powerOf(discordance(side * delta), delta, n, critical);
  const most = side > 0 ? 1 - alike.rate : alike.rate;
  if (found(most) < power) return undefined;
  let [low, high] = [0, most];
  for (let i = 0; i < 14; i++) {
    const middle = (low + high) / 2;
    if (found(middle) < power) low = middle;
    else high = middle;
  }
  return high;
}

/** The share of discordant pairs when one of two that pass alike passes so much more, at the same odds ratio. */
function discordanceAt({ rate, discordance }: AlikePasses): (more: number) => number {
  const least = 1e-6;
  const both = Math.max(least, rate - discordance / 2);
  const neither = Math.max(least, 1 - rate - discordance / 2);
  const odds = (both * neither) / Math.max(least, discordance / 2) ** 2;
  return (more) => {
    const own = rate + more;
    const sum = 1 + (odds - 1) * (own + rate);
    const joint =
      Math.abs(odds - 1) < 1e-9
        ? own * rate
        : (sum - Math.sqrt(Math.max(0, sum * sum - 4 * odds * (odds - 1) * own * rate))) / (2 * (odds - 1));
    return Math.min(1, Math.max(Math.abs(more), own + rate - 2 * joint));
  };
}

/** The fewest wins among so many discordant pairs with which the exact two-sided test is below alpha; more than there are where none is. */
function criticalCount(pairs: number, alpha: number): number {
  let tail = 0;
  let chance = 0.5 ** pairs;
  for (let wins = pairs; wins > pairs / 2; wins--) {
    tail += chance;
    if (2 * tail >= alpha) return wins + 1;
    chance = (chance * wins) / (pairs - wins + 1);
  }
  return 1;
}

function powerOf(discordance: number, delta: number, n: number, critical: readonly number[]): number {
  const win = (1 + delta / discordance) / 2;
  let found = 0;
  for (let pairs = 1; pairs <= n; pairs++) {
    const chance = binomial(pairs, n, Math.min(1, discordance));
    const wins = critical[pairs] as number;
    if (chance > 1e-9 && wins <= pairs) found += chance * (1 - binomialCdf(wins - 1, pairs, win));
  }
  return found;
}

function binomial(k: number, n: number, p: number): number {
  if (p >= 1) return k === n ? 1 : 0;
  return Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}
