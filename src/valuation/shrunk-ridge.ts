import { type Block, fitRidge, type RidgeFit, type Strengths } from "./ridge.ts";

/**
 * Logistic regression with members (`ridge.ts`) in which the outcomes tell how strongly coefficients are held to 0: MacKay's fixed point (1992), the number
 * of coefficients that the data settle over their squares. `least`: how strongly at the least, the common level exactly so, which is free without.
 */
export function fitShrunk(
  blocks: readonly Block[],
  size: number,
  least: Strengths = { shared: 1e-2, level: 1e-2, own: 1e-2 },
): { readonly fit: RidgeFit; readonly strengths: Strengths } {
  let strengths: Strengths = { ...least, shared: Math.max(1, least.shared), level: Math.max(1, least.level), own: Math.max(1, least.own) };
  let fit = fitRidge(blocks, size, strengths);
  for (let round = 0; round < 8; round++) {
    const all = (of: readonly Float64Array[], from: number, to: number): number[] => of.flatMap((block) => [...block.subarray(from, to)]);
    const next = {
      ...least,
      shared: Math.max(least.shared, fixedPoint(strengths.shared, all([fit.shared], 1, size), all([fit.variances.shared], 1, size))),
      level: Math.max(least.level, fixedPoint(strengths.level, all(fit.own, 0, 1), all(fit.variances.own, 0, 1))),
      own: Math.max(least.own, fixedPoint(strengths.own, all(fit.own, 1, size), all(fit.variances.own, 1, size))),
    };
    const change = (["shared", "level", "own"] as const).map((name) => Math.abs(Math.log(next[name] / strengths[name])));
    strengths = next;
    fit = fitRidge(blocks, size, strengths, fit);
    if (Math.max(...change) < 0.1) break;
  }
  return { fit, strengths };
}

/** At most a deviation of a hundredth, in log-odds. */
function fixedPoint(strength: number, values: readonly number[], variances: readonly number[]): number {
  const settled = variances.reduce((sum, variance) => sum + Math.max(0, 1 - strength * variance), 0);
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  return Math.min(1e4, settled / Math.max(squares, 1e-12));
}
