import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { fitStatements, type JudgedStatement } from "./statements.ts";

/** Members who pass one task in two, said to be likelier than not where they will, as often as `says`. */
function planted(n: number, says: number, seed: string): JudgedStatement[] {
  const next = stream(seed);
  return Array.from({ length: n }, (_, i) => {
    const passed = next() < 0.5;
    const high = next() < says ? passed : !passed;
    return { member: i % 2, chance: 0.5, passed, p: high ? 0.9 : 0.6, tokens: 100 };
  });
}

test("a statement that is right four times in five moves an even chance to what Bayes says, from either side", () => {
  const { given, without } = fitStatements(planted(4000, 0.8, "informative"), 2);
  for (const member of [0, 1]) {
    assert.ok(Math.abs(given(member, 0.5, { p: 0.9, tokens: 100 }) - 0.8) < 0.03, `${given(member, 0.5, { p: 0.9 })}`);
    assert.ok(Math.abs(given(member, 0.5, { p: 0.6, tokens: 100 }) - 0.2) < 0.03);
    assert.ok(Math.abs(without(member, 0.5) - 0.5) < 0.03);
  }
  // Odds of nine to one, made four times longer: 36 of 37.
  assert.ok(Math.abs(given(0, 0.9, { p: 0.9, tokens: 100 }) - 36 / 37) < 0.01);
});

test("statements that say nothing leave the chance where it is", () => {
  const { given } = fitStatements(planted(4000, 0.5, "noise"), 2);
  for (const p of [0.9, 0.6]) assert.ok(Math.abs(given(0, 0.7, { p, tokens: 100 }) - 0.7) < 0.04, `${given(0, 0.7, { p })}`);
});

test("that nothing was stated is a feature of its own, and stated tokens are one", () => {
  const next = stream("silent");
  // Whoever states nothing passes one in five; who states passes four in five, or one in ten where it wants many tokens.
  const known = Array.from({ length: 4000 }, (): JudgedStatement => {
    const silent = next() < 0.5;
    if (silent) return { member: 0, chance: 0.5, passed: next() < 0.2 };
    const long = next() < 0.2;
    return { member: 0, chance: 0.5, p: 0.8, tokens: long ? 5000 : 50, passed: next() < (long ? 0.1 : 0.8) };
  });
  const { given } = fitStatements(known, 1);
  assert.ok(Math.abs(given(0, 0.5, {}) - 0.2) < 0.03, `${given(0, 0.5, {})}`);
  assert.ok(Math.abs(given(0, 0.5, { p: 0.8, tokens: 5000 }) - 0.1) < 0.03);
  assert.ok(Math.abs(given(0, 0.5, { p: 0.8, tokens: 50 }) - 0.8) < 0.03);
});

test("nothing is made of fewer than twenty statements, and outcomes that are all alike leave no certainty", () => {
  const { given, without } = fitStatements(planted(19, 1, "few"), 2);
  assert.deepEqual([given(0, 0.3, { p: 0.9 }), without(1, 0.4), given(0, 1, {})], [0.3, 0.4, 1]);
  const alike = fitStatements(
    planted(30, 1, "alike").map((one) => ({ ...one, passed: true })),
    2,
  );
  const high = alike.without(0, 0.5);
  // One level with a deviation of 1 beside 30 passes: never above what 30 passes of 30 give by the rule of succession.
  assert.ok(high > 0.8 && high < 31 / 32, `${high}`);
});
