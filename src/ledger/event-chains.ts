import type { Event, Fact, Where } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { eventHash, storedText } from "./chain.ts";
import type { RunStore } from "./run-store.ts";
import { settlementChain } from "./settlements.ts";
import type { TrialHead } from "./store.ts";

interface Chain {
  readonly number: number;
  events: number;
  head: string;
  ended: boolean;
}

/** The chain that says which trials began anew: calls of theirs may stand in the call table and in no event. */
export const restartChain = "@restarts";

/** Whether a chain is of the run and no trial's. */
export function isOfRun(chain: unknown): boolean {
  return chain === restartChain || chain === settlementChain;
}

/** The hash chains of a run, one per trial: what the next event of each needs is held in memory. */
export function eventChains({ run, sql, waiting, wall }: RunStore) {
  const { chains, names } = storedChains({ run, sql });
  const dirty = new Set<string>();
  let seq = Number(sql.lastSeq.get(run.number)?.["seq"]);
  const save = () => {
    for (const trial of dirty) {
      const chain = chains.get(trial);
      if (chain) waiting.write(sql.saveTrial, run.number, chain.number, trial, chain.events, chain.head, Number(chain.ended));
    }
    dirty.clear();
  };
  waiting.attend(save, () => {});
  const append = (where: Where, fact: Fact): Event => {
    const { trial, span, at } = where;
    const text = storedText(fact);
    let chain = chains.get(trial);
    if (chain === undefined) {
      chains.set(trial, (chain = { number: chains.size, events: 0, head: "", ended: false }));
      names[chain.number] = trial;
    }
    chain.head = eventHash(chain.head, span, at, text);
    chain.events += 1;
    if (fact.type === "trial-end") chain.ended = true;
    dirty.add(trial);
    seq += 1;
    waiting.write(sql.insertEvent, run.number, seq, chain.number, span, at, wall(), text, chain.head);
    return { seq, trial, span, at, fact, hash: chain.head };
  };
  return {
    append,
    /** The trial of this number, as one text for all of its events; undefined where there is none. */
    trialOf: (number: number): string | undefined => {
      const name = (names[number] ??= String(sql.trialName.get(run.number, number)?.["name"] ?? ""));
      return name === "" ? undefined : name;
    },
    restart: (trial: string, ended?: "task-changed" | "lost"): void => {
      const chain = chains.get(trial);
      if (chain === undefined) return;
      if (chain.ended && ended === undefined) throw new Bug(`Trial ${trial} of run ${run.id} has ended; its events are never dropped.`);
      Object.assign(chain, { events: 0, head: "", ended: false });
      dirty.add(trial);
      waiting.write(sql.dropEvents, run.number, chain.number);
      append({ trial: restartChain, span: "", at: 0 }, { type: "own", name: "restart", value: { trial, ...(ended && { ended }) } });
    },
  };
}

/** The chains that are on disk, and the name of each by its number. */
function storedChains({ run, sql }: Pick<RunStore, "run" | "sql">): { chains: Map<string, Chain>; names: string[] } {
  const chains = new Map<string, Chain>();
  const names: string[] = [];
  for (const row of sql.trials.all(run.number)) {
    const { trial, events, head, ended } = headOf(row);
    const number = Number(row["number"]);
    chains.set(trial, { number, events, head, ended });
    names[number] = trial;
  }
  return { chains, names };
}

/** A row of the trials table as a noun. */
export function headOf(row: { readonly [column: string]: unknown }): TrialHead {
  return { trial: String(row["trial"]), events: Number(row["events"]), head: String(row["head"]), ended: row["ended"] === 1 };
}
