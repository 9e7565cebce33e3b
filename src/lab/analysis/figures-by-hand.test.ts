import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../types.ts";
import { eventsOf, planOf } from "../plan/fixtures/plan-of.ts";
import { folded } from "../trials/fold.ts";
import { figureNotes } from "./figure-notes.ts";

const figures = (value: { [name: string]: number | string }, name = "figures"): Fact => ({ type: "own", name, value });

test("figures that topologies note are told as means over the scored trials that have them, notes of one trial added up", () => {
  const plan = planOf(["tree", "plain", "team"], ["t1", "t2"]);
  const scored = new Set(["tree/t1/0", "tree/t2/0", "team/t1/0"]);
  assert.deepEqual(
    folded(figureNotes(plan, scored), [
      ...eventsOf("tree/t1/0", figures({ depth: 2, width: 3 }), figures({ depth: 1 })),
      ...eventsOf("tree/t2/0", figures({ depth: 4, width: 4, why: "a word" }), figures({ depth: 90 }, "other")),
      ...eventsOf("team/t1/0", figures({ steps: 1 / 3 })),
      // Not scored.
      ...eventsOf("team/t2/0", figures({ steps: 90 })),
    ]),
    ["tree, in the mean of 2 trials: depth 3.5, width 3.5.", "team, in the mean of 1 trial: steps 0.333."],
  );
});
