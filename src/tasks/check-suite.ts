import type { Suite, Task, Verdict } from "../types.ts";
import { gradedTurns } from "../util/graded-turns.ts";
import { turnTasks } from "../util/turn-tasks.ts";
import { duplicatesIn } from "./near-duplicates.ts";
import { leakIn } from "./prompt-leaks.ts";
import { count } from "../util/count.ts";

/** What is wrong with a suite: which tasks, and what to do. An `error` makes results wrong, a `warning` may. */
export interface Finding {
  readonly kind:
    | "duplicate-id"
    | "passes-empty"
    | "fails-reference"
    | "no-reference"
    | "ungradable"
    | "no-sandbox"
    | "never-reached"
    | "never-sent"
    | "prompt-leak"
    | "near-duplicate";
  readonly severity: "error" | "warning";
  readonly tasks: readonly string[];
  readonly message: string;
}

/** Grades an answer text by a task's own grader. */
export type Grade = (task: Task, answer: string) => Promise<Verdict>;

/** Looks for what makes a suite's results worthless. An empty list means that nothing was found. */
export async function checkSuite(suite: Suite, grade: Grade): Promise<Finding[]> {
  const findings: Finding[] = duplicateIds(suite.tasks);
  const asked = suite.tasks.flatMap(gradedTurns);
  for (const task of asked) findings.push(...(await graderFindings(task, grade)));
  findings.push(...unproved(suite.tasks));
  for (const task of asked) {
    const leak = leakIn(task);
    if (leak !== undefined) findings.push({ kind: "prompt-leak", severity: "warning", tasks: [task.id], message: leak });
  }
  for (const { a, b, similarity } of duplicatesIn(suite.tasks.map(wholeText))) {
    const message = `Tasks "${a}" and "${b}" share ${Math.round(similarity * 100)}% of their wording. Drop one, or make them differ; together they count one thing twice.`;
    findings.push({ kind: "near-duplicate", severity: "warning", tasks: [a, b], message });
  }
  return findings;
}

/** A task by all that its user says, so that what turns of one task share is no likeness to another. */
function wholeText(task: Task): Task {
  return {
    ...task,
    prompt: turnTasks(task)
      .map(({ prompt }) => prompt)
      .join("\n"),
  };
}

function duplicateIds(tasks: readonly Task[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { id } of tasks) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([id, count]) => ({
      kind: "duplicate-id",
      severity: "error",
      tasks: [id],
      message: `Wanted ids that are unique in the suite, got "${id}" ${count} times. Rename all but one.`,
    }));
}

async function graderFindings(task: Task, grade: Grade): Promise<Finding[]> {
  const findings: Finding[] = [];
  const found = (kind: Finding["kind"], severity: Finding["severity"], message: string) =>
    findings.push({ kind, severity, tasks: [task.id], message });
  // White space as well as nothing: a grader that trims too late passes one of them.
  for (const empty of ["", " \n"]) {
    const verdict = await grade(task, empty);
    if (!verdict.ok || !verdict.passed) continue;
    found("passes-empty", "error", `The grader "${task.grader.kind}" of task "${task.id}" passes an empty answer. Fix its settings.`);
    break;
  }
  const reference = referenceOf(task);
  if (reference === undefined) return findings;
  const verdict = await grade(task, reference);
  if (!verdict.ok) {
    const why = `could not grade the reference answer of task "${task.id}": ${verdict.failure.message}`;
    found("ungradable", "warning", `The grader "${task.grader.kind}" ${why}`);
  } else if (!verdict.passed) {
    const why = `fails the reference answer of task "${task.id}": ${verdict.why}`;
    found("fails-reference", "error", `The grader "${task.grader.kind}" ${why}. Fix the grader or the reference.`);
  }
  return findings;
}

/** One finding for all tasks, and turns of tasks, whose grader has no right answer to be tried on. */
function unproved(tasks: readonly Task[]): Finding[] {
  const lacking = tasks.flatMap((task) =>
    gradedTurns(task)
      .filter((turn) => referenceOf(turn) === undefined)
      .map(({ id }) => ({ id, of: task })),
  );
  const ids = lacking.map(({ id }) => id);
  if (ids.length === 0) return [];
  const named = ids.slice(0, 5).map((id) => `"${id}"`);
  const who = `${named.join(", ")}${ids.length > named.length ? ` and ${ids.length - named.length} more` : ""}`;
  const [turns, whole] = [true, false].map((apart) => lacking.filter(({ of }) => (of.turns !== undefined) === apart)) as [
    typeof lacking,
    typeof lacking,
  ];
  const parts = [
    ...(whole.length === 0 ? [] : [count(whole.length, "task")]),
    ...(turns.length === 0 ? [] : [`${count(turns.length, "turn")} of ${count(new Set(turns.map(({ of }) => of)).size, "task")}`]),
  ];
  const have = `${parts.join(" and ")} ${ids.length === 1 ? "has" : "have"}`;
  const message = `${have} no meta.reference (a right answer to try the grader on), so nothing shows that the grader passes what is right: ${who}.`;
  return [{ kind: "no-reference", severity: "warning", tasks: ids, message }];
}

/** The answer text that a task gives as right, if any. */
export function referenceOf(task: Task): string | undefined {
  const reference = task.meta?.["reference"];
  return typeof reference === "string" && reference.trim() !== "" ? reference : undefined;
}
