import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Event, Json, Price, Verdict } from "../types.ts";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, fakePrice, type ScriptedAnswer } from "../models/fake.ts";
import { sigmoid } from "../util/logistic.ts";
import { factsOf, wants } from "./fake-team.test.ts";
import { recalled, strategyView } from "./strategy/memory.ts";
import { featuresOf, scored, weightsOf, workPerPlan } from "./strategy/score.ts";
import { strategyMarket } from "./strategy-market.ts";
import { wantedOf } from "../util/wanted-of.ts";

type Says = (ask: Ask, name: string, text: string) => ScriptedAnswer | undefined;
interface Room {
  readonly says?: Says;
  readonly earlier?: readonly Event[];
  readonly attempts?: number;
  readonly passes?: (by: string) => boolean;
  readonly prices?: readonly number[];
}
/** Members m0, m1, m2, the later the dearer; each plans by its name and states .9; jurors give .5; everybody answers with its name. */
function room({ says, earlier = [], attempts = 1, passes = () => true, prices = [5, 10, 20] }: Room = {}) {
  const asked: { name: string; ask: Ask; text: string }[] = [];
  const members = prices.map((output, i) => {
    const name = `m${i}`;
    const price: Price = { ...fakePrice, output };
    const model = fake(
      (ask) => {
        const text = ask.messages.map((message) => message.text).join("\n");
        asked.push({ name, ask, text });
        const own = says?.(ask, name, text);
        if (own !== undefined) return own;
        if (wants(ask, "plan")) return { object: { plan: `way of ${name}`, p: 0.9 } };
        if (!wants(ask, "scores")) return `by ${name}`;
        const labels = [...text.matchAll(/<plan-[0-9a-f]{16} id="(\w+)"/g)].map(([, label = ""]) => label);
        return { object: { scores: labels.map((label) => ({ why: "w", label, score: 0.5 })) } };
      },
      { id: `fake/${name}`, price },
    );
    return [name, model] as const;
  });
  const verifier = (answer: { by: string }): Verdict => ({ ok: true, passed: passes(answer.by), score: 0, why: "the sum is off" });
  const opened = fakeDesk({ members: Object.fromEntries(members), verifier, terms: { attempts }, earlier });
  return {
    ...opened,
    asked,
    kinds: () => asked.map(({ ask }) => (wants(ask, "plan") ? "plan" : wants(ask, "scores") ? "scores" : "work")),
  };
}
const past = (...facts: readonly { name: string; value: Json }[]): Event[] =>
  facts.map(({ name, value }, seq) => ({ trial: "before", span: "s", at: 0, seq, hash: "", fact: { type: "own", name, value } }));
const auction = (category: string, prompt: string, ...plans: readonly { member: string; plan: string; won: boolean }[]) => ({
  name: "strategy-auction",
  value: { category, prompt, plans: plans.map((plan) => ({ ...plan })) },
});
/** Work by a plan: what was seen of it, and tokens of the work and of the plan. */
interface Carried {
  readonly category?: string;
  readonly work?: number;
  readonly plan?: number;
}
const outcome = (passed: boolean, features: readonly number[], { category = "test", work = 0, plan = 0 }: Carried = {}) => ({
  name: "strategy-outcome",
  value: { member: "x", category, features: [...features], passed, work, plan },
});

test("everybody plans, everybody scores the plans of the others without names, and the winner works with its plan before it", async () => {
  const { desk, task, asked, kinds } = room();
  const result = await strategyMarket({ value: 1 }).solve(task, desk);
  // Equal chances: the cheapest wins.
  assert.deepEqual(result, { ok: true, text: "by m0", by: "m0" });
  assert.deepEqual(kinds(), ["plan", "plan", "plan", "scores", "scores", "scores", "work"]);
  for (const { name, text } of asked.slice(3, 6)) {
    const shown = [...text.matchAll(/<plan-[0-9a-f]{16} id="[AB]">\nway of (m\d)/g)].map(([, by]) => by);
    assert.deepEqual(
      shown.toSorted((one = "", other = "") => one.localeCompare(other)),
      ["m0", "m1", "m2"].filter((other) => other !== name),
    );
    assert.ok(!text.includes('by="m'));
  }
  assert.match(asked[6]?.text ?? "", /<plan-[0-9a-f]{16} by="you">\nway of m0/);
  assert.ok(asked.slice(0, 6).every(({ ask }) => ask.purpose === "bid"));
});

test("what the jury thinks outweighs a price where a right answer is worth it, and not where it is not", async () => {
  const says: Says = (ask, _name, text) => {
    if (!wants(ask, "scores")) return undefined;
    const labels = [...text.matchAll(/<plan-[0-9a-f]{16} id="(\w+)">\nway of (m\d)/g)];
    return { object: { scores: labels.map(([, label = "", by]) => ({ why: "w", label, score: by === "m2" ? 1 : 0 })) } };
  };
  const [rich, poor] = [room({ says }), room({ says })];
  const dear = await strategyMarket({ value: 1 }).solve(rich.task, rich.desk);
  const cheap = await strategyMarket({ value: 0.000_001 }).solve(poor.task, poor.desk);
  assert.deepEqual([dear.ok && dear.by, cheap.ok && cheap.by], ["m2", "m0"]);
  // The jury's 1 and 0 before there are outcomes: 4 x (1 - .5) and 4 x (0 - .5) in log-odds; the stated .9 is kept beside it.
  const bids = factsOf(rich.events(), "bid");
  assert.deepEqual(
    bids.map(({ member, p, stated }) => [member, Number(p.toFixed(12)), stated]),
    [
      ["m2", Number(sigmoid(2).toFixed(12)), 0.9],
      ["m0", Number(sigmoid(-2).toFixed(12)), 0.9],
      ["m1", Number(sigmoid(-2).toFixed(12)), 0.9],
    ],
  );
});

test("a failed answer goes to the next bid, which sees what the terms show of it; members that give none are passed over", async () => {
  const { desk, task, asked, events } = room({
    attempts: 3,
    passes: (by) => by === "m2",
    says: (ask, name) => (name === "m1" && wantedOf(ask) === undefined ? "" : undefined),
  });
  const result = await strategyMarket({ value: 1 }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "by m2", by: "m2" });
  assert.deepEqual(
    asked.slice(6).map(({ name }) => name),
    ["m0", "m1", "m2"],
  );
  assert.match(asked[8]?.text ?? "", /way of m2[\s\S]*by m0[\s\S]*the sum is off/);
  assert.deepEqual(
    factsOf(events(), "outcome").map(({ member, passed, attempt }) => [member, passed, attempt]),
    [
      ["m0", false, 1],
      ["m2", true, 2],
    ],
  );
});

test("from the second task on members that cost less than the winner refine by the most similar auctions; a plan that scores higher stands", async () => {
  const earlier = past(
    auction("test", "What is two and two?", { member: "x", plan: "count on", won: true }, { member: "y", plan: "guess", won: false }),
    outcome(true, [1, 0, 0, 0]),
  );
  // m2 wins the first round; m0 and m1 refine, and m0's new plan convinces.
  const says: Says = (ask, name, text) => {
    if (wants(ask, "plan")) return { object: { plan: text.includes("Refine") ? `better of ${name}` : `way of ${name}`, p: 0.9 } };
    if (!wants(ask, "scores")) return undefined;
    const labels = [...text.matchAll(/<plan-[0-9a-f]{16} id="(\w+)">\n(.*)/g)];
    return {
      object: {
        scores: labels.map(([, label = "", plan]) => ({ why: "w", label, score: plan === "way of m2" || plan === "better of m0" ? 1 : 0 })),
      },
    };
  };
  const first = room({ says });
  assert.equal(
    (await strategyMarket({ value: 1 }).solve(first.task, first.desk)).ok && first.kinds().filter((kind) => kind === "plan").length,
    3,
  );
  const { desk, task, asked, kinds } = room({ says, earlier });
  const result = await strategyMarket({ value: 1 }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "by m0", by: "m0" });
  assert.deepEqual(kinds(), ["plan", "plan", "plan", "scores", "scores", "scores", "plan", "plan", "scores", "scores", "scores", "work"]);
  assert.deepEqual(
    asked.slice(6, 8).map(({ name }) => name),
    ["m0", "m1"],
  );
  assert.match(
    asked[6]?.text ?? "",
    /by="winner" outcome="its answer passed">\ncount on[\s\S]*by="loser" outcome="not carried out">\nguess[\s\S]*by="you">\nway of m0/,
  );
  assert.match(asked[11]?.text ?? "", /better of m0/);
  const unrefined = room({ says, earlier });
  await strategyMarket({ value: 1, refine: false }).solve(unrefined.task, unrefined.desk);
  assert.equal(unrefined.kinds().filter((kind) => kind === "plan").length, 3);
});

const folded = (events: readonly Event[]) => events.reduce((memory, event) => strategyView.step(memory, event), strategyView.start);

test("the auctions most like a task are of its category and alike in words, newest first among equals", () => {
  const memory = folded(
    past(
      auction("a", "add two numbers"),
      auction("b", "add two numbers"),
      auction("a", "paint a fence red"),
      auction("a", "paint a fence blue"),
    ),
  );
  const prompts = recalled(memory, "a", "add two numbers", 3).map(({ category, prompt }) => `${category}: ${prompt}`);
  assert.deepEqual(prompts, ["a: add two numbers", "a: paint a fence blue", "a: paint a fence red"]);
});

test("weights are fitted on outcomes, first over all categories and then in one, and start from what is thought before", () => {
  const memory = (...outcomes: readonly { name: string; value: Json }[]) => folded(past(...outcomes));
  assert.deepEqual(weightsOf(memory(), "test"), [0, 0, 4, 0]);
  // One pass with an intercept alone: the slope of ln p(w) - w^2 / 2 is 0 where w = 1 - sigmoid(w).
  const [one = 0, ...rest] = weightsOf(memory(outcome(true, [1, 0, 0, 0])), "test");
  assert.ok(Math.abs(one - (1 - sigmoid(one))) < 1e-6 && one > 0.4);
  assert.deepEqual(
    rest.map((weight) => Math.abs(weight)),
    [0, 4, 0],
  );
  // The jury told the truth in one category and its opposite in the other.
  const juries = (category: string, told: number) =>
    Array.from({ length: 60 }, (_, i) => outcome(i % 2 === 0, [0, 0, i % 2 === 0 ? told : -told, 0], { category }));
  const both = memory(...juries("a", 0.4), ...juries("b", -0.4));
  // Where the derivative is 0, each category held to what both together say: 60 x .4 x (1 - sigmoid(.4 w)) = w - shared.
  const shared = weightsOf(both, "new")[2] ?? 0;
  const [a = 0, b = 0] = ["a", "b"].map((category) => weightsOf(both, category)[2]);
  assert.ok(Math.abs(24 * (1 - sigmoid(0.4 * a)) - (a - shared)) < 1e-6 && Math.abs(24 * (1 - sigmoid(-0.4 * b)) - (shared - b)) < 1e-6);
  assert.ok(a > 3 && b < -3 && Math.abs(shared) < 1, `${a} ${b} ${shared}`);
  assert.deepEqual(featuresOf(0.25, { stated: 0.8 }, true), [1, 0.25, 0, 0.8 - 0.5]);
  assert.deepEqual(featuresOf(0.25, { stated: 0.8, jury: 0.75 }, false), [1, 0.25, 0.25, 0]);
});

test("a bid costs the price per output token times its plan's length times what the work had per token of plan", () => {
  const { desk, task } = room();
  // Two thoughts of before: a quarter of the cap, 1000 tokens, for 150 tokens of plan; and 750 tokens of work for 100 of plan.
  const memory = folded(past(outcome(true, [1, 0, 0, 0], { work: 750, plan: 100 })));
  assert.equal(workPerPlan(desk, memory), (750 + 500) / (100 + 300));
  const settings = { jury: true, refine: true, recall: 5, self: false };
  const bids = scored({ task, desk, value: 1e9, memory, settings }, [
    { member: "m0", plan: "x".repeat(80), stated: 0.5 },
    { member: "m2", plan: "x".repeat(40), stated: 0.5 },
  ]);
  // 20 tokens x 3.125 at 5 dollars per million, 10 x 3.125 at 20: nano-dollars.
  assert.deepEqual(
    bids.map(({ tokens, cost }) => [tokens, cost]),
    [
      [20, 312_500],
      [10, 625_000],
    ],
  );
  assert.deepEqual(
    bids.map(({ features }) => features[1]),
    [0.5, 1],
  );
});
