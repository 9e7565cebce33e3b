import type { Evidence } from "./evidence.ts";
import { quickQuantile } from "./normal-table.ts";

/**
 * How members' successes on one item go together beyond their chances, as correlations of the normal variables behind them (tetrachoric): members a
 * and b by `loadings[a] x loadings[b]`, two samples of one member by `repeats`.
 */
export interface Correlations {
  readonly loadings: Float64Array;
  readonly repeats: Float64Array;
  /** Each pair's own estimate, at `a * members + b`; on the diagonal that of two samples of one member; NaN where no item tells. */
  readonly pairs: Float64Array;
  /** False where no cell holds two samples: `repeats` is then a guess, at which trying again is worth little. */
  readonly repeatsKnown: boolean;
}

/** What is thought of two samples of one member where none were recorded: nearly the same answer again. */
const unknownRepeat = 0.9;
const most = 0.95;
/** As much as a loading that is known to a fifth either way. */
const hold = 25;

/**
 * Correlations from outcomes and the chances that held-out fits gave them: for each pair the correlation under which the products of residuals are
 * as great as they are (Plackett's identity, Pearson's tetrachoric correlation with given margins), then one factor by least squares, each
 * pair by what it tells, held weakly to a common loading.
 */
export function fitCorrelations(evidence: Evidence, chances: Float64Array): Correlations {
  const width = evidence.members.length;
  const heights = chances.map(quickQuantile);
  const pairs = new Float64Array(width * width).fill(Number.NaN);
  const worth = new Float64Array(width * width);
  for (let a = 0; a < width; a++) {
    for (let b = a; b < width; b++) {
      const found = pairOf(evidence, chances, heights, a, b);
      pairs[a * width + b] = pairs[b * width + a] = found.r;
      worth[a * width + b] = worth[b * width + a] = found.worth;
    }
  }
  const loadings = oneFactor(pairs, worth, width);
  const own = [...loadings.keys()].filter((m) => (worth[m * width + m] as number) > 0);
  // Beyond what the item does to all, what it does to the member: known members lend the others their mean.
  const excess = (m: number): number => Math.max(0, (pairs[m * width + m] as number) - (loadings[m] as number) ** 2);
  const [n, sum] = own.reduce(
    ([n, sum], m) => [n + (worth[m * width + m] as number), sum + (worth[m * width + m] as number) * excess(m)],
    [0, 0],
  );
  const common = n > 0 ? sum / n : unknownRepeat;
  const repeats = loadings.map((loading, m) => {
    const known = worth[m * width + m] as number;
    const beyond = known > 0 ? (known * excess(m) + hold * common) / (known + hold) : common;
    return Math.min(0.98, n > 0 ? loading ** 2 + beyond : Math.max(loading ** 2, common));
  });
  return { loadings, repeats, pairs, repeatsKnown: own.length > 0 };
}

/** The mean product of residuals of two members over the items that both tried (of two samples where they are one), and the correlation behind it. */
function pairOf(evidence: Evidence, chances: Float64Array, heights: Float64Array, a: number, b: number): { r: number; worth: number } {
  const { tries, passes, members, items } = evidence;
  let [n, sum, spread] = [0, 0, 0];
  const at: [number, number][] = [];
  for (let row = 0; row < items.length * members.length; row += members.length) {
    const [one, other] = [row + a, row + b];
    const [triesA, triesB] = [tries[one] as number, tries[other] as number];
    if (a === b ? triesA < 2 : triesA === 0 || triesB === 0) continue;
    const [p, q] = [chances[one] as number, chances[other] as number];
    const [s, t] = [passes[one] as number, passes[other] as number];
    sum += a === b ? (s * (s - 1) - 2 * p * s * (triesA - 1)) / (triesA * (triesA - 1)) + p * p : (s / triesA - p) * (t / triesB - q);
    spread += p * (1 - p) * q * (1 - q);
    n += 1;
    at.push([heights[one] as number, heights[other] as number]);
  }
  if (n === 0) return { r: Number.NaN, worth: 0 };
  const few = at.length <= 200 ? at : at.filter((_, i) => Math.floor((i * 200) / at.length) !== Math.floor(((i - 1) * 200) / at.length));
  const { r, slope } = correlationAt(few, sum / n);
  return { r, worth: (n * slope ** 2) / Math.max(1e-9, spread / n) };
}

const grid = Array.from({ length: 41 }, (_, i) => ((i - 20) / 20) * Math.asin(0.98));

/**
 * The r at which the mean covariance of two indicators with the given normal heights is what was observed. The covariance at r is the integral from 0
 * to r of the bivariate normal density (Plackett 1954), taken over the arc sine of r (Drezner and Wesolowsky 1990); `slope` is its derivative at 0.
 */
export function correlationAt(heights: readonly (readonly [number, number])[], covariance: number): { r: number; slope: number } {
  const densities = grid.map((angle) => {
    const [sine, twice] = [Math.sin(angle), 2 * Math.cos(angle) ** 2];
    return heights.reduce((sum, [h, k]) => sum + Math.exp((2 * h * k * sine - h * h - k * k) / twice), 0) / (2 * Math.PI * heights.length);
  });
  const step = (grid[1] as number) - (grid[0] as number);
  const slope = densities[20] as number;
  const direction = covariance < 0 ? -1 : 1;
  let [angle, left] = [0, Math.abs(covariance)];
  for (let i = 20; i + direction >= 0 && i + direction < grid.length; i += direction) {
    const area = (step * ((densities[i] as number) + (densities[i + direction] as number))) / 2;
    if (area >= left) return { r: direction * Math.sin(angle + (step * left) / area), slope };
    left -= area;
    angle += step;
  }
  return { r: direction * 0.98, slope };
}

function oneFactor(pairs: Float64Array, worth: Float64Array, width: number): Float64Array {
  let [n, sum] = [0, 0];
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < width; b++) {
      const weight = worth[a * width + b] as number;
      if (a !== b && weight > 0) [n, sum] = [n + weight, sum + weight * (pairs[a * width + b] as number)];
    }
  }
  const common = Math.sqrt(Math.min(most, Math.max(0, n > 0 ? sum / n : 0)));
  const loadings = new Float64Array(width).fill(common);
  for (let round = 0; round < 100; round++) {
    for (let a = 0; a < width; a++) {
      let [above, below] = [hold * common, hold];
      for (let b = 0; b < width; b++) {
        const weight = worth[a * width + b] as number;
        if (a === b || weight === 0) continue;
        above += weight * (pairs[a * width + b] as number) * (loadings[b] as number);
        below += weight * (loadings[b] as number) ** 2;
      }
      loadings[a] = Math.min(most, Math.max(0, above / below));
    }
  }
  return loadings;
}
