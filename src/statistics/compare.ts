import type { ComparisonRow } from "../summary.ts";
import { anytimeBounded, anytimeUnbounded } from "./anytime.ts";
import { type ByTask, type Figure, pairedDifferences } from "./by-task.ts";
import { boundedInterval, meanInterval } from "./intervals.ts";
import { deviation, mean } from "./moments.ts";
import { holm } from "./multiplicity.ts";
import { detectable } from "./power.ts";
import { signFlip } from "./sign-flip.ts";
import { counted, countedScore } from "./trial-row.ts";

type Metric = ComparisonRow["metric"];
/** What each metric measures of a trial: one without a score is not passed, scores 0 and costs what it cost. One that is asked again has no outcome and no cost yet. */
export const figures: Readonly<Record<Metric, Figure>> = {
  passed: (row) => (counted(row) ? Number(row.passed) : undefined),
  score: countedScore,
  cost: (row) => (counted(row) ? row.cost : undefined),
};
const metrics: readonly Metric[] = ["passed", "score", "cost"];

/**
 * Every topology against the baseline, then all other pairs when there are at most six topologies; paired by task, repetitions
 * averaged inside. p by sign flips, adjusted by Holm over the rows of one metric. Deterministic for one seed. With the sequence in
 * which tasks were run, p and interval hold at any time of looking: for runs that stop by what they see.
 */
export function compare(
  topologies: ReadonlyMap<string, ByTask>,
  baseline: string | undefined,
  seed: string,
  sequence?: readonly string[],
): ComparisonRow[] {
  return contrasts(topologies, pairsOf([...topologies.keys()], baseline), seed, sequence);
}

/** The named pairs, as `compare` does it: first minus second, paired by task, Holm over the pairs of one metric. */
export function contrasts(
  found: ReadonlyMap<string, ByTask>,
  pairs: readonly (readonly [string, string])[],
  seed: string,
  sequence?: readonly string[],
): ComparisonRow[] {
  const repetitions = Math.max(1, ...[...found.values()].map(mostTrials));
  const topologies = sequence === undefined ? found : new Map([...found].map(([name, tasks]) => [name, inOrder(tasks, sequence)]));
  const judged = sequence === undefined ? contrast : anytimeContrast;
  return metrics.flatMap((metric) => {
    const rows = pairs.flatMap(([a, b]) => {
      const differences = pairedDifferences(topologies.get(a) ?? new Map(), topologies.get(b) ?? new Map(), figures[metric]);
      return differences.length === 0 ? [] : [judged(a, b, metric, differences, { seed, repetitions })];
    });
    const tested = rows.filter((row) => row.p !== null);
    const adjusted = holm(tested.map((row) => row.p ?? 1));
    return rows.map((row) => ({ ...row, pHolm: adjusted[tested.indexOf(row)] ?? null }));
  });
}

function pairsOf(names: readonly string[], baseline: string | undefined): [string, string][] {
  const base = baseline !== undefined && names.includes(baseline) ? baseline : names[0];
  if (base === undefined) return [];
  const others = names.filter((name) => name !== base);
  const pairs = others.map((name): [string, string] => [name, base]);
  if (names.length > 6) return pairs;
  for (const [i, b] of others.entries()) for (const a of others.slice(i + 1)) pairs.push([a, b]);
  return pairs;
}

function mostTrials(tasks: ByTask): number {
  let most = 0;
  for (const trials of tasks.values()) most = Math.max(most, trials.length);
  return most;
}

interface Setting {
  readonly seed: string;
  readonly repetitions: number;
}
function contrast(a: string, b: string, metric: Metric, differences: Float64Array, { seed, repetitions }: Setting): ComparisonRow {
  const unit = metric === "cost" ? 1e-9 : 1;
  const n = differences.length;
  const label = `${seed}/compare/${metric}/${a}/${b}`;
  const interval = metric === "cost" ? meanInterval(differences, label) : boundedInterval(differences, repetitions, label);
  const sd = n < 2 ? 0 : deviation(differences);
  const smallest = detectable(sd, n);
  return {
    a,
    b,
    metric,
    difference: mean(differences) * unit,
    ci: interval === undefined ? null : [interval[0] * unit, interval[1] * unit],
    p: n < 2 ? null : signFlip(differences, label),
    pHolm: null,
    tasks: n,
    minDetectable: smallest === undefined ? null : smallest * unit,
  };
}

function inOrder(tasks: ByTask, sequence: readonly string[]): ByTask {
  const known = sequence.flatMap((task) => {
    const trials = tasks.get(task);
    return trials === undefined ? [] : [[task, trials] as const];
  });
  return new Map(known);
}

function anytimeContrast(a: string, b: string, metric: Metric, differences: Float64Array): ComparisonRow {
  const unit = metric === "cost" ? 1e-9 : 1;
  const { p, interval } = metric === "cost" ? anytimeUnbounded(differences) : anytimeBounded(differences);
  const ci: [number, number] = [interval[0] * unit, interval[1] * unit];
  const n = differences.length;
  // A stopping rule has no single number of tasks, hence no difference that it "could have found".
  return { a, b, metric, difference: mean(differences) * unit, ci: n < 2 ? null : ci, p, pHolm: null, tasks: n, minDetectable: null };
}
