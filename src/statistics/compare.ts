import type { ComparisonRow } from "../summary.ts";
import { anytimeBounded } from "./anytime.ts";
import { type ByTask, type Figure, type PairedMeans, pairedMeans } from "./by-task.ts";
import { costDifference, decidingTask } from "./cost-difference.ts";
import { equivalenceOf } from "./equivalence.ts";
import { findableCosts, findableRates } from "./findable.ts";
import { boundedInterval } from "./intervals.ts";
import { deviation, mean, quantile } from "./moments.ts";
import { holm, holmLevel } from "./multiplicity.ts";
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

/** How comparisons are made. */
export interface ComparisonTerms {
  /** The sequence in which tasks were run, where the run stopped by what it saw: p and interval then hold at any time of looking. */
  readonly sequence?: readonly string[];
  /** What a trial's cost counts as at the most, in such runs: without a bound, nothing holds at any time of looking. Nano-dollars. */
  readonly ceiling?: number;
  /** How much worse is still no worse: a share of passes, or of the score. */
  readonly margin?: number;
  /** Sign flips drawn where the test cannot be exact; 100,000 unless told, fewer where many experiments are simulated. */
  readonly draws?: number;
}

/**
 * Every topology against the baseline, then all other pairs when there are at most six topologies; paired by task, repetitions
 * averaged inside. Adjusted by Holm over all rows together, whatever their metric, because one screen asserts them together: at most
 * 5% of screens assert anything false. Deterministic for one seed.
 */
export function compare(
  topologies: ReadonlyMap<string, ByTask>,
  baseline: string | undefined,
  seed: string,
  terms: ComparisonTerms = {},
): ComparisonRow[] {
  return contrasts(topologies, pairsOf([...topologies.keys()], baseline), seed, terms);
}

/** The named pairs, as `compare` does it: first minus second, paired by task, Holm over all rows. */
export function contrasts(
  found: ReadonlyMap<string, ByTask>,
  pairs: readonly (readonly [string, string])[],
  seed: string,
  terms: ComparisonTerms = {},
): ComparisonRow[] {
  const { sequence } = terms;
  const repetitions = Math.max(1, ...[...found.values()].map(mostTrials));
  const topologies = sequence === undefined ? found : new Map([...found].map(([name, tasks]) => [name, inOrder(tasks, sequence)]));
  const contrasted = metrics.flatMap((metric) =>
    pairs.flatMap(([a, b]) => {
      const figure = sequence === undefined ? figures[metric] : capped(metric, terms.ceiling);
      const paired = pairedMeans(topologies.get(a) ?? new Map(), topologies.get(b) ?? new Map(), figure);
      if (paired.tasks.length === 0) return [];
      const of: Contrast = { a, b, metric, paired, seed, repetitions, terms };
      return [{ ...of, row: sequence === undefined ? fixed(of) : anytime(of) }];
    }),
  );
  return adjusted(contrasted);
}

interface Contrast {
  readonly a: string;
  readonly b: string;
  readonly metric: Metric;
  readonly paired: PairedMeans;
  readonly seed: string;
  readonly repetitions: number;
  readonly terms: ComparisonTerms;
}

/** Holm over the rows that were tested. A score that is the pass itself, task for task, is tested once, and so are its rows. */
function adjusted(contrasted: readonly (Contrast & { readonly row: ComparisonRow })[]): ComparisonRow[] {
  const keys = contrasted.map(({ metric, a, b, paired }, i) => {
    const twin = contrasted.findIndex(
      (other) => metric === "score" && other.metric === "passed" && other.a === a && other.b === b && same(other.paired, paired),
    );
    return twin < 0 ? i : twin;
  });
  const tested = [...new Set(keys)].filter((key) => contrasted[key]?.row.p !== null);
  const rows = tested.map((key) => contrasted[key] as Contrast);
  const ps = tested.map((key) => contrasted[key]?.row.p ?? 1);
  const raised = holm(ps);
  return contrasted.map((contrast, i) => {
    const at = tested.indexOf(keys[i] as number);
    if (at < 0) return contrast.row;
    const { row, terms } = contrast;
    return {
      ...row,
      pHolm: raised[at] ?? null,
      ...(terms.sequence === undefined ? findableIn(contrast, levelOf(at, rows, ps)) : {}),
      ...(row.metric === "cost" || terms.margin === undefined || terms.sequence !== undefined
        ? {}
        : {
            equivalence: equivalenceOf(
              boundedInterval(contrast.paired.differences, contrast.repetitions, 1 - 0.05 / ps.length),
              terms.margin,
            ),
          }),
    };
  });
}

function same(one: PairedMeans, other: PairedMeans): boolean {
  return one.differences.length === other.differences.length && one.differences.every((d, i) => d === other.differences[i]);
}

/**
 * The level at which Holm tests a row, were its difference there: a topology that differs from one differs from others too, so that half
 * of its other rows of the same metric count as rejected before.
 */
function levelOf(at: number, rows: readonly Contrast[], ps: readonly number[]): number {
  const row = rows[at] as Contrast;
  const moved = rows.flatMap(({ metric, a, b }, i) => (i !== at && metric === row.metric && (a === row.a || b === row.a) ? [i] : []));
  const before = new Set(moved.slice(0, moved.length >> 1));
  return holmLevel(ps.map((p, i) => (before.has(i) ? 0 : p)).toSpliced(at, 1));
}

/** The smallest differences that are found with 80% power at a level, in the row's unit. */
function findableIn({ metric, paired }: Contrast, alpha: number): Pick<ComparisonRow, "minDetectable" | "findable"> {
  const { more, less } = metric === "cost" ? findableCosts(paired, alpha) : findableRates(paired, alpha);
  if (more === undefined && less === undefined) return { minDetectable: null };
  const unit = unitOf(metric);
  const sides = { more: more === undefined ? null : more * unit, less: less === undefined ? null : less * unit };
  return { minDetectable: Math.max(sides.more ?? 0, sides.less ?? 0), findable: sides };
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

function unitOf(metric: Metric): number {
  return metric === "cost" ? 1e-9 : 1;
}

/** What a row says before it is adjusted, whatever it is tested by. */
function described({ a, b, metric, paired: { differences } }: Contrast): Omit<ComparisonRow, "ci" | "p"> {
  const unit = unitOf(metric);
  const n = differences.length;
  return {
    a,
    b,
    metric,
    difference: mean(differences) * unit,
    pHolm: null,
    tasks: n,
    minDetectable: null,
    deviation: n < 2 ? null : deviation(differences) * unit,
    median: quantile(differences, 0.5) * unit,
    below: differences.filter((d) => d < 0).length,
    above: differences.filter((d) => d > 0).length,
  };
}

function fixed(contrast: Contrast): ComparisonRow {
  const { a, b, metric, paired, seed, repetitions, terms } = contrast;
  const { differences } = paired;
  const row = described(contrast);
  if (metric === "cost") {
    const { interval, p, why } = costDifference(paired);
    const outlier = decidingTask(differences);
    return {
      ...row,
      ci: interval === undefined ? null : [interval[0] * 1e-9, interval[1] * 1e-9],
      p: p ?? null,
      ...(why === undefined ? {} : { noInterval: why }),
      ...(outlier === undefined ? {} : { outlier: { task: paired.tasks[outlier.index] ?? "", without: outlier.difference * 1e-9 } }),
    };
  }
  const interval = boundedInterval(differences, repetitions);
  const p = differences.length < 2 ? null : signFlip(differences, `${seed}/compare/${metric}/${a}/${b}`, terms.draws);
  return { ...row, ci: interval === undefined ? null : [interval[0], interval[1]], p };
}

function inOrder(tasks: ByTask, sequence: readonly string[]): ByTask {
  const known = sequence.flatMap((task) => {
    const trials = tasks.get(task);
    return trials === undefined ? [] : [[task, trials] as const];
  });
  return new Map(known);
}

/** In a run that stops by what it sees a cost counts up to the ceiling. */
function capped(metric: Metric, ceiling = 0): Figure {
  const figure = figures[metric];
  if (metric !== "cost" || !(ceiling > 0)) return figure;
  return (row) => {
    const cost = figure(row);
    return cost === undefined ? undefined : Math.min(cost, ceiling);
  };
}

/** A stopping rule has no single number of tasks, hence no difference that it "could have found"; and costs without a bound have no test that holds at any look. */
function anytime(contrast: Contrast): ComparisonRow {
  const { metric, paired, terms } = contrast;
  const row = described(contrast);
  const scale = metric === "cost" ? (terms.ceiling ?? 0) : 1;
  if (!(scale > 0) || !Number.isFinite(scale)) return { ...row, ci: null, p: null, noInterval: "unbounded" };
  const { p, interval } = anytimeBounded(paired.differences.map((d) => d / scale));
  const unit = unitOf(metric) * scale;
  const ci: [number, number] = [interval[0] * unit, interval[1] * unit];
  return { ...row, ci: paired.tasks.length < 2 ? null : ci, p, ...(metric === "cost" ? { cappedAt: scale * 1e-9 } : {}) };
}
