import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import type { Rule } from "./constraints.ts";
import { proved } from "./prove.ts";
import { solutions } from "./solve.ts";

const names = ["a", "b", "c", "d", "e"];
const domain = [1, 2, 3, 4, 5];

/** Any rule that suites know, of a drawn kind. */
function drawn(next: () => number): Rule {
  const name = () => names[Math.floor(next() * names.length)] ?? "a";
  const value = () => 1 + Math.floor(next() * 5);
  const relation = (["=", "!=", "<", "<=", ">", ">="] as const)[Math.floor(next() * 6)] ?? "=";
  const kinds: (() => Rule)[] = [
    () => ({ rule: "isNot", variable: name(), value: value() }),
    () => ({ rule: "among", variable: name(), values: [value(), value(), value()] }),
    () => ({ rule: "same", of: [name(), name()] }),
    () => ({ rule: "different", of: [...new Set([name(), name(), name()])] }),
    () => ({
      rule: "linear",
      terms: [
        [2, "a"],
        [-1, "b"],
        [1, "c"],
      ],
      relation,
      value: value(),
    }),
    () => ({ rule: "distance", of: ["d", "e"], relation, value: value() % 3 }),
    () => ({ rule: "count", of: names, value: value(), relation, times: value() % 3 }),
    () => ({
      rule: "disjoint",
      of: [
        { start: "a", length: 2 },
        { start: "d", length: 1 },
      ],
    }),
    () => ({
      rule: "if",
      when: { rule: "is", variable: name(), value: value() },
      // oxlint-disable-next-line unicorn/no-thenable -- the field of the rule is called `then`
      then: { rule: "isNot", variable: name(), value: value() },
    }),
  ];
  return kinds[Math.floor(next() * kinds.length)]?.() ?? { rule: "different", of: names };
}

test("puzzles drawn at random have as many solutions as plain backtracking finds: none, one or many", () => {
  const next = stream("prove");
  const met = new Map<string, number>();
  for (let index = 0; index < 1_500; index++) {
    const problem = {
      variables: names,
      domains: { "*": domain },
      constraints: [
        ...(index % 2 === 0 ? [{ rule: "different", of: names } as Rule] : []),
        ...Array.from({ length: 4 + (index % 7) }, () => drawn(next)),
      ],
    };
    const wanted = ["none", "one", "many"][solutions(problem, 2).length] ?? "";
    assert.equal(proved(problem, 5_000).count, wanted, JSON.stringify(problem.constraints));
    met.set(wanted, (met.get(wanted) ?? 0) + 1);
  }
  for (const kind of ["none", "one", "many"]) assert.ok((met.get(kind) ?? 0) > 10, `${kind}: ${met.get(kind)}`);
});

test("what takes more guesses than are given is unknown, never said to be one", () => {
  const problem = { variables: names, domains: { "*": domain }, constraints: [{ rule: "different", of: names } as Rule] };
  assert.equal(proved(problem, 2).count, "unknown");
  assert.equal(proved(problem, 100).count, "many");
});
