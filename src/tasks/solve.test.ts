import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { holds } from "../judges/constraints/rule.ts";
import { type Assignment, brokenRule, canHold, type Relation, type Rule, variablesOf } from "./constraints.ts";
import { solutions } from "./solve.ts";

const variables = ["a", "b", "c", "d"];
const values = [0, 1, 2];
const everything: Assignment[] = Array.from({ length: 81 }, (_, index) =>
  Object.fromEntries(variables.map((name, place) => [name, Math.floor(index / 3 ** place) % 3])),
);

const variable = fc.constantFrom(...variables);
const value = fc.constantFrom(...values);
const relation = fc.constantFrom<Relation[]>("=", "!=", "<", "<=", ">", ">=");
const several = fc.uniqueArray(variable, { minLength: 2, maxLength: 4 });
const length = fc.integer({ min: 1, max: 2 });
const simple: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ rule: fc.constantFrom("is" as const, "isNot" as const), variable, value }),
  fc.record({ rule: fc.constant("among" as const), variable, values: fc.array(value, { minLength: 1, maxLength: 2 }) }),
  fc.record({ rule: fc.constantFrom("same" as const, "different" as const), of: several }),
  fc.record({
    rule: fc.constant("linear" as const),
    terms: fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), variable), { minLength: 1, maxLength: 3 }),
    relation,
    value: fc.integer({ min: -3, max: 5 }),
  }),
  fc.record({ rule: fc.constant("distance" as const), of: fc.uniqueArray(variable, { minLength: 2, maxLength: 2 }), relation, value }),
  fc.record({ rule: fc.constant("count" as const), of: several, value, relation, times: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ rule: fc.constant("disjoint" as const), of: several.chain((names) => spans(names)) }),
  fc.record({ rule: fc.constant("capacity" as const), of: several.chain((names) => loads(names)), limit: fc.integer({ min: 1, max: 3 }) }),
);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 4, arbitrary: simple },
  fc.record({
    rule: fc.constantFrom("any" as const, "all" as const, "none" as const),
    of: fc.array(simple, { minLength: 1, maxLength: 2 }),
  }),
  // oxlint-disable-next-line unicorn/no-thenable -- the field of the rule is called `then`
  fc.record({ rule: fc.constant("if" as const), when: simple, then: simple }),
);

function spans(names: readonly string[]) {
  return fc.tuple(...names.map((start) => length.map((length) => ({ start, length }))));
}
function loads(names: readonly string[]) {
  return fc.tuple(...names.map((start) => fc.record({ start: fc.constant(start), length, demand: length })));
}

test("the solver finds exactly the assignments that a look at all of them finds", () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), (constraints) => {
      const wanted = everything.filter((assignment) => brokenRule(constraints, assignment) === undefined);
      const found = solutions({ variables, domains: { "*": values }, constraints }, 100);
      const text = (list: readonly Assignment[]) => list.map((one) => JSON.stringify(variables.map((name) => one[name]))).sort();
      assert.deepEqual(text(found), text(wanted));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("every rule means to the solver what it means to the grader", () => {
  fc.assert(
    fc.property(rule, (one) => {
      for (const assignment of everything) {
        const graded = holds(one, new Map(Object.entries(assignment)));
        assert.equal(brokenRule([one], assignment) === undefined, graded, JSON.stringify({ one, assignment }));
      }
    }),
    { seed: 8, numRuns: 400 },
  );
});

test("a rule that can be completed is never given up on", () => {
  fc.assert(
    fc.property(rule, fc.subarray(variables), (one, known) => {
      for (const assignment of everything.filter((whole) => brokenRule([one], whole) === undefined)) {
        const part = {
          value: (name: string) => (known.includes(name) ? assignment[name] : undefined),
          bounds: (name: string) =>
            known.includes(name) ? ([Number(assignment[name]), Number(assignment[name])] as const) : ([0, 2] as const),
        };
        assert.equal(canHold(one, part), true);
      }
    }),
    { seed: 9, numRuns: 300 },
  );
});

test("a rule names each of its variables", () => {
  const joined: Rule = {
    rule: "any",
    of: [
      { rule: "is", variable: "a", value: 1 },
      { rule: "same", of: ["b", "a"] },
    ],
  };
  assert.deepEqual(variablesOf(joined), ["a", "b"]);
});

test("a rank of values decides which of many solutions comes first", () => {
  const problem = { variables: ["a", "b"], domains: { "*": [1, 2, 3] }, constraints: [{ rule: "different" as const, of: ["a", "b"] }] };
  assert.deepEqual(solutions(problem, 1), [{ a: 1, b: 2 }]);
  assert.deepEqual(
    solutions(problem, 1, (_, fit) => fit.toReversed()),
    [{ a: 3, b: 2 }],
  );
});
