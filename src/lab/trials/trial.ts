import {
  openBudget,
  openDesk,
  openSession,
  cutBack,
  type Memory,
  type Scope,
  type CallBudget,
  type RunContext,
  type TrialContext,
  openScope,
  briefOf,
  openTrial,
  type AskedTurn,
} from "../../calls/index.ts";
import { lostCalls } from "../../statistics/index.ts";
import type { Answer, Event, Failure, Judge, Result, Seat, Task, TrialState } from "../../types.ts";
import type { Budget } from "../../util/fund.ts";
import { caught, fail } from "../../util/failure.ts";
import { inTrial } from "../../util/watchdog.ts";
import type { Breaker } from "./breaker.ts";
import type { CappedBudgets } from "./capped-budgets.ts";
import { grade } from "./grade.ts";
import { solveTask } from "./solve-task.ts";
import { turnPlace } from "./turn-place.ts";
import type { PlannedTopology, TrialSpec } from "../plan/plan.ts";
import { count } from "../../util/count.ts";
import { defined } from "../../util/defined.ts";

/** What the trials of one run share beside the calls. */
export interface TrialServices {
  readonly context: RunContext;
  readonly verifierOf: (topology: PlannedTopology) => Judge;
  readonly judgeSeats: readonly Seat[];
  readonly graderOf: (task: Task) => Judge;
  readonly reprice?: () => NonNullable<TrialContext["reprice"]>;
  /** What the trial's session and topology have left, where the experiment limits them. */
  readonly budgetOf?: CappedBudgets["budgetOf"];
  /** Hears that shared money cut a trial short, and why; tells which trials share it and are not to begin. */
  readonly starve?: (spec: TrialSpec, why: string) => (other: TrialSpec) => boolean;
  /** Hears what a trial noted; true when it was hit by what stopped the run. */
  readonly hit?: Breaker["hit"];
  /** Facts about a finished dialogue that no topology notes itself. */
  readonly watch?: (trial: TrialContext, place: Scope, task: Task) => void;
}

/** A trial that money which it shares with others cut short, and why: it says nothing of its topology. */
export interface StarvedTrial {
  readonly starved: string;
}

/**
 * One topology, one task, one repetition: solved, graded, written down. A trial that was interrupted or starved has no end in the
 * ledger and is run again from its start; its settled calls answer from there.
 */
export function runTrial(services: TrialServices, spec: TrialSpec, memory: Memory): Promise<"ended" | "interrupted" | StarvedTrial> {
  return inTrial(spec.id, () => worked(services, spec, memory));
}

async function worked(services: TrialServices, spec: TrialSpec, memory: Memory): Promise<"ended" | "interrupted" | StarvedTrial> {
  const trial = openPlanned(services, spec, memory);
  const budget = openTrialBudget(trial, spec, services.budgetOf?.(spec));
  const place = openPlace(trial, spec, budget);
  const note = (fact: Parameters<TrialContext["session"]["note"]>[1]): void =>
    trial.session.note({ trial: trial.id, span: place.span, at: trial.clock.now() }, fact);
  const { task, topology, repetition } = spec;
  const began = memory.events.length;
  note({ type: "trial-start", topology: topology.name, task: task.id, category: task.category, repetition });
  const { solved, failure } = await solveTask(task, {
    terms: topology.terms,
    solve: (part, asked) => solve(spec, part, trial, placeOf(place, trial, asked)),
    ended: (turn, answer) => {
      note({ ...turn, ...(answer === undefined ? {} : { answer: trial.run.ledger.put(answer.text) }) });
      return trial.halted !== true && budget.cutShort === undefined;
    },
  });
  if (trial.halted === true || budget.cutShort !== undefined) {
    cutBack(memory, began);
    return trial.halted === true || budget.cutShort === undefined ? "interrupted" : { starved: budget.cutShort };
  }
  const ms = trial.clock.now();
  const beyond = unrecorded(solved, memory.events.slice(began));
  if (beyond !== undefined) {
    note({ type: "trial-end", state: "censored", failure: beyond, cost: place.tally.cost, ms });
    return "ended";
  }
  const unfilled = memory.events.slice(began).some((event) => event.fact.type === "unfilled");
  const state = budget.refused && solved.ok ? "budget" : stateOf(solved, unfilled, memory, began);
  services.watch?.(trial, place, task);
  const answer = solved.ok
    ? { answer: trial.run.ledger.put(solved.text), by: solved.by, ...defined({ failure }) }
    : { failure: solved.failure };
  // What infrastructure lost is no result, so its grade would be money for nothing.
  const lost = lostCalls(memory.events.slice(began).flatMap(({ fact }) => (fact.type === "call" ? [fact] : []))).length > 0;
  const graded = !solved.ok || lost || (await grade(services.graderOf(task), trial, place, solved));
  if (!graded || services.hit?.(memory.events.slice(began), task.id) === true) {
    cutBack(memory, began);
    return "interrupted";
  }
  note({ type: "trial-end", state, ...answer, cost: place.tally.cost, ms });
  return "ended";
}

/** What a replay had to refuse in a trial, if anything: whatever came of it then is not what the topology does. */
function unrecorded(solved: Result<Answer>, events: readonly Event[]): Failure | undefined {
  for (const { fact } of events) {
    if (fact.type === "call" && fact.failure?.code === "unrecorded") return fact.failure;
    if (fact.type === "unverified" && fact.code === "unrecorded") return { code: "unrecorded", message: fact.why };
  }
  return solved.ok || solved.failure.code !== "unrecorded" ? undefined : solved.failure;
}

/** A planned trial at the start of its clock. */
export function openPlanned(services: TrialServices, spec: TrialSpec, memory: Memory): TrialContext {
  const reprice = services.reprice?.();
  return openTrial(services.context, {
    id: spec.id,
    task: spec.task,
    ...defined({ batch: spec.batch }),
    repetition: spec.repetition,
    session: openSession(services.context.ledger, memory),
    verifier: services.verifierOf(spec.topology),
    judgeSeats: services.judgeSeats,
    ...defined({ reprice }),
  });
}

/** Where a trial's topology stands: its seats, terms and budget. */
export function openPlace(trial: TrialContext, spec: TrialSpec, budget: Budget = openTrialBudget(trial, spec)): Scope {
  const { seats, terms, unheard } = spec.topology;
  return openScope(seats, terms, { budget, ...defined({ unheard }) });
}

/** The trial's own limits inside what its session and topology have left; `refused` says whether its own ended it, `cutShort` why the others did. */
function openTrialBudget(trial: TrialContext, { topology }: TrialSpec, above = openBudget({})): CallBudget {
  const { limits, caps } = topology;
  return above.apart({ ...limits, perCall: caps?.call ?? Infinity }, trial.clock.now);
}

/** Each turn has a span of its own. */
function placeOf(place: Scope, trial: TrialContext, asked: AskedTurn | undefined): Scope {
  const own = turnPlace(place, asked);
  return asked?.turn === undefined ? own : { ...own, span: `${place.span}/${trial.spans++}:turn ${asked.turn}` };
}

async function solve(spec: TrialSpec, task: Task, trial: TrialContext, place: Scope): Promise<Result<Answer>> {
  const desk = openDesk(trial, place);
  if (desk.members.length === 0 && place.seats.length > 0) {
    desk.note({ type: "unfilled", reason: "capacity" });
    return fail("unsupported", `Nobody has a place left in this batch of ${count(spec.batch?.length ?? 0, "task")}.`);
  }
  const worked = await caught("function", () => spec.topology.topology.solve(briefOf(task), desk));
  if (!worked.ok) return fail("function", `The topology ${spec.topology.name} broke its contract and threw: ${worked.failure.message}`);
  return worked.value;
}

function stateOf(solved: Result<Answer>, unfilled: boolean, memory: Memory, began: number): TrialState {
  if (solved.ok) return "answered";
  if (unfilled) return "unfilled";
  const { code }: Failure = solved.failure;
  if (code === "budget") return "budget";
  const lost = memory.events
    .slice(began)
    .some((event) => event.fact.type === "call" && event.fact.flags?.includes("outcome-unknown") === true);
  return code === "unknown" || lost ? "censored" : "failed";
}
