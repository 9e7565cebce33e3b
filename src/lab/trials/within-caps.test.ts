import assert from "node:assert/strict";
import { test } from "node:test";
import { withinCaps } from "./within-caps.ts";

test("a repetition is a session: each is bounded by the session's cap, and all of them by the topology's", () => {
  const costs = [
    { repetitions: [0, 1], cost: 30 },
    { repetitions: [0, 1], cost: 50 },
  ];
  assert.equal(withinCaps(costs, {}), 160);
  assert.equal(withinCaps(costs, { caps: { session: 60 } }), 120);
  assert.equal(withinCaps(costs, { caps: { session: 60, topology: 100 } }), 100);
  assert.equal(withinCaps(costs, { caps: { topology: 1000 } }), 160);
  // The second repetition has both tasks, the first has one left: 30 + 60.
  const some = [
    { repetitions: [1], cost: 50 },
    { repetitions: [0, 1], cost: 30 },
  ];
  assert.equal(withinCaps(some, { caps: { session: 60 } }), 90);
});
