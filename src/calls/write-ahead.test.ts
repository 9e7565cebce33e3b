import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Ask, Ledger, Model, World } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { fakeDesk } from "./fake-desk.ts";
import { memoryLedger } from "./memory-ledger.ts";

const ask = (text: string): Ask => ({ purpose: "attempt", messages: [{ role: "user", text }], maxTokens: 10 });

/** A ledger that writes down in which order it was used; what is on disk is what was open when a `durable` resolved. */
function recording(durable: () => Promise<void> = async () => {}): { ledger: Ledger; log: string[] } {
  const inner = memoryLedger();
  const log: string[] = [];
  const ledger: Ledger = {
    ...inner,
    open: (row) => (log.push(`open ${row.hold}`), inner.open(row)),
    close: (key, reply) => (log.push(`close ${reply.cost}`), inner.close(key, reply)),
    durable: async () => {
      // A disk takes its time: whoever does not wait is seen before this line.
      await new Promise((resolve) => setImmediate(resolve));
      await durable();
      log.push("on disk");
    },
  };
  return { ledger, log };
}

function logged(log: string[], world: World): Model {
  const model = fake(["fine"], { world });
  return {
    ...model,
    call: async (...given) => {
      log.push("leaves");
      const reply = await model.call(...given);
      log.push("answered");
      return reply;
    },
  };
}

test("a live call's row is open and on disk before the request leaves, and closed and on disk before it is used", async () => {
  const { ledger, log } = recording();
  const { desk } = fakeDesk({ members: { a: logged(log, "live") }, ledger });
  const reply = await desk.ask("a", ask("x"));
  log.push("used");
  // "x" is one token of $1 per million and 10 of $5 at the most; "fine" is one token.
  assert.deepEqual(log, ["open 51000", "on disk", "leaves", "answered", "close 6000", "on disk", "used"]);
  assert.equal(reply.cost, 6000);
});

test("of calls at once none leaves before its own row is on disk", async () => {
  const { ledger, log } = recording();
  const { desk } = fakeDesk({ members: { a: logged(log, "live") }, ledger });
  await Promise.all([desk.ask("a", ask("x")), desk.ask("a", ask("y")), desk.ask("a", ask("z"))]);
  for (let n = 1; n <= 3; n++) {
    const leaving = log.findIndex((_, at) => log.slice(0, at + 1).filter((word) => word === "leaves").length === n);
    const before = log.slice(0, leaving);
    assert.ok(
      before.filter((word) => word === "on disk").length >= n && before.filter((word) => word.startsWith("open")).length >= n,
      log.join(),
    );
  }
});

test("a simulated call waits for no disk", async () => {
  const { ledger, log } = recording();
  const { desk } = fakeDesk({ members: { a: logged(log, "simulated") }, ledger });
  await desk.ask("a", ask("x"));
  assert.deepEqual(log, ["open 51000", "leaves", "answered", "close 6000"]);
});

test("where the row cannot be written no request leaves, nothing is charged, and the run is told once", async () => {
  const { ledger, log } = recording(async () => {
    throw new UserError("The disk is full.");
  });
  const { desk, trial, spent } = fakeDesk({ members: { a: logged(log, "live") }, ledger });
  const told: string[] = [];
  Object.assign(trial.run, { unwritten: (thrown: UserError) => told.push(thrown.message) });
  const reply = await desk.ask("a", ask("x"));
  assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.cost, spent()], ["aborted", 0, 0]);
  assert.deepEqual(log, ["open 51000", "close 0"]);
  assert.deepEqual([told, trial.run.budget.left().cost], [["The disk is full."], Infinity]);
});

test("a live model that never answers is charged its quote once its time is up, of unknown outcome", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { ledger, log } = recording();
  const left = Promise.withResolvers<void>();
  const call: Model["call"] = () => {
    left.resolve();
    return new Promise(() => {});
  };
  const { desk, trial, spent, events } = fakeDesk({ members: { a: { ...fake([""], { id: "mute", world: "live" }), call } }, ledger });
  const asked = desk.ask("a", ask("x"));
  await left.promise;
  // The desk's patience is a minute.
  context.mock.timers.tick(59_999);
  assert.deepEqual(log, ["open 51000", "on disk"]);
  context.mock.timers.tick(1);
  const reply = await asked;
  assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.cost, reply.ms, spent()], ["timeout", 51_000, 60_000, 51_000]);
  assert.deepEqual([reply.receipt?.flags, trial.clock.now()], [["outcome-unknown"], 60_000]);
  assert.deepEqual(log, ["open 51000", "on disk", "close 51000", "on disk"]);
  const [fact] = events().flatMap((event) => (event.fact.type === "call" ? [event.fact] : []));
  assert.equal(ledger.call(fact?.key ?? "")?.state, "unknown");
});
