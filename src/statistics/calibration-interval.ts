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

const simulations = 2000;
/** Errors that are tried beyond the one that was seen, and halvings of the last of these steps. */
const steps = 16;
const halvings = 3;

/**
 * The 95% interval of the expected calibration error. The error of a sample is biased upward: of perfect forecasts, too, some bins are
 * off by chance. So calibration errors are tried instead, from none on: each is laid over the bins in several patterns, outcomes are
 * drawn under it, and it is kept when the error that was seen is no rare one among those drawn. The point estimate is always inside.
 */
export function calibrationErrorInterval(forecasts: readonly TaskForecast[], seed: string, bins = 10): Interval {
  const seen = calibrationError(forecasts, bins);
  const evidence = evidenceOf(forecasts, bins);
  const next = stream(`${seed}/calibration`);
  // Four standard deviations of as many errors as there are bins, each at most that of a coin: no error beyond gives one as small as was seen.
  const reach = evidence.reduce((sum, { share, tasks }) => sum + (share * 2) / Math.sqrt(tasks), 0);
  let [low, high] = [seen, seen];
  for (const pattern of patternsOf(evidence)) {
    const chancesAt = spreadOver(evidence, pattern);
    const errorAt = (wanted: number): number => {
      const chances = chancesAt(wanted);
      return evidence.reduce((sum, { share, stated }, i) => sum + share * Math.abs((chances[i] as number) - stated), 0);
    };
    const isKept = (wanted: number): boolean => {
      const chances = chancesAt(wanted);
      return !isFar(evidence, chances) && !isRare(seen, evidence, chances, next);
    };
    for (const far of [0, Math.min(1, seen + reach)]) {
      const edge = edgeOf(isKept, far, seen);
      if (edge === undefined) continue;
      [low, high] = [Math.min(low, errorAt(edge)), Math.max(high, errorAt(edge))];
    }
  }
  return [low, high];
}

/** The farthest error from `near` towards `far` that is kept, if any: steps from the far end, then halvings of the step in which it lies. */
function edgeOf(isKept: (wanted: number) => boolean, far: number, near: number): number | undefined {
  let outside = far;
  for (let step = 0; step <= steps; step++) {
    let inside = far + ((near - far) * step) / steps;
    if (!isKept(inside)) {
      outside = inside;
      continue;
    }
    for (let halving = 0; halving < halvings && inside !== outside; halving++) {
      const middle = (inside + outside) / 2;
      if (isKept(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  }
  return undefined;
}

/** Chances of passing whose error is the one wanted, laid over the bins by a pattern; less where a chance would leave 0 to 1. */
function spreadOver(evidence: readonly Evidence[], pattern: readonly number[]): (wanted: number) => number[] {
  const size = evidence.reduce((sum, { share }, i) => sum + share * Math.abs(pattern[i] as number), 0);
  return (wanted) => evidence.map(({ stated }, i) => Math.min(1, Math.max(0, stated + ((pattern[i] as number) * wanted) / size)));
}

function evidenceOf(forecasts: readonly TaskForecast[], bins: number): Evidence[] {
  const binOf = ({ p }: Forecast): number => Math.min(bins - 1, Math.max(0, Math.floor(p * bins)));
  const groups = Map.groupBy(forecasts, binOf);
  const keys = [...groups.keys()].sort((a, b) => a - b);
  return reliability(forecasts, bins).map(({ count, stated, passed }, i) => {
    const group = groups.get(keys[i] as number) as TaskForecast[];
    const named = new Set(group.flatMap(({ task }) => task ?? []));
    return { share: count / forecasts.length, stated, passed, tasks: named.size === 0 ? count : named.size };
  });
}

/**
 * How an error may lie over the bins: as it was seen, as seen with what chance makes of it taken off, the same everywhere, and along a line;
 * then each the other way around, which a few tasks cannot exclude: one pass at .7 may come of a chance of .1.
 */
function patternsOf(evidence: readonly Evidence[]): number[][] {
  const seen = evidence.map(({ stated, passed }) => passed - stated);
  const shrunk = evidence.map(({ passed, tasks }, i) => {
    const rate = (passed * tasks + 0.5) / (tasks + 1);
    const gap = seen[i] as number;
    return gap * Math.max(0.15, 1 - (rate * (1 - rate)) / tasks / Math.max(1e-12, gap * gap));
  });
  const [stated, passed] = [meanOf(evidence, (bin) => bin.stated), meanOf(evidence, (bin) => bin.passed)];
  const spread = meanOf(evidence, (bin) => (bin.stated - stated) ** 2);
  const slope = spread > 1e-9 ? meanOf(evidence, (bin) => (bin.stated - stated) * (bin.passed - passed)) / spread : 1;
  const line = evidence.map((bin) => passed + slope * (bin.stated - stated) - bin.stated);
  // A pattern without any gap is tried as bins that are all a little overconfident.
  const all = [shrunk, seen, evidence.map(() => passed - stated), line].map((pattern) =>
    pattern.every((gap) => Math.abs(gap) < 1e-9) ? evidence.map((bin) => (bin.stated > 0.5 ? -0.05 : 0.05)) : pattern,
  );
  return [...all, ...all.map((pattern) => pattern.map((gap) => -gap))];
}

function meanOf(evidence: readonly Evidence[], of: (bin: Evidence) => number): number {
  return evidence.reduce((sum, bin) => sum + bin.share * of(bin), 0);
}

/** Whether these chances of passing expect more or less to pass, over all bins, than Hoeffding's bound gives a chance of 1% to what did. */
function isFar(evidence: readonly Evidence[], chances: readonly number[]): boolean {
  const gap = evidence.reduce((sum, { share, passed }, i) => sum + share * (passed - (chances[i] as number)), 0);
  const range = evidence.reduce((sum, { share, tasks }) => sum + share ** 2 / tasks, 0);
  return 2 * Math.exp((-2 * gap ** 2) / range) < 0.01;
}

/** Whether the error that was seen is among the highest or the lowest 2.5% of those that these chances of passing give. */
function isRare(seen: number, evidence: readonly Evidence[], chances: readonly number[], next: () => number): boolean {
  const parts = evidence.map(({ share, stated, tasks }, bin) => {
    const passes = passesOf(tasks, chances[bin] as number, next);
    return () => share * Math.abs(stated - passes() / tasks);
  });
  let [below, above] = [0, 0];
  // Once both are more than rare, no further draw changes that.
  for (let i = 0; i < simulations && Math.min(below, above) <= 0.025 * simulations; i++) {
    const error = parts.reduce((sum, part) => sum + part(), 0);
    if (error <= seen + 1e-9) below += 1;
    if (error >= seen - 1e-9) above += 1;
  }
  return Math.min(below, above) <= 0.025 * simulations;
}

/** Draws of how many of some tasks pass: exact up to 1,000 tasks, from the normal distribution above. */
function passesOf(tasks: number, chance: number, next: () => number): () => number {
  if (chance <= 0 || chance >= 1) return () => (chance >= 1 ? tasks : 0);
  const [middle, spread] = [tasks * chance, Math.sqrt(tasks * chance * (1 - chance))];
  if (tasks > 1000) return () => Math.min(tasks, Math.max(0, Math.round(middle + spread * normal(next))));
  const upTo = new Float64Array(tasks + 1);
  let log = tasks * Math.log1p(-chance);
  let sum = 0;
  for (let passed = 0; passed <= tasks; passed++) {
    sum += Math.exp(log);
    upTo[passed] = sum;
    log += Math.log(((tasks - passed) / (passed + 1)) * (chance / (1 - chance)));
  }
  return () => firstAbove(upTo, next() * sum);
}

function firstAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
