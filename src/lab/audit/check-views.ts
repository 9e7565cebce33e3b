import type { RunRecord, Store } from "../../ledger/index.ts";
import {
  counted,
  countedScore,
  infra,
  type TrialRow,
  trialsOf as trialsIn,
  trialView,
  unfilled,
  unscored,
} from "../../statistics/index.ts";
import { summarySchema, type Summary } from "../../summary.ts";
import type { Nano, Result } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { toDollars } from "../../util/money.ts";
import { own } from "../../util/own.ts";
import { askedCalls } from "../record/asked-calls.ts";
import { trialsOf } from "../plan/plan.ts";
import { readPlan } from "../plan/stored-plan.ts";
import { settledEvents } from "../trials/settled-events.ts";
import { type Spending, spendingOf } from "../record/spending-of.ts";

/** A figure by its place in the summary, as it is kept and as the rows have it. */
type Figure = readonly [place: string, kept: unknown, rows: number];

/**
 * Whether the figures that are kept with a run are what its rows sum to: trials, passes, calls, tokens and money of each topology, by
 * purpose, member and category, and all places of the run's money. A run that something is being added to has no figures to compare:
 * its digest is gone until they are made anew.
 */
export async function checkViews(store: Store, record: RunRecord): Promise<Result<object>> {
  if (record.summary === undefined || record.digest === undefined) return { ok: true };
  const kept = summarySchema.safeParse(record.summary);
  if (!kept.success) return fail("malformed", "the summary kept with the run in table runs is none that a run writes");
  const { rows, spending } = await rowsOf(store, record);
  const wrong = [...ofTopologies(kept.data, rows, spending), ...ofMoney(kept.data, spending)].find(([, is, sum]) => !same(is, sum));
  if (wrong === undefined) return { ok: true };
  const [place, is, sum] = wrong;
  return fail("malformed", `the summary kept with the run in table runs has ${place} ${String(is)}, the rows of the run sum to ${sum}`);
}

async function rowsOf(store: Store, record: RunRecord): Promise<{ rows: TrialRow[]; spending: Spending }> {
  const plan = await readPlan(record);
  const ledger = store.ledger(record.id);
  const specs = trialsOf(plan);
  const scored = new Set(specs.filter(({ task }) => !plan.learning.has(task.id)).map(({ id }) => id));
  const asked = askedCalls(plan);
  let fold = trialView.start;
  for await (const event of settledEvents(ledger)) {
    fold = trialView.step(fold, event);
    asked.take(event);
  }
  return { rows: trialsIn(fold).filter(({ trial }) => scored.has(trial)), spending: spendingOf(plan, ledger, asked.made()) };
}

/** Sums of dollars and scores are rounded; all else is whole. */
function same(is: unknown, sum: number): boolean {
  return typeof is === "number" && Math.abs(is - sum) <= 1e-12 * Math.max(1, Math.abs(sum));
}

function* ofTopologies(summary: Summary, rows: readonly TrialRow[], spending: Spending): Iterable<Figure> {
  const groups = Map.groupBy(rows, ({ topology }) => topology);
  for (const name of groups.keys()) yield [`topologies named ${name}`, summary.topologies.filter((row) => row.name === name).length, 1];
  for (const row of summary.topologies) {
    const of = groups.get(row.name) ?? [];
    for (const [place, is, sum] of ofTopology(row, of)) yield [`${place} of ${row.name}`, is, sum];
    yield [`spent of ${row.name}`, row.spent, toDollars(own(spending.topologies, row.name) ?? 0)];
    if (row.grading !== undefined) yield [`grading of ${row.name}`, row.grading, toDollars(own(spending.grading, row.name) ?? 0)];
  }
  yield ["tasks", summary.tasks, new Set(rows.map(({ task }) => task)).size];
}

function* ofTopology(row: Summary["topologies"][number], rows: readonly TrialRow[]): Iterable<Figure> {
  const known = rows.filter(counted);
  const scored = rows.filter((one) => one.scored);
  const passed = known.filter((one) => one.passed).length;
  yield ["trials", row.trials, rows.length];
  yield ["attempted", row.attempted, scored.length];
  yield ["unfilled", row.unfilled, rows.filter(unfilled).length];
  yield ["unscored", row.unscored, rows.filter(unscored).length];
  yield ["infra", row.infra, rows.filter(infra).length];
  yield ["passed", row.passed, passed];
  if (known.length > 0) yield ["passRate", row.passRate, passed / known.length];
  if (known.length > 0) yield ["meanScore", row.meanScore, sumOf(known, (one) => countedScore(one) ?? 0) / known.length];
  yield ["calls", row.calls, sumOf(rows, ({ calls }) => calls)];
  yield* ofTokens(row.tokens, rows);
  yield ["cost.total", row.cost.total, toDollars(sumOf(rows, ({ cost }) => cost))];
  if (row.cost.rated !== undefined) yield ["cost.rated", row.cost.rated, toDollars(sumOf(known, ({ cost }) => cost))];
  yield* ofParts("cost.byPurpose", row.cost.byPurpose, rows, ({ byPurpose }) => byPurpose);
  yield* ofParts("cost.byMember", row.cost.byMember, rows, ({ byMember }) => byMember);
  const groups = Map.groupBy(rows, ({ category }) => category);
  for (const category of new Set([...groups.keys(), ...Object.keys(row.byCategory)])) {
    const [is, of] = [own(row.byCategory, category), groups.get(category) ?? []];
    yield [`byCategory.${category}.trials`, is?.trials, of.length];
    yield [`byCategory.${category}.passed`, is?.passed, of.filter((one) => counted(one) && one.passed).length];
    yield [`byCategory.${category}.cost`, is?.cost, toDollars(sumOf(of, ({ cost }) => cost))];
  }
}

function* ofTokens(tokens: Summary["topologies"][number]["tokens"], rows: readonly TrialRow[]): Iterable<Figure> {
  yield ["tokens.uncached", tokens.uncached, sumOf(rows, ({ usage }) => usage.uncached)];
  yield ["tokens.cacheRead", tokens.cacheRead, sumOf(rows, ({ usage }) => usage.cacheRead)];
  yield ["tokens.cacheWrite", tokens.cacheWrite, sumOf(rows, ({ usage }) => usage.cacheWrite5m + usage.cacheWrite1h)];
  yield ["tokens.output", tokens.output, sumOf(rows, ({ usage }) => usage.output)];
}

function* ofParts(
  place: string,
  kept: Readonly<Record<string, number>>,
  rows: readonly TrialRow[],
  of: (row: TrialRow) => Readonly<Record<string, Nano>>,
): Iterable<Figure> {
  for (const name of new Set([...Object.keys(kept), ...rows.flatMap((row) => Object.keys(of(row)))]))
    yield [`${place}.${name}`, own(kept, name), toDollars(sumOf(rows, (row) => own(of(row), name) ?? 0))];
}

const places = ["total", "learning", "shadow", "preflight", "unfinished", "cutOff", "other", "unsettled"] as const;

function* ofMoney({ spending: kept, money }: Summary, spending: Spending): Iterable<Figure> {
  if (kept !== undefined) {
    for (const place of places) yield [`spending.${place}`, kept[place], toDollars(spending[place])];
    yield ["spending.topologies", kept.topologies, toDollars(sumOf(Object.values(spending.topologies), (cost) => cost))];
    yield ["spending.grading", kept.grading, toDollars(sumOf(Object.values(spending.grading), (cost) => cost))];
    yield ["spending.unsettledCalls", kept.unsettledCalls, spending.unsettledCalls];
  }
  if (money === undefined) return;
  yield ["money.paid", money.paid, toDollars(spending.total - spending.embedded)];
  for (const part of ["alone", "shared", "reused"] as const) yield [`money.${part}`, money[part], toDollars(spending[part])];
}

function sumOf<T>(all: readonly T[], of: (one: T) => number): number {
  let sum = 0;
  for (const one of all) sum += of(one);
  return sum;
}
