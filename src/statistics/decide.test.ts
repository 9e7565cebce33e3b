import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decider, taskOrder } from "./decide.ts";
import type { Decision, DecisionPlan } from "./decision.ts";

interface Golden {
  readonly kind: "best" | "better";
  readonly value: number;
  readonly ceiling: number | null;
  readonly delta: number;
  readonly alpha: number;
  readonly names: readonly string[];
  readonly passes: readonly (readonly number[])[];
  readonly costs: readonly (readonly number[])[];
  readonly taken: number;
  readonly all: number;
  readonly state: Decision["state"];
  readonly leader: string;
  readonly live: readonly string[];
  readonly out: Decision["out"];
  readonly tasks: number;
  readonly fixed: number;
  readonly regret: number;
  readonly nextName: string;
  readonly nextLead: number;
  readonly further: number;
  readonly furtherCost: number;
  readonly saved: number;
  readonly values: Decision["values"];
  readonly pairs: Decision["pairs"];
}
// Made by test/golden/pins.R with base R: each run drawn anew from its definitions, its regret by integration.
const { decisions } = JSON.parse(readFileSync(new URL("../../test/golden/pins.json", import.meta.url), "utf8")) as {
  decisions: readonly Golden[];
};

function near(got: number | null | undefined, wanted: number, what: string, within = 1e-9): void {
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) <= within * Math.max(1, Math.abs(wanted)), `${what}: ${got} against ${wanted}`);
}
const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `t${i}`);

function planOf({ kind, value, ceiling, delta, alpha, names, all }: Golden): DecisionPlan {
  const [a = "", b = ""] = names;
  const question = kind === "better" ? { kind, a, b } : { kind, value, ...(ceiling === null ? {} : { ceiling }) };
  return { question, topologies: names, tasks: ids(all), delta, ...(alpha === 0.05 ? {} : { alpha }) };
}

for (const [index, golden] of decisions.entries()) {
  test(`run ${index + 1}, which ends ${golden.state} after ${golden.tasks} tasks, is R's in every figure`, () => {
    const plan = planOf(golden);
    const machine = decider(plan);
    let spent = 0;
    for (const task of ids(golden.taken)) {
      for (const { topology, task: wanted } of machine.next()) {
        assert.equal(wanted, task);
        const [i, k] = [Number(task.slice(1)), golden.names.indexOf(topology)];
        const cost = golden.costs[i]?.[k] ?? 0;
        machine.take({ topology, task, passed: golden.passes[i]?.[k] ?? 0, cost });
        spent += cost;
      }
    }
    const found = machine.decision();
    const told = golden.state === "decided" || golden.state === "close";
    assert.deepEqual([found.state, found.leader, found.winner], [golden.state, golden.leader, told ? golden.leader : undefined]);
    assert.deepEqual([found.live, found.out, found.tasks], [golden.live, golden.out, golden.tasks]);
    assert.equal(found.futile, golden.state !== "futile" ? undefined : golden.leader === "b" ? "no-gain" : "too-few");
    near(found.spent, spent, "spent");
    near(found.fixedCost, golden.fixed, "fixed cost");
    near(found.regret, golden.regret, "regret", 1e-4);
    assert.deepEqual(
      [found.next?.topology, found.next?.tasks],
      [golden.nextName, golden.pairs.find(({ a, b }) => a === golden.leader && b === golden.nextName)?.tasks],
    );
    near(found.next?.lead, golden.nextLead, "lead");
    assert.equal(found.further?.tasks, golden.state === "decided" ? undefined : golden.further);
    if (golden.state !== "decided") {
      near(found.further?.cost, golden.furtherCost, "further cost");
      near(found.further?.saved, golden.saved, "saved", 1e-4);
    }
    assert.deepEqual(
      found.values.map(({ topology, tasks, cut }) => [topology, tasks, cut]),
      golden.values.map(({ topology, tasks, cut }) => [topology, tasks, cut]),
    );
    for (const [i, { value }] of golden.values.entries()) near(found.values[i]?.value, value, "value");
    assert.deepEqual(
      found.pairs.map(({ a, b, tasks, low }) => [a, b, tasks, low === null]),
      golden.pairs.map(({ a, b, tasks, low }) => [a, b, tasks, low === null]),
    );
    for (const [i, { difference, low }] of golden.pairs.entries()) {
      near(found.pairs[i]?.difference, difference, "difference");
      if (low !== null) near(found.pairs[i]?.low, low, "low");
    }
  });
}

test("before any task a run wants all topologies on the first tasks, knows nothing and has spent nothing", () => {
  const plan: DecisionPlan = { question: { kind: "best", value: 5 }, topologies: ["a", "b"], tasks: ids(3), delta: 1 };
  const machine = decider(plan);
  const at = (task: string, ...names: string[]) => names.map((topology) => ({ topology, task }));
  assert.deepEqual(machine.next(), at("t0", "a", "b"));
  assert.deepEqual(machine.next(2), [...at("t0", "a", "b"), ...at("t1", "a", "b")]);
  const { pairs, ...rest } = machine.decision();
  assert.deepEqual(rest, {
    state: "running",
    leader: "a",
    live: ["a", "b"],
    out: [],
    tasks: 0,
    spent: 0,
    fixedCost: 0,
    regret: 0,
    next: undefined,
    values: [],
  });
  assert.deepEqual(pairs, [
    { a: "a", b: "b", difference: 0, low: null, tasks: 0 },
    { a: "b", b: "a", difference: 0, low: null, tasks: 0 },
  ]);
  machine.take({ topology: "b", task: "t0", passed: 1, cost: 2 });
  machine.take({ topology: "b", task: "t0", passed: 0, cost: 2 });
  assert.deepEqual([machine.next(), machine.decision().spent, machine.decision().tasks], [at("t0", "a"), 2, 0]);
  machine.take({ topology: "a", task: "t1", passed: 1, cost: 1 });
  assert.deepEqual(machine.next(2), [...at("t0", "a"), ...at("t1", "b")]);
  machine.take({ topology: "a", task: "t0", passed: undefined, cost: 1 });
  // A task that one has no result on teaches nothing of either, and is done.
  assert.deepEqual([machine.decision().tasks, machine.decision().values], [1, []]);
  machine.take({ topology: "b", task: "t1", passed: 1, cost: 2 });
  assert.deepEqual(
    machine.decision().values.map(({ topology, value }) => [topology, value]),
    [
      ["a", 4],
      ["b", 3],
    ],
  );
  assert.deepEqual(machine.next(5), at("t2", "a", "b"));
});

test("a run whose money is spent wants nothing more, at the last cent", () => {
  const plan: DecisionPlan = { question: { kind: "best", value: 5 }, topologies: ["a", "b"], tasks: ids(3), delta: 0, money: 4 };
  const machine = decider(plan);
  machine.take({ topology: "a", task: "t0", passed: 1, cost: 1 });
  machine.take({ topology: "b", task: "t0", passed: 1, cost: 2 });
  assert.equal(machine.decision().state, "running");
  machine.take({ topology: "a", task: "t1", passed: 1, cost: 1 });
  assert.deepEqual([machine.decision().state, machine.next(), machine.decision().winner], ["money", [], undefined]);
});

test("the order of tasks takes categories in turn, each drawn by its own seed, whatever order they are told in", () => {
  const tasks = Array.from({ length: 12 }, (_, i) => ({ id: `t${String(i).padStart(2, "0")}`, category: i < 8 ? "x" : "a" }));
  const order = taskOrder(tasks, "s");
  assert.deepEqual(taskOrder(tasks.toReversed(), "s"), order);
  assert.deepEqual(
    [...order].sort(),
    tasks.map(({ id }) => id),
  );
  // Of every half two are of the smaller category, and the larger keeps its own order without it.
  for (const half of [order.slice(0, 6), order.slice(6)]) assert.equal(half.filter((id) => Number(id.slice(1)) >= 8).length, 2);
  const alone = taskOrder(tasks.slice(0, 8), "s");
  assert.deepEqual(
    order.filter((id) => Number(id.slice(1)) < 8),
    alone,
  );
  assert.notDeepEqual(alone, [...alone].sort());
});
