import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { borda } from "./borda.ts";
import { labelOf, rotated } from "./labels.ts";

const nobody = () => undefined;

test("a candidate ranked first everywhere scores 1, one ranked last scores 0", () => {
  const ranking = ["a", "b", "c"];
  const scores = borda(
    ranking,
    [
      { reader: "x", ranking },
      { reader: "y", ranking },
    ],
    nobody,
  );
  assert.deepEqual(scores, { a: 1, b: 0.5, c: 0 });
});

test("a vote for oneself is dropped and the others keep their places", () => {
  const ballots = ["a", "b", "c"].map((reader) => ({ reader, ranking: [reader, ...["a", "b", "c"].filter((other) => other !== reader)] }));
  assert.deepEqual(borda(["a", "b", "c"], ballots, nobody), { a: 2 / 3, b: 0.5, c: 1 / 3 });
  assert.deepEqual(
    borda(["a", "b", "c"], ballots, (reader) => reader),
    { a: 0.5, b: 0.25, c: 0 },
  );
});

test("repeated, unknown and missing labels neither count twice nor throw", () => {
  const scores = borda(
    ["a", "b", "c"],
    [
      { reader: "x", ranking: ["b", "b", "z", "a"] },
      { reader: "y", ranking: [] },
    ],
    nobody,
  );
  assert.deepEqual(scores, { a: 0.5, b: 1, c: 0 });
  assert.deepEqual(borda(["a"], [{ reader: "x", ranking: ["a"] }], nobody), { a: 0 });
});

test("labels go on after Z, and rotations put each item everywhere once", () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(labelOf), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  const rows = [0, 1, 2, 3].map((row) => rotated(["a", "b", "c", "d"], row));
  for (let column = 0; column < 4; column++) assert.equal(new Set(rows.map((row) => row[column])).size, 4);
  assert.deepEqual(rotated([], 3), []);
});

test("scores lie between 0 and 1, and with full rankings and no votes dropped they average a half", () => {
  const names = ["a", "b", "c", "d", "e"];
  const ballot = fc.shuffledSubarray(names, { minLength: 5 });
  fc.assert(
    fc.property(fc.array(ballot, { minLength: 1, maxLength: 9 }), (rankings) => {
      const scores = Object.values(
        borda(
          names,
          rankings.map((ranking, i) => ({ reader: `r${i}`, ranking })),
          nobody,
        ),
      );
      assert.ok(scores.every((score) => score >= 0 && score <= 1));
      assert.ok(Math.abs(scores.reduce((sum, score) => sum + score, 0) / 5 - 0.5) < 1e-9);
    }),
    { seed: 7, numRuns: 200 },
  );
});
