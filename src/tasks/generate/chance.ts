import { Bug } from "../../util/bug.ts";
import { shuffled } from "../../util/random.ts";

/** A whole number in [low, high]. */
export function between(next: () => number, low: number, high: number): number {
  return low + Math.floor(next() * (high - low + 1));
}

/** One of the items; an empty list is a bug. */
export function oneOf<T>(next: () => number, items: readonly T[]): T {
  const item = items[Math.floor(next() * items.length)];
  if (item === undefined) throw new Bug("Wanted a list to draw from, got an empty one.");
  return item;
}

/** `count` different items, in random order. */
export function some<T>(next: () => number, items: readonly T[], count: number): T[] {
  return shuffled(items, next).slice(0, count);
}

/** A size that grows without end: `low` at -1.5 and below, `high` at 1.5, and from there by `perUnit` for each unit of difficulty. */
export function grown(difficulty: number, low: number, high: number, perUnit: number): number {
  return difficulty <= 1.5 ? sized(difficulty, low, high) : Math.round(high + (difficulty - 1.5) * perUnit);
}

/** A size between two bounds that difficulty moves: `low` at -1.5 and below, `high` at 1.5 and above. */
export function sized(difficulty: number, low: number, high: number): number {
  const share = Math.min(1, Math.max(0, (difficulty + 1.5) / 3));
  return Math.round(low + share * (high - low));
}
