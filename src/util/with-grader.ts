import type { JudgeSpec, Task } from "../types.ts";

/** The task with one grader in place of its own: for each graded turn, where it has several. */
export function withGrader(task: Task, grader: JudgeSpec): Task {
  if (task.turns === undefined) return { ...task, grader };
  const instead = (own: JudgeSpec): JudgeSpec => (own.kind === "none" ? own : grader);
  const turns = task.turns.map((turn) => (turn.grader === undefined ? turn : { ...turn, grader: instead(turn.grader) }));
  return { ...task, grader: instead(task.grader), turns };
}
