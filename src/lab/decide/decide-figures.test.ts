import assert from "node:assert/strict";
import { test } from "node:test";
import { routerFigures } from "../../statistics/index.ts";
import type { ArmPlan, ArmResult, ItemResult, PolicySetup } from "../../valuation/index.ts";
import { decideFigures } from "./decide-figures.ts";
import { chosenWith } from "./decide-rows.ts";

const results = (passed: readonly number[], cost: readonly number[]): ItemResult[] =>
  passed.map((each, i) => ({
    item: { id: `${i}`, category: "c" },
    passed: each,
    cost: cost[i] ?? 0,
    calls: 1,
    verdicts: 0,
    falseAccepts: 0,
  }));
const merged = (arms: Readonly<Record<string, readonly [readonly number[], readonly number[]]>>) => ({
  runs: [],
  results: new Map(Object.entries(arms).map(([name, [passed, cost]]) => [name, results(passed, cost)])),
});
const planOf = (change: Partial<ArmPlan> = {}): ArmPlan => ({
  share: 0.5,
  terms: {},
  checkers: ["none", "ok"].map((name) => ({ name, checker: () => undefined })),
  answers: true,
  values: [
    { name: "10", value: 10 },
    { name: "30", value: 30 },
  ],
  main: 10,
  free: 0.01,
  goal: () => ({ kind: "match" }),
  ...change,
});

// Two items. a: .5 at 1, b: 1 at 4, c: .5 at 2.
const alone = {
  "single: b": [
    [1, 1],
    [3, 5],
  ],
  "single: a": [
    [1, 0],
    [1, 1],
  ],
  "single: c": [
    [0, 1],
    [2, 2],
  ],
} as const;
const arms = {
  ...alone,
  "best single": alone["single: b"],
  "point 1, none": [
    [1, 1],
    [2, 2],
  ],
  "point 2, none": [
    [1, 1],
    [9, 9],
  ],
  "point 1, ok": [
    [1, 1],
    [3, 3],
  ],
  "best single at v 10": alone["single: b"],
  "best single at v 30": alone["single: a"],
  "index at v 10, none": [
    [1, 1],
    [1, 3],
  ],
  "index at v 30, none": [
    [1, 1],
    [3, 3],
  ],
  "index at v 10, ok": [
    [1, 0],
    [0, 0],
  ],
  "index at v 30, ok": [
    [0, 0],
    [0, 0],
  ],
  "oracle at v 10": [
    [1, 1],
    [1, 2],
  ],
  "oracle at v 30": [
    [1, 1],
    [2, 2],
  ],
  "step: agreement": [
    [1, 1],
    [2, 4],
  ],
  "step: allocation": [
    [1, 1],
    [2, 5],
  ],
} as const;
const figured = (routed: Parameters<typeof decideFigures>[0]["routed"] = [], plan = planOf()) =>
  decideFigures({ merged: merged(arms), plan, members: ["b", "a", "c"], routed, seed: "1" });
const near = (got: readonly (number | undefined)[], wanted: readonly number[]): void => {
  assert.equal(got.length, wanted.length);
  for (const [i, each] of wanted.entries())
    assert.ok(Math.abs((got[i] ?? Number.NaN) - each) < 1e-9, `${got.join()} against ${wanted.join()}`);
};

test("the hull of single models has those that no mixture of others beats, cheapest first", () => {
  assert.deepEqual(figured().hull, ["a", "b"]);
});

test("regret at each worth is beside the best fixed model and beside the oracle, of the best single model at that worth and of each checker's index", () => {
  const { regret } = figured();
  assert.deepEqual(
    regret.map(({ policy, value }) => `${policy} ${value}`),
    ["best single at v 10", "index, none 10", "index, ok 10", "best single at v 30", "index, none 30", "index, ok 30"],
  );
  // At 10 the single models net 6, 4 and 3, the oracle 8.5; the policies 6, 8 and 5. At 30: 26, 14 and 13, 28; 14, 27 and 0.
  near(
    regret.map(({ fixed }) => fixed.value),
    [0, -2, 1, 12, -1, 26],
  );
  near(
    regret.map(({ oracle }) => oracle.value),
    [2.5, 0.5, 3.5, 14, 1, 28],
  );
});

test("the gap from the best single model at that worth to the oracle is parted by the steps that there are, in their order, at the main worth", () => {
  const { waterfall } = figured();
  assert.deepEqual([waterfall.value, waterfall.from, waterfall.to], [10, 6, 8.5]);
  assert.deepEqual(
    waterfall.steps.map(({ name, net, added }) => [name, net, added]),
    [
      ["allocation", 6.5, 0.5],
      ["agreement", 7, 0.5],
      ["to the oracle", 8.5, 1.5],
    ],
  );
  near(
    waterfall.steps.map(({ share }) => share),
    [0.2, 0.2, 0.6],
  );
  // At 30: from a, which nets 14, to 28.
  const other = figured([], planOf({ main: 30 })).waterfall;
  assert.deepEqual([other.from, other.to], [14, 28]);
});

test("each checker's curve is of its own points: what equal quality costs, and what share that is", () => {
  const { curves } = figured();
  assert.deepEqual(
    curves.map(({ checker, costAtEqual, shareAtEqual }) => [checker, costAtEqual?.value, shareAtEqual?.value]),
    [
      ["none", 2, 0.5],
      ["ok", 3, 0.75],
    ],
  );
});

test("a router's figures are of each item's mean over splits; where there is nothing to route it is said why", () => {
  assert.deepEqual(figured([]).router, { why: "the cheapest model is the best single one" });
  const item = (strong: number[], passed: number[]) => ({ id: "1", strong, passed });
  const routed = [[item([0, 0, 1], [0, 0, 1]), item([0, 1, 1], [0, 1, 0.5])], [item([0, 0, 1], [0.2, 0.4, 1])]];
  const { router } = figured(routed);
  assert.deepEqual(
    router,
    routerFigures(
      [
        { strong: [0, 0.5, 1], passed: [0, 0.5, 0.75] },
        { strong: [0, 0, 1], passed: [0.2, 0.4, 1] },
      ],
      "1",
    ),
  );
  assert.ok(router.apgr !== undefined);
  assert.deepEqual(figured([[item([0, 1], [1, 1])]]).router, {
    why: "the best single model passes no more than the cheapest on the scored items",
  });
});

test("what a checker chose is its commonest policy, with its figures beside those of the best single model", () => {
  const arm = (name: string, setup: PolicySetup, met?: boolean): ArmResult => ({
    arm: name,
    chosen: "",
    setup,
    members: ["a", "b"],
    results: [],
    ...(met === undefined ? {} : { met }),
  });
  const [a, b]: PolicySetup[] = [
    { kind: "single", member: 0 },
    { kind: "single", member: 1 },
  ];
  if (a === undefined || b === undefined) assert.fail();
  const told = {
    ...merged({
      "best single": [
        [1, 0],
        [1, 1],
      ],
      "chosen, x": [
        [1, 1],
        [3, 5],
      ],
    }),
  };
  const run = (chosen: PolicySetup, best: PolicySetup, met?: boolean) => [arm("chosen, x", chosen, met), arm("best single", best)];
  const { costBesideSingle, besideSingle, ...rest } = chosenWith("x", {
    ...told,
    runs: [run(a, a, false), run(b, a, true), run(b, a), [arm("best single", a)]],
  });
  assert.deepEqual(rest, { checker: "x", policy: "b", splits: 2, others: ["a"], single: false, unmet: 1, passRate: 1, cost: 4 });
  assert.deepEqual([costBesideSingle.difference, besideSingle.difference, besideSingle.same], [3, 0.5, false]);
  assert.equal(chosenWith("x", { ...told, runs: [run(a, a), run(b, b)] }).single, true);
  // Of a checker that nothing was chosen with nothing is told.
  const nothing = chosenWith("y", { ...told, runs: [run(a, a)] });
  assert.deepEqual([nothing.policy, nothing.splits, nothing.others], ["", 0, []]);
});
