import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { stream } from "../util/random.ts";
import { awarded, ranked } from "./award.ts";

const bids = fc.uniqueArray(fc.record({ member: fc.string({ minLength: 1, maxLength: 6 }), score: fc.integer({ min: -3, max: 5 }) }), {
  selector: ({ member }) => member,
  maxLength: 12,
});

test("the order of arrival changes nothing, ties included", () => {
  fc.assert(
    fc.property(bids, fc.string(), (all, seed) => {
      const shuffled = all.toReversed();
      assert.deepEqual(awarded(all, stream(seed)), awarded(shuffled, stream(seed)));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("who wins does not depend on names unless scores tie", () => {
  fc.assert(
    fc.property(bids, fc.string(), (all, seed) => {
      const renamed = all.map(({ score }, i) => ({ member: `renamed-${i}`, score }));
      const score = awarded(all, stream(seed))?.winner.score;
      assert.equal(awarded(renamed, stream(seed))?.winner.score, score);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test("ties are won about equally often whatever the place in the list", () => {
  const next = stream("ties");
  const wins = { a: 0, b: 0, c: 0 };
  for (let i = 0; i < 3000; i++) {
    const winner = awarded(
      [
        { member: "a", score: 1 },
        { member: "b", score: 1 },
        { member: "c", score: 1 },
      ],
      next,
    )?.winner.member;
    wins[winner as "a" | "b" | "c"]++;
  }
  for (const won of Object.values(wins)) assert.ok(won > 900 && won < 1100, JSON.stringify(wins));
});

test("scores of 0 or less never win, and a score that is not a number ranks last", () => {
  assert.equal(
    awarded(
      [
        { member: "a", score: 0 },
        { member: "b", score: -1 },
      ],
      () => 0,
    ),
    undefined,
  );
  assert.deepEqual(
    ranked(
      [
        { member: "a", score: Number.NaN },
        { member: "b", score: -5 },
      ],
      () => 0,
    ).map(({ member }) => member),
    ["b", "a"],
  );
});

test("the runner-up counts as 0 when it is alone or below zero", () => {
  assert.equal(awarded([{ member: "a", score: 3 }], () => 0)?.runnerUp, 0);
  assert.equal(
    awarded(
      [
        { member: "a", score: 3 },
        { member: "b", score: -2 },
      ],
      () => 0,
    )?.runnerUp,
    0,
  );
  assert.equal(
    awarded(
      [
        { member: "a", score: 3 },
        { member: "b", score: 2 },
      ],
      () => 0,
    )?.runnerUp,
    2,
  );
});

test("raising the own score never loses a won task", () => {
  fc.assert(
    fc.property(bids, fc.string(), fc.integer({ min: 1, max: 9 }), (all, seed, raise) => {
      const winner = awarded(all, stream(seed))?.winner.member;
      if (winner === undefined) return;
      const raised = all.map((bid) => (bid.member === winner ? { ...bid, score: bid.score + raise } : bid));
      assert.equal(awarded(raised, stream(seed))?.winner.member, winner);
    }),
    { seed: 3, numRuns: 300 },
  );
});
