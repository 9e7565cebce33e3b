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
  regret: 0.0004,
  next: { topology: "solo", lead: 0.06, tasks: 40 },
  values: [
    { topology: "market", tasks: 40, value: 0.31 },
    { topology: "hub", tasks: 12, value: 0.1 },
    { topology: "solo", tasks: 40, value: 0.25 },
  ],
};

function words(change: Partial<DecisionObject>): string {
  return decisionWords({ tasks: 40, decision: { ...decided, ...change } } as Summary).join(" ");
}

test("a decision is said with its net value, its regret, what was stopped when, and what it saved", () => {
  const first =
    "Decided after 40 of 200 tasks: market gives the buyer most at $0.500 per pass ($0.310 per task, $0.0600 per task more than solo); naming it is expected to lose $0.000400 per task.";
  assert.ok(words({}).startsWith(first), words({}));
  assert.match(words({}), /Stopped: hub after 12 tasks; solo after 40 tasks\./);
  assert.match(words({}), /Trials for \$3\.00; all topologies on all tasks would have cost about \$12\.00, so 75% is saved\./);
  assert.match(words({}), /flattered by stopping/);
  assert.match(words({ value: null }), /market passes most \(31 points, 6 points more than solo\); naming it is expected to lose 0 points/);
  assert.doesNotMatch(words({}), /ceiling/);
  const capped = words({ ceiling: 0.25, values: [{ topology: "market", tasks: 40, value: 0.31, cut: 3 }] });
  assert.match(capped, /A trial's cost counts up to the ceiling of \$0\.250 that was set: that was so for market 3 tasks\./);
});

test("each way to end has its own words, and no other run has any", () => {
  const open = { winner: null, live: ["a", "b"], leader: "b", out: [] };
  assert.match(words({ state: "close", live: ["a", "market"] }), /within \$0\.0250 per task, the worth of 5 points/);
  assert.match(
    words({ ...open, state: "futile", futile: "too-few" }),
    /too few, by all that is likely, to tell a and b apart\. b is ahead; naming it is expected to lose \$0\.000400 per task\./,
  );
  const further = { tasks: 160, dollars: 8, saved: 0.0002 };
  assert.match(
    words({ ...open, state: "money", further }),
    /The 160 tasks left of a and b, for about \$8\.00, would lower that loss by \$0\.000200 per task: \$0\.0000250 per task for each dollar\./,
  );
  const last = words({ ...open, state: "undecided", tasks: 190, further: { tasks: 10, dollars: 8, saved: 0.000001 } });
  assert.match(last, /The 10 tasks left of a and b, for about \$8\.00, would hardly lower that loss\./);
  const apart = words({ next: { topology: "hub", lead: 0.2, tasks: 12 } });
  assert.match(apart, /\$0\.200 per task more than hub on the 12 tasks of both\)/);
  const again = words({ ...open, state: "undecided", tasks: 200, further: { ...further, tasks: 200 } });
  assert.match(again, /As many tasks again \(200\) of a and b/);
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
