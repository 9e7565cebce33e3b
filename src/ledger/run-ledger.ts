import type { CallFact, CallRow, Event, Fact, Json, Reply } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { sha256Parts } from "../util/hash.ts";
import type { Batch } from "./batch.ts";
import type { Bodies } from "./bodies.ts";
import { eventHash, parsed, storedText } from "./chain.ts";
import { onFile } from "./faults.ts";
import type { Statements } from "./statements.ts";
import type { CallLine, RunLedger, Spending, TrialHead } from "./store.ts";
import { verifyRun } from "./verify-run.ts";

/** What a run's ledger is made from; `wall` gives milliseconds since 1970 for the columns that no hash covers. */
export interface Ground {
  readonly run: { readonly id: string; readonly number: number };
  readonly sql: Statements;
  readonly waiting: Batch;
  readonly bodies: Bodies;
  readonly wall: () => number;
  readonly file: string;
}

/** The ledger of one run on SQLite; see `RunLedger` for what it promises. */
export function runLedger(ground: Ground): RunLedger {
  const { run, sql, waiting, bodies, file } = ground;
  const chains = eventChains(ground);
  const calls = callTable(ground);
  const heads = (): TrialHead[] => {
    waiting.flush();
    return onFile(file, () => sql.trials.all(run.number)).map(headOf);
  };
  return {
    run: run.id,
    append: (where, fact) => {
      if (fact.type === "call") calls.label(fact);
      return chains.append(where, fact);
    },
    read: (filter = {}) => readEvents(ground, filter),
    call: (key) => onFile(file, () => calls.newest(key)),
    open: calls.open,
    close: calls.close,
    put: (body) => bodies.put(body),
    body: (address) => onFile(file, () => bodies.body(address)),
    durable: () => waiting.durable(),
    trials: heads,
    calls: () => callLines(ground),
    spentAndHeld: () => {
      waiting.flush();
      return { ...onFile(file, () => sql.spending.get(run.number)) } as unknown as Spending;
    },
    recover: () => onFile(file, calls.recover),
    digest: (order) => {
      const known = new Map(heads().map((head) => [head.trial, head.head]));
      return sha256Parts(...order.map((trial) => known.get(trial) ?? ""));
    },
    restart: chains.restart,
    verify: () => {
      waiting.flush();
      return onFile(file, () => verifyRun(run.number, sql));
    },
  };
}

interface Chain {
  readonly number: number;
  events: number;
  head: string;
  ended: boolean;
  /** Whether its row in the file is older than this. */
  dirty: boolean;
}

function eventChains({ run, sql, waiting, wall }: Ground) {
  const chains = new Map<string, Chain>();
  for (const row of sql.trials.all(run.number)) {
    const { trial, events, head, ended } = headOf(row);
    chains.set(trial, { number: Number(row["number"]), events, head, ended, dirty: false });
  }
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
  return {
    append(where: { readonly trial: string; readonly span: string; readonly at: number }, fact: Fact): Event {
      const { trial, span, at } = where;
      const text = storedText(fact);
      let chain = chains.get(trial);
      if (chain === undefined) chains.set(trial, (chain = { number: chains.size, events: 0, head: "", ended: false, dirty: true }));
      chain.head = eventHash(chain.head, span, at, text);
      chain.events += 1;
      if (fact.type === "trial-end") chain.ended = true;
      dirty.add(trial);
      seq += 1;
      waiting.write(sql.insertEvent, run.number, seq, chain.number, span, at, wall(), text, chain.head);
      return { seq, trial, span, at, fact, hash: chain.head };
    },
    restart(trial: string): void {
      const chain = chains.get(trial);
      if (chain === undefined) return;
      if (chain.ended) throw new Bug(`Trial ${trial} of run ${run.id} has ended; its events are never dropped.`);
      Object.assign(chain, { events: 0, head: "" });
      dirty.add(trial);
      waiting.write(sql.dropEvents, run.number, chain.number);
    },
  };
}

function callTable({ run, sql, waiting, bodies, wall }: Ground) {
  const open = new Map<string, { attempt: number; row: CallRow }>();
  // Rows of this process that the file may not have yet, newest per key.
  const fresh = new Map<string, { attempt: number; row: CallRow }>();
  waiting.attend(
    () => {},
    () => fresh.clear(),
  );
  const find = (key: string) => open.get(key) ?? fresh.get(key) ?? storedCall(key);
  const storedCall = (key: string): { attempt: number; row: CallRow } | undefined => {
    const found = sql.newestCall.get(run.number, key);
    if (found === undefined) return undefined;
    const { state, model, trial, hold, attempt, reply } = found as unknown as Omit<CallLine, "reply"> & { reply: string | null };
    const kept = reply === null ? undefined : (bodies.body(reply) as unknown as Reply | undefined);
    return { attempt, row: { key, state, model, trial, hold, ...(kept && { reply: kept }) } };
  };
  const markUnknown = (key: string, attempt: number) => waiting.write(sql.closeCall, "unknown", 0, null, wall(), run.number, key, attempt);
  return {
    newest: (key: string) => find(key)?.row,
    open(row: { readonly key: string; readonly model: string; readonly trial: string; readonly hold: number; readonly ask: string }): void {
      const { key, model, trial, hold, ask } = row;
      if (open.has(key)) throw new Bug(`Call ${key} was opened while it is open; one call is in flight per key.`);
      if (!Number.isSafeInteger(hold) || hold < 0) throw new Bug(`The hold of call ${key} must be whole nano-dollars; got ${hold}.`);
      const before = find(key);
      // An open row that is not of this process was left by a dead one: its money stays held.
      if (before?.row.state === "open") markUnknown(key, before.attempt);
      const entry = { attempt: before === undefined ? 0 : before.attempt + 1, row: { key, state: "open" as const, model, trial, hold } };
      open.set(key, entry);
      waiting.write(sql.insertCall, run.number, key, entry.attempt, model, trial, hold, ask, wall());
    },
    close(key: string, reply: Reply): void {
      const entry = open.get(key);
      if (entry === undefined) throw new Bug(`Call ${key} was closed but is not open in this process.`);
      if (!Number.isSafeInteger(reply.cost)) throw new Bug(`The cost of call ${key} must be whole nano-dollars; got ${reply.cost}.`);
      const state = reply.ok ? "settled" : "failed";
      open.delete(key);
      fresh.set(key, { attempt: entry.attempt, row: { ...entry.row, state, reply } });
      waiting.write(sql.closeCall, state, reply.cost, bodies.put(reply), wall(), run.number, key, entry.attempt);
    },
    label: (fact: CallFact) => waiting.write(sql.labelCall, fact.member, fact.purpose, run.number, fact.key),
    recover(): number {
      waiting.flush();
      const left = sql.openCalls.all(run.number).filter((row) => open.get(String(row["key"]))?.attempt !== row["attempt"]);
      for (const row of left) markUnknown(String(row["key"]), Number(row["attempt"]));
      waiting.flush();
      return left.length;
    },
  };
}

async function* readEvents(ground: Ground, filter: { readonly trial?: string; readonly after?: number }): AsyncIterable<Event> {
  const { run, sql, waiting, file } = ground;
  const numberOf = (trial: string) => sql.trials.all(run.number).find((row) => row["trial"] === trial)?.["number"];
  // Page by page, so that no statement stays open while the reader thinks and others write.
  for (let after = filter.after ?? 0; ; ) {
    waiting.flush();
    const page = onFile(file, () => {
      if (filter.trial === undefined) return sql.events.all(run.number, after);
      const number = numberOf(filter.trial);
      return number === undefined ? [] : sql.trialEvents.all(run.number, number, after);
    });
    for (const row of page) {
      const { seq, span, at, fact, hash } = row as unknown as Omit<Event, "fact"> & { fact: string };
      yield { seq, trial: filter.trial ?? String(row["trial"]), span, at, fact: parsed<Fact & Json>(fact), hash };
      after = seq;
    }
    if (page.length < 1000) return;
  }
}

function* callLines({ run, sql, waiting, file }: Ground): Iterable<CallLine> {
  let last: readonly [string, number] = ["", -1];
  for (;;) {
    waiting.flush();
    const page = onFile(file, () => sql.calls.all(run.number, ...last));
    for (const row of page) {
      const { member, purpose, reply, ...rest } = row as unknown as CallLine & { [column: string]: unknown };
      yield {
        ...rest,
        ...(member !== null && { member }),
        ...(purpose !== null && { purpose }),
        ...(reply !== null && { reply }),
      } as CallLine;
      last = [rest.key, rest.attempt];
    }
    if (page.length < 1000) return;
  }
}

function headOf(row: { readonly [column: string]: unknown }): TrialHead {
  return { trial: String(row["trial"]), events: Number(row["events"]), head: String(row["head"]), ended: row["ended"] === 1 };
}
