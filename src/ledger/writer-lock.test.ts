import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { UserError } from "../util/bug.ts";
import { openStore } from "./open-store.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-lock-"));
after(() => rmSync(folder, { recursive: true }));

const writer = `
import { openStore } from ${JSON.stringify(new URL("./open-store.ts", import.meta.url).href)};
const store = openStore(process.argv[1]);
for (const id of ["r", "other"])
  store.create({ id, experiment: "e", config: {}, state: "running", world: "live", seed: "1", created: "2026-01-01T00:00:00.000Z" });
const ledger = store.ledger("r");
const settled = { ok: true, text: "4", stop: "end", usage: { uncached: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0 }, cost: 3, ms: 1 };
for (let i = 0; ; i++) {
  const key = "k" + i;
  ledger.open({ key, model: "m", trial: "t", hold: 10, ask: ledger.put(key) });
  await ledger.durable();
  if (i === 50) process.stdout.write("fifty\\n");
  await new Promise((resolve) => setTimeout(resolve, 1));
  ledger.close(key, settled);
  ledger.append({ trial: "t", span: "", at: i }, { type: "own", name: "n", value: i });
}
`;

async function writing(file: string) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", writer, file], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

test("a run that another process writes is refused, can be read, and other runs can be written", async () => {
  const file = join(folder, "live.db");
  const child = await writing(file);
  const store = openStore(file);
  assert.throws(
    () => store.ledger("r"),
    (error) => error instanceof UserError && error.message.includes(`process ${child.pid}`),
  );
  store.ledger("other").put("mine");
  store.close();
  const reader = openStore(file, "read");
  assert.ok([...reader.ledger("r").calls()].length >= 50);
  assert.deepEqual([reader.isWritten("r"), reader.isWritten("other")], [true, false]);
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.equal(reader.isWritten("r"), false);
  reader.close();
});

test("after kill -9 the lock is taken over, the open call is unknown, its hold stays held, and the chain verifies", async () => {
  for (const round of [1, 2, 3]) {
    const file = join(folder, `killed-${round}.db`);
    const child = await writing(file);
    child.kill("SIGKILL");
    await once(child, "exit");
    const store = openStore(file);
    const ledger = store.ledger("r");
    const rows = [...ledger.calls()];
    const open = rows.filter((row) => row.state === "open");
    // The writer has one call in flight at a time.
    assert.ok(open.length <= 1);
    assert.equal(ledger.recover(), open.length);
    assert.equal(ledger.recover(), 0);
    assert.deepEqual(ledger.spentAndHeld(), { spent: 3 * (rows.length - open.length), held: 10 * open.length, unknown: open.length });
    assert.equal(ledger.verify().ok, true);
    for (const { key } of open) {
      assert.equal(ledger.call(key)?.state, "unknown");
      ledger.open({ key, model: "m", trial: "t", hold: 10, ask: ledger.put(key) });
      assert.equal(ledger.call(key)?.state, "open");
      assert.equal(ledger.spentAndHeld().held, 20);
    }
    store.close();
  }
});

test("a second opening in one process is refused until the first is closed", () => {
  const file = join(folder, "twice.db");
  const first = openStore(file);
  first.create({ id: "r", experiment: "e", config: {}, state: "running", world: "live", seed: "1", created: "2026-01-01T00:00:00.000Z" });
  first.ledger("r");
  const second = openStore(file);
  assert.throws(() => second.ledger("r"), /a second time/);
  first.close();
  second.ledger("r").put("mine now");
  second.close();
});

test("a pid that was given to another process does not keep a dead owner's lock; another host's lock does", () => {
  const file = join(folder, "reused.db");
  const store = openStore(file);
  store.create({ id: "r", experiment: "e", config: {}, state: "running", world: "live", seed: "1", created: "2026-01-01T00:00:00.000Z" });
  store.ledger("r");
  const db = new DatabaseSync(file);
  db.exec("UPDATE locks SET token = 'gone', started = 'another boot:1'");
  const second = openStore(file);
  second.ledger("r");
  second.close();
  db.exec(`INSERT OR REPLACE INTO locks SELECT number, 1, 'elsewhere', '', 'far' FROM runs`);
  const third = openStore(file);
  assert.throws(() => third.ledger("r"), /on elsewhere.*DELETE FROM locks/s);
  third.close();
  db.close();
  store.close();
});
