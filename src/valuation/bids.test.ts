import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { evidenceOf, type Item, type Outcome } from "./evidence.ts";
import { fitLogisticForm } from "./logistic.ts";
import { fitTables } from "./tables.ts";

/** Items of one category on which member a bids high where it passes four in five, low where it passes one in five, or nothing where it passes half. */
function planted(): { readonly outcomes: Outcome[]; readonly items: Item[] } {
  const next = stream("bids");
  const outcomes: Outcome[] = [];
  const items: Item[] = [];
  for (let i = 0; i < 1500; i++) {
    const [p, bid] = ([[0.8, 0.9], [0.2, 0.7], [0.05]] as const)[i % 3] as readonly [number, number?];
    items.push({ id: `${i}`, category: "c", bids: bid === undefined ? {} : { a: bid } });
    outcomes.push({ item: `${i}`, category: "c", member: "a", passed: next() < p });
    outcomes.push({ item: `${i}`, category: "c", member: "b", passed: next() < 0.5 });
  }
  return { outcomes, items };
}
const { outcomes, items } = planted();
const evidence = evidenceOf(outcomes, items);
const at = (bids: Record<string, number>): Item => ({ id: "new", category: "c", bids });
const near = (found: number | undefined, wanted: number): void =>
  assert.ok(Math.abs((found ?? Number.NaN) - wanted) < 0.05, `${found} is not ${wanted}`);

test("in the logistic form a bid counts by its log-odds and a missing or impossible one by being none; who bids nothing ever is left where it is", () => {
  const { chances } = fitLogisticForm(evidence);
  const [high, low, none, odd] = [at({ a: 0.9 }), at({ a: 0.7 }), at({}), at({ a: 90 })].map((item) => chances(item).map(({ p }) => p));
  near(high?.[0], 0.8);
  near(low?.[0], 0.2);
  near(none?.[0], 0.05);
  assert.deepEqual(odd, none);
  for (const row of [high, low, none]) near(row?.[1], 0.5);
});

test("in the Beta tables bids part items of one category into clusters, those without a bid standing at the mean", () => {
  const told = items.flatMap((item, i) => (item.bids?.["a"] === undefined ? [] : [2 * i, 2 * i + 1]));
  const { chances, settings } = fitTables(
    evidenceOf(
      told.map((place) => outcomes[place] as Outcome),
      items,
    ),
    "s",
  );
  assert.match(String(settings["clusters"]), /k-means/);
  near(chances(at({ a: 0.9 }))[0]?.p, 0.8);
  near(chances(at({ a: 0.7 }))[0]?.p, 0.2);
  near(chances(at({ a: 0.9 }))[1]?.p, 0.5);
});
