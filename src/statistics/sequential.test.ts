import assert from "node:assert/strict";
import { test } from "node:test";
import { shuffled, stream } from "../util/random.ts";
import { type Decider, decider, taskOrder } from "./decide.ts";
import type { Arrival, DecisionPlan } from "./decision.ts";
import { bet, bettingEValue, ConfidenceSequence, mixtureEValue, noBet } from "./e-values.ts";
import { expectedRegret, regretSaved } from "./regret.ts";
import { betterHalf, halvingRounds } from "./sequential-halving.ts";

test("the mixture e-value gives the published values", () => {
  const golden: [number, number, number][] = [
    [0, 0, 1],
    [1, 0, 1],
    [5, 0, 5.333],
    [8, 0, 28.444],
    [10, 2, 4.7739],
    [15, 5, 3.2206],
    [20, 10, 1.1528],
    [11, 6, 0.5884],
  ];
  for (const [wins, losses, e] of golden) assert.ok(Math.abs(mixtureEValue(wins, losses) - e) < 1e-3, `${wins}-${losses}`);
});

function pair(next: () => number, wins: number, losses: number): number {
  const u = next();
  return u < wins ? 1 : u < wins + losses ? -1 : 0;
}

test("the betting e-value errs in at most 5% of null runs whenever one looks, and finds 15 points within about 100 tasks", () => {
  let wrong = 0;
  const found: number[] = [];
  for (let run = 0; run < 300; run++) {
    const next = stream(`bet ${run}`);
    let [none, some] = [noBet, noBet];
    let [highest, at] = [0, 0];
    for (let t = 1; t <= 400; t++) {
      none = bet(none, pair(next, 0.175, 0.175));
      some = bet(some, pair(next, 0.25, 0.1));
      highest = Math.max(highest, none.wealth);
      if (at === 0 && some.wealth >= 20) at = t;
    }
    if (highest >= 20) wrong += 1;
    if (at > 0) found.push(at);
  }
  assert.ok(wrong <= 0.05 * 300, `${wrong} of 300 null runs rejected`);
  assert.ok(found.length > 290);
  const median = found.sort((a, b) => a - b)[found.length >> 1] ?? 0;
  assert.ok(median > 70 && median < 130, `median ${median}`);
});

test("a margin makes the same evidence harder to come by", () => {
  const differences = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 1 : 0));
  assert.ok(bettingEValue(differences, 0.2) < bettingEValue(differences));
});

test("the confidence sequence holds at every time at once", () => {
  let missed = 0;
  for (let run = 0; run < 100; run++) {
    const next = stream(`sequence ${run}`);
    const sequence = new ConfidenceSequence(0.05, 201);
    let miss = false;
    for (let t = 0; t < 200; t++) {
      sequence.take(pair(next, 0.25, 0.1));
      const [low, high] = sequence.interval;
      if (low > 0.15 || high < 0.15) miss = true;
    }
    if (miss) missed += 1;
  }
  assert.ok(missed <= 7, `${missed} of 100 missed`);
});

test("halving schedules are the published ones", () => {
  assert.deepEqual(halvingRounds(4, 400), [
    { arms: 4, tasks: 50 },
    { arms: 2, tasks: 100 },
  ]);
  assert.deepEqual(
    halvingRounds(6, 600).map(({ arms, tasks }) => `${arms}x${tasks}`),
    ["6x33", "3x66", "2x100"],
  );
  assert.deepEqual(
    halvingRounds(8, 800).map(({ tasks }) => tasks),
    [33, 66, 133],
  );
  assert.deepEqual(
    betterHalf(["a", "b", "c"], (arm) => arm.charCodeAt(0)),
    ["c", "b"],
  );
});

const value = 1e9;
function plan(topologies: readonly string[], tasks: number, rest: Partial<DecisionPlan> = {}): DecisionPlan {
  const order = taskOrder(
    Array.from({ length: tasks }, (_, i) => ({ id: `t${i}`, category: i % 3 === 0 ? "a" : "b" })),
    "s",
  );
  return { question: { kind: "best", value, ceiling: value / 10 }, topologies, tasks: order, delta: 0, ...rest };
}

function run(machine: Decider, skill: (topology: string) => number, seed: string, cost = 1e6): number {
  let trials = 0;
  for (let wanted = machine.next(); wanted.length > 0; wanted = machine.next()) {
    for (const { topology, task } of wanted) {
      const next = stream(`${seed}/${task}/${topology}`);
      machine.take({ topology, task, passed: Number(next() < skill(topology)), cost });
      trials += 1;
    }
  }
  return trials;
}

test("a clearly best topology is found before the tasks are used up, and a clearly worse one is dropped early", () => {
  const machine = decider(plan(["weak", "middle", "strong"], 300));
  const skills: Record<string, number> = { weak: 0.2, middle: 0.55, strong: 0.9 };
  const trials = run(machine, (name) => skills[name] ?? 0, "clear");
  const decision = machine.decision();
  assert.equal(decision.state, "decided");
  assert.equal(decision.winner, "strong");
  assert.equal(decision.out[0]?.topology, "weak");
  assert.ok(trials < 300, `${trials} trials`);
  assert.ok(decision.spent < decision.fixedCost / 2);
  assert.equal(decision.fixedCost, 3 * 300 * 1e6);
});

test("identical topologies yield a winner in at most 5% of runs, with a look after every task", () => {
  let winners = 0;
  for (let i = 0; i < 100; i++) {
    const machine = decider(plan(["a", "b", "c"], 100));
    run(machine, () => 0.6, `null ${i}`);
    if (machine.decision().winner !== undefined) winners += 1;
  }
  assert.ok(winners <= 5, `${winners} of 100`);
});

test("the order in which results arrive changes nothing", () => {
  const asked = plan(["a", "b"], 60);
  const arrivals: Arrival[] = asked.tasks.flatMap((task, i) => [
    { topology: "a", task, passed: Number(i % 5 !== 0), cost: 10 },
    { topology: "b", task, passed: Number(i % 5 === 1), cost: 10 },
  ]);
  const [inOrder, mixed] = [decider(asked), decider(asked)];
  for (const arrival of arrivals) inOrder.take(arrival);
  for (const arrival of shuffled(arrivals, stream("mixed"))) mixed.take(arrival);
  assert.deepEqual(mixed.decision(), inOrder.decision());
  assert.equal(inOrder.decision().winner, "a");
});

test("a run stops when the money is spent, when the tasks are, and when too few are left to decide", () => {
  const skill = (): number => 0.5;
  const broke = decider(plan(["a", "b"], 100, { money: 20e6 }));
  run(broke, skill, "x");
  assert.equal(broke.decision().state, "money");
  assert.equal(broke.decision().spent, 20e6);
  // Two that are level after 60 of 64 tasks: four more cannot tell them apart.
  const short = decider(plan(["a", "b"], 64));
  run(short, skill, "level");
  assert.equal(short.decision().state, "futile");
  assert.ok(short.decision().tasks < 64);
  // Four tasks are run; they prove nothing, and say who is ahead and what naming it may lose.
  const few = decider(plan(["a", "b"], 4, { delta: 0.05 * value }));
  run(few, (name) => (name === "a" ? 1 : 0.5), "few");
  const { state, tasks, winner, leader, regret } = few.decision();
  assert.deepEqual([state, tasks, winner, leader], ["undecided", 4, undefined, "a"]);
  assert.ok(regret > 0);
});

test("a topology that is 57 points behind after 14 tasks is out, whatever a pass is worth and however many others there are", () => {
  for (const worth of [value, 1e6])
    for (const others of [1, 2, 3]) {
      const names = ["good", ...Array.from({ length: others }, (_, i) => `other${i}`), "bad"];
      const machine = decider(plan(names, 100, { question: { kind: "best", value: worth }, delta: 0.05 * worth }));
      const order = plan(names, 100).tasks;
      // Good passes 13 of 14, bad 5 of these: 8 of 14 points apart.
      for (const [i, task] of order.slice(0, 14).entries())
        for (const topology of names) {
          const passed = topology === "bad" ? Number(i % 3 === 0 && i > 0) + Number(i === 1) : Number(i !== 0);
          machine.take({ topology, task, passed, cost: worth / 100 });
        }
      assert.ok(
        machine.decision().out.some(({ topology }) => topology === "bad"),
        `${names.length} topologies: ${JSON.stringify(machine.decision().pairs.filter(({ b }) => b === "bad"))}`,
      );
    }
});

test("two alike leaders end as close, and the rest is dropped long before", () => {
  let close = 0;
  const dropped: number[] = [];
  for (let i = 0; i < 40; i++) {
    const machine = decider(plan(["a", "b", "c", "d", "e"], 150, { delta: 0.05 * value }));
    run(machine, (name) => (name === "a" || name === "b" ? 0.8 : 0.35), `alike ${i}`);
    const { state, winner, out } = machine.decision();
    if (state === "close" && (winner === "a" || winner === "b")) close += 1;
    for (const { topology, tasks } of out) if (topology !== "a" && topology !== "b") dropped.push(tasks);
  }
  assert.ok(close >= 30, `${close} of 40 are close`);
  assert.equal(dropped.length, 3 * 40);
  const middle = dropped.sort((x, y) => x - y)[dropped.length >> 1] ?? Infinity;
  assert.ok(middle <= 30, `half of them are out after ${middle} tasks`);
});

/** Both pass alike; `rare` costs a hundredth, and once in fifteen tasks two passes: .143 in the mean against .05. */
test("costs count in full: what is mostly cheaper and costs more in the mean is named in at most 5% of runs", () => {
  let wrong = 0;
  for (let i = 0; i < 100; i++) {
    const machine = decider(plan(["steady", "rare"], 120, { question: { kind: "best", value }, delta: 0.05 * value }));
    for (let wanted = machine.next(); wanted.length > 0; wanted = machine.next())
      for (const { topology, task } of wanted) {
        const next = stream(`${i}/${task}/${topology}`);
        const passed = Number(next() < 0.7);
        machine.take({ topology, task, passed, cost: topology === "steady" ? 50e6 : next() < 1 / 15 ? 2 * value : 10e6 });
      }
    if (machine.decision().winner === "rare") wrong += 1;
  }
  assert.ok(wrong <= 5, `${wrong} of 100`);
});

test("a ceiling that is set counts, and the tasks that cost more are counted", () => {
  const asked = plan(["a", "b"], 20, { question: { kind: "best", value, ceiling: value / 4 } });
  const machine = decider(asked);
  for (const [i, task] of asked.tasks.entries()) {
    machine.take({ topology: "a", task, passed: 1, cost: i < 5 ? value : 0 });
    machine.take({ topology: "b", task, passed: 1, cost: 0 });
  }
  const [a, b] = machine.decision().values;
  // Five of the tasks so far cost a quarter of a pass instead of one.
  assert.deepEqual([a?.cut, b?.cut, b?.value], [5, 0, value]);
  assert.ok(Math.abs((a?.value ?? 0) - (value - (5 * value) / 4 / (a?.tasks ?? 1))) < 1e-3);
});

test("the regret of a level rival is .3989 standard errors, and further tasks lower it by their share of the error", () => {
  const close = (got: number, wanted: number): void => assert.ok(Math.abs(got - wanted) < 1e-3, `${got}, wanted ${wanted}`);
  close(expectedRegret([{ behind: 0, error: 1 }]), 0.39894);
  // The unit normal loss at 1: phi(1) - (1 - Phi(1)) = .24197 - .15866.
  close(expectedRegret([{ behind: 1, error: 1 }]), 0.08331);
  // The greatest of two standard normals and 0: 1 / sqrt(4 pi) + 1 / sqrt(2 pi) x (1 - 1/2 ...) by hand: .5642 / 2 + .39894.
  close(
    expectedRegret([
      { behind: 0, error: 1 },
      { behind: 0, error: 1 },
    ]),
    0.681,
  );
  close(expectedRegret([{ behind: -2, error: 0 }]), 2);
  close(expectedRegret([{ behind: 3, error: 0 }]), 0);
  close(regretSaved([{ behind: 0, error: 1 }], 30, 10), 0.39894 / 2);
  assert.equal(regretSaved([{ behind: 0, error: 1 }], 30, 0), 0);
});

test("equal topologies end as close once no difference above delta is left, the cheaper one in front", () => {
  const machine = decider(plan(["dear", "cheap"], 400, { delta: 0.2 * value }));
  for (let wanted = machine.next(); wanted.length > 0; wanted = machine.next()) {
    for (const { topology, task } of wanted) {
      const passed = Number(stream(task)() < 0.6);
      machine.take({ topology, task, passed, cost: topology === "dear" ? 50e6 : 1e6 });
    }
  }
  const decision = machine.decision();
  assert.equal(decision.winner, "cheap");
  assert.ok(decision.tasks < 400);
});

test("asked whether a is better than b by delta, a run says no by futility when it is not", () => {
  const asked = plan(["a", "b"], 500, { question: { kind: "better", a: "a", b: "b" }, delta: 0.15 });
  const machine = decider(asked);
  run(machine, (name) => (name === "a" ? 0.5 : 0.55), "no");
  assert.equal(machine.decision().state, "futile");
  assert.equal(machine.decision().winner, undefined);
});

test("an unknown outcome teaches nothing and stops nothing", () => {
  const asked = plan(["a", "b"], 60);
  const machine = decider(asked);
  machine.take({ topology: "a", task: asked.tasks[0] as string, passed: undefined, cost: 1 });
  machine.take({ topology: "b", task: asked.tasks[0] as string, passed: 1, cost: 1 });
  assert.equal(machine.decision().tasks, 1);
  assert.equal(machine.decision().pairs[0]?.tasks, 0);
  assert.equal(machine.next().length, 2);
});

test("any beginning of the task order holds the categories in their shares", () => {
  const tasks = Array.from({ length: 90 }, (_, i) => ({ id: `t${i}`, category: i < 60 ? "big" : "small" }));
  const order = taskOrder(tasks, "s");
  assert.deepEqual([...order].sort(), tasks.map(({ id }) => id).sort());
  const big = order.slice(0, 30).filter((id) => Number(id.slice(1)) < 60).length;
  assert.ok(big >= 18 && big <= 22, `${big} of 30`);
  assert.notDeepEqual(taskOrder(tasks, "other"), order);
});
