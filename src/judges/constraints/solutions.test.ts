import assert from "node:assert/strict";
import { test } from "node:test";
import { constraints } from "./constraints.ts";
import { solutions } from "./solutions.ts";

const open = (variables: readonly string[], domain: readonly (string | number)[], rules: readonly object[]) =>
  constraints.options.parse({
    kind: "constraints",
    problem: "assignment",
    format: "pairs",
    variables,
    domains: { "*": domain },
    constraints: rules,
  });

function count(variables: readonly string[], domain: readonly (string | number)[], rules: readonly object[]): number {
  const { found, complete } = solutions(open(variables, domain, rules), 1000);
  assert.equal(complete, true);
  return found.length;
}

test("the number of assignments that fit is that of a count by hand", () => {
  const names = ["a", "b", "c"];
  assert.equal(count(names, [1, 2, 3], []), 27);
  assert.equal(count(names, [1, 2, 3], [{ rule: "different", of: names }]), 6);
  assert.equal(count(names, [1, 2], [{ rule: "different", of: names }]), 0);
  assert.equal(count(names, [1, 2, 3], [{ rule: "same", of: ["a", "b"] }]), 9);
  assert.equal(count(names, [1, 2, 3], [{ rule: "same", of: names }]), 3);
  const sum = (relation: string, value: number) =>
    count(names, [1, 2, 3], [{ rule: "linear", terms: names.map((name) => [1, name]), relation, value }]);
  // Sums of three numbers from 1 to 3: 3, 4, 5, 6, 7, 8, 9 come 1, 3, 6, 7, 6, 3, 1 times.
  assert.deepEqual(
    [3, 4, 5, 6, 7, 8, 9, 10, 2].map((value) => sum("=", value)),
    [1, 3, 6, 7, 6, 3, 1, 0, 0],
  );
  assert.deepEqual(
    [2, 3, 6, 9].map((value) => [sum("<", value), sum("<=", value), sum(">", value), sum(">=", value), sum("!=", value)]),
    [
      [0, 0, 27, 27, 27],
      [0, 1, 26, 27, 26],
      [10, 17, 10, 17, 20],
      [26, 27, 0, 1, 26],
    ],
  );
  // a - b = 2 of 1 to 3: 3 and 1 alone, with any c.
  const apart = {
    rule: "linear",
    terms: [
      [1, "a"],
      [-1, "b"],
    ],
    relation: "=",
    value: 2,
  };
  assert.equal(count(names, [1, 2, 3], [apart]), 3);
  assert.equal(count(names, [1, 2, 3], [{ rule: "all", of: [apart, { rule: "same", of: ["b", "c"] }] }]), 1);
  assert.equal(count(names, [1, 2, 3], [{ rule: "none", of: [apart] }]), 24);
  assert.equal(count(names, [1, 2, 3], [{ rule: "any", of: [apart, { rule: "same", of: names }] }]), 6);
});

test("no more are sought than asked for, and a search that gives up says so", () => {
  const settings = open(["a", "b", "c"], [1, 2, 3], []);
  assert.equal(solutions(settings).found.length, 2);
  assert.equal(solutions(settings, 1).found.length, 1);
  assert.deepEqual(
    solutions(settings, 2).found.map((one) => Object.fromEntries(one)),
    [
      { a: 1, b: 1, c: 1 },
      { a: 1, b: 1, c: 2 },
    ],
  );
  // Of what cannot come to 9, 10 or 3 all but one value is struck before the next is taken: 9 + 6 + 3 tries by hand, not 27 and more.
  const sum = (relation: string, value: number) =>
    open(
      ["a", "b", "c"],
      [1, 2, 3],
      [
        {
          rule: "linear",
          terms: [
            [1, "a"],
            [1, "b"],
            [1, "c"],
          ],
          relation,
          value,
        },
      ],
    );
  const tries = (settings: Parameters<typeof solutions>[0]): number => {
    let steps = 1;
    while (!solutions(settings, 1000, steps).complete) steps++;
    return steps - 1;
  };
  // a to 3 of three (3 tries), and where one value is left for the first it is taken: b and c of three, then c.
  assert.equal(tries(sum("=", 9)), 18);
  assert.equal(tries(sum("=", 10)), 3);
  assert.equal(tries(sum("=", 3)), 18);
  assert.equal(tries(sum("<=", 2)), 3);
  assert.equal(tries(sum(">=", 10)), 3);
  assert.equal(tries(sum("<=", 3)), 18);
  assert.equal(tries(sum(">=", 9)), 18);
  assert.equal(tries(sum("<", 3)), 3);
  assert.equal(tries(sum(">", 9)), 3);
  // The first level tries nine values, the second six, the third three.
  assert.deepEqual([solutions(settings, 1, 18).complete, solutions(settings, 1, 19).complete], [false, true]);
  assert.equal(solutions(settings, 1, 9).found.length, 0);
});
