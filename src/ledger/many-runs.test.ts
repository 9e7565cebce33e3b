import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Fact, Reply } from "../types.ts";
import { canonical } from "../util/hash.ts";
import { noUsage } from "../util/money.ts";
import { inTurn } from "./in-turn.ts";
import { openSharedBudget, openStore } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-many-runs-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const answer = (text: string): Reply => ({ ok: true, text, stop: "end", usage: noUsage, cost: 5, ms: 1 });
const lost: Reply = { ok: false, failure: { code: "provider", message: "down" }, usage: noUsage, cost: 0, ms: 1 };
const bytes = (text: string): number => Buffer.byteLength(text);
const fact: Fact = { type: "own", name: "n", value: "é" };

/** Two runs of one file, the second a day later: both ask the same, and each has an answer of its own. */
async function twoRuns(name: string) {
  const file = join(folder, name);
  const store = openStore(file, "write");
  for (const [id, day, seed] of [
    ["a", "1", "é"],
    ["b", "2", "s"],
  ] as const)
    store.create({ id, experiment: "e", config: { seed }, state: "running", world: "live", seed: "s", created: `2026-01-0${day}` });
  const asked = ["a", "b"].map((id) => {
    const ledger = store.ledger(id);
    const ask = ledger.put("question é");
    ledger.open({ key: "k", model: "m", trial: "tr", hold: 9, ask });
    ledger.close("k", answer(`answer of ${id}`));
    return ask;
  });
  const first = store.ledger("a");
  first.append({ trial: "tr", span: "/0:x", at: 1 }, fact);
  first.open({ key: "f", model: "m", trial: "tr", hold: 9, ask: asked[0] ?? "" });
  first.close("f", lost);
  first.open({ key: "f.1", model: "m", trial: "tr", hold: 9, ask: asked[0] ?? "" });
  first.close("f.1", answer("in the end"));
  first.open({ key: "g", model: "m", trial: "tr", hold: 9, ask: asked[0] ?? "" });
  first.close("g", lost);
  await first.durable();
  return { file, store, ask: asked[0] ?? "" };
}

test("an answer of another run is found by its key, at a later try too, and neither one's own nor a failure is", async () => {
  const { store } = await twoRuns("elsewhere.sqlite");
  const [a, b] = [store.ledger("a"), store.ledger("b")];
  assert.deepEqual(b.elsewhere("k"), { run: "a", reply: answer("answer of a") });
  assert.deepEqual(a.elsewhere("k"), { run: "b", reply: answer("answer of b") });
  assert.deepEqual(b.elsewhere("f"), { run: "a", reply: answer("in the end") });
  assert.deepEqual([b.elsewhere("g"), b.elsewhere("none"), a.elsewhere("f")], [undefined, undefined, undefined]);
  store.close();
});

test("a run's size is that of its rows, of its bodies, and of those that others use as well; a run that goes leaves those", async () => {
  const { file, store, ask } = await twoRuns("sizes.sqlite");
  const body = (reply: Reply): number => bytes(canonical(reply));
  const question = bytes('"question é"');
  const [b, a] = store.sizes();
  // Key, ask, reply and trial of each call; text, hash and span of the event; the configuration, é as two bytes.
  const config = (seed: string): number => bytes(canonical({ seed }));
  const calls = ["k", "f", "f.1", "g"].reduce((sum, key) => sum + key.length + 64 + 64 + 2, 0);
  const event = bytes(canonical(fact)) + 64 + 4;
  assert.deepEqual(a, {
    run: "a",
    rows: calls + event + config("é"),
    bodies: question + body(answer("answer of a")) + body(lost) + body(answer("in the end")),
    shared: question,
  });
  assert.deepEqual(b, { run: "b", rows: 1 + 64 + 64 + 2 + config("s"), bodies: question + body(answer("answer of b")), shared: question });
  // While this opener writes any run of the file, no other takes a run away.
  const again = openStore(file, "write");
  assert.throws(() => again.remove("a"), /being written by this process/);
  store.close();
  again.remove("a");
  assert.deepEqual(again.sizes(), [{ ...b, shared: 0 }]);
  assert.deepEqual(
    [again.run("a"), again.runs().map(({ id }) => id), again.verify("b").ok, again.check().ok],
    [undefined, ["b"], true, true],
  );
  const left = again.ledger("b");
  assert.deepEqual([left.body(ask), left.call("k")?.reply, left.elsewhere("k")], ["question é", answer("answer of b"), undefined]);
  assert.deepEqual(
    [...left.calls()].map(({ key, state, cost, hold, attempt }) => [key, state, cost, hold, attempt]),
    [["k", "settled", 5, 9, 0]],
  );
  again.close();
});

test("what an account spent is corrected at the budget of the moment first, then before it, and never below nothing", () => {
  const file = join(folder, "correct.sqlite");
  let day = "day:2026-01-01";
  const budget = openSharedBudget(file, { name: () => day, account: "a", cap: 100 });
  const other = openSharedBudget(file, { name: () => day, account: "b", cap: 100 });
  const spend = (from: typeof budget, amount: number): void => {
    const hold = from.hold(amount);
    assert.ok(hold.ok);
    hold.settle(amount);
  };
  spend(budget, 20);
  day = "day:2026-01-02";
  spend(budget, 10);
  spend(other, 40);
  budget.correct(-25);
  assert.deepEqual(budget.total(), { spent: 40, held: 0 });
  day = "day:2026-01-01";
  assert.deepEqual(budget.total(), { spent: 5, held: 0 });
  // What cost more is added at the time of the name; of an account that has nothing there, before.
  budget.correct(7);
  assert.equal(budget.total().spent, 12);
  day = "day:2026-01-03";
  budget.correct(3);
  assert.equal(budget.total().spent, 0);
  day = "day:2026-01-02";
  assert.equal(budget.total().spent, 43);
  budget.correct(-500);
  assert.equal(budget.total().spent, 40);
  assert.deepEqual(
    [budget.newest("day:2026-01-09"), budget.newest("run:x"), budget.left()],
    ["day:2026-01-02", undefined, { cost: 60, calls: Infinity, ms: Infinity }],
  );
  budget.close();
  other.close();
});

test("askers of one process are let through in order, woken when money comes back, and one that stops lets the next go on", async (context) => {
  // On a busy machine a look of its own would come before the one that is told.
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const tried: number[] = [];
  let free = false;
  let left = 0;
  const held = { ok: true, settle: () => {} } as const;
  const queue = inTurn(
    (cost) => {
      tried.push(cost);
      if (cost === 13) throw new TypeError("no file");
      return free ? held : undefined;
    },
    () => (left += 1),
  );
  const stop = new AbortController();
  const [first, second, third] = [queue.reserve(1, stop.signal), queue.reserve(2), queue.reserve(3)];
  await turn();
  assert.deepEqual(tried, [1]);
  stop.abort();
  const gone = await first;
  assert.deepEqual([gone.ok ? "" : gone.failure.code, left], ["aborted", 1]);
  await turn();
  // Between processes nobody wakes: it looks again by itself, after 20 ms.
  context.mock.timers.tick(20);
  await turn();
  assert.deepEqual(tried, [1, 2, 2]);
  free = true;
  queue.wake();
  assert.deepEqual([await second, await third], [held, held]);
  assert.deepEqual(tried, [1, 2, 2, 2, 3]);
  await assert.rejects(queue.reserve(13), /no file/);
  // Who holds at once had no place to give up.
  const before = left;
  assert.equal((await queue.reserve(4)).ok, true);
  assert.equal(left, before);
});
