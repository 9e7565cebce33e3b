import assert from "node:assert/strict";
import { test } from "node:test";
import { normal, stream } from "../../util/random.ts";
import { type FitRow, fitWorld } from "./fit.ts";

const skills: { readonly [model: string]: number } = { a: 1, b: 0.3, c: -0.2, d: -0.8 };
function rowsOf(seed: string, tries: number): FitRow[] {
  const next = stream(seed);
  const rows: FitRow[] = [];
  for (let item = 0; item < 250; item++) {
    const difficulty = 1.2 * normal(next);
    for (const [model, skill] of Object.entries(skills)) {
      const own = 0.8 * normal(next);
      for (let attempt = 0; attempt < tries; attempt++) {
        rows.push({ item: `i${item}`, category: "c", model, passed: skill - difficulty + own + normal(next) > 0 });
      }
    }
  }
  return rows;
}

test("parameters are recovered from simulated outcomes within their standard errors", () => {
  const fit = fitWorld(rowsOf("recover", 5));
  assert.ok(fit.ok);
  const { itemSd, ownSd, skills: found } = fit.parameters;
  for (const { model, estimate, standardError } of found) {
    assert.ok(
      Math.abs(estimate - (skills[model] ?? 0)) < 3 * standardError && standardError < 0.2,
      `${model} ${estimate} ${standardError}`,
    );
  }
  assert.ok(Math.abs(itemSd.estimate - 1.2) < 3 * itemSd.standardError && itemSd.standardError < 0.15, JSON.stringify(itemSd));
  assert.ok(Math.abs(ownSd.estimate - 0.8) < 3 * ownSd.standardError && ownSd.standardError < 0.15, JSON.stringify(ownSd));
  assert.ok(Math.abs(fit.parameters.betweenModels - 1.44 / (1 + 1.44 + 0.64)) < 0.06);
});

test("held-out items are foretold better than by pass rates", () => {
  const fit = fitWorld(rowsOf("held", 3));
  assert.ok(fit.ok);
  assert.ok(fit.heldOut.items > 30);
  assert.ok(fit.heldOut.logLoss < fit.heldOut.baseline.logLoss - 0.02, JSON.stringify(fit.heldOut));
  assert.ok(fit.heldOut.brier < fit.heldOut.baseline.brier);
});

test("single tries leave the own shock untold, and too little data is refused", () => {
  const single = fitWorld(rowsOf("single", 1));
  assert.ok(single.ok);
  assert.equal(single.parameters.ownSd.estimate, 0);
  assert.ok(Number.isNaN(single.parameters.ownSd.standardError));
  const little = fitWorld(rowsOf("little", 1).filter((row) => row.model === "a"));
  assert.ok(!little.ok && little.failure.code === "malformed");
});
