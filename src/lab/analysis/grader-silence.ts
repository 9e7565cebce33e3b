import { turnsGrader } from "../../util/turns-grader.ts";
import type { TrialRow } from "../../statistics/index.ts";
import { owed as isOwed, unscored } from "../../statistics/index.ts";
import type { Summary } from "../../summary.ts";
import type { Gradings } from "../record/gradings-of.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { commonest } from "./silence-of.ts";

export interface GraderSilence {
  /** For the summary; undefined where every answer has its grade. */
  readonly told: Summary["graderSilence"];
  /** Trials that owe a grade: their answers are paid for and have no result until they are graded. */
  readonly owed: number;
}

/**
 * Answers on which the graders gave no verdict. A grade is owed where the grader did not work: it threw, wrote no verdict or had
 * nobody to ask. A grader that says that it cannot tell has worked, unless it said so of every answer: then there is no result at all.
 */
export function graderSilence(plan: Plan, rows: readonly TrialRow[], { grades }: Gradings): GraderSilence {
  const graded = new Set(trialsOf(plan).flatMap(({ id, task }) => (turnsGrader(task).kind === "none" ? [] : [id])));
  const answers = rows.filter((row) => graded.has(row.trial) && row.answered && (row.scored || unscored(row)));
  const silent = new Set(answers.filter((row) => !row.scored).map(({ trial }) => trial));
  if (silent.size === 0) return { told: undefined, owed: 0 };
  const last = [...grades].flatMap(([trial, own]) => (silent.has(trial) ? own.slice(-1).map((grade) => ({ ...grade, trial })) : []));
  const named = new Set(last.map(({ grader }) => grader));
  const theirs = answers.filter(({ trial }) => silent.has(trial) || named.has(grades.get(trial)?.at(-1)?.grader ?? ""));
  const told = {
    graders: gradersIn(plan, last),
    answers: answers.length,
    asked: theirs.length,
    silent: silent.size,
    why: commonest(last.map(({ why }) => why)),
  };
  const owed = answers.filter(isOwed).length;
  return { told, owed: silent.size === answers.length ? silent.size : owed };
}

/** Who was silent; functions, which may have one name or one file for many tasks, with their tasks instead of a hash of their source or of each one's place. */
function gradersIn(plan: Plan, silent: readonly { readonly grader: string; readonly trial: string }[]): string[] {
  const taskOf = new Map(trialsOf(plan).map(({ id, task }) => [id, task.id]));
  const groups = Map.groupBy(silent, ({ grader }) => grader.replace(hashed, "$1").replace(nameless, "functions in $1"));
  const words = [...groups].map(([name, own]) => {
    const [first, ...rest] = own.map(({ grader }) => grader);
    if (first !== undefined && !hashed.test(first) && rest.every((grader) => grader === first)) return first;
    const tasks = [...new Set(own.map(({ trial }) => taskOf.get(trial) ?? trial))].sort();
    const more = tasks.length > mostTasks ? ` and ${tasks.length - mostTasks} more` : "";
    return `${name} of ${tasks.length === 1 ? "task" : "tasks"} ${tasks.slice(0, mostTasks).join(", ")}${more}`;
  });
  return words.sort();
}

const mostTasks = 5;
/** What a function without a name is called: by its task and its place. */
const nameless = /^grader-of-.+ \((.+):\d+:\d+\)$/;
/** A function's name with what tells its versions apart. */
const hashed = /^(function .*)#[0-9a-f]{12}$/;
