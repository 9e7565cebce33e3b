import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fitRidge, type RidgeFit } from "./ridge.ts";

interface Fit {
  readonly coefficients: readonly number[];
  readonly covariance: readonly number[];
}
// Made by test/golden/valuation.R with glm and optim.
const golden = JSON.parse(readFileSync(new URL("../../test/golden/valuation.json", import.meta.url), "utf8")) as {
  readonly x: readonly number[];
  readonly share: readonly number[];
  readonly weight: readonly number[];
  readonly ridge: Fit;
  readonly glm: Fit;
};
const items = golden.x.length / 3;
const rows = Array.from({ length: items }, (_, i) => Float64Array.from(golden.x.slice(3 * i, 3 * i + 3)));
const blocks = [0, 1, 2].map((m) => ({
  rows,
  weights: golden.weight.slice(m * items, (m + 1) * items),
  shares: golden.share.slice(m * items, (m + 1) * items),
}));

function assertNear(got: Iterable<number>, wanted: readonly number[], within: number): void {
  const list = [...got];
  assert.equal(list.length, wanted.length);
  for (const [i, value] of wanted.entries())
    assert.ok(Math.abs((list[i] ?? Number.NaN) - value) < within, `${i}: ${list[i]} against ${value}`);
}
const covarianceOf = (fit: RidgeFit): number[] => (fit.covariance[0] ?? []).flatMap((row) => [...row]);

test("shared and own coefficients and their covariance are where R's optim finds the optimum of the same objective", () => {
  const fit = fitRidge(blocks, 3, { shared: 0.7, level: 1.5, own: 3 });
  assertNear([...fit.shared, ...fit.own.flatMap((own) => [...own])], golden.ridge.coefficients, 1e-5);
  assertNear(covarianceOf(fit), golden.ridge.covariance, 1e-5);
});

test("with members held alike and shared coefficients free it is R's glm, standard errors too", () => {
  const fit = fitRidge(blocks, 3, { shared: 1e-9, level: 1e9, own: 1e9 });
  assertNear(fit.shared, golden.glm.coefficients, 1e-6);
  assertNear(covarianceOf(fit), golden.glm.covariance, 1e-6);
});

test("outcomes that are all alike leave finite coefficients", () => {
  const fit = fitRidge([{ rows, weights: rows.map(() => 1), shares: rows.map(() => 1) }], 3, { shared: 1, level: 1, own: 1 });
  assert.ok([...fit.shared, ...(fit.own[0] ?? [])].every(Number.isFinite));
});
