import assert from "node:assert/strict";
import { test } from "node:test";
import { pairs, withoutArray } from "./pair.ts";
import { exactOptions } from "./settings.ts";

test("brackets of two rising values must be alike, unless the kind is stated", () => {
  const told = (key: string, candidate: string, more: object = {}): string =>
    pairs(candidate, [key], exactOptions.parse({ kind: "exact", answer: key, ...more }))
      .map((one) => (one ? "+" : "-"))
      .join("");
  const rows = [
    ["(1, 2)", "(1, 2)", "+", "+"],
    ["[1, 2]", "[1, 2]", "+", "+"],
    ["(1, 2)", "[1, 2]", "-", "+"],
    ["[1, 2]", "(1, 2)", "-", "+"],
    ["(2, 1)", "[2, 1]", "+", "+"],
    ["(1, 1)", "[1, 1]", "+", "+"],
    ["(1, 2)", "1, 2", "+", "+"],
    ["(1, 2)", "(1, 3)", "-", "-"],
    ["(1, 2, 3)", "[1, 2, 3]", "+", "+"],
    ["(1, 2)", "<1, 2>", "+", "+"],
    ["(1, 2)", "$(1, 2)$", "+", "+"],
    ["[2, 5]", "2 ≤ x ≤ 5", "+", "+"],
    ["[2, 5]", "2 < x < 5", "-", "-"],
    ["(2, 5)", "2 < x < 5", "+", "+"],
    ["(1, 2)", "(1, 2) or (1, 2)", "++", "++"],
  ] as const;
  assert.deepEqual(
    rows.flatMap(([key, candidate, own, stated]) => {
      const got = [told(key, candidate), told(key, candidate, { answerKind: "tuple" })];
      return got[0] === own && got[1] === stated ? [] : [`${key} ${candidate}: ${got.join(" ")}`];
    }),
    [],
  );
  const plain = exactOptions.parse({ kind: "exact", answer: "(1, 2)" });
  assert.equal(pairs.isKey("(1, 2)", plain), true);
  assert.equal(pairs.isKey("<1, 2>", plain), true);
  assert.equal(pairs.said?.("(1, 2)", plain), "a point or an open interval");
  assert.equal(pairs.said?.("[1, 2]", plain), "a pair or a closed interval");
  assert.equal(pairs.said?.("[1, 2)", plain), undefined);
  assert.equal(pairs.said?.("(2, 1)", plain), undefined);
  assert.equal(pairs.said?.("[1, 2]", { ...plain, answerKind: "tuple" }), undefined);
});

test("the brackets of an array in JSON are none of an interval's", () => {
  assert.equal(withoutArray("[1, 2]", '{"answer": [1,2]}'), "1, 2");
  assert.equal(withoutArray(" [1, 2] ", '{"answer": [1, 2]}'), "1, 2");
  assert.equal(withoutArray("[1, 2]", "Answer: [1, 2]"), "[1, 2]");
  assert.equal(withoutArray("[1, 2]", '{"answer": "[1, 2]"}'), "[1, 2]");
  assert.equal(withoutArray("(1, 2)", '{"answer": (1, 2)}'), "(1, 2)");
  assert.equal(withoutArray("[[1], 2]", '{"answer": [[1], 2]}'), "[[1], 2]");
});
