import type { Result } from "../types.ts";
import { count } from "../util/count.ts";
import { fail } from "../util/failure.ts";

/** What a member's doing just these tasks, by their places in the batch, is worth to the buyer. */
export interface Bundle {
  readonly tasks: readonly number[];
  readonly worth: number;
}
/** The bundle that each member has, if any, what all are worth together, and what each member's presence costs the others. */
export interface BundleVcg {
  readonly bundleOf: readonly (Bundle | undefined)[];
  readonly total: number;
  readonly charges: readonly number[];
}

/** The work grows as 3 to the number of tasks: half a million steps per member at twelve. */
const mostTasks = 12;

/**
 * Vickrey-Clarke-Groves where tasks need not add up: each member bids for bundles, of which it gets one at most. The winners are found
 * exactly, by dynamic programming over sets of tasks; more than twelve tasks are refused. Charges by Clarke's pivot. `bids`: by member.
 */
export function bundleVcg(tasks: number, bids: readonly (readonly Bundle[])[]): Result<BundleVcg> {
  if (tasks > mostTasks)
    return fail("unsupported", `Bundles of at most ${count(mostTasks, "task")} are cleared exactly; got ${tasks}. Make the batch smaller.`);
  const stray = bids.flat().find((bundle) => bundle.tasks.some((task) => !Number.isInteger(task) || task < 0 || task >= tasks));
  if (stray !== undefined)
    return fail("unsupported", `A bundle has the tasks ${stray.tasks.join(", ")}; this batch has those from 0 to ${tasks - 1}.`);
  const wishes = bids.map((bundles) => wishesOf(bundles));
  const { bundleOf, total } = winners(tasks, wishes);
  const charges = bundleOf.map((bundle, member) => {
    if (bundle === undefined) return 0;
    const without = winners(
      tasks,
      wishes.map((own, other) => (other === member ? new Map<number, Bundle>() : own)),
    ).total;
    return Math.max(0, without - (total - bundle.worth));
  });
  return { ok: true, bundleOf, total, charges };
}

/** The best of a member's bids for each set of tasks; bids that are worth nothing are none. */
function wishesOf(bundles: readonly Bundle[]): Map<number, Bundle> {
  const wishes = new Map<number, Bundle>();
  for (const bundle of bundles) {
    const set = bundle.tasks.reduce((bits, task) => bits | (1 << task), 0);
    if (set !== 0 && bundle.worth > (wishes.get(set)?.worth ?? 0)) wishes.set(set, bundle);
  }
  return wishes;
}

/** Member after member, the best that those up to it can make of each set of tasks, and which of its bundles that takes. */
function winners(tasks: number, wishes: readonly ReadonlyMap<number, Bundle>[]): Pick<BundleVcg, "bundleOf" | "total"> {
  const sets = 1 << tasks;
  let made = new Float64Array(sets);
  const taken: Int32Array[] = [];
  for (const own of wishes) {
    const next = Float64Array.from(made);
    const choice = new Int32Array(sets);
    for (const [set, { worth }] of own)
      for (let rest = ~set & (sets - 1); ; rest = (rest - 1) & ~set & (sets - 1)) {
        const total = worth + (made[rest] ?? 0);
        if (total > (next[rest | set] ?? 0)) [next[rest | set], choice[rest | set]] = [total, set];
        if (rest === 0) break;
      }
    made = next;
    taken.push(choice);
  }
  let left = sets - 1;
  const total = made[left] ?? 0;
  const bundleOf: (Bundle | undefined)[] = wishes.map(() => undefined);
  for (let last = wishes.length - 1; last >= 0; last--) {
    const set = taken[last]?.[left] ?? 0;
    bundleOf[last] = wishes[last]?.get(set);
    left &= ~set;
  }
  return { bundleOf, total };
}
