import assert from "node:assert/strict";
import { test } from "node:test";
import { readBid } from "./bid.ts";
import { bestPoint, readSchedule } from "./schedule.ts";

const points = [
  { tokens: 100, p: 0.4 },
  { tokens: 400, p: 0.7 },
  { tokens: 1000, p: 0.75 },
];

test("the point with the highest value x p - cost is chosen, and it moves with the price", () => {
  const at = (price: number) =>
    bestPoint(
      points,
      1000,
      (p) => p,
      (tokens) => price * tokens,
    )?.tokens;
  assert.deepEqual([at(0), at(0.05), at(0.5), at(2)], [1000, 1000, 400, 100]);
});

test("of two points that gain the same the smaller budget is chosen, whatever their order", () => {
  const level = [
    { tokens: 200, p: 0.5 },
    { tokens: 100, p: 0.5 },
  ];
  assert.equal(
    bestPoint(
      level,
      1000,
      (p) => p,
      () => 0,
    )?.tokens,
    100,
  );
  assert.equal(
    bestPoint(
      [],
      1,
      (p) => p,
      () => 0,
    ),
    undefined,
  );
});

test("a correction of p is applied before the choice", () => {
  const flat = () => 0.5;
  assert.equal(bestPoint(points, 1000, flat, (tokens) => 0.01 * tokens)?.tokens, 100);
});

test("a schedule that does not fit makes the bid void, with the reason", () => {
  for (const bad of [
    [],
    points.slice(0, 1),
    [...points, ...points],
    "all",
    [1, 2],
    [{ tokens: 0, p: 0.5 }, points[0]],
    [{ tokens: 5, p: 1.5 }, points[0]],
  ]) {
    const read = readSchedule(bad as never);
    assert.ok(!read.ok && /schedule/.test(read.failure.message), JSON.stringify(bad));
    assert.equal(readBid("a", { p: 0.5, ask: 0, schedule: bad as never }).ok, false);
  }
  const read = readBid("a", { p: 0.5, ask: 0, schedule: points });
  assert.ok(read.ok && read.bid.schedule?.length === 3);
  assert.equal(readBid("a", { p: 0.5, ask: 0 }).ok, true);
});
