import type { EdgesEntry } from "../experiment/edges-entry.ts";
import type { Goal } from "../../util/goal.ts";
import type { Worth } from "../../statistics/compare.ts";
import type { DecisionPlan } from "../../statistics/decision.ts";
import type { CrewedTopology } from "../../topologies/index.ts";
import type { SentAsk } from "./destinations.ts";
import type { KeptOutcomes } from "./open-recorded.ts";
import type { PlannedRace } from "./race-plan.ts";
import { defined } from "../../util/defined.ts";
import { batchAt } from "./batches.ts";
import { type RepeatCounts, repeatsOf } from "./repeats.ts";
import { valued } from "./valued.ts";
import type { JudgeSpec, Limits, Nano, Seat, Suite, Task, Terms, World } from "../../types.ts";

/** One topology of an experiment, ready to work. */
export interface PlannedTopology {
  readonly name: string;
  /** The name of its entry in the experiment, which it has at each of several budgets. */
  readonly entry: string;
  readonly topology: CrewedTopology;
  readonly terms: Terms;
  readonly seats: readonly Seat[];
  readonly limits: Partial<Limits>;
  /** The most that one call, the trials of one session, and all its trials together may cost. */
  readonly caps?: { readonly call?: Nano; readonly session?: Nano; readonly topology?: Nano };
  /** The judge that it may consult. */
  readonly verifier: JudgeSpec;
  /** True where it alone may ask the truth itself: a bound for the others, not a choice. */
  readonly bound?: boolean;
  /** Which configuration of its entry it is, where several are tried. */
  readonly tried?: Readonly<Record<string, unknown>>;
  /** True for one model that answers once. */
  readonly single?: boolean;
  /** True where a person may be asked, at the seat named operator. */
  readonly operated?: boolean;
  /** Kinds of messages that reach nobody in it, as `tag > purpose`. */
  readonly unheard?: ReadonlySet<string>;
  /** True of shadow runs, in which everybody answers alone beside the topologies. */
  readonly shadow?: boolean;
}
export interface TrialSpec {
  readonly id: string;
  readonly topology: PlannedTopology;
  readonly task: Task;
  /** The tasks that come together with it, where the terms have a capacity. */
  readonly batch?: readonly Task[];
  readonly repetition: number;
}
/** Everything that a run needs, resolved and checked: nothing below looks a name up again. */
export interface Plan {
  readonly name: string;
  readonly description: string;
  readonly suite: Suite;
  /** Ids of tasks that are run for learning only and not scored. */
  readonly learning: ReadonlySet<string>;
  /** What one half of the tasks is run to choose for, where it is. */
  readonly goal?: Goal;
  readonly topologies: readonly PlannedTopology[];
  readonly judgeSeats: readonly Seat[];
  readonly world: World | "functions" | "mixed";
  /** Whether members with both a live and an embedded model were opened live. */
  readonly live: boolean;
  /** The most of any task. */
  readonly repetitions: number;
  /** By task, where recorded tasks were not tried equally often. */
  readonly repeats?: NonNullable<RepeatCounts["repeats"]>;
  readonly seed: string;
  readonly draws: "shared" | "independent";
  readonly cap: Nano;
  /** What all runs of the ledger file may spend on one calendar day. */
  readonly day?: Nano;
  /** Milliseconds that one command may work on the run. */
  readonly deadlineMs?: number;
  readonly baseline: string;
  /** How much lower a pass rate or a score is still no worse. */
  readonly margin: number;
  /** What a right answer is worth, where the experiment or each task says it. */
  readonly worth?: Worth;
  /** Tasks that every member answers beside all topologies. */
  readonly shadow: readonly Task[];
  /** What is on record of the tasks, where recorded models answer them. */
  readonly record?: KeptOutcomes;
  /** What is to be found out, where the run stops as soon as it is. */
  readonly until?: DecisionPlan;
  /** What candidates race for, where the run is a search. */
  readonly race?: PlannedRace;
  /** What its topologies leave out, where the run is a study of a topology's edges. */
  readonly edges?: EdgesEntry;
  /** Of a search whose figures are told: whom it named, and the best single member, on the tasks to choose on. */
  readonly raced?: { readonly chosen: string | undefined; readonly single: string | undefined };
  /** The experiment's own table, by name. */
  readonly table?: string;
  readonly warnings: readonly string[];
  /** Where the asks of live members and judges go, and which variable's key goes along: for people, before anything is sent. */
  readonly destinations: readonly SentAsk[];
}

/** A plan never changes, and its trials are asked for by every part of an analysis. */
const known = new WeakMap<Plan, readonly TrialSpec[]>();

/** Every trial in plan order: topology, repetition, then tasks in suite order. The run's digest is taken in this order. */
export function trialsOf(plan: Plan): readonly TrialSpec[] {
  const found = known.get(plan);
  if (found !== undefined) return found;
  const trials: TrialSpec[] = [];
  for (const topology of plan.topologies) {
    const tasks = plan.suite.tasks.map((task) => valued(task, plan.worth));
    const batches = tasks.map((_, place) => defined({ batch: batchAt(tasks, topology.terms, place) }));
    for (let repetition = 0; repetition < plan.repetitions; repetition++)
      for (const [place, task] of tasks.entries())
        if (repetition < repeatsOf(plan, topology, task.id))
          trials.push({ id: trialId(topology.name, task.id, repetition), topology, task, repetition, ...batches[place] });
  }
  known.set(plan, trials);
  return trials;
}

export function trialId(topology: string, task: string, repetition: number): string {
  return `${topology}/${task}/${repetition}`;
}
