import assert from "node:assert/strict";
import { test } from "node:test";
import { bestSingle, type Candidate, trainingFigures } from "./choose.ts";
import { row } from "./fixtures/row.ts";

const of = (name: string, passRate: number, cost: number, single = false): Candidate => ({ name, passRate, cost, single });
const all = [of("small", 0.6, 1, true), of("large", 0.8, 10, true), of("dear", 0.8, 11, true), of("ladder", 0.8, 4), of("vote", 0.9, 30)];

test("the best single model passes most, then costs least", () => {
  assert.equal(bestSingle(all)?.name, "large");
  assert.equal(bestSingle([of("ladder", 0.8, 4)]), undefined);
});

test("training figures weigh tasks alike, and what has no result yet has neither passes nor cost", () => {
  const lost = { answered: false, scored: false, passed: false, state: "failed", failure: { code: "provider", message: "down" } } as const;
  const rows = [
    ...[true, false, false].map((passed, repetition) => row({ topology: "a", task: "1", repetition, passed, cost: 6 })),
    row({ topology: "a", task: "2", cost: 2 }),
    row({ topology: "b", task: "1", cost: 9, ...lost }),
  ];
  assert.deepEqual(
    [...trainingFigures(rows)],
    [
      ["a", { passRate: (1 / 3 + 1) / 2, cost: 4, tasks: 2 }],
      ["b", { passRate: 0, cost: 0, tasks: 1 }],
    ],
  );
});
