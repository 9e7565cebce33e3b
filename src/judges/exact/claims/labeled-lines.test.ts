import assert from "node:assert/strict";
import { test } from "node:test";
import { answersParts, endsInLabels, isBesideAsked, isOneOfList } from "./labeled-lines.ts";

const reads = (value: string): boolean => /\d/.test(value);

test("a text ends with labels of other things unless its last label concludes", () => {
  const rows = [
    ["Max: 7\nMin: 5", true],
    ["Max: 7\nMin: 5\nMean: 6", true],
    ["Max = 7\nMin = 5", true],
    ["Max — 7\nMin — 5", true],
    ["Max：7\nMin：5", true],
    ["**Max:** 7\n**Min:** 5", true],
    ["- Max: 7\n- Min: 5", true],
    ["| Max | 7 |\n| Min | 5 |", true],
    ["1. Max: 7\n2. Min: 5", true],
    ["P(A): 7\nP(B): 5", true],
    ["f(x) = 7\ng(x) = 5", true],
    ["The table says it.\nMax: 7\nMin: 5", true],
    ["Min: 5", false],
    ["Max: 7\nThat is all.", false],
    ["Max: 7\nMin: 7", false],
    ["Max: 7\nMAX: 5", false],
    ["Max: red\nMin: 5", false],
    ["Max: 7\nMin: red", false],
    ["Max: 7\nTotal: 12", false],
    ["Max: 7\nThe final one: 12", false],
    ["Total: 12\nMax: 7", true],
    ["Max: 7\nIn dollars: 12", false],
    ["Answer (a): 7\nAnswer (b): 12", false],
    ["Answer to the bonus: 7\nAnswer to part b: 12", true],
    ["Max: 7\nCheck: 5", false],
    ["Given: 7\nMin: 5", false],
    ["Question 1: 7\nQuestion 2: 5", true],
    ["Question: 7\nMin: 5", false],
    ["Max: 3 + 4 = 7\nMin: 5", false],
    ["Max: 7 as it is said in the table\nMin: 5", false],
    ["Max: 7 in all of them\nMin: 5", true],
    ["Max: 7. It is.\nMin: 5", false],
    ["a) 7\nb) 5", true],
    ["(a) 7\n(b) 5", true],
    ["ii) red\niii) 5", false],
    ["i) 7\nii) 5", true],
    ["1. 7\n2. 5", true],
    ["1. 7 eggs\n2. 5 eggs", false],
    ["It follows.\n1. 7\n2. 5", false],
    ["It follows.\na) 7\nb) 5", true],
    ["Steps:\na) 7\nb) 5", false],
    ["We solve it\na) 7\nb) 5", false],
    ["Max: 7\nb) 5", false],
    ["a) 7\nMin: 5", false],
    ["Q1. 7\nQ2. 5", true],
  ] as const;
  const wrong = rows.flatMap(([text, wanted]) => (endsInLabels(text.split("\n"), reads) === wanted ? [] : [JSON.stringify(text)]));
  assert.deepEqual(wrong, []);
  assert.equal(endsInLabels([], reads), false);
  // A row is read with up to nine blanks at each end.
  const row = (label: string, value: string, end: number): string =>
    `${" ".repeat(9)}|${" ".repeat(9)}${label.repeat(60)}${" ".repeat(9)}|${" ".repeat(9)}${value.repeat(60)}|${" ".repeat(end)}`;
  assert.equal(endsInLabels([row("a", "1", 9), row("b", "2", 9)], reads), true);
  assert.equal(endsInLabels([row("a", "1", 9), row("b", "2", 10)], reads), false);
  // Only the last twelve lines are looked at.
  const many = Array.from({ length: 12 }, (_, at) => `Row ${"abcdefghijkl"[at]}: ${at}`);
  assert.equal(endsInLabels(["Check: 7", ...many], reads), true);
  assert.equal(endsInLabels(["Check: 7", ...many.slice(1)], reads), false);
});

test("a value under a mark is one of a list where the next entry is another one", () => {
  const rows = [
    ["- 7\n- 5", 2, true],
    ["Answer:\n- 7\n- 5", 10, true],
    ["Answer:\n1. 7\n2. 5", 11, true],
    ["Answer:\n- 7\n- 7", 10, false],
    ["Answer:\n- 7", 10, false],
    ["Answer:\n- 7\nand 5", 10, false],
    ["Answer:\n- 7\n- red", 10, false],
    ["Answer:\n- red\n- 7", 10, false],
    ["Answer:\n- 7\n- 3 + 4 = 7", 10, false],
    ["Answer:\n- 7\n- 5 in all of them", 10, true],
    ["Answer:\n- 7\n- 5 in all of these here", 10, false],
    ["Answer:\n- 7 A\n- 7 a", 10, false],
    ["Answer: 7\n- 6\n- 5", 8, false],
  ] as const;
  const wrong = rows.flatMap(([text, at, wanted]) => (isOneOfList(text, at, reads) === wanted ? [] : [JSON.stringify(text)]));
  assert.deepEqual(wrong, []);
});

test("a mark may give the answer to something beside what was asked", () => {
  for (const [marked, wanted] of [
    ["‖Answer: 7", false],
    ["The ‖answer: 7", false],
    ["Bonus: the ‖answer is: 7", true],
    ["By the way, the ‖answer: 7", true],
    ["A word first.\nP.S. the ‖answer: 7", true],
    ["Bonus.\nThe ‖answer: 7", false],
    ["Part (a) ‖answer: 7", true],
    ["Part b: the final ‖answer: 7", true],
    ["Question 2 ‖answer: 7", true],
    ["Bonus question's ‖answer: 7", true],
    ["The next ‖answer: 7", true],
    ["The best ‖answer: 7", false],
    ["‖Answer (a): 7", true],
    ["‖Answer 2: 7", true],
    ["‖Answer to part b: 7", true],
    ["‖Answer for the bonus: 7", true],
    ["‖Answer to the question: 7", false],
    ["‖Answer to (b): 7", true],
    ["‖Answer (z): 7", false],
  ] as const) {
    const at = marked.indexOf("‖");
    assert.equal(isBesideAsked(marked.replace("‖", ""), at), wanted, marked);
  }
  assert.equal(isBesideAsked(`Bonus ${"x".repeat(190)} answer: 7`, 197), true);
  assert.equal(isBesideAsked(`Bonus ${"x".repeat(200)} answer: 7`, 207), false);
  const rows = [
    ["Answer (a): 7\nAnswer (b): 5", true],
    ["Answer (a): 7\nAnswer: 5", false],
    ["Answer (a): 7", false],
    ["Nothing", false],
    [`Answer: 3\n${"x".repeat(8000)}\nAnswer (a): 7\nAnswer (b): 5`, true],
  ] as const;
  const wrong = rows.flatMap(([text, wanted]) => (answersParts(text) === wanted ? [] : [text.slice(0, 40)]));
  assert.deepEqual(wrong, []);
});
