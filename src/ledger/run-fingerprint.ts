import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { trackedTables } from "./tracked-tables.ts";

/** SHA-256 over every column of every row of a run, its record first to last, in the order of their keys; texts stand in them by their hash. */
export function runFingerprint(db: DatabaseSync, run: number): string {
  const hash = createHash("sha256");
  for (const { name, owner } of trackedTables(db)) {
    if (owner === undefined) continue;
    const keys = db.prepare("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk").all(name);
    const order = keys.map((key) => String(key["name"])).join(", ");
    hash.update(`table ${name}\n`);
    for (const row of db.prepare(`SELECT * FROM main.${name} WHERE ${owner} = ? ORDER BY ${order}`).iterate(run))
      hash.update(`${JSON.stringify(Object.values(row))}\n`);
  }
  return hash.digest("hex");
}
