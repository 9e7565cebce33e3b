import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { table, widthOf, wrap } from "./table.ts";

test("a table that fits is as wide as it needs, numbers to the right", () => {
  const columns = [{ title: "name" }, { title: "n", right: true }];
  assert.deepEqual(
    table(
      columns,
      [
        ["a", "10"],
        ["long name", "5"],
      ],
      40,
    ),
    ["name        n", "a          10", "long name   5"],
  );
});

test("spare columns go first, highest number first, and no text of a number is cut", () => {
  const columns = [
    { title: "name" },
    { title: "keep", right: true },
    { title: "calls", right: true, spare: 1 },
    { title: "p50", right: true, spare: 2 },
  ];
  const rows = [["a".repeat(16), "123456", "99999", "1.2 s"]];
  assert.deepEqual(table(columns, rows, 31), [`${"name".padEnd(16)}    keep  calls`, `${"a".repeat(16)}  123456  99999`]);
  assert.deepEqual(table(columns, rows, 30), [`${"name".padEnd(16)}    keep`, `${"a".repeat(16)}  123456`]);
});

test("no line is wider than told, whatever the cells hold", () => {
  const cell = fc.string({ maxLength: 60, unit: "grapheme-ascii" });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, fc.nat({ max: 9999 }).map(String)), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 40, max: 100 }),
      (rows, width) => {
        const lines = table([{ title: "first" }, { title: "words" }, { title: "n", right: true }], rows, width);
        for (const line of lines) assert.ok(widthOf(line) <= width, `${widthOf(line)} > ${width}`);
      },
    ),
    { seed: 3, numRuns: 300 },
  );
});

test("what stands between backticks is not broken where it fits a line, and is where it does not", () => {
  assert.deepEqual(wrap("Once you know: `catallaxy settle run-1`. Then go on.", 30), [
    "Once you know:",
    "`catallaxy settle run-1`. Then",
    "go on.",
  ]);
  assert.deepEqual(wrap("Type `catallaxy settle a-long-name`.", 20), ["Type `catallaxy", "settle a-long-name`."]);
  assert.deepEqual(wrap("A `stray mark and words", 12), ["A `stray", "mark and", "words"]);
});

test("names that would read alike when they are cut keep their ends; others keep their beginnings", () => {
  const columns = [{ title: "topology" }, { title: "n", right: true }];
  const names = ["s-rate-limited-by-epoch-seconds", "s-rate-limited-by-epoch-minutes", "another-quite-long-name-of-one", "short"];
  const lines = table(
    columns,
    names.map((name, index) => [name, String(index)]),
    20,
  );
  assert.deepEqual(lines, [
    "topology           n",
    "s-rate-l…-seconds  0",
    "s-rate-l…-minutes  1",
    "another-quite-lo…  2",
    "short              3",
  ]);
  const wide = table(
    columns,
    [
      ["数学数学数学数学数学数学一", "1"],
      ["数学数学数学数学数学数学二", "2"],
    ],
    19,
  );
  assert.ok(wide.every((line) => widthOf(line) <= 19) && new Set(wide).size === 3, wide.join("\n"));
  assert.match(wide[1] ?? "", /….*一/);
});
