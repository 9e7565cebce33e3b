import { flights, memoryLedger, type Memory, openBudget, openDesk, openSession, type RunContext, trialClock } from "../calls/index.ts";
import { judgeKinds } from "../judges/index.ts";
import type { Estimate } from "../report/dry-run.ts";
import type { Answer, Brief, Judge, JudgeSpec, Nano, Seat, Suite, Task } from "../types.ts";
import { fail } from "../util/failure.ts";
import { sha256Parts } from "../util/hash.ts";
import { noUsage } from "../util/money.ts";
import { unit } from "../util/random.ts";
import { judgedBy } from "./grade.ts";
import type { PastReplies } from "./past-replies.ts";
import type { Plan, PlannedTopology } from "./plan.ts";
import { graderOf, graderSpec, verifierOf } from "./plan-judges.ts";
import { shadowTopology } from "./shadow.ts";
import { type Mode, standIn, type Used } from "./stand-in.ts";
import { sandboxNotes } from "./unrunnable.ts";

/** The share of verdicts that are likely to pass, where no past replies tell. */
const passing = 0.7;

/**
 * What a run may cost, before anything is spent: every topology rehearses every task twice with stand-ins that bill by the true
 * prices, and its answers are graded. "Most": every answer is as long as allowed, every verdict fails, nothing is shared. "Likely":
 * answers as long as past replies say, or else the suite's own lengths; verdicts pass as often as they did; shared draws are paid
 * once, by the first topology in plan order. Provider caches and earlier answers can only make the run cheaper.
 */
export async function rehearse(plan: Plan, past?: PastReplies): Promise<Estimate> {
  const most = await rehearsal(plan, "most");
  const likely = await rehearsal(plan, "likely", past);
  const rows = most.parts.map((most, index) => {
    const { topology, trials, limit, used } = likely.parts[index] ?? most;
    return { topology, trials, ...countsOf(used), likely: Math.min(limit, used.cost), most: Math.min(limit, most.used.cost) };
  });
  const trials = rows.reduce((all, row) => all + row.trials, 0);
  const grading = { topology: "(grading)", trials, ...countsOf(likely.grading), likely: likely.grading.cost, most: most.grading.cost };
  const notes = [...plan.warnings, ...sandboxNotes(plan.suite)];
  const all = most.grading.calls === 0 ? rows : [...rows, grading];
  const sum = (field: "likely" | "most"): Nano => all.reduce((total, row) => total + row[field], 0);
  return {
    experiment: plan.name,
    world: plan.world,
    tasks: plan.suite.tasks.length,
    repetitions: plan.repetitions,
    rows: all,
    likely: Math.min(plan.cap, sum("likely")),
    most: Math.min(plan.cap, sum("most")),
    ...(past === undefined ? {} : { past: past.calls }),
    ...(plan.cap === Infinity ? {} : { cap: plan.cap }),
    ...(plan.destinations.length === 0 ? {} : { destinations: plan.destinations }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

function countsOf({ calls, input, output }: Used): { calls: number; inputTokens: number; outputTokens: number } {
  return { calls, inputTokens: input, outputTokens: output };
}

/** Every topology on every task, and the shadow runs on theirs. */
function parts({ topologies, suite, shadow, ...rest }: Plan): { topology: PlannedTopology; suite: Suite }[] {
  const whole = topologies.map((topology) => ({ topology, suite }));
  if (shadow.length === 0) return whole;
  return [...whole, { topology: shadowTopology({ ...rest, topologies, suite, shadow }), suite: { ...suite, tasks: shadow } }];
}

interface Rehearsed {
  readonly parts: readonly { readonly topology: string; readonly trials: number; readonly limit: Nano; readonly used: Used }[];
  readonly grading: Used;
}

/** Repetitions are alike: one is rehearsed and counts as many times. */
async function rehearsal(plan: Plan, mode: Mode, past?: PastReplies): Promise<Rehearsed> {
  const run = rehearsalRun(plan, mode);
  const setting = { mode, past, tasks: new Map(plan.suite.tasks.map((task) => [task.id, task])) };
  const grading = unused();
  const graders = plan.judgeSeats.map((seat) => standIn(seat, { ...setting, used: grading }));
  const done: Rehearsed["parts"][number][] = [];
  for (const { topology, suite } of parts(plan)) {
    const used = unused();
    const seats = topology.seats.map((seat) => standIn(seat, { ...setting, used }));
    const judgeSeats = plan.judgeSeats.map((seat) => standIn(seat, { ...setting, used }));
    const verifier = standInJudge(plan, topology, mode, past);
    const memory: Memory = { events: [] };
    for (const task of suite.tasks)
      await rehearseTrial(plan, topology, {
        run,
        task,
        seats,
        judgeSeats,
        graders,
        verifier,
        memory,
        trial: `${topology.name}/${task.id}`,
      });
    const trials = suite.tasks.length * plan.repetitions;
    done.push({ topology: topology.name, trials, limit: (topology.limits.cost ?? Infinity) * trials, used: times(used, plan.repetitions) });
  }
  return { parts: done, grading: times(grading, plan.repetitions) };
}

function unused(): Used {
  return { calls: 0, input: 0, output: 0, cost: 0 };
}

function times({ calls, input, output, cost }: Used, n: number): Used {
  return { calls: calls * n, input: input * n, output: output * n, cost: cost * n };
}

function rehearsalRun(plan: Plan, mode: Mode): RunContext {
  return {
    seed: plan.seed,
    ledger: memoryLedger(),
    flights: flights(),
    purse: openBudget({}),
    draws: mode === "most" ? "independent" : plan.draws,
    sandbox: async () => fail("unsupported", "A rehearsal runs no program."),
    patience: { tries: 1, callMs: 60_000, sleep: async () => {}, now: () => 0 },
  };
}

interface Stage {
  readonly run: RunContext;
  readonly task: Task;
  readonly seats: readonly Seat[];
  readonly judgeSeats: readonly Seat[];
  readonly graders: readonly Seat[];
  readonly verifier: Judge;
  readonly memory: Memory;
  readonly trial: string;
}
async function rehearseTrial(plan: Plan, topology: PlannedTopology, stage: Stage): Promise<void> {
  const clock = trialClock();
  const { run, task, seats, judgeSeats, verifier, memory, trial } = stage;
  const session = openSession(run.ledger, memory);
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
  const solved = await topology.topology.solve(brief, openDesk(context, place));
  if (solved.ok && asksSomebody(graderSpec(plan, task)))
    await judgedBy(graderOf(plan, task), { ...context, judgeSeats: stage.graders }, topology, solved);
}

/** The topology's own verifier with stand-ins for its seats, whose verdicts pass as often as the mode says; one that judges nobody stays silent. */
function standInJudge(plan: Plan, topology: PlannedTopology, mode: Mode, past: PastReplies | undefined): Judge {
  const verifier = verifierOf(plan, topology);
  const asks = asksSomebody(topology.verifier) || topology.verifier.kind === "none";
  return {
    name: "rehearsal",
    async judge(task: Task, answer: Answer, desk) {
      const own = asks ? await verifier.judge(task, answer, desk) : undefined;
      if (own?.ok === false && (own.failure.code === "refused" || own.failure.code === "budget")) return own;
      const drawn = unit(sha256Parts(plan.seed, task.id, answer.text));
      const passed = mode === "likely" && drawn < (past?.passing(answer.by) ?? passing);
      return { ok: true, passed, score: passed ? 1 : 0, why: "rehearsal" };
    },
  };
}

/** Whether a judge may put a question to a model, itself or through the judge inside it. */
function asksSomebody({ kind }: JudgeSpec): boolean {
  const needs = judgeKinds.find(({ name }) => name === kind)?.needs ?? [];
  return needs.some((need) => need === "member" || need === "members" || need === "author" || need === "judge" || need === "grader");
}
