import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { normalCdf, normalQuantile } from "../util/distributions.ts";
import { fitJoint, type JudgedItem } from "./joint-fit.ts";

/** Items whose ease is common to three members; the first `all` are tried by everyone, the rest in order until one passes. */
function simulated(chances: readonly number[], loading: number, items: number, all: number): JudgedItem[] {
  let state = 12345;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Array.from({ length: items }, (_, i) => {
    const ease = normalQuantile(uniform());
    const verdicts: { member: number; passed: boolean }[] = [];
    for (const [member, chance] of chances.entries()) {
      const passed = uniform() < normalCdf((normalQuantile(chance) + loading * ease) / Math.sqrt(1 - loading ** 2));
      verdicts.push({ member, passed });
      if (passed && i >= all) break;
    }
    return { category: "any", verdicts };
  });
}

test("before any verdict each member is right one time in two, and its samples go closely together", () => {
  const { chances, repeats } = fitJoint([], 2);
  assert.deepEqual(chances("any"), [0.5, 0.5]);
  assert.deepEqual(repeats, [0.9, 0.9]);
});

test("a draw of chances is as wide as what is not known", () => {
  // Levels have variance 1 between members and .25 between categories: a draw one deviation up is Phi(sqrt(1.25)).
  const { drawn } = fitJoint([], 2);
  for (const [m, wanted] of [normalCdf(Math.sqrt(1.25)), normalCdf(-2 * Math.sqrt(1.25))].entries())
    assert.ok(Math.abs((drawn("any", [1, -2])[m] as number) - wanted) < 1e-3);
  const items = Array.from({ length: 1000 }, (_, i) => ({ category: "any", verdicts: [{ member: 0, passed: i % 10 > 0 }] }));
  const known = fitJoint(items, 2);
  // The variance of the level of a member whose chance is .9, by 1,000 verdicts: p (1 - p) / (n phi(z)^2) = .0029, that is .054.
  const [two] = known.drawn("any", [2, 0]);
  assert.ok(Math.abs((two as number) - normalCdf(1.2816 + 2 * 0.054)) < 0.01, `${two}`);
});

test("a member that was only asked what others failed is as good as it is, not as good as its share of passes", () => {
  const truth = [0.6, 0.75, 0.9];
  const items = simulated(truth, 0.8, 3000, 300);
  const { chances, loadings } = fitJoint(items, 3);
  const last = items.flatMap(({ verdicts }) => verdicts.filter(({ member }) => member === 2));
  const share = last.filter(({ passed }) => passed).length / last.length;
  assert.ok(share < 0.8, `its share of passes is ${share}`);
  for (const [m, chance] of chances("any").entries()) assert.ok(Math.abs(chance - (truth[m] as number)) < 0.04, `${m}: ${chance}`);
  assert.ok((loadings[0] as number) >= 0.65);
});

test("a checker that errs is allowed for: what it accepts is not all right", () => {
  // Of answers right 70% of the time it accepts .7 x .9 + .3 x .4 = 75%.
  const items = Array.from({ length: 1000 }, (_, i) => ({ category: "any", verdicts: [{ member: 0, passed: i < 750 }] }));
  const [chance = 0] = fitJoint(items, 1, { sensitivity: 0.9, specificity: 0.6 }).chances("any");
  assert.ok(Math.abs(chance - 0.7) < 0.03, `${chance}`);
});

test("what one category shows of a member counts less in another, and nothing for another member", () => {
  const items = Array.from({ length: 50 }, () => ({ category: "sums", verdicts: [{ member: 0, passed: true }] }));
  const { chances } = fitJoint(items, 2);
  const [here, there] = [chances("sums"), chances("rhymes")];
  assert.ok((here[0] as number) > (there[0] as number) && (there[0] as number) > 0.55);
  assert.equal(there[1], 0.5);
});

test("second samples that often differ from the first are worth more", () => {
  const twice = (second: boolean): JudgedItem => ({
    category: "any",
    verdicts: [
      { member: 0, passed: false },
      { member: 0, passed: second },
    ],
  });
  const [repeatedly = 0] = fitJoint(
    Array.from({ length: 60 }, () => twice(false)),
    1,
  ).repeats;
  const [seldom = 0] = fitJoint(
    Array.from({ length: 60 }, (_, i) => twice(i % 2 === 0)),
    1,
  ).repeats;
  assert.ok(seldom < repeatedly, `${seldom} ${repeatedly}`);
});

test("in which order the members of an item were tried changes nothing of what their first verdicts say", () => {
  const next = stream("order of verdicts");
  const items = Array.from({ length: 120 }, (_, i) => ({
    category: `${i % 3}`,
    verdicts: [0, 1, 2].map((member) => ({ member, passed: next() < 0.4 + 0.2 * member })),
  }));
  const turned = items.map(({ category, verdicts }, i) => ({ category, verdicts: i % 2 === 0 ? verdicts : verdicts.toReversed() }));
  assert.deepEqual(fitJoint(turned, 3).chances("1"), fitJoint(items, 3).chances("1"));
});
