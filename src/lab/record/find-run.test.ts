import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { ChangedLedger, openStore } from "../../ledger/index.ts";
import { findRun } from "./find-run.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-find-run-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A ledger with the runs "old" and "new", of which the first was interrupted, after `change`. */
function changed(name: string, change: string): string {
  const file = join(folder, name);
  const store = openStore(file);
  const record = { experiment: "e", config: {}, world: "live", seed: "1" } as const;
  store.create({ ...record, id: "old", created: "2026-01-01T00:00:00.000Z", state: "interrupted" });
  store.create({ ...record, id: "new", created: "2026-01-02T00:00:00.000Z", state: "running" });
  store.close();
  const db = new DatabaseSync(file);
  db.exec(change);
  db.close();
  return file;
}

test("`last` is chosen among records that are as they were written, and no other way", () => {
  const plain = openStore(changed("plain.sqlite", "SELECT 1"), "read");
  assert.equal(findRun(plain, "last").id, "new");
  plain.close();
  for (const [name, change] of [
    ["date", "UPDATE runs SET created = '2027-01-01T00:00:00.000Z' WHERE id = 'old'"],
    ["both", "UPDATE runs SET created = CASE id WHEN 'old' THEN '2026-01-02T00:00:00.000Z' ELSE '2026-01-01T00:00:00.000Z' END"],
    ["started", "UPDATE runs SET state = 'failed', config = '{\"notStarted\":\"no key\"}' WHERE id = 'new'"],
    ["gone", "DELETE FROM runs WHERE id = 'new'"],
    [
      "added",
      "INSERT INTO runs SELECT 99, 'newer', experiment, config, state, world, seed, '2028', digest, summary FROM runs WHERE id = 'new'",
    ],
  ] as const) {
    const store = openStore(changed(`${name}.sqlite`, change), "read");
    assert.throws(() => findRun(store, "last"), ChangedLedger, name);
    assert.equal(findRun(store, "old").id, "old");
    store.close();
  }
});
