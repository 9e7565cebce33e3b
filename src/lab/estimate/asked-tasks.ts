import type { Task } from "../../types.ts";
import { jointTask } from "../../util/joint-task.ts";
import { turnTasks } from "../../util/turn-tasks.ts";

/** All that a suite's members may be asked, by the names that draws have: tasks, the turns of those of several, and these turns as one. */
export function askedTasks(tasks: readonly Task[]): ReadonlyMap<string, Task> {
  return new Map(
    tasks.flatMap((task) => [...turnTasks(task), ...(task.turns === undefined ? [] : [jointTask(task)])]).map((task) => [task.id, task]),
  );
}
