import assert from "node:assert/strict";
import { test } from "node:test";
import { armsOn, evidenceOf } from "../../valuation/index.ts";
import { decidePlan } from "./decide-plan.ts";
import type { DecideSettings } from "./decide-settings.ts";
import { topologyEntries } from "./topology-entries.ts";

const settings: DecideSettings = {
  train: 0.5,
  splits: 1,
  seed: "1",
  values: [10],
  checkers: [
    { name: "none", wish: { kind: "none" } },
    { name: "x", wish: { kind: "assumed", sensitivity: 0.9, falseAccept: 0.1, price: 0 } },
  ],
  assumed: { models: new Map() },
};
/** Two models, two categories, each right in one of them; c is asked by nobody's name. */
const evidence = evidenceOf(
  Array.from({ length: 40 }, (_, i) =>
    ["ma", "mb", "mc"].map((member, m) => ({
      item: `${i}`,
      category: `c${i % 2}`,
      member,
      sample: 0,
      passed: m === 2 ? i % 4 < 2 : i % 2 === m,
      cost: 0.001 * (m + 1),
      answer: `${i}`,
    })),
  ).flat(),
);
interface Entry {
  readonly name: string;
  readonly use: string;
  readonly options: {
    readonly most?: object;
    readonly record?: unknown;
    readonly rates?: unknown;
    readonly learnt?: {
      readonly members: { readonly member: string }[];
      readonly chances: { readonly member: string; readonly category: string; readonly p: number }[];
    };
  };
  readonly terms: { readonly attempts: number };
}

test("a written policy carries what was learnt on the half to choose on, under the members' names in the experiment, and decides with the same bound", () => {
  const places = [...evidence.items.keys()];
  const { halves, arms } = armsOn(evidence, decidePlan({ evidence, answers: true, notes: [] }, settings), "1", {
    train: places.filter((i) => i < 20),
    test: places.filter((i) => i >= 20),
  });
  const entries = (carries: boolean, only?: ReadonlySet<string>) =>
    topologyEntries({ halves, arms, record: evidence, names: ["A", "B", "C"], carries, only }).topologies as Entry[];
  const [carried, records] = [entries(true), entries(false)];
  const indexes = carried.filter(({ use }) => use === "index");
  assert.ok(indexes.length > 0);
  for (const { name, options, terms } of indexes) {
    const arm = arms.find((one) => one.arm.replaceAll(/[\s,/]+/g, "-") === name);
    if (arm?.setup?.kind !== "index") assert.fail(name);
    const { calls } = arm.setup;
    assert.deepEqual(options.most, { attempts: calls, ofOne: 1 });
    assert.equal(terms.attempts, arm.checker === undefined ? calls : calls + 1);
    assert.deepEqual(
      options.learnt?.members.map(({ member }) => member),
      ["A", "B", "C"],
    );
    assert.deepEqual(new Set(options.learnt?.chances.map(({ member }) => member)), new Set(["A", "B", "C"]));
    assert.equal(options.record, undefined);
    // Nine digits of each chance, and no more.
    for (const { p } of options.learnt?.chances ?? []) assert.equal(p, Number(p.toPrecision(9)));
  }
  for (const { options } of records.filter(({ use }) => use === "index"))
    assert.deepEqual([options.learnt, Array.isArray(options.record)], [undefined, true]);
  for (const { options } of carried.filter(({ use }) => use === "agreement"))
    assert.deepEqual([options.rates, options.learnt !== undefined], [undefined, true]);
  // Who takes no part is in nothing that is carried.
  const two = entries(true, new Set(["ma", "mb"])).find(({ use }) => use === "index");
  assert.deepEqual(
    two?.options.learnt?.members.map(({ member }) => member),
    ["A", "B"],
  );
});
