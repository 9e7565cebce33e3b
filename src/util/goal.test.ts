import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenBy } from "./goal.ts";

const of = (name: string, passRate: number, cost: number) => ({ name, passRate, cost });
const all = [of("small", 0.6, 1), of("large", 0.8, 10), of("dear", 0.8, 11), of("ladder", 0.8, 4), of("vote", 0.9, 30)];

test("each goal has its own choice", () => {
  const chosen = (goal: Parameters<typeof chosenBy>[0], wanted = 0.8) => chosenBy(goal, all, wanted)?.name;
  assert.equal(chosen({ kind: "match" }), "ladder");
  assert.equal(chosen({ kind: "budget", most: 10 }), "ladder", "as many passes as large, for less");
  assert.equal(chosen({ kind: "budget", most: 3 }), "small");
  // Net values at 50: 29, 30, 29, 36, 15. At 500: 299, 390, 389, 396, 420. At 2: .2, -8.4, -9.4, -2.4, -28.2.
  assert.deepEqual(
    [50, 500, 2].map((worth) => chosen({ kind: "value", worth })),
    ["ladder", "vote", "small"],
  );
});

test("where nobody meets the goal, whoever comes nearest is chosen", () => {
  assert.equal(chosenBy({ kind: "match" }, all, 0.95)?.name, "vote");
  assert.equal(chosenBy({ kind: "budget", most: 0.5 }, all, 0)?.name, "small");
  assert.equal(chosenBy({ kind: "match" }, [], 0.5), undefined);
});
