import { z } from "zod";
import type { JudgeSpec, Task, TurnGrade, Verdict } from "../types.ts";
import { count } from "../util/count.ts";
import { turnAnswers } from "../util/turn-answers.ts";
import { turnTasks } from "../util/turn-tasks.ts";
import { judgeKind } from "./judge-kind.ts";

const judgeSpec = z.looseObject({ kind: z.string() });
export const turnsOptions = z.strictObject({
  kind: z.literal("turns"),
  turns: z
    .array(z.looseObject({ prompt: z.string(), grader: judgeSpec.optional() }))
    .min(2)
    .describe("the turns with their graders: a task of several turns has this judge by itself"),
});

/**
 * Each turn of a task by its own grader, behind the dialogue of the answers that were given. Passed when all graded turns are; the score is the mean of
 * theirs. A turn without an answer is not passed; one whose grader cannot tell leaves the whole without a score.
 */
export const turns = judgeKind({
  name: "turns",
  description: "every turn of a task by the turn's own grader: passed when all are, the score is their mean",
  options: turnsOptions,
  verbatim: true,
  needs: ["judge"],
  cost: "that of the turns' graders",
  open({ turns: settings }, context) {
    const written = settings as unknown as readonly Pick<Task, "prompt" | "grader" | "meta">[];
    const judges = written.map(({ grader }) => (isGraded(grader) ? context.open(grader) : undefined));
    return {
      name: `turns (${[...new Set(judges.flatMap((judge) => judge?.name ?? []))].join(", ")})`,
      async judge(task, answer, desk): Promise<Verdict> {
        const answers = turnAnswers(answer.text, written.length);
        const asked = turnTasks(
          { ...task, ...(written[0] as Task), turns: written.slice(1) },
          answers.map((text) => text ?? ""),
        );
        const grades: TurnGrade[] = [];
        const flags = new Set<string>();
        for (const [at, judge] of judges.entries()) {
          const [turn, text, of] = [at + 1, answers[at], asked[at]];
          if (judge === undefined || of === undefined) continue;
          if (text === undefined) {
            grades.push({ turn, answered: false, passed: false, score: 0, why: "it has no answer" });
            continue;
          }
          const verdict = await judge.judge(of, { ...answer, text }, desk);
          if (!verdict.ok) return { ok: false, failure: { ...verdict.failure, message: `Turn ${turn}: ${verdict.failure.message}` } };
          for (const flag of verdict.flags ?? []) flags.add(flag);
          grades.push({ turn, answered: true, passed: verdict.passed, score: verdict.score, why: verdict.why });
        }
        return wholeOf(grades, [...flags]);
      },
    };
  },
});

function isGraded(grader: JudgeSpec | undefined): grader is JudgeSpec {
  return grader !== undefined && grader.kind !== "none";
}

function wholeOf(grades: readonly TurnGrade[], flags: readonly string[]): Verdict {
  const passed = grades.filter((grade) => grade.passed).length;
  const score = grades.reduce((sum, grade) => sum + grade.score, 0) / Math.max(1, grades.length);
  const missed = grades.filter((grade) => !grade.passed).map(({ turn, why }) => `turn ${turn}: ${why}`);
  const why = [`${passed} of ${count(grades.length, "graded turn")} passed`, ...missed].join("; ");
  return {
    ok: true,
    passed: grades.length > 0 && passed === grades.length,
    score,
    why,
    turns: grades,
    ...(flags.length === 0 ? {} : { flags }),
  };
}
