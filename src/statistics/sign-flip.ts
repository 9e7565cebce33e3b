import { stream } from "../util/random.ts";
import { normalCdf } from "../util/distributions.ts";

/**
 * Two-sided paired permutation test: under the null hypothesis the sign of each task's difference is a coin toss.
 * Exact where it can be: values on a grid (passes over repetitions) by convolution, up to 20 tasks by enumeration;
 * else 100,000 draws with p = (1 + hits) / (1 + draws). From 400 tasks on, where no task weighs much, the normal limit with its
 * first correction, which is nearer to the truth than the draws.
 */
export function signFlip(differences: ArrayLike<number>, seed: string, draws = 100_000): number {
  const sizes = Array.from(differences, Math.abs).filter((size) => size > 0);
  if (sizes.length === 0) return 1;
  let observed = 0;
  for (let i = 0; i < differences.length; i++) observed += differences[i] as number;
  const grid = onGrid(sizes);
  if (grid !== undefined) return byConvolution(grid.steps, Math.round(Math.abs(observed) / grid.unit));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const bar = Math.abs(observed) - 1e-9 * total;
  if (sizes.length <= 20) return byEnumeration(sizes, bar);
  return byLimit(sizes, bar) ?? byDraws(sizes, bar, draws, seed);
}

/** Edgeworth: the sum of flipped sizes has variance sum(d^2), no skew, and excess kurtosis -2 sum(d^4) / sum(d^2)^2. */
function byLimit(sizes: readonly number[], bar: number): number | undefined {
  let squares = 0;
  let fourths = 0;
  let largest = 0;
  for (const size of sizes) {
    squares += size * size;
    fourths += size ** 4;
    largest = Math.max(largest, size * size);
  }
  if (sizes.length < 400 || largest > squares / 100) return undefined;
  const z = bar / Math.sqrt(squares);
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  const kurtosis = (-2 * fourths) / squares ** 2;
  return Math.min(1, Math.max(0, 2 * (normalCdf(-z) + density * (kurtosis / 24) * (z ** 3 - 3 * z))));
}

/** The largest common unit among simple fractions, when the sizes are whole multiples of it and few enough steps to convolve. */
function onGrid(sizes: readonly number[]): { unit: number; steps: number[] } | undefined {
  for (let parts = 1; parts <= 60; parts++) {
    const steps = sizes.map((size) => Math.round(size * parts));
    if (!sizes.every((size, i) => Math.abs(size * parts - (steps[i] as number)) < 1e-9 * parts)) continue;
    const work = steps.reduce((sum, step) => sum + step, 0) * steps.length;
    return work <= 2e6 ? { unit: 1 / parts, steps } : undefined;
  }
  return undefined;
}

function byConvolution(steps: readonly number[], observed: number): number {
  const total = steps.reduce((sum, step) => sum + step, 0);
  // The sum of signed steps is 2 x (sum of the positive ones) - total.
  let chance = new Float64Array(total + 1);
  chance[0] = 1;
  let top = 0;
  for (const step of steps) {
    const next = new Float64Array(total + 1);
    for (let s = 0; s <= top; s++) {
      const half = (chance[s] as number) / 2;
      next[s] = (next[s] as number) + half;
      next[s + step] = (next[s + step] as number) + half;
    }
    top += step;
    chance = next;
  }
  let p = 0;
  for (let s = 0; s <= total; s++) if (Math.abs(2 * s - total) >= observed) p += chance[s] as number;
  return Math.min(1, p);
}

function byEnumeration(sizes: readonly number[], bar: number): number {
  const middle = sizes.length >> 1;
  const left = signedSums(sizes.slice(0, middle));
  const right = signedSums(sizes.slice(middle));
  let hits = 0;
  for (const a of left) for (const b of right) if (Math.abs(a + b) >= bar) hits += 1;
  return hits / (left.length * right.length);
}

function byDraws(sizes: readonly number[], bar: number, draws: number, seed: string): number {
  const tables: Float64Array[] = [];
  for (let i = 0; i < sizes.length; i += 8) tables.push(signedSums(padded(sizes.slice(i, i + 8))));
  const next = stream(seed);
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    let bits = 0;
    for (let t = 0; t < tables.length; t++) {
      if (t % 6 === 0) bits = next() * 2 ** 48;
      const byte = Math.floor(bits % 256);
      bits /= 256;
      sum += (tables[t] as Float64Array)[byte] as number;
    }
    if (Math.abs(sum) >= bar) hits += 1;
  }
  return (1 + hits) / (1 + draws);
}

function padded(sizes: readonly number[]): number[] {
  return Array.from({ length: 8 }, (_, i) => sizes[i] ?? 0);
}

/** All 2^n sums of plus or minus each size, indexed by the bits that are plus. */
function signedSums(sizes: readonly number[]): Float64Array {
  let sums = new Float64Array([0]);
  for (const size of sizes) {
    const next = new Float64Array(sums.length * 2);
    for (let i = 0; i < sums.length; i++) {
      next[i] = (sums[i] as number) - size;
      next[i + sums.length] = (sums[i] as number) + size;
    }
    sums = next;
  }
  return sums;
}
