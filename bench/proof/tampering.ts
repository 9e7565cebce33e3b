import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { openStore } from "../../src/ledger/index.ts";
import { untracked } from "../../src/ledger/tracked-tables.ts";
import { stream } from "../../src/util/random.ts";
import type { Figure } from "../figure.ts";
import { tamperedLedger } from "./tampered-ledger.ts";

/** Changes of single rows that `verify` must find. */
const wantedChanges = 10_000;

/** How many of so many single changes to a ledger `verify` finds. */
export async function tamperingFigures(): Promise<Figure[]> {
  const { tried, missed, tables } = await tamperAtRandom(wantedChanges, "bench");
  return [
    {
      name: `single rows changed, deleted, added or reordered, over ${tables.length} tables`,
      wanted: `${wantedChanges} of ${wantedChanges} found, run and table named`,
      measured: `${tried - missed.length} of ${tried}`,
      met: missed.length === 0 && tried === wantedChanges,
    },
  ];
}

export interface Tampering {
  readonly tried: number;
  /** Changes that `verify` did not find, or of which it did not name the run or the table. */
  readonly missed: readonly string[];
  /** The tables that were tampered with, and every column of them, as `table.column`. */
  readonly tables: readonly string[];
  readonly columns: ReadonlySet<string>;
}

/** Tampers so often with a ledger of several runs, one change at a time, at every table and column that stands in the file. */
export async function tamperAtRandom(times: number, seed: string): Promise<Tampering> {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-tampering-"));
  try {
    const good = join(folder, "good.sqlite");
    await tamperedLedger(good);
    return tamperAll(good, join(folder, "copy.sqlite"), times, seed);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tamperAll(good: string, copy: string, times: number, seed: string): Tampering {
  const chance = stream(`tampering/${seed}`);
  const missed: string[] = [];
  const [tables, columns] = [new Set<string>(), new Set<string>()];
  for (let tried = 0; tried < times; ) {
    copyFileSync(good, copy);
    const change = tamper(copy, chance);
    if (change === undefined) continue;
    tried += 1;
    tables.add(change.table);
    for (const column of change.columns) columns.add(`${change.table}.${column}`);
    const said = saidOf(copy, change.run);
    if (!said.includes(`table ${change.table}`) || !said.includes(change.run)) missed.push(`${change.what}: ${said}`);
  }
  return { tried: times, missed, tables: [...tables].sort(), columns };
}

function saidOf(file: string, run: string): string {
  const store = openStore(file, "read");
  try {
    const found = store.verify(run);
    return found.ok ? "intact" : found.failure.message;
  } finally {
    store.close();
  }
}

interface Change {
  readonly what: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly run: string;
}
type Row = Record<string, SQLInputValue>;
type Chance = () => number;

/** One change of one row (two, where they change places); undefined where the draw was none, or the file's own constraints refuse it. */
function tamper(file: string, chance: Chance): Change | undefined {
  const db = new DatabaseSync(file);
  // The copy is thrown away: nobody waits for the disk.
  db.exec("PRAGMA synchronous = OFF");
  try {
    const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all();
    const table = pick(
      names.map(({ name }) => String(name)).filter((name) => !Object.hasOwn(untracked, name) || name === "totals"),
      chance,
    );
    const info = db.prepare(`PRAGMA table_info(${table})`).all() as unknown as Column[];
    const rows = db.prepare(`SELECT * FROM ${table}`).all() as Row[];
    const row = rows.length === 0 ? undefined : pick(rows, chance);
    const runs = db.prepare("SELECT number, id FROM runs").all();
    const done = pick(ways, chance)({ db, table, info, rows, row, chance });
    const run = String(runs.find(({ number }) => number === ownerOf(table, done?.row ?? row))?.["id"] ?? runs[0]?.["id"]);
    return done === undefined ? undefined : { ...done, table, run, what: `${table}: ${done.what}` };
  } catch (thrown) {
    if (thrown instanceof Error && "errcode" in thrown && (Number(thrown.errcode) & 0xff) === constraintCode) return undefined;
    throw thrown;
  } finally {
    db.close();
  }
}

/** SQLITE_CONSTRAINT. */
const constraintCode = 19;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}
interface Scene {
  readonly db: DatabaseSync;
  readonly table: string;
  readonly info: readonly Column[];
  readonly rows: readonly Row[];
  readonly row: Row | undefined;
  readonly chance: Chance;
}
type Way = (scene: Scene) => (Pick<Change, "what" | "columns"> & { readonly row?: Row }) | undefined;

function ownerOf(table: string, row: Row | undefined): SQLInputValue | undefined {
  return table === "runs" ? row?.["number"] : row?.["run"];
}

const changeOne: Way = ({ db, table, info, rows, row, chance }) => {
  if (row === undefined) return undefined;
  const column = pick(info, chance);
  const value = other(column, row[column.name] ?? null, rows, chance);
  if (value === undefined || value === row[column.name]) return undefined;
  const { text, values } = match(info, row);
  db.prepare(`UPDATE ${table} SET ${column.name} = ? WHERE ${text}`).run(value, ...values);
  return { what: `${column.name} became another: ${JSON.stringify([row[column.name], value])}`, columns: [column.name] };
};

const remove: Way = ({ db, table, info, row }) => {
  if (row === undefined) return undefined;
  const { text, values } = match(info, row);
  db.prepare(`DELETE FROM ${table} WHERE ${text}`).run(...values);
  return { what: `a row was deleted: ${JSON.stringify(row)}`, columns: [] };
};

const add: Way = ({ db, table, info, rows, row, chance }) => {
  const made = Object.fromEntries(
    info.map((column) => [
      column.name,
      (column.pk > 0 || row === undefined ? other(column, row?.[column.name] ?? null, rows, chance) : row[column.name]) ?? null,
    ]),
  );
  for (const column of info) if (column.notnull === 1 && made[column.name] === null) made[column.name] = column.type === "TEXT" ? "x" : 1;
  insert(db, table, made);
  return { what: `a row was added: ${JSON.stringify(made)}`, columns: [], row: made };
};

/** Two rows of one owner change places: what one key had, the other has. */
const reorder: Way = ({ db, table, info, rows, row, chance }) => {
  const twins = rows.filter((one) => one !== row && ownerOf(table, one) === ownerOf(table, row));
  if (row === undefined || twins.length === 0) return undefined;
  const twin = pick(twins, chance);
  const kept = info.filter(({ pk }) => pk === 0).map(({ name }) => name);
  const moved = chance() < 0.5 ? kept : [pick(kept, chance)];
  if (moved.every((name) => row[name] === twin[name])) return undefined;
  for (const one of [row, twin]) {
    const { text, values } = match(info, one);
    db.prepare(`DELETE FROM ${table} WHERE ${text}`).run(...values);
  }
  for (const [one, from] of [
    [row, twin],
    [twin, row],
  ] as const)
    insert(db, table, { ...one, ...Object.fromEntries(moved.map((name) => [name, from[name] ?? null])) });
  return { what: `rows exchanged ${moved.join(", ")}: ${JSON.stringify([row, twin])}`, columns: moved };
};

const ways: readonly Way[] = [changeOne, changeOne, changeOne, remove, add, reorder];

function insert(db: DatabaseSync, table: string, row: Row): void {
  const names = Object.keys(row);
  db.prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`).run(...Object.values(row));
}

function match(info: readonly Column[], row: Row): { text: string; values: SQLInputValue[] } {
  const keys = info.filter(({ pk }) => pk > 0).map(({ name }) => name);
  return { text: keys.map((name) => `${name} = ?`).join(" AND "), values: keys.map((name) => row[name] ?? null) };
}

/** Another value that the column can hold: near the one that stands there, far from it, none, or that of another row. */
function other(column: Column, value: SQLInputValue, rows: readonly Row[], chance: Chance): SQLInputValue | undefined {
  const draw = chance();
  if (draw < 0.1) return column.notnull === 1 || column.pk > 0 ? undefined : null;
  if (draw < 0.35 && rows.length > 0) return pick(rows, chance)[column.name];
  if (column.type === "TEXT") return otherText(typeof value === "string" ? value : "", chance);
  const number = typeof value === "number" ? value : 0;
  return pick([number + 1, number - 1, number * 2, -number, 0, 2 ** 40, ...(column.type === "REAL" ? [number + 0.5, 1e300] : [])], chance);
}

function otherText(text: string, chance: Chance): string {
  const at = Math.floor(chance() * text.length);
  const drawn = String.fromCharCode(32 + Math.floor(chance() * 95));
  return pick(
    [
      text.slice(0, at) + drawn + text.slice(at + 1),
      text.slice(0, at),
      text + drawn,
      "",
      `${text.slice(0, at)}${text.slice(at + 1)}`,
      drawn + text,
    ],
    chance,
  );
}

function pick<T>(from: readonly T[], chance: Chance): T {
  return from[Math.floor(chance() * from.length)] as T;
}
