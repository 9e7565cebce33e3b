import type { Memory } from "../calls/index.ts";
import type { RunLedger } from "../ledger/index.ts";
import { chainOf } from "./capped-purses.ts";
import type { TrialSpec } from "./plan.ts";
import { runShadow, shadowName } from "./shadow.ts";
import { type Bench, runTrial } from "./trial.ts";

/** Trials that follow one another, and what they remember of each other. */
export interface Session {
  readonly memory: Memory;
  readonly trials: readonly TrialSpec[];
}
/** What sessions are worked through with; `ended` grows as trials end. */
export interface Crew {
  readonly bench: Bench;
  readonly ledger: RunLedger;
  readonly concurrency: number;
  readonly ended: Set<string>;
  readonly onEnd: (spec: TrialSpec) => void;
}

/** Works through sessions side by side, `concurrency` at a time; trials that have ended are only remembered. */
export async function workThrough(sessions: readonly Session[], crew: Crew): Promise<"done" | "interrupted"> {
  // Long sessions first, so that the last worker is not left alone with one.
  const queue = chainsOf(sessions).sort((a, b) => b.length - a.length);
  let interrupted = false;
  const work = async (): Promise<void> => {
    for (let chain = queue.shift(); chain !== undefined && !interrupted; chain = queue.shift()) {
      for (const { spec, memory } of chain) {
        if (interrupted) return;
        if ((await workOn(spec, memory, crew)) === "interrupted") {
          interrupted = true;
          return;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, crew.concurrency) }, work));
  return interrupted || crew.bench.context.signal?.aborted === true ? "interrupted" : "done";
}

/** The trials of a session in order, of several where they share money: in plan order, so that a cap ends the same ones at any concurrency. */
function chainsOf(sessions: readonly Session[]): { spec: TrialSpec; memory: Memory }[][] {
  const chains = Map.groupBy(sessions, (session) => session.trials.map(chainOf).find((chain) => chain !== undefined) ?? session);
  return [...chains.values()].map((members) => members.flatMap(({ trials, memory }) => trials.map((spec) => ({ spec, memory }))));
}

async function workOn(spec: TrialSpec, memory: Memory, { bench, ledger, ended, onEnd }: Crew): Promise<"ended" | "interrupted"> {
  if (ended.has(spec.id)) {
    if (remembers(spec)) for await (const event of ledger.read({ trial: spec.id })) memory.events.push(event);
    return "ended";
  }
  ledger.restart(spec.id);
  const ran = await (spec.topology.name === shadowName ? runShadow(bench, spec) : runTrial(bench, spec, memory));
  if (ran === "interrupted") {
    ledger.restart(spec.id);
    return ran;
  }
  ended.add(spec.id);
  onEnd(spec);
  return "ended";
}

/** The ids of the trials that have ended. */
export function endedTrials(ledger: RunLedger): Set<string> {
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
  return spec.topology.topology.memory === true;
}
