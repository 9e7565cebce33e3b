import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { answerKey, finalAnswer } from "./final-answer.ts";

test("one result has one key, however it is stated", () => {
  const said = [
    "10/33",
    "Answer: **10/33**.",
    "We count the ways.\nFinal answer: 10 / 33",
    "So \\boxed{\\frac{10}{33}} it is.",
    "The ratio follows from symmetry.\n10/33.",
    "the answer is: 10/33",
  ];
  assert.deepEqual([...new Set(said.map(answerKey))], ["10/33"]);
});

test("unequal results have unequal keys", () => {
  assert.equal(new Set(["10/33", "110/330", "0.303", "-10/33", "10/3"].map(answerKey)).size, 5);
});

test("thousands separators, minus signs and case do not matter", () => {
  assert.equal(answerKey("Answer: 1,200,500"), answerKey("1200500"));
  assert.equal(answerKey("Answer: \u22123"), answerKey("-3"));
  assert.equal(answerKey("Answer: (B)"), answerKey("b"));
  assert.notEqual(answerKey("1,2"), answerKey("12"));
});

test("the last marker counts, and boxes may nest", () => {
  assert.equal(finalAnswer("Answer: 3\nNo, wait.\nAnswer: 4"), "4");
  assert.equal(finalAnswer("\\boxed{x_{1}+y}"), "x_{1}+y");
});

test("programs are compared whole, not by their closing brace or export", () => {
  const one = "function f(a) {\n  return a + 1;\n}\nmodule.exports = { f };";
  const other = "function f(a) {\n  return a + 2;\n}\nmodule.exports = { f };";
  assert.notEqual(answerKey(one), answerKey(other));
  assert.notEqual(answerKey(`\`\`\`js\n${one}\n\`\`\``), answerKey(`\`\`\`js\n${other}\n\`\`\``));
  assert.equal(answerKey(one), answerKey(one));
});

test("an empty text and one of punctuation alone have no key", () => {
  assert.equal(answerKey("  \n "), undefined);
  assert.equal(answerKey("..."), undefined);
});

test("a key has no blank ends, and no text breaks or stalls it", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30, unit: "grapheme" }), (text) => {
      const key = answerKey(text);
      assert.ok(key === undefined || (key.length > 0 && key.trim() === key));
    }),
    { seed: 7, numRuns: 500 },
  );
  for (const run of [")", ".", " ", "\n", "answer: ", "\\frac{", "\\boxed{", "final ", "1,", "/ "]) {
    assert.doesNotThrow(() => answerKey(`x${run.repeat(200_000)}y`), `200,000 times ${JSON.stringify(run)}`);
  }
});
