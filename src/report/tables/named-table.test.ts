import assert from "node:assert/strict";
import { test } from "node:test";
import { agreement, type NamedFigures, namedTable } from "./named-table.ts";

const figures: NamedFigures = {
  kind: "named",
  title: "Two against one",
  simulated: true,
  baseline: "one",
  rows: [
    { arm: "one", passRate: 0.5, passRateCi: [0.4, 0.6], perTask: 0.01, tokens: 1234.4, calls: 1, difference: null, ci: null },
    { arm: "two", passRate: 0.625, passRateCi: null, perTask: null, tokens: null, calls: 2.25, difference: 0.125, ci: [0.05, 0.2] },
  ],
  claims: [
    { published: "two pass more (a paper).", sign: 1, a: "two", b: "one", difference: 0.125, ci: [0.05, 0.2] },
    { published: "three pass more (a paper).", sign: 1, a: "three", b: "one", difference: null, ci: null },
  ],
  notes: ["A line."],
  construction: "a setting.",
};

test("each arm stands beside the baseline, each published figure beside ours, and a simulated effect says where it comes from", () => {
  const { title, rows, notes } = namedTable(figures);
  assert.equal(title, "Two against one  [SIMULATED]");
  assert.deepEqual(rows, [
    ["one", "50.0% (40 to 60)", "$0.0100", "1,234", "1.0", "-"],
    ["two", "62.5%", "-", "-", "2.3", "+12.5 (+5.0 to +20.0)"],
  ]);
  assert.deepEqual(notes, [
    "Published: two pass more (a paper). Ours, simulated: two +12.5 (+5.0 to +20.0) points beside one: the same sign.",
    "Published: three pass more (a paper). Ours, simulated: not run.",
    "A line.",
    "By construction: a setting.",
  ]);
  const live = namedTable({ ...figures, simulated: false });
  assert.equal(live.title, "Two against one");
  assert.ok(live.notes.every((note) => !/simulated|By construction/.test(note)));
});

test("a sign agrees where the interval leaves no other, and what it cannot tell is said", () => {
  const read = (sign: -1 | 0 | 1 | null, difference: number, ci: readonly [number, number] | null) => agreement({ sign, difference, ci });
  assert.equal(read(1, 0.1, [0.02, 0.2]), "the same sign");
  assert.equal(read(-1, 0.1, [0.02, 0.2]), "the opposite sign");
  assert.equal(read(-1, -0.1, [-0.2, -0.01]), "the same sign");
  assert.equal(read(1, 0.1, [-0.02, 0.2]), "these tasks cannot tell it from none");
  assert.equal(read(1, 0, [0, 0]), "no difference");
  assert.equal(read(1, 0.1, null), "these tasks cannot tell it from none");
  assert.equal(read(0, 0.1, [-0.02, 0.2]), "none was published; these tasks cannot tell whether there is one");
  assert.equal(read(0, -0.025, [-0.093, 0.043]), "none was published; these tasks cannot tell whether there is one");
  assert.equal(read(0, 0, null), "none was published; these tasks cannot tell whether there is one");
  assert.equal(read(0, 0, [0, 0]), "no difference, as published");
  assert.equal(read(null, 0.1, [0.02, 0.2]), "no published figure to agree with");
  assert.equal(read(0, 0.1, [0.02, 0.2]), "a difference is shown where none was published");
});

test("a difference is starred where its raised p and its interval show it, in both columns, and the legend names the family", () => {
  const [one, two] = figures.rows as [NamedFigures["rows"][number], NamedFigures["rows"][number]];
  const equal = { difference: 0.1, ci: [0.01, 0.19] as const, short: true, p: 0.01 };
  const stars = (p: number, ci: readonly [number, number]): string[] | undefined =>
    namedTable({ ...figures, equal: "tokens", rows: [one, { ...two, ci, p, equal }], family: "all of both columns" }).rows[1]?.slice(5);
  assert.deepEqual(stars(0.04, [0.05, 0.2]), ["+12.5 (+5.0 to +20.0) *", "+10.0 (+1.0 to +19.0) * †"]);
  // Its own interval leaves zero out; raised for many, its p does not show it.
  assert.deepEqual(stars(0.06, [0.05, 0.2])?.[0], "+12.5 (+5.0 to +20.0)");
  assert.deepEqual(stars(0.04, [-0.01, 0.26])?.[0], "+12.5 (-1.0 to +26.0)");
  const [legend = ""] = namedTable({ ...figures, family: "all of both columns" }).notes;
  assert.match(
    legend,
    /^\* shown: p below \.05, by Holm over all of both columns\..* Signs beside published figures: by each one's own interval\.$/,
  );
  assert.ok(!(namedTable(figures).notes[0] ?? "").startsWith("*"));
});
