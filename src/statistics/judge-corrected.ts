import { normalQuantile, tQuantile } from "../util/distributions.ts";
import { mean } from "./moments.ts";
import { type Interval, midP } from "./proportions.ts";

/** One task: the share of its answers that a fallible judge passes and, where they were labelled, the share that is right. */
export interface JudgedTask {
  readonly judged: number;
  readonly label?: number;
}
export interface CorrectedRate {
  readonly rate: number;
  readonly interval: Interval;
  /** Tasks with labels. */
  readonly labelled: number;
}

/** Fewer labelled tasks tell too little of a judge's errors. */
export const fewestLabels = 8;

/**
 * The rate of right answers where a fallible judge graded all and a random part was labelled: the judge's rate over all, weighed by how much
 * it tells (lambda), plus what the labels say beyond it (prediction-powered inference, Angelopoulos et al. 2023, arXiv 2311.01453; the
 * difference estimator of two-phase sampling). Its variance is that of what the judge leaves open over the labelled tasks, and
 * that of the labels over all, a tenth of a disagreement added, so that a judge that never erred on the labels is not taken for
 * perfect; the interval is the exact one at as many labels as would tell as much. Undefined below `fewestLabels`.
 */
export function correctedRate(tasks: readonly JudgedTask[], level = 0.95): CorrectedRate | undefined {
  const known = tasks.flatMap(({ judged, label }) => (label === undefined ? [] : [{ judged, label }]));
  const [n, all] = [known.length, tasks.length];
  if (n < fewestLabels) return undefined;
  const labels = known.map(({ label }) => label);
  const own = known.map(({ judged }) => judged);
  const [right, passed] = [mean(labels), mean(own)];
  const spread = own.reduce((sum, value) => sum + (value - passed) ** 2, 0);
  const shared = own.reduce((sum, value, i) => sum + (value - passed) * ((labels[i] as number) - right), 0);
  const lambda = spread > 0 ? Math.min(1, Math.max(0, shared / spread)) : 0;
  const rate = right + lambda * (mean(tasks.map(({ judged }) => judged)) - passed);
  const left = labels.reduce((sum, label, i) => sum + (label - right - lambda * ((own[i] as number) - passed)) ** 2, 0.1);
  const total = labels.reduce((sum, label) => sum + (label - right) ** 2, 0.1);
  const variance = (left / (n - 1)) * (1 / n - 1 / all) + total / (n - 1) / all;
  const longer = tQuantile((1 + level) / 2, n - 1) / normalQuantile((1 + level) / 2);
  const inside = Math.min(1, Math.max(0, rate));
  // As many labelled tasks as would tell as much: an exact interval leans inward at the edges, where the normal one has no width.
  const bernoulli = inside * (1 - inside);
  const effective = Math.min(all, bernoulli > 1e-9 ? bernoulli / variance / longer ** 2 : n);
  return { rate: inside, interval: midP(inside * effective, effective, level), labelled: n };
}
