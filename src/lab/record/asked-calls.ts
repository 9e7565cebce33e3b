import type { CallLine, RunLedger } from "../../ledger/index.ts";
import type { CallFact, Nano, Reply } from "../../types.ts";
import type { Fold } from "../trials/fold.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { addTo } from "../../util/add-to.ts";

/** A call as a trial has it on record; `place` is the trial's in plan order. */
export interface AskedCall {
  readonly place: number;
  /** Of a trial that is in no figure. */
  readonly learning: boolean;
  readonly ok: boolean;
  readonly cost: Nano;
  readonly ms: number;
  /** An answer of an earlier run. */
  readonly reused: boolean;
}

/** What the planned trials asked: by key, to work and to grade. What trials asked that have not ended is left out, gradings excepted. */
export interface AskedCalls {
  readonly working: ReadonlyMap<string, readonly AskedCall[]>;
  readonly grading: ReadonlyMap<string, readonly AskedCall[]>;
  readonly ended: ReadonlySet<string>;
  /** The topology of each trial that was begun, planned or not. */
  readonly topologies: ReadonlyMap<string, string>;
  /** What the trials in the figures cost, each alone. */
  readonly alone: Nano;
}

/** Gathers what `spendingOf` needs. A trial that is begun again is what its last start made of it. */
export function askedCalls(plan: Plan): Fold<AskedCalls> {
  const order = new Map(trialsOf(plan).map((spec, place) => [spec.id, { place, learning: plan.learning.has(spec.task.id) }]));
  const working = new Map<string, AskedCall[]>();
  const grading = new Map<string, AskedCall[]>();
  const ended = new Set<string>();
  const topologies = new Map<string, string>();
  const under = new Map<string, { key: string; call: AskedCall }[]>();
  let alone = 0;
  const end = (trial: string): void => {
    for (const { key, call } of under.get(trial) ?? []) {
      addTo(working, key, call);
      if (!call.learning) alone += call.cost;
    }
    under.delete(trial);
    ended.add(trial);
  };
  return {
    take({ trial, fact }) {
      if (fact.type === "trial-start") topologies.set(trial, fact.topology);
      const at = order.get(trial);
      if (at === undefined) return;
      if (fact.type === "trial-start") under.delete(trial);
      if (fact.type === "trial-end") end(trial);
      if (fact.type !== "call") return;
      const call = { ...at, ...told(fact) };
      if (fact.purpose === "grade") addTo(grading, fact.key, call);
      else addTo(under, trial, { key: fact.key, call });
      if (ended.has(trial) && fact.purpose !== "grade") end(trial);
    },
    made: () => ({ working, grading, ended, topologies, alone }),
  };
}

function told({ ok, cost, ms, flags }: CallFact): Omit<AskedCall, "place" | "learning"> {
  return { ok, cost, ms, reused: flags?.includes("reused") === true };
}

/** A row of the call table with the first call in plan order that it answered, to work and to grade; neither where it stands in no trial. */
export interface TakenCall {
  readonly row: CallLine;
  readonly working: AskedCall | undefined;
  readonly graded: AskedCall | undefined;
}

/**
 * Every row of the call table beside the trials that have it on record. A key has several rows where a call without an answer was
 * made again; which of them a trial has is told by how long it took. The figures' trials come before those for learning.
 */
export function* takenBy(asked: AskedCalls, ledger: Pick<RunLedger, "calls" | "body">): Iterable<TakenCall> {
  let rows: CallLine[] = [];
  for (const row of ledger.calls()) {
    if (rows[0] !== undefined && rows[0].key !== row.key) {
      yield* taken(rows, asked, ledger);
      rows = [];
    }
    rows.push(row);
  }
  if (rows.length > 0) yield* taken(rows, asked, ledger);
}

function* taken(rows: readonly CallLine[], asked: AskedCalls, ledger: Pick<RunLedger, "body">): Iterable<TakenCall> {
  const key = rows[0]?.key ?? "";
  const [working, grading] = [asked.working, asked.grading].map((calls) => inOrder(calls.get(key) ?? []));
  // The newest first: an answer is the last row of its key, and what a trial has on record is of its last start.
  for (const row of rows.toReversed()) {
    yield { row, working: firstOf(row, working ?? [], ledger, rows.length), graded: firstOf(row, grading ?? [], ledger, rows.length) };
  }
}

function inOrder(calls: readonly AskedCall[]): AskedCall[] {
  return calls.toSorted((a, b) => Number(a.learning) - Number(b.learning) || a.place - b.place);
}

/** Takes the first call that this row answered out of those that are left. */
function firstOf(row: CallLine, left: AskedCall[], ledger: Pick<RunLedger, "body">, rows: number): AskedCall | undefined {
  if (left.length === 0 || row.state === "open") return undefined;
  if (rows === 1) return left[0];
  const ms = row.reply === undefined ? undefined : (ledger.body(row.reply) as unknown as Reply | undefined)?.ms;
  const answered = row.state === "settled" ? left.findIndex((call) => call.ok) : -1;
  // A failure may have taken as long as the answer that came when the call was made again.
  const index = answered < 0 ? left.findIndex((call) => !call.ok && call.ms === ms) : answered;
  return index < 0 ? undefined : left.splice(index, 1)[0];
}
