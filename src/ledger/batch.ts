import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { Bug } from "../util/bug.ts";
import { onFile } from "./faults.ts";
import type { StoreMode } from "./store.ts";

const mostRows = 5000;
const mostMs = 200;

/** Rows that wait in memory for one common commit. */
export interface Batch {
  /** Adds a row; it is committed with all that wait, at the latest after 200 ms or 5,000 rows. */
  write(statement: StatementSync, ...values: SQLInputValue[]): void;
  /** Commits now. Throws a `UserError` when the disk refuses: then nothing of it is on disk and everything still waits. */
  flush(): void;
  /** Resolves when all that was written before is on disk; concurrent callers share one commit. Rejects as `flush` throws. */
  durable(): Promise<void>;
  /** `before` may add rows to each commit; `after` hears of its success. */
  attend(before: () => void, after: () => void): void;
  /** Commits what waits. A refusal that a `flush` or `durable` has told before is not told again. */
  close(): void;
}

/** The group commit of a store. The timers belong to the store's upkeep, not to any trial's time. */
export function batch(db: DatabaseSync, file: string, mode: StoreMode): Batch {
  let waiting: { statement: StatementSync; values: SQLInputValue[] }[] = [];
  let shared: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let told = false;
  let closed = false;
  let committing = false;
  const attendants: { before: () => void; after: () => void }[] = [];
  const commit = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    committing = true;
    for (const attendant of attendants) attendant.before();
    committing = false;
    onFile(file, () => transact(db, waiting));
    waiting = [];
    told = false;
    for (const attendant of attendants) attendant.after();
  };
  const tell = () => {
    try {
      commit();
    } catch (thrown) {
      told = true;
      throw thrown;
    }
  };
  // A refusal in the background is told by the next flush, durable or close, which tries again.
  const quietly = () => {
    try {
      commit();
    } catch {
      told = false;
    }
  };
  return {
    write(statement, ...values) {
      if (mode === "read") throw new Bug(`The ledger ${file} was opened for reading; open it with mode "write" to change it.`);
      if (closed) throw new Bug("A ledger was written to after its store was closed.");
      waiting.push({ statement, values });
      if (committing) return;
      if (waiting.length % mostRows === 0) quietly();
      else timer ??= setTimeout(quietly, mostMs).unref();
    },
    flush: tell,
    durable() {
      if (waiting.length === 0) return Promise.resolve();
      shared ??= new Promise((resolve, reject) => {
        setImmediate(() => {
          shared = undefined;
          try {
            resolve(tell());
          } catch (thrown) {
            reject(thrown);
          }
        });
      });
      return shared;
    },
    attend: (before, after) => attendants.push({ before, after }),
    close() {
      const known = told;
      try {
        commit();
      } catch (thrown) {
        if (!known) throw thrown;
      } finally {
        closed = true;
        clearTimeout(timer);
      }
    },
  };
}

function transact(db: DatabaseSync, rows: readonly { statement: StatementSync; values: SQLInputValue[] }[]): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const { statement, values } of rows) statement.run(...values);
    db.exec("COMMIT");
  } catch (thrown) {
    // SQLite itself rolls back on a full disk.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw thrown;
  }
}
