import { cutBack, letGo, type Memory } from "../../calls/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import { counted, foldTrials } from "../../statistics/index.ts";
import { interleaved, type Session } from "./interleaved.ts";
import type { TrialSpec } from "../plan/plan.ts";
import { runShadow } from "./shadow.ts";
import { type TrialServices, runTrial, type StarvedTrial } from "./trial.ts";

/** What sessions are worked through with; `ended` grows as trials end. */
export interface Workers {
  readonly services: TrialServices;
  readonly ledger: RunLedger;
  readonly concurrency: number;
  readonly ended: Set<string>;
  /** Hears which trial ended, and whether it has a result: one that infrastructure lost, or whose answer has no grade, has none. */
  readonly onEnd: (spec: TrialSpec, result: boolean) => void;
}

/**
 * Works through sessions, `concurrency` trials at a time, task by task over all topologies, so that a run that stops early is
 * balanced. Trials that have ended are only remembered. When the run is to stop, no trial is begun; those under way end where that
 * needs no new call. Where money that trials share is used up, those that share it are not begun, and the others go on.
 * "interrupted" when a trial was left without its end because the run is to stop, "starved" when one was for want of shared money.
 */
export async function workThrough(sessions: readonly Session[], crew: Workers): Promise<"done" | "interrupted" | "starved"> {
  const width = Math.max(1, crew.concurrency);
  const queue = interleaved(sessions, width);
  let interrupted = false;
  let starved = false;
  const work = async (): Promise<void> => {
    for (let turn = await queue.take(); turn !== undefined; turn = await queue.take()) {
      const left = crew.services.context.signal?.aborted === true && !crew.ended.has(turn.spec.id);
      const ran = left ? "interrupted" : await workOn(turn.spec, turn.memory, crew);
      if (typeof ran === "object") {
        starved = true;
        turn.drop(crew.services.starve?.(turn.spec, ran.starved) ?? (() => false));
      }
      interrupted ||= ran === "interrupted";
      if (interrupted) queue.close();
      turn.done();
    }
  };
  try {
    await Promise.all(Array.from({ length: width }, work));
  } finally {
    queue.close();
  }
  if (interrupted) return "interrupted";
  return starved ? "starved" : "done";
}

async function workOn(
  spec: TrialSpec,
  memory: Memory,
  { services, ledger, ended, onEnd }: Workers,
): Promise<"ended" | "interrupted" | StarvedTrial> {
  if (ended.has(spec.id)) {
    if (remembers(spec)) for await (const event of ledger.read({ trial: spec.id })) memory.events.push(event);
    return "ended";
  }
  ledger.restart(spec.id);
  const began = memory.events.length;
  const ran = await (spec.topology.shadow === true ? runShadow(services, spec) : runTrial(services, spec, memory));
  if (ran !== "ended") {
    ledger.restart(spec.id);
    return ran;
  }
  ended.add(spec.id);
  onEnd(spec, foldTrials(memory.events.slice(began)).every(counted));
  // What nobody will remember is in the ledger; held until the run's end, it would grow with the run.
  if (remembers(spec)) letGo(memory, ledger);
  else cutBack(memory, 0);
  return "ended";
}

/** The ids of the trials that have ended. */
export function endedTrials(ledger: Pick<RunLedger, "trials">): Set<string> {
  return new Set(
    ledger
      .trials()
      .filter((head) => head.ended)
      .map((head) => head.trial),
  );
}

/** Trials that must follow one another: the whole session of a topology that remembers, else each trial alone. Memories go on in `memories`. */
export function sessionsOf(trials: readonly TrialSpec[], memories = new Map<string, Memory>()): Session[] {
  const groups = Map.groupBy(trials, (spec) => (remembers(spec) ? `${spec.topology.name}/${spec.repetition}` : spec.id));
  return [...groups].map(([name, members]) => {
    const memory = memories.get(name) ?? { events: [] };
    if (members.some(remembers)) memories.set(name, memory);
    return { memory, trials: members };
  });
}

function remembers(spec: TrialSpec): boolean {
  return spec.topology.topology.memory === true || spec.batch !== undefined;
}
