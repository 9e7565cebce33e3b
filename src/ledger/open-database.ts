import { closeSync, existsSync, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { UserError } from "../util/bug.ts";
import { fileFault } from "../util/file-fault.ts";
import { kindOfFile } from "../util/read-file.ts";
import { makeFolder } from "../util/make-folder.ts";
import { AbsentLedger } from "./absent-ledger.ts";
import { onFile } from "./faults.ts";
import { damagedFrame } from "./log-damage.ts";
import { refuseOtherLayout } from "./refuse-other-layout.ts";
import { schema, schemaVersion } from "./schema.ts";
import type { StoreMode } from "./store.ts";
import { countWrites } from "./totals.ts";

// Not imported: on a Node that lacks it, an import would fail before anyone could say which Node is needed.
const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");

/**
 * Opens the file for a store, and makes it when it is new and `mode` is "write". `file` is a path, ":memory:" or a `file:` URI.
 * A file that is not ours, damaged, truncated, of another version, without a table or column of ours, locked or read-only is refused
 * with a `UserError` and left as it is.
 */
export function openDatabase(file: string, mode: StoreMode): DatabaseSync {
  const onDisk = file !== ":memory:" && !file.startsWith("file:");
  if (onDisk) inspect(file, mode);
  return onFile(file, () => {
    const db = connect(file, mode, onDisk);
    try {
      prepare(db, file, mode);
      return db;
    } catch (thrown) {
      db.close();
      throw thrown;
    }
  });
}

function connect(file: string, mode: StoreMode, onDisk: boolean): DatabaseSync {
  const where = file.startsWith("file:") ? new URL(file) : file;
  const settings = { readOnly: mode === "read" && file !== ":memory:", timeout: 1000 };
  const db = new Database(where, settings);
  try {
    db.prepare("SELECT count(*) FROM sqlite_schema").get();
    return db;
  } catch (thrown) {
    db.close();
    // A reader of a write-ahead log needs to make its index file; in a folder that cannot be written, an idle ledger is read as it is.
    if (!(settings.readOnly && onDisk && logSize(file) === 0)) throw thrown;
    const still = pathToFileURL(file);
    still.searchParams.set("immutable", "1");
    return new Database(still, settings);
  }
}

function prepare(db: DatabaseSync, file: string, mode: StoreMode): void {
  const empty = isEmpty(db);
  if (!empty) refuseOtherLayout(db, file);
  if (empty && mode === "read") throw new UserError(`The ledger ${file} is empty: there are no runs to read.${lostLog(file)}`);
  db.exec("PRAGMA cache_size = -16000");
  if (mode === "read") return;
  // FULL syncs the log at each commit: a settled call survives the loss of power.
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;");
  // One write finds a read-only or locked file now, not after money was spent.
  db.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have made the tables while this one waited.
    if (isEmpty(db)) db.exec(schema);
    refuseOtherLayout(db, file);
    db.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT; PRAGMA busy_timeout = 5000;`);
    countWrites(db);
  } catch (thrown) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw thrown;
  }
}

/** SQLite cannot know of a log that is gone; who copied the file alone is told. */
function lostLog(file: string): string {
  return existsSync(`${file}-wal`)
    ? ""
    : ` There is no ${file}-wal beside it: until a run ends, its newest entries stand in that file alone. If this is a copy of a run that was killed, copy both files.`;
}

function isEmpty(db: DatabaseSync): boolean {
  return db.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.["n"] === 0;
}

/** Finds what SQLite would not tell, or would tell only when the missing page is read. */
function inspect(file: string, mode: StoreMode): void {
  if (!existsSync(file)) {
    if (mode === "read") throw new AbsentLedger(file);
    return makeFolder(dirname(file), { of: "the ledger", instead: "use another file with --ledger" });
  }
  // SQLite would wait at a pipe, and read a device without end.
  for (const part of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) refuseOtherThanFile(part);
  const header = Buffer.alloc(100);
  const size = readHeader(file, header);
  const truncated = `The ledger ${file} is truncated: part of the file is missing. Nothing was changed; restore it from a copy, or use another file with --ledger.`;
  // SQLite would throw the log of an empty file away, and with it what was committed.
  if (size === 0 && logSize(file) > 0) throw new UserError(truncated);
  if (size === 0) return;
  if (header.toString("latin1", 0, 15) === "SQLite format 3") {
    const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
    // While a log exists, pages that the file lacks may still stand there.
    if (size < header.readUInt32BE(28) * pageSize && logSize(file) === 0) throw new UserError(truncated);
    const frame = damagedFrame(`${file}-wal`, pageSize);
    if (frame !== undefined) {
      const where = frame === 0 ? "in its header" : `at page ${frame}`;
      throw new UserError(
        `The log ${file}-wal, which holds the newest entries of the ledger, is damaged ${where}: what was written there and later cannot be read. Nothing was changed; restore both files from a copy, or move the log away to go on without those entries.`,
      );
    }
  } else if ("SQLite format 3".startsWith(header.toString("latin1", 0, size))) throw new UserError(truncated);
}

function refuseOtherThanFile(path: string): void {
  let status: Stats | undefined;
  try {
    status = statSync(path, { throwIfNoEntry: false });
  } catch (thrown) {
    throw new UserError(`The ledger ${path} cannot be read: ${fileFault(thrown)}. Check the file, or use another one with --ledger.`);
  }
  if (status === undefined || status.isFile()) return;
  throw new UserError(`The ledger ${path} is ${kindOfFile(status)}; a file is wanted. Name one with --ledger.`);
}

function readHeader(file: string, header: Buffer): number {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch {
    throw new UserError(`The ledger ${file} may not be read. Check the rights of the file, or use another file with --ledger.`);
  }
  try {
    readSync(descriptor, header, 0, header.length, 0);
    return fstatSync(descriptor).size;
  } finally {
    closeSync(descriptor);
  }
}

function logSize(file: string): number {
  if (!existsSync(`${file}-wal`)) return 0;
  const descriptor = openSync(`${file}-wal`, "r");
  try {
    return fstatSync(descriptor).size;
  } finally {
    closeSync(descriptor);
  }
}
