import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Bug } from "../util/bug.ts";
import { stream } from "../util/random.ts";
import { openSharedPurse, type SharedPurse } from "./shared-purse.ts";

function fileOf(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-purse-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "ledger.sqlite");
}

function purseOn(file: string, account: string, cap: number, context: TestContext, name = () => "day:2026-11-21"): SharedPurse {
  const purse = openSharedPurse(file, { name, account, cap });
  context.after(() => purse.close());
  return purse;
}

test("two openers share one cap, and what one settles below its hold is the other's to spend", (context) => {
  const file = fileOf(context);
  const a = purseOn(file, "a", 100, context);
  const b = purseOn(file, "b", 100, context);
  const held = a.hold(70);
  assert.ok(held.ok);
  assert.equal(b.hold(31).ok, false);
  assert.equal(b.left().cost, 30);
  held.settle(20);
  assert.equal(b.left().cost, 80);
  assert.ok(b.hold(80).ok);
  assert.deepEqual(a.total(), { spent: 20, held: 80 });
});

test("a refusal names the purse, what is spent and what is held", (context) => {
  const purse = purseOn(fileOf(context), "a", 2e9, context);
  assert.ok(purse.hold(1.5e9).ok);
  const refused = purse.hold(1e9);
  assert.ok(!refused.ok);
  assert.equal(refused.failure.code, "budget");
  assert.match(refused.failure.message, /\$1\.00 .* \$0\.500 of \$2\.00 .*day:2026-11-21 \(\$0 spent, \$1\.50 held\)/);
});

test("a cap of zero lets nothing leave that may cost, and free calls still go", (context) => {
  const purse = purseOn(fileOf(context), "a", 0, context);
  assert.equal(purse.hold(1).ok, false);
  assert.equal(purse.hold(0).ok, true);
});

test("a hold is settled in the purse it was taken from, though the day has changed", (context) => {
  let day = "day:1";
  const purse = purseOn(fileOf(context), "a", 100, context, () => day);
  const hold = purse.hold(60);
  assert.ok(hold.ok);
  day = "day:2";
  assert.equal(purse.left().cost, 100);
  hold.settle(50);
  assert.deepEqual(purse.total(), { spent: 0, held: 0 });
  day = "day:1";
  assert.deepEqual(purse.total(), { spent: 50, held: 0 });
});

test("a dead process's holds stay until they are recovered, and then what never left is given back", (context) => {
  const file = fileOf(context);
  const dead = openSharedPurse(file, { name: () => "day:1", account: "run-1", cap: 100 });
  const paid = dead.hold(20);
  assert.ok(paid.ok);
  paid.settle(10);
  assert.ok(dead.hold(30).ok);
  assert.ok(dead.hold(25).ok);
  dead.close();
  const next = purseOn(file, "run-1", 100, context, () => "day:1");
  const stranger = purseOn(file, "run-2", 100, context, () => "day:1");
  assert.equal(next.left().cost, 35);
  stranger.recover();
  assert.equal(next.left().cost, 35);
  // The ledger knows the settled call and one of unknown outcome: the third hold was for a call that never left.
  next.recover(40);
  assert.deepEqual(next.total(), { spent: 40, held: 0 });
});

test("a slice has limits of its own inside the purse; settling twice is a bug", (context) => {
  const purse = purseOn(fileOf(context), "a", 100, context);
  const slice = purse.slice({ cost: 40, calls: 2 });
  const hold = slice.hold(40);
  assert.ok(hold.ok);
  assert.equal(slice.slice({}).hold(1).ok, false);
  hold.settle(5);
  assert.equal(slice.left().cost, 35);
  assert.ok(slice.slice({ cost: 10 }).hold(10).ok);
  assert.equal(slice.hold(1).ok, false);
  assert.deepEqual(purse.total(), { spent: 5, held: 10 });
  const other = purse.hold(1);
  assert.ok(other.ok);
  other.settle(1);
  assert.throws(() => other.settle(1), Bug);
});

test("four processes with random costs, failures and crashes never spend and hold more than the cap", {
  timeout: 20_000,
}, async (context) => {
  const file = fileOf(context);
  const cap = 25_000;
  const purse = purseOn(file, "watcher", cap, context);
  const spender = new URL("../../bench/purse-spender.ts", import.meta.url).pathname;
  const next = stream("four");
  const children = ["a", "b", "c", "d"].map((account) => spawn(process.execPath, [spender, file, String(cap), account, "250"]));
  // Two are killed at a random moment of their work; what they held stays held.
  for (const child of children.slice(0, 2))
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), 50 + 150 * next()).unref());
  let most = 0;
  const look = setInterval(() => {
    const { spent, held } = purse.total();
    most = Math.max(most, spent + held);
  }, 2);
  await Promise.all(children.map((child) => once(child, "exit")));
  clearInterval(look);
  const { spent, held } = purse.total();
  most = Math.max(most, spent + held);
  assert.ok(most <= cap, `${most} > ${cap}`);
  assert.ok(most > cap * 0.9, `${most} of ${cap}: the purse was hardly used`);
  assert.ok(purse.hold(cap - spent - held).ok);
  assert.equal(purse.hold(1).ok, false);
});
