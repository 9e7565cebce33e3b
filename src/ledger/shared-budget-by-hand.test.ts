import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, mock, test } from "node:test";
import type { Hold } from "../util/fund.ts";
import type { Result } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { inTurn } from "./in-turn.ts";
import { openSharedBudget, type SharedBudget } from "./shared-budget.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-purse-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `${files++}.sqlite`);
const opened = (file: string, cap: number, name = (): string => "day:1", account = "a"): SharedBudget =>
  openSharedBudget(file, { name, account, cap });
const wordsOf = (result: Result<Hold>): string => (result.ok ? "held" : result.failure.message);
/** What waits for nothing but turns of the event loop is done. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test("an amount that is none is a bug, of a hold and of a reservation; nothing is an amount", async () => {
  const budget = opened(newFile(), 100);
  for (const cost of [-1, Number.NaN]) {
    assert.throws(() => budget.hold(cost), Bug);
    await assert.rejects(budget.reserve(cost), Bug);
  }
  assert.equal((await budget.reserve(0)).ok, true);
  assert.equal(budget.hold(0).ok, true);
  assert.deepEqual(budget.total(), { spent: 0, held: 0 });
  budget.close();
});

test("of a budget that is overspent nothing is left, which is not less than nothing", async () => {
  const budget = opened(newFile(), 2e9);
  const hold = budget.hold(1.5e9);
  assert.ok(hold.ok);
  hold.settle(3e9);
  assert.equal(budget.left().cost, 0);
  assert.match(wordsOf(budget.hold(1e9)), / \$0 of \$2\.00 was left then .*\(\$3\.00 spent, \$0 held\)\.$/);
  // No run died here: there is nothing to resume.
  assert.match(wordsOf(await budget.reserve(1e9)), /\(\$3\.00 spent, \$0 held\)\.$/);
  budget.close();
});

test("who recovers keeps its own holds; what dead ones held and never left is given back once, from the newest budget on", () => {
  const file = newFile();
  let day = "day:1";
  const dead = opened(file, 100, () => day);
  const paid = dead.hold(10);
  assert.ok(paid.ok);
  paid.settle(10);
  assert.ok(dead.hold(30).ok);
  day = "day:2";
  assert.ok(dead.hold(25).ok);
  dead.close();
  const next = opened(file, 100, () => day);
  assert.ok(next.hold(20).ok);
  // The account has 10 spent, and 30, 25 and 20 held: its ledger shows 60, so that 25 never left.
  next.recover(60);
  assert.deepEqual(next.total(), { spent: 0, held: 20 });
  day = "day:1";
  assert.deepEqual(next.total(), { spent: 40, held: 0 });
  next.close();
});

test("money that comes back wakes who waits in this process, before any pause has ended", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const budget = opened(newFile(), 100);
  const first = await budget.reserve(70);
  const direct = budget.hold(20);
  assert.ok(first.ok && direct.ok);
  const waits = budget.reserve(30);
  await turns();
  direct.settle(0);
  const second = await waits;
  assert.ok(second.ok);
  const more = budget.reserve(60);
  await turns();
  first.settle(0);
  assert.equal((await more).ok, true);
  assert.deepEqual(budget.total(), { spent: 0, held: 90 });
  budget.close();
  mock.timers.reset();
});

test("who waits for other processes looks after 20 ms, and each time after half as long again, up to half a second", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let [looks, left, free] = [0, 0, false];
  const queue = inTurn(
    () => {
      looks += 1;
      return free ? { ok: true, settle: () => {} } : undefined;
    },
    () => (left += 1),
  );
  const waits = queue.reserve(1);
  await turns();
  assert.equal(looks, 1);
  // 20, 30, 45, 67.5, 101.25, 151.875, 227.8125, 341.71875, and then 500: 985.2 in all before the first of 500.
  let now = 0;
  for (const [until, seen] of [
    [19, 1],
    [20, 2],
    [49, 2],
    [50, 3],
    [94, 3],
    [95, 4],
    [162, 4],
    [164, 5],
    [262, 5],
    [266, 6],
    [413, 6],
    [418, 7],
    [640, 7],
    [646, 8],
    [981, 8],
    [989, 9],
    [1480, 9],
    [1490, 10],
    [1979, 10],
    [1991, 11],
  ] as const) {
    mock.timers.tick(until - now);
    now = until;
    await turns();
    assert.equal(looks, seen, `after ${until} ms`);
  }
  assert.equal(left, 0);
  free = true;
  mock.timers.tick(500);
  assert.equal((await waits).ok, true);
  assert.deepEqual([looks, left], [12, 1]);
  mock.timers.reset();
});
