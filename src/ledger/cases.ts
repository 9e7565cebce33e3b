import assert from "node:assert/strict";
import type { CallFact, Fact, Reply } from "../types.ts";
import { Bug, UserError } from "../util/bug.ts";
import { addressOf, sha256Parts } from "../util/hash.ts";
import { noUsage } from "../util/money.ts";
import { exportEvents } from "./export.ts";
import type { RunLedger, RunRecord, Store } from "./store.ts";

/** What every store must do. `make` gives an empty store each time; `run` throws an assertion error when the store breaks the case. */
export const ledgerCases: readonly { readonly name: string; readonly run: (make: () => Promise<Store>) => Promise<void> }[] = [
  { name: "runs come back newest first, with every field that was given", run: keepsRuns },
  { name: "a second run of one id is refused", run: refusesTwins },
  { name: "the ledger of an unknown run is refused with the nearest name", run: refusesUnknownRuns },
  { name: "events are read back in order, with facts, clocks and hashes as written", run: readsBack },
  { name: "each trial has a chain of its own, whatever other trials write in between", run: chainsApart },
  { name: "wall time and sequence change no hash", run: hashesTheSame },
  { name: "the digest follows the given order and counts an absent trial", run: digests },
  { name: "a body is kept once, and an unknown address has none", run: keepsBodies },
  { name: "a call row goes from open to settled and carries its reply", run: settles },
  { name: "a failed call can be tried again, and the newest row answers", run: triesAgain },
  { name: "a call of unknown outcome stays held, and a reply that cannot be used is settled", run: tellsStates },
  { name: "opening an open key and closing a closed one are bugs", run: refusesDoubleFlight },
  { name: "money that is no whole number is refused before it is written", run: refusesFractions },
  { name: "spent counts closed calls, held counts open ones", run: counts },
  { name: "a call takes purpose and member from the first fact that names it", run: labels },
  {
    name: "a call keeps the member and the purpose it was opened for; a grading that a topology asks for too is the topology's",
    run: seats,
  },
  { name: "an unfinished trial restarts with an empty chain and keeps its calls", run: restarts },
  { name: "durable resolves for callers at once and one after another", run: becomesDurable },
  { name: "runs in one store do not see one another", run: keepsRunsApart },
  { name: "half a surrogate in a reply loses nothing else of it", run: keepsBrokenText },
  { name: "what was written verifies", run: verifies },
  { name: "an export holds each event, each body once and each call", run: exports },
];

const record: RunRecord = {
  id: "run-1",
  experiment: "test",
  config: { a: [1, null, "x"] },
  state: "running",
  world: "simulated",
  seed: "7",
  created: "2026-01-01T00:00:00.000Z",
};
const settled = { ok: true, text: "4", stop: "end", usage: { ...noUsage, uncached: 3, output: 2 }, cost: 40, ms: 12 } as const;
const failed: Reply = { ok: false, failure: { code: "rate", message: "slow down" }, usage: noUsage, cost: 5, ms: 1 };

async function fresh(make: () => Promise<Store>): Promise<{ store: Store; ledger: RunLedger }> {
  const store = await make();
  store.create(record);
  return { store, ledger: store.ledger(record.id) };
}
async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
function own(value: number): Fact {
  return { type: "own", name: "n", value };
}
function pay(ledger: RunLedger, key: string, reply: Reply | undefined, hold = 100): void {
  ledger.open({ key, model: "fake/model", trial: "a", hold, ask: ledger.put({ key }) });
  if (reply) ledger.close(key, reply);
}
const at = (trial: string, clock = 0, span = "") => ({ trial, span, at: clock });

async function keepsRuns(make: () => Promise<Store>): Promise<void> {
  const { store } = await fresh(make);
  store.create({ ...record, id: "run-2", created: "2026-01-02T00:00:00.000Z", world: "mixed" });
  store.update("run-1", { state: "done", digest: "d", summary: { passed: 3 } });
  assert.deepEqual(store.run("run-1"), { ...record, state: "done", digest: "d", summary: { passed: 3 } });
  assert.deepEqual(
    store.runs().map((run) => run.id),
    ["run-2", "run-1"],
  );
  assert.equal(store.run("run-3"), undefined);
  store.close();
}
async function refusesTwins(make: () => Promise<Store>): Promise<void> {
  const { store } = await fresh(make);
  assert.throws(() => store.create(record), UserError);
  store.close();
}
async function refusesUnknownRuns(make: () => Promise<Store>): Promise<void> {
  const { store } = await fresh(make);
  assert.throws(() => store.ledger("run-l"), /run-1/);
  assert.throws(() => store.update("run-l", { state: "done" }), Bug);
  store.close();
}
async function readsBack(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  const facts: Fact[] = [
    { type: "trial-start", topology: "solo", task: "t", category: "c", repetition: 0 },
    { type: "own", name: "deep", value: { z: [1.5, -0.25, 1e21], a: 'é\u2028"\\\n\u0000' } },
    { type: "trial-end", state: "answered", answer: "4", by: "m", cost: 40, ms: 12.75 },
  ];
  const written = facts.map((fact, i) => ledger.append(at("a", i * 0.1, `s${i}`), fact));
  assert.deepEqual(await listed(ledger.read()), written);
  await ledger.durable();
  assert.deepEqual(await listed(ledger.read()), written);
  assert.deepEqual(await listed(ledger.read({ after: written[1]?.seq ?? 0 })), written.slice(2));
  assert.deepEqual(await listed(ledger.read({ trial: "b" })), []);
  if (ledger.recall !== undefined)
    assert.deepEqual([[...ledger.recall("a")], [...ledger.recall("b")]], [await listed(ledger.read({ trial: "a" })), []]);
  for (let i = 0; i < 2500; i++) ledger.append(at("long", i), own(i));
  const long = await listed(ledger.read({ trial: "long" }));
  assert.deepEqual(
    long.map((event) => event.at),
    Array.from({ length: 2500 }, (_, i) => i),
  );
  store.close();
}
async function chainsApart(make: () => Promise<Store>): Promise<void> {
  const one = await fresh(make);
  const two = await fresh(make);
  for (const i of [1, 2, 3]) {
    one.ledger.append(at("a", i), own(i));
    one.ledger.append(at("b", i), own(-i));
  }
  for (const i of [1, 2, 3]) two.ledger.append(at("b", i), own(-i));
  for (const i of [1, 2, 3]) two.ledger.append(at("a", i), own(i));
  const heads = ({ ledger }: { ledger: RunLedger }) => Object.fromEntries(ledger.trials().map((head) => [head.trial, head.head]));
  assert.deepEqual(heads(one), heads(two));
  assert.notEqual(heads(one)["a"], heads(one)["b"]);
  one.store.close();
  two.store.close();
}
async function hashesTheSame(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  const event = ledger.append(at("a", 1.5, "s"), { type: "own", name: "n", value: 1 });
  assert.equal(event.hash, sha256Parts("", "s", "1.5", '{"name":"n","type":"own","value":1}'));
  const next = ledger.append(at("a", 2, "s"), { type: "span-end", name: "x" });
  assert.equal(next.hash, sha256Parts(event.hash, "s", "2", '{"name":"x","type":"span-end"}'));
  assert.ok(next.seq > event.seq);
  store.close();
}
async function digests(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  const a = ledger.append(at("a"), own(1)).hash;
  const b = ledger.append(at("b"), own(2)).hash;
  assert.equal(ledger.digest(["b", "a"]), sha256Parts(b, a));
  assert.equal(ledger.digest(["a", "none", "b"]), sha256Parts(a, "", b));
  store.close();
}
async function keepsBodies(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  const address = ledger.put({ b: 1, a: [true] });
  assert.equal(address, addressOf({ a: [true], b: 1 }));
  assert.equal(ledger.put({ a: [true], b: 1 }), address);
  assert.deepEqual(ledger.body(address), { a: [true], b: 1 });
  await ledger.durable();
  assert.deepEqual(ledger.body(address), { a: [true], b: 1 });
  assert.equal(ledger.body(addressOf("none")), undefined);
  store.close();
}
async function settles(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  assert.equal(ledger.call("k"), undefined);
  pay(ledger, "k", undefined);
  assert.deepEqual(ledger.call("k"), { key: "k", state: "open", model: "fake/model", trial: "a", hold: 100 });
  await ledger.durable();
  ledger.close("k", settled);
  const row = { key: "k", state: "settled", model: "fake/model", trial: "a", hold: 100, reply: settled };
  assert.deepEqual(ledger.call("k"), row);
  await ledger.durable();
  assert.deepEqual(ledger.call("k"), row);
  assert.deepEqual(ledger.body(addressOf(settled)), settled);
  store.close();
}
async function triesAgain(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  pay(ledger, "k", failed);
  assert.equal(ledger.call("k")?.state, "failed");
  pay(ledger, "k", undefined);
  assert.equal(ledger.call("k")?.state, "open");
  await ledger.durable();
  ledger.close("k", settled);
  assert.deepEqual(ledger.call("k")?.reply, settled);
  assert.deepEqual(
    [...ledger.calls()].map(({ attempt, state, cost }) => ({ attempt, state, cost })),
    [
      { attempt: 0, state: "failed", cost: 5 },
      { attempt: 1, state: "settled", cost: 40 },
    ],
  );
  assert.equal(ledger.recover(), 0);
  store.close();
}
async function tellsStates(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  const { usage, ms } = failed;
  const lost = {
    ok: false,
    failure: { code: "timeout", message: "silence" },
    usage,
    cost: 100,
    ms,
    receipt: { flags: ["outcome-unknown"] },
  };
  pay(ledger, "lost", lost as Reply);
  for (const code of ["malformed", "refused"] as const)
    pay(ledger, code, { ok: false, failure: { code, message: "" }, text: "No.", usage, cost: 7, ms });
  pay(ledger, "broken", { ok: false, failure: { code: "provider", message: "" }, text: "The ans", usage, cost: 7, ms });
  assert.deepEqual(
    ["lost", "malformed", "refused", "broken"].map((key) => ledger.call(key)?.state),
    ["unknown", "settled", "settled", "failed"],
  );
  assert.deepEqual(ledger.spentAndHeld(), { spent: 21, held: 100, unknown: 1 });
  await ledger.durable();
  assert.equal(ledger.call("lost")?.state, "unknown");
  assert.equal(ledger.recover(), 0);
  assert.equal(ledger.verify().ok, true);
  store.close();
}
async function refusesDoubleFlight(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  pay(ledger, "k", undefined);
  assert.throws(() => pay(ledger, "k", undefined), Bug);
  assert.equal(ledger.recover(), 0);
  ledger.close("k", settled);
  assert.throws(() => ledger.close("k", settled), Bug);
  assert.throws(() => ledger.close("never", settled), Bug);
  store.close();
}
async function refusesFractions(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  for (const hold of [0.5, -1, Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => pay(ledger, "k", undefined, hold), Bug);
  pay(ledger, "k", undefined);
  assert.throws(() => ledger.close("k", { ...settled, cost: 1.5 }), Bug);
  assert.equal(ledger.call("k")?.state, "open");
  store.close();
}
async function counts(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  pay(ledger, "k1", settled);
  pay(ledger, "k2", failed);
  pay(ledger, "k3", undefined, 700);
  assert.deepEqual(ledger.spentAndHeld(), { spent: 45, held: 700, unknown: 0 });
  store.close();
}
async function labels(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  pay(ledger, "k", settled);
  ledger.append(at("a"), callFact(ledger, "k"));
  ledger.append(at("b"), { ...callFact(ledger, "k"), purpose: "retry", member: "second" });
  const [call] = ledger.calls();
  assert.deepEqual([call?.purpose, call?.member], ["attempt", "first"]);
  store.close();
}
async function seats(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  const row = { model: "fake/model", trial: "a", member: "judge", hold: 9, ask: ledger.put("ask") };
  ledger.open({ ...row, key: "k1", purpose: "grade" });
  ledger.open({ ...row, key: "k2", purpose: "verdict" });
  ledger.close("k2", settled);
  ledger.append(at("b"), { ...callFact(ledger, "k2"), purpose: "grade", member: "other" });
  ledger.open({ ...row, key: "k3", purpose: "grade" });
  ledger.close("k3", settled);
  ledger.append(at("b"), { ...callFact(ledger, "k3"), purpose: "verdict", member: "judge" });
  ledger.open({ ...row, key: "k4", purpose: "verdict" });
  ledger.close("k4", failed);
  ledger.open({ ...row, key: "k4", purpose: "grade" });
  const seen = [...ledger.calls()].map(({ key, member, purpose }) => [key, member, purpose]);
  assert.deepEqual(seen, [
    ["k1", "judge", "grade"],
    ["k2", "judge", "verdict"],
    ["k3", "judge", "verdict"],
    ["k4", "judge", "verdict"],
    ["k4", "judge", "verdict"],
  ]);
  store.close();
}
function callFact(ledger: RunLedger, key: string): CallFact {
  const { usage, cost, ms } = settled;
  const [ask, reply] = [ledger.put({ key }), ledger.put({ ...settled })];
  return { type: "call", key, member: "first", model: "fake/model", purpose: "attempt", ok: true, usage, cost, start: 0, ms, ask, reply };
}
async function restarts(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  const first = ledger.append(at("a"), own(1));
  ledger.append(at("a"), own(2));
  ledger.append(at("b"), own(3));
  pay(ledger, "k", settled);
  await ledger.durable();
  ledger.append(at("a"), own(4));
  ledger.restart("a");
  assert.deepEqual(await listed(ledger.read({ trial: "a" })), []);
  assert.equal(ledger.append(at("a"), own(1)).hash, first.hash);
  assert.deepEqual(
    ledger.trials().map(({ trial, events, ended }) => [trial, events, ended]),
    [
      ["a", 1, false],
      ["b", 1, false],
    ],
  );
  assert.equal(ledger.call("k")?.state, "settled");
  ledger.append(at("a"), { type: "trial-end", state: "answered", cost: 0, ms: 0 });
  assert.equal(ledger.trials()[0]?.ended, true);
  assert.throws(() => ledger.restart("a"), Bug);
  ledger.restart("never written");
  store.close();
}
async function becomesDurable(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  await ledger.durable();
  await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      pay(ledger, `k${i}`, undefined);
      await ledger.durable();
      ledger.close(`k${i}`, settled);
      await ledger.durable();
    }),
  );
  assert.deepEqual(ledger.spentAndHeld(), { spent: 60 * 40, held: 0, unknown: 0 });
  store.close();
}
async function keepsRunsApart(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  store.create({ ...record, id: "run-2" });
  const other = store.ledger("run-2");
  pay(ledger, "k", settled);
  ledger.append(at("a"), own(1));
  assert.equal(other.call("k"), undefined);
  assert.deepEqual(await listed(other.read()), []);
  assert.deepEqual(other.spentAndHeld(), { spent: 0, held: 0, unknown: 0 });
  assert.equal(store.ledger("run-1"), ledger);
  store.close();
}
async function keepsBrokenText(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  pay(ledger, "k", { ...settled, text: "cut \ud83d" });
  await ledger.durable();
  const reply = ledger.call("k")?.reply;
  assert.equal(reply?.ok && reply.text, "cut \ufffd");
  assert.equal(ledger.verify().ok, true);
  store.close();
}
async function verifies(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  pay(ledger, "k", settled);
  pay(ledger, "k2", failed);
  ledger.append(at("a"), callFact(ledger, "k"));
  ledger.append(at("b"), own(1));
  ledger.append(at("a"), { type: "trial-end", state: "answered", cost: 40, ms: 12 });
  assert.deepEqual(ledger.verify(), { ok: true, trials: 2, events: 3, calls: 2 });
  store.close();
}
async function exports(make: () => Promise<Store>): Promise<void> {
  const { store, ledger } = await fresh(make);
  pay(ledger, "k", settled);
  pay(ledger, "=k2", undefined);
  ledger.append(at("a"), callFact(ledger, "k"));
  ledger.append(at("b"), callFact(ledger, "k"));
  const lines = (await listed(exportEvents(store, "run-1", "jsonl"))).map((line) => JSON.parse(line) as object);
  assert.deepEqual(
    lines.map((line) => Object.keys(line)[0]),
    ["run", "body", "body", "event", "event", "call", "call"],
  );
  assert.deepEqual(lines[2], { body: { address: addressOf(settled), content: settled } });
  const rows = (await listed(exportEvents(store, "run-1", "csv"))).map((line) => line.split(","));
  assert.equal(rows.length, 3);
  const cell = (row: number, column: string) => rows[row]?.[rows[0]?.indexOf(column) ?? -1];
  assert.deepEqual([cell(1, "key"), cell(1, "state"), cell(1, "hold")], ["'=k2", "open", "100"]);
  assert.deepEqual([cell(2, "cost"), cell(2, "uncached"), cell(2, "purpose")], ["40", "3", "attempt"]);
  store.close();
}
