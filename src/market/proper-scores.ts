import { addTo } from "../util/add-to.ts";
/** What was said to be the chance of success, and what came of it. */
export interface Forecast {
  readonly p: number;
  readonly passed: boolean;
}

/** Mean squared error of stated chances: 0 is perfect, 0.25 is what "one half" always gets. NaN for none. */
export function brier(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ p, passed }) => (p - Number(passed)) ** 2));
}

/** The score of always saying the base rate: y(1 - y). */
export function baseBrier(passRate: number): number {
  return passRate * (1 - passRate);
}

/** 1 - Brier / reference: positive when stated chances beat the base rate. 0 where the reference leaves nothing to beat. */
export function skill(score: number, reference: number): number {
  return reference === 0 ? 0 : 1 - score / reference;
}

/** How far stated chances are to be trusted, in [0, 1]: skill shrunk by n / (n + 30), never negative. At 0 the record decides alone. */
export function trustWeight(skillScore: number, n: number): number {
  return Math.min(1, Math.max(0, (skillScore * n) / (n + 30)));
}

/** -ln of the chance given to what happened, chances clipped to [0.001, 0.999]. */
export function logScore({ p, passed }: Forecast): number {
  const clipped = Math.min(0.999, Math.max(0.001, p));
  return -Math.log(passed ? clipped : 1 - clipped);
}

/** Murphy's parts over equal stated chances: Brier = reliability - resolution + uncertainty, exactly. */
export function murphy(forecasts: readonly Forecast[]): { reliability: number; resolution: number; uncertainty: number } {
  const base = mean(forecasts.map(({ passed }) => Number(passed)));
  const groups = new Map<number, Forecast[]>();
  for (const forecast of forecasts) addTo(groups, forecast.p, forecast);
  let reliability = 0;
  let resolution = 0;
  for (const [p, group] of groups) {
    const rate = mean(group.map(({ passed }) => Number(passed)));
    reliability += (group.length * (p - rate) ** 2) / forecasts.length;
    resolution += (group.length * (rate - base) ** 2) / forecasts.length;
  }
  return { reliability, resolution, uncertainty: baseBrier(base) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
