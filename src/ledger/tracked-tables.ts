import type { DatabaseSync } from "node:sqlite";

/** A table whose every row is counted in the table of totals. */
export interface TrackedTable {
  readonly name: string;
  /** The column that holds the number of the run a row belongs to; undefined for tables of the whole file. */
  readonly owner: string | undefined;
  readonly columns: readonly string[];
}

/** Tables that no total covers, and why. */
export const untracked: Readonly<Record<string, string>> = {
  locks: "who writes at this moment, not what happened; a lock of a lost host is freed by hand",
  totals: "holds the sums of the others, to which it is compared",
};

/** Columns that no total covers, since a hash in the same row does. */
export const hashedElsewhere: Readonly<Record<string, readonly string[]>> = {
  events: ["span", "at", "fact"],
  bodies: ["body"],
};

/** Every table of the file that totals cover, as it stands there: a table or a column that is added later is covered without a word here. */
export function trackedTables(db: DatabaseSync): TrackedTable[] {
  const tables = db.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all();
  const names = tables.map(({ name }) => String(name)).filter((name) => !Object.hasOwn(untracked, name));
  return names.map((name) => {
    const all = db.prepare("SELECT name FROM pragma_table_info(?) ORDER BY cid").all(name);
    const columns = all.map((column) => String(column["name"])).filter((column) => hashedElsewhere[name]?.includes(column) !== true);
    const owner = name === "runs" ? "number" : columns.find((column) => column === "run");
    return { name, owner, columns };
  });
}
