/** Standard normal distribution function, absolute error below 1e-14 (Hart 1968 as given by West 2005). */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  if (size > 37) return x > 0 ? 1 : 0;
  const tail = size < 7.07106781186547 ? middle(size) : far(size);
  return x > 0 ? 1 - tail : tail;
}

/** The x below which a share `p` of a standard normal lies (Acklam 2003, one Halley step); infinite at 0 and 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0)) return Number.NEGATIVE_INFINITY;
  if (!(p < 1)) return Number.POSITIVE_INFINITY;
  const start = p < 0.02425 ? low(p) : p > 1 - 0.02425 ? -low(1 - p) : center(p - 0.5);
  const error = normalCdf(start) - p;
  const step = error * Math.sqrt(2 * Math.PI) * Math.exp((start * start) / 2);
  return start - step / (1 + (start * step) / 2);
}

/** Standard normal density. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

function horner(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

const upper = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376,
];
const lower = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
  440.413735824752,
];
function middle(size: number): number {
  return (Math.exp((-size * size) / 2) * horner(size, upper)) / horner(size, lower);
}
function far(size: number): number {
  const fraction = size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))));
  return Math.exp((-size * size) / 2) / fraction / 2.506628274631;
}

const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
function center(offset: number): number {
  const square = offset * offset;
  return (horner(square, a) * offset) / horner(square, b);
}
function low(p: number): number {
  const root = Math.sqrt(-2 * Math.log(p));
  return horner(root, c) / horner(root, d);
}
