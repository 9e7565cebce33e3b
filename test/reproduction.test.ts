import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allFigures } from "../bench/reproduction/all-figures.ts";
import { nearness } from "../bench/reproduction/figure.ts";
import { reproductionPage } from "../bench/reproduction/page.ts";

const figures = await allFigures();

test("every figure that the recordings can check comes out to its printed digits, or within a wider bound that the page states", () => {
  const wrong = figures
    .filter((figure) => nearness(figure) === "off")
    .map(({ figure, theirs, ours }) => `${figure}: ${theirs} against ${ours}`);
  assert.deepEqual(wrong, []);
  assert.ok(figures.filter((figure) => nearness(figure) === "same").length >= 95);
  assert.ok(figures.every(({ ours }) => Number.isFinite(ours)));
});

test("the page is what the script writes, with the authors' figures and derived ones counted apart", () => {
  const page = readFileSync("docs/reproduction.md", "utf8");
  assert.equal(page, reproductionPage(figures));
  const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| figure") && !line.startsWith("| ---"));
  const by = (source: string): number => rows.filter((line) => line.split(" | ")[2] === source).length;
  assert.match(page, new RegExp(`Published by the authors of the data\\*\\*: ${by("authors")} figures`));
  assert.match(page, new RegExp(`Derived from their rows, not by them\\*\\*: ${by("derived")} figures`));
  // Nothing is called the same that is not so to its digits.
  for (const line of rows.filter((row) => row.endsWith("| yes |"))) {
    const [, theirs, , ours] = line.split(" | ");
    assert.ok(theirs === ours, line);
  }
});

test("on METR's runs another model rescues a failed try twice as often as the same model", () => {
  const ours = (start: string) => figures.find(({ figure }) => figure.startsWith(start))?.ours ?? 0;
  assert.ok(Math.abs(ours("second try of the same model") - 0.107) < 0.001);
  assert.ok(Math.abs(ours("first try of another model") - 0.217) < 0.001);
});
