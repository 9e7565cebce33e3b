import assert from "node:assert/strict";
import { test } from "node:test";
import { planPower } from "../lab/index.ts";
import { findableWords } from "./findable-words.ts";

const assumed = { discordance: 0.34 };
const words = (tasks: number, comparisons = 2): string => findableWords(assumed, planPower(assumed, tasks, comparisons), comparisons);

test("that nothing can be found is said of the assumption, where another would let it be found", () => {
  // 34% of 25 tasks are 8.5; all one way, 80% power at 2.5% takes ((2.241 x .583 + .842 x .474) / .34)^2 = 25.2 tasks.
  assert.match(
    words(25),
    /^Were 34% of tasks passed by exactly one, no difference could be found with 25 tasks .* 34 points at most then.* may be found\.$/,
  );
  assert.doesNotMatch(words(25), /^No difference/);
  // 26 tasks are enough for those 34 points.
  assert.match(words(26), /^The smallest difference .* were 34% of tasks passed by exactly one: 33\.\d points/);
});

test("it is said without any condition only where even tasks that all go one way prove nothing", () => {
  // 2 / 2^6 = 0.031 is above 0.05 / 2, and 2 / 2^7 = 0.016 below.
  assert.match(words(6), /^Whatever the models do, no difference could be found with 6 tasks/);
  assert.match(words(7), /^Were 34%/);
  // One comparison is tested at 0.05: six tasks suffice, five (0.0625) do not.
  assert.match(words(6, 1), /^Were 34%/);
  assert.match(words(5, 1), /^Whatever the models do/);
});
