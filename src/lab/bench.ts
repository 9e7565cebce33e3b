import { setTimeout as sleep } from "node:timers/promises";
import { flights, openBudget, type RunContext } from "../calls/index.ts";
import type { RunLedger } from "../ledger/index.ts";
import { admission } from "../models/rate-limit.ts";
import { sandbox } from "../sandbox/index.ts";
import type { Budget, Judge, Program, RunReport, Task } from "../types.ts";
import { addressOf } from "../util/hash.ts";
import type { Plan, PlannedTopology } from "./plan.ts";
import { graderOf, verifierOf } from "./plan-judges.ts";
import { promptCaches } from "./prompt-caches.ts";
import type { Bench } from "./trial.ts";

export interface OpenBench {
  readonly bench: Bench;
  /** True once the run's cap has refused a call. */
  readonly capReached: () => boolean;
  readonly close: () => Promise<void>;
}

/** Lays out everything that the trials of a run share. `signal` is aborted by the user; the cap aborts by itself. */
export function openBench(
  plan: Plan,
  ledger: RunLedger,
  interrupt: AbortSignal,
  alreadySpent: number,
  patience: { readonly tries: number; readonly callMs: number },
): OpenBench {
  const box = sandbox();
  const ended = new AbortController();
  const signal = AbortSignal.any([interrupt, ended.signal]);
  const purse = watched(
    openBudget({ cost: plan.cap }, () => 0, alreadySpent),
    () => ended.abort(),
  );
  const context: RunContext = {
    seed: plan.seed,
    ledger,
    flights: flights(),
    purse,
    draws: plan.draws,
    sandbox: remembered((program) => box.run(program)),
    patience: {
      ...patience,
      sleep: pause,
      now: () => performance.now(),
    },
    admit: admission({}, { now: () => performance.now(), wait: pause }),
    signal,
  };
  const bench: Bench = {
    context,
    verifierOf: verifiers(plan),
    judgeSeats: plan.judgeSeats,
    graderOf: graders(plan),
    reprice: promptCaches,
  };
  return { bench, capReached: () => ended.signal.aborted, close: () => box.close() };
}

/** Real time, for live calls alone; an abort ends the wait early. */
async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {});
}

function watched(budget: Budget, onRefusal: () => void): Budget {
  return {
    left: () => budget.left(),
    slice: (limits) => budget.slice(limits),
    hold(cost) {
      const hold = budget.hold(cost);
      if (!hold.ok) onRefusal();
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
