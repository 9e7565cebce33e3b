import type { ComparisonRow } from "../summary.ts";

type Metric = ComparisonRow["metric"];

/** The topology that is best in a metric, and all that could have been. */
export interface MetricLeader {
  readonly metric: Metric;
  readonly name: string;
  readonly among: readonly string[];
}
/** Two topologies that are compared, in every metric unless some are named. */
export interface ComparedPair {
  readonly a: string;
  readonly b: string;
  readonly metrics?: readonly Metric[];
  /** The level of its intervals; .95 unless told: more where the data picked the pair, so that the interval holds whoever was picked. */
  readonly level?: number;
}

/** From so many topologies on, not all pairs are compared. */
const mostForAll = 6;

/**
 * Every topology against the baseline, then all other pairs of up to six topologies. Of more, those of the leaders of each metric, which
 * the data pick: `unshown` counts the pairs that other leaders would have shown, for which p is raised as well.
 */
export function comparisonPairs(
  names: readonly string[],
  baseline: string | undefined,
  leaders: readonly MetricLeader[],
): { readonly pairs: readonly ComparedPair[]; readonly unshown: number } {
  const base = baseline !== undefined && names.includes(baseline) ? baseline : names[0];
  if (base === undefined) return { pairs: [], unshown: 0 };
  const others = names.filter((name) => name !== base);
  const pairs: ComparedPair[] = others.map((a) => ({ a, b: base }));
  if (names.length <= mostForAll) {
    for (const [i, b] of others.entries()) for (const a of others.slice(i + 1)) pairs.push({ a, b });
    return { pairs, unshown: 0 };
  }
  let unshown = 0;
  for (const { metric, name, among } of leaders) {
    const rivals = among.filter((one) => one !== base);
    const own = name === base ? [] : rivals.filter((one) => one !== name);
    pairs.push(...own.map((b) => ({ a: name, b, metrics: [metric], level: 1 - 0.05 / among.length })));
    unshown += (rivals.length * (rivals.length - 1)) / 2 - own.length;
  }
  return { pairs, unshown };
}
