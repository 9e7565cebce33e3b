import assert from "node:assert/strict";
import { test } from "node:test";
import { clopperPearson, midP, wilson } from "./proportions.ts";

test("an interval of a rate begins at 0 where nothing passed, ends at 1 where all did, and is all of it where nothing was tried", () => {
  for (const interval of [wilson, clopperPearson, midP]) {
    assert.deepEqual(interval(0, 0), [0, 1]);
    for (let n = 1; n <= 60; n++) {
      assert.equal(interval(0, n)[0], 0, `0 of ${n}`);
      assert.equal(interval(n, n)[1], 1, `${n} of ${n}`);
      // Mirrored, failures are passes.
      assert.ok(Math.abs(interval(0, n)[1] + interval(n, n)[0] - 1) < 1e-9, `${n}`);
    }
  }
});

test("mid-P intervals are R's roots of half the chance of the count and the chance beyond it", () => {
  // uniroot over (pbinom(x - 1, n, p, lower = FALSE) + pbinom(x, n, p, lower = FALSE)) / 2.
  const rows = [
    { passes: 0, n: 7, level: 0.95, wanted: [0, 0.348163655131161] },
    { passes: 7, n: 7, level: 0.9, wanted: [0.719685673001152, 1] },
    { passes: 3, n: 9, level: 0.95, wanted: [0.0926859021077851, 0.667587494703451] },
  ];
  for (const { passes, n, level, wanted } of rows)
    for (const [side, end] of midP(passes, n, level).entries())
      assert.ok(Math.abs(end - (wanted[side] ?? 2)) < 1e-9, `${passes} of ${n}: ${end} against ${wanted[side]}`);
});
