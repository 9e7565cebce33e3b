import type { Task } from "../types.ts";
import { stream } from "../util/random.ts";
import { addTo } from "../util/add-to.ts";

/** From this share of common wording on, two tasks are taken for one. */
const alike = 0.8;
/** Words to a shingle. */
const width = 4;
const bands = 16;
const rows = 4;

export interface Duplicate {
  readonly a: string;
  readonly b: string;
  /** Jaccard similarity of the two sets of four-word shingles. */
  readonly similarity: number;
}

/**
 * Pairs of tasks whose prompts (with context) share at least 80% of their shingles, most alike first. Candidates come from
 * min-hash bands (16 x 4), so the time grows with the number of tasks, not of pairs; a pair at 80% is missed once in 4,000.
 */
export function duplicatesIn(tasks: readonly Task[]): Duplicate[] {
  const sets = tasks.map((task) => shinglesOf(`${task.context ?? ""}\n${task.prompt}`));
  const salts = saltsFor(bands * rows);
  const buckets = new Map<string, number[]>();
  for (const [index, set] of sets.entries()) {
    const signature = salts.map((salt) => leastHash(set, salt));
    for (let band = 0; band < bands; band++) {
      const key = `${band}:${signature.slice(band * rows, (band + 1) * rows).join(",")}`;
      addTo(buckets, key, index);
    }
  }
  const found = new Map<string, Duplicate>();
  for (const bucket of buckets.values()) {
    for (const [place, first] of bucket.entries()) {
      for (const second of bucket.slice(place + 1, place + 50)) {
        const key = `${first}:${second}`;
        if (found.has(key)) continue;
        const similarity = jaccard(sets[first] ?? new Set(), sets[second] ?? new Set());
        if (similarity >= alike) found.set(key, { a: tasks[first]?.id ?? "", b: tasks[second]?.id ?? "", similarity });
      }
    }
  }
  return [...found.values()].toSorted((x, y) => y.similarity - x.similarity);
}

/** Hashes of all runs of four words; a shorter text is one shingle. */
function shinglesOf(text: string): Set<number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const shingles = new Set<number>();
  for (let at = 0; at <= Math.max(0, words.length - width); at++) shingles.add(hashOf(words.slice(at, at + width).join(" ")));
  return shingles;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function saltsFor(count: number): number[] {
  const next = stream("near-duplicates");
  return Array.from({ length: count }, () => Math.floor(next() * 2 ** 32) | 1);
}

function leastHash(set: ReadonlySet<number>, salt: number): number {
  let least = 0xffffffff;
  for (const value of set) {
    let mixed = Math.imul(value ^ salt, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
    mixed = (mixed ^ (mixed >>> 13)) >>> 0;
    if (mixed < least) least = mixed;
  }
  return least;
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let common = 0;
  for (const value of a) if (b.has(value)) common++;
  const all = a.size + b.size - common;
  return all === 0 ? 1 : common / all;
}
