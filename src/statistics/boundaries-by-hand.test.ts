import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary } from "../summary.ts";
import type { Fact } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { byTopology } from "./by-task.ts";
import { compare } from "./compare.ts";
import { costDifference, decidingTask, tailOf, uneven } from "./cost-difference.ts";
import { row } from "./fixtures/row.ts";
import { foldTrials } from "./fold-trials.ts";
import { independence } from "./independence.ts";
import { wilson } from "./proportions.ts";
import { regretSaved } from "./regret.ts";
import { signFlip } from "./sign-flip.ts";
import { skewedMeanP } from "./skewed-mean.ts";
import { topologyRow } from "./topology-row.ts";
import { warningsOf } from "./warnings.ts";

const near = (found: number | undefined | null, wanted: number, within = 1e-9): void =>
  assert.ok(typeof found === "number" && Math.abs(found - wanted) < within, `${found}, wanted ${wanted}`);

test("a task that holds just half of the squared distances does not decide", () => {
  // Squares 4 of 8 about a median of 0; the sum is 1, and -1 without it.
  const even = [2, -1, -1, 1, -0.5, -0.5, 0.5, 0.5, 0, 0, 0];
  assert.equal(decidingTask(Float64Array.from(even)), undefined);
  assert.deepEqual(decidingTask(Float64Array.from([2.125, ...even.slice(1)])), { index: 0, difference: -0.1 });
});

test("of two gaps as wide the first parts the expensive tasks, and a tail is their share's error", () => {
  // 100 twice, 10 twice, 1: R: (qbeta(.975, 3, 18) - .1 - 1.96 sqrt(.1 x .9 / 20)) x (100 - mean of the rest).
  const costs = Float64Array.from([100, 100, 10, 10, ...Array.from({ length: 16 }, () => 1)]);
  near(tailOf(costs), 8.3791878603253);
});

test("costs that are all alike are even, however large or small, and so is nothing", () => {
  for (const cost of [0, 1e-9, 1, 1e9]) assert.equal(uneven(new Float64Array(40).fill(cost)), false);
  const { interval, p } = costDifference({ a: new Float64Array(40).fill(2), b: new Float64Array(40).fill(1) });
  // Differences that are all 1 say nothing of a task that was not seen: (1 - .05^(1/40)) x 6.5 of the mean that is higher.
  const unseen = (1 - 0.05 ** (1 / 40)) * 6.5 * 2;
  near(interval?.[0], 1 - unseen);
  near(interval?.[1], 1 + unseen);
  assert.equal(p, 0);
});

test("each turn's accepted answer is paid for once", () => {
  const call = (key: string, reply: string, cost: number): Fact => ({
    ...({ type: "call", member: "m", model: "x", purpose: "attempt", ok: true, start: 0, ms: 0, ask: "" } as const),
    key,
    reply,
    cost,
    usage: { ...noUsage, output: cost },
  });
  const facts: Fact[] = [
    { type: "trial-start", topology: "t", task: "a", category: "c", repetition: 0 },
    call("k.0", "wrong", 1),
    call("l.0", "first", 2),
    { type: "turn", answer: "first", by: "m" } as Fact,
    call("m.0", "second", 4),
    { type: "turn", answer: "second", by: "m" } as Fact,
    { type: "trial-end", state: "answered", answer: "second", by: "m", cost: 7, ms: 1 },
  ];
  const [row] = foldTrials(facts.map((fact, seq) => ({ seq, trial: "t/a/0", span: "", at: 0, fact, hash: "" })));
  assert.deepEqual([row?.cost, row?.winningCost, row?.lostCost, row?.shown], [7, 6, 1, 6]);
});

test("Wilson's interval is inside 0 to 1 at every count without being cut", () => {
  for (let n = 1; n <= 400; n += 7)
    for (let passes = 0; passes <= n; passes++) {
      const [low, high] = wilson(passes, n);
      assert.ok(low >= 0 && high <= 1 && low < high);
    }
});

test("differences of nothing do not count among the 20 up to which all signs are counted", () => {
  const differences = [...Array.from({ length: 20 }, (_, i) => Math.sqrt(i + 2)), 0, 0];
  near(signFlip(differences, "s", 999), 2 / 2 ** 20, 1e-15);
});

test("tasks on which all fail are too few to say what tries are worth together, before their correlation is", () => {
  const failing = (from: number, to: number) => Array.from({ length: 40 }, (_, i) => Number(i < from || i >= to));
  // Each fails 12 tasks; both fail on four, or five.
  const [four, five] = [independence([failing(0, 12), failing(8, 20)]), independence([failing(0, 12), failing(7, 19)])];
  assert.deepEqual([four.effective, four.correlation !== undefined], [undefined, true]);
  // ln(5/40) / ln(12/40); phi (5/40 - .09) / .21.
  near(five.effective?.value, Math.log(1 / 8) / Math.log(0.3));
  near(five.correlation?.value, 0.035 / 0.21);
});

test("no further task saves nothing, however far the leader is behind", () => {
  assert.equal(regretSaved([{ behind: -1, error: 1 }], 5, 0), 0);
  assert.equal(regretSaved([{ behind: -1, error: 1 }], 0, 5), 0);
});

test("where only more or only fewer passes are possible, that side is what could have been found", () => {
  const found = [true, false].map((passed) => {
    const rows = ["a", "b"].flatMap((topology) => Array.from({ length: 30 }, (_, t) => row({ topology, task: `t${t}`, passed })));
    return compare(byTopology(rows), "a", "s").rows.find(({ metric }) => metric === "passed");
  });
  const [all, none] = found;
  assert.deepEqual([all?.findable?.more, none?.findable?.less], [null, null]);
  assert.ok(typeof all?.findable?.less === "number" && all.findable.less < 0.5);
  assert.equal(all.minDetectable, all.findable.less);
  // The test of two that fail alike is that of two that pass alike, mirrored.
  near(none?.findable?.more, all.findable.less, 1e-3);
  assert.equal(none?.minDetectable, none?.findable?.more);
});

test("the p of a skewed mean is R's by Hall's transformation, on the side on which the skewness makes it larger", () => {
  // s: 1.5 times the unbiased skewness over root n; 2 (1 - pt(t + s t^2 / 3 + s^2 t^3 / 27 + s / 6, n - 1)).
  const low = [3, 2.5, 2.8, 3.1, 2.2, 2.9, -4, 2.7, 3.3, 2.4];
  const mild = [1, 0.4, 0.9, 1.2, -0.3, 0.7, 0.8, 0.2];
  for (const side of [1, -1]) {
    near(skewedMeanP(low.map((value) => side * value)), 0.61183091275381, 1e-8);
    near(
      skewedMeanP(
        low.map((value) => side * value),
        0.5,
      ),
      0.65699326439671,
      1e-8,
    );
    near(skewedMeanP(mild.map((value) => side * value)), 0.1070339546034, 1e-8);
  }
});

test("unless told otherwise 100,000 signs are drawn", () => {
  const p = signFlip(
    Array.from({ length: 21 }, (_, i) => Math.sqrt(i + 2) * (i % 4 === 0 ? -1 : 1)),
    "s",
  );
  near(p * 100_001, Math.round(p * 100_001), 1e-6);
});

test("a reason of more than half of the trials is told as the usual one", () => {
  const said = (messages: readonly string[]): string => {
    const rows = messages.map((message, i) =>
      row({ task: `t${i}`, answered: false, scored: false, passed: false, state: "failed", failure: { code: "provider", message } }),
    );
    const topologies = byTopology(rows);
    const table = [topologyRow("t", topologies.get("t") ?? new Map(), {})];
    const summary = { run: "R", tasks: 0, topologies: table, comparisons: [], repetitions: 1 } as unknown as Summary;
    return warningsOf(summary, topologies)[0] ?? "";
  };
  assert.match(said(["down", "down", "slow", "down"]), /\. Mostly: down$/);
  assert.match(said(["down", "down", "slow", "lost"]), /\. For example: down$/);
});
