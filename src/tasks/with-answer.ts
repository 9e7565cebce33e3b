import { UserError } from "../util/bug.ts";
import type { Path } from "./parsed.ts";
import { WrittenValue } from "./written.ts";
import { count } from "../util/count.ts";

/** The longest answer, in characters, that `exact` compares where a task names no grader. */
export const longestPlainAnswer = 100;

/**
 * A task with its `answer` put into its grader. A task that names no grader is graded by `exact`, where the answer is one short line: longer
 * ones are sentences or whole solutions, which no comparison by value finds again. Of several answers each is right. Throws `UserError`.
 */
export function withAnswer(raw: unknown, place: (path: Path) => string): unknown {
  if (typeof raw !== "object" || raw === null || !Object.hasOwn(raw, "answer")) return raw;
  const { answer, grader, ...task } = raw as { readonly answer: unknown; readonly grader?: unknown };
  if (typeof grader === "string") return { ...task, grader: { kind: grader, ...keyOf(answer, grader === "exact") } };
  if (typeof grader === "object" && grader !== null && !Array.isArray(grader) && !(grader instanceof WrittenValue)) {
    if (Object.hasOwn(grader, "answer"))
      throw new UserError(`${place(["answer"])}: wanted one answer, got one beside the grader and one in it. Remove one of the two.`);
    if (Object.hasOwn(grader, "kind"))
      return { ...task, grader: { ...grader, ...keyOf(answer, "kind" in grader && grader.kind === "exact") } };
    refuseLong(answer, place);
    return { ...task, grader: { kind: "exact", ...grader, ...keyOf(answer, true) } };
  }
  if (grader !== undefined && grader !== null) return { ...task, grader };
  refuseLong(answer, place);
  return { ...task, grader: { kind: "exact", ...keyOf(answer, true) } };
}

/** What the grader holds: for `exact` the first of several answers is the key and the others are its aliases. */
function keyOf(answer: unknown, exact: boolean): Readonly<Record<string, unknown>> {
  if (!exact || !Array.isArray(answer) || answer.length === 0) return { answer };
  const [first, ...aliases] = answer as unknown[];
  return aliases.length === 0 ? { answer: first } : { answer: first, aliases };
}

function refuseLong(answer: unknown, place: (path: Path) => string): void {
  for (const one of Array.isArray(answer) ? (answer as unknown[]) : [answer]) {
    const text = one instanceof WrittenValue ? one.source : one;
    if (typeof text !== "string") continue;
    const lines = text.trim().split("\n").length;
    if (lines === 1 && text.length <= longestPlainAnswer) continue;
    const got = lines > 1 ? count(lines, "line") : count(text.length, "character");
    throw new UserError(
      `${place(["answer"])}: wanted an answer of one line and at most ${longestPlainAnswer} characters, since the task names no grader and "exact" compares by value; got ${got}. Keep the final answer alone and put the solution into meta.reference, or name a grader (contains, rubric, ...).`,
    );
  }
}
