import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { trialClock } from "./clock.ts";

test("sleepers wake in order of time, ties in order of asking, without wall time", async () => {
  const clock = trialClock();
  const woke: string[] = [];
  await Promise.all([
    clock.sleep(86_400_000_000).then(() => woke.push("late")),
    clock.sleep(5).then(() => woke.push("first of two")),
    clock.sleep(5).then(() => woke.push("second of two")),
  ]);
  assert.deepEqual(woke, ["first of two", "second of two", "late"]);
  assert.equal(clock.now(), 86_400_000_000);
});

test("the clock does not jump while outside work is under way", async () => {
  const clock = trialClock();
  const woke: string[] = [];
  await Promise.all([clock.outside(() => wait(20)).then(() => woke.push("outside")), clock.sleep(1).then(() => woke.push("sleeper"))]);
  assert.deepEqual(woke, ["outside", "sleeper"]);
});

test("a live call moves the clock on and never back", async () => {
  const clock = trialClock();
  clock.reach(500);
  clock.reach(100);
  assert.equal(clock.now(), 500);
  await clock.sleep(10, 0);
  assert.equal(clock.now(), 500);
});

test("a ticket taken earlier wins a tie, however late its sleeper arrives", async () => {
  const clock = trialClock();
  const woke: string[] = [];
  const early = clock.ticket();
  await Promise.all([
    clock.sleep(10).then(() => woke.push("second")),
    clock.outside(() => wait(5)).then(() => clock.sleep(10, 0, early).then(() => woke.push("first"))),
  ]);
  assert.deepEqual(woke, ["first", "second"]);
});
