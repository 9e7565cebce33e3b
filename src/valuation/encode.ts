import { logit } from "../util/logistic.ts";
import type { Item } from "./evidence.ts";

/** An item as numbers, each about as large as the others. */
export interface Encoder {
  readonly size: number;
  readonly encode: (item: Item) => Float64Array;
}

/** How many places the words and pairs of words of prompts are hashed to. */
const wordPlaces = 32;
/** A column of words has a place for each of its values, up to this many; the others share what is left. */
const mostValues = 30;

/**
 * What of items can be seen before they are tried, learnt from the items given: a place for each category (none lit for one never seen),
 * logarithm of the prompt's length, the user's numbers (both centered and scaled to a deviation of 1, what is missing at the mean), the user's
 * words, and words and pairs of words of the prompt hashed with a sign (Weinberger et al. 2009). Parts that no item has take no place. With `bidders`,
 * what each of them bids is seen too, in log-odds.
 */
export function fitEncoder(items: readonly Item[], bidders: readonly string[] = []): Encoder {
  const parts = [
    oneHot(items, ({ category }) => category),
    ...columnsOf(items).map((name) => column(items, name)),
    ...(items.some(({ prompt }) => prompt !== undefined) ? [scaled(items, lengthOf), hashed] : []),
    ...(items.some(({ bids }) => bids !== undefined) ? bidders.map((member) => scaled(items, (item) => bidOf(item, member))) : []),
  ].filter(({ size }) => size > 0);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  return {
    size,
    encode: (item) => {
      const out = new Float64Array(size);
      let at = 0;
      for (const part of parts) {
        part.write(item, out.subarray(at, at + part.size));
        at += part.size;
      }
      return out;
    },
  };
}

interface Part {
  readonly size: number;
  readonly write: (item: Item, into: Float64Array) => void;
}

function columnsOf(items: readonly Item[]): string[] {
  return [...new Set(items.flatMap(({ columns }) => Object.keys(columns ?? {})))].toSorted();
}

function column(items: readonly Item[], name: string): Part {
  const of = (item: Item): number | string | undefined => item.columns?.[name];
  if (items.every((item) => typeof of(item) !== "string")) {
    return scaled(items, (item) => {
      const value = of(item);
      return typeof value === "number" ? value : undefined;
    });
  }
  return oneHot(items, (item) => (of(item) === undefined ? undefined : String(of(item))));
}

/** A place for each value that two items or more have, the commonest first; a single place says nothing and is left out. */
function oneHot(items: readonly Item[], of: (item: Item) => string | undefined): Part {
  const counts = new Map<string, number>();
  for (const item of items) {
    const value = of(item);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const common = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, mostValues);
  const places = new Map(common.map(([value], place) => [value, place]));
  return {
    size: places.size < 2 ? 0 : places.size,
    write: (item, into) => {
      const place = places.get(of(item) ?? "");
      if (place !== undefined) into[place] = 1;
    },
  };
}

function scaled(items: readonly Item[], of: (item: Item) => number | undefined): Part {
  const values = items.map(of).filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return {
    size: deviation > 0 ? 1 : 0,
    write: (item, into) => {
      const value = of(item);
      into[0] = value !== undefined && Number.isFinite(value) ? (value - mean) / deviation : 0;
    },
  };
}

function bidOf({ bids }: Item, member: string): number | undefined {
  const bid = bids?.[member];
  return bid !== undefined && bid >= 0 && bid <= 1 ? logit(Math.min(0.99, Math.max(0.01, bid))) : undefined;
}

function lengthOf({ prompt }: Item): number | undefined {
  return prompt === undefined ? undefined : Math.log1p(prompt.length);
}

const hashed: Part = {
  size: wordPlaces,
  write: ({ prompt = "" }, into) => {
    const words = prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    for (const [place, word] of words.entries()) {
      for (const gram of place === 0 ? [word] : [word, `${words[place - 1]} ${word}`]) {
        const code = fnv(gram);
        const at = (code >>> 1) % wordPlaces;
        into[at] = (into[at] ?? 0) + ((code & 1) === 0 ? 1 : -1);
      }
    }
    const length = Math.hypot(...into);
    // Of the same length for every prompt: its words count, not how many they are.
    if (length > 0) for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) / length;
  },
};

/** FNV-1a, 32 bits. */
function fnv(text: string): number {
  let code = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) code = Math.imul(code ^ text.charCodeAt(i), 0x01000193);
  return code >>> 0;
}
