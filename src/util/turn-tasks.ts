import type { JudgeSpec, Task } from "../types.ts";
import { defined } from "./defined.ts";

const ungraded: JudgeSpec = { kind: "none" };

/**
 * The turns of a task, each as a task of one turn with its own prompt, grader and meta; a task of one turn is itself. From the second on a turn is called
 * `id#2` and so on, has an equal share of the value, and stands behind the dialogue so far where `given` has an answer to each turn before it.
 */
export function turnTasks(task: Task, given: readonly string[] = []): Task[] {
  const { turns: further, meta, value, ...first } = task;
  if (further === undefined) return [task];
  const turns = [{ prompt: task.prompt, grader: task.grader, meta }, ...further];
  const share = value === undefined ? undefined : Math.round(value / turns.length);
  return turns.map((turn, at): Task => {
    const before = turns.slice(0, at).map(({ prompt }, earlier) => ({ prompt, answer: given[earlier] ?? "" }));
    const dialogue = at === 0 || given.length < at ? undefined : before;
    const id = at === 0 ? task.id : `${task.id}#${at + 1}`;
    return { ...first, id, prompt: turn.prompt, grader: turn.grader ?? ungraded, ...defined({ meta: turn.meta, value: share, dialogue }) };
  });
}
