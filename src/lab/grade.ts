import { openBudget, openDesk, type Place, type TrialContext } from "../calls/index.ts";
import type { Answer, Judge } from "../types.ts";
import { caught } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";

/** The outside judge at a desk of its own, on the run's money alone; notes the grade. False when the run was interrupted meanwhile. */
export async function grade(judge: Judge, trial: TrialContext, place: Pick<Place, "terms">, answer: Answer): Promise<boolean> {
  const tally = { cost: 0, usage: noUsage };
  const at = { span: "grade", purpose: "grade", above: [] } as const;
  const room: Place = { ...at, terms: place.terms, seats: trial.judgeSeats, budget: openBudget({}), tally };
  const judged = await caught("provider", () => judge.judge(trial.task, answer, openDesk(trial, room)));
  const verdict = judged.ok ? judged.value : judged;
  if (trial.halted === true) return false;
  const seen = verdict.ok
    ? {
        scored: true,
        passed: verdict.passed,
        score: verdict.score,
        why: verdict.why,
        ...(verdict.flags !== undefined && { flags: [...verdict.flags] }),
      }
    : { scored: false, passed: false, score: 0, why: verdict.failure.message };
  trial.session.note(
    { trial: trial.trial, span: "grade", at: trial.clock.now() },
    { type: "grade", grader: judge.name, ...seen, cost: tally.cost },
  );
  return true;
}
