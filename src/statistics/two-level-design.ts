import { UserError } from "../util/bug.ts";

/** Runs of factors at two levels: +1 as it is, -1 left out. */
export interface TwoLevelDesign {
  readonly rows: readonly (readonly number[])[];
  /** Letters in the shortest word that is always 1: from 4 on no single effect is mixed with one of two factors. Infinite for every combination. */
  readonly resolution: number;
  /** How it was made: `full`, by generators, or a Plackett-Burman design and its mirror image. */
  readonly made: "full" | "generators" | "foldover";
}

/** The most factors that a design is made for. */
export const mostFactors = 24;
/** Up to so many factors all sets of generators are tried. */
const mostSearched = 8;

/**
 * The fewest runs that tell the effects of so many factors apart from those of any two together (resolution IV or more). Among sets of generators the one
 * with the fewest short words (minimum aberration); above eight factors a Hadamard matrix and its mirror image. Its first run has all factors.
 */
export function twoLevelDesign(factors: number): TwoLevelDesign {
  if (!Number.isInteger(factors) || factors < 1 || factors > mostFactors)
    throw new UserError(`Wanted 1 to ${mostFactors} factors of a two-level design; got ${factors}.`);
  if (factors <= 3) return { rows: combinations(factors), resolution: Number.POSITIVE_INFINITY, made: "full" };
  if (factors > mostSearched) return { rows: foldover(factors), resolution: 4, made: "foldover" };
  return byGenerators(factors);
}

/** Every combination of so many factors, all present first. */
function combinations(factors: number): number[][] {
  return Array.from({ length: 2 ** factors }, (_, run) => Array.from({ length: factors }, (__, at) => ((run >> at) & 1 ? -1 : 1)));
}

function byGenerators(factors: number): TwoLevelDesign {
  // So many basic factors have that many even words of their own.
  const basic = Math.ceil(Math.log2(factors)) + 1;
  const words = Array.from({ length: 2 ** basic }, (_, mask) => mask).filter((mask) => sizeOf(mask) >= 2);
  let best: { readonly generators: readonly number[]; readonly pattern: readonly number[] } | undefined;
  for (const generators of subsets(words, factors - basic)) {
    const pattern = wordLengths(generators, basic, factors);
    if (best === undefined || isLess(pattern, best.pattern)) best = { generators, pattern };
  }
  const { generators = [], pattern = [] } = best ?? {};
  const rows = combinations(basic).map((row) => [
    ...row,
    ...generators.map((mask) => row.reduce((product, level, at) => ((mask >> at) & 1 ? product * level : product), 1)),
  ]);
  return { rows, resolution: pattern.findIndex((many) => many > 0), made: "generators" };
}

/** How many words of each length the generators' products have. */
function wordLengths(generators: readonly number[], basic: number, factors: number): number[] {
  const own = generators.map((mask, at) => mask | (1 << (basic + at)));
  const lengths = Array.from({ length: factors + 1 }, () => 0);
  for (let some = 1; some < 2 ** own.length; some++) {
    const length = sizeOf(own.reduce((word, mask, at) => ((some >> at) & 1 ? word ^ mask : word), 0));
    lengths[length] = (lengths[length] ?? 0) + 1;
  }
  return lengths;
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((many, length) => many !== other[length]);
  return at >= 0 && (one[at] as number) < (other[at] as number);
}

function sizeOf(mask: number): number {
  return mask.toString(2).replaceAll("0", "").length;
}

function* subsets(of: readonly number[], size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (let at = from; at <= of.length - size; at++) for (const rest of subsets(of, size - 1, at + 1)) yield [of[at] as number, ...rest];
}

/** The first columns of the least Hadamard matrix that has as many, and their mirror image. */
function foldover(factors: number): number[][] {
  const matrix = hadamard(4 * Math.ceil(factors / 4));
  const half = matrix.map((row) => row.slice(0, factors));
  return [...half, ...half.map((row) => row.map((level) => -level))];
}

/** By Sylvester's doubling where the order is a power of two, else by Paley's quadratic residues; the first row is of ones. */
function hadamard(order: number): number[][] {
  if (order === 1) return [[1]];
  // Up to 24 factors these are 12, 20 and 24: one more than a prime that leaves 3 by 4.
  if (!Number.isInteger(Math.log2(order))) return paley(order - 1);
  const half = hadamard(order / 2);
  return [...half.map((row) => [...row, ...row]), ...half.map((row) => [...row, ...row.map((level) => -level)])];
}

/** Columns in which residues shift, and a first row and column of ones. */
function paley(prime: number): number[][] {
  const squares = new Set(Array.from({ length: prime - 1 }, (_, at) => ((at + 1) * (at + 1)) % prime));
  const shifted = Array.from({ length: prime }, (_, row) =>
    Array.from({ length: prime }, (__, column) => (squares.has((column - row + prime) % prime) ? 1 : -1)),
  );
  return [Array.from({ length: prime + 1 }, () => 1), ...shifted.map((row) => [1, ...row])];
}
