import { munkres } from "munkres";

/** Worth to the buyer of member i doing task t: value x p - cost. Rows are members, columns tasks; -Infinity forbids a pair. */
export type Worth = readonly (readonly number[])[];
/** The task of each member, if it has one, the total worth, and what each member's presence costs the others. */
export interface Assignment {
  readonly taskOf: readonly (number | undefined)[];
  readonly total: number;
}
export interface VcgResult extends Assignment {
  /** W of the others without i, minus W of the others in the assignment; 0 for those without a task. */
  readonly charges: readonly number[];
}

/** The assignment of at most one task per member, and one member per task, with the greatest total worth (Hungarian algorithm). */
export function bestAssignment(worth: Worth): Assignment {
  const tasks = Math.max(0, ...worth.map((row) => row.length));
  const taskOf: (number | undefined)[] = worth.map(() => undefined);
  if (worth.length === 0 || tasks === 0) return { taskOf, total: 0 };
  // One extra column per member stands for "no task"; pairs that lose money count as none, so that tasks may stay open.
  const cost = worth.map((row) => [...Array.from({ length: tasks }, (_, t) => -gain(row[t])), ...worth.map(() => 0)]);
  let total = 0;
  for (const [member, column] of munkres(cost)) {
    const won = column < tasks ? gain(worth[member]?.[column]) : 0;
    if (won <= 0) continue;
    taskOf[member] = column;
    total += won;
  }
  return { taskOf, total };
}

/**
 * Vickrey-Clarke-Groves over a batch: every member with a task is charged its externality. A member's transfer is the value of
 * its work minus the charge: value x p - charge, or, contingent on execution, value x 1[passed] - charge.
 */
export function vcg(worth: Worth): VcgResult {
  const best = bestAssignment(worth);
  const charges = best.taskOf.map((task, member) => {
    if (task === undefined) return 0;
    const without = bestAssignment(worth.map((row, other) => (other === member ? row.map(() => Number.NEGATIVE_INFINITY) : row)));
    return Math.max(0, without.total - (best.total - gain(worth[member]?.[task])));
  });
  return { ...best, charges };
}

function gain(worth: number | undefined): number {
  return worth === undefined || !(worth > 0) ? 0 : worth;
}
