import type { RunLedger } from "../../ledger/index.ts";
import { broken, givenUp, infra, type Decision, type TrialRow } from "../../statistics/index.ts";
import type { Summary } from "../../summary.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";

/** How many of a run's scored trials have a result. A run that stopped because its question was decided wanted no more than it has. */
export function progressOf(
  plan: Plan,
  rows: readonly TrialRow[],
  decision: Decision | undefined,
  ungraded = 0,
): NonNullable<Summary["progress"]> {
  const all = rows.filter(infra).length;
  const own = rows.filter(broken).length;
  return {
    finished: rows.length - all - ungraded,
    planned: wantedTrials(plan, rows, decision).length,
    lost: all - own,
    ...(own === 0 ? {} : { broken: own }),
    ...(ungraded === 0 ? {} : { ungraded }),
  };
}

/** The trials and tasks that are planned, scored and, where the run stopped by itself, wanted, and those that ended. */
export function sizeOf(plan: Plan, rows: readonly TrialRow[], decision: Decision | undefined): NonNullable<Summary["size"]> {
  const wanted = wantedTrials(plan, rows, decision);
  const tasksOf = (some: readonly { readonly task: string }[]): number => new Set(some.map(({ task }) => task)).size;
  return { tasks: tasksOf(wanted), trials: wanted.length, endedTasks: tasksOf(rows), endedTrials: rows.length };
}

function wantedTrials(plan: Plan, rows: readonly TrialRow[], decision: Decision | undefined): readonly { readonly task: string }[] {
  return decision === undefined || decision.state === "running" ? plannedTrials(plan) : rows;
}

/** How many scored trials each topology is to have in the end. */
export function plannedOf(plan: Plan): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(plannedTrials(plan), ({ topology }) => topology)].map(([name, own]) => [name, own.length]));
}

/** The topologies and tasks of the trials that are planned and scored. */
function plannedTrials(plan: Plan): { readonly topology: string; readonly task: string }[] {
  const arms = plan.until?.topologies;
  return trialsOf(plan).flatMap(({ topology, task }) =>
    plan.learning.has(task.id) || arms?.includes(topology.name) === false ? [] : [{ topology: topology.name, task: task.id }],
  );
}

/** Drops the ended trials that infrastructure lost, so that they are run again, `given` up ones too where that is asked for; settled calls still answer. Returns which. */
export function restartLost(ledger: Pick<RunLedger, "restart">, rows: readonly TrialRow[], given: boolean): ReadonlySet<string> {
  const lost = rows.filter((row) => infra(row) || (given && givenUp(row)));
  for (const { trial } of lost) ledger.restart(trial, "lost");
  return new Set(lost.map(({ trial }) => trial));
}
