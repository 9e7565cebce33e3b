import assert from "node:assert/strict";
import { test } from "node:test";
import { factorialContrasts } from "./factorial-contrasts.ts";
import { mostFactors, twoLevelDesign } from "./two-level-design.ts";

const effects = (rows: readonly (readonly number[])[], outcomes: readonly number[]): number[] =>
  (factorialContrasts(rows) ?? []).map(({ weights }) => weights.reduce((sum, weight, run) => sum + weight * (outcomes[run] as number), 0));

const near = (found: readonly number[], wanted: readonly number[]): void => {
  assert.equal(found.length, wanted.length);
  for (const [at, value] of found.entries()) assert.ok(Math.abs(value - (wanted[at] as number)) < 1e-9, `${at}: ${value}`);
};

test("effects of a whole two-level design are those of the pilot plant of Box, Hunter and Hunter: T 23, C -5, K 1.5, left out with the other sign", () => {
  // Standard order: temperature changes fastest.
  const rows = Array.from({ length: 8 }, (_, run) => [0, 1, 2].map((at) => ((run >> at) & 1 ? 1 : -1)));
  near(effects(rows, [60, 72, 54, 68, 52, 83, 45, 80]), [-23, 5, -1.5]);
});

test("four factors take eight runs with D = ABC: what the first alone does is told apart from any pair, and pairs are mixed in twos", () => {
  const { rows, resolution, made } = twoLevelDesign(4);
  assert.deepEqual([rows.length, resolution, made], [8, 4, "generators"]);
  for (const [a, b, c, d] of rows as [number, number, number, number][]) assert.equal(d, a * b * c);
  // y = 10 + 3a - 2b + 4ab: from +1 to -1 a loses 6 and b gains 4; ab, which equals cd, is in no single effect.
  near(
    effects(
      rows,
      rows.map(([a = 0, b = 0]) => 10 + 3 * a - 2 * b + 4 * a * b),
    ),
    [-6, 4, 0, 0],
  );
});

test("five factors take sixteen runs of resolution V: the fifth is the product of the other four", () => {
  const { rows, resolution } = twoLevelDesign(5);
  assert.deepEqual([rows.length, resolution], [16, 5]);
  for (const row of rows)
    assert.equal(
      row.reduce((product, level) => product * level, 1),
      1,
    );
});

test("every design begins with all factors, is balanced and orthogonal, and mixes no single effect with one of two factors", () => {
  for (let factors = 1; factors <= mostFactors; factors++) {
    const { rows, resolution } = twoLevelDesign(factors);
    assert.ok(rows[0]?.every((level) => level === 1) === true && resolution >= 4);
    assert.equal(new Set(rows.map((row) => row.join())).size, rows.length);
    for (let a = 0; a < factors; a++) {
      assert.equal(
        rows.reduce((sum, row) => sum + (row[a] as number), 0),
        0,
        `${factors}`,
      );
      for (let b = 0; b < a; b++)
        assert.equal(
          rows.reduce((sum, row) => sum + (row[a] as number) * (row[b] as number), 0),
          0,
          `${factors}`,
        );
    }
    assert.deepEqual(
      factorialContrasts(rows)?.flatMap(({ mixed }) => mixed),
      [],
    );
  }
  // Runs: twice the least Hadamard order of so many columns, or every combination.
  assert.deepEqual(
    [1, 2, 3, 4, 5, 8, 9, 12, 13, 20, 24].map((factors) => twoLevelDesign(factors).rows.length),
    [2, 4, 8, 8, 16, 16, 24, 24, 32, 40, 48],
  );
});

test("where a run is missing, effects are those of least squares, and what they are mixed with is said", () => {
  // Of two factors without the run that has neither: a's effect is that beside b, so all of the joint effect stands in it.
  const rows = [
    [1, 1],
    [-1, 1],
    [1, -1],
  ];
  near(effects(rows, [0.9, 0.4, 0.7]), [-0.5, -0.2]);
  const [first] = factorialContrasts(rows) ?? [];
  assert.deepEqual(
    first?.mixed.map(({ pair }) => pair),
    [[0, 1]],
  );
  assert.ok(Math.abs((first?.mixed[0]?.share ?? 0) + 1) < 1e-9);
  assert.equal(
    factorialContrasts([
      [1, 1],
      [-1, -1],
    ]),
    undefined,
  );
});

test("of three factors without three of their runs each effect is mixed with pairs, the largest share first, as R's solve has them", () => {
  const rows = [
    [1, 1, 1],
    [-1, 1, 1],
    [1, -1, 1],
    [1, 1, -1],
    [-1, 1, -1],
  ];
  const found = factorialContrasts(rows) ?? [];
  // -2 * solve(t(D) %*% D) %*% t(D), rows 2 to 4, and half their sums over products of columns.
  const weights = [
    [-0.5, 0.5, 0, -0.5, 0.5],
    [-0.75, -0.25, 1, -0.25, 0.25],
    [-0.5, -0.5, 0, 0.5, 0.5],
  ];
  for (const [at, contrast] of found.entries()) near(contrast.weights, weights[at] ?? []);
  const shares = found.map(({ mixed }) => mixed.map(({ pair, share }) => `${pair.join()} ${Math.round(share * 1e9) / 1e9}`));
  assert.deepEqual([shares[0], shares[2]], [["0,1 -1"], ["1,2 -1"]]);
  assert.deepEqual([shares[1]?.slice(0, 2).sort(), shares[1]?.slice(2)], [["0,1 -1", "1,2 -1"], ["0,2 0.5"]]);
  // lm(c(1, 4, 2, 7, 3) ~ rows), times -2.
  near(effects(rows, [1, 4, 2, 7, 3]), [-0.5, -0.75, 2.5]);
  assert.deepEqual(factorialContrasts([]), []);
});

test("no design is made for no factor, or for more than it is for", () => {
  for (const factors of [0, 1.5, mostFactors + 1]) assert.throws(() => twoLevelDesign(factors), /Wanted 1 to 24 factors/);
});
