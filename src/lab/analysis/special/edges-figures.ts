import type { EdgeRow, EdgesFigures, SmallerRow } from "../../../report/index.ts";
import {
  boundedMeanInterval,
  boundedMeanP,
  type ByTask,
  byTopology,
  costDifference,
  factorialContrasts,
  type Figure,
  figures,
  holmLevel,
  mean,
  taskMean,
  type TrialRow,
} from "../../../statistics/index.ts";
import type { Summary } from "../../../summary.ts";
import { toDollars } from "../../../util/money.ts";
import type { EdgesEntry } from "../../experiment/edges-entry.ts";
import type { Plan } from "../../plan/plan.ts";

/** One arm with its results: by task, passes and costs. */
interface Arm {
  readonly name: string;
  readonly out: readonly number[];
  readonly passes: Float64Array;
  readonly costs: Float64Array;
}

/** What a study of edges found, from its rows; undefined where the run is none. */
export function edgesFigures(plan: Plan, rows: readonly TrialRow[], summary: Summary): EdgesFigures | undefined {
  const { edges: entry } = plan;
  if (entry === undefined) return undefined;
  const names = plan.topologies.map(({ name }) => name);
  const found = byTopology(rows, names);
  const replayed = new Set(summary.topologies.flatMap((row) => (row.replay === undefined ? [] : [row.name])));
  // Of an arm that a replay cannot tell on every task, the tasks that are left are those that went well.
  const told = names.filter((name) => !replayed.has(name) && hasResult(found.get(name)));
  const tasks = sharedTasks(told.map((name) => found.get(name) ?? new Map()));
  const valuesOf = (name: string, figure: Figure): Float64Array =>
    Float64Array.from(tasks.map((task) => taskMean(found.get(name)?.get(task) ?? [], figure) ?? 0));
  const arms = told.map(
    (name): Arm => ({
      name,
      out: entry.out[names.indexOf(name)] ?? [],
      passes: valuesOf(name, figures.passed),
      costs: valuesOf(name, figures.cost),
    }),
  );
  const full = arms.find(({ out }) => out.length === 0);
  const { run, experiment, world, state = "running", spending } = summary;
  return {
    kind: "edges",
    run,
    experiment,
    world,
    state,
    topology: entry.of,
    stage: entry.stage,
    margin: plan.margin,
    tasks: { told: tasks.length, of: plan.suite.tasks.length },
    arms: arms.length,
    untold: names.filter((name) => !told.includes(name)),
    reasons: [...new Set(summary.topologies.flatMap(({ replay }) => (replay === undefined || replay.why === "" ? [] : [replay.why])))],
    full: full === undefined || tasks.length === 0 ? null : { passRate: mean(full.passes), cost: toDollars(mean(full.costs)) },
    edges: entry.stage === "design" && tasks.length > 0 ? edgeRows(entry, arms, plan.margin) : [],
    smaller: entry.stage === "design" || full === undefined || tasks.length === 0 ? [] : smallerRows(entry, full, arms, plan.margin),
    spent: spending === undefined ? 0 : spending.topologies + spending.grading,
  };
}

function hasResult(arm: ByTask | undefined): boolean {
  return [...(arm?.values() ?? [])].some((trials) => taskMean(trials, figures.cost) !== undefined);
}

/** Tasks on which all of these have a result. */
function sharedTasks(arms: readonly ByTask[]): string[] {
  const [first = new Map(), ...others] = arms;
  const has = (arm: ByTask, task: string): boolean => taskMean(arm.get(task) ?? [], figures.cost) !== undefined;
  return [...first.keys()].filter((task) => has(first, task) && others.every((arm) => has(arm, task)));
}

function edgeRows({ edges }: EdgesEntry, arms: readonly Arm[], margin: number): EdgeRow[] {
  const contrasts = factorialContrasts(arms.map(({ out }) => edges.map((_, at) => (out.includes(at) ? -1 : 1))));
  return (contrasts ?? []).map(({ weights, mixed }, at) => {
    const edge = edges[at] ?? "";
    // A side of a contrast: the outcomes that count for it, each by its weight.
    const side = (of: (arm: Arm) => Float64Array, sign: number): Float64Array =>
      weighed(
        arms.map(of),
        weights.map((weight) => Math.max(0, sign * weight)),
      );
    const [without, withIt] = [side(({ passes }) => passes, 1), side(({ passes }) => passes, -1)];
    const differences = without.map((passes, i) => passes - (withIt[i] ?? 0));
    const passes = passesOf(differences);
    const saved = savedOf(
      side(({ costs }) => costs, -1),
      side(({ costs }) => costs, 1),
    );
    return {
      edge,
      kind: edge.includes(" > ") ? ("message" as const) : ("member" as const),
      passes,
      saved,
      finding: findingOf(passes.interval, saved, margin),
      mixed: mixed.map(({ pair: [a, b], share }) => ({ pair: [edges[a] ?? "", edges[b] ?? ""] as const, share })),
    };
  });
}

function weighed(values: readonly Float64Array[], weights: readonly number[]): Float64Array {
  return (values[0] ?? new Float64Array()).map((_, i) => values.reduce((sum, arm, at) => sum + (weights[at] ?? 0) * (arm[i] ?? 0), 0));
}

function passesOf(differences: Float64Array, level?: number): EdgeRow["passes"] {
  return { difference: mean(differences), interval: boundedMeanInterval(differences, level) ?? null };
}

/** Dollars a task that are saved: what it costs with, less what it costs without. */
function savedOf(withIt: Float64Array, without: Float64Array): EdgeRow["saved"] {
  const { interval } = costDifference({ a: withIt, b: without });
  return {
    difference: toDollars(mean(withIt) - mean(without)),
    interval: interval === undefined ? null : [toDollars(interval[0]), toDollars(interval[1])],
  };
}

/** By the whole interval of what leaving it out does to passes: above minus the margin it is no worse (the lower of two one-sided tests). */
function findingOf(interval: readonly [number, number] | null, saved: EdgeRow["saved"], margin: number): EdgeRow["finding"] {
  if (interval === null) return "open";
  const [low, high] = interval;
  // Where the tasks are too few for an interval of costs, the mean has to do.
  const [least, most] = saved.interval ?? [saved.difference, saved.difference];
  if (low > -margin) return least > 0 || (low > 0 && most >= 0) ? "leave-out" : "no-saving";
  return high < 0 ? "needed" : "open";
}

/** Each smaller one beside the whole. Of several, each interval is at the level at which Holm tests its lower end: of those that lose the margin, 2.5% are confirmed. */
function smallerRows({ edges }: EdgesEntry, full: Arm, arms: readonly Arm[], margin: number): SmallerRow[] {
  const smaller = arms.filter((arm) => arm !== full);
  const differences = smaller.map(({ passes }) => passes.map((own, i) => own - (full.passes[i] ?? 0)));
  const twoSided = differences.map((of) => 2 * boundedMeanP(of, -margin));
  return smaller.map(({ name, out, passes, costs }, at) => {
    const beside = passesOf(differences[at] ?? new Float64Array(), 1 - holmLevel(twoSided.toSpliced(at, 1)));
    return {
      name,
      out: out.flatMap((edge) => edges[edge] ?? []),
      passRate: mean(passes),
      cost: toDollars(mean(costs)),
      passes: beside,
      saved: savedOf(full.costs, costs),
      confirmed: beside.interval !== null && beside.interval[0] > -margin,
    };
  });
}
