import type { NamedExperiment } from "../experiment/experiment.ts";
import { randomBytes } from "node:crypto";
import type { Wait } from "../../models/rate-limit.ts";
import type { RunLedger, RunRecord, Store } from "../../ledger/index.ts";
import { foldTrialsFrom } from "../../statistics/index.ts";
import type { Json, Nano } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { commandLine, type Whereabouts } from "../../util/command-line.ts";
import { toNano } from "../../util/money.ts";
import { withFunctions } from "../experiment/accept-functions.ts";
import type { Agreement } from "../experiment/import-config.ts";
import { reloadPlugins } from "../experiment/load-plugins.ts";
import { intactRun } from "../audit/intact-run.ts";
import { begun, neverStarted } from "../record/not-started.ts";
import { withReasons } from "../record/stop-reasons.ts";
import { type RunResources, openRunResources } from "../trials/run-resources.ts";
import { cappedBudgets } from "../trials/capped-budgets.ts";
import { openDailyBudget } from "../trials/daily-budget.ts";
import { ended, faultWords, type RunEvents, unreachable, whyEnded } from "./ending.ts";
import { execute, type Progress } from "../trials/execute.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Environment } from "../plan/open-members.ts";
import { pricesOf } from "../plan/pinned-prices.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { closeEstimate, estimateFrom, estimateOfMore, isPaid, keptEstimate } from "../estimate/kept-estimate.ts";
import { type Pilot, runPilot } from "../estimate/pilot.ts";
import { preflight, preflightCost } from "./preflight.ts";
import { preflightGate } from "./preflight-gate.ts";
import { giveUp, lostAgain } from "./give-up.ts";
import { isLostTrial } from "../analysis/loss-words.ts";
import { nothingLost } from "./nothing-lost.ts";
import { regradedCalls } from "../record/regraded-calls.ts";
import { roundsOf } from "./grading-rounds.ts";
import { restartLost } from "../record/progress-of.ts";
import { endNotes, learningNote, moneyNotes } from "../analysis/run-notes.ts";
import { deadline, lateWords } from "../trials/deadline.ts";
import { endedTrials } from "../trials/sessions.ts";
import { shadowTrials } from "../trials/shadow.ts";
import { type Decide, seatOperator } from "../trials/seat-operator.ts";
import { askedDestinations } from "../estimate/asked-destinations.ts";
import {
  changedTasks,
  changeWords,
  keepTasks,
  oneChange,
  type TaskChange,
  planOf,
  type RaisedLimits,
  sidesWords,
  taskDigests,
} from "../plan/stored-plan.ts";
import { type Analysis, analyzeRun } from "../analysis/summarize-run.ts";
import { runRace } from "../search/run-race.ts";
import { untilDecided } from "../trials/until-decided.ts";
import { addressOf } from "../../util/hash.ts";
import { plainJson } from "../../util/plain-json.ts";
import { unaffordable } from "../estimate/too-low.ts";
import { refuseUnpaced } from "../estimate/unpaced.ts";
import { refuseUnrunnable } from "../plan/unrunnable.ts";
import type { WidenedRun } from "./widen.ts";
import { withMoney } from "../analysis/with-money.ts";
import { defined } from "../../util/defined.ts";

/** What a run needs of the world around it; `now` is wall time in milliseconds since 1970. */
export interface RunEnvironment {
  readonly store: Store;
  readonly environment: Environment;
  readonly concurrency: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Asks each live model once before anything else, and goes no further when one cannot be asked; that it is not to is kept with the run. */
  readonly preflight?: boolean;
  /** Takes answers that other runs of the ledger paid for to the same calls; kept with the run, so that it goes on alike. */
  readonly reuse?: boolean;
  /** What a command that goes on with the run must say to find it. */
  readonly where?: Whereabouts;
  /** Who agrees that the plugins of a stored run are loaded. */
  readonly agrees?: Agreement;
  /** Hears the id of a new run once it is in the store. */
  readonly onBegun?: (run: string) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Hears when each model begins to be asked once whether it answers, and when that is over. */
  readonly onPreflight?: (asking: boolean) => void;
  /** Hears where the asks of each live member of a run will go, and with which key, before the first is sent; nothing is where it throws. */
  readonly onDestinations?: (destinations: readonly string[], run: string) => void | Promise<void>;
  /** Hears when calls to a model wait for its provider's limits. */
  readonly onWait?: (wait: Wait) => void;
  readonly patience?: { readonly tries: number; readonly callMs: number };
  /** Milliseconds that calls in flight get to end once the run is to stop. */
  readonly graceMs?: number;
  /** Ends the wait for calls in flight at once; they are booked at their holds. */
  readonly cut?: AbortSignal;
  /** The person that topologies with `curation: ask` put their choice to; without one the proposal stands, noted. */
  readonly decide?: Decide;
}
export interface Outcome extends Analysis {
  readonly run: string;
  readonly state: RunRecord["state"];
  readonly plan: Plan;
  /** What the run cost beside its estimate, and what is not known of it. */
  readonly notes: readonly string[];
  /** What stopped it; nothing where it is done. */
  readonly stopped: readonly string[];
}

/** What was made of an experiment before it runs: the plan that was agreed to, and the tasks that are tried first. */
export interface AgreedPlan {
  readonly plan?: Plan;
  readonly pilot?: Pilot;
}

/**
 * Runs an experiment from the start and keeps it in the store: by the plan that was agreed to, where there is one. Throws `UserError`
 * for what is wrong before anything is spent.
 */
export async function startRun(
  experiment: NamedExperiment,
  surroundings: RunEnvironment,
  { plan: agreed, pilot }: AgreedPlan = {},
): Promise<Outcome> {
  const plan = agreed ?? (await makePlan(experiment, surroundings.environment));
  await refuseUnfit(plan);
  await refuseUnaffordable(plan, surroundings);
  const { store } = surroundings;
  const id = runId(plan.name, surroundings.now(), new Set(store.runs().map((record) => record.id)));
  const prices = plainJson(pricesOf(plan, experiment));
  const config = {
    experiment: plainJson(experiment),
    tasks: taskDigests(plan),
    live: plan.live,
    prices,
    ...(surroundings.reuse === true && { reuse: true }),
    ...(surroundings.preflight === false && { preflight: false }),
    ...(surroundings.where?.config === undefined ? {} : { configFile: surroundings.where.config }),
    ...(await estimated(plan, surroundings, pilot)),
  };
  store.create({
    id,
    experiment: plan.name,
    config,
    state: "running",
    world: plan.world,
    seed: plan.seed,
    created: new Date(surroundings.now()).toISOString(),
  });
  surroundings.onBegun?.(id);
  await tellDestinations(id, plan, surroundings);
  const again = `Fix that and run it again. (Where a key or a quota was fixed: \`${commandLine(["resume", id], surroundings.where)}\`)`;
  return carryOn(id, plan, surroundings, again, pilot);
}

/** Throws `UserError` for what could be paid for in vain only, or never leave. */
async function refuseUnfit(plan: Plan): Promise<void> {
  refuseUnrunnable(plan.suite);
  await refuseUnpaced(plan);
}

/** Throws `UserError` where it is certain that no call can be paid; answers that other runs paid for cost nothing. */
async function refuseUnaffordable(plan: Plan, { reuse }: Pick<RunEnvironment, "reuse">): Promise<void> {
  if (reuse === true) return;
  const { race } = plan;
  // Of a search each way of searching has to pay from its own money.
  const own = race !== undefined && race.money < plan.cap;
  const found = await unaffordable(own ? { ...plan, cap: race.money } : plan);
  const why = own ? found?.replaceAll(/limits\.cap( \(or --cap\))?/g, "--budget") : found;
  if (why !== undefined) throw new UserError(`${why} Nothing was asked and no run was made.`);
}

/** What real money is expected to be spent, kept with the run so that its end can be compared. */
async function estimated(
  plan: Plan,
  { store, reuse }: Pick<RunEnvironment, "store" | "reuse">,
  pilot: Pilot | undefined,
): Promise<{ estimate?: { likely: Nano; most: Nano; unpriced?: string[] } }> {
  if (!isPaid(plan) && pilot === undefined) return {};
  const { likely, most, unpriced } = await estimateFrom(plan, store, { reuse });
  return { estimate: { likely, most, ...(unpriced === undefined ? {} : { unpriced: [...unpriced] }) } };
}

/**
 * Goes on with a run that stopped: nothing settled is paid again. A changed suite is refused unless `acceptChanges`. What
 * infrastructure lost is asked again where that paused the run or left it without any reply, and with `failed` wherever it stands; with `giveUp` what was
 * asked again and lost again becomes a result without a score.
 */
export async function resumeRun(id: string, surroundings: RunEnvironment, change: Change = {}): Promise<Outcome> {
  const { store, where } = surroundings;
  const intact = await intactRun(store, id, "resumed");
  await reloadPlugins(intact, surroundings.agrees);
  const record = withFunctions(intact, store, change.acceptChanges === true, where);
  const planned = await planOf(record, surroundings.environment, change.limits);
  const plan = change.deadlineMs === undefined ? planned : { ...planned, deadlineMs: change.deadlineMs };
  const stale = changedTasks(record, plan, (address) => store.ledger(record.id).body(address));
  if (stale.length > 0 && change.acceptChanges !== true) {
    throw new UserError(
      `The suite ${plan.suite.name} has changed since ${id} began: ${changeWords(stale)}.${sidesWords(stale) || " "}Restore it, or add --accept-changes to start those tasks anew.`,
    );
  }
  if (record.state !== "done") await refuseUnfit(plan);
  await tellDestinations(record.id, plan, surroundings);
  // The lock first: a run that another process works on is not changed.
  const ledger = store.ledger(record.id);
  const given = change.giveUp === true ? await giveUp(ledger, await foldTrialsFrom(ledger.read()), record.id, where) : undefined;
  const limited = change.limits === undefined ? record.config : withLimits(record, change.limits);
  const chosen = change.preflight === undefined ? limited : { ...(limited as Record<string, Json>), preflight: change.preflight };
  store.update(record.id, { digest: undefined, config: chosen });
  if (stale.length > 0) startAnew(surroundings.store, record, plan, stale);
  // Of a run that failed no reply came at all: it was stopped like one that was paused.
  const rows = change.failed === true || record.state === "paused" || record.state === "failed" ? await foldTrialsFrom(ledger.read()) : [];
  const again = restartLost(ledger, rows, change.failed === true);
  const vain = again.size === 0 && change.failed === true ? [nothingLost(rows, record.id, where)] : [];
  const outcome = await carryOn(record.id, plan, surroundings, mended(record.id, surroundings.where));
  const still = again.size === 0 ? [] : (await foldTrialsFrom(ledger.read({}))).filter((row) => again.has(row.trial) && isLostTrial(row));
  const notes = [...(given === 0 ? ["Nothing to give up: no trial is lost."] : []), ...vain, ...lostAgain(still.length, record.id, where)];
  return { ...outcome, notes: [...notes, ...outcome.notes] };
}

/** What may be new when a run goes on. */
interface Change {
  /** Whether models are asked once before the run goes on, from now on. */
  readonly preflight?: boolean;
  readonly acceptChanges?: boolean;
  readonly failed?: boolean;
  readonly giveUp?: boolean;
  readonly limits?: RaisedLimits;
  readonly deadlineMs?: number;
}

/** A run's configuration with new limits, which hold from here on; its estimate was made under the old cap. */
function withLimits(record: RunRecord, limits: RaisedLimits): Json {
  const config = record.config as { experiment: { limits?: object } };
  const estimate = keptEstimate(record.config);
  return plainJson({
    ...config,
    experiment: { ...config.experiment, limits: { ...config.experiment.limits, ...limits } },
    ...(estimate === undefined || limits.cap === undefined ? {} : { estimate: { ...estimate, cap: toNano(limits.cap) } }),
  });
}

/** Runs what is new in a widened run: see `widen`. Throws `UserError` where the run is no longer what was widened. */
export async function extendRun({ run: id, from, experiment, plan, added }: WidenedRun, surroundings: RunEnvironment): Promise<Outcome> {
  const { store, where } = surroundings;
  const record = await intactRun(store, id, "extended");
  await reloadPlugins(record, surroundings.agrees);
  if (addressOf(record.config) !== from)
    throw new UserError(
      `Another command has changed ${id} meanwhile, so this is not the plan that was shown. Nothing was asked; type it again.`,
    );
  await refuseUnfit(plan);
  await tellDestinations(record.id, plan, surroundings);
  // The lock first: a run that another process works on is not changed.
  const ledger = store.ledger(record.id);
  const config = {
    ...(record.config as Record<string, Json>),
    experiment: plainJson(experiment),
    tasks: taskDigests(plan),
    prices: plainJson(pricesOf(plan, experiment)),
    ...(surroundings.reuse === true && { reuse: true }),
    // What was estimated before stands where nothing is added.
    ...(isPaid(plan) && added > 0 ? { estimate: plainJson(await estimateOfMore(plan, surroundings, ledger)) } : {}),
  };
  store.update(record.id, { config, world: plan.world, digest: undefined });
  return carryOn(record.id, plan, surroundings, mended(record.id, where));
}

function mended(run: string, where: Whereabouts | undefined): string {
  return `Fix that, then type: \`${commandLine(["resume", run], where)}\``;
}

async function tellDestinations(run: string, plan: Plan, { onDestinations }: Pick<RunEnvironment, "onDestinations">): Promise<void> {
  const destinations = await askedDestinations(plan);
  if (destinations.length > 0) await onDestinations?.(destinations, run);
}

async function carryOn(id: string, plan: Plan, surroundings: RunEnvironment, again: string, pilot?: Pilot): Promise<Outcome> {
  const { store } = surroundings;
  const { state: before = "running", summary: earlier } = store.run(id) ?? {};
  const { ledger, day, gate, finished, opened, checked } = await openWork(id, plan, surroundings);
  const until = deadline(plan.deadlineMs, () => opened.halt());
  const began = surroundings.now();
  // A run that could not go on at all stays as it was.
  let left: RunRecord["state"] = before === "running" ? "failed" : before;
  try {
    store.update(id, { state: "running", config: begun(store.run(id)) });
    const carryOut = plan.race !== undefined ? runRace : plan.until === undefined ? execute : untilDecided;
    const operated = seatOperator(plan, surroundings.decide);
    const { concurrency, onProgress = () => {} } = surroundings;
    const crew = { store, run: id, services: opened.services, ledger, concurrency, onProgress, reuse: surroundings.reuse };
    const agreed = pilot === undefined || (await runPilot(operated, pilot, crew));
    const worked = agreed ? await carryOut(operated, opened.services, ledger, concurrency, onProgress) : "interrupted";
    await ledger.durable();
    const refused = opened.unwritten();
    if (refused !== undefined) throw refused;
    const faults = gate?.faults() ?? [];
    if (faults.length > 0 && endedTrials(ledger).size === finished.size) {
      const why = unreachable(faults, preflightCost(ledger) - checked, again, finished.size);
      if (finished.size === 0) store.update(id, { config: neverStarted(store.run(id), why.message) });
      throw why;
    }
    left = "failed";
    // What commands before this one took counts too; a wall clock that was set back meanwhile must not make the time negative.
    const wallMs = ((earlier as { wallMs?: number } | undefined)?.wallMs ?? 0) + Math.max(0, surroundings.now() - began);
    const analysis = await analyzeRun(plan, ledger, id, wallMs);
    const ends = await endNotes(opened, plan, analysis.summary, ledger, surroundings.where);
    const late = worked === "interrupted" && until.reached() ? lateWords(plan.deadlineMs ?? 0, id, surroundings.where) : undefined;
    const stopped =
      worked === "interrupted" && (surroundings.signal.aborted || (!agreed && opened.ended() === undefined && !until.reached()));
    const happened = { interrupted: stopped, paused: opened.paused() ?? faultWords(faults), mute: opened.mute(), ends, late };
    return await closeRun(id, { plan, ledger, analysis, happened }, surroundings);
  } catch (thrown) {
    store.update(id, { state: left });
    throw thrown;
  } finally {
    until.close();
    await opened.close();
    day?.close();
  }
}

interface WorkedRun {
  readonly plan: Plan;
  readonly ledger: RunLedger;
  readonly analysis: Analysis;
  readonly happened: RunEvents;
}
/** Writes down how a run ended, and tells it. */
async function closeRun(id: string, { plan, ledger, analysis, happened }: WorkedRun, { store, where }: RunEnvironment): Promise<Outcome> {
  const summary = ended(analysis.summary, happened, ledger);
  const { state, digest } = summary;
  if (state === "done") closeEstimate(store, id, analysis.spending);
  const told = { ...analysis, summary: withMoney(summary, store.run(id), where) };
  store.update(id, { state, digest, summary: plainJson(told.summary), ...withReasons(store.run(id), whyEnded(happened)) });
  await ledger.durable();
  const notes = [...learningNote(plan), ...moneyNotes(store.run(id), told)];
  return { run: id, state, plan, ...told, notes, stopped: state === "done" ? [] : whyEnded(happened) };
}

/** Everything that a run is worked through with: its ledger, its money, its services and the gate before its first paid call. */
async function openWork(id: string, plan: Plan, surroundings: RunEnvironment) {
  const { store } = surroundings;
  const ledger = store.ledger(id);
  ledger.recover();
  keepTasks(plan, ledger);
  const { spent, held } = ledger.spentAndHeld();
  const day = openDailyBudget(plan, store.file, id, surroundings.now);
  day?.recover(spent + held);
  const budgets = await cappedBudgets(plan, endedTrials(ledger), ledger);
  const { reuse = false } = (store.run(id)?.config ?? {}) as { reuse?: boolean };
  const finished = endedTrials(ledger);
  const gate =
    surroundings.preflight === true
      ? preflightGate(
          async () => {
            surroundings.onPreflight?.(true);
            return preflight(plan, opened.calm, ledger).finally(() => surroundings.onPreflight?.(false));
          },
          () => opened.halt(),
        )
      : undefined;
  const regraded = await regradedCalls(ledger, roundsOf(store.run(id)));
  const funds = { spent: spent + held, day, budgets, reuse, regraded, gate };
  const opened: RunResources = openRunResources(plan, ledger, surroundings.signal, funds, patienceOf(surroundings));
  return { ledger, day, gate, finished, opened, checked: preflightCost(ledger) };
}

/** Four tries per call, a quarter of an hour per try, and two minutes for the calls in flight when the run is to stop. */
export function patienceOf({
  patience,
  graceMs = 120_000,
  cut,
  onWait,
}: Pick<RunEnvironment, "patience" | "graceMs" | "cut" | "onWait">): Parameters<typeof openRunResources>[4] {
  const told = { ...defined({ cut, onWait }) };
  return { tries: 4, callMs: 900_000, graceMs, ...told, ...patience };
}

function runId(name: string, now: number, taken: ReadonlySet<string>): string {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  const plain = name
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, "");
  const base = `${plain || "run"}-${stamp}-${randomBytes(2).toString("hex")}`;
  for (let index = 1; ; index++) {
    const id = index === 1 ? base : `${base}-${index}`;
    if (!taken.has(id)) return id;
  }
}

function startAnew(store: Store, record: RunRecord, plan: Plan, stale: readonly TaskChange[]): void {
  const ledger = store.ledger(record.id);
  const changed = new Set(stale.flatMap(({ task, change }) => (change === "changed" ? [task] : [])));
  for (const spec of [...trialsOf(plan), ...shadowTrials(plan)]) if (changed.has(spec.task.id)) ledger.restart(spec.id, "task-changed");
  const config = record.config as Record<string, Json>;
  const accepted = [...((config["accepted"] as readonly Json[] | undefined) ?? []), stale.map(oneChange)];
  store.update(record.id, { config: { ...config, tasks: taskDigests(plan), accepted } });
}
