import type { Summary } from "../summary.ts";
import { all, count } from "./format.ts";

/** Resamples of fewer tasks are too much alike to say how sure anything is. */
const fewestTasks = 10;

/** How sure it is who stands on the frontier, by resampling the tasks; empty where there is nothing to say. */
export function frontierWords({ topologies }: Pick<Summary, "topologies">): string {
  const placed = topologies.flatMap(({ name, tasks, frontierShare }) =>
    frontierShare === undefined ? [] : [{ name, tasks: tasks ?? fewestTasks, share: frontierShare }],
  );
  if (placed.length === 0) return "";
  const fewest = Math.min(...placed.map(({ tasks }) => tasks));
  if (fewest < fewestTasks) return `Who is on the frontier (nothing else passes as much for less) ${count(fewest, "task")} cannot tell.`;
  const sorted = placed.toSorted((a, b) => b.share - a.share);
  return `On the frontier (nothing else passes as much for less) in resamples of the tasks: ${all(sorted.map(({ name, share }) => `${name} ${percentOf(share)}`))}.`;
}

/** A share of resamples is no certainty: none is rounded to all or to none. */
function percentOf(share: number): string {
  return share > 0.99 ? "over 99%" : share < 0.01 ? "under 1%" : `${Math.round(100 * share)}%`;
}
