import { openSession, type RunContext, type TrialContext, trialClock } from "../../calls/index.ts";
import { openJudge } from "../../judges/index.ts";

/** A trial of no topology: it remembers nothing and has neither a verifier nor judges, unless they are given. */
export function bareTrial(
  run: RunContext,
  at: Pick<TrialContext, "trial" | "task"> & Partial<Pick<TrialContext, "repetition" | "judgeSeats">>,
): TrialContext {
  return {
    run,
    repetition: 0,
    clock: trialClock(),
    session: openSession(run.ledger, { events: [] }),
    verifier: openJudge({ kind: "none" }, "verdict"),
    judgeSeats: [],
    occurrences: new Map(),
    chances: new Map(),
    spans: 0,
    ...at,
  };
}
