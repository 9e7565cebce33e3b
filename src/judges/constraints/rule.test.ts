import assert from "node:assert/strict";
import { test } from "node:test";
import { holds, type Relation, type Rule, stands, type Value, variablesIn } from "./rule.ts";
import { constraintsOptions } from "./settings.ts";
import { solutions } from "./solutions.ts";

const of = new Map<string, Value>([
  ["a", 1],
  ["b", 2],
  ["c", 2],
  ["d", "red"],
]);

const is = (variable: string, value: Value): Rule => ({ rule: "is", variable, value });
// oxlint-disable-next-line unicorn/no-thenable -- suites call this field `then`; a rule is never awaited
const implies = (when: Rule, then: Rule): Rule => ({ rule: "if", when, then });

test("each kind of rule holds of an assignment, or does not", () => {
  const rows: readonly (readonly [Rule, boolean])[] = [
    [is("a", 1), true],
    [is("a", 2), false],
    [is("d", "red"), true],
    [{ rule: "isNot", variable: "a", value: 2 }, true],
    [{ rule: "isNot", variable: "a", value: 1 }, false],
    [{ rule: "among", variable: "a", values: [3, 1] }, true],
    [{ rule: "among", variable: "a", values: [3] }, false],
    [{ rule: "same", of: ["b", "c"] }, true],
    [{ rule: "same", of: ["a", "b"] }, false],
    [{ rule: "different", of: ["a", "b"] }, true],
    [{ rule: "different", of: ["a", "b", "c"] }, false],
    [
      {
        rule: "linear",
        terms: [
          [2, "a"],
          [3, "b"],
        ],
        relation: "=",
        value: 8,
      },
      true,
    ],
    [
      {
        rule: "linear",
        terms: [
          [2, "a"],
          [3, "b"],
        ],
        relation: "=",
        value: 7,
      },
      false,
    ],
    [
      {
        rule: "linear",
        terms: [
          [2, "a"],
          [-3, "b"],
        ],
        relation: "<",
        value: -3,
      },
      true,
    ],
    [{ rule: "distance", of: ["a", "b"], relation: "=", value: 1 }, true],
    [{ rule: "distance", of: ["b", "a"], relation: "=", value: 1 }, true],
    [{ rule: "distance", of: ["b", "c"], relation: ">=", value: 1 }, false],
    [{ rule: "count", of: ["a", "b", "c"], value: 2, relation: "=", times: 2 }, true],
    [{ rule: "count", of: ["a", "b", "c"], value: 2, relation: "<", times: 2 }, false],
    [{ rule: "any", of: [is("a", 2), is("b", 2)] }, true],
    [{ rule: "any", of: [is("a", 2), is("b", 1)] }, false],
    [{ rule: "all", of: [is("a", 1), is("b", 2)] }, true],
    [{ rule: "all", of: [is("a", 1), is("b", 1)] }, false],
    [{ rule: "none", of: [is("a", 2), is("b", 1)] }, true],
    [{ rule: "none", of: [is("a", 2), is("b", 2)] }, false],
    [implies(is("a", 1), is("b", 2)), true],
    [implies(is("a", 1), is("b", 1)), false],
    [implies(is("a", 2), is("b", 1)), true],
    [
      {
        rule: "disjoint",
        of: [
          { start: "a", length: 1 },
          { start: "b", length: 5 },
        ],
      },
      true,
    ],
    [
      {
        rule: "disjoint",
        of: [
          { start: "a", length: 2 },
          { start: "b", length: 5 },
        ],
      },
      false,
    ],
    [
      {
        rule: "disjoint",
        of: [
          { start: "b", length: 1 },
          { start: "c", length: 1 },
        ],
      },
      false,
    ],
    [
      {
        rule: "capacity",
        of: [
          { start: "a", length: 2, demand: 2 },
          { start: "b", length: 1, demand: 3 },
        ],
        limit: 5,
      },
      true,
    ],
    [
      {
        rule: "capacity",
        of: [
          { start: "a", length: 2, demand: 2 },
          { start: "b", length: 1, demand: 3 },
        ],
        limit: 4,
      },
      false,
    ],
    [
      {
        rule: "capacity",
        of: [
          { start: "a", length: 1, demand: 2 },
          { start: "b", length: 1, demand: 3 },
        ],
        limit: 3,
      },
      true,
    ],
  ];
  assert.deepEqual(
    rows.flatMap(([rule, wanted]) => (holds(rule, of) === wanted ? [] : [JSON.stringify(rule)])),
    [],
  );
  assert.deepEqual(variablesIn(implies(is("a", 1), { rule: "all", of: [is("b", 1), is("a", 1)] })), ["a", "b"]);
  assert.deepEqual(
    variablesIn({
      rule: "linear",
      terms: [
        [1, "a"],
        [1, "b"],
        [1, "a"],
      ],
      relation: "=",
      value: 1,
    }),
    ["a", "b"],
  );
  assert.deepEqual(
    variablesIn({
      rule: "disjoint",
      of: [
        { start: "a", length: 1 },
        { start: "a", length: 1 },
      ],
    }),
    ["a"],
  );
  assert.deepEqual(variablesIn({ rule: "same", of: ["a", "b", "a"] }), ["a", "b"]);
});

test("relations of numbers hold up to the rounding of doubles", () => {
  const table: Readonly<Record<Relation, readonly boolean[]>> = {
    "=": [false, true, false],
    "!=": [true, false, true],
    "<": [true, false, false],
    "<=": [true, true, false],
    ">": [false, false, true],
    ">=": [false, true, true],
  };
  for (const [relation, wanted] of Object.entries(table) as [Relation, readonly boolean[]][]) {
    assert.deepEqual([stands(1, relation, 2), stands(2, relation, 2), stands(3, relation, 2)], wanted, relation);
    assert.deepEqual([stands(0.1 + 0.2, relation, 0.3), stands(0.3, relation, 0.1 + 0.2)], [wanted[1], wanted[1]], relation);
  }
  assert.equal(stands(1, "=", 1 + 2e-9), false);
});

test("the assignments that fit are found, up to a limit, and a search that gives up says so", () => {
  const settings = (constraints: readonly Rule[], domain: readonly Value[] = [1, 2, 3]) =>
    constraintsOptions.parse({ kind: "constraints", variables: ["a", "b", "c"], domains: { "*": domain }, constraints });
  const found = (rules: readonly Rule[], limit = 100): string[] =>
    solutions(settings(rules), limit)
      .found.map((one) => ["a", "b", "c"].map((name) => one.get(name)).join(""))
      .toSorted();
  const linear = (relation: Relation, value: number): Rule => ({
    rule: "linear",
    terms: [
      [1, "a"],
      [1, "b"],
      [1, "c"],
    ],
    relation,
    value,
  });
  assert.equal(found([linear(">=", 0)]).length, 27);
  assert.equal(found([{ rule: "different", of: ["a", "b", "c"] }]).length, 6);
  assert.deepEqual(found([{ rule: "same", of: ["a", "b", "c"] }]), ["111", "222", "333"]);
  assert.deepEqual(found([linear("=", 3)]), ["111"]);
  assert.deepEqual(found([linear("<", 4)]), ["111"]);
  assert.deepEqual(found([linear("<=", 3)]), ["111"]);
  assert.deepEqual(found([linear(">", 8)]), ["333"]);
  assert.deepEqual(found([linear(">=", 9)]), ["333"]);
  assert.deepEqual(found([linear("=", 10)]), []);
  assert.equal(found([linear("!=", 9)]).length, 26);
  assert.deepEqual(
    found([
      {
        rule: "linear",
        terms: [
          [1, "a"],
          [-1, "b"],
        ],
        relation: "=",
        value: 2,
      },
      { rule: "is", variable: "c", value: 2 },
    ]),
    ["312"],
  );
  assert.deepEqual(
    found([
      {
        rule: "linear",
        terms: [
          [-1, "a"],
          [1, "b"],
        ],
        relation: ">",
        value: 1,
      },
      { rule: "is", variable: "c", value: 2 },
    ]),
    ["132"],
  );
  assert.deepEqual(
    found([
      {
        rule: "all",
        of: [
          { rule: "same", of: ["a", "b"] },
          { rule: "is", variable: "a", value: 2 },
          { rule: "is", variable: "c", value: 1 },
        ],
      },
    ]),
    ["221"],
  );
  assert.equal(
    found([
      {
        rule: "any",
        of: [
          { rule: "is", variable: "a", value: 1 },
          { rule: "is", variable: "b", value: 1 },
        ],
      },
    ]).length,
    15,
  );
  assert.equal(found([linear(">=", 0)], 2).length, 2);
  assert.equal(solutions(settings([linear(">=", 0)])).found.length, 2);
  assert.equal(solutions(settings([linear("=", 3)])).complete, true);
  assert.equal(solutions(settings([linear("=", 3)]), 2, 9).complete, false);
  assert.deepEqual(solutions(settings([linear("=", 3)]), 2, 0), { found: [], complete: false });
});
