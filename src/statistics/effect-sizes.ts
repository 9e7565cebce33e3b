import { deviation, mean } from "./moments.ts";

/** Tasks by who did better; `ties` within `width`. */
export interface Tally {
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

export function tally(differences: ArrayLike<number>, width = 0): Tally {
  let wins = 0;
  let losses = 0;
  for (let i = 0; i < differences.length; i++) {
    const d = differences[i] as number;
    if (d > width) wins += 1;
    else if (d < -width) losses += 1;
  }
  return { wins, losses, ties: differences.length - wins - losses };
}

/** Cliff's delta of paired differences: (wins - losses) / n. */
export function cliffsDelta(differences: ArrayLike<number>): number {
  const { wins, losses } = tally(differences);
  return (wins - losses) / differences.length;
}

/** dz: the mean paired difference in its own standard deviations. */
export function standardizedDifference(differences: ArrayLike<number>): number {
  return mean(differences) / deviation(differences);
}

/** The odds ratio of discordant pairs with Haldane's half: finite where one side has none. */
export function discordantOdds(wins: number, losses: number): number {
  return (wins + 0.5) / (losses + 0.5);
}

/** Cohen's h between two rates: 34/45 against 33/45 is .051. */
export function cohensH(a: number, b: number): number {
  return 2 * Math.asin(Math.sqrt(a)) - 2 * Math.asin(Math.sqrt(b));
}

/** Two answers to "how many times costlier": the geometric mean of the tasks' ratios, and the ratio of the totals. */
export function costRatios(a: ArrayLike<number>, b: ArrayLike<number>): { readonly typical: number; readonly total: number } {
  const logs: number[] = [];
  for (let i = 0; i < a.length; i++)
    if ((a[i] as number) > 0 && (b[i] as number) > 0) logs.push(Math.log((a[i] as number) / (b[i] as number)));
  return { typical: Math.exp(mean(logs)), total: mean(a) / mean(b) };
}
