import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { sqlRegexp } from "./sql-regexp.ts";

// Not imported by name: a Node that lacks it could not even say which one is needed.
const { constants, DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");

/**
 * One run: a fresh database in memory, `setup`, the program, and `query` behind it where there is one; `workMs` and `memoryMb` bound it.
 * `setup` is the task's: what it takes is not the program's work, and has the bound `setupMs`.
 */
export interface SqlRun {
  readonly setup: string;
  readonly code: string;
  readonly query?: string;
  readonly workMs: number;
  readonly setupMs: number;
  readonly memoryMb: number;
}
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SQLOutputValue[])[];
}
/** What came of a run. After a breach the process must be ended: its thread cannot be. */
export type SqlAnswer =
  | { readonly kind: "rows"; readonly found: Rows | undefined }
  | { readonly kind: "fault"; readonly of: "setup" | "program" | "query"; readonly why: string }
  | { readonly kind: "breach"; readonly of: "late" | "memory" };

const lookMs = 10;
/** Bytes of one text or blob, of a program, and values and bytes of a result. */
const mostLength = 16_000_000;
const mostValues = 500_000;
const mostBytes = 4_000_000;
const limits = { length: mostLength, sqlLength: mostLength, attach: 0, exprDepth: 500, triggerDepth: 100 };
/** What only tells or changes the connection itself; every other pragma does nothing. */
const pragmas = new Set(
  (
    "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list foreign_key_check integrity_check quick_check " +
    "page_size page_count freelist_count foreign_keys recursive_triggers defer_foreign_keys case_sensitive_like user_version application_id data_version encoding " +
    "collation_list function_list module_list pragma_list compile_options"
  ).split(" "),
);
const forbidden = new Set(["load_extension", "fts3_tokenizer"]);

if (isMainThread) watch();
else {
  parentPort?.on("message", (run: SqlRun) => parentPort?.postMessage(answerTo(run), []));
  // The first run in a process takes several times as long as any other: it is part of the start.
  answerTo({ setup: "CREATE TABLE t (a); INSERT INTO t VALUES (1)", code: "SELECT a FROM t", workMs: 0, setupMs: 0, memoryMb: 0 });
  parentPort?.postMessage("up", []);
}

/** What the second thread says of a run: how long its setup took, then what came of it. */
type WorkerMessage = "up" | { readonly setupMs: number } | SqlAnswer;

/** The first thread: it counts the work of the second, which SQLite holds for as long as a statement takes. */
function watch(): void {
  process.on("disconnect", () => process.exit());
  const thread = new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 128 } });
  let timer: NodeJS.Timeout | undefined;
  let [before, held] = [otherThreadsMs(), 0];
  let setupMs: number | undefined;
  const usedMs = () => otherThreadsMs() - before - (setupMs ?? 0);
  const tell = (answer: SqlAnswer) => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    process.send?.({ answer, usedMs: setupMs === undefined ? 0 : usedMs() });
  };
  // Its start is no work of a program: only when it listens is this child ready.
  thread
    .on("message", (said: WorkerMessage) => {
      if (said === "up") process.send?.("ready");
      else if ("setupMs" in said) setupMs = said.setupMs;
      else tell(said);
    })
    .once("error", () => tell({ kind: "breach", of: "memory" }));
  process.on("message", (run: SqlRun) => {
    [before, held, setupMs] = [otherThreadsMs(), process.memoryUsage.rss(), undefined];
    timer = setInterval(() => {
      if (setupMs === undefined && usedMs() > run.setupMs)
        tell({ kind: "fault", of: "setup", why: `it takes more than ${run.setupMs} ms` });
      else if (setupMs !== undefined && usedMs() > run.workMs) tell({ kind: "breach", of: "late" });
      else if (process.memoryUsage.rss() - held > run.memoryMb * 1024 * 1024) tell({ kind: "breach", of: "memory" });
    }, lookMs);
    thread.postMessage(run, []);
  });
}

/** Processor time of this process but for this thread, whose looks become more where the others wait for a processor. */
function otherThreadsMs(): number {
  const [all, own] = [process.cpuUsage(), process.threadCpuUsage()];
  return (all.user + all.system - own.user - own.system) / 1000;
}

function answerTo({ setup, code, query }: SqlRun): SqlAnswer {
  let of: "setup" | "program" | "query" = "setup";
  const ignored: string[] = [];
  const database = new Database(":memory:", { limits, enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: true });
  try {
    // What sorts and temporary tables need stays in memory, where it is counted.
    database.exec("PRAGMA temp_store = MEMORY");
    database.enableDefensive(true);
    // Its work is counted as that of any other function of the database.
    database.function("regexp", { deterministic: true, useBigIntArguments: true }, sqlRegexp());
    database.setAuthorizer((action, first, second) => {
      const may = permitted(action, first, second);
      if (action === constants.SQLITE_PRAGMA && may === constants.SQLITE_IGNORE) ignored.push(first ?? "");
      return may;
    });
    const before = threadMs();
    database.exec(setup);
    parentPort?.postMessage({ setupMs: threadMs() - before }, []);
    of = "program";
    ignored.length = 0;
    let found = lastRows(database, code);
    if (query !== undefined && typeof found !== "string") {
      of = "query";
      ignored.length = 0;
      found = lastRows(database, query);
    }
    if (found === undefined && ignored.length > 0)
      found = `PRAGMA ${ignored.at(-1)} is not allowed here: it does nothing and gives no rows, and no other statement gives any`;
    return typeof found === "string" ? { kind: "fault", of, why: found } : { kind: "rows", found };
  } catch (thrown) {
    return { kind: "fault", of, why: (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 500) };
  } finally {
    database.close();
  }
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function permitted(action: number, first: string | null, second: string | null): number {
  if (action === constants.SQLITE_ATTACH || action === constants.SQLITE_DETACH) return constants.SQLITE_DENY;
  if (action === constants.SQLITE_FUNCTION && forbidden.has((second ?? "").toLowerCase())) return constants.SQLITE_DENY;
  if (action === constants.SQLITE_PRAGMA && !pragmas.has((first ?? "").toLowerCase())) return constants.SQLITE_IGNORE;
  return constants.SQLITE_OK;
}

/** Runs each statement to its end; the rows of the last one that has columns, even if there are none. A text says why it was not run. */
function lastRows(database: DatabaseSync, sql: string): Rows | undefined | string {
  // SQLite would take what stands before it for the whole.
  if (sql.includes("\0")) return "a NUL character stands in the SQL";
  let found: Rows | undefined;
  for (let rest = sql; ; ) {
    const statement = prepared(database, rest);
    if (statement === undefined) return found;
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    const columns = statement.columns().map(({ name }) => name);
    const rows = collected(statement.iterate() as unknown as Iterable<SQLOutputValue[]>);
    if (rows === undefined) return `a result has more than ${mostValues} values or ${mostBytes} bytes`;
    if (columns.length > 0) found = { columns, rows };
    rest = rest.slice(statement.sourceSQL.length);
  }
}

function prepared(database: DatabaseSync, sql: string): ReturnType<DatabaseSync["prepare"]> | undefined {
  try {
    return database.prepare(sql);
  } catch (thrown) {
    if (thrown instanceof TypeError && /contains no statements/.test(thrown.message)) return undefined;
    throw thrown;
  }
}

/** All rows; undefined where they are more than a result may have. */
function collected(rows: Iterable<SQLOutputValue[]>): SQLOutputValue[][] | undefined {
  const all: SQLOutputValue[][] = [];
  let [values, bytes] = [0, 0];
  for (const row of rows) {
    values += row.length;
    for (const value of row) bytes += typeof value === "string" || value instanceof Uint8Array ? value.length : 8;
    if (values > mostValues || bytes > mostBytes) return undefined;
    all.push(row);
  }
  return all;
}
