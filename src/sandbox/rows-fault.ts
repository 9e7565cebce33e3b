import type { Json, SqlValue, WantedRows } from "../types.ts";
import type { Rows } from "./sql-worker.ts";
import { count } from "../util/count.ts";

type Got = Rows["rows"][number][number];

/** What SQLite computed may differ from what is wanted in its last digits. */
const relative = 1e-9;
const absolute = 1e-12;

/** The first thing in which rows are not those that are wanted; undefined where they are. Without `ordered` they are compared as a bag. */
export function rowsFault(wanted: WantedRows, found: Rows | undefined): string | undefined {
  if (found === undefined) return "no statement of the program gives rows";
  const named = wanted.columns;
  if (named !== undefined && named.join("\0").toLowerCase() !== found.columns.join("\0").toLowerCase())
    return `the columns are ${JSON.stringify(found.columns)}, wanted ${JSON.stringify(named)}`;
  const width = wanted.rows[0]?.length;
  if (width !== undefined && found.columns.length !== width) return `got ${count(found.columns.length, "column")}, wanted ${width}`;
  if (found.rows.length !== wanted.rows.length)
    return `got ${count(found.rows.length, "row")}, wanted ${wanted.rows.length}${shownFew(found.rows)}`;
  return wanted.ordered === true ? orderFault(wanted.rows, found.rows) : bagFault(wanted.rows, found.rows);
}

function orderFault(wanted: WantedRows["rows"], found: Rows["rows"]): string | undefined {
  const at = wanted.findIndex((row, i) => !isRow(row, found[i] ?? []));
  return at < 0 ? undefined : `row ${at + 1} is ${shown(found[at])}, wanted ${JSON.stringify(wanted[at])}`;
}

/** Rows with the same texts, blobs and NULLs in the same places are tried against one another: numbers may be a little off. */
function bagFault(wanted: WantedRows["rows"], found: Rows["rows"]): string | undefined {
  const left = Map.groupBy(found, (row) => JSON.stringify(row.map((value) => (isNumber(value) ? 0 : plain(value)))));
  for (const row of wanted) {
    const same = left.get(JSON.stringify(row.map((value) => (isWantedNumber(value) ? 0 : blobOrSelf(value))))) ?? [];
    const at = same.findIndex((one) => isRow(row, one));
    if (at < 0) return `there is no row ${JSON.stringify(row)}${shownFew(found)}`;
    same.splice(at, 1);
  }
  return undefined;
}

function isRow(wanted: readonly SqlValue[], got: readonly Got[]): boolean {
  return wanted.length === got.length && wanted.every((value, i) => isValue(value, got[i] as Got));
}

/** A plain number is compared by value, whichever storage class it has; an object states the class as well. */
function isValue(wanted: SqlValue, got: Got): boolean {
  if (wanted === null || typeof wanted === "string") return wanted === got;
  if (typeof wanted === "number") return typeof got === "bigint" ? isWhole(wanted, got) : typeof got === "number" && isNear(wanted, got);
  if ("integer" in wanted) return typeof got === "bigint" && BigInt(wanted.integer) === got;
  if ("real" in wanted) return typeof got === "number" && isNear(wanted.real, got);
  return got instanceof Uint8Array && hexOf(got) === wanted.blob.toLowerCase();
}

function isWhole(wanted: number, got: bigint): boolean {
  return Number.isInteger(wanted) && BigInt(wanted) === got;
}

function isNear(wanted: number, got: number): boolean {
  if (wanted === got) return true;
  return Number.isFinite(got) && Math.abs(wanted - got) <= Math.max(absolute, relative * Math.max(Math.abs(wanted), Math.abs(got)));
}

function isNumber(value: Got): boolean {
  return typeof value === "bigint" || typeof value === "number";
}

function isWantedNumber(value: SqlValue): boolean {
  return typeof value === "number" || (typeof value === "object" && value !== null && !("blob" in value));
}

function blobOrSelf(value: SqlValue): Json {
  return typeof value === "object" && value !== null && "blob" in value ? { blob: value.blob.toLowerCase() } : value;
}

/** A value of SQLite as JSON: integers beyond 2^53 as text, bytes as an object with their hexadecimal digits. */
export function plain(value: Got): Json {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return { blob: hexOf(value) };
  return value;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function shown(row: readonly Got[] | undefined): string {
  return JSON.stringify(row?.map(plain) ?? []).slice(0, 300);
}

function shownFew(rows: Rows["rows"]): string {
  return rows.length === 0 ? "" : `; got ${rows.slice(0, 3).map(shown).join(", ").slice(0, 300)}${rows.length > 3 ? ", ..." : ""}`;
}
