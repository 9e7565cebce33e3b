import type { DatabaseSync } from "node:sqlite";
import { counted, sumsText, wholeFile } from "../src/ledger/totals.ts";

/** Makes the table of totals anew from the rows that are there, as someone does who knows this code and forges a ledger. */
export function recount(db: DatabaseSync): void {
  db.exec("DELETE FROM totals");
  const insert = db.prepare("INSERT INTO totals (run, id, sums) VALUES (?, ?, ?)");
  const runs = db.prepare("SELECT number, id FROM runs").all();
  for (const { number, id } of [{ number: wholeFile, id: "" }, ...runs])
    insert.run(Number(number), String(id), sumsText(counted(db, Number(number))));
}
