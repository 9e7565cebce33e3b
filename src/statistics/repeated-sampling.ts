import { logChoose } from "../util/distributions.ts";

/** The unbiased chance that at least one of k draws passes, from c passes in n: 1 - C(n-c, k) / C(n, k) (Chen et al. 2021). */
export function passAtK(n: number, c: number, k: number): number {
  return k > n - c ? 1 : 1 - Math.exp(logChoose(n - c, k) - logChoose(n, k));
}

/** The unbiased chance that all of k draws pass: C(c, k) / C(n, k); for work that must be dependable. */
export function passHatK(n: number, c: number, k: number): number {
  return k > c ? 0 : Math.exp(logChoose(c, k) - logChoose(n, k));
}

/** Coverage after k attempts: c(k) = exp(a k^b), a and b negative (arXiv 2407.21787). */
export interface CoverageCurve {
  readonly a: number;
  readonly b: number;
  /** The largest k that the fit has seen; beyond four times that, a figure is an extrapolation. */
  readonly seen: number;
}

/** Weighted least squares of ln(-ln c) on ln k; points at 0 or 1 carry nothing and are left out. Undefined below two points. */
export function fitCoverage(points: readonly { k: number; coverage: number; weight?: number }[]): CoverageCurve | undefined {
  const used = points.filter(({ coverage }) => coverage > 0 && coverage < 1);
  const xs = used.map(({ k }) => Math.log(k));
  const ys = used.map(({ coverage }) => Math.log(-Math.log(coverage)));
  const ws = used.map(({ weight }) => weight ?? 1);
  const mass = ws.reduce((sum, w) => sum + w, 0);
  const mx = xs.reduce((sum, x, i) => sum + x * (ws[i] as number), 0) / mass;
  const my = ys.reduce((sum, y, i) => sum + y * (ws[i] as number), 0) / mass;
  const spread = xs.reduce((sum, x, i) => sum + (ws[i] as number) * (x - mx) ** 2, 0);
  if (used.length < 2 || !(spread > 0)) return undefined;
  const b = xs.reduce((sum, x, i) => sum + (ws[i] as number) * x * ((ys[i] as number) - my), 0) / spread;
  return { a: -Math.exp(my - b * mx), b, seen: Math.max(...used.map(({ k }) => k)) };
}

export function coverageAt(curve: CoverageCurve, k: number): number {
  return Math.exp(curve.a * k ** curve.b);
}

/** Attempts that reach a coverage, and whether that is further than the fit can be trusted. */
export function attemptsFor(curve: CoverageCurve, coverage: number): { readonly k: number; readonly extrapolated: boolean } {
  const k = (Math.log(coverage) / curve.a) ** (1 / curve.b);
  return { k, extrapolated: k > 4 * curve.seen };
}
