import type { Batch, BatchAssignment } from "./batch.ts";

/** `prices`: what a place at each member costs beyond its ask, which is 0 while it has one left. `rises`: how often a price went up. */
export interface AscendingClearing extends BatchAssignment {
  readonly prices: readonly number[];
  readonly rises: number;
}

/** A place at a member: how often its price went up, and which task holds it. Whole rises, since sums of a small increment drift. */
interface Place {
  readonly member: number;
  rises: number;
  task?: number;
}

/**
 * Prices that rise until they clear (the approximate auction of Demange, Gale and Sotomayor 1986): each task claims the place that leaves
 * most of its worth; who claims a held one raises its price by `increment`, and its holder looks again. Contract: nobody works beyond its
 * capacity, a member with a place left has the price 0, no task would rather have another place by more than `increment`, and the total is
 * within `increment` x tasks of the best. `increment` is positive. Earlier rows claim first: shuffle them where order must not decide.
 */
export function ascending({ worth, capacity }: Batch, increment: number): AscendingClearing {
  const places: Place[] = capacity.flatMap((most, member) =>
    Array.from({ length: Math.min(worth.length, Math.max(0, most)) }, () => ({ member, rises: 0 })),
  );
  const open = [...worth.keys()].toReversed();
  let rises = 0;
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    const wanted = bestPlace(places, worth.at(task) ?? [], increment);
    if (wanted === undefined) continue;
    if (wanted.task !== undefined) {
      open.push(wanted.task);
      wanted.rises++;
      rises++;
    }
    wanted.task = task;
  }
  const memberOf = worth.map((_, task) => places.find((place) => place.task === task)?.member);
  const priceOf = (member: number) => increment * lowest(places.filter((place) => place.member === member));
  const total = memberOf.reduce<number>((sum, member, task) => sum + (member === undefined ? 0 : (worth.at(task)?.at(member) ?? 0)), 0);
  return { memberOf, total, rises, prices: capacity.map((_, member) => priceOf(member)) };
}

/** The place that leaves most at what it would then cost, a rise included where it is held; undefined where none leaves anything. */
function bestPlace(places: readonly Place[], row: readonly number[], increment: number): Place | undefined {
  let best: Place | undefined;
  let left = 0;
  for (const place of places) {
    const cost = increment * (place.rises + Number(place.task !== undefined));
    const surplus = (row.at(place.member) ?? Number.NEGATIVE_INFINITY) - cost;
    if (surplus > left) [best, left] = [place, surplus];
  }
  return best;
}

function lowest(places: readonly Place[]): number {
  return places.length === 0 ? 0 : Math.min(...places.map(({ rises }) => rises));
}
