import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, test } from "node:test";
import type { Reply } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { noUsage } from "../util/money.ts";
import { openSharedBudget, openStore } from "./index.ts";
import { settlementChain } from "./settlements.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-settlements-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const noon = Date.UTC(2026, 10, 21, 12);

/** A ledger with a call that was given up after 70 ms (hold 100) and one that a dead process left open (hold 900). */
async function lostCalls(name: string) {
  const file = join(folder, name);
  const first = openStore(file, "write", () => noon);
  first.create({
    id: "run-1",
    experiment: "e",
    config: {},
    state: "running",
    world: "live",
    seed: "1",
    created: "2026-11-21T00:00:00.000Z",
  });
  const dying = first.ledger("run-1");
  const open = (key: string, hold: number) => dying.open({ key, model: "fake/model", trial: "a", hold, ask: dying.put({ key }) });
  const late: Reply = {
    ok: false,
    failure: { code: "timeout", message: "late" },
    usage: noUsage,
    cost: 100,
    ms: 70,
    receipt: { flags: ["no-usage", "outcome-unknown"], response: "gen-1" },
  };
  open("given-up", 100);
  dying.close("given-up", late);
  open("died", 900);
  await dying.durable();
  first.close();
  const store = openStore(file, "write", () => noon);
  const ledger = store.ledger("run-1");
  assert.equal(ledger.recover(), 1);
  return { file, store, ledger };
}

test("a settled call costs what was said and holds nothing; the record names who, how and when, and the digest stays", async () => {
  const { store, ledger } = await lostCalls("settled.sqlite");
  const digest = ledger.digest(["a"]);
  ledger.settle("given-up", 0, { cost: 40, by: "ada", how: "by the invoice" });
  assert.deepEqual(
    ledger.settlements().map(({ key }) => key),
    ["given-up"],
  );
  for await (const { at } of ledger.read({ trial: settlementChain })) assert.equal(at, 0);
  assert.deepEqual(ledger.spentAndHeld(), { spent: 40, held: 900, unknown: 1 });
  ledger.settle("died", 0, { cost: 0, by: "ada", how: "by the invoice" });
  await ledger.durable();
  assert.deepEqual(ledger.spentAndHeld(), { spent: 40, held: 0, unknown: 0 });
  const common = { by: "ada", how: "by the invoice", at: "2026-11-21T12:00:00.000Z", attempt: 0 };
  assert.deepEqual(ledger.settlements(), [
    { ...common, key: "given-up", hold: 100, cost: 40, ms: 70 },
    { ...common, key: "died", hold: 900, cost: 0 },
  ]);
  assert.deepEqual([ledger.call("given-up")?.state, ledger.call("died")?.state], ["failed", "failed"]);
  assert.deepEqual(ledger.call("given-up")?.reply?.receipt, { flags: ["no-usage", "settled-later"], response: "gen-1" });
  assert.equal(ledger.digest(["a"]), digest);
  assert.deepEqual(ledger.verify(), { ok: true, trials: 0, events: 2, calls: 2 });
  assert.throws(() => ledger.settle("never", 0, { cost: 1, by: "ada", how: "again" }), Bug);
  store.close();
});

test("a settlement is of whole nano-dollars, and of a call whose outcome is unknown", async () => {
  const { store, ledger } = await lostCalls("costs.sqlite");
  for (const cost of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    assert.throws(() => ledger.settle("died", 0, { cost, by: "ada", how: "by the invoice" }), Bug, String(cost));
  for (const attempt of [1, -1]) assert.throws(() => ledger.settle("died", attempt, { cost: 1, by: "ada", how: "by the invoice" }), Bug);
  assert.deepEqual(ledger.settlements(), []);
  ledger.settle("died", 0, { cost: Number.MAX_SAFE_INTEGER, by: "ada", how: "by the invoice" });
  await ledger.durable();
  const reply = ledger.call("died")?.reply;
  assert.equal(reply?.cost, Number.MAX_SAFE_INTEGER);
  assert.equal(reply?.ms, 0);
  assert.deepEqual(reply?.usage, noUsage);
  const { failure } = reply?.ok === false ? reply : { failure: undefined };
  assert.equal(failure?.message, "The process ended while this call was in flight; ada settled what it cost (by the invoice).");
  assert.equal(ledger.settlements()[0]?.ms, undefined);
  store.close();
});

test("a settlement that was wrong is corrected: both are on record, the latest counts, and the run verifies", async () => {
  const { store, ledger } = await lostCalls("corrected.sqlite");
  ledger.settle("given-up", 0, { cost: 5000, by: "ann", how: "guessed" });
  ledger.settle("given-up", 0, { cost: 40, by: "bob", how: "read on the bill" });
  await ledger.durable();
  assert.deepEqual(
    ledger.settlements().map(({ cost, by, hold, ms }) => [cost, by, hold, ms]),
    [
      [5000, "ann", 100, 70],
      [40, "bob", 100, 70],
    ],
  );
  assert.deepEqual(ledger.spentAndHeld(), { spent: 40, held: 900, unknown: 1 });
  assert.equal(ledger.verify().ok, true);
  store.close();
});

test("a call that is asked again after it was settled has a row of its own", async () => {
  const { store, ledger } = await lostCalls("again.sqlite");
  ledger.settle("died", 0, { cost: 30, by: "ada", how: "by the invoice" });
  ledger.open({ key: "died", model: "fake/model", trial: "a", hold: 900, ask: ledger.put({ key: "died" }) });
  ledger.close("died", { ok: true, text: "4", stop: "end", usage: noUsage, cost: 25, ms: 5 });
  await ledger.durable();
  assert.deepEqual(ledger.spentAndHeld(), { spent: 55, held: 100, unknown: 1 });
  assert.equal(ledger.call("died")?.state, "settled");
  assert.equal(ledger.verify().ok, true);
  store.close();
});

test("a changed, a deleted and an invented settlement do not verify", async () => {
  const forgeries = [
    "UPDATE events SET fact = replace(fact, '\"cost\":30', '\"cost\":20')",
    "DELETE FROM events",
    "DELETE FROM events; DELETE FROM trials",
    "UPDATE calls SET cost = 20 WHERE key = 'died'",
    "UPDATE calls SET state = 'unknown', cost = 0, reply = NULL WHERE key = 'died'",
    "UPDATE calls SET hold = 30 WHERE key = 'died'",
    "DELETE FROM calls WHERE key = 'died'",
  ];
  for (const [index, forgery] of forgeries.entries()) {
    const { file, store, ledger } = await lostCalls(`forged-${index}.sqlite`);
    ledger.settle("died", 0, { cost: 30, by: "ada", how: "by the invoice" });
    await ledger.durable();
    store.close();
    const db = new DatabaseSync(file);
    db.exec(forgery);
    db.close();
    const forged = openStore(file, "read");
    assert.equal(forged.ledger("run-1").verify().ok, false, forgery);
    forged.close();
  }
});

test("a budget gives back what a call did not cost on its day, then before it, and takes nothing of other runs", () => {
  const file = join(folder, "purses.sqlite");
  openStore(file).close();
  let day = "day:2026-11-20";
  const open = (account: string) => openSharedBudget(file, { name: () => day, account, cap: 1000 });
  const [mine, other] = [open("run-1"), open("run-2")];
  const spend = (budget: typeof mine, amount: number): void => {
    const hold = budget.hold(amount);
    assert.ok(hold.ok);
    hold.settle(amount);
  };
  spend(mine, 50);
  day = "day:2026-11-21";
  spend(mine, 100);
  spend(other, 200);
  mine.correct(-120);
  assert.deepEqual(mine.total(), { spent: 200, held: 0 });
  mine.correct(15);
  assert.deepEqual(mine.total(), { spent: 215, held: 0 });
  day = "day:2026-11-20";
  assert.deepEqual(mine.total(), { spent: 30, held: 0 });
  mine.close();
  other.close();
});
