import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary } from "../summary.ts";
import { categoryWords } from "./category-words.ts";
import { rangeWords } from "./exchange-words.ts";
import { familyWords } from "./family-words.ts";

const price = { a: "hub", b: "solo", tasks: 40, rate: 0.31 };

test("the price of an extra right answer has its ends, its open end, or why it has none", () => {
  assert.equal(rangeWords({ ...price, ci: [0.12, 1.4] }), " (95% interval $0.120 to $1.40)");
  assert.equal(
    rangeWords({ ...price, ci: [0.12, null] }),
    " (95% interval from $0.120, without an upper end: that hub passes more is not shown)",
  );
  assert.equal(rangeWords({ ...price, ci: [0, null] }), " (95% interval without an upper end: that hub passes more is not shown)");
  assert.equal(
    rangeWords({ ...price, ci: null, tasks: 1, noInterval: "too-few" }),
    ", by the figures as they are: 1 task is too few for an interval",
  );
  assert.equal(
    rangeWords({ ...price, ci: null, noInterval: "uneven" }),
    ", by the figures as they are: 40 tasks are too few for costs this uneven",
  );
});

test("the family of a report's tests is told with its metrics, pairs and what is not shown", () => {
  const row = { difference: 0, ci: null, p: 1, pHolm: 1, tasks: 9, minDetectable: null };
  const comparisons: Summary["comparisons"] = [
    { ...row, a: "b", b: "a", metric: "passed" },
    { ...row, a: "b", b: "a", metric: "cost" },
    { ...row, a: "c", b: "a", metric: "passed" },
  ];
  const told = familyWords({ family: { tests: 6, unshown: 3, rejected: 0 }, comparisons } as unknown as Summary);
  assert.equal(told, "raised for 6 tests at once (Holm): passes, costs of 2 pairs, and 3 pairs that another leader would have shown");
});

test("findings by category are told for each pair, and that none is asked where the gate is shut", () => {
  const family = { tests: 6, unshown: 0, rejected: 1, categories: 4 };
  const row = { a: "hub", b: "solo", tasks: 20, p: 0.001 };
  const categories: Summary["categories"] = [
    { ...row, category: "code", difference: 0.4, ci: [0.2, 0.6], pHolm: 0.01 },
    { ...row, category: "math", difference: 0.05, ci: [-0.1, 0.2], pHolm: 1 },
  ];
  assert.deepEqual(categoryWords({ family, categories } as unknown as Summary), [
    "By category, hub beside solo: code +40 points (+20 to +60, 20 tasks; better, p = 0.010); math +5.0 points (-10 to +20, 20 tasks; not distinguishable, p = 1.00) (p raised for 4 tests by category, with what the comparisons above leave of 5%).",
  ]);
  assert.match(categoryWords({ family } as unknown as Summary)[0] ?? "", /^By category nothing is tested/);
  assert.deepEqual(categoryWords({ family: { tests: 6, unshown: 0, rejected: 1 } } as unknown as Summary), []);
});
