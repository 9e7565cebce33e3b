import type { DatabaseSync } from "node:sqlite";
import { Bug, UserError } from "../util/bug.ts";
import { type Batch, batch } from "./batch.ts";
import { bodies } from "./bodies.ts";
import { checkRecords } from "./check-totals.ts";
import { onFile } from "./faults.ts";
import { isWritten, lockRun, type Owner, owner, unlockRuns } from "./lock.ts";
import { openDatabase } from "./open-database.ts";
import { removeRun, runSizes } from "./run-space.ts";
import { runFingerprint } from "./run-fingerprint.ts";
import { runLedger } from "./run-ledger.ts";
import { verifyRun } from "./verify-run.ts";
import { statements } from "./statements.ts";
import { runRecords } from "./run-records.ts";
import type { RunChange, RunLedger, RunRecord, Store, StoreMode } from "./store.ts";
import { defined } from "../util/defined.ts";

/**
 * Opens a ledger file, a path or ":memory:"; mode "write" makes it when it is new, mode "read" never changes it.
 * Throws a `UserError` for a file that is locked, read-only, newer, truncated, damaged, foreign or on a full disk; nothing is lost.
 * `wall` gives milliseconds since 1970 for columns that no hash covers.
 */
export function openStore(file: string, mode: StoreMode = "write", wall: () => number = Date.now): Store {
  return storeOn(openDatabase(file, mode), file, mode, wall);
}

/** The store on a database that is open already. */
export function storeOn(db: DatabaseSync, file: string, mode: StoreMode, wall: () => number): Store {
  const sql = onFile(file, () => statements(db));
  const waiting = batch(db, file, mode);
  const shared = bodies(waiting, sql);
  const me = owner();
  const ledgers = new Map<string, RunLedger>();
  const records = runRecords(db, file);
  const guard = () => refuseReader(mode, file);
  const flushed = <T>(work: () => T): T => {
    waiting.flush();
    return onFile(file, work);
  };
  return {
    file,
    mode,
    runs: records.all,
    run: records.one,
    create: (record) => {
      guard();
      refuseTwin(records.one(record.id), file);
      flushed(() => records.insert(record));
    },
    update: (id, change) => {
      guard();
      waiting.flush();
      records.replace(changed(records.one(id), id, change, file));
    },
    ledger: (run) => {
      const known = ledgers.get(run);
      if (known) return known;
      const number = records.number(run);
      if (mode === "write") onFile(file, () => lockRun(db, file, { id: run, number }, me));
      const made = onFile(file, () => runLedger({ run: { id: run, number }, db, sql, waiting, bodies: shared, wall, file }));
      ledgers.set(run, made);
      return made;
    },
    isWritten: (id) => onFile(file, () => isWritten(db, records.number(id))),
    remove: (id) => {
      guard();
      flushed(() => removeUnwatched(db, file, records, { id, me }));
      ledgers.delete(id);
      shared.forget();
    },
    verify: (id) => flushed(() => verifyRun({ db, sql, run: { id, number: records.counted(id) ?? records.number(id) } })),
    check: () => flushed(() => checkRecords(db)),
    fingerprint: (id) => flushed(() => runFingerprint(db, records.number(id))),
    sizes: () => flushed(() => runSizes(db)),
    close: () => closing(waiting, () => mode === "write" && ledgers.size > 0 && onFile(file, () => unlockRuns(db, me)), db),
  };
}

/** Removes a run while this opener holds every run's lock: texts that another writer counts on are not taken from it. */
function removeUnwatched(
  db: DatabaseSync,
  file: string,
  records: ReturnType<typeof runRecords>,
  { id, me }: { readonly id: string; readonly me: Owner },
): void {
  const number = records.number(id);
  for (const record of records.all()) lockRun(db, file, { id: record.id, number: records.number(record.id) }, me);
  try {
    removeRun(db, number);
  } finally {
    unlockRuns(db, me);
  }
}

function changed(record: RunRecord | undefined, id: string, change: RunChange, file: string): RunRecord {
  if (change.id !== undefined && change.id !== id) throw new Bug("A run keeps its id for ever.");
  if (record === undefined) throw new Bug(`There is no run ${id} in the ledger ${file}.`);
  const { digest, ...rest } = { ...record, ...change };
  return { ...rest, ...defined({ digest }) };
}

function closing(waiting: Batch, unlock: () => unknown, db: DatabaseSync): void {
  try {
    waiting.close();
    unlock();
  } finally {
    db.close();
  }
}

function refuseReader(mode: StoreMode, file: string): void {
  if (mode === "read") throw new Bug(`The ledger ${file} was opened for reading; open it with mode "write" to change it.`);
}

function refuseTwin(twin: RunRecord | undefined, file: string): void {
  if (twin !== undefined) throw new UserError(`The ledger ${file} has a run "${twin.id}" already; resume it, or name another.`);
}
