import { shuffled, stream } from "../util/random.ts";
import type { Item } from "./evidence.ts";

/** Places of items, category after category, in seeded order within each. */
function queue(items: readonly Item[], next: () => number): number[] {
  const categories = [...new Set(items.map(({ category }) => category))].toSorted();
  const places = new Map<string, number[]>(categories.map((category) => [category, []]));
  for (const [place, { category }] of items.entries()) places.get(category)?.push(place);
  return categories.flatMap((category) => shuffled(places.get(category) ?? [], next));
}

/** Places of items in `parts` equal parts of seeded chance, stratified by category; an item is in exactly one part, with all its outcomes. */
export function dealt(items: readonly Item[], parts: number, seed: string): number[][] {
  const next = stream(`deal ${seed}`);
  const first = Math.floor(next() * parts);
  const out: number[][] = Array.from({ length: parts }, () => []);
  for (const [turn, place] of queue(items, next).entries()) out[(first + turn) % parts]?.push(place);
  return out.map((places) => places.toSorted((one, other) => one - other));
}

/**
 * A training part of `share` of the items, and the others; stratified by category, seeded, by item and never by outcome. A category
 * too small to be in both parts is in one of them by chance.
 */
export function split(items: readonly Item[], share: number, seed: string): { readonly train: number[]; readonly test: number[] } {
  const next = stream(`split ${seed}`);
  const parts = { train: [] as number[], test: [] as number[] };
  let filled = next();
  for (const place of queue(items, next)) {
    filled += share;
    const chosen = filled >= 1;
    if (chosen) filled -= 1;
    parts[chosen ? "train" : "test"].push(place);
  }
  const order = (one: number, other: number): number => one - other;
  return { train: parts.train.toSorted(order), test: parts.test.toSorted(order) };
}
