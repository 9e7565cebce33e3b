import type { Path } from "./parsed.ts";
import { withAnswer } from "./with-answer.ts";

/**
 * A task whose `turns`, if it has any, are a list, each with its `answer` put into its grader. Of a task of several turns
 * the first needs no grader either. What is no list of turns is left for the schema to refuse. Throws `UserError`.
 */
export function writtenTurns(raw: unknown, place: (path: Path) => string): unknown {
  if (typeof raw !== "object" || raw === null || !Object.hasOwn(raw, "turns")) return raw;
  const { turns, ...task } = raw as { readonly turns: unknown };
  if (!Array.isArray(turns)) return raw;
  const each = turns.map((turn, at) => withAnswer(turn, (path) => place(["turns", at, ...path])));
  const graded = Object.hasOwn(task, "grader") || Object.hasOwn(task, "answer");
  return { ...task, ...(graded ? {} : { grader: { kind: "none" } }), turns: each };
}
