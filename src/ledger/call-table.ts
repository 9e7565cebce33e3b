import type { CallFact, CallRow, Ledger, Reply } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { callState, paidFor } from "../util/call-state.ts";
import type { RunStore } from "./run-store.ts";
import { onFile } from "./faults.ts";
import { type KnownCall, knownCalls } from "./known-calls.ts";
import type { Values } from "./statements.ts";
import type { CallLine } from "./store.ts";

const mostAbsent = 10_000;

/** The write-ahead call table of a run; see `RunLedger` for what each step promises. */
export function callTable(runStore: RunStore) {
  const { run, sql, waiting, bodies, wall } = runStore;
  const { open, fresh, known, forget } = knownCalls(waiting);
  // Keys that were looked for and not there: the open that follows need not look again.
  const absent = new Set<string>();
  const find = (key: string) => known(key) ?? storedCall(runStore, key);
  const markUnknown = (key: string, attempt: number) => waiting.write(sql.closeCall, "unknown", 0, null, wall(), run.number, key, attempt);
  return {
    newest: (key: string): CallRow | undefined => {
      const found = find(key);
      if (found === undefined && absent.size >= mostAbsent) absent.clear();
      if (found === undefined) absent.add(key);
      return found?.row;
    },
    open: (row: Opening): void => {
      const { key, model, trial, member, purpose, hold, ask } = row;
      if (open.has(key)) throw new Bug(`Call ${key} was opened while it is open; one call is in flight per key.`);
      if (!Number.isSafeInteger(hold) || hold < 0) throw new Bug(`The hold of call ${key} must be whole nano-dollars; got ${hold}.`);
      const before = absent.delete(key) ? undefined : find(key);
      // An open row that is not of this process was left by a dead one: its money stays held.
      if (before?.row.state === "open") markUnknown(key, before.attempt);
      const attempt = before === undefined ? 0 : before.attempt + 1;
      const opening = [run.number, key, attempt, model, trial, member ?? null, purpose ?? null, hold, ask, wall()] as const;
      const written = waiting.write(sql.insertCall, ...opening, "open", 0, null, null);
      const labeled = attempt === 0 && member !== undefined && purpose !== undefined && purpose !== "grade";
      open.set(key, { attempt, row: { key, state: "open", model, trial, hold }, labeled, written });
    },
    close: (key: string, reply: Reply): void => {
      const entry = open.get(key);
      if (entry === undefined) throw new Bug(`Call ${key} was closed but is not open in this process.`);
      if (!Number.isSafeInteger(reply.cost)) throw new Bug(`The cost of call ${key} must be whole nano-dollars; got ${reply.cost}.`);
      const state = callState(reply);
      const { attempt, row, labeled = false, written } = entry;
      open.delete(key);
      fresh.set(key, { attempt, row: { ...row, state, reply }, labeled });
      const [cost, body, closed] = [paidFor(reply), bodies.put(reply), wall()];
      if (written !== undefined && waiting.amend(written, state, cost, body, closed)) return;
      waiting.write(sql.closeCall, state, cost, body, closed, run.number, key, attempt);
    },
    label: (fact: CallFact): void => {
      if (known(fact.key)?.labeled !== true) waiting.write(sql.labelCall, fact.member, fact.purpose, run.number, fact.key);
    },
    /** What was read or written last is read from the file again: a row was changed there. */
    forget,
    recover: (): number => {
      waiting.flush();
      const left = sql.openCalls.all(run.number).filter((row) => open.get(String(row["key"]))?.attempt !== row["attempt"]);
      for (const row of left) markUnknown(String(row["key"]), Number(row["attempt"]));
      waiting.flush();
      return left.length;
    },
  };
}

/** The newest answer of another run to the call with this key: to its first try or, where that failed, to one that followed. */
export function answerElsewhere({ run, sql, bodies }: RunStore, key: string): { run: string; reply: Reply } | undefined {
  const found = sql.answerElsewhere.get(key, run.number);
  const reply = found === undefined ? undefined : (bodies.body(String(found["reply"])) as unknown as Reply | undefined);
  return reply === undefined ? undefined : { run: String(found?.["run"]), reply };
}

type Opening = Parameters<Ledger["open"]>[0];

function storedCall({ run, sql, bodies }: RunStore, key: string): KnownCall | undefined {
  const found = sql.newestCall.get(run.number, key) as unknown as (Omit<CallLine, "reply"> & { reply: string | null }) | undefined;
  if (found === undefined) return undefined;
  const { state, model, trial, hold, attempt, reply } = found;
  const kept = reply === null ? undefined : (bodies.body(reply) as unknown as Reply | undefined);
  return { attempt, row: { key, state, model, trial, hold, ...(kept && { reply: kept }) } };
}

/** Every row of the call table, by key and attempt. */
export function* callLines({ run, sql, waiting, file }: RunStore): Iterable<CallLine> {
  let last: readonly [string, number] = ["", -1];
  for (;;) {
    waiting.flush();
    const page = onFile(file, () => sql.calls.all(run.number, ...last));
    for (const row of page) {
      const line = lineOf(row);
      yield line;
      last = [line.key, line.attempt];
    }
    if (page.length < 1000) return;
  }
}

function lineOf([key, state, model, trial, hold, cost, attempt, member, purpose, ask, reply, opened, closed]: Values): CallLine {
  const line: Record<string, unknown> = { key, state, model, trial, hold, cost, attempt, ask, opened };
  if (member !== null) line["member"] = member;
  if (purpose !== null) line["purpose"] = purpose;
  if (reply !== null) line["reply"] = reply;
  if (closed !== null) line["closed"] = closed;
  return line as unknown as CallLine;
}
