import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallFact, Fact } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { callOf, endOf, gradeOf, planOf, startOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import type { Plan } from "../plan/plan.ts";
import { analyzeRun } from "./summarize-run.ts";

const cent = 10_000_000;
type Ledger = ReturnType<typeof openLedger>["ledger"];
/** A call in the table and among the events. */
function paid(ledger: Ledger, trial: string, key: string, change: Partial<CallFact>): void {
  const fact = callOf(key, change);
  const { cost, member, model, purpose, ask, ms } = fact;
  ledger.open({ key, model, trial, hold: 0, member, purpose, ask });
  ledger.close(
    key,
    fact.failure === undefined
      ? {
          ok: true,
          text: "x",
          stop: "end",
          usage: noUsage,
          cost,
          ms,
          ...(fact.flags === undefined ? {} : { receipt: { flags: [...fact.flags] } }),
        }
      : { ok: false, failure: fact.failure, usage: noUsage, cost, ms },
  );
  ledger.append({ trial, span: "", at: 0 }, fact);
}
/** A trial with one call of so many cents, and what else happened in it. */
function trial(
  ledger: Ledger,
  topology: string,
  task: string,
  { passed = true, cents = 1, facts = [] as Fact[], repetition = 0, answer = true } = {},
): void {
  const id = `${topology}/${task}/${repetition}`;
  const at = { trial: id, span: "", at: 0 };
  ledger.append(at, startOf(topology, task, repetition));
  paid(ledger, id, `${id}#1`, { cost: cents * cent });
  for (const fact of facts) ledger.append(at, fact);
  ledger.append(at, endOf({ cost: cents * cent, ...(answer ? { answer: "a" } : {}) }));
  ledger.append(at, gradeOf({ passed, score: Number(passed) }));
}
async function analyzed(plan: Plan, fill: (ledger: Ledger) => void) {
  const { store, ledger } = openLedger();
  fill(ledger);
  const analysis = await analyzeRun(plan, ledger, "r", 12, "done");
  store.close();
  return analysis;
}

test("what a reader must know stands in its order: the plan's warnings, guards, failures, gradings, reuse and what asking the models cost", async () => {
  const plan = planOf(["a", "b"], ["t"], { warnings: ["mind this"] });
  const { summary, spending } = await analyzed(plan, (ledger) => {
    trial(ledger, "a", "t", {
      facts: [{ type: "guard", guard: "loop", tokens: 0, stopped: false } as never, { type: "own", name: "figures", value: { depth: 2 } }],
    });
    trial(ledger, "b", "t");
    paid(ledger, "a/t/0", "grading", { purpose: "grade", cost: 2 * cent });
    paid(ledger, "b/t/0", "broken", { failure: { code: "provider", message: "gone" }, cost: 0, ok: false });
    paid(ledger, "b/t/0", "no", { failure: { code: "refused", message: "I will not" }, cost: 0, ok: false });
    paid(ledger, "b/t/0", "earlier", { flags: ["reused"], cost: 3 * cent });
    paid(ledger, "@preflight/1", "hello", { purpose: "preflight", cost: cent });
  });
  const told = summary.warnings;
  const order = [
    /^mind this$/,
    /^Guard loop fired/,
    /^a, in the mean of 1 trial: depth 2\.$/,
    /failed\. All: gone$/,
    /^m refused 1 of \d calls/,
    /^Grading cost \$0\.02/,
    /^Answers taken over from earlier runs: 1 call, counted at the \$0\.03/,
    /^Asking each model once before the run cost \$0\.01/,
  ];
  const places = order.map((words) => told.findIndex((line) => words.test(line)));
  assert.ok(
    places.every((place) => place >= 0),
    told.join("\n"),
  );
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  );
  assert.deepEqual([summary.run, summary.wallMs, summary.state, summary.experiment, summary.seed], ["r", 12, "done", "plan", "1"]);
  assert.deepEqual([spending.preflight, spending.grading["a"]], [cent, 2 * cent]);
  assert.deepEqual(summary.refusals, [{ member: "m", calls: summary.refusals?.[0]?.calls, refused: 1, why: "I will not" }]);
  assert.deepEqual([summary.gradings, summary.formatFailures], [undefined, undefined]);
});

test("a plain run says nothing of gradings, reuse, preflights and refusals", async () => {
  const { summary, table, shadow } = await analyzed(planOf(["a", "b"], ["t"]), (ledger) => {
    trial(ledger, "a", "t");
    trial(ledger, "b", "t", { passed: false });
  });
  assert.deepEqual(
    summary.warnings.filter((line) => /Grading cost|Answers taken over|Asking|refused|failed/.test(line)),
    [],
  );
  assert.deepEqual(
    [table, shadow, summary.decision, summary.silence, summary.graderSilence, summary.refusals, summary.budgets, summary.selection],
    Array(8).fill(undefined),
  );
  assert.equal(summary.leastRepetitions, undefined);
  assert.deepEqual(
    summary.topologies.map(({ name, passRate }) => [name, passRate]),
    [
      ["a", 1],
      ["b", 0],
    ],
  );
});

test("preflights that were asked more than once say how often, and where models differ up to how often", async () => {
  const asked = async (...times: readonly (readonly [member: string, model: string])[]): Promise<string> => {
    const { summary } = await analyzed(planOf(["a"], ["t"]), (ledger) => {
      trial(ledger, "a", "t");
      for (const [i, [member, model]] of times.entries())
        paid(ledger, `@preflight/${i + 1}`, `p${i}`, { purpose: "preflight", cost: cent, member, model });
    });
    return summary.warnings.find((line) => line.startsWith("Asking")) ?? "";
  };
  const [m, n] = [["m", "live/m"] as const, ["n", "live/n"] as const];
  assert.equal(await asked(m, n), "Asking each model once before the run cost $0.0200, counted in no topology.");
  assert.equal(await asked(m, m), "Asking each model twice, before the run and whenever it went on, cost $0.0200, counted in no topology.");
  assert.equal(
    await asked(m, m, m),
    "Asking each model 3 times, before the run and whenever it went on, cost $0.0300, counted in no topology.",
  );
  assert.equal(
    await asked(m, m, n),
    "Asking each model up to twice, before the run and whenever it went on, cost $0.0300, counted in no topology.",
  );
});

test("one topology at several budgets makes a curve in dollars; one budget, or options that were tried, make none", async () => {
  const at = (name: string, entry: string, cost?: number, tried?: object) =>
    topologyOf(name, {
      entry,
      limits: cost === undefined ? {} : { cost: cost * cent },
      ...(tried === undefined ? {} : { tried: tried as never }),
    });
  const plan = planOf(
    [at("a@$0.05", "a", 5), at("a@$0.5", "a", 50), at("plain", "plain", 5), at("v#1", "v", 5, { n: 1 }), at("free@$1", "free")],
    ["t"],
  );
  const { summary } = await analyzed(plan, (ledger) => {
    for (const { name } of plan.topologies) trial(ledger, name, "t", { passed: name !== "a@$0.05" });
  });
  assert.deepEqual(
    summary.budgets?.map(({ topology, points }) => [topology, points.map(({ budget, passRate }) => [budget, passRate])]),
    [
      [
        "a",
        [
          [0.05, 0],
          [0.5, 1],
        ],
      ],
    ],
  );
});

test("tasks that are run unequally often say the least, and bounds are marked", async () => {
  const repeats = (least: number) => ({ of: new Map([["t", 2]]), least });
  const of = async (least: number) =>
    (
      await analyzed(planOf(["a", topologyOf("b", { bound: true })], ["t"], { repetitions: 2, repeats: repeats(least) }), (ledger) => {
        for (const repetition of [0, 1]) for (const name of ["a", "b"]) trial(ledger, name, "t", { repetition });
      })
    ).summary;
  const [equal, unequal] = [await of(2), await of(1)];
  assert.deepEqual([equal.leastRepetitions, unequal.leastRepetitions, unequal.repetitions], [undefined, 1, 2]);
  assert.deepEqual(
    unequal.topologies.map(({ bound }) => bound),
    [undefined, true],
  );
});

test("tasks to choose on are in no figure; what was chosen on them is told", async () => {
  const tasks = ["l1", "l2", "s1"].map((id) => taskOf(id));
  const plan = planOf([topologyOf("a", { single: true }), "b"], tasks, {
    learning: new Set(["l1", "l2"]),
    goal: { kind: "value", worth: 100 * cent },
  });
  const { summary } = await analyzed(plan, (ledger) => {
    for (const task of ["l1", "l2", "s1"]) {
      trial(ledger, "a", task, { passed: task === "l1" });
      trial(ledger, "b", task, { cents: 2 });
    }
  });
  // b passes both for two cents each; a one of two for one.
  assert.deepEqual(summary.selection, { goal: "the most net value, a right answer being worth $1.00", tasks: 2, chosen: "b", single: "a" });
  assert.deepEqual(
    summary.topologies.map(({ name, trials, training }) => [name, trials, training]),
    [
      ["a", 1, { tasks: 2, passRate: 0.5, perTrial: 0.01 }],
      ["b", 1, { tasks: 2, passRate: 1, perTrial: 0.02 }],
    ],
  );
});

test("a run that stops by what it sees decides by its order of tasks, and its costs are bounded by the ceiling of its question or the budget", async () => {
  const names = Array.from({ length: 30 }, (_, i) => `t${i}`);
  const until = (ceiling: number | undefined) =>
    ({
      topologies: ["a", "b"],
      tasks: names,
      question: { kind: "best", value: 100 * cent, delta: 0.05, alpha: 0.05, ...(ceiling === undefined ? {} : { ceiling }) },
    }) as unknown as Plan["until"];
  const of = async (ceiling: number | undefined, budget?: number) => {
    const limits = budget === undefined ? {} : { cost: budget };
    const plan = planOf([topologyOf("a", { limits }), topologyOf("b", { limits })], names, { until: until(ceiling) as never });
    return (
      await analyzed(plan, (ledger) => {
        for (const [i, task] of names.entries()) {
          trial(ledger, "a", task, { cents: 1 + (i % 3) });
          trial(ledger, "b", task, { cents: 4 + (i % 3), passed: i % 2 === 0 });
        }
      })
    ).summary;
  };
  const costs = (summary: Awaited<ReturnType<typeof of>>) => summary.comparisons.find(({ metric }) => metric === "cost");
  // Without a bound there is no interval at any time; with one there is, of costs up to it.
  assert.equal(costs(await of(undefined))?.noInterval, "unbounded");
  const [ceiling, budget, lower] = [await of(10 * cent), await of(undefined, 20 * cent), await of(30 * cent, 20 * cent)];
  assert.deepEqual([costs(ceiling)?.cappedAt, costs(budget)?.cappedAt, costs(lower)?.cappedAt], [0.1, 0.2, 0.2]);
  assert.ok(ceiling.decision !== undefined);
});
