import assert from "node:assert/strict";
import { test } from "node:test";
import type { Arm } from "./frontier.ts";
import { hullFigures, regretOf, routerFigures, waterfall } from "./policy-figures.ts";
import { resampledFigures } from "./resampled-figures.ts";
import { costAtQuality } from "./routing-metrics.ts";

const near = (got: number | undefined, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);
const arm = (name: string, quality: readonly number[], cost: readonly number[]): Arm => ({
  name,
  quality: Float64Array.from(quality),
  cost: Float64Array.from(cost),
});
const flat = (name: string, quality: number, cost: number, items = 10): Arm =>
  arm(
    name,
    Array.from({ length: items }, (_, i) => Number(i < quality * items)),
    Array.from({ length: items }, () => cost),
  );

test("cost at equal quality lies on the line between two points of the hull, and is undefined above it", () => {
  const offers = [
    { cost: 1, quality: 0.5 },
    { cost: 2, quality: 0.7 },
    { cost: 4, quality: 0.72 },
    { cost: 10, quality: 0.8 },
  ];
  near(costAtQuality(offers, 0.6), 1.5);
  near(costAtQuality(offers, 0.7), 2);
  // The hull leaves (4, .72) out: from (2, .7) to (10, .8).
  near(costAtQuality(offers, 0.75), 6);
  near(costAtQuality(offers, 0.4), 1);
  assert.equal(costAtQuality(offers, 0.81), undefined);
});

test("AIQ is the mean height of the hull over the single members' range of cost, and its gain is beside theirs", () => {
  const singles = [flat("a", 0.5, 1), flat("b", 0.8, 5)];
  const policy = [flat("v", 0.9, 3)];
  const { aiq, aiqOfSingles, aiqGain, costAtEqual, shareAtEqual } = hullFigures(policy, singles, singles[1] as Arm, "1");
  // Singles: a straight line from .5 to .8. The policy: .5 to .9 on [1, 3], then flat to 5.
  near(aiqOfSingles?.value, 0.65);
  near(aiq?.value, (2 * 0.7 + 2 * 0.9) / 4);
  near(aiqGain?.value, 0.15);
  // .8 is three quarters of the way from (1, .5) to (3, .9).
  near(costAtEqual?.value, 2.5);
  near(shareAtEqual?.value, 0.5);
  assert.ok((aiqGain?.interval?.[0] ?? 1) <= 0.15 && (aiqGain?.interval?.[1] ?? 0) >= 0.15);
});

test("where all members cost the same there is no AIQ, and a quality that is not reached has no cost", () => {
  const figures = hullFigures([flat("v", 0.6, 2)], [flat("a", 0.5, 1), flat("b", 0.8, 1)], flat("b", 0.8, 1), "1");
  assert.deepEqual(Object.keys(figures), []);
});

test("APGR and CPT agree with the published definitions on a curve worked out by hand", () => {
  // The curve of statistics on routing: shares 0, .25, .5, .75, 1; rates .638, .76, .82, .85, .857.
  const rates = [0.638, 0.76, 0.82, 0.85, 0.857];
  const items = Array.from({ length: 4 }, () => ({ strong: [0, 0.25, 0.5, 0.75, 1], passed: rates }));
  const { apgr, cpt50, cpt80 } = routerFigures(items, "1");
  near(apgr?.value, 0.71404, 5e-6);
  near(cpt50?.value, 0.22439, 5e-6);
  near(cpt80?.value, 0.47167, 5e-6);
  // Items that are all alike leave nothing to chance.
  near(apgr?.interval?.[0], apgr?.value ?? 0);
});

test("a router by chance has an APGR of one half, and none is defined where the strong member passes no more", () => {
  const line = { strong: [0, 0.5, 1], passed: [0, 0.5, 1] };
  const { apgr, cpt50, cpt80 } = routerFigures([line, line, { strong: [0, 0.5, 1], passed: [1, 1, 1] }], "1");
  near(apgr?.value, 0.5);
  near(cpt50?.value, 0.5);
  near(cpt80?.value, 0.8);
  assert.deepEqual(routerFigures([{ strong: [0, 1], passed: [1, 1] }], "1"), {});
});

test("regret is what the best fixed member and each item's best bring more", () => {
  const a = arm("a", [1, 0, 0, 1], [1, 1, 1, 1]);
  const b = arm("b", [1, 1, 0, 1], [4, 4, 4, 4]);
  const policy = arm("policy", [1, 1, 0, 0], [1, 5, 5, 1]);
  const oracle = arm("oracle", [1, 1, 0, 1], [1, 4, 0, 1]);
  // At 10: a 5 - 1 = 4, b 7.5 - 4 = 3.5, the policy 5 - 3 = 2, the oracle 7.5 - 1.5 = 6.
  const { fixed, oracle: beside } = regretOf(policy, [a, b], oracle, 10, "1");
  near(fixed.value, 2);
  near(beside.value, 4);
  // At 20: a 9, b 11, the policy 7, the oracle 13.5.
  near(regretOf(policy, [a, b], oracle, 20, "1").fixed.value, 4);
  near(regretOf(policy, [a, b], oracle, 20, "1").oracle.value, 6.5);
});

test("the steps of a waterfall close the whole gap between them, some of them backwards", () => {
  const steps = waterfall(
    [arm("single", [0, 1], [1, 1]), arm("one", [1, 1], [2, 2]), arm("two", [1, 1], [3, 3]), arm("oracle", [1, 1], [1, 1])],
    10,
  );
  // Nets: 4, 8, 7, 9; the gap is 5.
  assert.deepEqual(
    steps.map(({ name, net, added, share }) => [name, net, added, share]),
    [
      ["one", 8, 4, 0.8],
      ["two", 7, -1, -0.2],
      ["oracle", 9, 2, 0.4],
    ],
  );
  assert.equal(waterfall([arm("a", [1], [1]), arm("b", [1], [1])], 10)[0]?.share, undefined);
});

test("an interval by resampling a mean is close to the normal one, and a figure that is often undefined has none", () => {
  const values = Float64Array.from({ length: 400 }, (_, i) => i % 2);
  const [whole, rare] = resampledFigures([values], ([m = 0]) => [m, m < 0.5 ? undefined : m], "1");
  // .5 +- 1.96 x .5 / 20
  near(whole?.interval?.[0], 0.451, 0.006);
  near(whole?.interval?.[1], 0.549, 0.006);
  assert.equal(rare?.value, 0.5);
  assert.equal(rare?.interval, undefined);
  assert.deepEqual(
    resampledFigures([Float64Array.of(1, 2)], () => [undefined], "1"),
    [undefined],
  );
});
