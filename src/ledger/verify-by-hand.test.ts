import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { UserError } from "../util/bug.ts";
import { noUsage } from "../util/money.ts";
import { eventHash, parsed, storedText } from "./chain.ts";
import { openLedger, schemeOf } from "./ledger-registry.ts";
import { isAlive } from "./lock.ts";
import { openStore } from "./open-store.ts";
import type { RunLedger } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-verify-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `${files++}.sqlite`);
const whole = newFile();
const reply = { ok: true, text: "4", stop: "end", usage: noUsage, cost: 7, ms: 1 } as const;

function called(ledger: RunLedger, trial: string, key: string, purpose: "attempt" | "grade" = "attempt"): void {
  const ask = ledger.put({ asked: key });
  ledger.open({ key, model: "m", trial, member: "first", purpose, hold: 10, ask });
  ledger.close(key, reply);
  const { usage, cost, ms } = reply;
  const fact = { type: "call", key, member: "first", model: "m", purpose, ok: true, usage, cost, start: 0, ms, ask } as const;
  ledger.append({ trial, span: "", at: 0 }, { ...fact, reply: ledger.put({ ...reply }) });
}

/** Trial "a" ended, "b" has not, "c" ended after it had begun anew; in "a" there is a failed call and a grading that no event names. */
before(() => {
  const store = openStore(whole);
  store.create({ id: "r", experiment: "e", config: {}, state: "running", world: "live", seed: "1", created: "2026-01-01T00:00:00.000Z" });
  const ledger = store.ledger("r");
  for (const [trial, key] of [
    ["a", "k1"],
    ["a", "k2"],
    ["b", "k3"],
    ["c", "k4"],
  ] as const)
    called(ledger, trial, key);
  called(ledger, "a", "k5", "grade");
  ledger.restart("c");
  called(ledger, "c", "k6");
  ledger.open({ key: "k7", model: "m", trial: "a", member: "first", purpose: "attempt", hold: 10, ask: ledger.put("lost") });
  ledger.close("k7", { ok: false, failure: { code: "rate", message: "" }, usage: noUsage, cost: 0, ms: 1 });
  ledger.open({ key: "k8", model: "m", trial: "a", member: "judge", purpose: "grade", hold: 10, ask: ledger.put("cut off") });
  ledger.close("k8", reply);
  for (const trial of ["a", "c"])
    ledger.append({ trial, span: "", at: 1 }, { type: "trial-end", state: "answered", answer: "4", cost: 7, ms: 1 });
  store.close();
});

/** What `verify` finds after a change by hand; the totals, which find every such change, are left out. */
function found(sql?: string): string {
  const file = newFile();
  copyFileSync(whole, file);
  if (sql !== undefined) {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  }
  const store = openStore(file, "read");
  const result = store.ledger("r").verify();
  store.close();
  if (result.ok) return "nothing";
  return result.failure.message
    .replace(/^The ledger was changed or damaged after it was written: run r: |\. Do not trust this run.*$/g, "")
    .split("; ")
    .filter((words) => !words.includes("totals"))
    .join("; ");
}

test("a run verifies with calls that no event names: of a trial that began anew, failed ones, gradings that were cut off", () => {
  assert.equal(found(), "nothing");
});

test("a row of a call that is gone, of another model, ask, member or purpose is told with its trial", () => {
  const body = (sql: string): string => {
    const db = new DatabaseSync(whole);
    const address = String(Object.values(db.prepare(sql).get() ?? {})[0]);
    db.close();
    return address;
  };
  const ask = body("SELECT ask FROM calls WHERE key = 'k1'");
  const other = "table calls: the row k1 is of another model or ask than a call in trial a";
  for (const [sql, wanted] of [
    ["UPDATE calls SET model = 'n' WHERE key = 'k1'", other],
    ["UPDATE calls SET ask = (SELECT ask FROM calls WHERE key = 'k2') WHERE key = 'k1'", other],
    ["DELETE FROM calls WHERE key = 'k1'", "table calls: the row k1 is missing of a call in trial a"],
    [
      `DELETE FROM calls WHERE key = 'k1'; DELETE FROM bodies WHERE address = '${ask}'`,
      `table bodies: body ${ask} is missing of a call in trial a`,
    ],
    ["UPDATE calls SET member = 'second' WHERE key = 'k1'", "in table calls, no event speaks of call k1 as attempt of second"],
    ["UPDATE calls SET purpose = 'retry' WHERE key = 'k1'", "in table calls, no event speaks of call k1 as retry of first"],
    [
      "UPDATE calls SET key = 'k9' WHERE key = 'k8'; UPDATE calls SET purpose = 'retry' WHERE key = 'k9'",
      "in table calls, no event speaks of call k9",
    ],
    ["UPDATE calls SET state = 'failed' WHERE key = 'k2'", "in table calls, call k2 says failed at 7 nano-dollars, its reply settled at 7"],
    ["UPDATE calls SET cost = 8 WHERE key = 'k2'", "in table calls, call k2 says settled at 8 nano-dollars, its reply settled at 7"],
    // These may stand so in a run that was cut off: only the totals tell.
    ["UPDATE calls SET member = 'second' WHERE key = 'k3'", ""],
    ["UPDATE calls SET member = 'second' WHERE key = 'k6'", ""],
    ["UPDATE calls SET member = 'second' WHERE key = 'k5'", ""],
    ["UPDATE calls SET purpose = NULL WHERE key = 'k1'", ""],
  ] as const)
    assert.equal(found(sql), wanted, sql);
});

test("a file of fewer bytes than the name of its format is a truncated ledger, and stays as it is", () => {
  for (const size of [1, 10, 14]) {
    const file = newFile();
    writeFileSync(file, "SQLite format 3".slice(0, size));
    for (const mode of ["read", "write"] as const) assert.throws(() => openStore(file, mode), /is truncated/, `${size}`);
    assert.equal(readFileSync(file, "latin1").length, size);
  }
  const note = newFile();
  writeFileSync(note, "QLite");
  assert.throws(
    () => openStore(note),
    (thrown) => thrown instanceof UserError && !/truncated/.test(thrown.message),
  );
});

test("a call that a dead process left open is of unknown outcome once it is asked again, and its money stays held", () => {
  const file = newFile();
  const first = openStore(file);
  first.create({ id: "r", experiment: "e", config: {}, state: "running", world: "live", seed: "1", created: "2026-01-01T00:00:00.000Z" });
  const open = (ledger: RunLedger, hold: number): void => ledger.open({ key: "k", model: "m", trial: "a", hold, ask: ledger.put("ask") });
  open(first.ledger("r"), 100);
  first.close();
  const second = openStore(file);
  const ledger = second.ledger("r");
  open(ledger, 30);
  assert.deepEqual(ledger.spentAndHeld(), { spent: 0, held: 130, unknown: 1 });
  assert.deepEqual(
    [...ledger.calls()].map(({ attempt, state, hold }) => [attempt, state, hold]),
    [
      [0, "unknown", 100],
      [1, "open", 30],
    ],
  );
  second.close();
});

test("an owner whose process is gone is dead, though nothing is known of when it began", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  assert.equal(isAlive({ pid, host: hostname(), started: "" }), false);
});

test("half surrogates become U+FFFD wherever they stand, and whole ones stay", () => {
  assert.equal(storedText(["\ud800", { "\udc00": [1, null, "😀\ud800"] }]), '["\ufffd",{"\ufffd":[1,null,"😀\ufffd"]}]');
  assert.deepEqual(parsed('{"a":[1]}'), { a: [1] });
  assert.throws(() => parsed("{"), /A text in the ledger is no JSON/);
  assert.throws(() => parsed("{", "calls"), /a text of the table calls is no JSON/);
  // Lengths stand before parts, so that no two events read the same.
  assert.notEqual(eventHash("", "a", 1, "b"), eventHash("", "ab", 1, ""));
});

test("a ledger's scheme is what stands before ://, whatever its case; a path has none, and a scheme that nobody brings is refused", async () => {
  assert.deepEqual(["pg://host/db", "S3+x.y-z://b", "a.sqlite", "C:\\x.sqlite", ":memory:", "a/b://c"].map(schemeOf), [
    "pg",
    "s3+x.y-z",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  await assert.rejects(openLedger("pg://host/db", "read"), /needs a plugin that brings "pg"\. Name it/);
  const store = await openLedger(newFile(), "write");
  assert.deepEqual(store.runs(), []);
  store.close();
});
