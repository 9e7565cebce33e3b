import { defined } from "../../util/defined.ts";
import type { TrialRow } from "../../statistics/index.ts";
import type { Fact } from "../../types.ts";

type Grade = Extract<Fact, { type: "grade" }>;

/**
 * The grade of an answer that figures are made of, of its grades in order: that of the last grading before which every answer was put.
 * What a grading of a part gave counts where no grader gave a score before, or where the same grader had given the one that stood.
 */
export function standingGrade(grades: readonly Grade[], whole: ReadonlySet<number>, before = Infinity): Grade | undefined {
  let standing: Grade | undefined;
  for (const grade of grades) {
    if ((grade.round ?? 0) >= before) break;
    const same = standing?.grader === grade.grader && standing.mark === grade.mark;
    if (standing?.scored !== true || same || whole.has(grade.round ?? 0)) standing = grade;
  }
  return standing;
}

/** Rows whose grade is that of the last whole grading: a later one of a part changes no figure. */
export function withStanding(
  rows: readonly TrialRow[],
  { grades, whole }: { readonly grades: ReadonlyMap<string, readonly Grade[]>; readonly whole: ReadonlySet<number> },
): TrialRow[] {
  return rows.map((row) => {
    const own = grades.get(row.trial) ?? [];
    const standing = standingGrade(own, whole);
    if (standing === own.at(-1) || standing?.scored !== true || !row.scored) return row;
    const { passed, score, flags, turns } = standing;
    return { ...row, passed, score, ...defined({ turns }), unreadable: flags?.includes("unreadable") === true };
  });
}
