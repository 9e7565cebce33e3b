import type { DatabaseSync } from "node:sqlite";
import type { Json } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { storedText } from "./chain.ts";
import { ChangedLedger } from "./changed-ledger.ts";
import { onFile } from "./faults.ts";
import type { RunRecord } from "./store.ts";
import { transact } from "./totals.ts";

/** The table of runs: each method is one statement, committed on its own. */
export function runRecords(db: DatabaseSync, file: string) {
  const columns = "id, experiment, config, state, world, seed, created, digest, summary";
  const values = ({ id, experiment, config, state, world, seed, created, digest, summary }: RunRecord) => [
    experiment,
    storedText(config),
    state,
    world,
    seed,
    created,
    digest ?? null,
    summary === undefined ? null : storedText(summary),
    id,
  ];
  return {
    all: () =>
      onFile(file, () => db.prepare(`SELECT ${columns} FROM runs ORDER BY created DESC, number DESC`).all()).map((row) =>
        recordOf(row, file),
      ),
    one: (id: string) => {
      const row = onFile(file, () => db.prepare(`SELECT ${columns} FROM runs WHERE id = ?`).get(id));
      return row === undefined ? undefined : recordOf(row, file);
    },
    /** The number under which other tables know the run. */
    number: (id: string): number => {
      const row = onFile(file, () => db.prepare("SELECT number FROM runs WHERE id = ?").get(id));
      if (row !== undefined) return Number(row["number"]);
      const known = onFile(file, () => db.prepare("SELECT id FROM runs").all()).map((run) => String(run["id"]));
      throw new UserError(`There is no run "${id}" in the ledger ${file}.${didYouMean(id, known)}`);
    },
    /** The number by which the totals know a run, whether or not its record is there. */
    counted: (id: string): number | undefined => {
      if (db.prepare("SELECT 1 FROM main.sqlite_schema WHERE name = 'totals'").get() === undefined) return undefined;
      const row = db.prepare("SELECT run FROM totals WHERE id = ?").get(id);
      return row === undefined ? undefined : Number(row["run"]);
    },
    insert: (record: RunRecord) => {
      const text =
        "INSERT INTO runs (experiment, config, state, world, seed, created, digest, summary, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
      onFile(file, () => transact(db, () => db.prepare(text).run(...values(record))));
    },
    replace: (record: RunRecord) => {
      const text =
        "UPDATE runs SET experiment = ?, config = ?, state = ?, world = ?, seed = ?, created = ?, digest = ?, summary = ? WHERE id = ?";
      onFile(file, () => transact(db, () => db.prepare(text).run(...values(record))));
    },
  };
}

/** What a row of the table says, which may be damaged: nothing that is no run's record leaves here. */
function recordOf(row: { readonly [column: string]: unknown }, file: string): RunRecord {
  const { config, digest, summary, ...rest } = row;
  const wrong = (name: string, what: string) =>
    new ChangedLedger(file, `run ${String(rest["id"])}: its ${name} in the table runs is ${what}`);
  for (const [name, value] of Object.entries(rest)) if (typeof value !== "string") throw wrong(name, "no text");
  const read = (name: string, text: unknown): Json => {
    const value = parsed(text);
    if (value === undefined) throw wrong(name, "no JSON");
    if (typeof value !== "object" || value === null) throw wrong(name, "no object");
    return value;
  };
  return {
    ...(rest as unknown as Omit<RunRecord, "config" | "digest" | "summary">),
    config: read("config", config),
    ...(typeof digest === "string" && { digest }),
    ...(summary !== null && { summary: read("summary", summary) }),
  };
}

function parsed(text: unknown): Json | undefined {
  try {
    return typeof text === "string" ? (JSON.parse(text) as Json) : undefined;
  } catch {
    return undefined;
  }
}
