import type { Nano } from "../types.ts";
import type { TopologyRow } from "../summary.ts";
import { addUsage, noUsage, toDollars } from "../util/money.ts";
import { type ByTask, taskMean } from "./by-task.ts";
import { rateInterval, scoreInterval } from "./intervals.ts";
import { quantile } from "./moments.ts";
import { counted, countedScore, infra, missing, type TrialRow, unasked, unfilled, unscored } from "./trial-row.ts";

/** What the rows do not say of a topology: what the run really spent on it, and its cost without and with a perfect prompt cache. */
export interface Money {
  readonly spent?: Nano;
  readonly grading?: Nano;
  readonly cold?: Nano;
  readonly warm?: Nano;
  readonly idealised?: Nano;
}

/**
 * One topology's figures, all over the same trials: every one that ended, whatever became of it. `passRate` = passed / `rated`, and
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
  const weights = [...tasks.values()].map((trials) => trials.filter(counted).length).filter((count) => count > 0);
  const interval = scoreInterval(perTask, weights);
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
    passRate: share(passed, known.length),
    passRateCi: pair(rateInterval(passesOf(tasks))),
    meanScore: share(
      total(known, (row) => countedScore(row) ?? 0),
      known.length,
    ),
    meanScoreCi: pair(interval),
    ...boundsOf(rows, planned),
    cost: costOf(rows, passed, money),
    spent: toDollars(money.spent ?? total(rows, (row) => row.cost)),
    ...(money.grading === undefined ? {} : { grading: toDollars(money.grading) }),
    calls: total(rows, (row) => row.calls),
    tokens: tokensOf(rows),
    latencyMs: { p50: quantileOr0(rows, (row) => row.ms, 0.5), p95: quantileOr0(rows, (row) => row.ms, 0.95) },
    byCategory: categories(rows),
  };
}

/** What the trials without a score can make of the figures: all of them failed, or all passed. Nothing where every planned trial has a result. */
function boundsOf(rows: readonly TrialRow[], planned: number): Pick<TopologyRow, "missing" | "passRateBounds" | "meanScoreBounds"> {
  const whole = Math.max(planned, rows.length);
  const known = rows.filter(counted);
  const open = known.filter((row) => missing(row) !== undefined);
  const unknown = open.length + whole - known.length;
  if (unknown === 0) return {};
  const passed = known.filter((row) => row.passed).length;
  const scored = total(known, (row) => countedScore(row) ?? 0);
  const reasons = Map.groupBy(open, (row) => missing(row) ?? "");
  return {
    ...(open.length === 0
      ? {}
      : { missing: Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([why, own]) => [why, own.length])) }),
    passRateBounds: [passed / whole, (passed + unknown) / whole],
    meanScoreBounds: [scored / whole, (scored + unknown) / whole],
  };
}

function passesOf(tasks: ByTask): { passes: number; trials: number }[] {
  const counts = [...tasks.values()].map((trials) => ({
    passes: trials.filter((row) => counted(row) && row.passed).length,
    trials: trials.filter(counted).length,
  }));
  return counts.filter((task) => task.trials > 0);
}

function costOf(rows: readonly TrialRow[], passed: number, money: Money): TopologyRow["cost"] {
  const known = rows.filter(counted);
  const all = total(rows, (row) => row.cost);
  const rated = total(known, (row) => row.cost);
  const winning = total(known, (row) => row.winningCost);
  return {
    total: toDollars(all),
    rated: toDollars(rated),
    unrated: toDollars(all - rated),
    perTrial: share(toDollars(rated), known.length),
    perPass: share(toDollars(rated), passed),
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
    for (const key in amounts) sums.set(key, (sums.get(key) ?? 0) + (amounts[key] ?? 0));
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, nano]) => [key, toDollars(nano)]));
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
  return {
    trials: rows.length,
    passed,
    passRate: share(passed, known.length),
    meanScore: share(
      total(known, (row) => countedScore(row) ?? 0),
      known.length,
    ),
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
