import { setTimeout as sleep } from "node:timers/promises";
import { flights, openBudget, type RunContext } from "../calls/index.ts";
import { openJudge } from "../judges/index.ts";
import type { RunLedger } from "../ledger/index.ts";
import { admission } from "../models/rate-limit.ts";
import { sandbox } from "../sandbox/index.ts";
import type { Budget, Judge, JudgeSpec, Model, Program, RunReport, Task } from "../types.ts";
import { fail } from "../util/failure.ts";
import { addressOf } from "../util/hash.ts";
import type { Plan, PlannedTopology } from "./plan.ts";
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

/** The families that wrote an answer; a judge does not judge its own. */
function familiesOf(plan: Plan): (by: string) => string | undefined {
  const models = new Map<string, Model>(
    plan.topologies.flatMap((topology) => topology.seats.map((seat) => [seat.name, seat.model] as const)),
  );
  return (by) => models.get(by)?.family;
}

function verifiers(plan: Plan): (topology: PlannedTopology) => Judge {
  const opened = new Map(plan.topologies.map((topology) => [topology.name, verifierOf(plan, topology)]));
  return (topology) => opened.get(topology.name) ?? verifierOf(plan, topology);
}

function verifierOf(plan: Plan, topology: PlannedTopology): Judge {
  if (topology.verifier.kind === "none") return { name: "none", judge: async () => fail("refused", "This experiment has no verifier.") };
  const grader = (task: Task): JudgeSpec => graderSpec(plan, task);
  return openJudge(topology.verifier, { purpose: "verdict", familyOf: familiesOf(plan), grader, seed: plan.seed });
}

function graders(plan: Plan): (task: Task) => Judge {
  const opened = new Map<string, Judge>();
  return (task) => {
    let judge = opened.get(task.id);
    if (judge === undefined) {
      judge = openJudge(graderSpec(plan, task), { purpose: "grade", seed: plan.seed });
      opened.set(task.id, judge);
    }
    return judge;
  };
}

/** A grader that asks a model and names none asks the judge called "grader", or the first. */
function graderSpec(plan: Plan, task: Task): JudgeSpec {
  const seat = plan.judgeSeats.find((seat) => seat.name === "grader") ?? plan.judgeSeats[0];
  if (task.grader.kind !== "rubric" || task.grader["member"] !== undefined || seat === undefined) return task.grader;
  return { ...task.grader, member: seat.name };
}
