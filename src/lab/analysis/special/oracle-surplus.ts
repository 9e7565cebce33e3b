import { counted, type TrialRow } from "../../../statistics/index.ts";
import type { Nano } from "../../../types.ts";
import type { Plan } from "../../plan/plan.ts";
import { shadowTopology } from "../../trials/shadow.ts";
import { valued } from "../../plan/valued.ts";
import { worthOf } from "../../plan/worth-of.ts";

/** What the tasks of a run are worth, and what an allocator that foresees every outcome would have made of them. */
export interface OracleSurplus {
  readonly total: Nano;
  /** Surplus of a topology on the tasks that the oracle had: worth of what passed minus everything it cost. */
  of(rows: readonly TrialRow[]): Nano;
}

/**
 * The oracle: for each task and repetition the solo topology whose surplus is highest, or nobody. It needs a solo topology of every
 * member in the same run; with shared draws its tries are the very ones that the others make.
 */
export function oracleSurplus(plan: Plan, rows: readonly TrialRow[], solos: readonly string[]): OracleSurplus {
  const { seats, terms } = shadowTopology(plan);
  const worths = new Map(plan.suite.tasks.map((task) => [task.id, worthOf(valued(task, plan.worth), seats, terms)]));
  const surplus = (row: TrialRow): Nano => (row.passed ? (worths.get(row.task) ?? 0) : 0) - row.cost;
  const best = new Map<string, Nano>();
  for (const row of rows) {
    if (!solos.includes(row.topology) || !counted(row)) continue;
    const key = `${row.task}/${row.repetition}`;
    best.set(key, Math.max(best.get(key) ?? 0, surplus(row)));
  }
  return {
    total: [...best.values()].reduce((sum, one) => sum + one, 0),
    of: (own) => own.filter((row) => best.has(`${row.task}/${row.repetition}`)).reduce((sum, row) => sum + surplus(row), 0),
  };
}
