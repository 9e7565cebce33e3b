import type { DatabaseSync } from "node:sqlite";
import { schema } from "./schema.ts";

// As in open-database.ts: an import would fail on a Node without it before anyone could say so.
const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");

interface SchemaParts {
  /** Each table, index, view and trigger ("table runs") with the text that made it. */
  readonly parts: ReadonlyMap<string, string>;
  readonly columns: readonly Column[];
}
interface Column {
  readonly table: string;
  readonly column: string;
}

let made: SchemaParts | undefined;

/** What a ledger is made of when this program makes it. */
export function partsMade(): SchemaParts {
  if (made !== undefined) return made;
  const fresh = new Database(":memory:");
  fresh.exec(schema);
  made = { parts: partsOf(fresh), columns: columnsOf(fresh) };
  fresh.close();
  return made;
}

/** All but the indexes of constraints, which have no text, and the tables that SQLite keeps for itself: nobody hides a trigger under a name like theirs. */
const notBySqlite = `NOT (type = 'index' AND sql IS NULL) AND NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))`;

/** What this file is made of: as `Made.parts`. */
export function partsOf(db: DatabaseSync): ReadonlyMap<string, string> {
  const all = db.prepare(`SELECT type, name, sql FROM main.sqlite_schema WHERE ${notBySqlite}`).all();
  return new Map(all.map(({ type, name, sql }) => [`${String(type)} ${String(name)}`, String(sql)]));
}

/** The first table, column or index that this program reads and the file does not have; no statement could be prepared without it. */
export function missingPart(db: DatabaseSync): string | undefined {
  const is = partsOf(db);
  const there = new Set(columnsOf(db).map(({ table, column }) => `${table}.${column}`));
  for (const { table, column } of partsMade().columns) {
    if (!is.has(`table ${table}`)) return `table ${table}`;
    if (!there.has(`${table}.${column}`)) return `column ${column} of table ${table}`;
  }
  return [...partsMade().parts.keys()].find((part) => part.startsWith("index ") && !is.has(part));
}

function columnsOf(db: DatabaseSync): Column[] {
  return db
    .prepare(
      "SELECT tables.name AS in_table, columns.name AS name FROM main.sqlite_schema AS tables JOIN pragma_table_xinfo(tables.name) AS columns WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'",
    )
    .all()
    .map((row) => ({ table: String(row["in_table"]), column: String(row["name"]) }));
}
