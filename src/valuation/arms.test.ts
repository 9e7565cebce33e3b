import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { type ArmPlan, armsOn } from "./arms.ts";
import { cascadePlayer } from "./cascade-player.ts";
import { evidenceOf, type Outcome } from "./evidence.ts";
import { halvesOf } from "./halves.ts";
import { measuredChecker } from "./measured-checker.ts";
import { oracle } from "./oracle.ts";
import { overSplits } from "./over-splits.ts";
import { type ItemResult, play } from "./replay.ts";
import { routerCurve } from "./router-curve.ts";
import { sharedEvidence } from "./shared-evidence.ts";
import { split } from "./split.ts";
import { votePlayer } from "./vote-player.ts";

const near = (got: number | undefined, wanted: number, within = 1e-12): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);
const of = (item: string, member: string, passed: boolean, more: Partial<Outcome> = {}): Outcome => ({
  item,
  member,
  category: "x",
  passed,
  cost: 1,
  ...more,
});
const first = (results: readonly ItemResult[]): ItemResult => results[0] as ItemResult;

test("a cascade takes the first answer that the check accepts, and the last member's unchecked", () => {
  const evidence = evidenceOf([of("1", "a", false, { cost: 1 }), of("1", "b", true, { cost: 4 }), of("1", "c", false, { cost: 10 })]);
  const checker = { sensitivity: 0.9, specificity: 0.8, price: 0.5 };
  const { passed, cost, calls, verdicts, falseAccepts } = first(play(evidence, [0], cascadePlayer([0, 1, 2]), { checker }));
  // a is wrong: accepted with .2. Then b, right: accepted with .9. Then c, wrong, taken as it is.
  near(passed, 0.8 * 0.9);
  near(falseAccepts, 0.2);
  near(calls, 1 + 0.8 + 0.8 * 0.1);
  near(verdicts, 1 + 0.8);
  near(cost, 1 + 0.8 * 4 + 0.08 * 10 + 1.8 * 0.5);
});

test("a vote takes what most said; of two as common, what the better member said; a blank abstains", () => {
  const said = (a: string, b: string, c: string) =>
    evidenceOf([of("1", "a", a === "7", { answer: a }), of("1", "b", b === "7", { answer: b }), of("1", "c", c === "7", { answer: c })]);
  const rate = (a: string, b: string, c: string): number => first(play(said(a, b, c), [0], votePlayer([0, 1, 2]), {})).passed;
  near(rate("7", "8", "8"), 0);
  near(rate("7", "8", "9"), 1);
  near(rate("", "7", "8"), 1);
  near(rate("", "", ""), 0);
});

test("recorded verdicts are those that a replay gives, and others are weighed by the measured rates", () => {
  const outcomes = [of("1", "a", false, { verdict: true }), of("1", "b", true, { verdict: true })];
  const checker = { sensitivity: 0.9, specificity: 0.8, price: 0, recorded: true };
  near(first(play(evidenceOf(outcomes), [0], cascadePlayer([0, 1]), { checker })).falseAccepts, 1);
  const untold = [of("1", "a", false), of("1", "b", true)];
  near(first(play(evidenceOf(untold), [0], cascadePlayer([0, 1]), { checker })).falseAccepts, 0.2);
  // Two samples that end alike and were judged apart are two.
  const apart = [of("1", "a", false, { verdict: true, sample: 0 }), of("1", "a", false, { verdict: false, sample: 1 }), of("1", "b", true)];
  near(first(play(evidenceOf(apart), [0], cascadePlayer([0, 1]), { checker })).falseAccepts, 0.5);
});

test("a checker's rates are measured with half a verdict of each kind added", () => {
  const judged = (item: string, passed: boolean, verdict?: boolean): Outcome =>
    of(item, "a", passed, verdict === undefined ? {} : { verdict });
  const evidence = evidenceOf([
    judged("1", true, true),
    judged("2", true, true),
    judged("3", true, false),
    judged("4", false, true),
    judged("5", false),
  ]);
  const { sensitivity, specificity, right, wrong, price } = measuredChecker(evidence, 0.01);
  near(sensitivity, 2.5 / 4);
  near(specificity, 0.5 / 2);
  assert.deepEqual([right, wrong, price], [3, 1, 0.01]);
});

test("the oracle takes who is likeliest to be right, or with a value whoever brings most, or nobody", () => {
  const evidence = evidenceOf([
    of("1", "a", true, { cost: 1 }),
    of("1", "b", true, { cost: 5 }),
    of("2", "a", false, { cost: 1 }),
    of("2", "b", true, { cost: 5 }),
    of("3", "a", false, { cost: 1 }),
    of("3", "b", false, { cost: 5 }),
  ]);
  const told = (value?: number) => oracle(evidence, {}, value).map(({ passed, cost, calls }) => [passed, cost, calls]);
  assert.deepEqual(told(), [
    [1, 1, 1],
    [1, 5, 1],
    [0, 1, 1],
  ]);
  // At 4 the dear answer is not worth having, and an attempt in vain never is.
  assert.deepEqual(told(4), [
    [1, 1, 1],
    [0, 0, 0],
    [0, 0, 0],
  ]);
});

test("members that tried nine items in ten stay, with the items that all of them tried", () => {
  const items = Array.from({ length: 20 }, (_, i) => `${i}`);
  const outcomes = items.flatMap((item, i) => [
    of(item, "a", true),
    ...(i < 18 ? [of(item, "b", true)] : []),
    ...(i < 17 ? [of(item, "c", true)] : []),
  ]);
  const { evidence, membersLeft, itemsLeft } = sharedEvidence(outcomes);
  assert.deepEqual([evidence.members, evidence.items.length, membersLeft, itemsLeft], [["a", "b"], 18, ["c"], 2]);
});

test("an item scored in several splits counts once, at its mean", () => {
  const result = (id: string, passed: number, cost: number): ItemResult => ({
    item: { id, category: "x" },
    passed,
    cost,
    calls: 1,
    verdicts: 0,
    falseAccepts: 0,
  });
  const merged = overSplits([[result("1", 1, 2), result("2", 0, 4)], [result("1", 0, 4)]]);
  assert.deepEqual(
    merged.map(({ item, passed, cost }) => [item.id, passed, cost]),
    [
      ["1", 0.5, 3],
      ["2", 0, 4],
    ],
  );
});

/** Members that are good at a category each. */
function world(n: number, categories: number, seed = "world"): Outcome[] {
  const next = stream(seed);
  return Array.from({ length: n }, (_, i) => {
    const category = `c${i % categories}`;
    const skill = [0.4, category === "c0" ? 0.95 : 0.45, category === "c1" ? 0.9 : 0.6];
    return ["a", "b", "c"].map((member, m) => of(`${i}`, member, next() < (skill[m] ?? 0), { category, cost: [1, 3, 8][m] ?? 0 }));
  }).flat();
}
const plan: ArmPlan = {
  share: 0.5,
  terms: {},
  checkers: [
    { name: "none", checker: () => undefined },
    { name: ".90/.10", checker: () => ({ sensitivity: 0.9, specificity: 0.9, price: 0 }) },
  ],
  answers: false,
  values: [{ name: "30", value: 30 }],
  main: 30,
  free: 1,
  goal: () => ({ kind: "match" }),
};

test("a router that can tell no item from another routes by chance: its curve is the straight line from the weak member to the strong one", () => {
  const evidence = evidenceOf(world(80, 1));
  const halves = halvesOf(evidence, { seed: "1", share: 0.5, terms: {} });
  const curve = routerCurve(halves, 0, 2);
  const at = (k: number, of: "strong" | "passed"): number => curve.reduce((sum, item) => sum + (item[of][k] as number), 0) / curve.length;
  for (let k = 0; k <= 20; k++) near(at(k, "strong"), k / 20);
  near(at(10, "passed"), (at(0, "passed") + at(20, "passed")) / 2);
});

test("a router that knows the categories sends the strong member first what it gains most on", () => {
  const evidence = evidenceOf(world(400, 2));
  const halves = halvesOf(evidence, { seed: "1", share: 0.5, terms: {} });
  const curve = routerCurve(halves, 0, 1);
  const sent = (category: string): number => {
    const own = curve.filter(({ id }) => evidence.items.find((item) => item.id === id)?.category === category);
    return own.reduce((sum, { strong }) => sum + (strong[10] as number), 0) / own.length;
  };
  near(sent("c0"), 1);
  near(sent("c1"), 0);
});

test("what is chosen on one part does not change when the outcomes of the other part do", () => {
  const outcomes = world(120, 2);
  const evidence = evidenceOf(outcomes);
  const scored = new Set(split(evidence.items, 0.5, "7").test.map((place) => evidence.items[place]?.id));
  const turned = evidenceOf(
    outcomes.map((outcome) =>
      scored.has(outcome.item) ? { ...outcome, passed: !outcome.passed, cost: 9 - (outcome.cost ?? 0) } : outcome,
    ),
  );
  const [before, after] = [armsOn(evidence, plan, "7"), armsOn(turned, plan, "7")];
  assert.deepEqual(
    after.arms.map(({ arm, chosen }) => [arm, chosen]),
    before.arms.map(({ arm, chosen }) => [arm, chosen]),
  );
  const passes = (arms: typeof before.arms, name: string): number =>
    arms.find(({ arm }) => arm === name)?.results.reduce((sum, { passed }) => sum + passed, 0) ?? 0;
  near(passes(before.arms, "best single") + passes(after.arms, "best single"), scored.size);
});

test("allocation by category beats the best single member, and a check and a second try beat both", () => {
  const { arms } = armsOn(evidenceOf(world(400, 2)), plan, "3");
  const net = (name: string): number =>
    arms.find(({ arm }) => arm === name)?.results.reduce((sum, { passed, cost }) => sum + 30 * passed - cost, 0) ?? 0;
  assert.ok(net("step: allocation") > net("best single at v 30"));
  assert.ok(net("step: further tries") > net("step: allocation"));
  assert.ok(net("oracle at v 30") > net("step: further tries"));
});
