import type { JudgeSpec, Task } from "../types.ts";
import { plainJson } from "./plain-json.ts";

/** The grader of a task: its own, or of one of several turns each turn by its own, as one judge that needs nothing of the task. */
export function turnsGrader({ prompt, grader, meta, turns }: Task): JudgeSpec {
  if (turns === undefined) return grader;
  return { kind: "turns", turns: plainJson([{ prompt, grader, meta }, ...turns]) };
}
