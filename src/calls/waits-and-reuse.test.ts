import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Ask, Model, Reply } from "../types.ts";
import { fail } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";
import { backOff, keyAt, keysAfter } from "./back-off.ts";
import { fakeDesk } from "./fake-desk.ts";
import { defined } from "../util/defined.ts";

const ask: Ask = { purpose: "attempt", messages: [{ role: "user", text: "x" }], maxTokens: 10 };
const gone = (retryAfterMs?: number): Reply => ({ ...fail("rate", "slow", retryAfterMs), usage: noUsage, cost: 0, ms: 1 });
const fine: Reply = { ok: true, text: "fine", stop: "end", usage: noUsage, cost: 7, ms: 4 };

test("a wait is drawn below half a second that doubles with each row up to a minute, and what the provider says goes before it", () => {
  for (let row = 0; row < 20; row++) {
    const bound = Math.min(60_000, 500 * 2 ** row);
    const draws = Array.from({ length: 200 }, (_, i) => backOff("seed", `k${i}`, row, gone()));
    assert.ok(
      draws.every((ms) => ms >= 0 && ms < bound),
      String(row),
    );
    // Full jitter: the highest of 200 draws is above nine tenths in all but one of a billion seeds.
    assert.ok(Math.max(...draws) > 0.9 * bound, String(row));
    assert.deepEqual(draws[0], backOff("seed", "k0", row, fine));
  }
  assert.equal(backOff("seed", "k", 3, gone(70_000)), 70_000);
  assert.notEqual(backOff("seed", "k", 3, gone()), backOff("other", "k", 3, gone()));
});

test("the rows of a call have its key and a number, and those that followed one are found as far as they go", () => {
  assert.deepEqual([keyAt("k", 0), keyAt("k", 2)], ["k", "k.2"]);
  const rows = new Set(["k", "k.1", "k.2", "k.4"]);
  const ledger = { call: (key: string) => (rows.has(key) ? ({} as never) : undefined) };
  assert.deepEqual(keysAfter(ledger, "k", 0), ["k.1", "k.2"]);
  assert.deepEqual(keysAfter(ledger, "k", 2), []);
});

test("a live call's wait is slept on the wall and passes on the trial's clock; people hear of five seconds and more", async () => {
  const limits = [
    { failure: { code: "rate", message: "slow", retryAfterMs: 1234 } },
    { failure: { code: "rate", message: "slow", retryAfterMs: 5000 } },
    "fine",
  ] as const;
  const { desk, trial } = fakeDesk({ members: { a: fake(limits, { world: "live", ms: 0 }) } });
  const [slept, told]: [number[], number[]] = [[], []];
  const patience = {
    ...trial.run.patience,
    sleep: async (ms: number) => void slept.push(ms),
    onWait: ({ ms }: { ms: number }) => void told.push(ms),
  };
  Object.assign(trial.run, { patience });
  assert.ok((await desk.ask("a", ask)).ok);
  assert.deepEqual([slept, told, trial.clock.now()], [[1234, 5000], [5000], 6234]);
});

test("a wait beyond what a member may wait is told to the run at once, and no other failure is", async () => {
  const told: string[] = [];
  const givenUp = ({ id }: Model, reply: Reply): void => void told.push(`${id} ${reply.ok ? "" : reply.failure.code}`);
  for (const [limit, want] of [
    [{ code: "rate", message: "slow", retryAfterMs: 700_000 }, ["fake/model setup"]],
    [{ code: "rate", message: "slow", retryAfterMs: 500 }, []],
    [{ code: "refused", message: "no" }, []],
  ] as const) {
    told.length = 0;
    const { desk, trial } = fakeDesk({ members: { a: fake([{ failure: limit }, "fine"], { world: "live", ms: 0, id: "fake/model" }) } });
    Object.assign(trial.run, { givenUp, patience: { ...trial.run.patience, sleep: async () => {} } });
    await desk.ask("a", ask);
    assert.deepEqual(told, want);
  }
});

test("an answer of an earlier run is on record here at its cost, held with nothing, and says where it is from", async () => {
  const model = fake(["new"], { world: "live" });
  const { desk, trial, spent, ledger, events } = fakeDesk({ members: { a: model } });
  const asked: string[] = [];
  const reuse = (key: string) => {
    asked.push(key);
    return { run: "before", reply: { ...fine, receipt: { flags: ["cached"] } } };
  };
  Object.assign(trial.run, { reuse });
  const reply = await desk.ask("a", ask);
  assert.deepEqual([reply.ok && reply.text, reply.cost, model.asked.length, spent()], ["fine", 7, 0, 7]);
  assert.deepEqual([reply.receipt?.from, reply.receipt?.flags], ["before", ["cached", "reused"]]);
  const row = ledger.call(asked[0] ?? "");
  assert.deepEqual([row?.state, row?.hold, row?.trial], ["settled", 0, "test/t1/0"]);
  assert.equal(events().length, 1);
  // Simulated answers are drawn, never taken over.
  const other = fakeDesk({ members: { a: fake(["new"]) } });
  Object.assign(other.trial.run, { reuse });
  const own = await other.desk.ask("a", ask);
  assert.equal(own.ok && own.text, "new");
});

test("a quote is the model's, and nothing for a member that is not there", () => {
  const { desk } = fakeDesk({ members: { a: fake(["x"]) } });
  // A token of $1 and ten of $5 per million.
  assert.deepEqual([desk.quote("a", ask), desk.quote("nobody", ask)], [51_000, 0]);
});

test("what a verifier says is noted with its answer; one that cannot tell is noted as that", async () => {
  const told = async (verdict: Parameters<typeof fakeDesk>[0]["verifier"]) => {
    const { desk, events } = fakeDesk({ members: { a: fake(["x"]) }, ...defined({ verifier: verdict }) });
    await desk.verify({ text: "4", by: "a" });
    return events().map(({ fact }) => fact);
  };
  const [passed] = await told(() => ({ ok: true, passed: true, score: 0.8, why: "w" }));
  assert.ok(passed?.type === "verdict");
  assert.deepEqual([passed.member, passed.passed, passed.score, passed.why], ["a", true, 0.8, "w"]);
  const [unknown] = await told(() => fail("unknown", "cannot tell"));
  assert.ok(unknown?.type === "unverified");
  assert.deepEqual([unknown.member, unknown.why, unknown.code], ["a", "cannot tell", "unknown"]);
});

test("a model that was silent too long is told to give up", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const left = Promise.withResolvers<AbortSignal | undefined>();
  const mute: Model = {
    ...fake([""], { world: "live" }),
    call: (_ask, { signal }) => {
      left.resolve(signal);
      return new Promise(() => {});
    },
  };
  const asked = fakeDesk({ members: { a: mute } }).desk.ask("a", ask);
  const signal = await left.promise;
  assert.equal(signal?.aborted, false);
  context.mock.timers.tick(60_000);
  assert.equal((await asked).ok, false);
  assert.equal(signal.aborted, true);
});
