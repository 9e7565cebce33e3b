import assert from "node:assert/strict";
import { test } from "node:test";
import { hasRival } from "./rivals.ts";

/** Whether another number than 18 is named behind an answer. */
function numbers(behind: string, said = "18"): boolean {
  return hasRival(behind, { prose: false, said, differs: (text) => /\d/.test(text) && Number(/\d+/.exec(text)?.[0]) !== 18 });
}

/** Whether another name than Paris is given behind an answer. */
function names(behind: string, said = "Paris"): boolean {
  return hasRival(behind, { prose: true, said, differs: (text) => text.toLowerCase() !== "paris" });
}

function table(read: (behind: string) => boolean, rows: readonly (readonly [behind: string, wanted: boolean])[]): void {
  assert.deepEqual(
    rows.map(([behind]) => [behind, read(behind)]),
    rows,
  );
}

test("another number as a sentence, as the last line or behind an equals sign is a rival", () =>
  table(numbers, [
    ["", false],
    [".", false],
    [" = 20", true],
    [" = 18", false],
    [") = $20.", true],
    [". 20.", true],
    [". 18.", false],
    [". **20**.", true],
    [".\n20", true],
    [".\n\nShe sold them.\n20", true],
    [".\n20\nShe sold them.", true],
    [". It follows.\n20", true],
    [".\nShe sold them.", false],
    [".\n20 eggs", false],
    [".\n- 20", false],
    [".\n1) 20", false],
    [".\n| 20 |", false],
    [".\n> 20", false],
    [".\nShe sold 16,\n20", false],
    [".\nabout 20", false],
    [".\n20?", false],
    [".\nx = y = 20", false],
    [".\nx = 20", true],
    [".\nI hope this helps!", false],
    [".\n20\nI hope this helps!", true],
    [". The answer is 20.", true],
    [". She had 20 eggs. Some were old.", false],
    [". The answer would be 20.", false],
    [". I think the answer is 20.", true],
    [". If so, the answer is 20.", false],
    [`.\n${" ".repeat(100)}20`, true],
    [`.\n20${"0".repeat(99)}`, false],
  ]));

test("the answer's own unit does not make a value another thing, and its own words before another value do", () => {
  for (const [behind, said, wanted] of [
    [".\n20 dollars", "18 dollars", true],
    [".\n20 Dollars", "18 dollars", true],
    [".\n20 dollars", "18 DOLLARS", true],
    [".\n20 cents", "18 dollars", false],
    [". Plus the break, it takes 20 hours.", "It takes 18 hours", true],
    [". Plus the break, It Takes 20 hours.", "it takes 18 hours", true],
    [". Plus the break, it lasts 20 hours.", "It takes 18 hours", false],
    [". With luck it might be that it takes 20 hours.", "It takes 18 hours", false],
  ] as const)
    assert.equal(numbers(behind, said), wanted, `${behind} behind ${said}`);
});

test("another name, yes or no is a rival, and words of courtesy are none", () => {
  table(names, [
    ["\nLondon", true],
    ["\nNew York", true],
    [". London.", true],
    ["\nParis", false],
    ["\nYes", true],
    ["\nno", true],
    ["\nThanks", false],
    ["\nGreat", false],
    ["\nlondon", false],
    [" = London", false],
    ["\nThe Eiffel Tower stands there.", false],
    ["\nOne Two Three Four Five", false],
    [". Wait, I misread it. The answer is London.", true],
    ["\nI misread it.\nThe answer is London.", true],
    [". The answer is London.", true],
    [". The river there is long.", false],
  ]);
  assert.equal(names("\nblue", "red"), true);
  assert.equal(names("\nbadly", "red"), false);
  assert.equal(names("\nup", "red"), false);
  assert.equal(names("\nblue", "Red"), false);
});
