import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { mapSvg, mapText } from "../../report/index.ts";
import { axisNamed, defaults, stepsOf } from "./axes.ts";
import { armNamed, drawMap, type MapSettings } from "./draw-map.ts";
import { bestMembers, predictedAt } from "./predicted.ts";
import { type Arm, arms, type FixedMembers, isPredicted } from "./setup.ts";
import { simulateAt } from "./simulate-at.ts";

const small: MapSettings = {
  x: "coupling",
  y: "retry",
  steps: 2,
  between: ["market", "hub-spoke+retry"],
  tasks: 3,
  worth: 1,
  seed: "1",
};
const all = {
  solo: "large",
  "solo+retry": "medium",
  "best-of": "small",
  "per-category": { north: "large", south: "small", west: "medium" },
} as const;

test("every arm comes out of the real code as the closed forms predict, within four standard errors and a bias of three points", async () => {
  const tasks = 120;
  for (const change of [{}, { coupling: 1, judge: 0.7, retry: 0.8, price: 2, correlation: 0.4 }]) {
    const point = { ...defaults, ...change };
    const { results, tokens } = await simulateAt(point, { tasks, worth: 1, seed: "closed" }, all);
    const predicted = predictedAt(point, { tokens, worth: 1 }, all);
    for (const name of arms.map((arm) => arm.name).filter(isPredicted)) {
      const { right, cost } = predicted[name];
      const error = Math.sqrt((right * (1 - right)) / tasks);
      const told = `${name} ${JSON.stringify(change)}`;
      assert.ok(Math.abs(results[name].right - right) < 4 * error + 0.03, `${told}: ${results[name].right} against ${right}`);
      // Whoever goes by records alone has 40 tasks of a kind to learn them from, and pays by whom it asks meanwhile.
      const learning = name === "router" || name === "market-by-record" ? 0.3 : 0.15;
      assert.ok(Math.abs(results[name].cost / cost - 1) < learning, `${told}: $${results[name].cost} against $${cost}`);
    }
  }
});

test("the closed forms meet their limits", () => {
  const inputs = { tokens: new Map([["attempt", { input: 0, output: 1000 }]] as const), worth: 1 };
  const members = { ...all, "solo+retry": "large", "best-of": "large" } as const;
  const at = (change: object) => predictedAt({ ...defaults, ...change }, inputs, members);
  // A judge that is a coin passes whatever comes: retrying leaves one try's chance.
  assert.ok(Math.abs(at({ judge: 0.5, retry: 0.999999 })["solo+retry"].right - at({}).solo.right) < 5e-4);
  // Fresh dice and a perfect judge: three tries fail together with the cube of one try's failure.
  const fresh = at({ retry: 0.999999, judge: 0.9999999, correlation: 0 });
  const third = (skill: number) => 1 - (1 - skill) ** 3;
  // Normal chances of large's skills .8, .5 and .1; of the members' own in their categories: large .8, small .4, medium .7.
  const mean = [0.788145, 0.691462, 0.539828].map(third).reduce((sum, p) => sum + p / 3, 0);
  assert.ok(Math.abs(fresh["solo+retry"].right - mean) < 1e-3, `${fresh["solo+retry"].right} against ${mean}`);
  const own = [0.788145, 0.655422, 0.758036].map(third).reduce((sum, p) => sum + p / 3, 0);
  assert.ok(Math.abs(fresh["per-category"].right - own) < 1e-3, `${fresh["per-category"].right} against ${own}`);
  // The most expensive member's attempt: 1,000 tokens at 5 x $0.25 x the ratio per million.
  assert.ok(Math.abs(at({ price: 20 }).solo.cost - 0.025) < 1e-12);
  assert.ok(at({ coupling: 1 })["hub-spoke"].right < at({ coupling: 0 })["hub-spoke"].right - 0.05);
  // Without calls for bids the same market costs its bids less.
  const bidding = { tokens: new Map([["bid", { input: 0, output: 100 }]] as const), worth: 1e6 };
  const bare = predictedAt({ ...defaults, price: 1 }, bidding, members);
  assert.ok(Math.abs(bare.market.cost - 3 * 100 * 1.25e-6) < 1e-15 && bare["market-by-record"].cost === 0);
});

test("the judge's axis moves the critics inside a topology too: a manager without any verifier gains by it", () => {
  const inputs = { tokens: new Map([["attempt", { input: 0, output: 1000 }]] as const), worth: 1 };
  const at = (judge: number) => predictedAt({ ...defaults, coupling: 1, judge }, inputs, all);
  // With parts that never fit, the critics are what can save the hub's answer; solo has none.
  assert.ok(at(0.97)["hub-spoke"].right > at(0.55)["hub-spoke"].right + 0.05);
  assert.equal(at(0.97).solo.right, at(0.55).solo.right);
});

test("arms of one member have whoever is best for them at the point: the cheapest where answers are worth little, else the ablest", () => {
  const tokens = new Map([["attempt", { input: 0, output: 1000 }]] as const);
  const cheap = bestMembers({ ...defaults, price: 64 }, { tokens, worth: 0.001 });
  assert.deepEqual([cheap.solo, cheap["per-category"]], ["small", { north: "small", south: "small", west: "small" }]);
  // Means of the chances over the kinds: large (.788 + .691 + .540) / 3, medium (.540 + .579 + .758) / 3, small (.345 + .655 + .382) / 3.
  const dear = bestMembers({ ...defaults, price: 1 }, { tokens, worth: 1000 });
  assert.deepEqual([dear.solo, dear["per-category"]], ["large", { north: "large", south: "large", west: "medium" }]);
});

test("a map is the same each time, and says who wins, where two break even and how far law and world are apart", async () => {
  const [one, again] = [await drawMap(small), await drawMap(small)];
  assert.deepEqual(one, again);
  assert.deepEqual(one.x.values, [0, 1]);
  assert.equal(one.cells.length, 4);
  const text = mapText(one);
  for (const words of [/\[SIMULATED\]/, /computed +derived/, /World against closed forms/, /Points of 4/, /always naming the market/])
    assert.match(text, words);
  assert.ok(
    text.split("\n").every((line) => line.length <= 80),
    text,
  );
  for (const { winner, probability, simulated } of one.cells) {
    const net = (name: string) => (simulated[name]?.right ?? 0) - (simulated[name]?.cost ?? 0);
    assert.ok(arms.every(({ name }) => net(name) <= net(winner)));
    // Whoever leads on all tasks leads at least as often as one of the arms would by chance, and never more often than always.
    assert.ok(probability >= 1 / arms.length && probability <= 1);
  }
  const svg = mapSvg(one);
  assert.equal(svg.match(/<rect x="\d+" y="\d+" width="62"/g)?.length, 4);
  assert.ok(svg.startsWith("<svg") && svg.trimEnd().endsWith("</svg>"));
});

test("the winner of a point leads in as many resamples of its tasks as by hand", async () => {
  const settings = { x: "coupling", y: "judge", steps: 2, between: ["market", "solo"], tasks: 2, worth: 0.05, seed: "5" } as const;
  const told: number[][] = [];
  const { cells } = await drawMap(settings, (done, all) => void told.push([done, all]));
  assert.deepEqual(
    told,
    [1, 2, 3, 4].map((done) => [done, 4]),
  );
  const chances = new Set<number>();
  for (const { x, y, winner, probability, members } of cells) {
    const { "per-category": each = "", ...one } = members;
    const [north, south, west] = each.split("/");
    const fixed = { ...one, "per-category": { north, south, west } } as unknown as FixedMembers;
    const { results } = await simulateAt({ ...defaults, coupling: x, judge: y }, settings, fixed);
    const leads = (task: number): boolean =>
      arms.every(({ name }) => (results[winner as Arm].nets[task] ?? 0) >= (results[name].nets[task] ?? 0));
    // Of two tasks a quarter of the resamples has the first twice, a quarter the second; the others are the tasks themselves.
    const chance = 0.5 + Number(leads(0)) / 4 + Number(leads(1)) / 4;
    chances.add(chance);
    // Four standard errors of a thousand resamples.
    assert.ok(
      Math.abs(probability - chance) <= 4 * Math.sqrt((chance * (1 - chance)) / 1000),
      `${winner}: ${probability}, by hand ${chance}`,
    );
  }
  assert.ok([...chances].some((chance) => chance < 1));
});

test("axes span their ranges, and unknown names are refused with the nearest", async () => {
  assert.deepEqual(
    stepsOf("price", 4).map((value) => Math.round(value * 1000) / 1000),
    [1, 4, 16, 64],
  );
  assert.throws(() => axisNamed("copling"), /Did you mean "coupling"/);
  assert.throws(() => armNamed("markt"), /Did you mean "market"/);
  await assert.rejects(drawMap({ ...small, y: "coupling" }), UserError);
});
