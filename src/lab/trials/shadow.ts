import { openDesk, openScope, briefOf } from "../../calls/index.ts";
import { attemptAsk } from "../../topologies/asks.ts";
import { operatorSeat } from "../../topologies/index.ts";
import type { Brief, Desk, Event, Json, Reply, Result, Seat } from "../../types.ts";
import { Bug } from "../../util/bug.ts";
import { fail } from "../../util/failure.ts";
import { readReply } from "../../util/read-reply.ts";
import { grade } from "./grade.ts";
import type { Plan, PlannedTopology, TrialSpec } from "../plan/plan.ts";
import { trialId } from "../plan/plan.ts";
import { type TrialServices, openPlanned } from "./trial.ts";

/** What shadow trials are called in ids and tables; whether one is a shadow trial is told by fields, never by this name. */
export const shadowName = "@shadow";
/** Two tries each: the second tells what a retry by the same member is worth. */
const tries = 2;

/** What one member did on one shadowed task. Cost in nano-dollars. */
export interface ShadowTry {
  readonly task: string;
  readonly category: string;
  readonly repetition: number;
  readonly member: string;
  /** 1 or 2: both are answers to the bare task. */
  readonly attempt: number;
  readonly passed: boolean;
  readonly cost: number;
}

/** One trial per shadowed task and repetition, in plan order. */
export function shadowTrials(plan: Plan): TrialSpec[] {
  if (plan.shadow.length === 0) return [];
  const topology = shadowTopology(plan);
  return Array.from({ length: plan.repetitions }, (_, repetition) =>
    plan.shadow.map((task) => ({ id: trialId(shadowName, task.id, repetition), topology, task, repetition })),
  ).flat();
}

/** Everybody answers: every member of any topology, on the baseline's terms, with no verifier and no limit but the run's cap. */
export function shadowTopology(plan: Plan): PlannedTopology {
  const seats = new Map<string, Seat>(plan.topologies.flatMap((topology) => topology.seats.map((seat) => [seat.name, seat] as const)));
  // A person is no member.
  seats.delete(operatorSeat);
  const terms = (plan.topologies.find(({ name }) => name === plan.baseline) ?? plan.topologies[0])?.terms;
  if (terms === undefined) throw new Bug("A plan has at least one topology; this one has none.");
  return {
    name: shadowName,
    entry: shadowName,
    shadow: true,
    topology: { name: shadowName, solve: (task, desk) => askAll(task, desk) },
    terms,
    seats: [...seats.values()],
    limits: {},
    verifier: { kind: "none" },
  };
}

/** For rehearsals, which only count the calls. */
async function askAll(task: Brief, desk: Desk): Promise<Result<{ text: string; by: string }>> {
  const asked = await everybody(task, desk);
  const first = asked.find(({ reply }) => reply.ok) ?? asked[0];
  if (first === undefined) return fail("unsupported", "At least one member was wanted to shadow; the experiment names none.");
  const { reply, member } = first;
  return reply.ok ? { ok: true, text: readReply(reply.text).answer, by: member } : reply;
}

interface ShadowAsk {
  readonly member: string;
  readonly attempt: number;
  readonly reply: Reply;
}
/** The plain attempt, byte for byte the one that topologies make, so that shared draws cost nothing twice. */
async function everybody(task: Brief, desk: Desk): Promise<ShadowAsk[]> {
  const asked: ShadowAsk[] = [];
  for (let attempt = 1; attempt <= tries; attempt++) {
    const replies = desk.members.map(async ({ name }) => {
      const reply = await desk.ask(name, { ...attemptAsk(task, desk.terms), purpose: "shadow" });
      return { member: name, attempt, reply };
    });
    asked.push(...(await Promise.all(replies)));
  }
  return asked;
}

/** Runs and grades one shadow trial; an interrupted one has no end and is run again. A try without an answer is left out. */
export async function runShadow(services: TrialServices, spec: TrialSpec): Promise<"ended" | "interrupted"> {
  const memory = { events: [] as Event[] };
  const trial = openPlanned(services, spec, memory);
  const { seats, terms } = spec.topology;
  const place = openScope(seats, terms, { purpose: "shadow" });
  const { id, category } = spec.task;
  const note = (fact: Event["fact"]): void => trial.session.note({ trial: trial.id, span: "", at: trial.clock.now() }, fact);
  note({ type: "trial-start", topology: shadowName, task: id, category, repetition: spec.repetition });
  const asked = await everybody(briefOf(spec.task), openDesk(trial, place));
  const ms = trial.clock.now();
  for (const { member, attempt, reply } of asked) {
    if (trial.halted === true) return "interrupted";
    if (!reply.ok) continue;
    if (!(await grade(services.graderOf(spec.task), trial, place, { text: readReply(reply.text).answer, by: member })))
      return "interrupted";
    const graded = memory.events.at(-1)?.fact;
    if (graded?.type !== "grade" || !graded.scored) continue;
    note({ type: "own", name: "shadow", value: { member, attempt, passed: graded.passed, cost: reply.cost } });
  }
  if (trial.halted === true || services.hit?.(memory.events, id) === true) return "interrupted";
  note({ type: "trial-end", state: "answered", cost: place.tally.cost, ms });
  return "ended";
}

/** Every graded shadow answer of a run, in order of events. */
export function shadowTries(events: readonly Event[]): ShadowTry[] {
  const trials = new Map<string, { task: string; category: string; repetition: number }>();
  const found: ShadowTry[] = [];
  for (const { trial, fact } of events) {
    if (fact.type === "trial-start" && fact.topology === shadowName) trials.set(trial, fact);
    const where = trials.get(trial);
    if (where === undefined || fact.type !== "own" || fact.name !== "shadow") continue;
    const { member, attempt, passed, cost } = fact.value as { [name: string]: Json } & { member: string };
    const { task, category, repetition } = where;
    found.push({
      task,
      category,
      repetition,
      member,
      attempt: Number(attempt),
      passed: passed === true,
      cost: Number(cost),
    });
  }
  return found;
}
