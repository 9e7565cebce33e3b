import { openDesk, type Scope, type TrialContext, openScope } from "../../calls/index.ts";
import type { Answer, Judge, Nano, Task, Verdict } from "../../types.ts";
import { caught } from "../../util/failure.ts";
import { addressOf } from "../../util/hash.ts";
import { plainJson } from "../../util/plain-json.ts";
import { defined } from "../../util/defined.ts";

/** What the outside judge says of an answer, and what its saying it cost. */
export interface JudgedAnswer {
  readonly verdict: Verdict;
  readonly cost: Nano;
}

/** The outside judge at a desk of its own, on the run's money alone; notes the grade. False when the run was interrupted meanwhile. */
export async function grade(judge: Judge, trial: TrialContext, place: Pick<Scope, "terms">, answer: Answer): Promise<boolean> {
  const judged = await judgedBy(judge, trial, place, answer);
  if (trial.halted === true) return false;
  noteGrade(trial, { name: judge.name, mark: markOfGrader(trial.task) }, judged);
  return true;
}

/** The judge's verdict at a desk of its own; nothing is noted of it but its calls. */
export async function judgedBy(judge: Judge, trial: TrialContext, place: Pick<Scope, "terms">, answer: Answer): Promise<JudgedAnswer> {
  const room = openScope(trial.judgeSeats, place.terms, { span: "grade", purpose: "grade" });
  const judged = await caught("provider", () => judge.judge(trial.task, answer, openDesk(trial, room)));
  return { verdict: judged.ok ? judged.value : judged, cost: room.tally.cost };
}

/** Tells versions of a task's own graders apart: a changed key, setting or function has another mark. */
export function markOfGrader({ grader, turns }: Pick<Task, "grader" | "turns">): string {
  const own = turns === undefined ? grader : [grader, ...turns.map((turn) => turn.grader ?? null)];
  return addressOf(plainJson(own)).slice(0, 12);
}

/** Who graded: the judge's name and, for a task's own grader, its mark. */
interface NamedGrader {
  readonly name: string;
  readonly mark?: string | undefined;
}

/** Puts a grade on record, that of a later round beside the earlier ones. */
export function noteGrade(trial: TrialContext, { name, mark }: NamedGrader, { verdict, cost }: JudgedAnswer, round?: number): void {
  const seen = verdict.ok
    ? {
        scored: true,
        passed: verdict.passed,
        score: verdict.score,
        why: verdict.why,
        ...(verdict.flags !== undefined && { flags: [...verdict.flags] }),
        ...(verdict.turns !== undefined && { turns: [...verdict.turns] }),
      }
    : { scored: false, passed: false, score: 0, why: verdict.failure.message, code: verdict.failure.code };
  trial.session.note(
    { trial: trial.id, span: "grade", at: trial.clock.now() },
    { type: "grade", grader: name, ...defined({ mark }), ...seen, cost, ...defined({ round }) },
  );
}
