import assert from "node:assert/strict";
import { test } from "node:test";
import { comparison } from "./kind.ts";
import { exactOptions } from "./settings.ts";
import { text } from "./text.ts";

const compare = comparison(text);
const settings = exactOptions.parse({ kind: "exact", answer: "x" });
const bySigns = exactOptions.parse({ kind: "exact", answer: "x", caseSensitive: true });

type Row = readonly [answer: string, key: string, wanted: boolean];
function table(rows: readonly Row[], how = settings): void {
  assert.deepEqual(
    rows.map(([answer, key]) => [answer, key, compare(answer, [key], how).some(Boolean)]),
    rows,
  );
}

test("a verdict in any words is that of the key, and no other word is one", () => {
  const rows: Row[] = [
    ["that's not true", "false", true],
    ["That's Not True", "False", true],
    ["it is correct", "true", true],
    ["the statement is wrong", "false", true],
    ["yes indeed", "yes", true],
    ["Certainly not", "No", true],
    ["yes", "true", true],
    ["no", "false", true],
    ["true", "yes", false],
    ["false", "no", false],
    ["true", "false", false],
    ["yes", "no", false],
    ["the argument is valid", "valid", true],
    ["the argument is not valid", "invalid", true],
    ["the argument is valid", "true", false],
    ["correct", "right", false],
    ["that's not true", "wrong", false],
    ["valid", "yes", false],
    ["yes", "valid", false],
  ];
  table(rows);
  table([...rows.slice(0, 1), ["That's Not True", "False", true], ["Certainly not", "No", true], ["paris", "Paris", false]], bySigns);
});

test("a symbol and its word are two names of one thing; a contrast, a remark and a verdict are none", () => {
  table([
    ["O2 (oxygen)", "oxygen", true],
    ["O2 (oxygen)", "O2", true],
    ["oxygen (O2)", "oxygen", true],
    ["oxygen (O2)", "O2", true],
    ["Oxygen (O₂).", "oxygen", true],
    ["**O2** (oxygen)", "oxygen", true],
    ["oxygen (O_2)", "O2", true],
    ["oxygen ( O2 )", "O2", true],
    ["United Nations (UN)", "UN", true],
    ["UN (United Nations)", "United Nations", true],
    ["U.N. (United Nations)", "United Nations", true],
    ["UN (not the United Nations)", "UN", false],
    ["UN (formerly the League)", "UN", false],
    ["one two three four five six (OTTF)", "OTTF", true],
    ["one two three four five six seven (OTTF)", "OTTF", false],
    ["yes (Y)", "Y", false],
    ["Paris (Lyon)", "Lyon", false],
    ["apples (pears)", "apples", false],
  ]);
});

test("how a list is joined, an article and blanks at signs make no difference; a word more or less does", () => {
  table([
    ["red, green, and blue", "red, green, blue", true],
    ["red, green and blue", "red, green, blue", true],
    ["red, green & blue", "red, green, blue", true],
    ["red and green", "red, green", true],
    ["red & green.", "red and green", true],
    ["red, green", "red, green, blue", false],
    ["red or green", "red, green", false],
    ["the cat", "cat", true],
    ["a cat", "cat", false],
    ["a 3rd", "third", true],
    ["on a Monday", "Monday", true],
    ["3 : 4", "3:4", true],
    ["the ratio of 3 to 4", "3:4", true],
    ["3 to 4", "3:4", true],
    ["3 to 5", "3:4", false],
    ["O( n log n )", "O(n log n)", true],
    ["\\log n", "log n", true],
    ["infinity", "∞", true],
    ["carbon dioxide (CO2)", "CO2", true],
    ["", "cat", false],
    ["...", "cat", false],
    ["`__init__`", "__init__", true],
    ["`__init__`", "init", false],
  ]);
  assert.deepEqual(text.readings("...", settings), []);
});
