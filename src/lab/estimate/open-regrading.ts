import type { TrialContext } from "../../calls/index.ts";
import { unheard } from "../../statistics/index.ts";
import type { Answer, Event, Fact } from "../../types.ts";
import type { TrialSpec } from "../plan/plan.ts";
import { silence } from "../record/silent-round.ts";
import { type TrialServices, openPlanned } from "../trials/trial.ts";

/** An answer of a stored run, ready to be judged. */
export interface AnsweredTrial {
  readonly spec: TrialSpec;
  readonly events: Event[];
  readonly answer: Answer;
}

/** The trial of a stored answer at its end, where its judges have been asked what they were asked: the same grader finds its own verdicts again, and asks anew where it gave none. */
export function openRegrading(services: TrialServices, { spec, events }: AnsweredTrial): TrialContext {
  const trial: TrialContext = { ...openPlanned(services, spec, { events: [...events] }), anew: true };
  trial.clock.reach(events.at(-1)?.at ?? 0);
  for (const [ask, count] of asksBefore(services, events)) trial.occurrences.set(ask, count);
  return trial;
}

/**
 * How often each judge was asked the same before it graded, those gradings included that gave no verdict: it is asked anew, where
 * its answer from the ledger would only be silent again.
 */
function asksBefore({ judgeSeats }: TrialServices, events: readonly Event[]): Map<string, number> {
  const identities = new Map(judgeSeats.map(({ name, model }) => [name, model.identity ?? model.id]));
  const counts = new Map<string, number>();
  let grading: string[] = [];
  for (const { fact } of events) {
    if (fact.type === "grade" || isSilence(fact)) {
      const silent = fact.type !== "grade" || (!fact.scored && !unheard(fact.code));
      if (silent) for (const ask of grading) add(counts, ask);
      grading = [];
    }
    const identity = fact.type === "call" ? identities.get(fact.member) : undefined;
    // The tries of one ask are `key`, `key.1`, `key.2`.
    if (fact.type !== "call" || identity === undefined || fact.key.includes(".")) continue;
    const ask = `${identity} ${fact.ask}`;
    if (fact.purpose === "grade") grading.push(ask);
    else add(counts, ask);
  }
  return counts;
}

function add(counts: Map<string, number>, ask: string): void {
  counts.set(ask, (counts.get(ask) ?? 0) + 1);
}

/** Puts on record that a later grading ended without a verdict; the earlier grade stands. */
export function noteSilence(trial: TrialContext, why: string, round: number): void {
  trial.session.note({ trial: trial.id, span: "grade", at: trial.clock.now() }, { type: "own", name: silence, value: { round, why } });
}

function isSilence(fact: Fact): boolean {
  return fact.type === "own" && fact.name === silence;
}
