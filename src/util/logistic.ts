/** One observation: features (an intercept is no feature unless it is given as 1), outcome. */
export interface Observation {
  readonly features: readonly number[];
  readonly passed: boolean;
}

/** The logistic function, stable for large arguments. */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** ln(p / (1 - p)), with p clipped to [1e-6, 1 - 1e-6]. */
export function logit(p: number): number {
  const clipped = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(clipped / (1 - clipped));
}

/**
 * Logistic regression shrunk to `prior`: minimizes log loss + strength/2 x |weights - prior|^2 by damped Newton steps.
 * Contract: with strength > 0 the optimum is finite and unique, also for separable or constant data.
 */
export function fitLogistic(observations: readonly Observation[], prior: readonly number[], strength: number): number[] {
  let weights = [...prior];
  let loss = lossOf(observations, weights, prior, strength);
  for (let round = 0; round < 50; round++) {
    const step = newtonStep(observations, weights, prior, strength);
    let scale = 1;
    for (; scale > 1e-6; scale /= 2) {
      const next = weights.map((weight, i) => weight - scale * (step[i] ?? 0));
      const nextLoss = lossOf(observations, next, prior, strength);
      if (nextLoss <= loss) {
        const gained = loss - nextLoss;
        weights = next;
        loss = nextLoss;
        if (gained < 1e-12) return weights;
        break;
      }
    }
    if (scale <= 1e-6) return weights;
  }
  return weights;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function lossOf(observations: readonly Observation[], weights: readonly number[], prior: readonly number[], strength: number): number {
  let loss = 0;
  for (const { features, passed } of observations) {
    const score = dot(features, weights) * (passed ? 1 : -1);
    loss += score > 0 ? Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score)) - score;
  }
  return loss + (strength / 2) * weights.reduce((sum, weight, i) => sum + (weight - (prior[i] ?? 0)) ** 2, 0);
}

function newtonStep(
  observations: readonly Observation[],
  weights: readonly number[],
  prior: readonly number[],
  strength: number,
): number[] {
  const size = weights.length;
  const gradient = weights.map((weight, i) => strength * (weight - (prior[i] ?? 0)));
  const hessian = weights.map((_, i) => Array.from({ length: size }, (_, j) => (i === j ? strength + 1e-9 : 0)));
  for (const { features, passed } of observations) {
    const p = sigmoid(dot(features, weights));
    for (let i = 0; i < size; i++) {
      gradient[i] = (gradient[i] ?? 0) + (p - Number(passed)) * (features[i] ?? 0);
      const row = hessian[i] as number[];
      for (let j = 0; j < size; j++) row[j] = (row[j] ?? 0) + p * (1 - p) * (features[i] ?? 0) * (features[j] ?? 0);
    }
  }
  return solve(hessian, gradient);
}

/** Gaussian elimination with partial pivoting, for a handful of unknowns. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let i = 0; i < size; i++) {
    rows.push(...rows.splice(i).sort((a, b) => Math.abs(b[i] ?? 0) - Math.abs(a[i] ?? 0)));
    const pivot = rows[i] as number[];
    for (let r = i + 1; r < size; r++) {
      const row = rows[r] as number[];
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let c = i; c <= size; c++) row[c] = (row[c] ?? 0) - factor * (pivot[c] ?? 0);
    }
  }
  const out = Array.from({ length: size }, () => 0);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    let sum = row[size] ?? 0;
    for (let j = i + 1; j < size; j++) sum -= (row[j] ?? 0) * (out[j] ?? 0);
    out[i] = sum / (row[i] ?? 1);
  }
  return out;
}
