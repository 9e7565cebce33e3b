import type { TrialContext } from "../calls/index.ts";
import type { Answer, Event } from "../types.ts";
import type { TrialSpec } from "./plan.ts";
import { type Bench, openTrial } from "./trial.ts";

/** An answer of a stored run, ready to be judged. */
export interface Answered {
  readonly spec: TrialSpec;
  readonly events: Event[];
  readonly answer: Answer;
}

/** The trial of a stored answer at its end, where its judges have been asked what they were asked: the same grader finds its own verdicts again, and asks anew where it gave none. */
export function openRegrading(bench: Bench, { spec, events }: Answered): TrialContext {
  const trial: TrialContext = { ...openTrial(bench, spec, { events: [...events] }), anew: true };
  trial.clock.reach(events.at(-1)?.at ?? 0);
  for (const [ask, count] of asksBefore(bench, events)) trial.occurrences.set(ask, count);
  return trial;
}

/** How often each judge was asked the same before it graded. */
function asksBefore({ judgeSeats }: Bench, events: readonly Event[]): Map<string, number> {
  const identities = new Map(judgeSeats.map(({ name, model }) => [name, model.identity ?? model.id]));
  const counts = new Map<string, number>();
  for (const { fact } of events) {
    const identity = fact.type === "call" && fact.purpose !== "grade" ? identities.get(fact.member) : undefined;
    // The tries of one ask are `key`, `key.1`, `key.2`.
    if (fact.type !== "call" || identity === undefined || fact.key.includes(".")) continue;
    const ask = `${identity} ${fact.ask}`;
    counts.set(ask, (counts.get(ask) ?? 0) + 1);
  }
  return counts;
}
