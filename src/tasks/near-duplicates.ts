import type { Task } from "../types.ts";
import { stream } from "../util/random.ts";

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

/** More pairs than anybody reads: a suite of one task written a million times is told by these. */
const mostPairs = 100_000;
/** So many later tasks of a bucket are compared with each. */
const reach = 50;

/**
 * Pairs of tasks whose prompts (with context) share at least 80% of their shingles, most alike first, 100,000 of them at most. Candidates
 * come from min-hash bands (16 x 4), so the time grows with the number of tasks, not of pairs; a pair at 80% is missed once in 4,000.
 * One band at a time: what is held at once is little more than the shingles.
 */
export function duplicatesIn(tasks: readonly Task[]): Duplicate[] {
  const sets = tasks.map((task) => shinglesOf(`${task.context ?? ""}\n${task.prompt}`));
  const salts = saltsFor(bands * rows);
  const found = new Map<number, Duplicate>();
  for (let band = 0; band < bands; band++) {
    for (const bucket of bucketsOf(sets, salts.slice(band * rows, (band + 1) * rows))) {
      for (const [place, first] of bucket.entries()) {
        for (const second of bucket.slice(place + 1, place + reach)) {
          const key = first * tasks.length + second;
          if (found.size >= mostPairs || found.has(key)) continue;
          const similarity = jaccard(sets[first] ?? none, sets[second] ?? none);
          if (similarity >= alike) found.set(key, { a: tasks[first]?.id ?? "", b: tasks[second]?.id ?? "", similarity });
        }
      }
      if (found.size >= mostPairs) break;
    }
  }
  return [...found].toSorted(([x, one], [y, other]) => other.similarity - one.similarity || x - y).map(([, duplicate]) => duplicate);
}
const none = new Uint32Array();

/** The places of tasks that agree in all rows of a band, for two tasks or more. */
function bucketsOf(sets: readonly Uint32Array[], salts: readonly number[]): number[][] {
  const firsts = new Map<number, number>();
  const buckets = new Map<number, number[]>();
  for (const [index, set] of sets.entries()) {
    let [key, other] = [0x811c9dc5, 0];
    for (const salt of salts) {
      const least = leastHash(set, salt);
      key = Math.imul(key ^ least, 0x01000193) ^ (least >>> 15);
      other = Math.imul(other ^ least, 0x9e3779b1) ^ (least >>> 13);
    }
    // What falls together by chance is told apart when it is compared.
    const band = (key >>> 0) * 2 ** 21 + (other >>> 11);
    const first = firsts.get(band);
    if (first === undefined) firsts.set(band, index);
    else {
      const bucket = buckets.get(band);
      if (bucket === undefined) buckets.set(band, [first, index]);
      else bucket.push(index);
    }
  }
  return [...buckets.values()];
}

/** Hashes of all runs of four words, each once, in order; a shorter text is one shingle. */
function shinglesOf(text: string): Uint32Array {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const count = Math.max(0, words.length - width) + 1;
  const shingles = new Uint32Array(count);
  for (let at = 0; at < count; at++) shingles[at] = hashOf(words.slice(at, at + width).join(" "));
  shingles.sort();
  let kept = 0;
  for (const [at, shingle] of shingles.entries()) if (at === 0 || shingle !== shingles[kept - 1]) shingles[kept++] = shingle;
  return kept === count ? shingles : shingles.slice(0, kept);
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

function leastHash(set: Uint32Array, salt: number): number {
  let least = 0xffffffff;
  for (const value of set) {
    let mixed = Math.imul(value ^ salt, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
    mixed = (mixed ^ (mixed >>> 13)) >>> 0;
    if (mixed < least) least = mixed;
  }
  return least;
}

function jaccard(a: Uint32Array, b: Uint32Array): number {
  let [common, at, other] = [0, 0, 0];
  while (at < a.length && other < b.length) {
    const [one, two] = [a[at] ?? 0, b[other] ?? 0];
    if (one === two) common++;
    if (one <= two) at++;
    if (two <= one) other++;
  }
  const all = a.length + b.length - common;
  return all === 0 ? 1 : common / all;
}
