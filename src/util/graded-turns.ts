import type { Task } from "../types.ts";
import { turnTasks } from "./turn-tasks.ts";

/** The turns of a task that have a grader, each as a task behind the reference answers of those before it, where all have one; a task of one turn is itself. */
export function gradedTurns(task: Task): Task[] {
  if (task.turns === undefined) return [task];
  const references: string[] = [];
  for (const { meta } of turnTasks(task)) {
    const reference = meta?.["reference"];
    if (typeof reference !== "string") break;
    references.push(reference);
  }
  return turnTasks(task, references).filter(({ grader }) => grader.kind !== "none");
}
