import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { Bug } from "../util/bug.ts";
import { onFile } from "./faults.ts";
import type { StoreMode } from "./store.ts";
import { transact } from "./totals.ts";

const mostRows = 5000;
const mostMs = 200;

/** A row that was written: it waits until it is committed. */
export interface WaitingRow {
  readonly statement: StatementSync;
  readonly values: SQLInputValue[];
  committed?: true;
}

/** Rows that wait in memory for one common commit. */
export interface Batch {
  /** Adds a row; it is committed with all that wait, at the latest after 200 ms or 5,000 rows. */
  write(statement: StatementSync, ...values: SQLInputValue[]): WaitingRow;
  /** Changes the last values of a row that still waits; false where it does not. */
  amend(row: WaitingRow, ...values: SQLInputValue[]): boolean;
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
  const queue = commitQueue(db, file);
  let shared: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let told = false;
  let closed = false;
  const flush = (teller = true) => {
    clearTimeout(timer);
    timer = undefined;
    try {
      queue.commit();
      told = false;
    } catch (thrown) {
      told = teller;
      // A refusal in the background is told by the next flush, durable or close, which tries again.
      if (teller) throw thrown;
    }
  };
  const quietly = () => flush(false);
  const soon = () => void (queue.size() % mostRows === 0 ? quietly() : (timer ??= setTimeout(quietly, mostMs).unref()));
  return {
    write: (statement, ...values) => {
      if (mode === "read") throw new Bug(`The ledger ${file} was opened for reading; open it with mode "write" to change it.`);
      if (closed) throw new Bug("A ledger was written to after its store was closed.");
      const row = rowOf(statement, values);
      if (queue.add(row)) soon();
      return row;
    },
    amend: amended,
    flush: () => flush(),
    durable: () => {
      if (queue.size() === 0) return Promise.resolve();
      shared ??= nextTurn(() => {
        shared = undefined;
        flush();
      });
      return shared;
    },
    attend: queue.attend,
    close: () => {
      const known = told;
      try {
        flush();
      } catch (thrown) {
        if (!known) throw thrown;
      } finally {
        closed = true;
      }
    },
  };
}

function rowOf(statement: StatementSync, values: SQLInputValue[]): WaitingRow {
  refuseOdd(values);
  return { statement, values };
}

function amended(row: WaitingRow, ...values: SQLInputValue[]): boolean {
  if (row.committed === true) return false;
  refuseOdd(values);
  row.values.splice(-values.length, values.length, ...values);
  return true;
}

/** Told to whoever writes it: in the common commit one such value would keep the rows of everybody from the disk. */
function refuseOdd(values: readonly SQLInputValue[]): void {
  const odd = values.findIndex((value) => !isBindable(value));
  if (odd >= 0) throw new Bug(`The ledger was given what it cannot hold (${typeof values[odd]}) as value ${odd + 1} of a row.`);
}

function isBindable(value: unknown): boolean {
  return value === null || ["string", "bigint"].includes(typeof value) || Number.isFinite(value) || ArrayBuffer.isView(value);
}

function commitQueue(db: DatabaseSync, file: string) {
  let rows: WaitingRow[] = [];
  let committing = false;
  const attendants: { readonly before: () => void; readonly after: () => void }[] = [];
  return {
    size: () => rows.length,
    attend: (before: () => void, after: () => void) => void attendants.push({ before, after }),
    /** False for a row that an attendant adds to the commit under way. */
    add: (row: WaitingRow): boolean => {
      rows.push(row);
      return !committing;
    },
    commit: () => {
      if (rows.length === 0) return;
      committing = true;
      try {
        for (const attendant of attendants) attendant.before();
        onFile(file, () =>
          transact(db, () => {
            for (const { statement, values } of rows) statement.run(...values);
          }),
        );
      } finally {
        committing = false;
      }
      for (const row of rows) row.committed = true;
      rows = [];
      for (const attendant of attendants) attendant.after();
    },
  };
}

/** Work in the next turn of the event loop, so that all who ask in this turn share it. */
function nextTurn(work: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(work());
      } catch (thrown) {
        reject(thrown);
      }
    });
  });
}
