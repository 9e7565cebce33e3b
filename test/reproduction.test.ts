import assert from "node:assert/strict";
import { test } from "node:test";
import { allFigures } from "../bench/reproduction/all-figures.ts";
import { agrees } from "../bench/reproduction/figure.ts";

const figures = await allFigures();

test("every published figure that the recordings can check comes out to the digits that were published", () => {
  const wrong = figures
    .filter((figure) => agrees(figure) === false)
    .map(({ figure, theirs, ours }) => `${figure}: ${theirs} against ${ours}`);
  assert.deepEqual(wrong, []);
  assert.ok(figures.filter((figure) => agrees(figure) === true).length >= 95);
  assert.ok(figures.every(({ ours }) => Number.isFinite(ours)));
});

test("on METR's runs another model rescues a failed try twice as often as the same model", () => {
  const ours = (start: string) => figures.find(({ figure }) => figure.startsWith(start))?.ours ?? 0;
  assert.ok(Math.abs(ours("second try of the same model") - 0.107) < 0.001);
  assert.ok(Math.abs(ours("first try of another model") - 0.217) < 0.001);
});
