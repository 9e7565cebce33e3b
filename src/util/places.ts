import type { Brief, Terms, View } from "../types.ts";
import { own } from "./own.ts";

/** The note by which a member takes a task of its batch, so that it has one place less. */
export const placeNote = "place-taken";

/** Who has taken each task, by task. Folds in place. */
export type PlacesTaken = ReadonlyMap<string, ReadonlySet<string>>;
export const placesView: View<PlacesTaken> = {
  get start() {
    return new Map<string, Set<string>>();
  },
  step(taken, { fact }) {
    if (fact.type !== "own" || fact.name !== placeNote) return taken;
    const { member, task } = fact.value as { readonly member: string; readonly task: string };
    const by = (taken.get(task) ?? new Set<string>()) as Set<string>;
    (taken as Map<string, Set<string>>).set(task, by.add(member));
    return taken;
  },
};

/** How many more tasks of a batch a member can take; Infinity where nothing limits it. */
export function placesLeft(
  taken: PlacesTaken,
  capacity: Terms["capacity"],
  batch: readonly Pick<Brief, "id">[] | undefined,
  member: string,
): number {
  const most = capacity === undefined ? undefined : own(capacity.of, member);
  if (most === undefined || batch === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, most - batch.filter(({ id }) => taken.get(id)?.has(member) === true).length);
}
