import type { Noise, Power } from "../lab/index.ts";
import { count } from "../util/count.ts";

/** What differences in passes so many tasks would show, on the assumption or the pilot that the plan has named. */
export function findableWords(noise: Noise, { smallest, tasks }: Pick<Power, "smallest" | "tasks">, comparisons: number): string {
  const alarms = falseAlarms(comparisons);
  const given = "discordance" in noise ? `were ${points(noise.discordance)}% of tasks passed by exactly one` : "at that spread";
  if (smallest !== undefined)
    return `The smallest difference in passes that ${count(tasks, "task")} would show in four runs of five, ${given}: ${points(smallest)} points (${alarms}). Do not call the run decisive below it.`;
  const none = `no difference could be found with ${count(tasks, "task")} in four runs of five`;
  // The smallest p that the exact test can give: every task is passed by one topology alone, and always by the same.
  if (2 * 0.5 ** tasks >= 0.05 / Math.max(1, comparisons)) return `Whatever the models do, ${none}: they are too few (${alarms}).`;
  if (!("discordance" in noise)) return `At that spread, ${none} (${alarms}).`;
  const most = points(noise.discordance);
  return `Were ${most}% of tasks passed by exactly one, ${none}: a difference is ${most} points at most then, which takes more tasks (${alarms}). Topologies that differ on more tasks can differ by more, and that may be found.`;
}

/** How rarely a difference may be shown that is none, and over how much. */
function falseAlarms(comparisons: number): string {
  return comparisons < 2
    ? "a false alarm in 5% of runs at most"
    : `a false alarm in 5% of runs at most, over all ${comparisons} comparisons of passes and costs`;
}

function points(share: number): string {
  return String(Number((share * 100).toFixed(1)));
}
