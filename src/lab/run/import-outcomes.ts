import type { Store } from "../../ledger/index.ts";
import { loadOutcomes, openTable, renamedTable } from "../../models/recorded/index.ts";
import type { Event } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { count } from "../../util/count.ts";
import { intactRun } from "../audit/intact-run.ts";
import { jsonText } from "../../util/json-text.ts";
import { triedRows } from "../record/tried-rows.ts";

/** A table of outcomes as JSON lines, and what is to be known of it. */
export interface ImportedOutcomes {
  readonly lines: readonly string[];
  readonly items: number;
  readonly models: readonly string[];
  readonly notes: readonly string[];
}

/** The attempts of a stored run as a table of outcomes. Throws a `UserError` for a run that holds none. */
export async function importRun(store: Store, wanted: string): Promise<ImportedOutcomes> {
  const { id, world } = await intactRun(store, wanted, "used");
  const ledger = store.ledger(id);
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  const { rows, byVerdict, unjudged, ofTurns } = triedRows(events, (address) => ledger.body(address));
  if (rows.length === 0 && ofTurns > 0)
    throw new UserError(
      `Attempts at tasks of one turn were wanted; all ${ofTurns} of run ${id} are at turns of tasks of several, which no table of outcomes holds: what is answered in a turn hangs on the turns before it, and cannot be replayed apart from them.`,
    );
  if (rows.length === 0) throw new UserError(`Attempts at whole tasks that were graded or judged were wanted; run ${id} holds none.`);
  return {
    ...counted(rows),
    lines: rows.map((row) => jsonText(row)),
    notes: [
      ...(world === "live" ? [] : [`The run's models are ${world}: what is decided on it holds of them alone.`]),
      ...(byVerdict === 0
        ? []
        : [
            `${byVerdict} of ${count(rows.length, "attempt")} became no answer and were never graded: right or wrong is the verifier's word there.`,
          ]),
      ...(ofTurns === 0
        ? []
        : [
            `Left out: ${count(ofTurns, "attempt")} at turns of tasks of several, whose answers hang on the turns before them and cannot be replayed apart.`,
          ]),
      ...(unjudged === 0
        ? []
        : [
            `Left out: ${count(unjudged, "attempt")} that nobody graded or judged. What is picked is likelier to be right, so that rates of who is picked from may come out too high; who works alone, and \`shadow\`, are graded whole.`,
          ]),
    ],
  };
}

/** Another's table with its columns under our names (ours by theirs); all its other columns stay. Rejects with a `UserError` for what does not fit. */
export async function importTable(path: string, names: ReadonlyMap<string, string>): Promise<ImportedOutcomes> {
  const table = renamedTable(await openTable(path), names);
  const outcomes = loadOutcomes(table);
  return {
    ...counted(outcomes),
    lines: table.lines.map((_, row) => jsonText(Object.fromEntries(table.columns.map((name, i) => [name, table.cells[i]?.[row] ?? ""])))),
    notes: [],
  };
}

/** Rows of outcomes as they are written. */
export function outcomesOf(rows: readonly Readonly<Record<string, string>>[]): ImportedOutcomes {
  const named = rows.map((row) => ({ item: row["item"] ?? "", model: row["model"] ?? "" }));
  return { ...counted(named), lines: rows.map((row) => jsonText(row)), notes: [] };
}

function counted(rows: readonly { readonly item: string; readonly model: string }[]): Pick<ImportedOutcomes, "items" | "models"> {
  return { items: new Set(rows.map(({ item }) => item)).size, models: [...new Set(rows.map(({ model }) => model))] };
}
