import type { CallLine } from "../../ledger/index.ts";
import type { Nano, Seat } from "../../types.ts";

/**
 * The most that calls of each model, by its identity, were billed above their quotes, as far as the rows of a run tell. A row has
 * its hold, which is the quote and what was known by then; so rows are read in the order in which they were closed.
 */
export function pastOverruns(rows: Iterable<CallLine>, seats: readonly Seat[]): Map<string, Nano> {
  const most = new Map<string, Nano>();
  const learnt = new Map<string, { readonly at: number; readonly more: Nano }[]>();
  const closed = [...rows].filter(({ state }) => state === "settled" || state === "failed");
  for (const row of closed.sort((a, b) => (a.closed ?? 0) - (b.closed ?? 0))) {
    const name = identityOf(row, seats);
    const steps = learnt.get(name) ?? [];
    const raised = steps.findLast(({ at }) => at < row.opened)?.more ?? 0;
    const more = raised + row.cost - row.hold;
    if (row.hold === 0 || row.cost <= row.hold || more <= (most.get(name) ?? 0)) continue;
    most.set(name, more);
    learnt.set(name, [...steps, { at: row.closed ?? 0, more }]);
  }
  return most;
}

/** Of the member that was asked; of any seat with this model where members of firms were. */
function identityOf({ member, model: id }: CallLine, seats: readonly Seat[]): string {
  const same = seats.filter(({ model }) => model.id === id);
  const { identity = id } = (same.find(({ name }) => name === member) ?? same[0])?.model ?? {};
  return identity;
}
