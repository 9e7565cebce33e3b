import type { ByTask } from "./by-task.ts";
import { taskMean } from "./by-task.ts";
import { normalQuantile } from "../util/distributions.ts";
import { partialPooling } from "./partial-pooling.ts";
import type { PooledOutcome } from "./pooling-design.ts";
import type { Interval } from "./proportions.ts";
import { counted, type TrialRow } from "./trial-row.ts";

/** A pass rate of a topology in a category that leans on its other categories and on the other topologies. */
export interface PooledRate {
  readonly rate: number;
  readonly ci: Interval;
}

/** By topology, then by category. */
export type PooledRates = Map<string, Map<string, PooledRate>>;

/** More cells than this are not pooled: a table of so many is not read cell by cell. */
const mostCells = 150;
/** Nor are more outcomes: then each cell has tasks enough of its own, and the fit would take seconds. */
const mostOutcomes = 5_000;

/** The pass rates of all topologies by category, partially pooled, over tasks as those of the suite; nothing where there is nothing to pool. */
export function pooledRates(topologies: ReadonlyMap<string, ByTask>): PooledRates {
  const outcomes = [...topologies].flatMap(([topology, tasks]) =>
    [...tasks].flatMap(([task, trials]): PooledOutcome[] => {
      const share = taskMean(trials, (row) => (counted(row) ? Number(row.passed) : undefined));
      return share === undefined ? [] : [{ task, topology, category: (trials[0] as TrialRow).category, share }];
    }),
  );
  return pooledOf(outcomes);
}

/** The same from outcomes. A topology that passed everything or nothing has no finite level: it is left out, and leans on nobody. */
export function pooledOf(all: readonly PooledOutcome[], level = 0.95): PooledRates {
  const found: PooledRates = new Map();
  const outcomes = [...Map.groupBy(all, ({ topology }) => topology).values()].flatMap((own) =>
    own.every(({ share }) => share === own[0]?.share && (share === 0 || share === 1)) ? [] : own,
  );
  if (outcomes.length > mostOutcomes) return found;
  if (new Set(outcomes.map(({ topology, category }) => JSON.stringify([topology, category]))).size > mostCells) return found;
  const fitted = partialPooling(outcomes, { penalized: true });
  if (fitted === undefined) return found;
  const { task: byTask } = fitted.deviations;
  const reach = normalQuantile((1 + level) / 2);
  for (const { topology, category, logit, error } of fitted.cells) {
    const own = found.get(topology) ?? new Map<string, PooledRate>();
    const ci: Interval = [overTasks(logit - reach * error, byTask), overTasks(logit + reach * error, byTask)];
    found.set(topology, own.set(category, { rate: overTasks(logit, byTask), ci }));
  }
  return found;
}

/** The mean chance over tasks whose logits are normal about a logit, by the midpoints of 41 equally likely parts. */
function overTasks(logit: number, deviation: number): number {
  return midpoints.reduce((sum, z) => sum + 1 / (1 + Math.exp(-logit - deviation * z)), 0) / midpoints.length;
}
const midpoints = Array.from({ length: 41 }, (_, i) => normalQuantile((i + 0.5) / 41));
