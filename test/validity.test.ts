import assert from "node:assert/strict";
import { test } from "node:test";
import { simulate, truthsOf } from "../bench/validity/experiment.ts";
import { cascade, overTasks, pareto, retries, skill, steady } from "../bench/validity/shape.ts";
import { nullShapes, realShapes } from "../bench/validity/shapes.ts";
import { kinds, tally } from "../bench/validity/tally.ts";
import { normal, stream } from "../src/util/random.ts";

test("simulated costs have the means that they state", () => {
  const chance = skill(0.5);
  for (const cost of [steady(), cascade(0.2, 0.3), retries(chance, 4, 1)]) {
    const next = stream("costs");
    let sum = 0;
    for (let i = 0; i < 40_000; i++) sum += cost.draw(normal(next), normal(next), next);
    const truth = overTasks(cost.mean);
    assert.ok(Math.abs(sum / 40_000 - truth) < 0.06 * truth, `${sum / 40_000} against ${truth}`);
  }
  // The mean of a Pareto variable with tail index 1.5 does not settle; its median is known: 2^(2/3) / 3.
  const next = stream("pareto");
  const draws = Array.from({ length: 9_999 }, () => pareto.draw(0, 0, next)).sort((a, b) => a - b);
  assert.ok(Math.abs((draws[4_999] ?? 0) - 2 ** (2 / 3) / 3) < 0.02);
});

test("a skill passes the share of tasks that it states, whatever the spread", () => {
  for (const spread of [0.3, 1, 3, 100]) assert.ok(Math.abs(overTasks(skill(0.7, spread)) - 0.7) < 1e-3);
});

test("shapes have names of their own, and topologies of a null shape are alike in every mean", () => {
  const names = [...nullShapes, ...realShapes].map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length >= 24);
  for (const shape of nullShapes) {
    const [first, ...others] = truthsOf(shape);
    for (const other of others) {
      assert.ok(Math.abs(other.passed - (first?.passed ?? 0)) < 1e-9, shape.name);
      assert.ok(Math.abs(other.cost / (first?.cost ?? 1) - 1) < 1e-3, shape.name);
    }
  }
});

test("a simulated experiment is the same for the same seed", () => {
  const [shape] = nullShapes;
  assert.ok(shape !== undefined);
  assert.deepEqual(simulate(shape, "a"), simulate(shape, "a"));
  assert.notDeepEqual(simulate(shape, "a").topologies, simulate(shape, "b").topologies);
});

test("what is printed holds as often as it says, in a fast form of the bench", () => {
  const few = [
    "3 repeats, correlated",
    "ceiling, graded (97%)",
    "cascade: 1 task in 10 climbs, 30 tasks",
    "Pareto 1.5 costs beside even ones",
  ];
  const experiments = 150;
  for (const shape of nullShapes.filter(({ name }) => few.includes(name))) {
    const found = tally(shape, experiments);
    for (const kind of kinds) {
      const wrong = (found.printed[kind] - found.held[kind]) / Math.max(1, found.wanted[kind]);
      // 7% and three standard errors of so many experiments.
      assert.ok(wrong <= 0.07 + 3 * Math.sqrt((0.07 * 0.93) / experiments), `${shape.name}: ${kind} wrong in ${wrong}`);
    }
    assert.ok(
      found.wrong.any / experiments <= 0.05 + 3 * Math.sqrt((0.05 * 0.95) / experiments),
      `${shape.name}: false in ${found.wrong.any}`,
    );
  }
});

test("costs that one unseen task would turn around are not compared, and a task that alone decides is named", () => {
  const shape = nullShapes.find(({ name }) => name.startsWith("one outlier"));
  assert.ok(shape !== undefined);
  const cost = simulate({ ...shape, outlier: { arm: 1, times: 80 } }, "1").comparisons.find(({ metric }) => metric === "cost");
  assert.deepEqual([cost?.ci, cost?.noInterval, cost?.outlier?.task], [null, "uneven", "task-0000"]);
  const few = simulate({ ...shape, tasks: 12 }, "1").comparisons.find(({ metric }) => metric === "cost");
  assert.deepEqual([few?.p, few?.noInterval], [null, "too-few"]);
});
