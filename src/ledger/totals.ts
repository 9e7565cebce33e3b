import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { Bug } from "../util/bug.ts";
import { boundMemory } from "../util/bound-memory.ts";
import { sha256 } from "../util/hash.ts";
import { ChangedLedger } from "./changed-ledger.ts";
import { prepared } from "./prepared.ts";
import { listed } from "./statements.ts";
import { type TrackedTable, trackedTables } from "./tracked-tables.ts";

/** How many rows a table has and the sum of their hashes, modulo 2^256, which no order changes. */
export interface Total {
  readonly rows: number;
  readonly sum: string;
}
export type Totals = Readonly<Record<string, Total>>;

const modulus = 1n << 256n;
/** The owner of what belongs to no run: texts, purses. */
export const wholeFile = 0;

type Pending = Map<number, Map<string, { rows: number; sum: bigint }>>;
const waiting = new WeakMap<DatabaseSync, Pending>();

/**
 * Makes this connection count every row that it writes: each insert, update and delete of each tracked table changes the totals of its
 * run in the same transaction. Who writes to the file by other means leaves rows and totals apart, which `verify` finds.
 */
export function countWrites(db: DatabaseSync): void {
  const pending: Pending = new Map();
  waiting.set(db, pending);
  db.function("tally", { varargs: true }, (table, owner, sign, ...values) => {
    if (!db.isTransaction) throw new Bug(`A row of ${String(table)} was written outside \`transact\`.`);
    count(pending, { table: String(table), owner: Number(owner) }, Number(sign), values);
    return null;
  });
  db.exec("PRAGMA recursive_triggers = ON");
  for (const table of trackedTables(db)) db.exec(triggersOf(table));
}

function triggersOf({ name, owner, columns }: TrackedTable): string {
  const tally = (row: "OLD" | "NEW", sign: 1 | -1) =>
    `tally('${name}', ${owner === undefined ? wholeFile : `${row}.${owner}`}, ${sign}, ${columns.map((column) => `${row}.${column}`).join(", ")})`;
  const on = (event: string, ...calls: string[]) =>
    `CREATE TEMP TRIGGER tally_${name}_${event} AFTER ${event} ON main.${name} BEGIN SELECT ${calls.join(", ")}; END;`;
  return on("INSERT", tally("NEW", 1)) + on("UPDATE", tally("OLD", -1), tally("NEW", 1)) + on("DELETE", tally("OLD", -1));
}

/** All of the work or nothing, its totals with it, and the write lock from the start. */
export function transact<T>(db: DatabaseSync, work: () => T): T {
  const pending = waiting.get(db);
  pending?.clear();
  db.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    if (pending !== undefined) save(db, pending);
    db.exec("COMMIT");
    return value;
  } catch (thrown) {
    // SQLite itself rolls back on a full disk.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw thrown;
  } finally {
    pending?.clear();
  }
}

function count(
  pending: Pending,
  { table, owner }: { table: string; owner: number },
  sign: number,
  values: readonly SQLOutputValue[],
): void {
  let tables = pending.get(owner);
  if (tables === undefined) pending.set(owner, (tables = new Map()));
  let total = tables.get(table);
  if (total === undefined) tables.set(table, (total = { rows: 0, sum: 0n }));
  total.rows += sign;
  total.sum += BigInt(sign) * rowHash(table, values);
}

function save(db: DatabaseSync, pending: Pending): void {
  for (const [owner, tables] of pending) {
    const kept = { ...totalsOf(db, owner) };
    for (const [table, { rows, sum }] of tables) {
      const before = kept[table] ?? noRows;
      kept[table] = { rows: before.rows + rows, sum: hex(BigInt(`0x${before.sum}`) + sum) };
    }
    const id = prepared(db, "SELECT id FROM runs WHERE number = ?").get(owner)?.["id"];
    if (owner !== wholeFile && id === undefined && Object.values(kept).every(({ rows }) => rows === 0))
      prepared(db, "DELETE FROM totals WHERE run = ?").run(owner);
    else prepared(db, "INSERT OR REPLACE INTO totals (run, id, sums) VALUES (?, ?, ?)").run(owner, id ?? "", sumsText(kept));
  }
}

export const noRows: Total = { rows: 0, sum: hex(0n) };

/** What is on record for a run, or for the whole file; undefined when nothing is. */
export function totalsOf(db: DatabaseSync, owner: number): Totals | undefined {
  const text = sumsOf(db, owner);
  const totals = text === undefined ? undefined : totalsIn(text);
  if (text !== undefined && totals === undefined) throw new ChangedLedger(db.location() ?? ":memory:", "table totals holds no totals");
  return totals;
}

/** The totals that a text holds; undefined where it is none of ours. */
export function totalsIn(text: string): Totals | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    const whole = typeof value === "object" && value !== null && Object.values(value).every(isTotal);
    return whole ? (value as Totals) : undefined;
  } catch {
    return undefined;
  }
}

function isTotal(value: unknown): value is Total {
  const { rows, sum } = (value ?? {}) as { rows?: unknown; sum?: unknown };
  return typeof rows === "number" && typeof sum === "string" && /^[0-9a-f]+$/.test(sum);
}

/** The text that is on record. */
export function sumsOf(db: DatabaseSync, owner: number): string | undefined {
  const row = prepared(db, "SELECT sums FROM totals WHERE run = ?").get(owner);
  return row === undefined ? undefined : String(row["sums"]);
}

/** The totals as the rows that are there make them, of all tables or of these. */
export function counted(db: DatabaseSync, owner: number, tables?: readonly string[]): Totals {
  const found: Record<string, Total> = {};
  for (const table of trackedTables(db)) {
    if ((table.owner === undefined) !== (owner === wholeFile) || tables?.includes(table.name) === false) continue;
    const where = table.owner === undefined ? "" : ` WHERE ${table.owner} = ${owner}`;
    let [rows, sum] = [0, 0n];
    // The column of the run first would change the order: the columns stand as in the table.
    for (const row of listed(db, `SELECT ${table.columns.join(", ")} FROM main.${table.name}${where}`).iterate()) {
      rows += 1;
      sum += rowHash(table.name, row);
    }
    found[table.name] = { rows, sum: hex(sum) };
  }
  return found;
}

/** Totals as they are put on record. */
export function sumsText(totals: Totals): string {
  return JSON.stringify(Object.fromEntries(Object.entries(totals).map(([name, { rows, sum }]) => [name, { rows, sum }])));
}

/** The hash of a row: of its table and of its values with their types and lengths, so that no two rows read the same. */
function rowHash(table: string, values: readonly SQLOutputValue[]): bigint {
  boundMemory();
  let text = table;
  for (const value of values)
    text += typeof value === "string" ? `;s${value.length}:${value}` : `;${value === null ? "null" : String(value)}`;
  return BigInt(`0x${sha256(text)}`);
}

function hex(sum: bigint): string {
  return (((sum % modulus) + modulus) % modulus).toString(16).padStart(64, "0");
}
