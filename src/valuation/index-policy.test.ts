import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { agreementDecision } from "./agreement-policy.ts";
import { type Attempt, Belief, type Prior } from "./belief.ts";
import { evidenceOf } from "./evidence.ts";
import type { FittedModel } from "./learn.ts";
import { indexPlayer } from "./players.ts";
import { play } from "./replay.ts";
import { dawidSkene } from "./dawid-skene.ts";
import { bestOf, indexDecision, type CheckedAttempt } from "./index-policy.ts";
import { gainBeyond, type Prospect, reservation } from "./reservation.ts";
import { comparableSight } from "./sight-comparable.ts";
import { separateSight } from "./sight-separate.ts";
import { kindsOf, type Terms } from "./sight.ts";
import { unlabelledChances } from "./unlabelled.ts";
import { defined } from "../util/defined.ts";

const near = (got: number | undefined, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);
const perfect = { sensitivity: 1, specificity: 1, price: 0 };
const prior = (p: readonly number[], loading = 0, concentration?: number): Prior => ({
  p,
  loadings: p.map(() => loading),
  repeats: p.map(() => loading ** 2),
  ...defined({ concentration }),
});

test("a reservation value is v - c / p, and v - (c + price) / p where a check follows; what can bring nothing has none", () => {
  near(
    reservation(
      [
        { chance: 0.4, worth: 10 },
        { chance: 0.6, worth: 0 },
      ],
      1,
    ),
    10 - 1 / 0.4,
  );
  const check = {
    cost: 0.5,
    prospects: [
      { chance: 0.4, worth: 10 },
      { chance: 0.6, worth: 0 },
    ],
  };
  near(reservation([{ chance: 1, worth: 4, next: [check] }], 1), 10 - 1.5 / 0.4);
  // A check dearer than it is worth is not taken: the answer as it stands, less its cost.
  near(reservation([{ chance: 1, worth: 4, next: [{ ...check, cost: 5 }] }], 1), 3);
  assert.equal(reservation([], 1), -Infinity);
  near(reservation([{ chance: 0.4, worth: 10 }], 0), 10);
});

/** What the policy brings, over all that may come: members independent, the check perfect. */
function expectedNet(p: readonly number[], terms: Terms, tried: readonly CheckedAttempt[] = []): number {
  const { action } = indexDecision(new Belief(prior(p)), tried, {
    ...terms,
    left: p.map((_, m) => Number(tried.every(({ member }) => member !== m))),
  });
  if (action.kind === "stop") return 0;
  if (action.kind === "try") {
    const next: CheckedAttempt = { member: action.member, answer: tried.length, ifRight: 1, ifWrong: 1, checked: false };
    return expectedNet(p, terms, [...tried, next]) - (terms.costs[action.member] ?? 0);
  }
  const one = tried[action.attempt] as CheckedAttempt;
  const chance = one.checked ? one.ifRight : (p[one.member] ?? 0);
  if (action.kind === "accept") return terms.value * chance;
  const read = (passed: number): number =>
    expectedNet(
      p,
      terms,
      tried.map((other) => (other === one ? { ...one, checked: true, ifRight: passed, ifWrong: 1 - passed } : other)),
    );
  return chance * read(1) + (1 - chance) * read(0) - (terms.checker?.price ?? 0);
}

/** The most that any order and stopping rule can bring, by exhaustive search. */
function optimum(p: readonly number[], costs: readonly number[], value: number, left: readonly number[]): number {
  return Math.max(
    0,
    ...left.map((m) => {
      const others = left.filter((other) => other !== m);
      return (p[m] ?? 0) * value + (1 - (p[m] ?? 0)) * optimum(p, costs, value, others) - (costs[m] ?? 0);
    }),
  );
}

test("with independent members and a check that is perfect and free the index policy brings what exhaustive search over all orders and stops finds to be the most", () => {
  const next = stream("weitzman");
  for (let round = 0; round < 40; round++) {
    const p = Array.from({ length: 4 }, () => 0.05 + 0.9 * next());
    const costs = p.map(() => next());
    const value = 0.5 + 3 * next();
    near(expectedNet(p, { value, costs, checker: perfect, left: [] }), optimum(p, costs, value, [0, 1, 2, 3]), 1e-6);
  }
});

test("a perfect check that has a price is bought though nobody is left to ask, by its price short of the most, as docs/decide.md says", () => {
  const terms = { value: 10, costs: [3], checker: { ...perfect, price: 0.1 }, left: [] };
  near(expectedNet([0.9], terms), 10 * 0.9 - 3 - 0.1);
  near(optimum([0.9], [3], 10, [0]), 6);
  const page = readFileSync(join(import.meta.dirname, "../../docs/decide.md"), "utf8");
  assert.match(page, /bring \$9 - \$3 = \$6 unchecked; .* brings \$5\.90\./);
  assert.doesNotMatch(page, /perfect check the rule is optimal/);
});

test("members are tried in the order of cost over chance, and the decision says every index and why it stops", () => {
  const belief = new Belief(prior([0.9, 0.5, 0.2]));
  const terms = { value: 10, costs: [2, 1, 1], checker: perfect, left: [1, 1, 1] };
  const first = indexDecision(belief, [], terms);
  assert.deepEqual(first.action, { kind: "try", member: 1 });
  const indices = new Map(first.weighed.map(({ action, index }) => [action.kind === "try" ? action.member : -1, index]));
  for (const [m, wanted] of [10 - 2 / 0.9, 10 - 1 / 0.5, 10 - 1 / 0.2].entries()) near(indices.get(m), wanted);
  // At a value of 1 none is worth its cost: the least bad is .5 x 1 - 1.
  const dear = indexDecision(belief, [], { ...terms, value: 1 });
  assert.deepEqual(dear.action, { kind: "stop" });
  assert.match(dear.why, /no answer; the highest index, -0\.5000, is not above 0\.000/);
  const right: CheckedAttempt = { member: 0, answer: 0, ifRight: 1, ifWrong: 0, checked: true };
  assert.deepEqual(indexDecision(belief, [right], { ...terms, left: [0, 1, 1] }).action, { kind: "accept", attempt: 0 });
});

test("after a failure a member that fails with it gives way to one that does not", () => {
  const belief = new Belief({ p: [0.6, 0.6, 0.55], loadings: [0.9, 0.9, 0], repeats: [0.81, 0.81, 0] });
  const failed: CheckedAttempt = { member: 0, answer: 0, ifRight: 0, ifWrong: 1, checked: true };
  const { action } = indexDecision(belief, [failed], { value: 10, costs: [1, 1, 1], checker: perfect, left: [0, 1, 1] });
  assert.deepEqual(action, { kind: "try", member: 2 });
});

test("a check that tells nothing is never bought, and one that is wrong more often than right is read the other way", () => {
  const belief = new Belief(prior([0.5]));
  const tried: CheckedAttempt[] = [{ member: 0, answer: 0, ifRight: 1, ifWrong: 1, checked: false }];
  const blind = { value: 10, costs: [1], left: [0], checker: { sensitivity: 0.7, specificity: 0.3, price: 0.01 } };
  assert.deepEqual(indexDecision(belief, tried, blind).action, { kind: "accept", attempt: 0 });
  const worse = new Belief(prior([0.5])).after([{ member: 0, answer: 0, ifRight: 0.2, ifWrong: 0.7 }]);
  near(worse.right(0), 0.1 / 0.45);
});

/** What one more attempt brings, by the posterior after each thing that may be seen. */
function byPosterior(
  belief: Belief,
  tried: readonly Attempt[],
  member: number,
  terms: Terms,
): { chance: number; worth: number; tried: Attempt[] }[] {
  const now = belief.after(tried);
  const known = now.comparable ? [...new Set(tried.map(({ answer }) => answer))].filter((answer) => answer !== undefined) : [];
  return [...known, 100 + tried.length].flatMap((answer) =>
    kindsOf(terms, member).map((kind) => {
      const next = [...tried, { member, answer, ...kind }];
      const after = belief.after(next);
      return { chance: after.total / now.total, worth: terms.value * bestOf(after).chance, tried: next };
    }),
  );
}
const assertProspects = (got: readonly Prospect[], wanted: readonly { chance: number; worth: number }[]): void => {
  const sorted = (list: readonly { chance: number; worth: number }[]): number[] =>
    list.toSorted((a, b) => a.chance - b.chance || a.worth - b.worth).flatMap(({ chance, worth }) => [chance, worth]);
  const [one, other] = [sorted(got), sorted(wanted)];
  assert.equal(one.length, other.length);
  for (const [i, value] of other.entries()) near(one[i], value, 1e-9);
};
const signal = { ifRight: [0.7, 0.3], ifWrong: [0.2, 0.8] };

test("what the next one or two attempts may bring is what the posterior says after each answer that may be given", () => {
  const belief = new Belief(prior([0.7, 0.6, 0.8, 0.5], 0.6, 2));
  const tried: Attempt[] = [
    { member: 0, answer: 0, ifRight: 1, ifWrong: 1 },
    { member: 1, answer: 1, ifRight: 0.5, ifWrong: 0.9 },
  ];
  const terms: Terms = { value: 10, costs: [1, 1, 1, 1], left: [0, 0, 1, 1], signals: [undefined, undefined, signal, undefined] };
  const sight = comparableSight(belief.after(tried), terms);
  assertProspects(sight.once(2), byPosterior(belief, tried, 2, terms));
  const wanted = byPosterior(belief, tried, 2, terms).flatMap((one) =>
    byPosterior(belief, one.tried, 3, terms).map(({ chance, worth }) => ({ chance: chance * one.chance, worth })),
  );
  const got = (sight.twice(2, [3]) ?? []).flatMap(({ chance, next = [] }) =>
    next.flatMap(({ prospects }) => prospects.map((one) => ({ chance: one.chance * chance, worth: one.worth }))),
  );
  assertProspects(got, wanted);
});

test("where answers cannot be compared, what an attempt and its check may bring is what the posterior says, the other answers' chances too", () => {
  const belief = new Belief(prior([0.7, 0.6, 0.8], 0.7));
  const tried: Attempt[] = [
    { member: 0, answer: 0, ifRight: 0.9, ifWrong: 0.2 },
    { member: 1, answer: 1, ifRight: 0.1, ifWrong: 0.8 },
  ];
  const terms: Terms = { value: 10, costs: [1, 1, 1], left: [0, 0, 1], checker: { sensitivity: 0.9, specificity: 0.8, price: 1 } };
  const now = belief.after(tried);
  const checked = [[0.9, 0.2] as const, [0.1, 0.8] as const].map(([ifRight, ifWrong]) => {
    const after = belief.after([...tried, { member: 2, answer: 2, ifRight, ifWrong }]);
    return { chance: after.total / now.total, worth: 10 * bestOf(after).chance };
  });
  const [step] = separateSight(now, terms).twice(2, []) ?? [];
  assertProspects(step?.next?.[0]?.prospects ?? [], checked);
});

test("agreement asks in order and stops when the answer is likely enough, and says how likely", () => {
  const belief = new Belief(prior([0.7, 0.7, 0.9], 0, 1));
  const terms = { order: [0, 1, 2], enough: 0.8 };
  const one: CheckedAttempt = { member: 0, answer: 0, ifRight: 1, ifWrong: 1, checked: false };
  assert.deepEqual(agreementDecision(belief, [], terms).action, { kind: "try", member: 0 });
  assert.match(agreementDecision(belief, [one], terms).why, /right with 70\.0%, less than 80\.0%/);
  // Both right .49; both wrong and equal .09 x 1/2: .49 / .535 = 91.6%.
  const agreed = agreementDecision(belief, [one, { ...one, member: 1 }], terms);
  assert.deepEqual(agreed.action, { kind: "accept", attempt: 0 });
  near(agreed.chance, 0.49 / 0.535);
  assert.deepEqual(agreementDecision(belief, [one, { ...one, member: 1, answer: 1 }], terms).action, { kind: "try", member: 2 });
  assert.deepEqual(agreementDecision(belief, [{ ...one, answer: undefined }], { order: [0], enough: 0.5 }).action, { kind: "stop" });
});

test("raters' accuracies are found from their agreement alone where answers come exactly as often as three independent raters give them", () => {
  const accuracy = [0.9, 0.8, 0.7];
  const ratings: number[][] = [];
  for (let pattern = 0; pattern < 8; pattern++) {
    const row = [0, 1, 2].map((rater) => (pattern >> rater) & 1);
    const chance = [0, 1].reduce(
      (sum, truth) =>
        sum + 0.5 * row.reduce((all, given, rater) => all * (given === truth ? (accuracy[rater] ?? 0) : 1 - (accuracy[rater] ?? 0)), 1),
      0,
    );
    for (let i = 0; i < Math.round(1000 * chance); i++) ratings.push(row);
  }
  assert.equal(ratings.length, 1000);
  const found = dawidSkene(ratings, 2, { smoothing: 0, most: 20_000 });
  for (const [rater, wanted] of accuracy.entries()) near(found.accuracy[rater], wanted, 1e-3);
  near(found.prevalence[0], 0.5, 1e-3);
  // With one number for each rater and two labels (wrong answers are always equal) it is the same estimate.
  for (const [rater, chance] of unlabelledChances(ratings, 1e-9, 5000).entries()) near(chance, accuracy[rater] ?? 0, 1e-3);
});

test("one round of Dawid and Skene's expectation and maximization is what a hand works out", () => {
  // Two items, three raters: votes 0 0 1 and 1 1 1. Shares 2/3 : 1/3 and 0 : 1, prevalence 1/3 : 2/3. Rater 0 says 0 when 0 is right always, and when
  // 1 is right with (1/3) / (4/3) = 1/4; rater 2 says 1 always. Then item 0: 1/3 x 1 x 1 x 1 against 2/3 x 1/4 x 1/4 x 1: 8/9.
  const { labels } = dawidSkene(
    [
      [0, 0, 1],
      [1, 1, 1],
    ],
    2,
    { smoothing: 0, most: 2 },
  );
  near(labels[0]?.[0], 8 / 9);
  near(labels[1]?.[1], 1);
});

test("chances from agreement alone are those at which a belief in independent members expects just these shares of right answers", () => {
  const next = stream("free answers");
  const rows = Array.from({ length: 200 }, () =>
    [0.8, 0.7, 0.5].map((p) => (next() < 0.1 ? undefined : next() < p ? 1 : 2 + Math.floor(4 * next()))),
  );
  const p = unlabelledChances(rows, 4);
  const belief = new Belief(prior(p, 0, 4));
  const sums = p.map(() => ({ right: 0, all: 0 }));
  for (const row of rows) {
    const tried = row.flatMap((answer, member) => (answer === undefined ? [] : [{ member, answer, ifRight: 1, ifWrong: 1 }]));
    const now = belief.after(tried);
    for (const [place, { member }] of tried.entries()) {
      const sum = sums[member] as (typeof sums)[number];
      sum.right += now.right(place);
      sum.all += 1;
    }
  }
  for (const [m, { right, all }] of sums.entries()) near(p[m], right / all, 1e-3);
});

test("from agreement on free answers the member that others join is told from the one that nobody joins", () => {
  // a and b give the truth (1) in most items and else answers of their own; c always answers alone.
  const rows = Array.from({ length: 50 }, (_, i) => [i % 10 === 0 ? 2 : 1, i % 5 === 0 ? 3 : 1, 4]);
  const [a = 0, b = 0, c = 1] = unlabelledChances(rows, 20);
  assert.ok(a > 0.8 && b > 0.7 && c < 0.2, `${a} ${b} ${c}`);
});

test("where one attempt is all there may be, none is made for the sake of a second that would be compared with it", () => {
  // Alone the dear member brings .85 x 10 - 1 = 7.5 and the cheap one .7 x 10 - .01 = 6.99; a cheap answer to be compared comes first only where more may follow.
  const belief = new Belief(prior([0.7, 0.68, 0.85], 0, 4));
  const terms = { value: 10, costs: [0.01, 0.01, 1], left: [1, 1, 1] };
  assert.deepEqual(indexDecision(belief, [], { ...terms, attempts: 1 }).action, { kind: "try", member: 2 });
  assert.notDeepEqual(indexDecision(belief, [], terms).action, { kind: "try", member: 2 });
});

test("the last attempt that there may be is the one that brings most, not the one with the highest index", () => {
  // With a perfect check at 10: the cheap one has the index 10 - .1 / .3 = 9.67 and brings 2.9, the dear one 10 - 2 / .9 = 7.78 and brings 7.
  const belief = new Belief(prior([0.3, 0.9]));
  const terms = { value: 10, costs: [0.1, 2], left: [1, 1], checker: perfect };
  assert.deepEqual(indexDecision(belief, [], terms).action, { kind: "try", member: 0 });
  const last = indexDecision(belief, [], { ...terms, attempts: 1 });
  assert.deepEqual(last.action, { kind: "try", member: 1 });
  near(last.weighed[0]?.index, 10 - 2 / 0.9);
  // What an attempt that is right with .3 brings beyond 9.
  near(
    gainBeyond(
      [
        { chance: 0.3, worth: 10 },
        { chance: 0.7, worth: 0 },
      ],
      9,
    ),
    0.3,
  );
});

test("the example of docs/decide.md, worked out by hand, is what the index policy does", () => {
  const belief = new Belief(prior([0.6, 0.9]));
  const terms = { value: 10, costs: [0.5, 3], checker: { sensitivity: 0.9, specificity: 0.9, price: 0.1 } };
  const made = (member: number, verdict?: boolean): CheckedAttempt => ({
    member,
    answer: member,
    checked: verdict !== undefined,
    ifRight: verdict === undefined ? 1 : verdict ? 0.9 : 0.1,
    ifWrong: verdict === undefined ? 1 : verdict ? 0.1 : 0.9,
  });
  const index = (decision: ReturnType<typeof indexDecision>, kind: string, member?: number): number | undefined =>
    decision.weighed.find(({ action }) => action.kind === kind && (action.kind !== "try" || action.member === member))?.index;
  const first = indexDecision(belief, [], { ...terms, left: [1, 1] });
  assert.deepEqual(first.action, { kind: "try", member: 0 });
  near(index(first, "try", 0), 5.4 / 0.58 - 0.6 / 0.58);
  near(index(first, "try", 1), 8.1 / 0.82 - 3.1 / 0.82);
  const second = indexDecision(belief, [made(0)], { ...terms, left: [0, 1] });
  assert.deepEqual(second.action, { kind: "verify", attempt: 0 });
  near(second.worth, 6);
  near(index(second, "verify"), 5.4 / 0.58 - 0.1 / 0.58);
  const accepted = indexDecision(belief, [made(0, true)], { ...terms, left: [0, 1] });
  assert.deepEqual(accepted.action, { kind: "accept", attempt: 0 });
  near(accepted.worth, 5.4 / 0.58);
  near(index(accepted, "try", 1), 8.1 + (0.18 * 5.4) / 0.58 - 3.1);
  const rejected = indexDecision(belief, [made(0, false)], { ...terms, left: [0, 1] });
  assert.deepEqual(rejected.action, { kind: "try", member: 1 });
  near(rejected.worth, 0.6 / 0.42);
  near(index(rejected, "try", 1), 8.1 / 0.82 - 3.1 / 0.82);
  // The rule looks at what a verdict tells, not at whether anybody is left to ask.
  const last = indexDecision(belief, [made(0, false), made(1)], { ...terms, left: [0, 0] });
  assert.deepEqual(last.action, { kind: "verify", attempt: 1 });
  near(last.worth, 9);
  near(index(last, "verify"), 8.1 / 0.82 - 0.1 / 0.82);
  const end = indexDecision(belief, [made(0, false), made(1, false)], { ...terms, left: [0, 0] });
  assert.deepEqual(end.action, { kind: "accept", attempt: 1 });
});

test("over all that may come the example brings what docs/decide.md says", () => {
  const outcomes = [false, true].flatMap((small) =>
    [false, true].map((large) => ({ small, large, chance: (small ? 0.6 : 0.4) * (large ? 0.9 : 0.1) })),
  );
  const checker = { sensitivity: 0.9, specificity: 0.9, price: 0.1 };
  const learnt: FittedModel = {
    members: ["small", "large"],
    correlations: { loadings: new Float64Array(2), repeats: new Float64Array(2), pairs: new Float64Array(4), repeatsKnown: true },
    signals: undefined,
    outlook: () => ({ belief, costs: [0.5, 3] }),
  };
  const belief = new Belief(prior([0.6, 0.9]));
  const evidence = evidenceOf(
    outcomes.flatMap(({ small, large }, i) => [
      { item: `${i}`, category: "x", member: "small", passed: small, cost: 0.5 },
      { item: `${i}`, category: "x", member: "large", passed: large, cost: 3 },
    ]),
  );
  const results = play(evidence, [0, 1, 2, 3], indexPlayer(learnt, { value: 10, checker }), { checker });
  const mean = (of: "passed" | "cost"): number => results.reduce((sum, result, i) => sum + (outcomes[i]?.chance ?? 0) * result[of], 0);
  near(mean("passed"), 0.54 + 0.42 * 0.9);
  near(mean("cost"), 0.6 + 0.42 * 3.1);
  near(10 * mean("passed") - mean("cost"), 7.278);
  // Without the last verdict, which changes nothing: $7.32.
  near(10 * (0.54 + 0.42 * 0.9) - (0.6 + 0.42 * 3), 7.32);
});
