import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { Result } from "../types.ts";
import type { Hold } from "../util/fund.ts";
import { Bug } from "../util/bug.ts";
import { stream } from "../util/random.ts";
import { openSharedBudget, type SharedBudget } from "./shared-budget.ts";

function fileOf(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-budget-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "ledger.sqlite");
}

function budgetOn(file: string, account: string, cap: number, context: TestContext, name = () => "day:2026-11-21"): SharedBudget {
  const budget = openSharedBudget(file, { name, account, cap });
  context.after(() => budget.close());
  return budget;
}

test("two openers share one cap, and what one settles below its hold is the other's to spend", (context) => {
  const file = fileOf(context);
  const a = budgetOn(file, "a", 100, context);
  const b = budgetOn(file, "b", 100, context);
  const held = a.hold(70);
  assert.ok(held.ok);
  assert.equal(b.hold(31).ok, false);
  assert.equal(b.left().cost, 30);
  held.settle(20);
  assert.equal(b.left().cost, 80);
  assert.ok(b.hold(80).ok);
  assert.deepEqual(a.total(), { spent: 20, held: 80 });
});

test("a refusal names the budget, what is spent and what is held", (context) => {
  const budget = budgetOn(fileOf(context), "a", 2e9, context);
  assert.ok(budget.hold(1.5e9).ok);
  const refused = budget.hold(1e9);
  assert.ok(!refused.ok);
  assert.equal(refused.failure.code, "budget");
  assert.match(refused.failure.message, /\$1\.00 .* \$0\.500 of \$2\.00 .*day:2026-11-21 \(\$0 spent, \$1\.50 held\)/);
});

test("a cap of zero lets nothing leave that may cost, and free calls still go", (context) => {
  const budget = budgetOn(fileOf(context), "a", 0, context);
  assert.equal(budget.hold(1).ok, false);
  assert.equal(budget.hold(0).ok, true);
});

test("a hold is settled in the budget it was taken from, though the day has changed", (context) => {
  let day = "day:1";
  const budget = budgetOn(fileOf(context), "a", 100, context, () => day);
  const hold = budget.hold(60);
  assert.ok(hold.ok);
  day = "day:2";
  assert.equal(budget.left().cost, 100);
  hold.settle(50);
  assert.deepEqual(budget.total(), { spent: 0, held: 0 });
  day = "day:1";
  assert.deepEqual(budget.total(), { spent: 50, held: 0 });
});

test("a dead process's holds stay until they are recovered, and then what never left is given back", (context) => {
  const file = fileOf(context);
  const dead = openSharedBudget(file, { name: () => "day:1", account: "run-1", cap: 100 });
  const paid = dead.hold(20);
  assert.ok(paid.ok);
  paid.settle(10);
  assert.ok(dead.hold(30).ok);
  assert.ok(dead.hold(25).ok);
  dead.close();
  const next = budgetOn(file, "run-1", 100, context, () => "day:1");
  const stranger = budgetOn(file, "run-2", 100, context, () => "day:1");
  assert.equal(next.left().cost, 35);
  stranger.recover();
  assert.equal(next.left().cost, 35);
  // The ledger knows the settled call and one of unknown outcome: the third hold was for a call that never left.
  next.recover(40);
  assert.deepEqual(next.total(), { spent: 40, held: 0 });
});

test("settling a hold twice is a bug", (context) => {
  const hold = budgetOn(fileOf(context), "a", 100, context).hold(1);
  assert.ok(hold.ok);
  hold.settle(1);
  assert.throws(() => hold.settle(1), Bug);
});

test("a hold of another process that lives is waited for, in order of asking over processes", async (context) => {
  const file = fileOf(context);
  const a = budgetOn(file, "a", 100, context);
  const b = budgetOn(file, "b", 100, context);
  const held = a.hold(70);
  assert.ok(held.ok);
  const order: string[] = [];
  const noted = async (name: string, asked: Promise<Result<Hold>>) => {
    const hold = await asked;
    order.push(name);
    return hold.ok;
  };
  const large = noted("large", b.reserve(90));
  // From when the file tells that it waits, nobody overtakes it.
  for (let small = a.hold(5); small.ok; small = a.hold(5)) {
    small.settle(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const small = noted("small", a.reserve(5));
  held.settle(1);
  assert.deepEqual([await large, await small], [true, true]);
  assert.deepEqual(order, ["large", "small"]);
});

test("what could not be held even if all living holders returned everything is refused at once, dead ones counted as spent", async (context) => {
  const file = fileOf(context);
  const budget = budgetOn(file, "a", 100e9, context);
  const script = `
    const { openSharedBudget } = await import(${JSON.stringify(new URL("./shared-budget.ts", import.meta.url).href)});
    openSharedBudget(${JSON.stringify(file)}, { name: () => "day:2026-11-21", account: "dead", cap: 100e9 }).hold(60e9);
    process.kill(process.pid, "SIGKILL");`;
  await once(spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" }), "exit");
  assert.deepEqual(budget.total(), { spent: 0, held: 60e9 });
  const refused = await budget.reserve(50e9);
  assert.match(
    refused.ok ? "" : refused.failure.message,
    /\$50\.00 and \$40\.00 of \$100 was left then .*\(\$0 spent, \$60\.00 held\)\. .*resume/,
  );
  assert.equal(refused.ok ? "" : refused.failure.code, "budget");
  assert.ok((await budget.reserve(40e9)).ok);
  assert.equal((await budget.reserve(101e9)).ok, false);
});

test("a stop ends a wait, and the place among processes is given up", async (context) => {
  const file = fileOf(context);
  const a = budgetOn(file, "a", 100, context);
  const b = budgetOn(file, "b", 100, context);
  assert.ok(a.hold(70).ok);
  const stop = new AbortController();
  const waits = b.reserve(90, stop.signal);
  setTimeout(() => stop.abort(), 30);
  const given = await waits;
  assert.equal(given.ok ? "" : given.failure.code, "aborted");
  assert.ok(a.hold(30).ok);
});

test("four processes with random costs, failures and crashes never spend and hold more than the cap", async (context) => {
  const file = fileOf(context);
  const cap = 25_000;
  const budget = budgetOn(file, "watcher", cap, context);
  const spender = new URL("../../bench/budget-spender.ts", import.meta.url).pathname;
  const next = stream("four");
  const children = ["a", "b", "c", "d"].map((account) => spawn(process.execPath, [spender, file, String(cap), account, "250"]));
  // Two are killed at a random moment of their work; what they held stays held.
  for (const child of children.slice(0, 2))
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), 50 + 150 * next()).unref());
  let most = 0;
  const look = setInterval(() => {
    const { spent, held } = budget.total();
    most = Math.max(most, spent + held);
  }, 2);
  await Promise.all(children.map((child) => once(child, "exit")));
  clearInterval(look);
  const { spent, held } = budget.total();
  most = Math.max(most, spent + held);
  assert.ok(most <= cap, `${most} > ${cap}`);
  assert.ok(most > cap * 0.9, `${most} of ${cap}: the budget was hardly used`);
  assert.ok(budget.hold(cap - spent - held).ok);
  assert.equal(budget.hold(1).ok, false);
});
