import type { Memory } from "../calls/index.ts";
import type { RunLedger } from "../ledger/index.ts";
import type { Plan, TrialSpec } from "./plan.ts";
import { trialsOf } from "./plan.ts";
import { runShadow, shadowName, shadowTrials } from "./shadow.ts";
import { type Bench, runTrial } from "./trial.ts";

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly trial: string;
}

/**
 * Runs every trial that has not ended. A topology that remembers works task after task within its session; all else runs
 * side by side, `concurrency` trials at a time. The order of work changes no result.
 */
export async function execute(
  plan: Plan,
  bench: Bench,
  ledger: RunLedger,
  concurrency: number,
  onProgress: (progress: Progress) => void,
): Promise<"done" | "interrupted"> {
  const ended = new Set(
    ledger
      .trials()
      .filter((head) => head.ended)
      .map((head) => head.trial),
  );
  const trials = [...trialsOf(plan), ...shadowTrials(plan)];
  const queue = sessionsOf(trials);
  let done = trials.filter((spec) => ended.has(spec.id)).length;
  let interrupted = false;
  onProgress({ done, total: trials.length, trial: "" });

  const work = async (): Promise<void> => {
    for (let session = queue.shift(); session !== undefined && !interrupted; session = queue.shift()) {
      const memory: Memory = { events: [] };
      for (const spec of session) {
        if (interrupted) return;
        if (ended.has(spec.id)) {
          if (spec.topology.topology.memory === true) await recall(ledger, spec, memory);
          continue;
        }
        ledger.restart(spec.id);
        const ran = await (spec.topology.name === shadowName ? runShadow(bench, spec) : runTrial(bench, spec, memory));
        if (ran === "interrupted") {
          interrupted = true;
          ledger.restart(spec.id);
          return;
        }
        done++;
        onProgress({ done, total: trials.length, trial: spec.id });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  return interrupted || bench.context.signal?.aborted === true ? "interrupted" : "done";
}

/** Trials that must follow one another: the whole session of a topology that remembers, else each trial alone. */
function sessionsOf(trials: readonly TrialSpec[]): TrialSpec[][] {
  const sessions = new Map<string, TrialSpec[]>();
  for (const spec of trials) {
    const remembers = spec.topology.topology.memory === true;
    const name = remembers ? `${spec.topology.name}/${spec.repetition}` : spec.id;
    const session = sessions.get(name);
    if (session === undefined) sessions.set(name, [spec]);
    else session.push(spec);
  }
  // Long sessions first, so that the last worker is not left alone with one.
  return [...sessions.values()].sort((a, b) => b.length - a.length);
}

async function recall(ledger: RunLedger, spec: TrialSpec, memory: Memory): Promise<void> {
  for await (const event of ledger.read({ trial: spec.id })) memory.events.push(event);
}
