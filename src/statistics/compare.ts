import type { ComparisonRow, Summary } from "../summary.ts";
import type { Nano } from "../types.ts";
import { own } from "../util/own.ts";
import { anytimeBounded } from "./anytime.ts";
import { type ByTask, type Figure, type PairedMeans, pairedMeans } from "./by-task.ts";
import { type ComparedPair, comparisonPairs, type MetricLeader } from "./comparison-pairs.ts";
import { costDifference, decidingTask } from "./cost-difference.ts";
import { equivalenceOf } from "./equivalence.ts";
import { findableCosts, findableRates } from "./findable.ts";
import { boundedInterval } from "./intervals.ts";
import { deviation, mean, quantile } from "./moments.ts";
import { holm, holmLevel } from "./multiplicity.ts";
import { netDifference, type PairedNet } from "./net-value.ts";
import { signFlip } from "./sign-flip.ts";
import { counted, countedScore } from "./trial-row.ts";
import { defined } from "../util/defined.ts";

type Metric = ComparisonRow["metric"];
/** What each metric measures of a trial: one without a score is not passed, scores 0 and costs what it cost. One that is asked again has no outcome and no cost yet. */
export const figures: Readonly<Record<Exclude<Metric, "value">, Figure>> = {
  passed: (row) => (counted(row) ? Number(row.passed) : undefined),
  score: countedScore,
  cost: (row) => (counted(row) ? row.cost : undefined),
};

/** What a right answer is worth, in nano-dollars: one amount, or one for each task. */
export type Worth = Nano | Readonly<Record<string, Nano>>;

/** What a right answer to a task is worth. */
export function worthIn(worth: Worth, task: string): Nano {
  return typeof worth === "number" ? worth : (own(worth, task) ?? 0);
}

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
  /** Net values are compared where a right answer has a worth. */
  readonly worth?: Worth;
  /** Who leads in which metric: compared with every other one, however many there are. */
  readonly leaders?: readonly MetricLeader[];
  /** The share of what Holm's steps gain that is not kept for a second family; 1 unless told. */
  readonly truncation?: number;
}

/** Rows of a screen, and of how many tests their family is. */
export interface Comparisons {
  readonly rows: ComparisonRow[];
  readonly family: NonNullable<Summary["family"]>;
}

/**
 * Every topology against the baseline, then all other pairs when there are at most six topologies, else those of the leaders; paired by
 * task, repetitions averaged inside. Adjusted by Holm over all rows together, whatever their metric, because one screen asserts them
 * together: at most 5% of screens assert anything false. Deterministic for one seed.
 */
export function compare(
  topologies: ReadonlyMap<string, ByTask>,
  baseline: string | undefined,
  seed: string,
  terms: ComparisonTerms = {},
): Comparisons {
  const { pairs, unshown } = comparisonPairs([...topologies.keys()], baseline, terms.leaders ?? []);
  return contrasts(topologies, pairs, seed, terms, unshown);
}

/** The named pairs, as `compare` does it: first minus second, paired by task, Holm over all rows and `unshown` others. */
export function contrasts(
  found: ReadonlyMap<string, ByTask>,
  pairs: readonly ComparedPair[],
  seed: string,
  terms: ComparisonTerms = {},
  unshown = 0,
): Comparisons {
  const { sequence } = terms;
  const repetitions = Math.max(1, ...[...found.values()].map(mostTrials));
  const topologies = sequence === undefined ? found : new Map([...found].map(([name, tasks]) => [name, inOrder(tasks, sequence)]));
  const metrics: readonly Metric[] = terms.worth === undefined ? ["passed", "score", "cost"] : ["passed", "score", "cost", "value"];
  const contrasted = metrics.flatMap((metric) =>
    pairs.flatMap(({ a, b, metrics: some, level = 0.95 }) => {
      if (some?.includes(metric) === false) return [];
      const means = (figure: Figure): PairedMeans => pairedMeans(topologies.get(a) ?? new Map(), topologies.get(b) ?? new Map(), figure);
      const paired = means(figureOf(metric, terms));
      if (paired.tasks.length === 0) return [];
      const of: Contrast = { a, b, metric, paired, level, seed, repetitions, terms };
      if (sequence !== undefined) return [{ ...of, row: anytime(of) }];
      return [{ ...of, row: metric === "value" ? ofNet(of, means(figures.cost)) : fixed(of) }];
    }),
  );
  return adjusted(contrasted, unshown, terms.truncation ?? 1);
}

/** What a metric measures; in a run that stops by what it sees a cost counts up to the ceiling. */
function figureOf(metric: Metric, { sequence, ceiling = 0, worth = 0 }: ComparisonTerms): Figure {
  const cost: Figure = (row) => {
    const own = figures.cost(row);
    return own === undefined || sequence === undefined || !(ceiling > 0) ? own : Math.min(own, ceiling);
  };
  if (metric === "cost") return cost;
  if (metric !== "value") return figures[metric];
  return (row) => {
    const own = cost(row);
    return own === undefined ? undefined : Number(row.passed) * worthIn(worth, row.task) - own;
  };
}

interface Contrast {
  readonly a: string;
  readonly b: string;
  readonly metric: Metric;
  readonly paired: PairedMeans;
  readonly level: number;
  readonly seed: string;
  readonly repetitions: number;
  readonly terms: ComparisonTerms;
}

/** Holm over the rows that were tested, and others that were not shown. A score that is the pass itself, task for task, is tested once, and so are its rows. */
function adjusted(contrasted: readonly (Contrast & { readonly row: ComparisonRow })[], unshown: number, truncation: number): Comparisons {
  const keys = contrasted.map(({ metric, a, b, paired }, i) => {
    const twin = contrasted.findIndex(
      (other) => metric === "score" && other.metric === "passed" && other.a === a && other.b === b && same(other.paired, paired),
    );
    return twin < 0 ? i : twin;
  });
  const tested = [...new Set(keys)].filter((key) => contrasted[key]?.row.p !== null);
  const rows = tested.map((key) => contrasted[key] as (typeof contrasted)[number]);
  // What is not shown may be rejected by nobody: it counts as if its p were 1.
  const ps = [...rows.map(({ row }) => row.p as number), ...Array.from({ length: unshown }, () => 1)];
  const raised = holm(ps, truncation);
  const shown = contrasted.map((contrast, i) => {
    const at = tested.indexOf(keys[i] as number);
    if (at < 0) return contrast.row;
    const { row, terms } = contrast;
    return {
      ...row,
      pHolm: raised[at] ?? null,
      ...(terms.sequence === undefined ? findableIn(contrast, levelOf(at, rows, ps)) : {}),
      ...(row.metric === "cost" || row.metric === "value" || terms.margin === undefined || terms.sequence !== undefined
        ? {}
        : {
            equivalence: equivalenceOf(
              boundedInterval(contrast.paired.differences, contrast.repetitions, 1 - 0.05 / ps.length),
              terms.margin,
            ),
          }),
    };
  });
  return { rows: shown, family: { tests: ps.length, unshown, rejected: raised.filter((p) => p < 0.05).length } };
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
  return holmLevel(ps.map((p, i) => (before.has(i) ? 0 : p)).toSpliced(at, 1), 0.05, row.terms.truncation ?? 1);
}

/** The smallest differences that are found with 80% power at a level, in the row's unit. */
function findableIn({ metric, paired }: Contrast, alpha: number): Pick<ComparisonRow, "minDetectable" | "findable"> {
  if (metric === "value") return { minDetectable: null };
  const { more, less } = metric === "cost" ? findableCosts(paired, alpha) : findableRates(paired, alpha);
  if (more === undefined && less === undefined) return { minDetectable: null };
  const unit = unitOf(metric);
  const sides = { more: more === undefined ? null : more * unit, less: less === undefined ? null : less * unit };
  return { minDetectable: Math.max(sides.more ?? 0, sides.less ?? 0), findable: sides };
}

function mostTrials(tasks: ByTask): number {
  let most = 0;
  for (const trials of tasks.values()) most = Math.max(most, trials.length);
  return most;
}

function unitOf(metric: Metric): number {
  return metric === "cost" || metric === "value" ? 1e-9 : 1;
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
  const { a, b, metric, paired, level, seed, repetitions, terms } = contrast;
  const { differences } = paired;
  const row = described(contrast);
  if (metric === "cost") {
    const { interval, p, why } = costDifference(paired, level);
    const outlier = decidingTask(differences);
    return {
      ...row,
      ci: interval === undefined ? null : [interval[0] * 1e-9, interval[1] * 1e-9],
      p: p ?? null,
      ...defined({ noInterval: why }),
      ...(outlier === undefined ? {} : { outlier: { task: paired.tasks[outlier.index] ?? "", without: outlier.difference * 1e-9 } }),
    };
  }
  const interval = boundedInterval(differences, repetitions, level);
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

/** Worth of passes less cost, by the test that both its parts need. */
function ofNet(contrast: Contrast, costs: PairedMeans): ComparisonRow {
  const { interval, p, why } = netDifference(
    netOf(contrast.paired, costs, contrast.repetitions, contrast.terms.worth ?? 0),
    contrast.level,
  );
  return {
    ...described(contrast),
    ci: interval === undefined ? null : [interval[0] * 1e-9, interval[1] * 1e-9],
    p: p ?? null,
    ...defined({ noInterval: why }),
  };
}

/** What passes are worth, and costs, of the same tasks: the net values with the costs added back. */
function netOf({ tasks, differences }: PairedMeans, costs: PairedMeans, repetitions: number, worth: Worth): PairedNet {
  return {
    gains: differences.map((net, i) => net + (costs.differences[i] as number)),
    costs,
    worth: tasks.reduce((sum, task) => sum + worthIn(worth, task), 0) / tasks.length,
    repetitions,
  };
}

/** A stopping rule has no single number of tasks, hence no difference that it "could have found"; and costs without a bound have no test that holds at any look. */
function anytime(contrast: Contrast): ComparisonRow {
  const { metric, paired, terms } = contrast;
  const row = described(contrast);
  const scale = scaleOf(metric, paired.tasks, terms);
  if (!(scale > 0) || !Number.isFinite(scale)) return { ...row, ci: null, p: null, noInterval: "unbounded" };
  const { p, interval } = anytimeBounded(
    paired.differences.map((d) => d / scale),
    contrast.level,
  );
  const unit = unitOf(metric) * scale;
  const ci: [number, number] = [interval[0] * unit, interval[1] * unit];
  const capped = metric === "cost" || metric === "value" ? { cappedAt: (terms.ceiling as number) * 1e-9 } : {};
  return { ...row, ci: paired.tasks.length < 2 ? null : ci, p, ...capped };
}

/** How far apart two topologies can be on a task; nothing where costs have no bound. */
function scaleOf(metric: Metric, tasks: readonly string[], { ceiling = 0, worth = 0 }: ComparisonTerms): number {
  if (metric === "cost") return ceiling;
  if (metric !== "value") return 1;
  return ceiling > 0 ? ceiling + Math.max(...tasks.map((task) => worthIn(worth, task))) : 0;
}
