import { type Memory, openRun } from "../../calls/index.ts";
import { memoryLedger } from "../../calls/memory-ledger.ts";
import { openJudge } from "../../judges/index.ts";
import type { ArmResult } from "../../report/index.ts";
import type { CallFact, Event, Purpose } from "../../types.ts";
import type { PlannedTopology } from "../plan/plan.ts";
import { type TrialServices, runTrial } from "../trials/trial.ts";
import type { Point } from "./axes.ts";
import { type Arm, type FixedMembers, setupAt, suiteAt } from "./setup.ts";

/** What came of one arm at one point, with what each task brought: its worth where it was right, less what it cost. */
export interface MeasuredResult extends ArmResult {
  readonly nets: readonly number[];
}
/** How a point is simulated. */
export interface Simulation {
  readonly tasks: number;
  /** Dollars that a right answer is worth. */
  readonly worth: number;
  readonly seed: string;
}
/** Mean input and output tokens of a call, by what it was for. */
export type TokensPerCall = ReadonlyMap<Purpose, { readonly input: number; readonly output: number }>;

/** Runs every arm of the map on the simulated world at a point: the real code, at real desks, with shared draws. */
export async function simulateAt(
  point: Point,
  { tasks, worth, seed }: Simulation,
  members: FixedMembers,
): Promise<{ results: Record<Arm, MeasuredResult>; tokens: TokensPerCall; calls: number }> {
  const suite = suiteAt(point, tasks, worth, seed);
  const { planned, judgeSeats } = setupAt(point, suite, members, seed);
  const context = openRun({ seed, ledger: memoryLedger() });
  const verifier = openJudge({ kind: "rubric", member: "judge" }, { purpose: "verdict", seed });
  const services: TrialServices = { context, verifierOf: () => verifier, judgeSeats, graderOf: (task) => openJudge(task.grader, "grade") };
  const results: [string, MeasuredResult][] = [];
  const calls: CallFact[] = [];
  for (const topology of planned) {
    const events = await sessionOf(services, topology, suite.tasks);
    results.push([topology.name, outcomeOf(events, tasks, worth)]);
    for (const { fact } of events) if (fact.type === "call") calls.push(fact);
  }
  return { results: Object.fromEntries(results) as Record<Arm, MeasuredResult>, tokens: tokensOf(calls), calls: calls.length };
}

/** One session: task after task, remembered where the topology remembers. */
async function sessionOf(services: TrialServices, topology: PlannedTopology, tasks: ReturnType<typeof suiteAt>["tasks"]): Promise<Event[]> {
  const whole: Memory = { events: [] };
  const seen: Event[] = [];
  for (const task of tasks) {
    const memory: Memory = topology.topology.memory === true ? whole : { events: [] };
    const before = memory.events.length;
    await runTrial(services, { id: `${topology.name}/${task.id}/0`, topology, task, repetition: 0 }, memory);
    for (const event of memory.events.slice(before)) seen.push(event);
  }
  return seen;
}

function outcomeOf(events: readonly Event[], tasks: number, worth: number): MeasuredResult {
  const trials = new Map<string, { right: number; cost: number }>();
  for (const { trial, fact } of events) {
    const sum = trials.get(trial) ?? { right: 0, cost: 0 };
    if (fact.type === "grade" && fact.passed) sum.right = 1;
    if (fact.type === "call" && fact.purpose !== "grade") sum.cost += fact.cost / 1e9;
    trials.set(trial, sum);
  }
  const all = [...trials.values()];
  const mean = (field: "right" | "cost") => all.reduce((sum, trial) => sum + trial[field], 0) / tasks;
  return { right: mean("right"), cost: mean("cost"), nets: all.map(({ right, cost }) => worth * right - cost) };
}

function tokensOf(calls: readonly CallFact[]): TokensPerCall {
  const sums = new Map<Purpose, { input: number; output: number; calls: number }>();
  for (const { purpose, usage } of calls) {
    const sum = sums.get(purpose) ?? { input: 0, output: 0, calls: 0 };
    sum.input += usage.uncached;
    sum.output += usage.output;
    sum.calls++;
    sums.set(purpose, sum);
  }
  return new Map([...sums].map(([purpose, { input, output, calls: n }]) => [purpose, { input: input / n, output: output / n }]));
}
