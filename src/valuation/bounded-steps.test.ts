import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { Belief } from "./belief.ts";
import { boundedSteps, type BoundedStep } from "./bounded-steps.ts";
import { type CheckedAttempt, indexDecision } from "./index-policy.ts";
import { type Prospect, reservation } from "./reservation.ts";
import type { Checker } from "./sight.ts";

const perfect: Checker = { sensitivity: 1, specificity: 1, price: 0 };
/** Members that succeed independently of one another, samples of one member, too. */
const independent = (p: readonly number[]): Belief => new Belief({ p, loadings: p.map(() => 0), repeats: p.map(() => 0) });

interface Market {
  readonly p: readonly number[];
  readonly costs: readonly number[];
  readonly value: number;
  readonly checker: Checker;
  /** Attempts of one member, and of all. */
  readonly ofOne: number;
  readonly attempts: number;
}
type Verdict = "none" | "accepted" | "rejected";

/** How likely a verdict is on a right answer, and on a wrong one. */
function likelihoods({ sensitivity, specificity }: Checker, verdict: Verdict): [number, number] {
  if (verdict === "none") return [1, 1];
  return verdict === "accepted" ? [sensitivity, 1 - specificity] : [1 - sensitivity, specificity];
}

/** The chance that an answer is right, and how likely each verdict on it is. */
function right({ p, checker }: Market, member: number, verdict: Verdict): number {
  const [ifRight, ifWrong] = likelihoods(checker, verdict);
  const own = (p[member] ?? 0) * ifRight;
  return own / (own + (1 - (p[member] ?? 0)) * ifWrong);
}

function verdictsOn(market: Market, member: number): { verdict: Verdict; chance: number }[] {
  const chance = market.p[member] ?? 0;
  return (["accepted", "rejected"] as const).flatMap((verdict) => {
    const [ifRight, ifWrong] = likelihoods(market.checker, verdict);
    const often = chance * ifRight + (1 - chance) * ifWrong;
    return often > 0 ? [{ verdict, chance: often }] : [];
  });
}

type Made = readonly { readonly member: number; readonly verdict: Verdict }[];

/** What the policy brings, over all that may come. */
function netOf(market: Market, made: Made = []): number {
  const { p, costs, value, checker, ofOne, attempts } = market;
  const tried: CheckedAttempt[] = made.map(({ member, verdict }, answer) => {
    const [ifRight, ifWrong] = likelihoods(checker, verdict);
    return { member, answer, ifRight, ifWrong, checked: verdict !== "none" };
  });
  const left = p.map((_, m) => (made.length >= attempts ? 0 : ofOne - made.filter(({ member }) => member === m).length));
  const { action } = indexDecision(independent(p), tried, { value, costs, checker, left, attempts: attempts - made.length });
  if (action.kind === "stop") return 0;
  if (action.kind === "try") return netOf(market, [...made, { member: action.member, verdict: "none" }]) - (costs[action.member] ?? 0);
  const { member, verdict } = made[action.attempt] as Made[number];
  if (action.kind === "accept") return value * right(market, member, verdict);
  return verdictsOn(market, member).reduce(
    (sum, told) => sum + told.chance * netOf(market, made.with(action.attempt, { member, verdict: told.verdict })),
    -checker.price,
  );
}

/** The most that any order of attempts and verdicts, any stops and any choice in hindsight of what was seen can bring: exhaustive search. */
function optimum(market: Market, made: Made = [], known: Map<string, number> = new Map()): number {
  const key = made
    .map(({ member, verdict }) => `${member}${verdict}`)
    .toSorted()
    .join();
  const before = known.get(key);
  if (before !== undefined) return before;
  let best = Math.max(0, ...made.map(({ member, verdict }) => market.value * right(market, member, verdict)));
  for (const m of market.p.keys()) {
    const open = made.length < market.attempts && made.filter(({ member }) => member === m).length < market.ofOne;
    if (open) best = Math.max(best, optimum(market, [...made, { member: m, verdict: "none" }], known) - (market.costs[m] ?? 0));
  }
  for (const [place, { member, verdict }] of made.entries()) {
    if (verdict !== "none") continue;
    const then = verdictsOn(market, member).map((told) => told.chance * optimum(market, made.with(place, { member, ...told }), known));
    best = Math.max(best, then.reduce((sum, one) => sum + one, 0) - market.checker.price);
  }
  known.set(key, best);
  return best;
}

const near = (got: number, wanted: number, within = 1e-9): void => assert.ok(Math.abs(got - wanted) < within, `${got} against ${wanted}`);

test("of five members of whom three may be tried the three that bring most are, though two cheap ones have higher indices", () => {
  // Indices 100 - .1 / .3 = 99.67 and 100 - 1 / .8 = 98.75. Three of the dear: 100 (1 - .2^3) - (1 + .2 + .2^2) = 97.96; the cheap two first:
  // 100 (1 - .7^2 x .2) - (.1 + .7 x .1 + .7^2 x 1) = 89.54.
  const market = { p: [0.3, 0.3, 0.8, 0.8, 0.8], costs: [0.1, 0.1, 1, 1, 1], value: 100, checker: perfect, ofOne: 1, attempts: 3 };
  near(optimum(market), 97.96);
  near(netOf(market), 97.96, 1e-6);
  // Where all five may be tried the cheap ones are first, as Weitzman has it.
  const { action } = indexDecision(independent(market.p), [], { ...market, left: [1, 1, 1, 1, 1], attempts: 5 });
  assert.deepEqual(action, { kind: "try", member: 0 });
});

test("a second attempt of a good member may be one of the few there may be", () => {
  // The good one twice: 100 (1 - .2^2) - (1 + .2) = 94.8; the cheap one and then the good one: 100 (1 - .7 x .2) - (.1 + .7) = 85.2.
  const market = { p: [0.3, 0.8], costs: [0.1, 1], value: 100, checker: perfect, ofOne: 2, attempts: 2 };
  near(optimum(market), 94.8);
  near(netOf(market), 94.8, 1e-6);
  // Where a member that failed fails again the good one's second attempt brings little, and the cheap one goes first.
  const stubborn = new Belief({ p: market.p, loadings: [0, 0], repeats: [0.98, 0.98] });
  const { action } = indexDecision(stubborn, [], { ...market, left: [2, 2], attempts: 2 });
  assert.deepEqual(action, { kind: "try", member: 0 });
});

function drawn(next: () => number, { checker, ofOne }: Pick<Market, "checker" | "ofOne">): Market {
  const p = Array.from({ length: 4 + Math.floor(2 * next()) }, () => 0.05 + 0.9 * next());
  const costs = p.map((chance) => 0.01 + 2 * chance * next() * next());
  return { p, costs, value: 2 + 8 * next(), checker, ofOne, attempts: 2 + Math.floor(2 * next()) };
}

for (const [said, ofOne, errors] of [
  ["a perfect check", 1, 0],
  ["a perfect check and two attempts of each", 2, 0],
  ["a free check that errs", 1, 0.1],
] as const)
  test(`with independent members and ${said}, what exhaustive search finds to be the most is what the bounded index policy brings`, () => {
    const next = stream(`bounded, ${said}`);
    for (let round = 0; round < 120; round++) {
      const market = drawn(next, { checker: { sensitivity: 1 - errors, specificity: 1 - errors, price: 0 }, ofOne });
      const most = optimum(market);
      // What a set brings is submodular, so that adding alone may lose up to 1 / e of it; none is seen to lose anything once single steps were exchanged.
      near(netOf(market), most, 1e-5 * most);
    }
  });

/** Steps that bring an answer, and then a verdict on it for what that costs. */
function staged(next: () => number, price: number): BoundedStep[] {
  return Array.from({ length: 5 }, () => {
    const [accepted, cost] = [0.1 + 0.8 * next(), 0.1 + next()];
    const [high, low] = [6 + 4 * next(), 3 * next()];
    const told = [
      { chance: accepted, worth: high },
      { chance: 1 - accepted, worth: low },
    ];
    const prospects: Prospect[] = [
      { chance: 1, worth: accepted * high + (1 - accepted) * low, next: [{ cost: price * next(), prospects: told }] },
    ];
    return { index: reservation(prospects, cost), cost, prospects };
  });
}

test("steps of two stages: the set brings what the best of all sets does, each searched in every order; within 1% where a verdict costs", () => {
  const next = stream("stages");
  for (const price of [0, 0.3])
    for (let round = 0; round < 100; round++) {
      const [steps, held] = [staged(next, price), 4 * next()];
      const most = Math.max(...steps.flatMap((one, i) => steps.slice(i + 1).map((other) => searched([one, other], held))));
      const got = searched(boundedSteps(steps, held, 2), held);
      // Whether to buy a verdict is a choice within a box, under which the formula is no more than an upper bound of what a set brings.
      near(got, most, price === 0 ? 1e-9 : 0.01 * most);
    }
});

/** The most that steps bring in any order, with any stop, a verdict bought at once or never. */
function searched(steps: readonly BoundedStep[], held: number): number {
  return Math.max(
    held,
    ...steps.map((step) => {
      const others = steps.filter((other) => other !== step);
      const then = (prospects: readonly Prospect[]): number =>
        prospects.reduce(
          (sum, { chance, worth, next = [] }) =>
            sum + chance * Math.max(searched(others, Math.max(held, worth)), ...next.map((one) => then(one.prospects) - one.cost)),
          0,
        );
      return then(step.prospects) - step.cost;
    }),
  );
}

test("steps that do not pay are no part of the set, and where all that pay may be taken nothing is left out", () => {
  const step = (chance: number, cost: number): BoundedStep => {
    const prospects = [
      { chance, worth: 10 },
      { chance: 1 - chance, worth: 0 },
    ];
    return { index: reservation(prospects, cost), cost, prospects };
  };
  const steps = [step(0.5, 1), step(0.5, 9), step(0.9, 2)];
  assert.equal(boundedSteps(steps, 0, 2), steps);
  // Alone: .9 x 10 - 2 = 7 against .5 x 10 - 1 = 4, whose index is 8 against 7.78.
  assert.deepEqual(boundedSteps(steps, 0, 1), [steps[2]]);
});
