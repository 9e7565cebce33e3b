import { stream } from "../util/random.ts";
import { percentile } from "./bootstrap.ts";
import type { Interval } from "./proportions.ts";

/** wins[i][j]: how often i beat j; ties add a half to each side. */
export type Wins = readonly (readonly number[])[];

/**
 * Bradley-Terry log strengths with mean 0, by the MM algorithm to 1e-10. `virtual` half wins and half losses against each opponent
 * keep strengths finite. Undefined without them where the arms are not connected by comparisons, or separable: then there is no
 * ranking, or no finite strength.
 */
export function bradleyTerry(wins: Wins, virtual = 1): number[] | undefined {
  const n = wins.length;
  const met = (i: number, j: number): number => (wins[i]?.[j] as number) + (wins[j]?.[i] as number);
  if (virtual === 0 && (!connected(n, met) || isSeparable(wins))) return undefined;
  const won = wins.map((row, i) => row.reduce((sum, w, j) => (i === j ? sum : sum + w + virtual / 2), 0));
  let strengths = wins.map(() => 1);
  for (let round = 0; round < 100_000; round++) {
    const next = strengths.map((own, i) => {
      const load = strengths.reduce((sum, other, j) => (i === j ? sum : sum + (met(i, j) + virtual) / (own + other)), 0);
      return Math.max(1e-300, (won[i] as number) / load);
    });
    const level = Math.exp(next.reduce((sum, g) => sum + Math.log(g), 0) / n);
    const scaled = next.map((g) => g / level);
    const moved = Math.max(...scaled.map((g, i) => Math.abs(Math.log(g / (strengths[i] as number)))));
    strengths = scaled;
    if (moved < 1e-12) break;
  }
  return strengths.map(Math.log);
}

/**
 * Whether some arms always beat all others whom they met (no loss, no tie): then the likelihood has no highest point, and a strength
 * that is printed is made finite by the virtual comparisons alone.
 */
export function isSeparable(wins: Wins): boolean {
  const n = wins.length;
  const beatenBy = (i: number, j: number): boolean => (wins[j]?.[i] as number) > 0;
  // A highest point exists where every arm is reached from every other along defeats (Ford 1957).
  return wins.some((_, start) => {
    const reached = new Set([start]);
    for (const i of reached) for (let j = 0; j < n; j++) if (beatenBy(i, j)) reached.add(j);
    return reached.size < n;
  });
}

function connected(n: number, met: (i: number, j: number) => number): boolean {
  const seen = new Set([0]);
  for (const i of seen) for (let j = 0; j < n; j++) if (met(i, j) > 0) seen.add(j);
  return seen.size === n;
}

/** A strength beside the first arm's, in log odds. `regularized`: it is finite because of the virtual comparisons alone, and its interval has no upper (or lower) end that the data give. */
export interface Strength {
  readonly difference: number;
  readonly ci: Interval;
  readonly regularized: boolean;
}

/** Differences of log strength from the first arm with 95% intervals: tasks are resampled with all their pairs together. */
export function strengthIntervals(tasks: readonly Wins[], seed: string, resamples = 2_000): Strength[] {
  const arms = tasks[0]?.length ?? 0;
  const next = stream(seed);
  const sums = total(tasks, arms);
  const estimate = bradleyTerry(sums) as number[];
  const regularized = isSeparable(sums);
  const draws = Array.from({ length: arms }, () => new Float64Array(resamples));
  for (let b = 0; b < resamples; b++) {
    const sample = tasks.map(() => tasks[Math.floor(next() * tasks.length)] as Wins);
    const strengths = bradleyTerry(total(sample, arms)) as number[];
    for (const [i, draw] of draws.entries()) draw[b] = (strengths[i] as number) - (strengths[0] as number);
  }
  return draws.map((draw, i) => {
    const difference = (estimate[i] as number) - (estimate[0] as number);
    const [low, high] = percentile(draw);
    if (!regularized || i === 0) return { difference, ci: [low, high], regularized: false };
    // Without a defeat nothing bounds the lead; without a win, nothing the lag.
    return { difference, ci: difference > 0 ? [low, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, high], regularized };
  });
}

function total(tasks: readonly Wins[], arms: number): number[][] {
  const sums = Array.from({ length: arms }, () => Array.from({ length: arms }, () => 0));
  for (const wins of tasks)
    for (const [i, row] of sums.entries()) for (let j = 0; j < arms; j++) row[j] = (row[j] as number) + (wins[i]?.[j] as number);
  return sums;
}
