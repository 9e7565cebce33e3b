import { flights, type Memory, openBudget, openDesk, openSession, type RunContext, trialClock } from "../calls/index.ts";
import { openStore } from "../ledger/index.ts";
import type { Estimate } from "../report/dry-run.ts";
import type { Ask, Brief, Judge, JudgeSpec, Json, JsonSchema, Model, Nano, Seat, Suite, Task } from "../types.ts";
import { fail } from "../util/failure.ts";
import { costOf, noUsage } from "../util/money.ts";
import { unit } from "../util/random.ts";
import type { Plan, PlannedTopology } from "./plan.ts";
import { shadowTopology } from "./shadow.ts";

/** Assumed of a likely run: typical output tokens per call, the share of verdicts that pass, calls per verdict. */
export const assumptions = { outputTokens: 600, passing: 0.6 } as const;

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

type Mode = "most" | "likely";
interface Used {
  calls: number;
  input: number;
  output: number;
  cost: Nano;
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

/** The same model's prices with a made-up answer. */
function standIn(seat: Seat, mode: Mode, used: Used): Seat {
  const { model } = seat;
  if (model.composite === true) return seat;
  const call: Model["call"] = async (ask) => {
    const output = mode === "most" ? ask.maxTokens : Math.min(ask.maxTokens, assumptions.outputTokens);
    const input = Math.ceil(ask.messages.reduce((sum, message) => sum + message.text.length, 0) / 4);
    const usage = { ...noUsage, uncached: input, output };
    const cost = mode === "most" || model.price === undefined ? model.quote(ask) : costOf(usage, model.price);
    used.calls++;
    used.input += input;
    used.output += output;
    used.cost += cost;
    const object = ask.shape === undefined ? undefined : fill(ask.shape);
    const text = object === undefined ? "x".repeat(output * 4) : JSON.stringify(object);
    return { ok: true, text, ...(object === undefined ? {} : { object }), stop: "end", usage, cost, ms: 1 };
  };
  return { ...seat, model: { ...model, id: model.id, world: "simulated", quote: (ask: Ask) => model.quote(ask), call } };
}

/** The plainest value that fits a schema: first choices, two items per list, empty words. */
function fill(shape: JsonSchema): Json {
  const choices = shape["enum"];
  if (Array.isArray(choices)) return (choices[0] as Json) ?? null;
  const type = Array.isArray(shape["type"]) ? shape["type"][0] : shape["type"];
  if (type === "object") {
    const properties = (shape["properties"] ?? {}) as Record<string, JsonSchema>;
    return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, fill(inner)]));
  }
  if (type === "array") {
    const items = shape["items"] as JsonSchema | undefined;
    const length = Math.max(Number(shape["minItems"] ?? 0), Math.min(2, Number(shape["maxItems"] ?? 2)));
    return items === undefined ? [] : Array.from({ length }, () => fill(items));
  }
  if (type === "number" || type === "integer") return Math.max(Number(shape["minimum"] ?? 0), Math.min(Number(shape["maximum"] ?? 1), 1));
  if (type === "boolean") return false;
  if (type === "null") return null;
  return "x".repeat(Math.max(1, Number(shape["minLength"] ?? 1)));
}
