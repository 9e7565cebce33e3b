import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Json, Task } from "../../types.ts";
import { openJudge } from "../open-judge.ts";
import { holds, type Rule } from "./rule.ts";
import { constraintsOptions } from "./settings.ts";
import { solutions } from "./solutions.ts";

const task: Task = { id: "t", category: "reasoning", prompt: "?", grader: { kind: "none" } };
const noDesk = {} as unknown as Desk;

async function outcome(spec: { [name: string]: Json }, text: string): Promise<string> {
  const verdict = await openJudge({ kind: "constraints", ...spec }, "grade").judge(task, { text, by: "a" }, noDesk);
  return verdict.ok ? (verdict.passed ? "pass" : `fail: ${verdict.why}`) : verdict.failure.code;
}

const square = {
  format: "rows",
  problem: "square",
  columns: 3,
  variables: ["a", "b", "c", "d", "e", "f", "g", "h", "i"],
  domains: { "*": [1, 2, 3, 4, 5, 6, 7, 8, 9] },
  constraints: [
    { rule: "different", of: ["a", "b", "c", "d", "e", "f", "g", "h", "i"], says: "each number once" },
    ...["abc", "def", "ghi", "adg", "beh", "cfi", "aei", "ceg"].map((line) => ({
      rule: "linear",
      terms: line.split("").map((name) => [1, name]),
      relation: "=",
      value: 15,
    })),
  ],
};

test("every magic square counts, and a solver finds all eight", async () => {
  assert.equal(await outcome(square, "Answer:\n2 7 6\n9 5 1\n4 3 8"), "pass");
  assert.equal(await outcome(square, "**Answer:**\n| 2 | 9 | 4 |\n|---|---|---|\n| 7 | 5 | 3 |\n| 6 | 1 | 8 |"), "pass");
  assert.equal(await outcome(square, "Answer: [[8,1,6],[3,5,7],[4,9,2]]"), "pass");
  assert.match(await outcome(square, "Answer:\n2 7 6\n9 5 1\n4 8 3"), /fail: broken/);
  assert.match(await outcome(square, "Answer:\n2 7 6\n9 5 1"), /fail: wanted 3 rows of 3/);
  assert.match(await outcome(square, "Answer:\n5 5 5\n5 5 5\n5 5 5"), /fail: broken: each number once/);
  assert.match(await outcome(square, "Answer:\n12 7 6\n9 5 1\n4 3 8"), /none of its allowed values/);
  const found = solutions(constraintsOptions.parse({ kind: "constraints", ...square }), 100);
  assert.deepEqual([found.found.length, found.complete], [8, true]);
});

test("a claim of uniqueness is searched and a false one fails no right answer", async () => {
  const judge = openJudge({ kind: "constraints", ...square, unique: true }, "grade");
  const verdict = await judge.judge(task, { text: "Answer:\n2 7 6\n9 5 1\n4 3 8", by: "a" }, noDesk);
  assert.ok(verdict.ok && verdict.passed);
  assert.match(verdict.why, /a solver finds another/);
  const ordered = [
    ...square.constraints,
    ...["ac", "ag", "cg"].map(([x, y]) => ({
      rule: "linear",
      terms: [
        [1, x ?? ""],
        [-1, y ?? ""],
      ],
      relation: "<",
      value: 0,
    })),
  ];
  const single = solutions(constraintsOptions.parse({ kind: "constraints", ...square, constraints: ordered }), 5);
  assert.deepEqual([single.found.length, single.complete], [1, true]);
  assert.equal(single.found[0]?.get("a"), 2);
});

const pairs = { variables: ["Rye Dough", "cake"], domains: { "*": [0, 1, 2], cake: ["yes", "no"] }, constraints: [] };

test("pairs are read in the forms that people write", async () => {
  for (const text of [
    "Answer:\nrye dough = 1\ncake = yes",
    "Final answer: rye dough: 1; cake: YES",
    "### Answer:\n- **Rye dough** -> `1`\n- cake → “yes”.",
    'Answer:\n{"rye dough": 1, "cake": "yes"}',
    "So:\n```\nrye dough = 1, cake = yes\n```",
    "Answer: x\nno\nAnswer:\nnote: none\nrye  dough = 1.0\ncake = yes",
  ]) {
    assert.equal(await outcome(pairs, text), "pass", text);
  }
});

test("an answer without an assignment fails as unreadable, one that contradicts itself is unscored, and what is missing fails", async () => {
  const judge = openJudge({ kind: "constraints", ...pairs }, "grade");
  const verdict = await judge.judge(task, { text: "rye dough is one and there is cake", by: "m" }, noDesk);
  assert.deepEqual([verdict.ok && verdict.passed, verdict.ok && verdict.flags], [false, ["unreadable"]]);
  assert.equal(await outcome(pairs, "Answer:\nrye dough = 1\nrye dough = 2\ncake = yes"), "unknown");
  assert.match(await outcome(pairs, "Answer:\nrye dough = 1"), /fail: "cake" has no value/);
  assert.match(await outcome(pairs, "Answer:\nrye dough = 7\ncake = yes"), /fail: "Rye Dough" is 7/);
  assert.match(await outcome(pairs, ""), /fail: the answer is empty/);
});

test("each rule holds as it is written", () => {
  const of = new Map<string, number | string>([
    ["a", 1],
    ["b", 3],
    ["c", "x"],
  ]);
  const rows: readonly (readonly [Rule, boolean])[] = [
    [{ rule: "is", variable: "a", value: 1 }, true],
    [{ rule: "isNot", variable: "a", value: 1 }, false],
    [{ rule: "among", variable: "c", values: ["x", "y"] }, true],
    [{ rule: "same", of: ["a", "b"] }, false],
    [{ rule: "different", of: ["a", "b", "c"] }, true],
    [
      {
        rule: "linear",
        terms: [
          [2, "a"],
          [-1, "b"],
        ],
        relation: "<=",
        value: -1,
      },
      true,
    ],
    [
      {
        rule: "linear",
        terms: [
          [2, "a"],
          [-1, "b"],
        ],
        relation: "<",
        value: -1,
      },
      false,
    ],
    [{ rule: "distance", of: ["a", "b"], relation: "=", value: 2 }, true],
    [{ rule: "count", of: ["a", "b"], value: 1, relation: ">=", times: 1 }, true],
    [
      {
        rule: "disjoint",
        of: [
          { start: "a", length: 2 },
          { start: "b", length: 1 },
        ],
      },
      true,
    ],
    [
      {
        rule: "disjoint",
        of: [
          { start: "a", length: 3 },
          { start: "b", length: 1 },
        ],
      },
      false,
    ],
    [
      {
        rule: "capacity",
        limit: 2,
        of: [
          { start: "a", length: 3, demand: 1 },
          { start: "b", length: 1, demand: 1 },
        ],
      },
      true,
    ],
    [
      {
        rule: "capacity",
        limit: 2,
        of: [
          { start: "a", length: 3, demand: 2 },
          { start: "b", length: 1, demand: 1 },
        ],
      },
      false,
    ],
    [
      {
        rule: "any",
        of: [
          { rule: "is", variable: "a", value: 9 },
          { rule: "is", variable: "b", value: 3 },
        ],
      },
      true,
    ],
    [
      {
        rule: "all",
        of: [
          { rule: "is", variable: "a", value: 9 },
          { rule: "is", variable: "b", value: 3 },
        ],
      },
      false,
    ],
    [{ rule: "none", of: [{ rule: "is", variable: "a", value: 9 }] }, true],
    // oxlint-disable-next-line unicorn/no-thenable -- suites call this field `then`
    [{ rule: "if", when: { rule: "is", variable: "a", value: 1 }, then: { rule: "is", variable: "b", value: 4 } }, false],
  ];
  for (const [rule, wanted] of rows) assert.equal(holds(rule, of), wanted, JSON.stringify(rule));
});

test("the solver finds what a search of all assignments finds", () => {
  const spec = constraintsOptions.parse({
    kind: "constraints",
    variables: ["a", "b", "c", "d"],
    domains: { "*": [0, 1, 2, 3, 4] },
    constraints: [
      {
        rule: "disjoint",
        of: [
          { start: "a", length: 2 },
          { start: "b", length: 1 },
        ],
      },
      { rule: "distance", of: ["b", "c"], relation: ">=", value: 2 },
      {
        rule: "linear",
        terms: [
          [1, "a"],
          [1, "c"],
          [-1, "d"],
        ],
        relation: "=",
        value: 1,
      },
      {
        rule: "any",
        of: [
          { rule: "is", variable: "d", value: 2 },
          { rule: "same", of: ["a", "d"] },
        ],
      },
    ],
  });
  let count = 0;
  for (let at = 0; at < 625; at++) {
    const of = new Map(spec.variables.map((name, index) => [name, Math.floor(at / 5 ** index) % 5]));
    if (spec.constraints.every((rule) => holds(rule, of))) count++;
  }
  assert.ok(count > 1);
  assert.equal(solutions(spec, 1000).found.length, count);
});

test("a search that would never end gives up and says so", () => {
  const variables = Array.from({ length: 12 }, (_, at) => `v${at}`);
  const spec = constraintsOptions.parse({
    kind: "constraints",
    variables,
    domains: { "*": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
    constraints: [{ rule: "count", of: variables, value: 3, relation: ">", times: 12 }],
  });
  assert.deepEqual(solutions(spec, 1, 5000), { found: [], complete: false });
});
