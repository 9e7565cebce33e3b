import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../types.ts";
import { openJudge } from "../open-judge.ts";
import { readAssignment } from "./read-assignment.ts";
import { constraintsOptions } from "./settings.ts";
import { solutions } from "./solutions.ts";

const base = {
  kind: "constraints",
  problem: "coloring",
  variables: ["Ann", "Bob"],
  domains: { "*": ["red", "blue", 3] },
  constraints: [{ rule: "different", of: ["Ann", "Bob"] }],
};
const parsed = (more: { [name: string]: Json } = {}) => constraintsOptions.parse({ ...base, ...more });

/** "Ann=red Bob=3", or why it was not read. */
function said(text: string, more: { [name: string]: Json } = {}): string {
  const read = readAssignment(text, parsed(more));
  if (!read.ok) return `${read.failure.code}: ${read.failure.message}`;
  if (read.wrong !== undefined) return `${read.unreadable === true ? "unreadable" : "wrong"}: ${read.wrong}`;
  return [...read.values].map(([name, value]) => `${name}=${typeof value === "number" ? `#${value}` : value}`).join(" ");
}

test("pairs are read from the last answer or the last fence, in any spelling", () => {
  for (const [text, wanted] of [
    ["Answer: Ann = red, Bob = blue", "Ann=red Bob=blue"],
    ["Answer：Ann = red, Bob = blue", "Ann=red Bob=blue"],
    ["**Final answer:**\n- Ann: RED\n- Bob -> 3", "Ann=red Bob=#3"],
    ['Answer:\n1. *ann* → "red"\n2) Bob = 3.', "Ann=red Bob=#3"],
    ["Answer: Ann = red; Bob = green", "Ann=red Bob=green"],
    ["Answer: Ann = red; Bob = 4", "Ann=red Bob=#4"],
    ["Answer: Ann = red; Bob =", "Ann=red Bob="],
    ["Answer: Ann = red, Cid = blue", "Ann=red"],
    ["Answer: Ann = red, Ann = RED", "Ann=red"],
    ["Answer: Ann = red, Ann = blue", 'unknown: The answer gives "Ann" two values: red and blue.'],
    ["Answer: Ann = blue\nAnswer: Ann = red", "Ann=red"],
    ['Answer: {"Ann": "red", "Bob": 3}', "Ann=red Bob=#3"],
    ["```\nAnn = red\nBob = 3\n```", "Ann=red Bob=#3"],
    ["```\nAnn = blue\n```\nthen\n```\nAnn = red\n```", "Ann=red"],
    ["Ann = red, Bob = 3", 'unreadable: no assignment stands after "Answer:" or in a fenced block at the end'],
    [`Answer: ${"x".repeat(500)} = 1\nAnn = red`, "Ann=red"],
    [`Answer: Ann = red${" ".repeat(65_536)}`, 'unreadable: no assignment stands after "Answer:" or in a fenced block at the end'],
  ] as const)
    assert.equal(said(text), wanted, text.slice(0, 80));
});

test("rows are lines of values alone, as many as there are variables", () => {
  const rows = { format: "rows", columns: 2 };
  for (const [text, wanted] of [
    ["Answer:\nred blue", "Ann=red Bob=blue"],
    ["Answer:\n| red | 3 |", "Ann=red Bob=#3"],
    ["Answer:\n- red, 3", "Ann=red Bob=#3"],
    ["Answer:\nRow 1: red 3\nThat is all.", "Ann=red Bob=#3"],
    ['Answer: [["red", 3]]', "Ann=red Bob=#3"],
    ["Answer:\nred", "wrong: wanted 1 row of 2 values; got rows of 1"],
    ["Answer:\nred 3\n3 red", "wrong: wanted 1 row of 2 values; got rows of 2, 2"],
    ["Answer:\nnothing", "wrong: wanted 1 row of 2 values; got rows of none"],
    ["Answer:\n4 5.5", "Ann=#4 Bob=#5.5"],
  ] as const)
    assert.equal(said(text, rows), wanted, text);
  assert.equal(said("Answer:\nred\nblue", { format: "rows", columns: 1 }), "Ann=red Bob=blue");
});

test("a verdict names the first thing that is wrong", async () => {
  const verdict = async (text: string, more: { [name: string]: Json } = {}): Promise<string> => {
    const task = { id: "t", category: "c", prompt: "", grader: { kind: "none" } } as const;
    const given = await openJudge({ ...base, ...more }, "grade").judge(task, { text, by: "a" }, {} as never);
    return given.ok
      ? `${given.passed ? "pass" : "fail"} ${given.score}: ${given.why}${given.flags === undefined ? "" : ` [${given.flags.join()}]`}`
      : given.failure.code;
  };
  assert.equal(await verdict("Answer: Ann = red, Bob = 3"), "pass 1: all 1 constraints hold");
  assert.equal(await verdict(" \n"), "fail 0: the answer is empty");
  assert.equal(await verdict("Ann = red"), 'fail 0: no assignment stands after "Answer:" or in a fenced block at the end [unreadable]');
  assert.equal(await verdict("Answer: Ann = red"), 'fail 0: "Bob" has no value');
  assert.equal(await verdict("Answer: Ann = red, Bob = green"), 'fail 0: "Bob" is green, which is none of its allowed values');
  assert.equal(
    await verdict(`Answer: Ann = red, Bob = ${"g".repeat(70)}`),
    `fail 0: "Bob" is ${"g".repeat(60)}, which is none of its allowed values`,
  );
  assert.equal(await verdict("Answer: Ann = red, Bob = red"), 'fail 0: broken: {"rule":"different","of":["Ann","Bob"]}');
  assert.equal(await verdict("Answer: Ann = red, Ann = blue"), "unknown");
  assert.equal(
    await verdict("Answer: Ann = red, Bob = 3", { unique: true }),
    "pass 1: all 1 constraints hold; the task claims that it is the only solution, and a solver finds another",
  );
  const only = { unique: true, domains: { Ann: ["red"], Bob: ["red", "blue"] } };
  assert.equal(
    await verdict("Answer: Ann = red, Bob = blue", only),
    "pass 1: all 1 constraints hold, and a solver finds no other solution",
  );
});

test("the solver finds every assignment that fits, up to the number that is wanted and the steps that it may take", () => {
  const linear = (relation: string, value: number) =>
    parsed({
      variables: ["a", "b"],
      domains: { "*": [1, 2, 3] },
      constraints: [
        {
          rule: "linear",
          terms: [
            [1, "a"],
            [2, "b"],
          ],
          relation,
          value,
        },
      ],
    });
  // a + 2b over 1 to 3: 3 4 5 5 6 7 7 8 9.
  for (const [relation, value, wanted] of [
    ["=", 5, 2],
    ["=", 10, 0],
    ["=", 3, 1],
    ["=", 9, 1],
    ["!=", 5, 7],
    ["<", 5, 2],
    ["<=", 5, 4],
    [">", 7, 2],
    [">=", 7, 4],
    ["<", 3, 0],
    [">", 9, 0],
  ] as const)
    assert.deepEqual(
      [solutions(linear(relation, value), 100).found.length, solutions(linear(relation, value), 100).complete],
      [wanted, true],
      `${relation} ${value}`,
    );
  assert.equal(solutions(linear("!=", 5), 3).found.length, 3);
  assert.equal(solutions(linear("!=", 5)).found.length, 2);
  assert.equal(solutions(linear("!=", 5), 100, 4).complete, false);
  const same = parsed({
    variables: ["a", "b", "c"],
    domains: { "*": [1, 2, 3] },
    constraints: [
      { rule: "same", of: ["a", "b"] },
      { rule: "different", of: ["b", "c"] },
    ],
  });
  assert.equal(solutions(same, 100).found.length, 6);
  const both = parsed({
    variables: ["a", "b"],
    domains: { "*": [1, 2, 3] },
    constraints: [
      {
        rule: "all",
        of: [
          { rule: "same", of: ["a", "b"] },
          { rule: "linear", terms: [[1, "a"]], relation: ">", value: 1 },
        ],
      },
    ],
  });
  assert.deepEqual(
    solutions(both, 100).found.map((one) => [...one.values()]),
    [
      [2, 2],
      [3, 3],
    ],
  );
});
