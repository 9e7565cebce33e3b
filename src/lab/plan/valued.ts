import type { Worth } from "../../statistics/compare.ts";
import type { Task } from "../../types.ts";

/** The task with what a right answer of it is worth, where the experiment says one worth for all: topologies go by what the reader's net values go by. */
export function valued(task: Task, worth: Worth | undefined): Task {
  return typeof worth === "number" ? { ...task, value: worth } : task;
}
