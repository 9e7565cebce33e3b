import assert from "node:assert/strict";
import { test } from "node:test";
import { isByCases, withoutAsides, withoutDenials } from "./asides.ts";

/** What is left of a text, blanks joined. */
const left = (text: string): string =>
  withoutAsides(text)
    .replace(/ +/g, " ")
    .replace(/^ | (?=[.;\n])| $/gm, "");
const undenied = (text: string): string =>
  withoutDenials(text)
    .replace(/ +/g, " ")
    .replace(/^ | (?=[.;\n])| $/gm, "");

test("a sentence that names another's answer is blank, and places stay", () => {
  for (const [text, wanted] of [
    ["The answer is 18.", "The answer is 18."],
    ["Alice's answer is 20. The answer is 18.", ". The answer is 18."],
    ["The answer is 18. Alice's answer is 20.", "The answer is 18.."],
    ["First line.\nMost people would say the answer is 20.\nThe answer is 18.", "First line.\n.\nThe answer is 18."],
    ["The answer is 18. If the sign were flipped, the answer would be 20.", "The answer is 18.."],
    ["If the sign were flipped, the answer would be 20. \\boxed{18}", ". \\boxed{18}"],
    ["Is the answer 20? The answer is 18.", "Is the answer 20? The answer is 18."],
    ["The answer is 20? The answer is 18.", "The answer is 20? The answer is 18."],
    ["The answer would be 20 if the sign were flipped. The answer is 18.", ". The answer is 18."],
    ["", ""],
    ["No word of it.", "No word of it."],
  ] as const) {
    assert.equal(left(text), wanted, text);
    assert.equal(withoutAsides(text).length, text.length, text);
  }
  const text = "x. Alice's answer is 20. The answer is 18.";
  assert.equal(withoutAsides(text), `x.${" ".repeat(21)}. The answer is 18.`);
});

test("of several answers in one sentence the clause of the other one alone is blank", () => {
  for (const text of [
    "The answer is 18, while Alice's answer is 20.",
    "Alice's answer is 20, but the answer is 18.",
    "The answer is 18; Alice's answer is 20.",
    "The answer is 18 (Alice's answer is 20).",
    "It is long. The answer is 18, Alice's answer is 20.",
  ])
    assert.deepEqual(left(text).match(/\d+/g), ["18"], text);
});

test("a sentence that denies an answer is blank without its denial", () => {
  for (const [text, wanted] of [
    ["The answer isn't 20. The answer is 18.", ". The answer is 18."],
    ["The answer is 18.", "The answer is 18."],
    ["The answer isn't 20; the answer isn't 21. It is 18.", ";. It is 18."],
  ] as const)
    assert.equal(undenied(text), wanted, text);
});

test("a reply is one by cases where each of several answers is said for one", () => {
  for (const [text, wanted] of [
    ["When read as a noun the answer is 7; when read as a verb the answer is 9.", true],
    ["If x is even the answer is 7. If x is odd the answer is 9.", true],
    ["If x is even the answer is 7.", false],
    ["If x is even the answer is 7. The answer is 9.", false],
    ["The answer is 7. The answer is 9.", false],
    ["", false],
  ] as const)
    assert.equal(isByCases(text), wanted, text);
});
