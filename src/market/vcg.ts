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
  // Pairs that lose money count as none, so that tasks may stay open; members beyond the number of tasks get columns of their own.
  const idle = Math.max(0, worth.length - tasks);
  const cost = worth.map((row) => Array.from({ length: tasks + idle }, (_, t) => (t < tasks ? -gain(row[t]) : 0)));
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
  const prices = lowestPrices(worth, best.taskOf);
  return { ...best, charges: best.taskOf.map((task) => (task === undefined ? 0 : (prices.get(task) ?? 0))) };
}

/**
 * The lowest prices at which everybody is content with the assignment: for bidders of one task each they are the VCG charges
 * (Leonard 1983; Demange, Gale, Sotomayor 1986). One pass of relaxations in place of one assignment problem per winner.
 */
function lowestPrices(worth: Worth, taskOf: readonly (number | undefined)[]): Map<number, number> {
  const holders = new Map(taskOf.flatMap((task, member) => (task === undefined ? [] : [[task, member] as const])));
  const prices = new Map([...holders.keys()].map((task) => [task, 0]));
  const wishes = worth.map((row) => row.flatMap((one, task) => (one > 0 && holders.has(task) ? [{ task, worth: one }] : [])));
  const largest = wishes.flat().reduce((most, wish) => Math.max(most, wish.worth), 0);
  // The wishes of one member for tasks of others hold prices up; whose task became costlier wishes for others in turn.
  const waiting = new Set(worth.keys());
  for (const member of waiting) {
    waiting.delete(member);
    const own = taskOf[member];
    const content = own === undefined ? 0 : gain(worth[member]?.[own]) - (prices.get(own) ?? 0);
    for (const wish of wishes[member] ?? []) {
      const price = wish.worth - content;
      // Less than a billionth is rounding, which must set nothing in motion.
      if (wish.task === own || price <= (prices.get(wish.task) ?? 0) + 1e-9 * largest) continue;
      prices.set(wish.task, price);
      waiting.add(holders.get(wish.task) ?? member);
    }
  }
  return prices;
}

function gain(worth: number | undefined): number {
  return worth === undefined || !(worth > 0) ? 0 : worth;
}
