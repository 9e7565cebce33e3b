import { count } from "../../util/count.ts";
import { noConfidence, outOfSamples } from "../../models/recorded/index.ts";
import type { TrialRow } from "../../statistics/index.ts";
import type { TopologyRow } from "../../summary.ts";
import type { CallFact, Event } from "../../types.ts";
import type { Plan } from "../plan/plan.ts";
import { leastCommonMultiple } from "../../util/least-common-multiple.ts";
import type { Fold } from "../trials/fold.ts";

/** What a replay can tell of a topology. */
export interface ReplayReading {
  /** Ids of the tasks that are lost, whatever became of their trials. */
  readonly tasks: ReadonlySet<string>;
  readonly why: string;
  /** How many repetitions of a task are counted. */
  readonly counted: (task: string) => number;
}

interface Needs {
  readonly lost: Set<string>;
  /** The most tries of each model that one trial asked for. */
  readonly most: Map<string, number>;
  beyond: boolean;
  why?: string;
}
interface RunningTrial {
  readonly needs: Needs;
  readonly task: string;
  /** Tries asked of each model by this very ask. */
  readonly tries: Map<string, number>;
}

/**
 * Which tasks of which topologies a replay cannot tell of. Every task that has fewer tries of a model
 * than the topology asked for on any is lost, those that passed at the first try too: to keep these would score it on what is easy.
 */
export function replayReadings(plan: Plan): Fold<ReadonlyMap<string, ReplayReading>> {
  const topologies = new Map<string, Needs>();
  const running = new Map<string, RunningTrial>();
  return {
    take({ trial, fact }: Event) {
      if (plan.record === undefined) return;
      if (fact.type === "trial-start") {
        const needs = topologies.get(fact.topology) ?? { lost: new Set(), most: new Map(), beyond: false };
        topologies.set(fact.topology, needs);
        running.set(trial, { needs, task: fact.task, tries: new Map() });
        return;
      }
      const at = running.get(trial);
      if (at === undefined) return;
      if (fact.type === "call") takeCall(at, fact);
      if (fact.type === "unverified" && fact.code === "unrecorded") lose(at, fact.why, "beyond");
      if (fact.type === "grade" && fact.code === "unrecorded") lose(at, fact.why, "beyond");
      if (fact.type !== "trial-end") return;
      if (fact.failure?.code === "unrecorded") lose(at, fact.failure.message);
      running.delete(trial);
    },
    made: () => new Map([...topologies].map(([name, needs]) => [name, readingOf(plan, needs)])),
  };
}

function takeCall(at: RunningTrial, { model, purpose, ask, failure, flags = [] }: CallFact): void {
  const short = flags.includes(outOfSamples);
  if (purpose !== "bid" && (failure === undefined || short)) {
    const key = `${model}\n${ask}`;
    const tries = (at.tries.get(key) ?? 0) + 1;
    at.tries.set(key, tries);
    at.needs.most.set(model, Math.max(tries, at.needs.most.get(model) ?? 0));
  }
  if (failure?.code !== "unrecorded") return;
  lose(at, failure.message, short || flags.includes(noConfidence) ? undefined : "beyond");
}

function lose({ needs, task }: RunningTrial, why: string, beyond?: "beyond"): void {
  needs.lost.add(task);
  if (beyond !== undefined && !needs.beyond) {
    needs.beyond = true;
    needs.why = why;
  }
  needs.why ??= why;
}

function readingOf(plan: Plan, { lost, most, beyond, why }: Needs): ReplayReading {
  const samples = (task: string, model: string): number => plan.record?.samples(task, model) ?? 0;
  const few = (task: string) => [...most].find(([model, wanted]) => samples(task, model) < wanted);
  const tasks = plan.suite.tasks.flatMap(({ id }) => (beyond || lost.has(id) || few(id) !== undefined ? [id] : []));
  const [model = "", wanted = 0] = few(tasks[0] ?? "") ?? [];
  const counted = (task: string): number => {
    const run = plan.repeats?.of.get(task) ?? plan.repetitions;
    const round = [...most.keys()].map((name) => samples(task, name)).reduce(leastCommonMultiple, 1);
    return round > run ? run : run - (run % round);
  };
  return {
    tasks: new Set(tasks),
    counted,
    why: why ?? `${model} was asked for ${count(wanted, "try", "tries")} of a task, and has fewer of some.`,
  };
}

/** The trials that figures are made of: of tasks that their topology's replay can tell of, and of whole rounds through the tries, so that each try weighs alike. */
export function replayedRows(rows: readonly TrialRow[], readings: ReadonlyMap<string, ReplayReading>): TrialRow[] {
  return rows.filter(({ topology, task, repetition }) => {
    const reading = readings.get(topology);
    return reading === undefined || (!reading.tasks.has(task) && repetition < reading.counted(task));
  });
}

/** What is said of a topology's replay, over the tasks that are scored. */
export function replayRows(plan: Plan, readings: ReadonlyMap<string, ReplayReading>): Record<string, NonNullable<TopologyRow["replay"]>> {
  const scored = plan.suite.tasks.filter(({ id }) => !plan.learning.has(id));
  const rows = [...readings].flatMap(([name, { tasks, why }]): [string, NonNullable<TopologyRow["replay"]>][] => {
    const lost = scored.filter(({ id }) => tasks.has(id)).length;
    if (lost === 0) return [];
    return [[name, { state: lost === scored.length ? "cannot be replayed" : "tasks lost", lost, of: scored.length, why }]];
  });
  return Object.fromEntries(rows);
}
