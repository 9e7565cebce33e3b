import type { DatabaseSync } from "node:sqlite";
import { transact } from "./totals.ts";

/** What one run takes in a ledger file, in bytes of text: its own rows, its bodies, and those of them that other runs use as well. */
export interface RunSize {
  readonly run: string;
  readonly rows: number;
  readonly bodies: number;
  readonly shared: number;
}

/** The size of every run, newest first. */
export function runSizes(db: DatabaseSync): RunSize[] {
  const runs = db.prepare("SELECT number, id FROM runs ORDER BY created DESC, number DESC").all();
  const used = runs.map(({ number }) => bodiesOf(db, Number(number)));
  const users = new Map<string, number>();
  for (const addresses of used) for (const address of addresses) users.set(address, (users.get(address) ?? 0) + 1);
  const length = db.prepare("SELECT length(CAST(body AS BLOB)) AS bytes FROM bodies WHERE address = ?");
  return runs.map(({ number, id }, index) => {
    let [bodies, shared] = [0, 0];
    for (const address of used[index] as Set<string>) {
      const bytes = Number(length.get(address)?.["bytes"]);
      bodies += bytes;
      if ((users.get(address) as number) > 1) shared += bytes;
    }
    return { run: String(id), rows: rowBytes(db, Number(number)), bodies, shared };
  });
}

/** Deletes a run's rows and the bodies that no other run uses, in one transaction, and gives the room back to the disk. */
export function removeRun(db: DatabaseSync, number: number): void {
  const own = bodiesOf(db, number);
  const others = db.prepare("SELECT number FROM runs WHERE number <> ?").all(number);
  for (const other of others) for (const address of bodiesOf(db, Number(other["number"]))) own.delete(address);
  transact(db, () => {
    for (const name of ["events", "trials", "calls", "locks"]) db.prepare(`DELETE FROM ${name} WHERE run = ?`).run(number);
    db.prepare("DELETE FROM runs WHERE number = ?").run(number);
    const drop = db.prepare("DELETE FROM bodies WHERE address = ?");
    for (const address of own) drop.run(address);
  });
  db.exec("VACUUM");
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

/** The addresses of all bodies that a run's calls and facts name, and that those bodies name in turn. */
function bodiesOf(db: DatabaseSync, number: number): Set<string> {
  const found = new Set<string>();
  const open: string[] = [];
  const body = db.prepare("SELECT body FROM bodies WHERE address = ?");
  const meet = (text: string) => {
    for (const [address] of text.matchAll(/\b[0-9a-f]{64}\b/g)) {
      if (found.has(address) || body.get(address) === undefined) continue;
      found.add(address);
      open.push(address);
    }
  };
  const texts = `SELECT ask || ' ' || coalesce(reply, '') AS text FROM calls WHERE run = :run
    UNION ALL SELECT fact AS text FROM events WHERE run = :run
    UNION ALL SELECT config || ' ' || coalesce(summary, '') AS text FROM runs WHERE number = :run`;
  for (const row of db.prepare(texts).iterate({ run: number })) meet(String(row["text"]));
  for (let address = open.pop(); address !== undefined; address = open.pop()) meet(String(body.get(address)?.["body"] ?? ""));
  return found;
}

function rowBytes(db: DatabaseSync, number: number): number {
  const sums = `SELECT
    (SELECT coalesce(sum(length(CAST(fact AS BLOB)) + length(hash) + length(span)), 0) FROM events WHERE run = :run) +
    (SELECT coalesce(sum(length(key) + length(ask) + coalesce(length(reply), 0) + length(trial)), 0) FROM calls WHERE run = :run) +
    (SELECT length(CAST(config AS BLOB)) + coalesce(length(CAST(summary AS BLOB)), 0) FROM runs WHERE number = :run) AS bytes`;
  return Number(db.prepare(sums).get({ run: number })?.["bytes"]);
}
