import type { Source } from "./source.ts";
import type { Tally } from "./tally.ts";
import type { TaskDraft } from "./task-draft.ts";
import { textOf } from "./text-of.ts";

/** Whether rows are tasks in repositories, as SWE-bench has them. */
export function isSweBench({ rows }: Source): boolean {
  const [first] = rows;
  return first !== undefined && ["instance_id", "repo", "problem_statement"].every((name) => Object.hasOwn(first.value, name));
}

/** Their prompts. Their tests run in a repository at a commit, which no grader here has; the patch is the reference. */
export function sweBench(source: Source, tally: Tally): TaskDraft[] {
  return source.rows.map(({ value, place }) => {
    const { instance_id, repo, problem_statement, patch, ...rest } = value;
    if ((textOf(rest["FAIL_TO_PASS"]) ?? "") !== "")
      tally.leave("grader", "(FAIL_TO_PASS, PASS_TO_PASS): tests that run in a repository cannot be run here", place);
    return {
      place,
      id: textOf(instance_id),
      category: textOf(repo),
      prompt: textOf(problem_statement) ?? "",
      reference: textOf(patch),
      source: rest,
    };
  });
}
