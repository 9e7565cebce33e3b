import type { Nano } from "../types.ts";
import type { TopologyRow } from "../summary.ts";
import { addUsage, noUsage, toDollars } from "../util/money.ts";
import { type ByTask, type Figure, meanOverTasks, taskMean } from "./by-task.ts";
import { figures } from "./compare.ts";
import { rateInterval, scoreInterval } from "./intervals.ts";
import { quantile } from "./moments.ts";
import { counted, countedScore, infra, missing, type TrialRow, unasked, unfilled, unscored } from "./trial-row.ts";
import { byName } from "../util/by-name.ts";

/** What the rows do not say of a topology: what the run really spent on it, and its cost without and with a perfect prompt cache. */
export interface Money {
  readonly spent?: Nano;
  readonly grading?: Nano;
  readonly cold?: Nano;
  readonly warm?: Nano;
  readonly idealised?: Nano;
}

/**
 * One topology's figures, all over the same trials: every one that ended, whatever became of it. Rates, scores and costs per trial are
 * means over tasks, each task weighed alike, as in the comparisons; where tasks have as many trials each, `passRate` = passed / `rated`.
 * `meanScore` takes 0 where there is no score, so that timeouts and refusals on hard tasks raise no figure; the bounds say what the
 * trials without a score can change. Only trials that are asked or graded again are left out, and the run is unfinished until
 * they are; what they cost stands apart as `unrated`.
 */
export function topologyRow(name: string, tasks: ByTask, money: Money, planned = 0): TopologyRow {
  const rows = [...tasks.values()].flat();
  const known = rows.filter(counted);
  const passed = known.filter((row) => row.passed).length;
  const scores = [...tasks.values()].map((trials) => taskMean(trials, countedScore));
  const perTask = Float64Array.from(scores.filter((score) => score !== undefined));
  const scored = rows.filter((row) => row.scored);
  const interval = scoreInterval(perTask);
  return {
    name,
    trials: rows.length,
    ...(rows.length < planned ? { planned } : {}),
    rated: known.length,
    tasks: perTask.length,
    attempted: scored.length,
    unfilled: rows.filter(unfilled).length,
    ...(rows.some(unasked) ? { unasked: rows.filter(unasked).length } : {}),
    unscored: rows.filter(unscored).length,
    infra: rows.filter(infra).length,
    censored: rows.filter((row) => row.state === "censored").length,
    endedByBudget: rows.filter((row) => row.state === "budget").length,
    unreadable: rows.filter((row) => row.unreadable === true).length,
    unreadableShare: share(rows.filter((row) => row.unreadable === true).length, scored.length),
    passed,
    passRate: meanOverTasks(tasks.values(), figures.passed),
    passRateCi: pair(rateInterval(passesOf(tasks))),
    meanScore: meanOverTasks(tasks.values(), countedScore),
    meanScoreCi: pair(interval),
    ...boundsOf(tasks, planned),
    cost: costOf(tasks, money),
    spent: toDollars(money.spent ?? total(rows, (row) => row.cost)),
    ...(money.grading === undefined ? {} : { grading: toDollars(money.grading) }),
    calls: total(rows, (row) => row.calls),
    tokens: tokensOf(rows),
    latencyMs: { p50: quantileOr0(rows, (row) => row.ms, 0.5), p95: quantileOr0(rows, (row) => row.ms, 0.95) },
    byCategory: categories(rows),
  };
}

/** What the trials without a score can make of the figures: all of them failed, or all passed. Nothing where every planned trial has a result. */
function boundsOf(
  tasks: ByTask,
  planned: number,
): Pick<TopologyRow, "missing" | "passRateIfPassed" | "passRateBounds" | "meanScoreBounds"> {
  const rows = [...tasks.values()].flat();
  const whole = Math.max(planned, rows.length);
  const known = rows.filter(counted);
  const open = known.filter((row) => missing(row) !== undefined);
  if (open.length + whole - known.length === 0) return {};
  const reasons = Map.groupBy(open, (row) => missing(row) ?? "");
  // What has not ended weighs as its share of the plan.
  const ended = rows.length / whole;
  const between = (figure: Figure): [number, number] => {
    const most: Figure = (row) => (!counted(row) || missing(row) !== undefined ? 1 : figure(row));
    const low = meanOverTasks(tasks.values(), (row) => figure(row) ?? 0) ?? 0;
    const high = meanOverTasks(tasks.values(), most) ?? 0;
    return ended === 1 ? [low, high] : [low * ended, high * ended + 1 - ended];
  };
  return {
    ...(open.length === 0
      ? {}
      : {
          missing: Object.fromEntries(byName(reasons).map(([why, own]) => [why, own.length])),
          passRateIfPassed: meanOverTasks(tasks.values(), (row) => (missing(row) === undefined ? figures.passed(row) : 1)) as number,
        }),
    passRateBounds: between(figures.passed),
    meanScoreBounds: between(countedScore),
  };
}

function passesOf(tasks: ByTask): { passes: number; trials: number }[] {
  const counts = [...tasks.values()].map((trials) => ({
    passes: trials.filter((row) => counted(row) && row.passed).length,
    trials: trials.filter(counted).length,
  }));
  return counts.filter((task) => task.trials > 0);
}

function costOf(tasks: ByTask, money: Money): TopologyRow["cost"] {
  const rows = [...tasks.values()].flat();
  const known = rows.filter(counted);
  const all = total(rows, (row) => row.cost);
  const rated = total(known, (row) => row.cost);
  const winning = total(known, (row) => row.winningCost);
  return {
    total: toDollars(all),
    rated: toDollars(rated),
    unrated: toDollars(all - rated),
    ...perTrialOf(tasks, known),
    p95: toDollars(quantileOr0(known, (row) => row.cost, 0.95)),
    overheadShare: share(rated - winning, rated),
    byPurpose: ledger(rows, (row) => row.byPurpose),
    byMember: ledger(rows, (row) => row.byMember),
    byOutcome: { ...outcomes(known), unrated: toDollars(all - rated) },
    cold: toDollars(money.cold ?? rated),
    warm: toDollars(money.warm ?? rated),
    ...(money.idealised === undefined ? {} : { idealised: toDollars(money.idealised) }),
  };
}

/** Dollars per trial and per pass, tasks weighed as in the pass rate. */
function perTrialOf(tasks: ByTask, known: readonly TrialRow[]): Pick<TopologyRow["cost"], "perTrial" | "perPass"> {
  const counts = [...tasks.values()].map((trials) => trials.filter(counted).length).filter((some) => some > 0);
  const passed = known.filter((row) => row.passed).length;
  if (counts.every((some) => some === counts[0])) {
    const rated = toDollars(total(known, (row) => row.cost));
    return { perTrial: share(rated, known.length), perPass: share(rated, passed) };
  }
  const perTrial = toDollars(meanOverTasks(tasks.values(), figures.cost) as number);
  return { perTrial, perPass: share(perTrial, meanOverTasks(tasks.values(), figures.passed) as number) };
}

/** Parts that sum to the cost of these trials. */
function outcomes(rows: readonly TrialRow[]): Omit<NonNullable<TopologyRow["cost"]["byOutcome"]>, "unrated"> {
  const won = total(rows, (row) => row.winningCost);
  const lost = total(rows, (row) => row.lostCost ?? 0);
  const wasted = total(rows, (row) => row.wastedCost ?? 0);
  const coordination = total(rows, (row) => row.cost) - won - lost - wasted;
  return { won: toDollars(won), lost: toDollars(lost), wasted: toDollars(wasted), coordination: toDollars(coordination) };
}

/** Dollars by key, keys in order of the alphabet. */
function ledger(rows: readonly TrialRow[], of: (row: TrialRow) => Readonly<Record<string, Nano>>): Record<string, number> {
  const sums = new Map<string, Nano>();
  for (const row of rows) {
    const amounts = of(row);
    for (const key in amounts) sums.set(key, (sums.get(key) ?? 0) + (amounts[key] as number));
  }
  return Object.fromEntries(byName(sums).map(([key, nano]) => [key, toDollars(nano)]));
}

function tokensOf(rows: readonly TrialRow[]): TopologyRow["tokens"] {
  const usage = rows.reduce((sum, row) => addUsage(sum, row.usage), noUsage);
  const cacheWrite = usage.cacheWrite5m + usage.cacheWrite1h;
  return { uncached: usage.uncached, cacheRead: usage.cacheRead, cacheWrite, output: usage.output };
}

function categories(rows: readonly TrialRow[]): TopologyRow["byCategory"] {
  const groups = Map.groupBy(rows, (row) => row.category);
  const names = [...groups.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, category(groups.get(name) ?? [])]));
}

function category(rows: readonly TrialRow[]): TopologyRow["byCategory"][string] {
  const known = rows.filter(counted);
  const passed = known.filter((row) => row.passed).length;
  const byTask = [...Map.groupBy(rows, (row) => row.task).values()];
  return {
    trials: rows.length,
    passed,
    passRate: meanOverTasks(byTask, figures.passed),
    meanScore: meanOverTasks(byTask, countedScore),
    cost: toDollars(total(rows, (row) => row.cost)),
  };
}

function quantileOr0(rows: readonly TrialRow[], of: (row: TrialRow) => number, q: number): number {
  return rows.length === 0 ? 0 : quantile(Float64Array.from(rows, of), q);
}

function total(rows: readonly TrialRow[], of: (row: TrialRow) => number): number {
  let sum = 0;
  for (const row of rows) sum += of(row);
  return sum;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function pair(interval: readonly [number, number] | undefined): [number, number] | null {
  return interval === undefined ? null : [interval[0], interval[1]];
}
