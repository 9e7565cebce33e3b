import assert from "node:assert/strict";
import { test } from "node:test";
import { base } from "./base.ts";
import { choice } from "./choice.ts";
import { set, table, tuple } from "./collection.ts";
import { date } from "./date.ts";
import { equation, expression } from "./expression.ts";
import { interval } from "./interval.ts";
import { comparison, type Kind } from "./kind.ts";
import { money, number, unit } from "./quantity.ts";
import { readSpan } from "./read-span.ts";
import { exactOptions } from "./settings.ts";
import { text } from "./text.ts";

const settings = exactOptions.parse({ kind: "exact", answer: "x" });
const compare = comparison(text);
const span = { at: 0, firm: true, level: "marker", denied: false, lead: "", behind: "" } as const;

/** Whether each reading of one text equals the reading of the other at its place, and as many are read. */
function isSame<T>(kind: Kind<T>, one: string, other: string): boolean {
  const [left, right] = [kind.readings(one, settings), kind.readings(other, settings)];
  return left.length === right.length && left.every((each, at) => kind.matches(each, right[at] as T, settings));
}

/** Each says one thing of its kind. */
const spans: readonly (readonly [name: string, kind: Kind<unknown>, spans: readonly string[]])[] = [
  [
    "date",
    date,
    [
      "2025-03-04",
      "4. März 2025",
      "14:30",
      "2:30 pm",
      "noon",
      "March 4th, 2025 at 2:30 pm",
      "2025-03-04T14:30Z",
      "14 Uhr 30",
      "sept 4, 2025",
      "2025年3月4日",
    ],
  ],
  [
    "interval",
    interval,
    [
      "(1, 2]",
      "[1, 2] or [3, 4]",
      "(-oo, 1) U (2, oo)",
      "x > 5",
      "1 < x <= 2",
      "|x| >= 5",
      "at least 5",
      "]1, 2[",
      "x > 2 and x <= 5",
      "(-oo, 3)",
      "x <= 5 or x > 7",
    ],
  ],
  ["base", base, ["0x1f", "1011_2", "1011 in binary", "base 2: 1011", "1fh", "0x1f = 31", "17 in base eight"]],
  ["tuple", tuple, ["(1, 2)", "1, 2, 3", "[1, 2]", "x = 1, y = 2", "1 and 2", "(1, 2)\n"]],
  ["set", set, ["{1, 2}", "1, 2, 3", "empty set", "1 and 2", "{a, b}", "apples, pears"]],
  ["table", table, ["1 2\n3 4", "1, 2\n3, 4", "[[1, 2], [3, 4]]", "| 1 | 2 |\n| 3 | 4 |"]],
  [
    "number",
    number,
    [
      "18",
      "1/2",
      "50%",
      "three quarters",
      "1 1/2",
      "5 million",
      "2 dozen",
      "about 18",
      "x = 18",
      "18 (mod 20)",
      "9 * 2 = 18",
      "18 or 20",
      "half a dozen",
    ],
  ],
  ["unit", unit, ["5 km", "3 hours", "2 feet 3 inches", "60 km/h", "45 degrees"]],
  ["money", money, ["$18", "18 dollars", "18.50 euros", "$5 million", "75 cents", "18 usd"]],
  ["expression", expression, ["2x + 3", "x^2", "\\frac{x}{2}", "sqrt(x)"]],
  ["equation", equation, ["y = 2x + 3", "x^2 + y^2 = 1"]],
  ["text", text, ["apples", "the blue whale", "Paris, France", "yes"]],
  ["choice", choice, ["B", "(C)", "A and C", "option D", "Answer B"]],
];

test("white space around a value says nothing", () => {
  for (const [name, kind, values] of spans)
    for (const value of values) {
      assert.ok(kind.readings(value, settings).length > 0, `${name}: ${value}`);
      for (const padded of [` ${value}`, `${value} `, `  ${value}  `, `\t${value}\t`, `\n${value}\n`, `${value}\n\n`])
        assert.ok(isSame(kind, value, padded), `${name}: ${JSON.stringify(padded)}`);
    }
});

test("capitals say nothing in words, months and bases", () => {
  for (const [name, kind, values] of spans.filter(([each]) => !["expression", "equation", "choice", "unit", "tuple"].includes(each)))
    for (const value of values)
      for (const written of [
        value.replace(/\p{L}{2,}/gu, (word) => word.toUpperCase()),
        value.replace(/(?<![\p{L}\d])\p{L}(?=\p{L})/gu, (letter) => letter.toUpperCase()),
      ])
        assert.ok(isSame(kind, value, written), `${name}: ${written}`);
});

test("blanks before a verdict in a sentence say nothing", () => {
  for (const [said, key] of [
    ["I would say false.", "false"],
    ["I think it's true", "true"],
  ] as const) {
    const read = (written: string) => readSpan({ ...span, text: written }, "text", settings, (piece) => compare(piece, [key], settings));
    for (const written of [said, `  ${said}`, `\t${said}`]) assert.deepEqual(read(written)?.outcomes, [true], JSON.stringify(written));
  }
});
