import { cholesky, solved } from "../util/cholesky.ts";
import { sigmoid } from "../util/logistic.ts";

/** Rows of one member: features (the first is 1), how many outcomes a row is worth, the share of them that passed. */
export interface Block {
  readonly rows: readonly Float64Array[];
  readonly weights: readonly number[];
  readonly shares: readonly number[];
  /** What each row's log-odds are before any coefficient; 0 where absent. */
  readonly offsets?: readonly number[];
}
/** How strongly coefficients are held to 0: the common level (free where absent), those that members share, each member's own level, each member's own other coefficients. */
export interface Strengths {
  readonly common?: number;
  readonly shared: number;
  readonly level: number;
  readonly own: number;
}
export interface RidgeFit {
  readonly shared: Float64Array;
  readonly own: readonly Float64Array[];
  /** The covariance of shared + own coefficients of each member, by Laplace's approximation. */
  readonly covariance: readonly (readonly Float64Array[])[];
  /** Posterior variances, for choosing strengths: of shared coefficients, and of each member's own. */
  readonly variances: { readonly shared: Float64Array; readonly own: readonly Float64Array[] };
}

/**
 * Logistic regression in which member m has the coefficients shared + own_m: the greatest of
 * sum of weight (share ln p + (1 - share) ln(1 - p)) - strengths/2 x squares, the shared intercept free unless it is held; by Newton's steps on all coefficients at once,
 * the members' blocks eliminated (Schur complement).
 */
export function fitRidge(blocks: readonly Block[], size: number, strengths: Strengths, from?: RidgeFit): RidgeFit {
  let shared = from?.shared ?? new Float64Array(size);
  let own = from?.own ?? blocks.map(() => new Float64Array(size));
  let value = objective(blocks, shared, own, strengths);
  let step = newton(blocks, shared, own, strengths);
  for (let round = 0; round < 50; round++) {
    let [scale, gained] = [1, 0];
    for (; scale > 1e-8; scale /= 2) {
      const by = scale;
      const nextShared = shared.map((x, i) => x + by * (step.shared[i] as number));
      const nextOwn = own.map((block, m) => block.map((x, i) => x + by * ((step.own[m] as Float64Array)[i] as number)));
      const next = objective(blocks, nextShared, nextOwn, strengths);
      if (next >= value) {
        [shared, own, gained, value] = [nextShared, nextOwn, next - value, next];
        break;
      }
    }
    step = newton(blocks, shared, own, strengths);
    if (scale <= 1e-8 || gained < 1e-9 * (1 + Math.abs(value))) break;
  }
  return { shared, own, covariance: covarianceOf(step), variances: variancesOf(step) };
}

function objective(blocks: readonly Block[], shared: Float64Array, own: readonly Float64Array[], strengths: Strengths): number {
  let sum = 0;
  for (const [m, { rows, weights, shares, offsets }] of blocks.entries()) {
    const w = total(shared, own[m] as Float64Array);
    for (const [i, row] of rows.entries()) {
      const score = (offsets?.[i] ?? 0) + dot(row, w);
      // ln(1 + e^score), without overflow.
      const soft = score > 0 ? score + Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score));
      sum += (weights[i] as number) * ((shares[i] as number) * score - soft);
    }
    for (const [i, x] of (own[m] as Float64Array).entries()) sum -= (held(strengths, i) / 2) * x * x;
  }
  for (const [i, x] of shared.entries()) sum -= (heldShared(strengths, i) / 2) * x * x;
  return sum;
}

interface Part {
  readonly hessian: readonly Float64Array[];
  readonly slope: Float64Array;
  /** The lower triangle of G + L: the member's curvature and what holds its own coefficients. */
  readonly lower: readonly Float64Array[];
  readonly ownSlope: Float64Array;
  /** Columns of (G + L)^-1 G: how own coefficients give way when shared ones move. */
  readonly giving: readonly Float64Array[];
}
interface Step {
  readonly shared: Float64Array;
  readonly own: readonly Float64Array[];
  readonly lowerShared: readonly Float64Array[];
  readonly parts: readonly Part[];
}

function newton(blocks: readonly Block[], shared: Float64Array, own: readonly Float64Array[], strengths: Strengths): Step {
  const size = shared.length;
  const parts = blocks.map((block, m) => partOf(block, shared, own[m] as Float64Array, strengths));
  const schur = shared.map((_, i) => Math.max(1e-9, heldShared(strengths, i)));
  const rows = Array.from(schur, (held, i) => new Float64Array(size).map((_, j) => (i === j ? held : 0)));
  const right = shared.map((x, i) => -heldShared(strengths, i) * x);
  for (const { hessian, slope, lower, ownSlope, giving } of parts) {
    const moved = solved(lower, ownSlope);
    for (const [i, row] of rows.entries()) {
      const bend = hessian[i] as Float64Array;
      right[i] = (right[i] as number) + (slope[i] as number) - dot(bend, moved);
      for (let j = 0; j < size; j++) row[j] = (row[j] as number) + (bend[j] as number) - dot(bend, giving[j] as Float64Array);
    }
  }
  const lowerShared = cholesky(rows);
  const step = solved(lowerShared, right);
  const stepOwn = parts.map(({ hessian, lower, ownSlope }) =>
    solved(
      lower,
      ownSlope.map((x, i) => x - dot(hessian[i] as Float64Array, step)),
    ),
  );
  return { shared: step, own: stepOwn, lowerShared, parts };
}

function partOf(block: Block, shared: Float64Array, own: Float64Array, strengths: Strengths): Part {
  const { hessian, slope } = curvature(block, total(shared, own));
  const lower = cholesky(hessian.map((row, i) => row.map((x, j) => (i === j ? x + held(strengths, i) : x))));
  const ownSlope = slope.map((x, i) => x - held(strengths, i) * (own[i] as number));
  return { hessian, slope, lower, ownSlope, giving: hessian.map((row) => solved(lower, row)) };
}

/** With T = I - (G + L)^-1 G, the covariance of shared + own is (G + L)^-1 + T V T', V that of the shared ones. */
function covarianceOf({ lowerShared, parts }: Step): Float64Array[][] {
  const shared = inverse(lowerShared);
  return parts.map(({ lower, giving }) =>
    added(
      inverse(lower),
      sandwiched(shared, giving, (i, j, x) => (i === j ? 1 : 0) - x),
    ),
  );
}

function variancesOf({ lowerShared, parts }: Step): RidgeFit["variances"] {
  const shared = inverse(lowerShared);
  const diagonal = (of: readonly Float64Array[]): Float64Array => Float64Array.from(of, (row, i) => row[i] as number);
  const own = parts.map(({ lower, giving }) =>
    diagonal(
      added(
        inverse(lower),
        sandwiched(shared, giving, (_i, _j, x) => x),
      ),
    ),
  );
  return { shared: diagonal(shared), own };
}

function inverse(lower: readonly Float64Array[]): Float64Array[] {
  return lower.map((_, i) => solved(lower, unitVector(lower.length, i)));
}

function curvature({ rows, weights, shares, offsets }: Block, w: Float64Array): { hessian: Float64Array[]; slope: Float64Array } {
  const size = w.length;
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  const slope = new Float64Array(size);
  for (const [r, row] of rows.entries()) {
    const p = sigmoid((offsets?.[r] ?? 0) + dot(row, w));
    const [pull, bend] = [(weights[r] as number) * ((shares[r] as number) - p), (weights[r] as number) * p * (1 - p)];
    for (let i = 0; i < size; i++) {
      const x = row[i] as number;
      if (x === 0) continue;
      slope[i] = (slope[i] as number) + pull * x;
      const into = hessian[i] as Float64Array;
      for (let j = 0; j <= i; j++) into[j] = (into[j] as number) + bend * x * (row[j] as number);
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) (hessian[j] as Float64Array)[i] = hessian[i]?.[j] as number;
  return { hessian, slope };
}

/** K V K' for K[i][j] = of(i, j, giving[j][i]); column j of (G + L)^-1 G is giving[j]. */
function sandwiched(
  inner: readonly Float64Array[],
  giving: readonly Float64Array[],
  of: (i: number, j: number, x: number) => number,
): Float64Array[] {
  const outer = giving.map((_, i) => Float64Array.from(giving, (column, j) => of(i, j, column[i] as number)));
  const half = outer.map((row) => Float64Array.from(inner, (column) => dot(row, column)));
  return half.map((row) => Float64Array.from(outer, (other) => dot(row, other)));
}

function added(one: readonly Float64Array[], other: readonly Float64Array[]): Float64Array[] {
  return one.map((row, i) => row.map((x, j) => x + (other[i]?.[j] as number)));
}

function unitVector(size: number, at: number): Float64Array {
  const out = new Float64Array(size);
  out[at] = 1;
  return out;
}

function heldShared({ common = 0, shared }: Strengths, i: number): number {
  return i === 0 ? common : shared;
}

function held(strengths: Strengths, i: number): number {
  return i === 0 ? strengths.level : strengths.own;
}

function total(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((x, i) => x + (other[i] as number));
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}
