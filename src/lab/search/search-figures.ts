import type { SearchFigures, SearchRow } from "../../report/index.ts";
import type { ComparisonRow, Summary } from "../../summary.ts";
import { toDollars } from "../../util/money.ts";
import type { Plan } from "../plan/plan.ts";
import type { RacePlan } from "../plan/race-plan.ts";
import type { Course } from "./course.ts";
import type { Scored } from "./scored.ts";

/** So many of those that could still be the best are told. */
const told = 4;

/** What a search found, from its courses and the summary of those that were scored; undefined where the run is no search. */
export function searchFigures(plan: Plan, courses: readonly Course[], summary: Summary): SearchFigures | undefined {
  const { race } = plan;
  const [first] = courses;
  if (race === undefined || first === undefined) return undefined;
  const single = first.verdict.single;
  const row = (course: Course): SearchRow => rowOf(course, single?.name, summary);
  const spent = summary.spending;
  const scoring = spent === undefined ? 0 : spent.topologies + spent.grading;
  const cost = { choosing: toDollars(first.spent), all: spent?.learning ?? 0, scoring };
  const { run, experiment, world, seed, state = "running" } = summary;
  return {
    kind: "search",
    run,
    experiment,
    world,
    seed,
    state,
    goal: summary.selection?.goal ?? "",
    ...worthOf(race, summary),
    tasks: { choose: race.tasks.length, score: plan.suite.tasks.length - plan.learning.size },
    space: { candidates: race.arms.length, ...race.space },
    budget: toDollars(race.money),
    alpha: race.alpha,
    single: single === undefined ? null : { name: single.name, training: measured(single), scored: held(summary, single.name) },
    searches: courses.map(row),
    cost,
    pays: paysOff(row(first), cost.choosing + cost.scoring, worthOf(race, summary).worth, summary),
  };
}

function worthOf({ goal }: RacePlan, { value }: Summary): { worth?: number } {
  if (goal.kind === "value") return { worth: toDollars(goal.worth) };
  return value === undefined ? {} : { worth: value };
}

function rowOf({ strategy, verdict, spent, trials, ended }: Course, single: string | undefined, summary: Summary): SearchRow {
  const { chosen, dropped, left, live, tried, tasks } = verdict;
  const many = (why: string): number => dropped.filter((one) => one.why === why).length;
  return {
    strategy,
    chosen: chosen?.name ?? null,
    single: chosen !== undefined && chosen.name === single,
    training: chosen === undefined ? null : measured(chosen),
    scored: chosen === undefined ? null : held(summary, chosen.name),
    passes: beside(summary, chosen?.name, single, "passed"),
    costs: beside(summary, chosen?.name, single, "cost"),
    spent: toDollars(spent),
    trials,
    tried,
    tasks,
    dropped: { worse: many("worse"), money: many("money"), replay: many("replay") },
    left: left.slice(0, told).map((one) => ({ name: one.name, ...measured(one) })),
    remaining: live.length,
    ended,
  };
}

function measured({ passRate, cost, tasks }: Scored) {
  return { passRate, cost: toDollars(cost), tasks };
}

function held({ topologies }: Summary, name: string): SearchRow["scored"] {
  const row = topologies.find((one) => one.name === name);
  if (row === undefined || row.attempted === 0) return null;
  return { passRate: row.passRate, interval: row.passRateCi, cost: row.cost.perTrial };
}

function beside({ comparisons }: Summary, a: string | undefined, b: string | undefined, metric: ComparisonRow["metric"]) {
  const row = comparisons.find((one) => one.metric === metric && ((one.a === a && one.b === b) || (one.a === b && one.b === a)));
  if (row === undefined || a === b) return null;
  const sign = row.a === a ? 1 : -1;
  const [low, high] = [...(row.ci ?? [])].map((end) => sign * end).sort((x, y) => x - y);
  return {
    difference: sign * row.difference,
    interval: low === undefined || high === undefined ? null : ([low, high] as const),
  };
}

/** By net value where a right answer has a worth, else by cost alone. */
function paysOff(row: SearchRow, cost: number, worth: number | undefined, summary: Summary): SearchFigures["pays"] {
  const single = summary.selection?.single ?? undefined;
  const value = worth === undefined ? null : beside(summary, row.chosen ?? undefined, single, "value");
  const saved = row.costs;
  const negated = saved === null ? null : { difference: -saved.difference, interval: turned(saved.interval) };
  const gain = value ?? withPasses(row, worth, negated);
  if (gain === null) return null;
  const after = (each: number): number | null => (each > 0 ? Math.ceil(cost / each) : null);
  const [low, high] = gain.interval ?? [];
  return {
    what: worth === undefined ? "cost" : "net value",
    perTask: gain.difference,
    interval: gain.interval,
    after: after(gain.difference),
    soonest: high === undefined ? null : after(high),
    latest: low === undefined ? null : after(low),
  };
}

function turned(interval: readonly [number, number] | null): readonly [number, number] | null {
  return interval === null ? null : [-interval[1], -interval[0]];
}

/** Where net values are not compared: the passes' worth less the cost, without an interval. */
function withPasses(
  row: SearchRow,
  worth: number | undefined,
  saved: { readonly difference: number; readonly interval: readonly [number, number] | null } | null,
) {
  if (worth === undefined || saved === null) return saved;
  return row.passes === null ? null : { difference: worth * row.passes.difference + saved.difference, interval: null };
}
