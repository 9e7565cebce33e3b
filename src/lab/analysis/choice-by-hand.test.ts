import assert from "node:assert/strict";
import { test } from "node:test";
import type { Decision } from "../../statistics/index.ts";
import type { Summary } from "../../summary.ts";
import { Bug } from "../../util/bug.ts";
import { planOf, rowOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import type { Plan } from "../plan/plan.ts";
import { decisionObjectOf } from "./decision-object.ts";
import { selectionOf, withSelection } from "./selection.ts";

const tried = (name: string, threshold: number) => topologyOf(name, { entry: "cascade", tried: { threshold } });
const arms = [
  topologyOf("solo", { single: true }),
  topologyOf("other", { single: true }),
  tried("cascade-1", 0.1),
  tried("cascade-2", 0.2),
  topologyOf("bound", { bound: true }),
  topologyOf("untold"),
  topologyOf("unrun"),
];
const plan = planOf(arms, ["t1", "t2"], { baseline: "solo", goal: { kind: "match" } });
/** Passes of two tasks, and what each cost in dollars. */
const ran = (name: string, passes: number, cost: number) =>
  ["t1", "t2"].map((task, i) => rowOf(name, task, { passed: i < passes, cost: cost * 1e9 }));
const learnt = [
  ...ran("solo", 1, 1),
  ...ran("other", 1, 2),
  ...ran("cascade-1", 1, 0.5),
  ...ran("cascade-2", 2, 0.75),
  ...ran("bound", 2, 0.01),
  ...ran("untold", 2, 0.01),
];
const untold = new Set(["untold"]);

test("of each entry one configuration is kept by the goal, and of all topologies one chosen; bounds and what cannot be told are no choices", () => {
  const choose = (goal: Plan["goal"]) => {
    const found = selectionOf(goal === undefined ? planOf(arms, []) : { ...plan, goal }, learnt, untold);
    return found && [[...found.dropped], found.chosen, found.single];
  };
  // At least one of two, as the best single model passes, at the least cost.
  assert.deepEqual(choose({ kind: "match" }), [["cascade-2"], "cascade-1", "solo"]);
  // The most passes at 0.8 dollars.
  assert.deepEqual(choose({ kind: "budget", most: 0.8e9 }), [["cascade-1"], "cascade-2", "solo"]);
  // Worth 0.4 each: 0.4 - 0.75 is less than 0.2 - 0.5.
  assert.deepEqual(choose({ kind: "value", worth: 0.4e9 }), [["cascade-2"], "cascade-1", "solo"]);
  assert.equal(choose(undefined), undefined);
});

test("without a single model the baseline's rate is to be matched, and without either any", () => {
  const lone = [topologyOf("base"), topologyOf("cheap")];
  const rows = [...ran("base", 2, 2), ...ran("cheap", 1, 1)];
  const choose = (baseline: string) => selectionOf(planOf(lone, ["t1", "t2"], { baseline, goal: { kind: "match" } }), rows, new Set());
  assert.deepEqual([choose("base")?.chosen, choose("base")?.single], ["base", undefined]);
  assert.equal(choose("nobody")?.chosen, "cheap");
});

test("in the summary each topology has its training figures, its configuration and out of how many it was chosen", () => {
  const selection = selectionOf(plan, learnt, untold);
  const rows = ["solo", "cascade-1", "unrun", "bound"].map((name) => ({ name }));
  const lost = { name: "other", replay: { state: "cannot be replayed" } };
  const summary = { topologies: [...rows, lost] } as unknown as Summary;
  const { topologies, selection: told } = withSelection(summary, plan, selection);
  assert.deepEqual(topologies, [
    { name: "solo", training: { tasks: 2, passRate: 0.5, perTrial: 1 } },
    { name: "cascade-1", training: { tasks: 2, passRate: 0.5, perTrial: 0.5 }, configuration: "threshold 0.1 (of 2 tried)" },
    { name: "unrun" },
    { name: "bound", training: { tasks: 2, passRate: 1, perTrial: 0.01 } },
    lost,
  ]);
  const words = "at least the passes of the best single model, at the least cost";
  assert.deepEqual(told, { goal: words, tasks: 2, chosen: "cascade-1", single: "solo" });
  const goalOf = (goal: NonNullable<Plan["goal"]>) => withSelection(summary, { ...plan, goal }, selection).selection?.goal;
  assert.equal(goalOf({ kind: "budget", most: 0.5e9 }), "the most passes at $0.500 a task or less");
  assert.equal(goalOf({ kind: "value", worth: 2e9 }), "the most net value, a right answer being worth $2.00");
  assert.equal(withSelection(summary, plan, undefined), summary);
  const nobody = selectionOf(plan, [], untold);
  assert.deepEqual(withSelection(summary, plan, nobody).selection, { goal: words, tasks: 0, chosen: null, single: null });
});

const decision: Decision = {
  state: "decided",
  winner: "solo",
  leader: "solo",
  live: ["solo"],
  out: [{ topology: "duo", by: "solo", tasks: 3 }],
  tasks: 4,
  spent: 1.5e9,
  fixedCost: 3e9,
  regret: 2e9,
  next: { topology: "duo", lead: 4e9, tasks: 4 },
  further: { tasks: 5, cost: 0.5e9, saved: 6e9 },
  values: [{ topology: "solo", tasks: 4, value: 8e9, cut: 1 }],
  pairs: [],
};
const until = { question: { kind: "best", value: 10e9 }, topologies: ["solo", "duo"], tasks: ["t1", "t2"], delta: 1e9 } as const;

test("a decision for the best stands in dollars of all repetitions, and per task in dollars", () => {
  const deciding = { ...plan, until, repetitions: 3 };
  const wanted = {
    question: "best",
    value: 10,
    delta: 0.1,
    alpha: 0.05,
    state: "decided",
    winner: "solo",
    leader: "solo",
    live: ["solo"],
    out: [{ topology: "duo", by: "solo", tasks: 3 }],
    tasks: 4,
    of: 2,
    spent: 4.5,
    fixedCost: 9,
    regret: 2,
    next: { topology: "duo", lead: 4, tasks: 4 },
    further: { tasks: 5, dollars: 1.5, saved: 6 },
    values: [{ topology: "solo", tasks: 4, value: 8, cut: 1 }],
  };
  assert.deepEqual(decisionObjectOf(deciding, decision, false), wanted);
  const ceiling = (amount: number) =>
    decisionObjectOf({ ...deciding, until: { ...until, alpha: 0.2, question: { ...until.question, ceiling: amount } } }, decision, false);
  assert.deepEqual(ceiling(2e9), { ...wanted, alpha: 0.2, ceiling: 2 });
  // At 0 passes alone count: nothing is worth anything.
  assert.deepEqual(ceiling(0), { ...wanted, alpha: 0.2, value: null });
  // Trials that are asked again name nobody.
  const open = { ...decision, state: "futile", futile: "too-few" } as const;
  assert.deepEqual(decisionObjectOf(deciding, open, true), { ...wanted, state: "running", winner: null });
  assert.deepEqual(decisionObjectOf(deciding, open, false), { ...wanted, state: "futile", futile: "too-few" });
});

test("a decision between two stands in shares of passes, and one that has nothing to say leaves it out", () => {
  const better = { ...plan, until: { ...until, delta: 0.1, question: { kind: "better", a: "solo", b: "duo" } as const } };
  const { next: _next, further: _further, winner: _winner, leader: _leader, ...bare } = decision;
  const found = decisionObjectOf(better, { ...bare, state: "undecided", regret: 0.25 }, false);
  assert.deepEqual(
    [found.question, found.a, found.b, found.value, found.delta, found.regret, found.values?.[0]?.value],
    ["better", "solo", "duo", null, 0.1, 0.25, 8e9],
  );
  assert.deepEqual([found.winner, found.leader, "next" in found, "further" in found, "futile" in found], [null, null, false, false, false]);
  assert.throws(() => decisionObjectOf(plan, decision, false), Bug);
});
