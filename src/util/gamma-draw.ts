import { normal } from "./random.ts";

/** A Gamma(shape, 1) draw (Marsaglia and Tsang 2000); shapes below 1 by the power of a uniform. */
export function gammaDraw(shape: number, next: () => number): number {
  if (shape < 1) return gammaDraw(shape + 1, next) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(next);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
