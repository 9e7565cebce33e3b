import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { intactRun } from "./intact-run.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-intact-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a run that failed without trials, figures or a reason is shown as one that did not start", async () => {
  const store = openStore(join(folder, "ledger.sqlite"));
  const record = { id: "old", experiment: "e", config: {}, world: "live", seed: "1", created: "2026-01-01T00:00:00.000Z" } as const;
  store.create({ ...record, state: "failed" });
  await assert.rejects(intactRun(store, "old"), /Run old has no results\. It did not start \(reason not recorded\)\./);
  assert.equal((await intactRun(store, "old", "shown", "taken")).id, "old");
  store.close();
});
