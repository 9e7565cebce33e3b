import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { table, tableLayout, tables } from "./table.ts";
import { widthOf, wrap } from "./text.ts";

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

test("no figure and no name beside the first column is ever cut: what does not fit stands below its row's name, each after its title", () => {
  const columns = [
    { title: "key", whole: true },
    { title: "model" },
    { title: "member" },
    { title: "trial" },
    { title: "left (UTC)" },
    { title: "held", right: true },
  ];
  const rows = [["a1b2c3d4", "compatible/llama-3.3-70b", "compare-think", "compare-think/fractions-3#2", "2026-01-02 03:04:05", "$0.0123"]];
  assert.deepEqual(table(columns, rows, 80), [
    "key",
    "a1b2c3d4",
    "  model: compatible/llama-3.3-70b · member: compare-think",
    "  trial: compare-think/fractions-3#2 · left (UTC): 2026-01-02 03:04:05",
    "  held: $0.0123",
  ]);
});

test("a heading is broken before a column is left out or a name is cut", () => {
  const columns = [{ title: "topology" }, { title: "pass rate (95%)" }, { title: "calls", right: true, spare: 1 }];
  assert.deepEqual(table(columns, [["a-name-of-16-char", "50% (3 to 7)", "9"]], 38), [
    "                   pass rate",
    "topology           (95%)         calls",
    "a-name-of-16-char  50% (3 to 7)      9",
  ]);
});

test("whatever a table holds, each of its figures is whole at every width that has room for it", () => {
  const figure = fc.tuple(fc.nat({ max: 99_999 }), fc.nat({ max: 99_999 })).map(([a, b]) => `${a} of ${b}`);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom("a", "b", "-") }), figure, figure, figure), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.integer({ min: 40, max: 100 }),
      (rows, width) => {
        const columns = [{ title: "name" }, { title: "passed so far" }, { title: "n", right: true }, { title: "spare", spare: 1 }];
        const { rows: lines, left } = tableLayout(columns, rows, width);
        for (const [r, row] of rows.entries())
          for (const cell of row.slice(1, left.length === 0 ? 4 : 3)) assert.ok(lines[r]?.join("\n").includes(cell), `${cell} at ${width}`);
        assert.ok(lines.flat().every((line) => widthOf(line) <= width));
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});

test("a table in parts repeats the columns that tell its rows apart, and no others", () => {
  const columns = ["judge", "who", "kind"].map((title) => ({ title }));
  const figures = ["passed", "cost"].map((title) => ({ title, right: true }));
  const parts = (rows: readonly (readonly string[])[]) => tables([...columns, ...figures], rows, 24);
  // Two rows of one judge are told apart by who answered; what kind that is tells nothing more.
  assert.deepEqual(
    parts([
      ["exact", "solo", "a", "70.25%", "$0.000125"],
      ["exact", "pair", "a", "80.50%", "$0.000250"],
      ["noisy", "solo", "a", "60.75%", "$0.000125"],
    ]),
    [
      "judge  who   kind",
      "exact  solo  a",
      "exact  pair  a",
      "noisy  solo  a",
      "",
      "judge  who   passed",
      "exact  solo  70.25%",
      "exact  pair  80.50%",
      "noisy  solo  60.75%",
      "",
      "judge  who        cost",
      "exact  solo  $0.000125",
      "exact  pair  $0.000250",
      "noisy  solo  $0.000125",
    ],
  );
  // Where the first tells them apart it is enough, and rows that nothing tells apart repeat it alone.
  const first = (rows: readonly (readonly string[])[]) => parts(rows).filter((line) => line.includes("cost"));
  const row = ["solo", "a", "70.25%", "$0.000125"];
  assert.deepEqual(
    first([
      ["exact", ...row],
      ["noisy", ...row],
    ]),
    ["judge  passed       cost"],
  );
  assert.deepEqual(
    first([
      ["exact", ...row],
      ["exact", ...row],
    ]),
    ["judge  passed       cost"],
  );
});
