import { bestAssignment, type Worth } from "./vcg.ts";

/** Who does which task of a batch. `worth` rows are tasks, columns members; -Infinity forbids a pair. */
export interface Batch {
  readonly worth: Worth;
  /** How many tasks of the batch each member can take. */
  readonly capacity: readonly number[];
}
/** The member of each task, if it has one, and what all pairs are worth together. */
export interface BatchAssignment {
  readonly memberOf: readonly (number | undefined)[];
  readonly total: number;
}

/** The assignment with the greatest total worth (Hungarian algorithm over the places that members have). Pairs worth nothing stay apart. */
export function bestBatch({ worth, capacity }: Batch): BatchAssignment {
  const places = capacity.flatMap((most, member) => Array.from({ length: Math.min(worth.length, Math.max(0, most)) }, () => member));
  const { taskOf, total } = bestAssignment(worth.map((row) => places.map((member) => row.at(member) ?? Number.NEGATIVE_INFINITY)));
  return { memberOf: taskOf.map((place) => (place === undefined ? undefined : places[place])), total };
}
