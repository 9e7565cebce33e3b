import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import { openTopology } from "../../topologies/index.ts";
import type { Fact, Nano } from "../../types.ts";
import { eventsOf, planOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import type { Plan } from "../plan/plan.ts";
import { worthNotes } from "../plan/worth-notes.ts";
import { folded } from "../trials/fold.ts";
import { priceNotes } from "./price-notes.ts";

/** An attempt costs a dime at most, so that a right answer is taken for a dollar. */
const seats = [{ name: "a", model: { ...fake([]), quote: () => 1e8 } }];
const trading = topologyOf("trade", { topology: openTopology("market"), seats });
const start: Fact = { type: "trial-start", topology: "trade", task: "t1", category: "c", repetition: 0 };
const bid = (member: string, p: number, ask: Nano, valid = true): Fact => ({ type: "bid", member, p, ask, valid });
const award = (member: string, rule = "execution-contingent"): Fact => ({ type: "award", member, attempt: 1, score: 1, rule });
const told = (plan: Plan, ...trials: readonly (readonly Fact[])[]) =>
  folded(
    priceNotes(plan, new Set(plan.suite.tasks.map(({ id }) => `trade/${id}/0`))),
    trials.flatMap((facts, at) => [...eventsOf(`trade/t${at + 1}/0`, start, ...facts)]),
  );
const planWith = (worths: readonly (Nano | undefined)[], change: Partial<Plan> = {}): Plan =>
  planOf(
    [trading],
    worths.map((value, at) => taskOf(`t${at + 1}`, value === undefined ? {} : { value })),
    change,
  );

test("where no worth is stated a market says what decided its first awards, and what a tenth of the worth would have changed", () => {
  const plan = planWith([undefined, undefined, undefined, undefined]);
  assert.deepEqual(
    told(
      plan,
      // At a tenth of a dollar: .9 x .1 - .05 = .04 against .8 x .1 - .01 = .07, so the other; the retry's award does not count.
      [bid("a", 0.9, 5e7), bid("b", 0.8, 1e7), award("a"), award("b")],
      // .09 - .01 = .08 against .07: the same; a void bid is none.
      [bid("a", 0.9, 1e7), bid("b", 0.8, 1e7), bid("c", 1, 0, false), award("a")],
      // .02 - .05 and .01 - .03: nobody.
      [bid("a", 0.2, 5e7), bid("b", 0.1, 3e7), award("a")],
      // One bid is no choice.
      [bid("a", 0.2, 5e7), award("a")],
    ),
    [
      "trade took a right answer to be worth $1.00 in the mean, since none is stated: of its 3 first awards 3 went to the highest p and 1 to the " +
        "lowest ask. At a tenth of that worth 1 would have gone to another member, and 1 to nobody.",
    ],
  );
});

test("where a worth is stated, of the task or by the experiment, nothing is assumed and nothing said", () => {
  const trial = [bid("a", 0.9, 5e7), bid("b", 0.8, 1e7), award("a")];
  assert.deepEqual(told(planWith([5]), trial), []);
  assert.deepEqual(told(planWith([undefined], { worth: 5 }), trial), []);
  assert.equal(told(planWith([undefined]), trial).length, 1);
});

test("a plan says who takes which worth where none is stated, and of how many tasks", () => {
  const tasks = [taskOf("t1"), taskOf("t2", { value: 5 })];
  const [note] = worthNotes([trading, topologyOf("solo")], tasks, undefined);
  assert.equal(
    note,
    "No worth of a right answer of 1 task is stated: trade takes it for ten times the most that an attempt can cost ($1.00), beside which prices " +
      "decide little. State yours in dollars: `value` of the experiment, or `worth` of each task.",
  );
  assert.deepEqual(worthNotes([trading], tasks, 7), []);
  assert.deepEqual(worthNotes([topologyOf("solo")], tasks, undefined), []);
  // A lottery goes by no worth, and options may state one.
  const lottery = topologyOf("lots", { topology: openTopology("market", { mechanism: "lottery" }) });
  const stated = topologyOf("index", { topology: openTopology("index", { value: 1 }) });
  assert.deepEqual(worthNotes([lottery, stated], tasks, undefined), []);
  assert.equal(worthNotes([topologyOf("index", { topology: openTopology("index"), seats })], tasks, undefined).length, 1);
});
