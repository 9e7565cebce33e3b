import type { DatabaseSync } from "node:sqlite";
import { Bug, UserError } from "../util/bug.ts";
import { batch } from "./batch.ts";
import { bodies } from "./bodies.ts";
import { onFile } from "./faults.ts";
import { lockRun, owner, unlockRuns } from "./lock.ts";
import { openDatabase } from "./open-database.ts";
import { runLedger } from "./run-ledger.ts";
import { statements } from "./statements.ts";
import { runRecords } from "./run-records.ts";
import type { RunLedger, Store, StoreMode } from "./store.ts";

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
  const guard = () => {
    if (mode === "read") throw new Bug(`The ledger ${file} was opened for reading; open it with mode "write" to change it.`);
  };
  return {
    file,
    mode,
    runs: records.all,
    run: records.one,
    create: (record) => {
      guard();
      if (records.one(record.id)) throw new UserError(`The ledger ${file} has a run "${record.id}" already; resume it, or name another.`);
      waiting.flush();
      records.insert(record);
    },
    update: (id, change) => {
      guard();
      if (change.id !== undefined && change.id !== id) throw new Bug("A run keeps its id for ever.");
      const record = records.one(id);
      if (record === undefined) throw new Bug(`There is no run ${id} in the ledger ${file}.`);
      waiting.flush();
      records.replace({ ...record, ...change });
    },
    ledger: (run) => {
      const known = ledgers.get(run);
      if (known) return known;
      const number = records.number(run);
      if (mode === "write") onFile(file, () => lockRun(db, file, { id: run, number }, me));
      const made = onFile(file, () => runLedger({ run: { id: run, number }, sql, waiting, bodies: shared, wall, file }));
      ledgers.set(run, made);
      return made;
    },
    close: () => {
      try {
        waiting.close();
        if (mode === "write" && ledgers.size > 0) onFile(file, () => unlockRuns(db, me));
      } finally {
        db.close();
      }
    },
  };
}
