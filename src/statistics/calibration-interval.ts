import { normal, stream } from "../util/random.ts";
import { calibrationError, type Forecast, reliability } from "./calibration.ts";
import type { Interval } from "./proportions.ts";

/** A forecast of one task; forecasts of the same task are one piece of evidence. */
export type TaskForecast = Forecast & { readonly task?: string };

/** One bin: its share of the forecasts, what was stated in the mean, what passed, and how many tasks that rests on. */
interface Evidence {
  readonly share: number;
  readonly stated: number;
  readonly passed: number;
  readonly tasks: number;
}

const simulations = 200;
const steps = 24;

/**
 * The 95% interval of the expected calibration error. The error of a sample is biased upward: of perfect forecasts, too, some bins are
 * off by chance. So calibration errors are tried instead, from none on: each is laid over the bins in several patterns, outcomes are
 * drawn under it, and it is kept when the error that was seen is no rare one among those drawn. The point estimate is always inside.
 */
export function calibrationErrorInterval(forecasts: readonly TaskForecast[], seed: string, bins = 10): Interval {
  const seen = calibrationError(forecasts, bins);
  const evidence = evidenceOf(forecasts, bins);
  const next = stream(`${seed}/calibration`);
  let [low, high] = [seen, seen];
  for (const pattern of patternsOf(evidence)) {
    const size = evidence.reduce((sum, { share }, i) => sum + share * Math.abs(pattern[i] ?? 0), 0);
    for (let step = 0; step <= steps; step++) {
      const wanted = (step / steps) * Math.min(1, 1.6 * seen + 0.05);
      const chances = evidence.map(({ stated }, i) => Math.min(1, Math.max(0, stated + ((pattern[i] ?? 0) * wanted) / size)));
      const error = evidence.reduce((sum, { share, stated }, i) => sum + share * Math.abs((chances[i] ?? 0) - stated), 0);
      if (error >= low && error <= high) continue;
      if (!isRare(seen, evidence, chances, next)) [low, high] = [Math.min(low, error), Math.max(high, error)];
    }
  }
  return [low, high];
}

function evidenceOf(forecasts: readonly TaskForecast[], bins: number): Evidence[] {
  const binOf = ({ p }: Forecast): number => Math.min(bins - 1, Math.max(0, Math.floor(p * bins)));
  const groups = Map.groupBy(forecasts, binOf);
  const keys = [...groups.keys()].sort((a, b) => a - b);
  return reliability(forecasts, bins).map(({ count, stated, passed }, i) => {
    const group = groups.get(keys[i] ?? 0) ?? [];
    const named = new Set(group.flatMap(({ task }) => task ?? []));
    return { share: count / forecasts.length, stated, passed, tasks: named.size === 0 ? count : named.size };
  });
}

/** How an error may lie over the bins: as it was seen, as seen with what chance makes of it taken off, the same everywhere, and along a line. */
function patternsOf(evidence: readonly Evidence[]): number[][] {
  const seen = evidence.map(({ stated, passed }) => passed - stated);
  const shrunk = evidence.map(({ passed, tasks }, i) => {
    const rate = (passed * tasks + 0.5) / (tasks + 1);
    const gap = seen[i] ?? 0;
    return gap * Math.max(0.15, 1 - (rate * (1 - rate)) / tasks / Math.max(1e-12, gap * gap));
  });
  const [stated, passed] = [meanOf(evidence, (bin) => bin.stated), meanOf(evidence, (bin) => bin.passed)];
  const spread = meanOf(evidence, (bin) => (bin.stated - stated) ** 2);
  const slope = spread > 1e-9 ? meanOf(evidence, (bin) => (bin.stated - stated) * (bin.passed - passed)) / spread : 1;
  const line = evidence.map((bin) => passed + slope * (bin.stated - stated) - bin.stated);
  const all = [shrunk, seen, evidence.map(() => passed - stated), line];
  // A pattern without any gap is tried as bins that are all a little overconfident.
  return all.map((pattern) =>
    pattern.every((gap) => Math.abs(gap) < 1e-9) ? evidence.map((bin) => (bin.stated > 0.5 ? -0.05 : 0.05)) : pattern,
  );
}

function meanOf(evidence: readonly Evidence[], of: (bin: Evidence) => number): number {
  return evidence.reduce((sum, bin) => sum + bin.share * of(bin), 0);
}

/** Whether the error that was seen is among the highest or the lowest 2.5% of those that these chances of passing give. */
function isRare(seen: number, evidence: readonly Evidence[], chances: readonly number[], next: () => number): boolean {
  let [below, above] = [0, 0];
  for (let i = 0; i < simulations; i++) {
    const error = evidence.reduce(
      (sum, { share, stated, tasks }, bin) => sum + share * Math.abs(stated - passes(tasks, chances[bin] ?? 0, next) / tasks),
      0,
    );
    if (error <= seen + 1e-9) below += 1;
    if (error >= seen - 1e-9) above += 1;
  }
  return Math.min(below, above) <= 0.025 * simulations;
}

function passes(tasks: number, chance: number, next: () => number): number {
  if (tasks > 80) return Math.min(tasks, Math.max(0, Math.round(tasks * chance + Math.sqrt(tasks * chance * (1 - chance)) * normal(next))));
  let count = 0;
  for (let i = 0; i < tasks; i++) if (next() < chance) count += 1;
  return count;
}
