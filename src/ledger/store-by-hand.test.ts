import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { Bug, UserError } from "../util/bug.ts";
import { noUsage } from "../util/money.ts";
import { AbsentLedger } from "./absent-ledger.ts";
import { openDatabase } from "./open-database.ts";
import { openStore } from "./open-store.ts";
import { settlementIn } from "./settlements.ts";
import { statements } from "./statements.ts";
import type { RunRecord, Store } from "./store.ts";
import { transact } from "./totals.ts";
import { verifyRun } from "./verify-run.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-by-hand-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `${files++}.sqlite`);
const recordOf = (id: string, created = "2026-01-01T00:00:00.000Z"): RunRecord => ({
  id,
  experiment: "e",
  config: {},
  state: "running",
  world: "live",
  seed: "1",
  created,
});
function opened(file = newFile(), ...ids: readonly string[]): Store {
  const store = openStore(file);
  for (const id of ids) store.create(recordOf(id));
  return store;
}

test("calls are listed whole, page after page, by key and attempt", () => {
  const store = opened(newFile(), "r");
  const ledger = store.ledger("r");
  const ask = ledger.put("ask");
  const keys = Array.from({ length: 2001 }, (_, i) => `k${String(i).padStart(4, "0")}`);
  for (const key of keys.toReversed()) ledger.open({ key, model: "m", trial: "t", hold: 1, ask });
  assert.deepEqual(
    [...ledger.calls()].map(({ key }) => key),
    keys,
  );
  assert.deepEqual(ledger.spentAndHeld(), { spent: 0, held: 2001, unknown: 0 });
  store.close();
  const few = opened(newFile(), "r").ledger("r");
  for (const key of keys.slice(0, 1000)) few.open({ key, model: "m", trial: "t", hold: 1, ask: few.put("ask") });
  assert.equal([...few.calls()].length, 1000);
});

test("events of a run and of one trial are read whole, page after page, and on from any of them", async () => {
  const store = opened(newFile(), "r");
  const ledger = store.ledger("r");
  for (let i = 0; i < 2002; i++) ledger.append({ trial: `t${i % 2}`, span: "", at: i }, { type: "own", name: "n", value: i });
  const read = async (filter?: Parameters<typeof ledger.read>[0]): Promise<number[]> => {
    const found: number[] = [];
    for await (const { at } of ledger.read(filter)) found.push(at);
    return found;
  };
  const all = Array.from({ length: 2002 }, (_, i) => i);
  assert.deepEqual(await read(), all);
  assert.deepEqual(
    await read({ trial: "t1" }),
    all.filter((i) => i % 2 === 1),
  );
  assert.deepEqual(await read({ after: 2000 }), [2000, 2001]);
  assert.deepEqual(await read({ trial: "t0", after: 2000 }), [2000]);
  store.close();
});

test("a ledger is opened by its address as a file as well, to be written and to be read", () => {
  const file = newFile();
  const address = pathToFileURL(file).href;
  opened(address, "r").close();
  const store = openStore(file, "read");
  assert.equal(store.run("r")?.id, "r");
  store.close();
  const again = openStore(address, "read");
  assert.equal(again.run("r")?.id, "r");
  again.close();
});

test("a text that a text names goes with it, unless another run names it too", () => {
  const file = newFile();
  const store = opened(file, "a", "b");
  const [a, b] = [store.ledger("a"), store.ledger("b")];
  const inner = a.put("inner");
  const other = a.put("other");
  const outer = a.put({ holds: [inner, other] });
  a.open({ key: "k", model: "m", trial: "t", hold: 1, ask: outer });
  b.open({ key: "k", model: "m", trial: "t", hold: 1, ask: b.put({ names: other }) });
  b.put("unused");
  const [sizeB, sizeA] = store.sizes();
  // Texts in quotes, addresses of 64.
  const [innerBytes, otherBytes, outerBytes] = [7, 7, '{"holds":["",""]}'.length + 128];
  assert.deepEqual([sizeA?.run, sizeA?.bodies, sizeA?.shared], ["a", innerBytes + otherBytes + outerBytes, otherBytes]);
  assert.deepEqual([sizeB?.run, sizeB?.bodies, sizeB?.shared], ["b", otherBytes + '{"names":""}'.length + 64, otherBytes]);
  store.close();
  const writer = openStore(file);
  writer.remove("a");
  const left = writer.ledger("b");
  assert.deepEqual([left.body(inner), left.body(outer), left.body(other)], [undefined, undefined, "other"]);
  // What went is written anew where it is put again.
  assert.equal(left.put("inner"), inner);
  writer.close();
  const reader = openStore(file, "read");
  assert.equal(reader.ledger("b").body(inner), "inner");
  reader.close();
});

test("a text that a run had put before it went is written again for another run of the same opener", () => {
  const file = newFile();
  const store = opened(file, "a", "b");
  const text = store.ledger("a").put("text");
  store.ledger("a").open({ key: "k", model: "m", trial: "t", hold: 1, ask: text });
  store.close();
  const again = openStore(file);
  again.ledger("a").put("text");
  again.remove("a");
  const ledger = again.ledger("b");
  ledger.open({ key: "k", model: "m", trial: "t", hold: 1, ask: ledger.put("text") });
  again.close();
  const reader = openStore(file, "read");
  assert.equal(reader.ledger("b").body(text), "text");
  assert.equal(reader.verify("b").ok, true);
  reader.close();
});

test("only a settlement is read as one", () => {
  const settlement = { key: "k", attempt: 0, hold: 1, cost: 1, by: "ada", how: "h", at: "" };
  assert.deepEqual(settlementIn({ type: "own", name: "settlement", value: settlement }), settlement);
  assert.throws(() => settlementIn({ type: "own", name: "n", value: settlement }), Bug);
  assert.throws(() => settlementIn({ type: "given-up" }), Bug);
});

test("a row that is written outside a transaction is a bug, and nothing of it is kept", () => {
  const file = newFile();
  const db = openDatabase(file, "write");
  assert.throws(() => db.exec("INSERT INTO bodies (address, body) VALUES ('a', 'b')"), /outside `transact`/);
  assert.equal(db.prepare("SELECT count(*) AS n FROM bodies").get()?.["n"], 0);
  transact(db, () => db.exec("INSERT INTO bodies (address, body) VALUES ('a', 'b')"));
  assert.equal(db.prepare("SELECT count(*) AS n FROM bodies").get()?.["n"], 1);
  db.close();
});

test("what the file's own fault keeps from being verified is thrown on, not called a change", () => {
  const file = newFile();
  opened(file, "r").close();
  const db = openDatabase(file, "write");
  const sql = statements(db);
  db.exec("PRAGMA recursive_triggers = OFF; DROP TABLE bodies");
  assert.throws(
    () => verifyRun({ db, sql, run: { id: "r", number: 1 } }),
    (thrown) => thrown instanceof Error && "errcode" in thrown,
  );
  assert.equal(db.isTransaction, false);
  db.close();
});

test("totals count rows and add their hashes, modulo 2^256, and a whole file has no name", () => {
  const file = newFile();
  const store = opened(file, "r");
  const ledger = store.ledger("r");
  const addresses = Array.from({ length: 40 }, (_, i) => ledger.put({ text: i }));
  store.close();
  const db = new DatabaseSync(file);
  const kept = JSON.parse(String(db.prepare("SELECT sums FROM totals WHERE run = 0").get()?.["sums"])) as Record<string, unknown>;
  // A text counts by its address, which is its hash.
  const hashes = addresses.map((address) => BigInt(`0x${createHash("sha256").update(`bodies;s64:${address}`).digest("hex")}`));
  const sum = hashes.reduce((all, each) => all + each, 0n) % 2n ** 256n;
  assert.deepEqual(kept["bodies"], { rows: 40, sum: sum.toString(16).padStart(64, "0") });
  db.exec("UPDATE totals SET id = 'x' WHERE run = 0");
  db.close();
  const reader = openStore(file, "read");
  const found = reader.check();
  assert.match(found.ok ? "" : found.failure.message, /^table totals has another name for the whole file than none$/);
  reader.close();
});

test("who reads a ledger cannot write its file, and asks that are no addresses are looked for nowhere", () => {
  const file = newFile();
  const store = opened(file, "r");
  const ledger = store.ledger("r");
  const reply = { ok: true, text: "4", stop: "end", usage: noUsage, cost: 7, ms: 1 } as const;
  ledger.open({ key: "k", model: "m", trial: "t", hold: 1, ask: "an ask by another name" });
  ledger.close("k", reply);
  const { usage, cost, ms } = reply;
  const fact = { type: "call", key: "k", member: "a", model: "m", purpose: "attempt", ok: true, usage, cost, start: 0, ms } as const;
  ledger.append({ trial: "t", span: "", at: 0 }, { ...fact, ask: "an ask by another name", reply: ledger.put({ ...reply }) });
  assert.deepEqual(ledger.verify(), { ok: true, trials: 1, events: 1, calls: 1 });
  store.close();
  const db = openDatabase(file, "read");
  assert.throws(() => db.exec("DELETE FROM locks"), /readonly/);
  db.close();
  const writer = openDatabase(file, "write");
  writer.exec("DELETE FROM locks");
  writer.close();
});

test("a fact that quotes a call is none, and verifies", () => {
  const store = opened(newFile(), "r");
  const ledger = store.ledger("r");
  ledger.append({ trial: "t", span: "", at: 0 }, { type: "own", name: "n", value: { type: "call" } });
  assert.deepEqual(ledger.verify(), { ok: true, trials: 1, events: 1, calls: 0 });
  store.close();
});

test("a run keeps its id, and a ledger that is absent says so as an error of its own", () => {
  const store = opened(newFile(), "r");
  assert.throws(() => store.update("r", { id: "s" }), Bug);
  store.update("r", { id: "r", state: "done" });
  assert.equal(store.run("r")?.state, "done");
  store.close();
  assert.throws(() => openStore(newFile(), "read"), AbsentLedger);
  assert.equal(new AbsentLedger("x") instanceof AbsentLedger, true);
  assert.equal(Object.assign(new Error("of another copy"), { code: "no-ledger" }) instanceof AbsentLedger, true);
  for (const other of [new UserError("x"), Object.assign(new Error("x"), { code: "y" }), { code: "no-ledger" }, undefined])
    assert.equal((other as unknown) instanceof AbsentLedger, false);
});

test("a trial that begins anew is on record with why it had ended", async () => {
  const store = opened(newFile(), "r");
  const ledger = store.ledger("r");
  const end = { type: "trial-end", state: "answered", answer: "4", cost: 0, ms: 0 } as const;
  for (const trial of ["a", "b", "c"]) ledger.append({ trial, span: "", at: 0 }, { type: "own", name: "n", value: 1 });
  for (const trial of ["b", "c"]) ledger.append({ trial, span: "", at: 1 }, end);
  ledger.restart("a");
  ledger.restart("b", "lost");
  ledger.restart("c", "task-changed");
  const found: unknown[] = [];
  for await (const { trial, at, span, fact } of ledger.read({ trial: "@restarts" })) found.push([trial, at, span, fact]);
  const restart = (value: object) => ["@restarts", 0, "", { type: "own", name: "restart", value }];
  assert.deepEqual(found, [
    restart({ trial: "a" }),
    restart({ trial: "b", ended: "lost" }),
    restart({ trial: "c", ended: "task-changed" }),
  ]);
  assert.deepEqual(
    ledger.trials().map(({ trial, events, ended }) => [trial, events, ended]),
    [
      ["a", 0, false],
      ["b", 0, false],
      ["c", 0, false],
    ],
  );
  store.close();
});

test("costs and usage of a settled call that had no reply are those of the word that settled it", async () => {
  const file = newFile();
  const store = openStore(file, "write", () => Date.UTC(2026, 0, 2));
  store.create(recordOf("r"));
  const first = store.ledger("r");
  first.open({ key: "k", model: "m", trial: "t", hold: 90, ask: first.put("ask") });
  await first.durable();
  store.close();
  const again = openStore(file, "write", () => Date.UTC(2026, 0, 2));
  const ledger = again.ledger("r");
  assert.equal(ledger.recover(), 1);
  for (const cost of [-1, 0.5, Number.NaN])
    assert.throws(() => ledger.settle("k", 0, { cost, by: "ada", how: "bill" }), /whole nano-dollars/);
  assert.deepEqual(ledger.settle("k", 0, { cost: 0, by: "ada", how: "bill" }), {
    key: "k",
    attempt: 0,
    hold: 90,
    cost: 0,
    by: "ada",
    how: "bill",
    at: "2026-01-02T00:00:00.000Z",
  });
  await ledger.durable();
  const message = "The process ended while this call was in flight; ada settled what it cost (bill).";
  assert.deepEqual(ledger.call("k")?.reply, {
    ok: false,
    failure: { code: "unknown", message },
    usage: noUsage,
    cost: 0,
    ms: 0,
    receipt: { flags: ["settled-later"] },
  });
  again.close();
});
