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

test("points are taken from 1 token and from chances of 0 to 1 on, up to a billion and to four of them", () => {
  const reads = (schedule: unknown): boolean => readSchedule(schedule as never).ok;
  const pair = (tokens: unknown, p: unknown) => [{ tokens, p }, points[0]];
  for (const [tokens, p, wanted] of [
    [1, 0.5, true],
    [0.5, 0.5, false],
    [1e9, 0.5, true],
    [1e9 + 1, 0.5, false],
    [Number.NaN, 0.5, false],
    [Infinity, 0.5, false],
    ["5", 0.5, false],
    [5, 0, true],
    [5, 1, true],
    [5, -0.1, false],
    [5, 1.1, false],
    [5, Number.NaN, false],
    [5, "1", false],
  ] as const)
    assert.equal(reads(pair(tokens, p)), wanted, `${tokens}, ${p}`);
  assert.equal(reads([null, points[0]]), false);
  assert.equal(reads(points.slice(0, 2)), true);
  assert.equal(reads([...points, ...points.slice(0, 1)]), true);
  assert.equal(reads([...points, ...points.slice(0, 2)]), false);
  const read = readSchedule(pair(2.9, 0.5) as never);
  assert.deepEqual(read.ok && read.schedule, [{ tokens: 2, p: 0.5 }, points[0]]);
});
