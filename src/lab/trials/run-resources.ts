import { setTimeout as sleep } from "node:timers/promises";
import { type Gate, jointBudget, openBudget, recallOverruns, type RunContext, openRun } from "../../calls/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import { admission, type Wait } from "../../models/rate-limit.ts";
import { sandbox } from "../../sandbox/index.ts";
import type { Judge, Ledger, Nano, Program, Reply, RunReport, Seat, Task } from "../../types.ts";
import type { UserError } from "../../util/bug.ts";
import type { Fund } from "../../util/fund.ts";
import { addressOf } from "../../util/hash.ts";
import { type Breaker, breaker } from "./breaker.ts";
import type { CappedBudgets } from "./capped-budgets.ts";
import { grace } from "./grace.ts";
import { guardsOf } from "./guards.ts";
import type { Plan, PlannedTopology } from "../plan/plan.ts";
import { graderOf, verifierOf } from "../plan/plan-judges.ts";
import { pastOverruns } from "./past-overruns.ts";
import { promptCaches } from "../plan/prompt-caches.ts";
import { type Starvation, starvationLog } from "./starvation.ts";
import type { TrialServices } from "./trial.ts";
import { defined } from "../../util/defined.ts";

/** What a run was found to have spent, what the day has left, and the budgets that its trials share. */
export interface BudgetState {
  readonly spent: Nano;
  readonly day?: Fund | undefined;
  /** Whether answers that other runs of the ledger paid for stand in for new ones. */
  readonly reuse?: boolean;
  /** The calls that later gradings of this run made before. */
  readonly regraded?: ReadonlySet<string>;
  readonly budgets?: CappedBudgets;
  /** What the first live call must pass. */
  readonly gate?: Gate | undefined;
}
export interface RunResources {
  readonly services: TrialServices;
  /** The same calls without the eye on faults, for asking whether a model can be asked. */
  readonly calm: RunContext;
  /** Why faults of setup or a dead server paused the run, once they have. */
  readonly paused: () => string | undefined;
  /** Of a run that nothing paused: which models never answered, and why. */
  readonly mute: () => string | undefined;
  /** Which cap ended the run, and why in words, once one has. */
  readonly ended: () => { readonly cap: "run" | "day"; readonly why: string } | undefined;
  /** Sessions and topologies whose shared money was used up. */
  readonly starved: readonly Starvation[];
  /** Why the ledger could not be written, once that stopped the run. */
  readonly unwritten: () => UserError | undefined;
  /** Stops the run as a fault of the setup does. */
  readonly halt: () => void;
  readonly close: () => Promise<void>;
}

/** What trials write to, with the calls that this run and others made before. */
export type TrialLedger = Ledger & Pick<RunLedger, "calls" | "elsewhere">;

interface CallPatience {
  readonly tries: number;
  readonly callMs: number;
  readonly graceMs?: number;
  /** Ends the wait for calls in flight at once. */
  readonly cut?: AbortSignal;
  readonly onWait?: (wait: Wait) => void;
}

/**
 * Lays out everything that the trials of a run share. `interrupt` is aborted by the user; a reached cap stops the run by itself.
 * Either way no new call leaves, and calls in flight get `graceMs` to end (two minutes when left out) before they are given up.
 */
export function openRunResources(
  plan: Plan,
  ledger: TrialLedger,
  interrupt: AbortSignal,
  funds: BudgetState,
  patience: CallPatience,
): RunResources {
  const box = sandbox();
  const { onWait } = patience;
  const told = onWait === undefined ? {} : { onWait: (wait: Wait) => onWait({ ...wait, members: sittingOn(plan, wait.lane) }) };
  const { signal, end, ended, refuse, unwritten, halt } = stopping(interrupt);
  const { cut, close: endGrace } = grace(signal, patience.graceMs ?? 120_000, patience.cut);
  const own = watched(
    openBudget({ cost: plan.cap }, () => 0, funds.spent),
    end("run"),
  );
  const budget = funds.day === undefined ? own : jointBudget(own, watched(funds.day, end("day")));
  recallOverruns(budget, pastOverruns(ledger.calls(), seatsOf(plan)));
  const faults = breaker(seatsOf(plan), plan.suite.tasks.length, halt);
  const starved = starvationLog(funds.budgets);
  const context = openRun({
    seed: plan.seed,
    ledger,
    budget,
    draws: plan.draws,
    sandbox: remembered((program) => box.run(program)),
    patience: { ...patience, ...told, sleep: pause, today: () => Date.now() },
    admit: overheard(admission({ now: () => performance.now(), wait: pause }, told.onWait), faults),
    signal,
    cut,
    givenUp: (model, reply) => faults.heard(model, reply),
    unwritten: refuse,
    ...defined({ gate: funds.gate }),
    ...(funds.reuse === true ? { reuse: (key: string) => ledger.elsewhere(key) } : {}),
    drawnBefore: (key) => funds.regraded?.has(key) === true || (funds.reuse === true && ledger.elsewhere(key) !== undefined),
  });
  const services: TrialServices = {
    context,
    verifierOf: verifiers(plan),
    judgeSeats: plan.judgeSeats,
    graderOf: graders(plan),
    reprice: promptCaches,
    watch: guardsOf(plan),
    hit: (events, task) => faults.hit(events, task),
    ...starved.hooks,
  };
  const close = closing(endGrace, box);
  const { admit: _watched, gate: _gate, givenUp: _heard, ...rest } = context;
  return { services, calm: { ...rest, signal: interrupt }, ...foundBy(faults), ended, starved: starved.found, unwritten, halt, close };
}

function foundBy({ why, mute }: Breaker): Pick<RunResources, "paused" | "mute"> {
  return { paused: why, mute };
}

function closing(endGrace: () => void, box: Pick<ReturnType<typeof sandbox>, "close">): RunResources["close"] {
  return () => {
    endGrace();
    return box.close();
  };
}

function seatsOf({ topologies, judgeSeats }: Plan): Seat[] {
  return [...topologies.flatMap(({ seats }) => seats), ...judgeSeats];
}

/** The members and judges of a plan whose models share a lane. */
function sittingOn(plan: Plan, lane: string): string[] {
  return [
    ...new Set(
      seatsOf(plan)
        .filter(({ model }) => (model.pace?.lane ?? model.id) === lane)
        .map(({ name }) => name),
    ),
  ];
}

/** The signal that stops a run: the user's, that of the first cap that ends it, or that of a ledger that cannot be written. */
function stopping(interrupt: AbortSignal) {
  const stop = new AbortController();
  let first: ReturnType<RunResources["ended"]>;
  const end =
    (cap: "run" | "day") =>
    (why: string): void => {
      first ??= { cap, why };
      stop.abort();
    };
  let refused: UserError | undefined;
  const refuse = (why: UserError): void => {
    refused ??= why;
    stop.abort();
  };
  const signal = AbortSignal.any([interrupt, stop.signal]);
  return { signal, end, ended: () => first, refuse, unwritten: () => refused, halt: () => stop.abort() };
}

/** Lets the breaker hear how each try ended. */
function overheard(admit: ReturnType<typeof admission>, faults: Breaker): ReturnType<typeof admission> {
  return async (model, tokens, until, patience) => {
    const admitted = await admit(model, tokens, until, patience);
    const release = (reply: Reply): void => {
      admitted.release(reply);
      faults.heard(model, reply);
    };
    return { ...admitted, release };
  };
}

/** Real time, for live calls alone; an abort ends the wait early. */
async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  // A timer that is set for longer goes off at once.
  const most = 2 ** 31 - 1;
  await sleep(Math.min(ms, most), undefined, signal === undefined ? {} : { signal }).catch(() => {});
  if (ms > most && signal?.aborted !== true) await pause(ms - most, signal);
}

function watched(budget: Fund, onRefusal: (why: string) => void): Fund {
  return {
    left: () => budget.left(),
    hold(cost) {
      const hold = budget.hold(cost);
      if (!hold.ok) onRefusal(hold.failure.message);
      return hold;
    },
    async reserve(cost, signal) {
      const hold = await budget.reserve(cost, signal);
      if (!hold.ok && hold.failure.code === "budget") onRefusal(hold.failure.message);
      return hold;
    },
  };
}

/** Shared draws bring the same program to the sandbox many times; it runs once. */
function remembered(run: (program: Program) => Promise<RunReport>): (program: Program) => Promise<RunReport> {
  const reports = new Map<string, Promise<RunReport>>();
  return (program) => {
    const address = addressOf(program);
    let report = reports.get(address);
    if (report === undefined) {
      report = run(program);
      reports.set(address, report);
    }
    return report;
  };
}

function verifiers(plan: Plan): (topology: PlannedTopology) => Judge {
  const opened = new Map(plan.topologies.map((topology) => [topology.name, verifierOf(plan, topology)]));
  return (topology) => opened.get(topology.name) ?? verifierOf(plan, topology);
}

function graders(plan: Plan): (task: Task) => Judge {
  const opened = new Map<string, Judge>();
  return (task) => {
    const judge = opened.get(task.id) ?? graderOf(plan, task);
    opened.set(task.id, judge);
    return judge;
  };
}
