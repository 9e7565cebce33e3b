import { type Block, fitRidge, type RidgeFit, type Strengths } from "./ridge.ts";

/**
 * Logistic regression with members (`ridge.ts`) in which the outcomes tell how strongly coefficients are held to 0: MacKay's fixed point (1992), the number
 * of coefficients that the data settle over their squares. `common` holds the level that all share, which is free without.
 */
export function fitShrunk(
  blocks: readonly Block[],
  size: number,
  common?: number,
): { readonly fit: RidgeFit; readonly strengths: Strengths } {
  const held = common === undefined ? {} : { common };
  let strengths: Strengths = { ...held, shared: 1, level: 1, own: 1 };
  let fit = fitRidge(blocks, size, strengths);
  for (let round = 0; round < 8; round++) {
    const all = (of: readonly Float64Array[], from: number, to: number): number[] => of.flatMap((block) => [...block.subarray(from, to)]);
    const next = {
      ...held,
      shared: fixedPoint(strengths.shared, all([fit.shared], 1, size), all([fit.variances.shared], 1, size)),
      level: fixedPoint(strengths.level, all(fit.own, 0, 1), all(fit.variances.own, 0, 1)),
      own: fixedPoint(strengths.own, all(fit.own, 1, size), all(fit.variances.own, 1, size)),
    };
    const change = (["shared", "level", "own"] as const).map((name) => Math.abs(Math.log(next[name] / strengths[name])));
    strengths = next;
    fit = fitRidge(blocks, size, strengths, fit);
    if (Math.max(...change) < 0.1) break;
  }
  return { fit, strengths };
}

/** Held between a deviation of 10 and one of a hundredth, in log-odds. */
function fixedPoint(strength: number, values: readonly number[], variances: readonly number[]): number {
  const settled = variances.reduce((sum, variance) => sum + Math.max(0, 1 - strength * variance), 0);
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  return Math.min(1e4, Math.max(1e-2, settled / Math.max(squares, 1e-12)));
}
