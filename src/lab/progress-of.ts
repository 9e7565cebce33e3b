import type { RunLedger } from "../ledger/index.ts";
import { broken, infra, type Decision, type TrialRow } from "../statistics/index.ts";
import type { Summary } from "../summary.ts";
import { type Plan, trialsOf } from "./plan.ts";

/** How many of a run's scored trials have a result. A run that stopped because its question was decided wanted no more than it has. */
export function progressOf(
  plan: Plan,
  rows: readonly TrialRow[],
  decision: Decision | undefined,
  ungraded = 0,
): NonNullable<Summary["progress"]> {
  const all = rows.filter(infra).length;
  const own = rows.filter(broken).length;
  const planned = plannedTrials(plan);
  const wanted = decision === undefined || decision.state === "running" ? planned : rows.length;
  return {
    finished: rows.length - all - ungraded,
    planned: wanted,
    lost: all - own,
    ...(own === 0 ? {} : { broken: own }),
    ...(ungraded === 0 ? {} : { ungraded }),
  };
}

function plannedTrials(plan: Plan): number {
  const arms = plan.until?.topologies;
  return trialsOf(plan).filter(({ topology, task }) => !plan.learning.has(task.id) && (arms === undefined || arms.includes(topology.name)))
    .length;
}

/** Drops the ended trials that infrastructure lost, so that they are run again; settled calls still answer. Returns how many. */
export function restartLost(ledger: Pick<RunLedger, "restart">, rows: readonly TrialRow[]): number {
  const lost = rows.filter(infra);
  for (const { trial } of lost) ledger.restart(trial, "lost");
  return lost.length;
}
