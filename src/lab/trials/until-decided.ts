import type { Memory } from "../../calls/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import {
  type Arrival,
  counted,
  type Decider,
  type Decision,
  type DecisionPlan,
  decider,
  foldTrials,
  type TrialRow,
} from "../../statistics/index.ts";
import type { Event } from "../../types.ts";
import { Bug } from "../../util/bug.ts";
import { type Progress, tellProgress } from "./execute.ts";
import { type Plan, type TrialSpec, trialsOf } from "../plan/plan.ts";
import { repetitionsOf } from "../plan/repeats.ts";
import { type Workers, endedTrials, sessionsOf, workThrough } from "./sessions.ts";
import { shadowTrials } from "./shadow.ts";
import type { TrialServices } from "./trial.ts";

/** As many trials per wave as keep usual workers busy; a wave never depends on how many there are. */
const trialsPerWave = 8;

/**
 * Runs trials in the order that teaches most until the plan's question is answered: wave after wave of tasks, each by all
 * topologies that can still win. Waves follow from results alone, so any concurrency and any resumption run the same trials.
 */
export async function untilDecided(
  plan: Plan,
  services: TrialServices,
  ledger: RunLedger,
  concurrency: number,
  onProgress: (progress: Progress) => void,
): ReturnType<typeof workThrough> {
  const specs = Map.groupBy(trialsOf(plan), (spec) => cell(spec.topology.name, spec.task.id));
  const shadows = Map.groupBy(shadowTrials(plan), (spec) => spec.task.id);
  const memories = new Map<string, Memory>();
  const learning = lessons(plan);
  const size = {
    learning: learning.length,
    total:
      learning.length +
      asked(plan).topologies.flatMap((topology) => asked(plan).tasks.flatMap((task) => repetitionsOf(plan, topology, task))).length,
  };
  const ended = endedTrials(ledger);
  const crew: Workers = { services, ledger, concurrency, ended, onEnd: tellProgress(ended.size, size, onProgress) };
  const learnt = await workThrough(sessionsOf(learning, memories), crew);
  if (learnt !== "done") return learnt;
  const machine = decider(asked(plan));
  const results = resultsOf(ledger);
  for (let wanted = nextWave(machine, plan); wanted.length > 0; wanted = nextWave(machine, plan)) {
    const trials = wanted.flatMap(({ topology, task }) => specs.get(cell(topology, task)) ?? []);
    const beside = [...new Set(wanted.map(({ task }) => task))].flatMap((task) => shadows.get(task) ?? []);
    const worked = await workThrough(sessionsOf([...trials, ...beside], memories), crew);
    // Without the results that shared money kept back, nothing more can be decided.
    if (worked !== "done") return worked;
    const known = await results.read();
    for (const arrival of arrivals(trials.flatMap(({ id }) => known.get(id) ?? []))) machine.take(arrival);
  }
  return "done";
}

/** What the trials of a run decide, as far as they go: made from the rows alone. `running` where trials are still wanted. */
export function decisionOf(plan: Plan, rows: readonly TrialRow[]): Decision | undefined {
  if (plan.until === undefined) return undefined;
  const found = Map.groupBy(rows, (row) => cell(row.topology, row.task));
  const machine = decider(plan.until);
  for (let wanted = nextWave(machine, plan); wanted.length > 0; wanted = nextWave(machine, plan)) {
    const trials = wanted.map(({ topology, task }) => ({
      own: found.get(cell(topology, task)) ?? [],
      wanted: repetitionsOf(plan, topology, task).length,
    }));
    const whole = trials.filter(({ own, wanted }) => own.length === wanted);
    for (const arrival of arrivals(whole.flatMap(({ own }) => own))) machine.take(arrival);
    if (whole.length < trials.length) break;
  }
  return machine.decision();
}

function asked(plan: Plan): DecisionPlan {
  if (plan.until === undefined) throw new Bug("Wanted a plan that says what is to be decided; it says nothing.");
  return plan.until;
}

function cell(topology: string, task: string): string {
  return `${topology}/${task}`;
}

/** A tenth of the tasks done so far, or what fills the first hands: late waves may overshoot the decision by a tenth at most. */
function nextWave(machine: Decider, plan: Plan): { topology: string; task: string }[] {
  const { live, tasks } = machine.decision();
  const width = Math.max(1, live.length * plan.repetitions);
  return machine.next(Math.max(Math.ceil(trialsPerWave / width), Math.floor(tasks / 10)));
}

/** Trials that are run for learning only, by the topologies that can learn. */
function lessons(plan: Plan): TrialSpec[] {
  const arms = asked(plan).topologies;
  return trialsOf(plan).filter(
    ({ topology, task }) => plan.learning.has(task.id) && topology.topology.memory === true && arms.includes(topology.name),
  );
}

/** The ended trials by id; each reading goes on where the last one stopped. */
function resultsOf(ledger: RunLedger): { read: () => Promise<ReadonlyMap<string, TrialRow>> } {
  const begun = new Map<string, Event[]>();
  const rows = new Map<string, TrialRow>();
  let after = 0;
  return {
    async read() {
      for await (const event of ledger.read({ after })) {
        after = event.seq;
        const own = begun.get(event.trial);
        if (own === undefined) begun.set(event.trial, [event]);
        else own.push(event);
        if (event.fact.type !== "trial-end") continue;
        for (const row of foldTrials(begun.get(event.trial) ?? [])) rows.set(row.trial, row);
        begun.delete(event.trial);
      }
      return rows;
    },
  };
}

/** One arrival per topology and task, repetitions averaged. A trial without a score is not passed; a task with a trial that is asked again waits for it. */
function arrivals(rows: readonly TrialRow[]): Arrival[] {
  return [...Map.groupBy(rows, (row) => cell(row.topology, row.task)).values()].map((own) => {
    const [first] = own as [TrialRow];
    return {
      topology: first.topology,
      task: first.task,
      passed: own.every(counted) ? own.filter(({ passed }) => passed).length / own.length : undefined,
      cost: own.reduce((sum, { cost }) => sum + cost, 0) / own.length,
    };
  });
}
