import { binomialCdf, logChoose, normalQuantile, tQuantile } from "./distributions.ts";

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
export function pairsFor(discordance: number, delta: number, { alpha = 0.05, power = 0.8 }: PowerTerms = {}): number {
  const a = normalQuantile(1 - alpha / 2) * Math.sqrt(discordance);
  const b = normalQuantile(power) * Math.sqrt(Math.max(0, discordance - delta * delta));
  return Math.ceil(((a + b) / delta) ** 2 - 1e-9);
}

/** The smallest difference in pass rates that `n` pairs find; undefined when even the whole discordance would not be found. */
export function detectablePairs(discordance: number, n: number, terms: PowerTerms = {}): number | undefined {
  if (!(discordance > 0) || pairsFor(discordance, discordance, terms) > n) return undefined;
  let low = 0;
  let high = discordance;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (exactPairs(discordance, middle, terms) > n) low = middle;
    else high = middle;
  }
  return high;
}

function exactPairs(discordance: number, delta: number, { alpha = 0.05, power = 0.8 }: PowerTerms): number {
  const a = normalQuantile(1 - alpha / 2) * Math.sqrt(discordance);
  const b = normalQuantile(power) * Math.sqrt(Math.max(0, discordance - delta * delta));
  return ((a + b) / delta) ** 2;
}

/**
 * The smallest difference in pass rates that the exact test of discordant pairs finds, one trial per task: summed over all tables, so
 * that the discreteness of the test is in it. `discordance` is the share of tasks that exactly one passes when the two are alike; it
 * grows with the difference, half as fast as to sqrt(discordance^2 + difference^2), where it would be at one odds ratio for all
 * tasks, because tasks differ in difficulty. Undefined when no difference up to 1 is found.
 */
export function detectableExactly(discordance: number, n: number, { alpha = 0.05, power = 0.8 }: PowerTerms = {}): number | undefined {
  const critical = Array.from({ length: n + 1 }, (_, pairs) => criticalCount(pairs, alpha));
  const found = (delta: number): number =>
    powerOf(Math.min(1, Math.max(delta, (discordance + Math.hypot(discordance, delta)) / 2)), delta, n, critical);
  if (n < 1 || found(1) < power) return undefined;
  let [low, high] = [0, 1];
  for (let i = 0; i < 14; i++) {
    const middle = (low + high) / 2;
    if (found(middle) < power) low = middle;
    else high = middle;
  }
  return high;
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
  return Math.floor(pairs / 2) + 1;
}

function powerOf(discordance: number, delta: number, n: number, critical: readonly number[]): number {
  const win = (1 + delta / discordance) / 2;
  let found = 0;
  for (let pairs = 1; pairs <= n; pairs++) {
    const chance = binomial(pairs, n, Math.min(1, discordance));
    const wins = critical[pairs] ?? pairs + 1;
    if (chance > 1e-9 && wins <= pairs) found += chance * (1 - binomialCdf(wins - 1, pairs, win));
  }
  return found;
}

function binomial(k: number, n: number, p: number): number {
  if (p >= 1) return k === n ? 1 : 0;
  return Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}
