import type { RunLedger, RunRecord } from "../../ledger/index.ts";
import { counted, drainTrials, summarize, type TrialRow, trialView } from "../../statistics/index.ts";
import type { Summary } from "../../summary.ts";
import type { Event, Nano } from "../../types.ts";
import { type CallEnd, callEnds } from "../record/call-ends.ts";
import { dollars, toDollars } from "../../util/money.ts";
import { behindOf } from "./behind-of.ts";
import { byTaskOf } from "./by-task-of.ts";
import { byTurnOf } from "./by-turn-of.ts";
import { cacheNote } from "./cache-note.ts";
import { failureNotes } from "./failure-notes.ts";
import { type FormatFailure, formatFailures, formatNotes } from "./format-failures.ts";
import { gradesOf, gradingNotes, gradingsOf } from "../record/gradings-of.ts";
import { withStanding } from "../record/standing-grades.ts";
import { graderSilence } from "./grader-silence.ts";
import { figureNotes } from "./figure-notes.ts";
import { priceNotes } from "./price-notes.ts";
import { guardNotes } from "./guard-notes.ts";
import { digestOrder } from "../record/digest-order.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { plannedOf, progressOf, sizeOf } from "../record/progress-of.ts";
import { type Refusal, refusalNotes, refusalsOf } from "./refusals-of.ts";
import { replayedRows, replayReadings, replayRows } from "./replay-readings.ts";
import { reportedNote } from "./reported-note.ts";
import { settledEvents } from "../trials/settled-events.ts";
import { silenceOf } from "./silence-of.ts";
import { type Selection, selectionOf, withSelection } from "./selection.ts";
import { askedCalls } from "../record/asked-calls.ts";
import { type Spending, spendingOf } from "../record/spending-of.ts";
import type { SpecialFigures } from "../../report/index.ts";
import { racedPlan } from "../search/raced-plan.ts";
import { searchFigures } from "../search/search-figures.ts";
import { shadowFigures } from "./special/shadow-figures.ts";
import { edgesFigures } from "./special/edges-figures.ts";
import { specialFigures } from "./special/index.ts";
import { waterfallOf } from "./waterfall/waterfall-of.ts";
import { whoWorked } from "./who-worked.ts";
import { defined } from "../../util/defined.ts";
import { threeCostsOf } from "./three-costs.ts";
import { decisionOf } from "../trials/until-decided.ts";
import { decisionObjectOf } from "./decision-object.ts";
import { count } from "../../util/count.ts";
import { own } from "../../util/own.ts";

export interface Analysis {
  readonly summary: Summary;
  /** The experiment's own table. */
  readonly table?: SpecialFigures;
  /** What shadow runs tell: regret, and what retries are worth. */
  readonly shadow?: SpecialFigures;
  readonly spending: Spending;
}
/** What the figures of a run are made from: its events and its call table, read once. */
export type GatheredRun = Awaited<ReturnType<typeof gatherRun>>;

/** The figures of a run as it stands, and what they were made from: trials that were run for learning only are left out. */
export async function analyzeRun(
  plan: Plan,
  ledger: RunLedger,
  run: string,
  wallMs: number,
  state: RunRecord["state"] = "running",
): Promise<Analysis> {
  return analysisOf(await gatherRun(plan, ledger), { run, wallMs, state });
}

/** The same of what was gathered before; with `everything` no table is shortened. */
export async function analysisOf(
  gathered: GatheredRun,
  about: { run: string; wallMs: number; state: RunRecord["state"]; everything?: boolean },
): Promise<Analysis> {
  const { plan, ledger, rows, selection, digest, spending, calls, graded, costs, guards, silence, told, readings, events } = gathered;
  const misfits = formatFailures(calls, ledger);
  const replay = Object.fromEntries(Object.entries(replayRows(plan, readings)).filter(([name]) => selection?.dropped.has(name) !== true));
  const decided = decisionOf(plan, rows);
  // What the record cannot tell of one topology decides nothing for the others.
  const untold = (plan.until?.topologies ?? []).filter((name) => own(replay, name) !== undefined);
  const decision = untold.length === 0 ? decided : undefined;
  const gradings = gradingsOf(plan, graded);
  const ungraded = graderSilence(plan, rows, graded);
  const refusals = refusalsOf(calls);
  const progress = progressOf(plan, rows, decided, ungraded.owed);
  const figures = withSelection(
    summarize(told, {
      ...about,
      ...aboutPlan(plan),
      progress,
      size: sizeOf(plan, rows, decided),
      planned: plannedOf(plan),
      digest,
      spending,
      replay,
      threeCosts: costs(new Set(told.filter(counted).map((row) => row.trial))),
      warnings: [...untold.map(untoldWords), ...notesOf({ plan, ledger, calls, guards, spending, gradings, misfits, refusals })],
    }),
    plan,
    selection,
  );
  const summary = {
    ...figures,
    ...defined({
      decision: decision && decisionObjectOf(plan, decision, progress.finished < progress.planned),
      silence,
      graderSilence: ungraded.told,
      waterfall: waterfallOf(plan, told),
      byTask: byTaskOf(plan, told, about.everything === true ? Infinity : undefined),
      byTurn: byTurnOf(plan, told),
      whoWorked: whoWorked(plan, told),
      behind: behindOf(plan, told),
    }),
    ...listed({ gradings, formatFailures: misfits, refusals }),
  };
  const source = { plan, summary, rows: told, events, ledger };
  const search = searchFigures(plan, gathered.courses, summary) ?? edgesFigures(plan, told, summary);
  return { summary, spending, ...defined({ table: search ?? (await specialFigures(source)), shadow: shadowFigures(source) }) };
}

/**
 * All that the figures are made from, in one pass over the events; the events themselves only where a table needs them. Of a search the
 * figures are of those that are scored; its money and its digest are of all candidates.
 */
export async function gatherRun(whole: Plan, ledger: RunLedger) {
  const { plan, courses } = await racedPlan(whole, ledger);
  const scored = new Set(
    trialsOf(plan)
      .filter((spec) => !plan.learning.has(spec.task.id))
      .map((spec) => spec.id),
  );
  const calls = callEnds();
  const graded = gradesOf(scored);
  const asked = askedCalls(whole);
  const costs = threeCostsOf(plan, ledger, scored);
  const guards = guardNotes(plan, scored);
  const figures = figureNotes(plan, scored);
  const prices = priceNotes(plan, scored);
  const silence = silenceOf(plan, scored);
  const readings = replayReadings(plan);
  const folds = [calls, graded, asked, costs, guards, figures, prices, silence, readings];
  const keeps = plan.table !== undefined || plan.shadow.length > 0;
  const events: Event[] = [];
  let trials = trialView.start;
  for await (const event of settledEvents(ledger)) {
    trials = trialView.step(trials, event);
    for (const fold of folds) fold.take(event);
    if (keeps) events.push(event);
  }
  const gradings = graded.made();
  const all = withStanding(drainTrials(trials), gradings);
  const rows = all.filter((row) => scored.has(row.trial));
  return {
    plan,
    ledger,
    courses,
    digest: ledger.digest(digestOrder(whole)),
    rows,
    /** Those that figures are made of: what a replay could not tell is left out. */
    ...toldRows(plan, all, rows, readings.made()),
    spending: spendingOf(whole, ledger, asked.made()),
    calls: calls.made(),
    graded: gradings,
    costs: costs.made(),
    guards: [...guards.made(), ...figures.made(), ...prices.made()],
    silence: silence.made(),
    readings: readings.made(),
    events,
  };
}

/** The scored trials that figures are made of, and what was chosen on the others: configurations that were not are left out. */
export function toldRows(
  plan: Plan,
  all: readonly TrialRow[],
  scored: readonly TrialRow[],
  readings: ReturnType<ReturnType<typeof replayReadings>["made"]>,
): { told: TrialRow[]; selection: Selection | undefined } {
  const names = new Set(plan.topologies.map(({ name }) => name));
  const learnt = all.filter(({ task, topology }) => plan.learning.has(task) && names.has(topology));
  const untold = new Set([...readings].flatMap(([name, { tasks }]) => (tasks.size > 0 ? [name] : [])));
  const selection = selectionOf(plan, replayedRows(learnt, readings), untold);
  return { told: replayedRows(scored, readings).filter(({ topology }) => selection?.dropped.has(topology) !== true), selection };
}

/** What the plan alone says of a run. */
function aboutPlan(plan: Plan) {
  return {
    experiment: plan.name,
    world: plan.world,
    seed: plan.seed,
    repetitions: plan.repetitions,
    ...(plan.repeats === undefined || plan.repeats.least === plan.repetitions ? {} : { leastRepetitions: plan.repeats.least }),
    topologies: plan.topologies.map((topology) => topology.name),
    baseline: plan.baseline,
    bounds: plan.topologies.filter(({ bound }) => bound === true).map(({ name }) => name),
    margin: plan.margin,
    ...defined({ worth: plan.worth }),
    ...stopping(plan),
    budgets: budgetsOf(plan),
  };
}

/** A run that stops by what it sees: its order of tasks, and what bounds a trial's cost: the ceiling of its question, else the budget. */
function stopping({ until, topologies }: Plan): { sequence?: readonly string[]; ceiling?: Nano } {
  if (until === undefined) return {};
  const budget = Math.max(...topologies.map(({ limits }) => limits.cost ?? Infinity));
  const stated = until.question.kind === "best" ? (until.question.ceiling ?? 0) : 0;
  const ceiling = stated > 0 ? Math.min(stated, budget) : budget;
  return { sequence: until.tasks, ...(Number.isFinite(ceiling) ? { ceiling } : {}) };
}

function untoldWords(name: string): string {
  return `Nothing is decided: the record cannot tell of ${name}. Leave it out, or leave out \`until\`.`;
}

/** The lists that say something. */
function listed(lists: Required<Pick<Summary, "gradings" | "formatFailures" | "refusals">>): Partial<typeof lists> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => (list ?? []).length > 0));
}

interface KnownRun {
  readonly plan: Plan;
  readonly ledger: RunLedger;
  readonly calls: ReadonlyMap<string, CallEnd>;
  /** What guards found, and what topologies say of their own form. */
  readonly guards: readonly string[];
  readonly spending: Spending;
  readonly gradings: Parameters<typeof gradingNotes>[0];
  readonly misfits: readonly FormatFailure[];
  readonly refusals: readonly Refusal[];
}
/** What a reader must know beside the figures. */
function notesOf({ plan, ledger, calls, guards, spending, gradings, misfits, refusals }: KnownRun): string[] {
  return [
    ...plan.warnings,
    ...guards,
    ...failureNotes(calls),
    ...refusalNotes(refusals),
    ...formatNotes(misfits),
    ...gradingNotes(gradings),
    ...gradingNote(spending),
    ...reusedNote(calls),
    ...preflightNote(spending),
    ...cacheNote(plan, ledger),
    ...reportedNote(plan, ledger),
  ];
}

/** The design behind names such as `solo@$0.03`; empty where a topology has but one budget. */
function budgetsOf(plan: Plan): Record<string, { topology: string; budget: number }> {
  const planned = plan.topologies.flatMap(({ name, entry, tried, limits: { cost } }) =>
    cost === undefined || name === entry || tried !== undefined ? [] : [[name, { topology: entry, budget: toDollars(cost) }] as const],
  );
  return Object.fromEntries(planned);
}

/** Answers of earlier runs; one that several topologies share was taken over once. */
function reusedNote(calls: ReadonlyMap<string, CallEnd>): string[] {
  const costs = [...calls.values()].flatMap(({ reused }) => reused ?? []);
  if (costs.length === 0) return [];
  const cost = costs.reduce((sum, each) => sum + each, 0);
  const what = count(costs.length, "call");
  return [`Answers taken over from earlier runs: ${what}, counted at the ${dollars(cost)} that they cost there and not paid again.`];
}

/** The outside judge is no part of a topology's cost; what it cost is said once. */
function gradingNote({ grading }: Spending): string[] {
  const cost = Object.values(grading).reduce((sum, each) => sum + each, 0);
  return cost === 0 ? [] : [`Grading cost ${dollars(cost)}, counted in no topology.`];
}

function preflightNote({ preflight, calls }: Spending): string[] {
  if (preflight === 0) return [];
  const { most, least } = calls.preflights;
  const often = `${least === most ? "" : "up to "}${most === 2 ? "twice" : `${most} times`}`;
  const what = most > 1 ? `each model ${often}, before the run and whenever it went on,` : "each model once before the run";
  return [`Asking ${what} cost ${dollars(preflight)}, counted in no topology.`];
}
