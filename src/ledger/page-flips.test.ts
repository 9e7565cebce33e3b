import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { UserError } from "../util/bug.ts";
import { noUsage } from "../util/money.ts";
import { stream } from "../util/random.ts";
import { openStore } from "./open-store.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-flips-"));
after(() => rmSync(folder, { recursive: true }));
const good = join(folder, "good.sqlite");
const store = openStore(good);
store.create({
  id: "r",
  experiment: "e",
  config: { a: [1] },
  state: "done",
  world: "live",
  seed: "1",
  created: "2026-01-01T00:00:00.000Z",
});
const ledger = store.ledger("r");
for (let i = 0; i < 60; i++) {
  ledger.open({ key: `k${i}`, model: "m", trial: `t${i % 3}`, hold: 10, ask: ledger.put({ i, text: "y".repeat(300) }) });
  ledger.close(`k${i}`, { ok: true, text: `answer ${i}`, stop: "end", usage: noUsage, cost: i, ms: 1 });
  ledger.append({ trial: `t${i % 3}`, span: "", at: i }, { type: "own", name: "n", value: i });
}
await ledger.durable();
const whole = { spent: ledger.spentAndHeld(), rows: store.fingerprint("r") };
store.close();
const bytes = readFileSync(good);

/** What a reader learns of the file: figures, or a message. */
function read(file: string): typeof whole | string {
  try {
    const reader = openStore(file, "read");
    try {
      const [records, checked] = [reader.check(), reader.verify("r")];
      if (!records.ok) return records.failure.message;
      if (!checked.ok) return checked.failure.message;
      return { spent: reader.ledger("r").spentAndHeld(), rows: reader.fingerprint("r") };
    } finally {
      reader.close();
    }
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, String(thrown instanceof Error ? thrown.stack : thrown));
    return thrown.message;
  }
}

test("whatever byte or page of a ledger is flipped, a reader gets the true figures or a message", () => {
  const chance = stream("flips");
  const copy = join(folder, "copy.sqlite");
  let told = 0;
  for (let i = 0; i < 300; i++) {
    const flipped = Buffer.from(bytes);
    const at = Math.floor(chance() * bytes.length);
    if (i % 3 === 0) flipped.fill(Math.floor(chance() * 256), at - (at % 4096), at - (at % 4096) + 4096);
    else flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(chance() * 8));
    writeFileSync(copy, flipped);
    const found = read(copy);
    if (typeof found === "string") told += 1;
    else assert.deepEqual(found, whole, `flip ${i} at ${at}`);
  }
  assert.ok(told > 100, `${told} told`);
});

test("a damaged log beside the file is told, unless only its last transaction is hurt, as a loss of power does", () => {
  const live = join(folder, "live.sqlite");
  copyFileSync(good, live);
  const writer = openStore(live);
  const before = readFileSync(`${live}-wal`).length;
  writer.update("r", { state: "unfinished" });
  const first = readFileSync(`${live}-wal`).length;
  for (const state of ["done", "unfinished", "done"] as const) writer.update("r", { state });
  const log = readFileSync(`${live}-wal`);
  assert.ok(before < first && first < log.length);
  const copy = join(folder, "log.sqlite");
  const readWith = (bytes: Buffer): ReturnType<typeof read> => {
    copyFileSync(live, copy);
    writeFileSync(`${copy}-wal`, bytes);
    rmSync(`${copy}-shm`, { force: true });
    return read(copy);
  };
  assert.notEqual(typeof readWith(log), "string");
  const chance = stream("logs");
  for (let i = 0; i < 60; i++) {
    const flipped = Buffer.from(log);
    // All of the header and of the first transaction, in turn with the rest.
    const at = i < 32 ? i : Math.floor(chance() * (i % 2 === 0 ? first : log.length));
    flipped[at] = (flipped[at] ?? 0) ^ 0x55;
    const found = readWith(flipped);
    if (at < first)
      assert.match(
        typeof found === "string" ? found : "",
        /-wal, which holds the newest entries of the ledger, is damaged (in its header|at page \d+)/,
        `byte ${at}`,
      );
    if (typeof found !== "string") assert.deepEqual(found.spent, whole.spent);
  }
  // The last transaction in part, and none of it: what was committed before is whole.
  for (const cut of [log.length - 100, first + 24, first])
    assert.notEqual(typeof readWith(log.subarray(0, cut)), "string", `cut at ${cut}`);
  writer.close();
});
