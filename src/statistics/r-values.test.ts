import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { costDifference, decidingTask, tailIndex, tailOf, uneven } from "./cost-difference.ts";
import { bet, bettingEValue, ConfidenceSequence, noBet } from "./e-values.ts";
import { differenceInterval } from "./intervals.ts";
import { correctedRate } from "./judge-corrected.ts";
import { reachOf } from "./lead.ts";
import { netDifference } from "./net-value.ts";
import { detectable, detectableExactly, detectablePairs, pairsFor, tasksFor } from "./power.ts";
import type { Interval } from "./proportions.ts";
import { expectedRegret } from "./regret.ts";
import { signFlip } from "./sign-flip.ts";
import { skewedMeanInterval, skewedMeanP } from "./skewed-mean.ts";
import { type Observation, type VarianceExplained, varianceExplained } from "./variance-explained.ts";

interface Golden {
  readonly detectables: readonly { sd: number; n: number; alpha: number; power: number; found: number }[];
  readonly wanted: readonly { sd: number; delta: number; alpha: number; power: number; n: number }[];
  readonly pairs: readonly {
    discordance: number;
    delta: number;
    alpha: number;
    power: number;
    tasks: number;
    n: number;
    smallest: number;
  }[];
  readonly exacts: readonly {
    rate: number;
    discordance: number;
    side: 1 | -1;
    n: number;
    alpha: number;
    power: number;
    delta: number | null;
  }[];
  readonly signs: readonly { d: number[]; p: number }[];
  readonly grids: readonly { sizes: number[]; parts: number; positive: number; p: number }[];
  readonly wide: { readonly p: number };
  readonly draws: { readonly d: number[]; readonly p: number };
  readonly limit: readonly { n: number; p: number }[];
  readonly tails: readonly { costs: number[]; tail: number; uneven: boolean; index: number }[];
  readonly turned: readonly { name: string; costs: number[]; uneven: boolean }[];
  readonly corrected: readonly { judged: number[]; labels: number[]; level: number; rate: number; ci: Interval }[];
  readonly compared: readonly { a: number[]; b: number[]; level: number; bar?: number; p?: number; interval?: Interval; why?: string }[];
  readonly halls: readonly { values: number[]; ci: Interval; ps: number[] }[];
  readonly sequences: readonly {
    d: number[];
    bold: number;
    bolder: number;
    margin: number;
    less: number;
    ci: Interval;
    coarse: Interval;
  }[];
  readonly explained: { readonly rows: readonly Observation[] } & VarianceExplained;
  readonly cells: readonly { d: number[]; repetitions: number; level: number; ci: Interval }[];
  readonly reaches: readonly { tasks: number; alpha: number; reach: number }[];
  readonly regrets: readonly { behind: number[]; error: number[]; sure: number; regret: number }[];
}
// Made by test/golden/pins.R with base R, from the definitions.
const golden = JSON.parse(readFileSync(new URL("../../test/golden/pins.json", import.meta.url), "utf8")) as Golden;

function near(got: number | undefined, wanted: number, what: string, within = 1e-9): void {
  const reach = within * Math.max(1, Math.abs(wanted));
  assert.ok(got === wanted || Math.abs((got ?? Number.NaN) - wanted) <= reach, `${what}: ${got} against ${wanted}`);
}
function nearBoth(got: Interval | undefined, wanted: Interval, what: string, within = 1e-9): void {
  near(got?.[0], wanted[0], `${what}, low`, within);
  near(got?.[1], wanted[1], `${what}, high`, within);
}

test("detectable differences and tasks wanted are R's, at any level and power", () => {
  for (const { sd, n, found, ...terms } of golden.detectables) near(detectable(sd, n, terms), found, `detectable by ${n}`, 1e-7);
  for (const { sd, delta, n, ...terms } of golden.wanted) assert.equal(tasksFor(sd, delta, terms), n, `wanted for ${delta}`);
  for (const { discordance, delta, tasks, n, smallest, ...terms } of golden.pairs) {
    assert.equal(pairsFor(discordance, delta, terms), tasks);
    near(detectablePairs(discordance, n, terms), smallest, `smallest of ${n} pairs`, 1e-8);
  }
  assert.equal(tasksFor(0, 0.5), 2);
  assert.deepEqual([detectable(1, 1), detectable(0, 9), detectablePairs(0, 99), detectablePairs(0.3, 7)], Array(4).fill(undefined));
  // (1.96 + .8416)^2 x .3 / .09 = 26.2 by hand, less what Connor takes off: 27 tasks find the whole discordance, 7 do not.
  assert.ok(detectablePairs(0.3, 40) !== undefined);
});

test("what the exact test finds is the next of 2^14 steps above R's root, summed over all tables", () => {
  for (const { rate, discordance, side, n, delta, ...terms } of golden.exacts) {
    const got = detectableExactly({ rate, discordance }, side, n, terms);
    if (delta === null) assert.equal(got, undefined, `${rate} ${side}`);
    else near(got, delta, `rate ${rate}, discordance ${discordance}, side ${side}`, 1e-9);
  }
  assert.equal(detectableExactly({ rate: 0.5, discordance: 0.2 }, 1, 0), undefined);
});

test("sign flips are counted as R counts all signs: on grids, off them, and in the limit", () => {
  for (const { d, p } of golden.signs) near(signFlip(d, "s"), p, `signs of ${d.join()}`, 1e-12);
  for (const { n, p } of golden.limit) {
    const d = Array.from({ length: n }, (_, i) => ((Math.sin((i + 1) * 1.7) + 0.11) * Math.SQRT2) / 3);
    near(signFlip(d, "s"), p, `limit at ${n}`, 1e-9);
  }
});

test("tasks on a grid are convolved up to two million steps, and beyond that are as near as the limit", () => {
  for (const { sizes, parts, positive, p } of golden.grids) {
    const d = sizes.map((size, i) => (i < positive ? size : -size) / parts);
    near(signFlip(d, "s"), p, `${sizes.length} on a grid of ${parts}`, 1e-11);
  }
  const wide = [...Array.from({ length: 1000 }, (_, i) => 1 + 2 * (i % 2)), 2].map((size, i) => (i < 530 ? size : -size));
  near(signFlip(wide, "s"), golden.wide.p, "past the grid", 1e-7);
  // 48 tasks that weigh nothing and 16 alike, ten of them for: P(at least 10, or at most 6, of 16) = .4545.
  const last = [
    ...Array.from({ length: 48 }, () => -1e-4 * Math.PI),
    ...Array.from({ length: 16 }, (_, i) => (i < 10 ? Math.PI : -Math.PI)),
  ];
  assert.ok(Math.abs(signFlip(last, "s", 4_000) - 0.4545) < 0.03);
});

test("drawn signs are within three errors of R's count, a task that weighs much is drawn, and no draw that reaches is 1 of all", () => {
  const { d, p } = golden.draws;
  const error = Math.sqrt((p * (1 - p)) / 40_000);
  assert.ok(Math.abs(signFlip(d, "a", 40_000) - p) < 3 * error);
  assert.ok(Math.abs(signFlip(d.slice(0).reverse(), "b", 40_000) - p) < 3 * error);
  const alike = Array.from({ length: 60 }, (_, i) => Math.PI + i / 1e3);
  assert.equal(signFlip(alike, "s", 999), 1 / 1000);
  // As many against as for: every draw reaches a sum of 0.
  assert.equal(signFlip([...alike, ...alike.map((each) => -each)], "s", 500), 1);
  // One task that outweighs 400 others decides with either sign.
  const one = Array.from({ length: 401 }, (_, i) => (i === 0 ? 400 : i % 2 === 0 ? 1 : -1) * Math.SQRT1_2);
  // It keeps its side where the sum of the others is on it, or 0: 1/2 + C(400, 200) / 2^401 = .5199; the limit would say .32.
  assert.ok(Math.abs(signFlip(one, "s", 4_000) - 0.5199) < 0.03);
});

test("tails, unevenness and differences of costs are R's on twenty shapes of data", () => {
  for (const { costs, tail, uneven: odd, index } of golden.tails) {
    const own = Float64Array.from(costs);
    const what = `${costs.length} costs from ${costs[0]}`;
    near(tailOf(own), tail, `tail of ${what}`, 1e-8);
    assert.equal(uneven(own), odd, `unevenness of ${what}`);
    near(tailIndex(own.toSorted().reverse(), 5), index, `index of ${what}`, 1e-9);
  }
  for (const { a, b, level, ...wanted } of golden.compared) {
    const found = costDifference({ a: Float64Array.from(a), b: Float64Array.from(b) }, level);
    const what = `${a.length} tasks, ${a[0]} against ${b[0]}`;
    assert.equal(found.why, wanted.why, what);
    for (const key of ["bar", "p"] as const) {
      if (wanted[key] === undefined) assert.equal(found[key], undefined, what);
      else near(found[key], wanted[key], `${key} of ${what}`, 1e-8);
    }
    assert.equal(found.interval === undefined, wanted.interval === undefined, what);
    if (wanted.interval !== undefined) nearBoth(found.interval, wanted.interval, what, 1e-8);
  }
  const nineteen = Float64Array.from({ length: 19 }, (_, i) => 1 + i / 100);
  assert.deepEqual(costDifference({ a: nineteen, b: nineteen }), { why: "too-few" });
});

test("on either side of each threshold of unevenness the verdict is R's", () => {
  assert.ok(golden.turned.length > 15);
  for (const { name, costs, uneven: odd } of golden.turned) assert.equal(uneven(Float64Array.from(costs)), odd, `${name}: ${costs.join()}`);
});

test("rates that labels correct are R's, with shares of passes, at other levels and where the judge tells nothing", () => {
  for (const { judged, labels, level, rate, ci } of golden.corrected) {
    const found = correctedRate(
      judged.map((each, i) => ({ judged: each, ...(labels[i] === undefined ? {} : { label: labels[i] }) })),
      level,
    );
    near(found?.rate, rate, `rate of ${judged.length}`);
    nearBoth(found?.interval, ci, `interval of ${judged.length}`, 1e-8);
    assert.equal(found?.labelled, labels.length);
  }
});

test("net values: twenty tasks are enough, p goes down to 1e-14, and uneven costs of the better one leave no p", () => {
  const even = (n: number, of: number) => Float64Array.from({ length: n }, (_, i) => of * (1 + ((i % 5) - 2) / 50));
  const heavy = Float64Array.from(golden.tails.find(({ uneven: odd, costs }) => odd && costs.length === 60)?.costs ?? []);
  const net = (a: Float64Array, b: Float64Array, gain = 0) =>
    netDifference({ gains: new Float64Array(a.length).fill(gain), costs: { a, b }, worth: 1, repetitions: 1 });
  assert.deepEqual([net(even(19, 1), even(19, 2)).why, net(even(20, 1), even(20, 2)).why], ["too-few", undefined]);
  assert.equal(net(even(40, 1), even(40, 1000)).p, 1e-14);
  assert.equal(net(even(40, 1), even(40, 1)).p, 1);
  const [cheap, dear] = [even(60, 0.001), even(60, 1e6)];
  assert.deepEqual(
    [net(heavy, dear).why, net(heavy, dear).p, net(dear, heavy).why, net(dear, heavy).p],
    ["uneven", undefined, "uneven", undefined],
  );
  const [worse, other] = [net(heavy, cheap), net(cheap, heavy)];
  assert.deepEqual([worse.why, worse.interval, other.why, other.interval, worse.p], ["uneven", undefined, "uneven", undefined, other.p]);
  assert.ok((worse.p ?? 2) <= 1 && worse.difference < 0 && other.difference > 0);
});

test("one task decides where it holds more than half of the squared distances and turns the means round", () => {
  const of = (...d: number[]) => decidingTask(Float64Array.from(d));
  // The median is -1, one distance of 11 squared; without it four tasks of -1.
  assert.deepEqual(of(-1, -1, 10, -1, -1), { index: 2, difference: -1 });
  assert.deepEqual(of(2, -9, 2), { index: 1, difference: 2 });
  // It turns nothing round; two share the distances; the total is even; two tasks are too few.
  assert.deepEqual([of(-1, -1, 3, -1, -1), of(0, 0, 0, 5, -5), of(-1, -1, 4, -1, -1), of(-1, 10), of(0, 0, 0)], Array(5).fill(undefined));
  // Half of the distances is 55.5 of 111.
  assert.deepEqual(of(-2, -1, 4, -3, 8), { index: 4, difference: -0.5 });
  assert.deepEqual(of(-2, -1, 6, -3, 8), undefined);
});

test("intervals and p of skewed means of two to six values are R's", () => {
  for (const { values, ci, ps } of golden.halls) {
    nearBoth(skewedMeanInterval(values, 0.9), ci, `mean of ${values.join()}`, 1e-8);
    for (const [i, bar] of [0, 0.5, 1.2].entries()) near(skewedMeanP(values, bar), ps[i] ?? 2, `p of ${values.join()} at ${bar}`, 1e-9);
  }
  assert.deepEqual([skewedMeanInterval([1]), skewedMeanP([1])], [undefined, 1]);
});

test("bets and confidence sequences are R's, step by step", () => {
  for (const { d, bold, bolder, margin, less, ci, coarse } of golden.sequences) {
    const what = `${d.length} from ${d[0]}`;
    near(bettingEValue(d), bold, `bets on ${what}`);
    near(bettingEValue(d, 0.2), margin, `bets above .2 on ${what}`);
    near(bettingEValue(d, -0.2), less, `bets above -.2 on ${what}`);
    near(d.reduce((state, one) => bet(state, Math.max(-1, Math.min(1, one)), 1.8), noBet).wealth, bolder, `bolder bets on ${what}`);
    const [fine, rough] = [new ConfidenceSequence(), new ConfidenceSequence(0.2, 21)];
    for (const one of d) for (const sequence of [fine, rough]) sequence.take(one);
    nearBoth(fine.interval, ci, `sequence of ${what}`);
    nearBoth(rough.interval, coarse, `coarse sequence of ${what}`);
    assert.equal(fine.t, d.length);
  }
  assert.deepEqual(new ConfidenceSequence().interval, [-1, 1]);
});

test("shares of variance are those of R's linear models with a level per task", () => {
  const { rows, ...wanted } = golden.explained;
  const found = varianceExplained(rows);
  assert.deepEqual(Object.keys(found ?? {}).sort(), Object.keys(wanted).sort());
  for (const [key, share] of Object.entries(wanted)) near(found?.[key as keyof VarianceExplained], share, key, 1e-9);
});

test("intervals of paired differences are Agresti and Min's by R", () => {
  for (const { d, repetitions, level, ci } of golden.cells)
    nearBoth(differenceInterval(Float64Array.from(d), repetitions, level), ci, d.join());
  assert.equal(differenceInterval(Float64Array.of(1)), undefined);
});

test("confidence sequences of leads and regrets are R's", () => {
  for (const { tasks, alpha, reach } of golden.reaches) near(reachOf(tasks, alpha), reach, `reach at ${tasks}`);
  for (const { behind, error, sure, regret } of golden.regrets) {
    const gaps = behind.map((each, i) => ({ behind: each, error: error[i] ?? 0 }));
    // The midpoint rule of 400 steps is near the integral.
    near(expectedRegret(sure > 0 ? [...gaps, { behind: -sure, error: 0 }] : gaps), regret, `regret of ${behind.join()}`, 2e-4);
  }
});
