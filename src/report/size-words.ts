import type { Summary } from "../summary.ts";
import { count } from "./format.ts";

/** How large a run is: what was planned and how much of it ended, where that is not all. */
export function sizeWords({ tasks, repetitions, progress }: Summary, times = "x"): string {
  if (progress !== undefined && progress.finished < progress.planned)
    return `${count(progress.planned, "trial")} planned, ${progress.finished} ended, on ${count(tasks, "task")}`;
  return `${count(tasks, "task")} ${times} ${count(repetitions, "repetition")}`;
}
