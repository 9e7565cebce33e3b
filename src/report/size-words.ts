import type { Summary } from "../summary.ts";
import { count } from "./format.ts";

/** How large a run is: what was planned and how much of it ended, where that is not all; trials are counted with their tasks. */
export function sizeWords({ tasks, repetitions, leastRepetitions, progress, size }: Summary, times = "x"): string {
  if (progress === undefined || progress.finished >= progress.planned)
    return `${count(tasks, "task")} ${times} ${leastRepetitions === undefined ? "" : `${leastRepetitions} to `}${count(repetitions, "repetition")}`;
  const { finished, planned } = progress;
  if (size === undefined) return `${count(planned, "trial")} planned; ${finished} with a result`;
  const some = size.endedTrials === 0 ? "" : ` on ${count(size.endedTasks, "task")}`;
  const results = size.endedTrials === finished ? "" : `, ${finished} with a result`;
  return `${count(size.trials, "trial")} planned on ${count(size.tasks, "task")}; ${size.endedTrials} ended${some}${results}`;
}
