import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Fact } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { callOf, endOf, gradeOf, startOf } from "../plan/fixtures/plan-of.ts";
import { settledEvents } from "./settled-events.ts";

const unknown = (key: string, cost: number, ms: number, change: object = {}) =>
  callOf(key, { cost, ms, failure: { code: "unknown", message: "gone" }, flags: ["slow", "outcome-unknown"], ...change });

test("what calls turned out to have cost stands with them and with the ends and grades of their trials; the record stays as it was", async () => {
  const { store, ledger } = openLedger();
  const lose = (key: string, ms: number) => {
    ledger.open({ key, model: "live/m", trial: "t", hold: 1000, ask: "a", member: "m", purpose: "attempt" });
    ledger.close(key, {
      ok: false,
      failure: { code: "unknown", message: "gone" },
      usage: noUsage,
      cost: 0,
      ms,
      receipt: { flags: ["outcome-unknown"] },
    });
  };
  lose("k", 5);
  lose("k", 7);
  lose("g", 9);
  const facts: Fact[] = [
    startOf("solo", "t1"),
    unknown("k", 100, 5),
    startOf("solo", "t1"),
    unknown("k", 100, 5),
    unknown("k", 100, 7),
    callOf("k", { cost: 1, ms: 5 }),
    unknown("k", 100, 6),
    unknown("g", 50, 9, { purpose: "grade" }),
    gradeOf({ cost: 60 }),
    gradeOf({ cost: 70, round: 1 }),
    endOf({ cost: 301 }),
  ];
  for (const fact of facts) ledger.append({ trial: "t", span: "", at: 0 }, fact);
  const other = endOf({ cost: 8 });
  ledger.append({ trial: "other", span: "", at: 0 }, other);
  const read = async (filter?: { trial: string }) => {
    const found: Event[] = [];
    for await (const event of settledEvents(ledger, filter)) found.push(event);
    return found.filter(({ trial }) => !trial.startsWith("@")).map(({ fact }) => fact);
  };
  assert.deepEqual(await read(), [...facts, other]);

  ledger.settle("k", 0, { cost: 3, by: "me", how: "bill" });
  ledger.settle("k", 1, { cost: 400, by: "me", how: "bill" });
  ledger.settle("k", 1, { cost: 40, by: "me", how: "second bill" });
  ledger.settle("g", 0, { cost: 20, by: "me", how: "bill" });
  const settled = (key: string, cost: number, ms: number, change: object = {}) =>
    unknown(key, cost, ms, { flags: ["slow", "settled-later"], ...change });
  const wanted: Fact[] = [
    startOf("solo", "t1"),
    settled("k", 3, 5),
    startOf("solo", "t1"),
    settled("k", 3, 5),
    settled("k", 40, 7),
    // Of another time, or with a known outcome: as they were.
    callOf("k", { cost: 1, ms: 5 }),
    unknown("k", 100, 6),
    settled("g", 20, 9, { purpose: "grade" }),
    // The first grade after it has the difference, once.
    gradeOf({ cost: 30 }),
    gradeOf({ cost: 70, round: 1 }),
    // Since the last start: 3 - 100 and 40 - 100.
    endOf({ cost: 301 - 97 - 60 }),
  ];
  assert.deepEqual(await read(), [...wanted, other]);
  assert.deepEqual(await read({ trial: "other" }), [other]);
  store.close();
});
