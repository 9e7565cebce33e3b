import type { DatabaseSync } from "node:sqlite";
import type { Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { partsOf, partsMade } from "./schema-parts.ts";
import { trackedTables } from "./tracked-tables.ts";
import { counted, noRows, sumsOf, sumsText, type Totals, totalsIn, wholeFile } from "./totals.ts";
import { count } from "../util/count.ts";

/** Whether rows and totals of a run agree, and if not which tables. */
export function checkTotals(db: DatabaseSync, run: { readonly number: number }): Result<object> {
  return legibly(() => [schemaChange(db), runsChange(db), ...apart(db, run.number), ...apart(db, wholeFile)]);
}

/** Whether the records of all runs are those that were written: what a list of runs needs, without their trials. */
export function checkRecords(db: DatabaseSync): Result<object> {
  return legibly(() => {
    const apartHere = db
      .prepare("SELECT number FROM runs")
      .all()
      .flatMap(({ number }) => apart(db, Number(number), ["runs"]));
    return [schemaChange(db), runsChange(db), ...apartHere];
  });
}

function legibly(work: () => (string | undefined)[]): Result<object> {
  const words = work().filter((one) => one !== undefined);
  return words.length === 0 ? { ok: true } : fail("malformed", words.join("; "));
}

/** A trigger, a view or a table that this program did not make could lie to whoever reads or writes. */
function schemaChange(db: DatabaseSync): string | undefined {
  const [is, should] = [partsOf(db), partsMade().parts];
  for (const [name, text] of should) if (is.get(name) !== text) return `${name} is ${is.has(name) ? "not as it was made" : "gone"}`;
  for (const name of is.keys()) if (!should.has(name)) return `${name} is not of this program`;
  return undefined;
}

/** Every run has its totals and all totals have their run. */
function runsChange(db: DatabaseSync): string | undefined {
  const lone = db.prepare("SELECT id, number FROM runs EXCEPT SELECT id, run FROM totals LIMIT 1").get();
  if (lone !== undefined) return `table runs has a row of run ${String(lone["id"])} that table totals does not know`;
  const lost = db.prepare("SELECT id, run FROM totals WHERE run <> ? EXCEPT SELECT id, number FROM runs LIMIT 1").get(wholeFile);
  if (lost !== undefined) return `table totals has a row of run ${String(lost["id"])} that table runs does not know`;
  const [file] = db.prepare("SELECT id FROM totals WHERE run = ?").all(wholeFile);
  if (file !== undefined && file["id"] !== "") return "table totals has another name for the whole file than none";
  return strayRows(db);
}

/** Rows of runs that nobody knows. */
function strayRows(db: DatabaseSync): string | undefined {
  const known = new Set(
    db
      .prepare("SELECT number FROM runs")
      .all()
      .map(({ number }) => number),
  );
  for (const { name, owner } of trackedTables(db)) {
    if (owner === undefined || name === "runs") continue;
    const next = db.prepare(`SELECT min(run) AS run FROM main.${name} WHERE run > ?`);
    for (let run = next.get(Number.MIN_SAFE_INTEGER)?.["run"]; typeof run === "number"; run = next.get(run)?.["run"])
      if (!known.has(run)) return `table ${name} has rows of run number ${run}, which table runs does not have`;
  }
  return undefined;
}

function apart(db: DatabaseSync, owner: number, tables?: readonly string[]): string[] {
  const text = sumsOf(db, owner);
  const kept: Totals = (text === undefined ? undefined : totalsIn(text)) ?? {};
  const there = counted(db, owner, tables);
  const parted = Object.entries(there).flatMap(([name, is]) => {
    const was = kept[name] ?? noRows;
    if (is.rows !== was.rows) return [`table ${name} has ${count(is.rows, "row")} where table totals counts ${String(was.rows)}`];
    return is.sum === was.sum ? [] : [`the rows of table ${name} are not those that table totals was made from`];
  });
  if (parted.length > 0 || text === undefined || tables !== undefined) return parted;
  // Nothing else may stand there either.
  const plain = Object.keys(kept).every((name) => Object.hasOwn(there, name)) && text === sumsText(kept);
  return plain ? [] : ["table totals holds something else than totals"];
}
