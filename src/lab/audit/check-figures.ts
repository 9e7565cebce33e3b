import type { RunRecord, Store } from "../../ledger/index.ts";
import {
  counted,
  figures,
  infra,
  meanOverTasks,
  type TrialRow,
  drainTrials,
  trialView,
  unfilled,
  unscored,
} from "../../statistics/index.ts";
import { summarySchema, type Summary } from "../../summary.ts";
import type { Nano, Result } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { fail } from "../../util/failure.ts";
import { toDollars } from "../../util/money.ts";
import { own } from "../../util/own.ts";
import { askedCalls } from "../record/asked-calls.ts";
import { gradesOf } from "../record/gradings-of.ts";
import { withStanding } from "../record/standing-grades.ts";
import { digestOrder } from "../record/digest-order.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { replayReadings } from "../analysis/replay-readings.ts";
import { toldRows } from "../analysis/summarize-run.ts";
import { racedPlan } from "../search/raced-plan.ts";
import { settledEvents } from "../trials/settled-events.ts";
import { type Spending, spendingOf } from "../record/spending-of.ts";
import { changedTasks, changeWords, readPlan } from "../plan/stored-plan.ts";

/** What a run's rows come to: its digest, the trials that are in the figures, and where its money went. */
export interface Sums {
  readonly digest: string;
  readonly rows: readonly TrialRow[];
  readonly spending: Spending;
}

/**
 * Whether the digest and the figures that are kept with a run are those of its trials, whose rows are known to be as they were written;
 * and the digest. Throws a `UserError` where the suite is gone, or changed so that nothing can be compared.
 */
export async function checkFigures(store: Store, record: RunRecord): Promise<Result<{ digest: string }>> {
  const plan = await readPlan(record);
  return compareFigures(record, plan, await sumsOf(store, record, plan));
}

/**
 * The same where the rows were summed already: trials, passes, calls, tokens and money of each topology, by purpose, member and
 * category, and all places of the run's money. A run that something is being added to has no figures to compare: its digest is gone
 * until they are made anew.
 */
export function compareFigures(record: RunRecord, plan: Plan, sums: Sums): Result<{ digest: string }> {
  const wrong = differenceIn(record, sums);
  if (wrong === undefined) return { ok: true, digest: sums.digest };
  const stale = changedTasks(record, plan);
  if (stale.length === 0) return fail("malformed", `run ${record.id}: ${wrong}`);
  throw new UserError(
    `The suite ${plan.suite.name} has changed since ${record.id} began: ${changeWords(stale)}. Whether the run is as it was written cannot be said with this suite; restore it.`,
  );
}

function differenceIn(record: RunRecord, { digest, rows, spending }: Sums): string | undefined {
  if (record.digest === undefined) return undefined;
  if (record.digest !== digest) return "the digest kept with the run in table runs differs from that of its trials";
  if (record.summary === undefined) return undefined;
  const kept = summarySchema.safeParse(record.summary);
  if (!kept.success) return "the summary kept with the run in table runs is none that a run writes";
  for (const [place, is, sum] of figuresOf(kept.data, rows, spending))
    if (!same(is, sum)) return `the summary kept with the run in table runs has ${place} ${String(is)}, the rows of the run sum to ${sum}`;
  return undefined;
}

async function sumsOf(store: Store, record: RunRecord, whole: Plan): Promise<Sums> {
  const ledger = store.ledger(record.id);
  const { plan } = await racedPlan(whole, ledger);
  const scored = new Set(
    trialsOf(plan)
      .filter(({ task }) => !plan.learning.has(task.id))
      .map(({ id }) => id),
  );
  const asked = askedCalls(whole);
  const readings = replayReadings(plan);
  const graded = gradesOf(scored);
  let fold = trialView.start;
  for await (const event of settledEvents(ledger)) {
    fold = trialView.step(fold, event);
    asked.take(event);
    graded.take(event);
    readings.take(event);
  }
  const all = withStanding(drainTrials(fold), graded.made());
  return {
    digest: ledger.digest(digestOrder(whole)),
    rows: toldRows(
      plan,
      all,
      all.filter(({ trial }) => scored.has(trial)),
      readings.made(),
    ).told,
    spending: spendingOf(whole, ledger, asked.made()),
  };
}

/** A figure by its place in the summary, as it is kept and as the rows have it. */
type Figure = readonly [place: string, kept: unknown, rows: number];

function* figuresOf(summary: Summary, rows: readonly TrialRow[], spending: Spending): Iterable<Figure> {
  yield* ofTopologies(summary, rows, spending);
  yield* ofMoney(summary, spending);
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
  const tasks = [...Map.groupBy(rows, ({ task }) => task).values()];
  for (const [figure, is, of] of [
    ["passRate", row.passRate, figures.passed],
    ["meanScore", row.meanScore, figures.score],
  ] as const) {
    const found = meanOverTasks(tasks, of);
    if (found !== null) yield [figure, is, found];
  }
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
