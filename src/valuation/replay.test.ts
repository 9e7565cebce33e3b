import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { type Evidence, evidenceOf, type Outcome } from "./evidence.ts";
import { fitSignals } from "./signals.ts";
import { learn } from "./learn.ts";
import { indexPlayer, singlePlayer } from "./players.ts";
import { type ItemResult, play, type Player, replay } from "./replay.ts";
import { split } from "./split.ts";

const near = (got: number | undefined, wanted: number, within = 1e-12): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);
const one = (results: readonly ItemResult[]): ItemResult => results[0] as ItemResult;
const cell = (member: string, passes: readonly number[], costs: readonly number[]): Outcome[] =>
  passes.map((passed, sample) => ({ item: "1", category: "x", member, sample, passed: passed === 1, cost: costs[sample] ?? 0 }));

/** Asks a, then a again, then b; checks each answer, and takes the first that the checker accepts, else the last. */
const ladder: Player = () => (seen) => {
  const last = seen.length - 1;
  if (last >= 0 && seen[last]?.verdict === undefined) return { kind: "verify", attempt: last };
  if (last >= 0 && seen[last]?.verdict === true) return { kind: "accept", attempt: last };
  if (seen.length < 3) return { kind: "try", member: seen.length < 2 ? 0 : 1 };
  return { kind: "accept", attempt: last };
};

test("a single member's rate and cost are those of all its samples, not of the first", () => {
  const evidence = evidenceOf(cell("a", [0, 1, 1], [1, 2, 6]));
  const { passed, cost, calls } = one(play(evidence, [0], singlePlayer(0), {}));
  near(passed, 2 / 3);
  near(cost, 3);
  near(calls, 1);
});

test("repeats are over the recorded samples in every order, and a checker's errors are weighed and not drawn", () => {
  const evidence = evidenceOf([...cell("a", [1, 0, 0], [1, 1, 1]), ...cell("b", [1], [5])]);
  const perfect = one(play(evidence, [0], ladder, { checker: { sensitivity: 1, specificity: 1, price: 0.5 } }));
  // First right 1/3; first wrong, second right 2/3 x 1/2; else b, which is right.
  near(perfect.passed, 1);
  near(perfect.calls, 1 / 3 + (2 / 3 / 2) * 2 + (1 / 3) * 3);
  near(perfect.cost, (1 / 3) * 1.5 + (1 / 3) * 3 + (1 / 3) * (3 + 5.5));
  near(perfect.falseAccepts, 0);
  // With .9/.8: after each answer the checker accepts a right one with .9, a wrong one with .2.
  const { passed, falseAccepts } = one(play(evidence, [0], ladder, { checker: { sensitivity: 0.9, specificity: 0.8, price: 0 } }));
  // Samples of a: right first, wrong then right, both wrong; b is delivered whatever the verdict.
  const right = (1 / 3) * (0.9 + 0.1 * 0.8) + (1 / 3) * 0.8 * (0.9 + 0.1) + (1 / 3) * 0.8 * 0.8;
  near(passed, right);
  near(falseAccepts, 1 - right);
});

test("a policy sees which answers are equal, blank ones as none, and never whether they passed", () => {
  const evidence = evidenceOf(
    ["4", "5", "4", ""].map((answer, m) => ({ item: "1", category: "x", member: `m${m}`, passed: m === 1, answer, confidence: m / 10 })),
  );
  const shown: unknown[] = [];
  const all: Player =
    ({ left }) =>
    (seen) => {
      if (seen.length < left.length) return { kind: "try", member: seen.length };
      shown.push(seen);
      return { kind: "stop" };
    };
  play(evidence, [0], all, { unknownCost: 1 });
  assert.deepEqual(shown, [
    [
      { member: 0, answer: 0, confidence: 0 },
      { member: 1, answer: 1, confidence: 0.1 },
      { member: 2, answer: 0, confidence: 0.2 },
      { member: 3, answer: undefined, confidence: 0.3 },
    ],
  ]);
});

test("a cost that was not recorded is refused unless what it counts as is stated", () => {
  const evidence = evidenceOf([{ item: "1", category: "x", member: "a", passed: true }]);
  assert.throws(() => play(evidence, [0], singlePlayer(0), {}), /No cost is recorded of "a" on item "1"/);
  near(one(play(evidence, [0], singlePlayer(0), { unknownCost: 2 })).cost, 2);
});

function drawn(seed: string, items = 80): Outcome[] {
  const next = stream(seed);
  return Array.from({ length: items }, (_, i) => i).flatMap((i) =>
    ["a", "b", "c"].map((member, m) => ({ item: `${i}`, category: `c${i % 2}`, member, passed: next() < 0.4 + 0.2 * m, cost: 1 + 2 * m })),
  );
}

test("planted: a fit that looks for outcomes of the scored half finds none, and their outcomes change nothing that is decided", () => {
  const outcomes = drawn("leak");
  const evidence = evidenceOf(outcomes);
  const parts = split(evidence.items, 0.5, "1");
  const scored = new Set(parts.test.map((place) => evidence.items[place]?.id));
  let found = -1;
  /** Learns the outcome of every item it can get hold of, and names the member that passes where it knows one. */
  const thief = (train: Evidence): Player => {
    const known = new Map(train.samples.flat().map((outcome) => [`${outcome.item} ${outcome.member}`, outcome.passed]));
    found = train.samples.flat().filter(({ item }) => scored.has(item)).length + train.items.filter(({ id }) => scored.has(id)).length;
    return ({ item }) => {
      const member = train.members.findIndex((name) => known.get(`${item.id} ${name}`) === true);
      return singlePlayer(Math.max(0, member))({ item, left: [] });
    };
  };
  const stolen = replay(evidence, parts, thief, {});
  assert.equal(found, 0);
  const plain = replay(evidence, parts, () => singlePlayer(0), {});
  assert.deepEqual(stolen, plain);
  const flipped = evidenceOf(outcomes.map((outcome) => (scored.has(outcome.item) ? { ...outcome, passed: !outcome.passed } : outcome)));
  const first = (of: Evidence): unknown[] => {
    const chosen: unknown[] = [];
    const policy = (train: Evidence): Player => {
      const player = indexPlayer(learn(train, { seed: "1" }), { value: 20 });
      return (task) => (seen) => {
        const action = player(task)(seen);
        chosen.push(action);
        return action;
      };
    };
    replay(of, parts, policy, {});
    return chosen;
  };
  // Without a checker nothing that is seen depends on what passed.
  assert.deepEqual(first(flipped), first(evidence));
});

test("the index policy with a perfect check reaches more than the best member for less, on members that fail apart", () => {
  const evidence = evidenceOf(drawn("gain", 400));
  const parts = split(evidence.items, 0.5, "1");
  const checker = { sensitivity: 1, specificity: 1, price: 0 };
  const results = replay(evidence, parts, (train) => indexPlayer(learn(train, { seed: "1" }), { value: 100, checker }), { checker });
  const mean = (of: (result: ItemResult) => number): number => results.reduce((sum, result) => sum + of(result), 0) / results.length;
  // At .4, .6 and .8 apart, all three reach 1 - .6 x .4 x .2 = .952, and cost 1 + .6 x 3 + .24 x 5 = 4 in the order of cost over chance.
  near(
    mean(({ passed }) => passed),
    0.952,
    0.04,
  );
  near(
    mean(({ cost }) => cost),
    4,
    0.5,
  );
});

test("a clue's kinds have chances that sum to 1, and its odds are those with which it comes", () => {
  const next = stream("clues");
  const outcomes = Array.from({ length: 1500 }, (_, i) => {
    const passed = next() < 0.5;
    return { item: `${i}`, category: "x", member: "a", passed, confidence: next() < (passed ? 0.8 : 0.3) ? 0.9 : 0.6 };
  });
  const evidence = evidenceOf(outcomes);
  const signals = fitSignals(evidence, new Float64Array(1500).fill(0.5));
  const table = signals?.tables[0];
  near(
    table?.ifRight.reduce((sum, x) => sum + x, 0),
    1,
  );
  near(
    table?.ifWrong.reduce((sum, x) => sum + x, 0),
    1,
  );
  const kind = signals?.kind(0, { confidence: 0.9 }) ?? 0;
  near(table?.ifRight[kind], 0.8, 0.06);
  near(table?.ifWrong[kind], 0.3, 0.06);
  assert.equal(fitSignals(evidenceOf(drawn("none")), new Float64Array(240).fill(0.5)), undefined);
});

test("the least evidence there can be is played without a number that is none: one item, none to learn from, no value, a checker worse than chance", () => {
  const row = (item: string, member: string, more: Partial<Outcome> = {}): Outcome => ({
    item,
    category: "x",
    member,
    passed: item === "1",
    cost: 1,
    ...more,
  });
  const checker = { sensitivity: 0.4, specificity: 0.3, price: 0.1 };
  const played = (rows: readonly Outcome[], train: readonly number[], test: readonly number[], value = 10): number[][] => {
    const evidence = evidenceOf(rows);
    const policy = (half: Evidence): Player => indexPlayer(learn(half, { seed: "1" }), { value, checker });
    return replay(evidence, { train, test }, policy, { checker }).map(({ passed, cost }) => [passed, cost]);
  };
  // Worth asking and, the verdict read the other way, worth its price.
  assert.deepEqual(played([row("1", "a")], [0], [0]), [[1, 1.1]]);
  // Nobody of known cost, nothing worth anything, nobody who tried the item: nothing is bought.
  assert.deepEqual(played([row("1", "a")], [], [0]), [[0, 0]]);
  assert.deepEqual(played([row("1", "a"), row("2", "a")], [0], [1], 0), [[0, 0]]);
  assert.deepEqual(played([row("1", "a"), row("2", "b")], [0], [1]), [[0, 0]]);
  // Blank answers are paid and never delivered.
  const blank = played([row("1", "a"), row("2", "a", { answer: "" })], [0], [1])[0] ?? [];
  assert.equal(blank[0], 0);
  assert.ok((blank[1] ?? 0) >= 1);
  assert.deepEqual(played([row("__proto__", "constructor")], [0], [0]).length, 1);
});
