import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { cellWeights } from "./cell-weights.ts";
import { chooseForm } from "./choose-form.ts";
import { fitExpenses, shrunkCenters } from "./costs.ts";
import { drift } from "./drift.ts";
import { fitEncoder } from "./encode.ts";
import { evidenceOf, type Item, type Outcome } from "./evidence.ts";
import { kMeans } from "./k-means.ts";
import { fitNeighbors } from "./neighbors.ts";
import { split } from "./split.ts";
import { fitTables } from "./tables.ts";

const near = (got: number | undefined, wanted: number, within = 1e-12): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);

test("evidence keeps every sample, leaves a missing cell without tries, and names what is there twice", () => {
  const outcomes: Outcome[] = [
    { item: "1", category: "x", member: "a", sample: 0, passed: true },
    { item: "1", category: "x", member: "a", sample: 1, passed: false },
    { item: "2", category: "y", member: "b", sample: 0, passed: true },
  ];
  const { tries, passes } = evidenceOf(outcomes);
  assert.deepEqual(
    [[...tries], [...passes]],
    [
      [2, 0, 0, 1],
      [1, 0, 0, 1],
    ],
  );
  assert.throws(() => evidenceOf([...outcomes, outcomes[0] as Outcome]), /Sample 0 of "a" on item "1" is there twice/);
  assert.throws(() => evidenceOf([...outcomes, { item: "1", category: "z", member: "b", passed: true }]), /two categories, "x" and "z"/);
  assert.throws(
    () => evidenceOf([{ item: "1", category: "x", member: "a", passed: true, cost: Number.NaN }]),
    /cost of 0 or more.*got NaN/,
  );
});

test("a split puts each item into one half, each category into both, and depends on the seed alone", () => {
  const items = Array.from({ length: 41 }, (_, i) => ({ id: `${i}`, category: i < 10 ? "few" : "many" }));
  const { train, test: rest } = split(items, 0.5, "7");
  assert.deepEqual(
    [...train, ...rest].toSorted((a, b) => a - b),
    [...items.keys()],
  );
  assert.ok(Math.abs(train.filter((place) => place < 10).length - 5) <= 1 && Math.abs(train.length - 20.5) <= 0.5);
  assert.deepEqual(split(items, 0.5, "7"), { train, test: rest });
  assert.notDeepEqual(split(items, 0.5, "8").train, train);
  assert.ok(Math.abs(split(items, 0.3, "7").train.length - 12.3) < 1);
});

test("samples that always agree are worth one outcome, samples that agree as by chance are worth as many as they are", () => {
  const of = (agree: boolean): Outcome[] =>
    Array.from({ length: 40 }, (_, i) =>
      [0, 1].map((sample) => ({
        item: `${i}`,
        category: "x",
        member: "a",
        sample,
        passed: agree ? i % 2 === 0 : (i + sample * (i >> 1)) % 2 === 0,
      })),
    ).flat();
  near(cellWeights(evidenceOf(of(true))).weights[0], 1);
  // Half of the cells agree and half do not: (10 x 2 x 1/4 x 2 ...) sums to 0.
  near(cellWeights(evidenceOf(of(false))).weights[0], 2);
});

test("what items show becomes numbers: categories, the user's columns scaled, words hashed to length 1; a constant takes no place", () => {
  const items: Item[] = [
    { id: "1", category: "x", prompt: "add two numbers", columns: { size: 1, kind: "same" } },
    { id: "2", category: "y", prompt: "prove the lemma of two sides", columns: { size: 3, kind: "same" } },
  ];
  const { size, encode } = fitEncoder(items);
  const [first, unseen] = [encode(items[0] as Item), encode({ id: "3", category: "z" })];
  assert.equal(size, 2 + 1 + 1 + 32);
  assert.deepEqual([...first.subarray(0, 3)], [1, 0, -1]);
  near(Math.hypot(...first.subarray(4)), 1);
  assert.deepEqual(new Set(unseen), new Set([0]));
});

test("k-means finds three clouds that stand apart, the same for the same seed, and never more centers than points differ", () => {
  const next = stream("clouds");
  const points = Array.from({ length: 90 }, (_, i) => Float64Array.of((i % 3) * 10 + next(), (i % 3) * -10 + next()));
  const { centers, nearest } = kMeans(points, 3, "1");
  assert.equal(centers.length, 3);
  for (let i = 3; i < 90; i++) assert.equal(nearest(points[i] as Float64Array), nearest(points[i % 3] as Float64Array));
  assert.deepEqual(kMeans(points, 3, "1").centers, centers);
  assert.equal(kMeans([Float64Array.of(1), Float64Array.of(1), Float64Array.of(2)], 5, "1").centers.length, 2);
});

/** Whether a member passes hangs on a hidden rule by category and size. */
function ruled(
  items: number,
  seed: string,
  rate: (member: string, category: string, size: number) => number,
): { outcomes: Outcome[]; about: Item[] } {
  const next = stream(seed);
  const about = Array.from({ length: items }, (_, i) => ({
    id: `${i}`,
    category: i % 2 === 0 ? "x" : "y",
    columns: { size: next() * 4 - 2 },
  }));
  const outcomes = about.flatMap(({ id, category, columns }) =>
    ["a", "b"].map((member) => ({ item: id, category, member, passed: next() < rate(member, category, columns.size) })),
  );
  return { outcomes, about };
}

test("with categories alone the nearest neighbors of an item are its category", () => {
  const { outcomes } = ruled(200, "same", (member, category) => (member === "a" ? 0.8 : category === "x" ? 0.6 : 0.2));
  const valuation = fitNeighbors(evidenceOf(outcomes), "1");
  const own = outcomes.filter(({ member, category }) => member === "b" && category === "y");
  const all = outcomes.filter(({ member }) => member === "b");
  const passed = (of: readonly Outcome[]): number => of.filter((outcome) => outcome.passed).length;
  const common = (passed(outcomes) + 0.5) / (outcomes.length + 1);
  const [rate, k] = [(passed(all) + common) / (all.length + 1), Number(valuation.settings["strength"])];
  near(valuation.chances({ id: "new", category: "y" })[1]?.p, (passed(own) + k * rate) / (own.length + k));
});

test("a slope in a column is found by the regression, whose held-out scores are then the best", () => {
  const { outcomes, about } = ruled(400, "slope", (member, _, size) => 1 / (1 + Math.exp(-(member === "a" ? 2 : 1.5) * size)));
  const { scores, valuation } = chooseForm(evidenceOf(outcomes, about), "1");
  assert.equal(scores[0]?.form, "logistic");
  assert.ok(scores.every(({ log }) => log >= (scores[0]?.log ?? Infinity)));
  const chance = valuation.chances({ id: "new", category: "x", columns: { size: 1 } })[0];
  near(chance?.p, 1 / (1 + Math.exp(-2)), 0.06);
  // Known better in the middle than from one outcome, worse than from all 400.
  assert.ok((chance?.n ?? 0) > 20 && (chance?.n ?? Infinity) < 400, `${chance?.n}`);
});

test("held-out scores are near those of the truth, and held-out chances never saw the item's own outcome", () => {
  const { outcomes } = ruled(600, "truth", (member, category) => (member === "a" ? 0.9 : category === "x" ? 0.7 : 0.2));
  const evidence = evidenceOf(outcomes);
  const { scores, heldOut } = chooseForm(evidence, "1", ["tables"]);
  // The truth's own expected Brier score: the mean of p (1 - p).
  near(scores[0]?.brier, (0.09 + 0.09 + 0.21 + 0.16) / 4, 0.01);
  const flipped = evidenceOf(outcomes.map((outcome) => (outcome.item === "5" ? { ...outcome, passed: !outcome.passed } : outcome)));
  assert.deepEqual(chooseForm(flipped, "1", ["tables"]).heldOut.subarray(10, 12), heldOut.subarray(10, 12));
});

test("a mean cost is the arithmetic mean where there is one cluster, and centers of clusters are shrunk by the moments", () => {
  const outcomes = [1, 2, 9].map((cost, i) => ({ item: `${i}`, category: "x", member: "a", passed: true, cost }));
  near(fitExpenses(evidenceOf(outcomes), ({ cost }) => cost, "1")({ id: "new", category: "x" })[0]?.mean, 4);
  // Clusters (0, 2) and (4, 6): within (1 + 1 + 1 + 1) / 2 = 2; between 2 x 4 + 2 x 4 = 16; scale 4 - 8 / 4 = 2; variance (16 - 2) / 2 = 7;
  // trust 7 / (7 + 2 / 2) = 7/8 of the way from 3 to 1 and to 5.
  const logs = [0, 2, 4, 6].map((log, i) => ({ place: i < 2 ? 0 : 1, log }));
  assert.deepEqual(shrunkCenters(logs, 3), [3 - 1.75, 3 + 1.75, 3]);
});

test("what was not recorded has no cost, attempts of nothing cost nothing, and both together a share", () => {
  const outcomes: Outcome[] = [
    { item: "1", category: "x", member: "free", passed: true, cost: 0 },
    { item: "1", category: "x", member: "half", sample: 0, passed: true, cost: 0 },
    { item: "1", category: "x", member: "half", sample: 1, passed: true, cost: 6 },
    { item: "1", category: "x", member: "unknown", passed: true },
  ];
  const expenses = fitExpenses(evidenceOf(outcomes), ({ cost }) => cost, "1")({ id: "new", category: "x" });
  assert.deepEqual(
    expenses.map((expense) => expense?.mean),
    [0, 3, undefined],
  );
});

test("ten failures and then ten passes are drift, by the law of the Brownian bridge; passes and failures in turn are none", () => {
  const found = drift(Array.from({ length: 20 }, (_, i) => ({ passed: i >= 10, p: 0.5 })));
  // The sum goes to -5 at the tenth; 5 / (1/2 x sqrt 20) = sqrt 5; P = 2 exp(-10) to the first term.
  near(found.statistic, Math.sqrt(5));
  near(found.p, 2 * Math.exp(-10), 1e-8);
  assert.equal(found.at, 10);
  assert.ok(drift(Array.from({ length: 20 }, (_, i) => ({ passed: i % 2 === 0, p: 0.5 }))).p > 0.99);
});

test("one member on one item, outcomes all alike and a worthless split are valued without a number that is none", () => {
  for (const passed of [true, false]) {
    for (const form of [fitTables, fitNeighbors]) {
      const [chance] = form(evidenceOf([{ item: "1", category: "x", member: "a", passed }]), "1").chances({ id: "2", category: "y" });
      assert.ok((chance?.p ?? -1) > 0 && (chance?.p ?? 2) < 1, `${chance?.p}`);
    }
    const { valuation } = chooseForm(evidenceOf([{ item: "1", category: "x", member: "a", passed }]), "1");
    assert.ok(valuation.chances({ id: "2", category: "x" }).every(({ p }) => p > 0 && p < 1));
  }
});
