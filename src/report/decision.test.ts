import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionObject, Summary } from "../summary.ts";
import { decisionWords } from "./decision.ts";

const decided: DecisionObject = {
  question: "best",
  value: 0.5,
  delta: 0.05,
  alpha: 0.05,
  state: "decided",
  winner: "market",
  leader: "market",
  live: ["market"],
  out: [
    { topology: "hub", by: "market", tasks: 12 },
    { topology: "solo", by: "market", tasks: 40 },
  ],
  tasks: 40,
  of: 200,
  spent: 3,
  fixedCost: 12,
};

function words(change: Partial<DecisionObject>): string {
  return decisionWords({ tasks: 40, decision: { ...decided, ...change } } as Summary).join(" ");
}

test("a decision is said with its certainty, what was stopped when, and what it saved", () => {
  assert.match(
    words({}),
    /^Decided after 40 of 200 tasks: market gives the buyer most at \$0\.500 per pass \(wrong in at most 5% of such runs/,
  );
  assert.match(words({}), /Stopped: hub after 12 tasks; solo after 40 tasks\./);
  assert.match(words({}), /Trials for \$3\.00; all topologies on all tasks would have cost about \$12\.00, so 75% is saved\./);
  assert.match(words({}), /flattered by stopping/);
  assert.match(words({ value: null }), /market passes most/);
});

test("each way to end has its own words, and no other run has any", () => {
  const open = { winner: null, live: ["a", "b"], leader: "b", out: [] };
  assert.match(words({ state: "close", live: ["a", "market"] }), /within \$0\.0250 per task, the worth of 5 points/);
  assert.match(
    words({ ...open, state: "futile", futile: "too-few" }),
    /too few, by all that is likely, to tell a and b apart\. b is ahead\./,
  );
  assert.match(
    words({ ...open, question: "better", a: "a", b: "b", state: "futile", futile: "no-gain" }),
    /a is not better than b by 5 points/,
  );
  assert.match(words({ question: "better", a: "market", b: "solo" }), /market passes more than solo/);
  assert.match(words({ ...open, state: "money" }), /the money was spent after 40 of 200 tasks/);
  assert.match(words({ ...open, state: "undecided" }), /Not decided by all 200 tasks: a and b/);
  assert.doesNotMatch(words({ ...open, state: "running" }), /saved/);
  assert.deepEqual(decisionWords({ tasks: 3 } as Summary), []);
});
