import { openTrial, type RunContext, type TrialContext } from "../../calls/index.ts";
import { openJudge } from "../../judges/index.ts";

/** A trial of no topology: it remembers nothing and has neither a verifier nor judges, unless they are given. */
export function bareTrial(
  run: RunContext,
  at: Pick<TrialContext, "id" | "task"> & Partial<Pick<TrialContext, "repetition" | "judgeSeats">>,
): TrialContext {
  return openTrial(run, { verifier: openJudge({ kind: "none" }, "verdict"), ...at });
}
