import { fitEncoder } from "./encode.ts";
import type { Evidence, Item, Outcome } from "./evidence.ts";
import { kMeans } from "./k-means.ts";

/** What an attempt of a member is expected to use up of something (dollars, milliseconds). */
export interface Expense {
  readonly mean: number;
  /** The spread of its logarithm about the member's center in the cluster; 0 where nothing is known. */
  readonly spread: number;
}

/**
 * Costs (or times) by member and cluster of items: logarithms shrunk to the member's center (normal-normal, empirical Bayes), brought back to a mean by
 * the member's own residuals (Duan's smearing, 1983), so that no log-normal tail is taken on trust. Attempts of 0 are a share of their own.
 * A member of whom nothing is recorded has no expense: the list holds undefined, never 0.
 */
export function fitExpenses(
  evidence: Evidence,
  of: (outcome: Outcome) => number | undefined,
  seed: string,
): (item: Item) => (Expense | undefined)[] {
  const encoder = fitEncoder(evidence.items);
  const points = evidence.items.map(encoder.encode);
  const k = encoder.size === 0 ? 1 : Math.max(1, Math.min(16, Math.floor(points.length / 20)));
  const clusters = kMeans(points, k, seed);
  const places = points.map(clusters.nearest);
  const width = evidence.members.length;
  const tables = evidence.members.map((_, m) => {
    const values = places.map((place, i) => ({
      place,
      values: (evidence.samples[i * width + m] ?? []).map(of).filter((value) => value !== undefined),
    }));
    return memberTable(values, clusters.centers.length);
  });
  return (item) => {
    const place = clusters.nearest(encoder.encode(item));
    return tables.map((table) => table?.[place]);
  };
}

/** One member: the values of each item, with the item's cluster. */
function memberTable(
  items: readonly { readonly place: number; readonly values: readonly number[] }[],
  clusters: number,
): Expense[] | undefined {
  const all = items.flatMap(({ values }) => values);
  if (all.length === 0) return undefined;
  const logs = items.flatMap(({ place, values }) => values.filter((value) => value > 0).map((value) => ({ place, log: Math.log(value) })));
  if (logs.length === 0) return Array.from({ length: clusters }, () => ({ mean: 0, spread: 0 }));
  const positive = logs.length / all.length;
  const centers = shrunkCenters(logs, clusters);
  const residuals = logs.map(({ place, log }) => log - (centers[place] as number));
  const smear = residuals.reduce((sum, residual) => sum + Math.exp(residual), 0) / residuals.length;
  const spread = Math.sqrt(residuals.reduce((sum, residual) => sum + residual ** 2, 0) / residuals.length);
  return centers.map((center) => ({ mean: positive * Math.exp(center) * smear, spread }));
}

/** Means by cluster, drawn to the common mean by the between-cluster variance that the data show (method of moments, DerSimonian and Laird). */
export function shrunkCenters(logs: readonly { readonly place: number; readonly log: number }[], clusters: number): number[] {
  const n = new Float64Array(clusters);
  const sums = new Float64Array(clusters);
  for (const { place, log } of logs) {
    n[place] = (n[place] as number) + 1;
    sums[place] = (sums[place] as number) + log;
  }
  const common = sums.reduce((sum, value) => sum + value, 0) / logs.length;
  const mean = (place: number): number => ((n[place] as number) > 0 ? (sums[place] as number) / (n[place] as number) : common);
  const used = [...n.keys()].filter((place) => (n[place] as number) > 0);
  const within = logs.reduce((sum, { place, log }) => sum + (log - mean(place)) ** 2, 0) / Math.max(1, logs.length - used.length);
  const between = used.reduce((sum, place) => sum + (n[place] as number) * (mean(place) - common) ** 2, 0);
  const scale = logs.length - used.reduce((sum, place) => sum + (n[place] as number) ** 2, 0) / logs.length;
  const variance = scale > 0 ? Math.max(0, (between - (used.length - 1) * within) / scale) : 0;
  return Array.from(n, (count, place) => {
    const trust = variance === 0 ? 0 : variance / (variance + within / Math.max(count, 1e-9));
    return common + (count === 0 ? 0 : trust) * (mean(place) - common);
  });
}
