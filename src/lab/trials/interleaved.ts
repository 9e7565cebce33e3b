import type { Memory } from "../../calls/index.ts";
import { chainOf } from "./capped-budgets.ts";
import type { TrialSpec } from "../plan/plan.ts";

/** Trials that follow one another, and what they remember of each other. */
export interface Session {
  readonly memory: Memory;
  readonly trials: readonly TrialSpec[];
}
/** A trial to work on; `done` lets those start that had to wait for it, and `drop` gives out none that it holds for any more. */
export interface Turn {
  readonly spec: TrialSpec;
  readonly memory: Memory;
  readonly done: () => void;
  readonly drop: (which: (spec: TrialSpec) => boolean) => void;
}
export interface Queue {
  /** The next trial that may start. Waits while all that are left must wait; undefined when none is left or the queue was closed. */
  take(): Promise<Turn | undefined>;
  /** Gives out no more trials. */
  close(): void;
}

interface Item {
  readonly spec: TrialSpec;
  readonly memory: Memory;
  /** Items of one chain share a memory or a budget, so they follow one another, and a cap ends the same ones at any concurrency. */
  readonly chain: unknown;
  /** The place of its task and repetition in the order of work. */
  readonly round: number;
  state: "waiting" | "started" | "ended";
}

/**
 * Gives out trials repetition by repetition, task by task, and each task to every topology before the next one. No trial starts
 * `width` rounds ahead of the oldest that has not ended: the numbers of ended trials per topology differ by at most `width`.
 */
export function interleaved(sessions: readonly Session[], width: number): Queue {
  const items = inRounds(sessions);
  const busy = new Set<unknown>();
  const waiting: (() => void)[] = [];
  let oldest = 0;
  let closed = false;
  const wake = (): void => waiting.splice(0).forEach((resolve) => resolve());
  const startable = (): Item | undefined => {
    while (items[oldest]?.state === "ended") oldest += 1;
    const limit = (items[oldest]?.round ?? 0) + width;
    for (let index = oldest; ; index++) {
      const item = items[index];
      if (item === undefined || item.round >= limit) return undefined;
      if (item.state === "waiting" && !busy.has(item.chain)) return item;
    }
  };
  let left = items.length;
  const start = (item: Item): Turn => {
    item.state = "started";
    left -= 1;
    busy.add(item.chain);
    const done = (): void => {
      item.state = "ended";
      busy.delete(item.chain);
      wake();
    };
    const drop: Turn["drop"] = (which) => {
      for (const other of items)
        if (other.state === "waiting" && which(other.spec)) {
          other.state = "ended";
          left -= 1;
        }
    };
    return { spec: item.spec, memory: item.memory, done, drop };
  };
  return {
    async take() {
      for (;;) {
        if (closed || left === 0) return undefined;
        const item = startable();
        if (item !== undefined) return start(item);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    close() {
      closed = true;
      wake();
    },
  };
}

/** Every trial in the order of work. Within a round topologies keep the order in which they were given. */
function inRounds(sessions: readonly Session[]): Item[] {
  const given = sessions.flatMap((session) => {
    const chain = session.trials.map(chainOf).find((shared) => shared !== undefined) ?? session;
    return session.trials.map((spec) => ({ spec, memory: session.memory, chain }));
  });
  const rounds = new Map<string, number>();
  const cellOf = ({ repetition, task }: TrialSpec): string => `${repetition}/${task.id}`;
  for (const { spec } of given.toSorted((a, b) => a.spec.repetition - b.spec.repetition)) {
    if (!rounds.has(cellOf(spec))) rounds.set(cellOf(spec), rounds.size);
  }
  const items = given.map((one): Item => ({ ...one, round: rounds.get(cellOf(one.spec)) ?? 0, state: "waiting" }));
  return items.sort((a, b) => a.round - b.round);
}
