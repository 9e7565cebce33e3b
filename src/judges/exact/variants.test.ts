import assert from "node:assert/strict";
import { test } from "node:test";
import type { Span } from "./extract.ts";
import type { AnswerKind } from "./settings.ts";
import { isNoCollection, variantsOf } from "./variants.ts";

function variants(text: string, kind: AnswerKind, level: Span["level"] = "last-line", block = false, behind = ""): readonly string[] {
  const span: Span = { at: 1000, text, firm: true, level, denied: false, lead: "", behind };
  return variantsOf(span, kind, block).filter((one) => one !== "");
}

test("a last line of amounts is its last sentence, or the one before where the last tells none", () => {
  for (const [text, ...wanted] of [
    ["18", "18"],
    ["It is 18.", "It is 18."],
    ["She has 9. She sells 18.", "She sells 18."],
    ["We add. She sells 18.", "She sells 18.", "We add. She sells 18."],
    ["She sells 18. She is glad.", "She is glad.", "She sells 18. She is glad.", "She sells 18."],
    ["She sells 18. That is 9 twice.", "That is 9 twice.", "She sells 18. That is 9 twice.", "She sells 18."],
    ["She sells 9 and 9. Total: 18", "Total: 18"],
    ["It costs Rs. 150", "It costs Rs. 150"],
  ] as const)
    assert.deepEqual([...new Set(variants(text, "number"))].slice(0, wanted.length), wanted, text);
});

test("after a mark the first sentence says it, in a box all of it", () => {
  assert.deepEqual([...new Set(variants("18. She sells 9. Twice.", "number", "marker"))].slice(0, 3), [
    "18.",
    "18. She sells 9. Twice.",
    "Twice.",
  ]);
  assert.deepEqual([...new Set(variants("18. Twice.", "number", "box"))], ["18. Twice."]);
});

test("what would be is passed over for what is, and what is too high for what is left", () => {
  const has = (text: string, wanted: string): boolean => variants(text, "number").includes(wanted);
  assert.equal(has("It would be 32, but she does not, so 18.", "18."), true);
  assert.equal(has("It would be 32, but it could be 18.", "it could be 18."), false);
  assert.equal(has("20 is too high, so it is 18", "it is 18"), true);
  assert.equal(has("20 is too high, so it is not 18", "it is not 18"), false);
  assert.equal(has("In conclusion, 18 is the answer.", "18"), true);
  assert.equal(has("18です。", "18"), true);
  assert.equal(variants("1. 18", "number", "marker").includes("18"), true);
  assert.equal(variants("> 18", "number").includes("18"), true);
});

test("of words the sides, verdicts, names and items are tried", () => {
  const has = (text: string, wanted: string, level: Span["level"] = "last-line"): boolean => variants(text, "text", level).includes(wanted);
  assert.equal(has("x = True and False\n= False", "False"), true);
  assert.equal(has("Fish can fly -> False", "False"), true);
  assert.equal(has("It is a Monday.", "Monday"), true);
  assert.equal(has("The argument is deductively valid.", "valid"), true);
  assert.equal(has('["a", "b"]', "a, b", "field"), true);
  assert.equal(has('["a", "b"]', "a, b"), false);
  assert.equal(has("The capital is Paris. It lies on the Seine.", "Paris"), true);
  assert.equal(has("Parisです。", "Paris"), true);
});

test("days and times are taken from where a sentence says that something is", () => {
  const has = (text: string, wanted: string): boolean => variants(text, "date").includes(wanted);
  assert.equal(has("The train leaves Rome at 14:30.", "14:30"), true);
  assert.equal(has("The train leaves Rome at 14:30 sharp.", "14:30"), true);
  assert.equal(has("The train leaves on March 4, 2025.", "March 4, 2025"), true);
  assert.equal(has("The train never leaves at 14:30.", "14:30"), false);
  assert.equal(has("It starts at noon", "noon"), true);
});

test("several values are a paragraph or its first line, what stands under a heading, or what a sentence concludes", () => {
  const has = (text: string, wanted: string, level: Span["level"] = "marker"): boolean =>
    variants(text, "set", level, true).includes(wanted);
  assert.equal(has("1, 2\n3, 4", "1, 2\n3, 4"), true);
  assert.equal(has("1, 2\n3, 4", "1, 2"), true);
  assert.equal(has("1, 2. These are all.", "1, 2."), true);
  assert.equal(has("The solutions are:\n1\n2", "1\n2", "last-line"), true);
  assert.equal(has("The solutions are not:\n1\n2", "1\n2", "last-line"), false);
  assert.equal(has("It factors, so the solution set is {3}", "{3}", "last-line"), true);
  assert.equal(has("two solutions, x = 4 and x = -1", "x = 4 and x = -1", "last-line"), true);
  assert.equal(has("It is not {1}, but {2}", "{2}", "last-line"), true);
  assert.equal(has("A = {1, 2}", "{1, 2}", "last-line"), true);
});

test("a sentence is no collection, unless it is the key and denies nothing", () => {
  for (const [text, kind, passes, wanted] of [
    ["1, 2", "set", false, false],
    ["{1}", "set", false, false],
    ["apples and pears", "list", false, false],
    ["apples", "list", false, true],
    ["We find the roots by factoring it.", "set", false, true],
    ["The roots are:", "set", false, true],
    ["We find the roots by factoring it.", "set", true, false],
    ["It is not 1, 2.", "set", true, true],
    ["apples", "text", false, false],
  ] as const)
    assert.equal(isNoCollection(text, kind, passes), wanted, `${text} ${passes}`);
});
