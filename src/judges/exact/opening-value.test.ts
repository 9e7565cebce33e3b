import assert from "node:assert/strict";
import { test } from "node:test";
import { openingValue } from "./opening-value.ts";

function table(rows: readonly (readonly [text: string, wanted: string | undefined])[]): void {
  assert.deepEqual(
    rows.map(([text]) => [text, openingValue(text)]),
    rows,
  );
}

test("a value that opens a reply stands where the rest explains it", () =>
  table([
    ["18\n\nShe sold the eggs at the market.", "18"],
    ["18. She sold the eggs at the market.", "18"],
    ["**18**\n\nShe sold the eggs.", "18"],
    ["*18*\nShe sold the eggs.", "18"],
    ["$18!\nShe sold the eggs.", "$18"],
    ["18 dollars\nShe sold the eggs.", "18 dollars"],
    ["18 km/h\nThat speed is the mean of both.", "18 km/h"],
    ["-18\nThe sign is that of the debt.", "-18"],
    ["1, 2, 3\nThese are the roots.", "1, 2, 3"],
    ["(1, 2)\nThe lines cross there.", "(1, 2)"],
    ["{1, 2}\nThe other numbers are too large.", "{1, 2}"],
    ["March 4, 2025\nThe letter was written on a Tuesday.", "March 4, 2025"],
    ["2x + 3\nThe derivative follows by the power rule.", "2x + 3"],
    ["twenty-one\nThe class has grown.", "twenty-one"],
    ["The result is 18.\nShe sold the eggs.", "18"],
    ["So, it's 18.\nShe sold the eggs.", "18"],
    ["About 18.\nShe sold the eggs.", "18"],
    ["= 18\nShe sold the eggs.", "18"],
    ["18\n\n**Explanation:** She sold the eggs.", "18"],
    ["18\n\nReasoning: She sold the eggs.", "18"],
    ["7 marbles\nExplanation: He gave the others away.", "7 marbles"],
    ["18\nShe has 9 * 2 = 18", "18"],
    ["$18\nShe has 9 * 2 = $18.", "$18"],
    ["18\nNot 20, as the ducks eat some.", "18"],
  ]));

test("a reply that opens with a step, an entry, a question or more than a value has none", () =>
  table([
    ["", undefined],
    ["18", undefined],
    ["18.", undefined],
    ["18 eggs are left for sale\nShe sold them.", undefined],
    ["18?\nShe sold the eggs.", undefined],
    ["18:\nShe sold the eggs.", undefined],
    ["- 18\nShe sold the eggs.", undefined],
    ["• 18\nShe sold the eggs.", undefined],
    ["1.\nShe sold the eggs.", undefined],
    ["0.333... (repeating)\nShe sold the eggs.", undefined],
    ["18…\nShe sold the eggs.", undefined],
    ["20 + 6 = 26\nShe sold the eggs.", undefined],
    ["The total is 48.\nTom gets 12 and Ann 36.", undefined],
    ["The total is 48.\nTom counted all of them.", "48"],
    ["1 apple\n2. A pear", undefined],
    ["7\n8) Eight", undefined],
    ["7\nSeven of 8) remain", "7"],
    ["7 marbles\nHe gave the others away.", undefined],
    ["apples\nHe gave the others away.", undefined],
  ]));

test("a reply that goes on to another value has no value that opens it", () =>
  table([
    ["18\nSo 20 it is.", undefined],
    ["18\nThen she buys a hen.", undefined],
    ["18\n= 9 * 2", undefined],
    ["18\nThat makes her rich.", undefined],
    ["18\nThe total is larger.", undefined],
    ["18\nShe moved to Paris.", undefined],
    ["18\nIn the end it is a lot in total.", undefined],
    ["18\nThis is her gain.", undefined],
    ["18\nThis is about right.", "18"],
    ["18\n20", undefined],
    ["18\nShe sold them. 20.", undefined],
    ["18\nShe has 9 * 2 + 2 = 20", undefined],
    ["18\nIt is 9 plus 9, and the price is 20", undefined],
    ["18\nIt is 9 plus 9, and the price is 18", "18"],
    ["(1, 2)\nThe midpoint is (3, 4) there.", undefined],
    [`18\n${"She sold the eggs. ".repeat(220)}`, undefined],
    [`18\n${"She sold the eggs.\n".repeat(15)}`, "18"],
    [`18\n${"She sold the eggs.\n".repeat(16)}`, undefined],
    ["18\n\n\n   \n---\nShe sold the eggs.", "18"],
  ]));
