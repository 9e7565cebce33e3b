import { flights, type Memory, openBudget, openDesk, openSession, type RunContext, trialClock } from "../calls/index.ts";
import { openStore } from "../ledger/index.ts";
import type { Estimate } from "../report/dry-run.ts";
import type { Brief, Judge, JudgeSpec, Nano, Seat, Suite, Task } from "../types.ts";
import { fail } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";
import { unit } from "../util/random.ts";
import type { Plan, PlannedTopology } from "./plan.ts";
import { shadowTopology } from "./shadow.ts";
import { assumptions, type Mode, standIn, type Used } from "./stand-in.ts";

/**
 * What a run may cost, before anything is spent: every topology rehearses every task twice with stand-ins that bill by the
 * true prices. "Most": every answer is as long as allowed and every verdict fails. "Likely": `assumptions`.
 * Shared draws, provider caches and earlier answers can only make the run cheaper.
 */
export async function rehearse(plan: Plan): Promise<Estimate> {
  const rows: Estimate["rows"][number][] = [];
  for (const { topology, suite } of parts(plan)) {
    const part = { ...plan, suite };
    const most = await rehearseTopology(part, topology, "most");
    const likely = await rehearseTopology(part, topology, "likely");
    const trials = suite.tasks.length * plan.repetitions;
    const times = plan.repetitions;
    const limit = (topology.limits.cost ?? Infinity) * trials;
    rows.push({
      topology: topology.name,
      trials,
      calls: likely.calls * times,
      inputTokens: likely.input * times,
      outputTokens: likely.output * times,
      likely: Math.min(limit, likely.cost * times),
      most: Math.min(limit, most.cost * times),
    });
  }
  const sum = (field: "likely" | "most"): Nano => rows.reduce((total, row) => total + row[field], 0);
  return {
    experiment: plan.name,
    world: plan.world,
    tasks: plan.suite.tasks.length,
    repetitions: plan.repetitions,
    rows,
    likely: Math.min(plan.cap, sum("likely")),
    most: Math.min(plan.cap, sum("most")),
    ...(plan.cap === Infinity ? {} : { cap: plan.cap }),
    ...(plan.warnings.length === 0 ? {} : { notes: plan.warnings }),
  };
}

/** Every topology on every task, and the shadow runs on theirs. */
function parts({ topologies, suite, shadow, ...rest }: Plan): { topology: PlannedTopology; suite: Suite }[] {
  const whole = topologies.map((topology) => ({ topology, suite }));
  if (shadow.length === 0) return whole;
  return [...whole, { topology: shadowTopology({ ...rest, topologies, suite, shadow }), suite: { ...suite, tasks: shadow } }];
}

async function rehearseTopology(plan: Plan, topology: PlannedTopology, mode: Mode): Promise<Used> {
  const used: Used = { calls: 0, input: 0, output: 0, cost: 0 };
  const store = openStore(":memory:");
  store.create({ id: "rehearsal", experiment: plan.name, config: {}, state: "running", world: plan.world, seed: plan.seed, created: "" });
  const run: RunContext = {
    seed: plan.seed,
    ledger: store.ledger("rehearsal"),
    flights: flights(),
    purse: openBudget({}),
    draws: "independent",
    sandbox: async () => fail("unsupported", "A rehearsal runs no program."),
    patience: { tries: 1, callMs: 60_000, sleep: async () => {}, now: () => 0 },
  };
  const seats = topology.seats.map((seat) => standIn(seat, mode, used));
  const judgeSeats = plan.judgeSeats.map((seat) => standIn(seat, mode, used));
  const memory: Memory = { events: [] };
  for (const task of plan.suite.tasks) {
    const at = { run, task, seats, judgeSeats, memory, trial: `${topology.name}/${task.id}` };
    await rehearseTrial(plan, topology, mode, at);
  }
  store.close();
  return used;
}

interface Stage {
  readonly run: RunContext;
  readonly task: Task;
  readonly seats: readonly Seat[];
  readonly judgeSeats: readonly Seat[];
  readonly memory: Memory;
  readonly trial: string;
}
async function rehearseTrial(plan: Plan, topology: PlannedTopology, mode: Mode, stage: Stage): Promise<void> {
  const clock = trialClock();
  const { run, task, seats, judgeSeats, memory, trial } = stage;
  const session = openSession(run.ledger, memory);
  const verifier = standInJudge(plan.seed, topology.verifier, mode, trial);
  const context = {
    run,
    trial,
    task,
    repetition: 0,
    clock,
    session,
    verifier,
    judgeSeats,
    occurrences: new Map(),

    chances: new Map(),
    spans: 0,
  };
  const place = {
    span: "",
    seats,
    terms: topology.terms,
    budget: openBudget(topology.limits),
    above: [],
    tally: { cost: 0, usage: noUsage },
  };
  const { id, category, prompt } = task;
  const brief: Brief = { id, category, prompt, ...(task.context === undefined ? {} : { context: task.context }) };
  await topology.topology.solve(brief, openDesk(context, place));
}

/** A judge that asks its model, if it needs one, and passes as often as the mode says. */
function standInJudge(seed: string, verifier: JudgeSpec, mode: Mode, trial: string): Judge {
  const member = verifier["member"];
  let looks = 0;
  return {
    name: "rehearsal",
    async judge(task, answer, desk) {
      const text = `${task.prompt}\n${answer.text}`;
      if (typeof member === "string") await desk.ask(member, { purpose: "verdict", messages: [{ role: "user", text }], maxTokens: 1000 });
      const passed = mode === "likely" && unit(`${seed}/${trial}/${looks++}`) < assumptions.passing;
      return { ok: true, passed, score: passed ? 1 : 0, why: "rehearsal" };
    },
  };
}
