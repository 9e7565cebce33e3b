import type { RunLedger } from "../../ledger/index.ts";
import type { Plan } from "../plan/plan.ts";
import { trialsOf } from "../plan/plan.ts";
import { endedTrials, sessionsOf, type Workers, workThrough } from "./sessions.ts";
import { shadowTrials } from "./shadow.ts";
import type { TrialServices } from "./trial.ts";

export interface Progress {
  /** How many have a result. */
  readonly done: number;
  readonly total: number;
  /** How many were worked on and have none: lost to infrastructure, or left without a grade. None unless told. */
  readonly missed?: number;
  /** How many of the total are run to learn from and are not scored; none unless told. */
  readonly learning?: number;
  readonly trial: string;
  /** Whether these are the pilot's trials alone, which are told apart from the whole run. */
  readonly pilot?: boolean;
}

/**
 * Runs every trial that has not ended. A topology that remembers works task after task within its session; all else runs
 * side by side, `concurrency` trials at a time. The order of work changes no result.
 */
export async function execute(
  plan: Plan,
  services: TrialServices,
  ledger: RunLedger,
  concurrency: number,
  onProgress: (progress: Progress) => void,
): ReturnType<typeof workThrough> {
  const ended = endedTrials(ledger);
  const trials = [...trialsOf(plan), ...shadowTrials(plan)];
  const done = trials.filter((spec) => ended.has(spec.id)).length;
  const size = { total: trials.length, learning: trials.filter(({ task }) => plan.learning.has(task.id)).length };
  const onEnd = tellProgress(done, size, onProgress);
  return workThrough(sessionsOf(trials), { services, ledger, concurrency, ended, onEnd });
}

/** Tells at once what is done, and after each trial whether it brought a result. */
export function tellProgress(
  before: number,
  size: Pick<Progress, "total" | "learning">,
  onProgress: (progress: Progress) => void,
): Workers["onEnd"] {
  let done = before;
  let missed = 0;
  onProgress({ done, ...size, trial: "" });
  return (spec, result) => {
    if (result) done++;
    else missed++;
    onProgress({ done, missed, ...size, trial: spec.id });
  };
}
