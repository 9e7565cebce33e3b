import assert from "node:assert/strict";
import { test } from "node:test";
import type { MapCell } from "../../report/index.ts";
import { UserError } from "../../util/bug.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { axes, axisNamed, defaults, stepsOf } from "./axes.ts";
import { breakEvenOf, netOf } from "./break-even.ts";
import { drawMap } from "./draw-map.ts";
import { ahead, lawCheck } from "./law-check.ts";
import { bestOfChecked, chain, lawAt } from "./law.ts";
import { nodes } from "./nodes.ts";
import { placedRun, placeRun } from "./place-run.ts";
import { bestMembers, predictedAt } from "./predicted.ts";
import { arms, isPredicted, judgeRates, ratesOf, setupAt, suiteAt, worldAt } from "./setup.ts";

const near = (got: number | undefined, wanted: number, within: number, what = ""): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) <= within, `${what} ${got} against ${wanted}`);

test("the points of a mean over a standard normal are fifteen from -4.2 to 4.2, and have its moments", () => {
  assert.deepEqual(
    nodes.map(({ at }) => Number(at.toFixed(9))),
    Array.from({ length: 15 }, (_, i) => Number((-4.2 + 0.6 * i).toFixed(9))),
  );
  const moment = (power: number) => nodes.reduce((sum, { at, weight }) => sum + weight * at ** power, 0);
  for (const [power, wanted] of [1, 0, 1, 0, 3].entries()) near(moment(power), wanted, power === 4 ? 0.02 : 1e-3, `moment ${power}`);
});

test("tries in a row until one passes are right and reached as by hand", () => {
  assert.deepEqual(chain([], 0.9, 0.8), { right: 0, reached: [] });
  assert.deepEqual(chain([0.5], 0.9, 0.8), { right: 0.5, reached: [1] });
  // .5 x .9 at once; the second is reached by .5 x .1 + .5 x .8 = .45 and stands unchecked.
  const two = chain([0.5, 0.4], 0.9, 0.8);
  near(two.right, 0.45 + 0.45 * 0.4, 1e-12);
  assert.deepEqual(
    two.reached.map((one) => Number(one.toFixed(12))),
    [1, 0.45],
  );
  const three = chain([0.5, 0.4, 0.3], 0.9, 0.8);
  near(three.right, 0.45 + 0.45 * 0.36 + 0.45 * 0.52 * 0.3, 1e-12);
  near(three.reached[2], 0.45 * (0.04 + 0.48), 1e-12);
});

test("of three tries at once the first that passes is taken, else any: by hand, and at the edges", () => {
  // Passed: .45 + .1 = .55; none: .45^3 = .091125.
  const { right, looks } = bestOfChecked(0.5, 0.9, 0.8);
  near(right, 0.908875 * (0.45 / 0.55) + 0.091125 * (0.05 / 0.45), 1e-12);
  near(looks, 0.908875 / 0.55, 1e-12);
  assert.deepEqual(bestOfChecked(0, 1, 1), { right: 0, looks: 3 });
  assert.deepEqual(bestOfChecked(1, 1, 0.5), { right: 1, looks: 1 });
});

test("integrals over what stays with a task are R's", () => {
  const law = lawAt({ ...defaults, retry: 0.4, correlation: 0.5, judge: 0.8 });
  // R: integrate(function(a) pnorm((.3+sqrt(.6)*a)/sqrt(.4))^2*dnorm(a), -Inf, Inf); the same of the judge with qnorm(.8).
  near(law.alone(0.3, (p) => ({ right: p * p })).right, 0.477318, 2e-4);
  near(law.alone(0.3, (_, sensitivity) => ({ right: sensitivity ** 2 })).right, 0.6992346, 2e-4);
  near(law.alone(0.3, (p) => ({ right: p })).right, 0.6179114, 2e-4);
  near(law.alone(0.3, (_, sensitivity) => ({ right: sensitivity })).right, 0.8, 2e-4);
  // Two members' tries with what is common to both, .3, and a specificity of .9.
  const { right, reached } = law.apart([0.3, -0.2], 0.9);
  near(right, 0.659566, 3e-4);
  near(reached[0], 1, 1e-12);
  near(reached[1], 0.467462, 3e-4);
});

test("a manager's cycles without lasting shocks are R's", () => {
  const hub = lawAt({ ...defaults, retry: 1, judge: 0.86 }).hub({ hub: 0.8, spokes: [0.1, -0.4], coupling: 0.3 });
  near(hub.once, 0.797389146, 1e-8);
  near(hub.revised, 0.554430661, 1e-8);
  near(hub.retried.right, 0.946966519, 1e-8);
  for (const [at, wanted] of [1, 0.285879815, 0.081727268].entries()) near(hub.retried.reached[at], wanted, 1e-8);
});

const tokens = new Map([
  ["attempt", { input: 2000, output: 1000 }],
  ["verdict", { input: 100, output: 200 }],
  ["bid", { input: 0, output: 10 }],
  ["route", { input: 0, output: 20 }],
  ["plan", { input: 0, output: 300 }],
  ["merge", { input: 0, output: 400 }],
  ["critique", { input: 0, output: 150 }],
] as const);
const fixed = {
  solo: "large",
  "solo+retry": "medium",
  "best-of": "small",
  "per-category": { north: "large", south: "small", west: "medium" },
} as const;
const fresh = { ...defaults, retry: 1, price: 4 };

test("without lasting shocks every arm passes and costs what R computes from the bills of its calls", () => {
  const wanted: Readonly<Record<string, readonly [right: number, cost: number]>> = {
    solo: [0.673144967, 0.007],
    "solo+retry": [0.855679606, 0.007086899183],
    "best-of": [0.713109311, 0.007249083047],
    "per-category": [0.918754207, 0.007226392872],
    cascade: [0.83089598, 0.006783046248],
    router: [0.865232248, 0.009094563248],
    "hub-spoke": [0.762814072, 0.010074795866],
    "hub-spoke+retry": [0.932042725, 0.015632840693],
    "market-by-record": [0.865232248, 0.009061489109],
    market: [0.865232248, 0.009148989109],
  };
  const found = predictedAt(fresh, { tokens, worth: 1 }, fixed);
  assert.deepEqual(Object.keys(found).toSorted(), Object.keys(wanted).toSorted());
  for (const [name, { right, cost }] of Object.entries(found)) {
    near(right, wanted[name]?.[0] ?? Number.NaN, 1e-7, name);
    near(cost, wanted[name]?.[1] ?? Number.NaN, 1e-9, name);
  }
  // A worth at which cost changes whose turn it is: bidders ask what the work costs, so that the market's order is the record's, and bids come on top.
  const cheap = predictedAt(fresh, { tokens, worth: 0.015 }, fixed);
  near(cheap["market-by-record"].right, 0.863785813, 1e-7);
  near(cheap["market-by-record"].cost, 0.00761680232, 1e-9);
  near(cheap.market.right, 0.863785813, 1e-7);
  near(cheap.market.cost, 0.00761680232 + 0.0000875, 1e-9);
  // Calls of which nothing is known cost nothing.
  near(predictedAt(fresh, { tokens: new Map(), worth: 1 }, fixed).market.cost, 0, 1e-15);
});

test("each arm of one member has whoever brings the most there", () => {
  const members = bestMembers(fresh, { tokens, worth: 1 });
  assert.deepEqual(members, {
    solo: "large",
    "solo+retry": "large",
    "best-of": "large",
    "per-category": { north: "large", south: "large", west: "medium" },
  });
  assert.equal(bestMembers(fresh, { tokens, worth: 0.001 }).solo, "small");
});

const cell = (x: number, y: number, simulated: MapCell["simulated"], predicted: MapCell["predicted"] = simulated) =>
  ({ x, y, simulated, predicted }) as unknown as MapCell;
const of = (market: number, hub: number, retry = 0.5, solo = 0.4) => ({
  solo: { right: solo, cost: 0 },
  "solo+retry": { right: retry, cost: 0 },
  "hub-spoke": { right: hub, cost: 0 },
  "hub-spoke+retry": { right: hub, cost: 0.15 },
  market: { right: market, cost: 0.1 },
});

test("what an arm brings is the worth of its right answers less what it cost, and nothing where it is not there", () => {
  near(netOf(of(0.5, 0.5), "market", 2), 0.9, 1e-12);
  assert.equal(netOf(of(0.5, 0.5), "index", 2), 0);
  const cells = [cell(0, 0, of(0.7, 0.5), of(0.5, 0.5)), cell(0, 1, of(0.6, 0.5))];
  // .7 - .1 against .5; .5 - .1 against .5; as much is not more.
  assert.deepEqual(ahead(cells, "market", "hub-spoke", 1), { simulated: 1, predicted: 0 });
});

test("the law holds where retry adds more than a manager exactly where the market brings more than one", () => {
  const foretold = of(0.7, 0.45);
  const not = of(0.4, 0.6);
  const wrong = of(0.35, 0.45);
  const law = lawCheck([cell(0, 0, foretold), cell(0, 1, not), cell(1, 0, wrong), cell(1, 1, of(0.5, 0.45), foretold)], 1);
  assert.deepEqual(law.once, { holds: { simulated: 2, predicted: 3 }, marketAhead: { simulated: 1, predicted: 2 } });
  // A manager that retries costs .15: the market's .4 is then ahead of .45 - .15 too.
  assert.deepEqual(law.retried, { holds: { simulated: 3, predicted: 3 }, marketAhead: { simulated: 2, predicted: 2 } });
});

test("two break even where a straight line between two points changes sign, along the axis that it crosses more often", () => {
  const grid = { x: [0, 1], y: [0, 0.5, 1], axes: { x: "coupling", y: "correlation" } as const };
  const lead = (by: number) => ({ market: { right: 0.5 + by, cost: 0 }, index: { right: 0.5, cost: 0 } });
  const inputs = { tokens, worth: 1 };
  // Across x the lead turns in every row, from .1 to -.3, .2 to -.2 and .3 to -.1; across y it never does.
  const cells = grid.y.flatMap((y, row) => [cell(0, y, lead(0.1 * (row + 1))), cell(1, y, lead(0.1 * (row + 1) - 0.4))]);
  const line = breakEvenOf(cells, grid, ["market", "index"], inputs);
  assert.deepEqual([line.between, line.across, line.points.map(({ on }) => on)], [["market", "index"], "x", [0, 0.5, 1]]);
  for (const [row, wanted] of [0.25, 0.5, 0.75].entries()) near(line.points[row]?.computed ?? undefined, wanted, 1e-12, `row ${row}`);
  // An arm without a closed form has no derived line, and nothing is compared.
  assert.ok(line.points.every(({ derived }) => derived === null));
  assert.deepEqual(line.gap, { mean: 0, max: 0, compared: 0 });
  // The same along the other axis; where neither is crossed it is that one too.
  const turned = cells.map(({ x, y, simulated }) => cell(y, x, simulated));
  const other = { x: grid.y, y: grid.x, axes: { x: grid.axes.y, y: grid.axes.x } };
  assert.deepEqual(breakEvenOf(turned, other, ["market", "index"], inputs).across, "y");
  const never = breakEvenOf(
    cells.map(({ x, y }) => cell(x, y, lead(0.1))),
    grid,
    ["market", "index"],
    inputs,
  );
  assert.deepEqual([never.across, never.points.map(({ computed }) => computed)], ["y", [null, null]]);
});

test("a derived line is where the closed forms break even, and its distance to the computed one is a share of the axis", () => {
  const grid = { x: [0.05, 0.95], y: [0.3], axes: { x: "retry", y: "coupling" } as const };
  const inputs = { tokens, worth: 0.05 };
  const lead = (by: number) => ({ solo: { right: 0.5 + by, cost: 0 }, "solo+retry": { right: 0.5, cost: 0 } });
  const line = breakEvenOf([cell(0.05, 0.3, lead(0.1)), cell(0.95, 0.3, lead(-0.1))], grid, ["solo", "solo+retry"], inputs);
  const [point] = line.points;
  near(point?.computed ?? undefined, 0.5, 1e-9);
  const derived = point?.derived ?? Number.NaN;
  const net = (retry: number) => {
    const { solo, "solo+retry": again } = predictedAt({ ...defaults, retry, coupling: 0.3 }, inputs);
    return inputs.worth * (solo.right - again.right) - (solo.cost - again.cost);
  };
  // A try that is nearly the first again is not worth its verdict.
  assert.ok(net(derived - 0.03) > 0 && net(derived + 0.03) < 0, String(derived));
  assert.equal(line.across, "x");
  near(line.gap.max, Math.abs(0.5 - derived) / 0.9, 1e-9);
  assert.deepEqual([line.gap.mean, line.gap.compared], [line.gap.max, 1]);
});

test("axes have their ranges, steps their ends, and unknown axes are refused", () => {
  assert.deepEqual(
    stepsOf("judge", 3).map((one) => Number(one.toFixed(9))),
    [0.55, 0.76, 0.97],
  );
  assert.deepEqual([stepsOf("coupling", 1), stepsOf("retry", 2)], [[0], [0.05, 0.95]]);
  assert.deepEqual(
    stepsOf("price", 3).map((one) => Number(one.toFixed(9))),
    [1, 8, 64],
  );
  assert.equal(axisNamed("judge"), "judge");
  assert.throws(() => axisNamed("zzzzzzzz"), UserError);
  assert.deepEqual(
    Object.values(axes).map(({ log }) => log),
    [false, false, false, false, true, false],
  );
});

test("the world at a point has its prices, its judge and its shocks, and bids as good as their calibration", () => {
  assert.deepEqual(ratesOf(1, 16), { input: 4, output: 20 });
  assert.deepEqual(ratesOf(0.5, 16), { input: 1, output: 5 });
  assert.deepEqual(ratesOf(0, 16), { input: 0.25, output: 1.25 });
  assert.deepEqual(judgeRates, { input: 1, output: 5 });
  const world = worldAt({ ...defaults, retry: 0.2, correlation: 0.5, judge: 0.9, price: 16, calibration: 0.25 });
  assert.deepEqual(world.errors, { shared: 0.4, retry: 0.8 });
  const { bias, noise, insight } = world.bidding as { bias: number; noise: number; insight: number };
  near(bias, 0.53 * 0.75, 1e-12);
  near(noise, 0.59 * 0.75, 1e-12);
  assert.equal(insight, 0.25);
  const profiles = world.population as {
    id: string;
    skill: unknown;
    rates: unknown;
    traits: { sensitivity: number; specificity: number; gullible: boolean };
  }[];
  assert.deepEqual(
    profiles.map(({ id }) => id),
    ["large", "medium", "small", "judge"].map((name) => `simulated/${name}`),
  );
  assert.deepEqual(
    profiles.map(({ rates }) => rates),
    [ratesOf(1, 16), ratesOf(0.5, 16), ratesOf(0, 16), judgeRates],
  );
  assert.ok(profiles.every(({ traits }) => traits.sensitivity === 0.9 && traits.specificity === 0.9 && !traits.gullible));
});

test("a suite at a point has as many tasks of each kind in turn, each worth what a right answer is, with sixty ways to be wrong", () => {
  const { tasks } = suiteAt(defaults, 5, 2, "s");
  assert.deepEqual(
    tasks.map(({ category, value }) => [category, value]),
    ["north", "south", "west", "north", "south"].map((kind) => [kind, 2e9]),
  );
  const wrong = tasks.map(({ meta }) => (meta?.["simulation"] as { wrong: string[] } | undefined)?.wrong ?? []);
  assert.ok(wrong.every((own, index) => own.length === 60 && new Set(own).size === 60 && own[7] === `w${index}-7`));
});

test("all arms have the same members, judge and attempts, but for those named after one try", () => {
  const { planned, judgeSeats } = setupAt(defaults, suiteAt(defaults, 3, 1, "s"), fixed, "s");
  assert.deepEqual(
    planned.map(({ name }) => name),
    arms.map(({ name }) => name),
  );
  const once = ["solo", "best-of", "hub-spoke"];
  for (const { name, terms, seats, verifier, limits } of planned) {
    assert.equal(terms.attempts, once.includes(name) ? 1 : 3, name);
    assert.deepEqual(
      [seats.map((seat) => seat.name), verifier, limits, terms.feedback, terms.warmFirst],
      [["large", "medium", "small"], { kind: "rubric", member: "judge" }, {}, "none", false],
    );
  }
  assert.deepEqual(
    judgeSeats.map(({ name }) => name),
    ["judge"],
  );
  assert.deepEqual(
    arms.filter(({ name }) => !isPredicted(name)).map(({ name }) => name),
    ["index"],
  );
});

test("a drawn map's counts and gaps are those of its own cells", async () => {
  const map = await drawMap({ x: "coupling", y: "judge", steps: 2, between: ["market", "index"], tasks: 2, worth: 0.05, seed: "2" });
  assert.deepEqual(
    [map.x.values, map.y.values.map((one) => Number(one.toFixed(9)))],
    [
      [0, 1],
      [0.55, 0.97],
    ],
  );
  assert.deepEqual(
    map.cells.map(({ x, y }) => [x, Number(y.toFixed(9))]),
    [
      [0, 0.55],
      [1, 0.55],
      [0, 0.97],
      [1, 0.97],
    ],
  );
  const names = arms.map(({ name }) => name);
  const predicted = names.filter(isPredicted);
  const gaps = (field: "right" | "cost", unit: number) =>
    map.cells.flatMap((one) =>
      predicted.map((name) => Math.abs((one.simulated[name]?.[field] ?? 0) - (one.predicted[name]?.[field] ?? 0)) / unit),
    );
  for (const [field, unit] of [
    ["right", 1],
    ["cost", 0.05],
  ] as const) {
    const all = gaps(field, unit);
    near(map.agreement[field].max, Math.max(...all), 1e-12);
    near(map.agreement[field].mean, all.reduce((sum, one) => sum + one, 0) / all.length, 1e-12);
  }
  assert.equal(map.agreement.topologies, names.length - 1);
  const bring = (one: MapCell, name: string, from: "simulated" | "predicted") =>
    0.05 * (one[from][name]?.right ?? 0) - (one[from][name]?.cost ?? 0);
  const best = (one: MapCell, from: "simulated" | "predicted", among: readonly string[]) =>
    among.reduce((lead, name) => (bring(one, name, from) > bring(one, lead, from) ? name : lead));
  assert.deepEqual(
    map.cells.map(({ winner }) => winner),
    map.cells.map((one) => best(one, "simulated", names)),
  );
  assert.deepEqual(
    map.cells.map(({ predictedWinner }) => predictedWinner),
    map.cells.map((one) => best(one, "predicted", predicted)),
  );
  assert.equal(
    map.agreement.winners,
    map.cells.filter((one) => best(one, "simulated", predicted) === best(one, "predicted", predicted)).length,
  );
  for (const name of names.filter((one) => one !== "market")) {
    const more = (from: "simulated" | "predicted") => map.cells.filter((one) => bring(one, "market", from) > bring(one, name, from)).length;
    assert.deepEqual(
      map.marketAhead[name],
      isPredicted(name) ? { simulated: more("simulated"), predicted: more("predicted") } : { simulated: more("simulated") },
    );
  }
  assert.equal(map.marketAhead["market"], undefined);
  assert.deepEqual(map.settings, { tasks: 2, worth: 0.05, seed: "2" });
  assert.ok(map.cells.every(({ members }) => /^(?:\w+\/){2}\w+$/.test(members["per-category"] ?? "")));
});

test("a run's place keeps within the map, and what its attempts cannot tell stands at the default and is said", async () => {
  const told = (estimate: number) => ({ estimate, standardError: 0.125 });
  const at = (change: object, prices: readonly number[] = []) =>
    placeRun(
      "r",
      { parameters: { skills: [], itemSd: told(2.25), ownSd: told(0.5), betweenModels: 0.4, betweenTries: 0.5, ...change } },
      prices,
    );
  const { point, words } = at({}, [1, 30, 0, 6]);
  assert.deepEqual(
    [point.retry, point.correlation, point.price, point.coupling, point.judge],
    [0.5, 0.8, 30, defaults.coupling, defaults.judge],
  );
  assert.deepEqual(words, [
    "[..] is r: independence of tries 0.50, errors in common 0.80, price ratio 30.0.",
    "Fitted to its attempts: items' spread 2.25 (standard error 0.13), a member's own 0.50 (standard error 0.13), in units of one try's.",
    "Coupling, judge accuracy and calibration are not told by attempts: they stand at their defaults.",
  ]);
  const edge = at({ betweenTries: 0.99, betweenModels: 2 }, [1, 1000]).point;
  assert.deepEqual([edge.retry, edge.correlation, edge.price], [0.05, 1, 64]);
  assert.deepEqual([at({ betweenTries: 0 }).point.retry, at({ betweenTries: 0, betweenModels: 0 }).point.correlation], [0.95, 0]);
  // One price, or none that is paid, tells no ratio.
  assert.deepEqual([at({}, [7]).point.price, at({}, [0, 0]).point.price, at({}, []).point.price], [20, 20, 20]);
  const untold = at({ ownSd: told(0) });
  assert.deepEqual([untold.point.retry, untold.point.correlation], [0.15, 0.87]);
  assert.match(untold.words[1] ?? "", /^No member tried a task twice and alone/);
  const { store } = openLedger();
  await assert.rejects(
    placedRun(store, "r"),
    (error) => error instanceof UserError && /The run r cannot be put on the map: /.test(error.message),
  );
  store.close();
});
