import assert from "node:assert/strict";
import { test } from "node:test";
import type { RaceArm, RacePlan } from "../plan/race-plan.ts";
import type { Cell, CellResult } from "./cell.ts";
import { mutation } from "./mutation.ts";
import { racing } from "./racing.ts";
import type { Strategy } from "./strategy.ts";
import { thompson } from "./thompson.ts";

const armOf = (name: string, change: Partial<RaceArm> = {}): RaceArm => ({ name, single: /^s\d?$/.test(name), traits: [name], ...change });
const planOf = (names: readonly (string | RaceArm)[], change: Partial<RacePlan> = {}): RacePlan => ({
  arms: names.map((one) => (typeof one === "string" ? armOf(one) : one)),
  goal: { kind: "value", worth: 100 },
  tasks: Array.from({ length: 30 }, (_, i) => `t${i}`),
  money: Infinity,
  alpha: 0.05,
  margin: 0.03,
  seed: "1",
  ...change,
});
const pass = (cost: number, passed = 1): CellResult => ({ passed, cost });
/** One wave: what is wanted when so much was spent, answered so. */
const wave = (strategy: Strategy, spent: number, answer: (cell: Cell) => CellResult): Cell[] => {
  const cells = [...strategy.wanted(spent)];
  if (cells.length > 0) strategy.take(cells.map((cell) => ({ ...cell, result: answer(cell) })));
  return cells;
};
const shown = (cells: readonly Cell[]): string => cells.map(({ arm, task }) => `${arm}${task}`).join(" ");
/** Every wave to the end, money added up. */
function played(strategy: Strategy, answer: (cell: Cell) => CellResult, limit = 200): { waves: string[]; spent: number } {
  const waves: string[] = [];
  let spent = 0;
  while (waves.length < limit) {
    const cells = wave(strategy, spent, answer);
    if (cells.length === 0) break;
    for (const cell of cells) {
      const result = answer(cell);
      spent += typeof result === "object" ? result.cost : 0;
    }
    waves.push(shown(cells));
  }
  return { waves, spent };
}

test("mutation asks each single member once, then on as many tasks as the money pays for ten candidates, twenty at most", () => {
  const tasks = (money: number, cost = 10, of = 30): number => {
    const strategy = mutation(planOf(["s1", "s2", "x"], { money, tasks: Array.from({ length: of }, (_, i) => `t${i}`) }));
    wave(strategy, 0, () => pass(cost));
    wave(strategy, 2 * cost, () => pass(cost));
    return strategy.verdict().tasks;
  };
  // The first task cost 10 a member: ten candidates take 100 a task.
  assert.deepEqual([tasks(500), tasks(599), tasks(5000), tasks(100), tasks(500, 10, 4), tasks(500, 0)], [5, 5, 20, 2, 4, 20]);
  const strategy = mutation(planOf(["s1", "s2", "x"], { money: 300 }));
  assert.equal(shown(wave(strategy, 0, () => pass(10))), "s10 s20");
  // Who has begun goes on with the second task.
  assert.equal(shown(wave(strategy, 20, () => pass(10))), "s11 s21 s12 s22");
  assert.equal(shown(wave(strategy, 60, () => pass(9))), "x0 x1 x2");
});

test("mutation stops where the next wave would not be paid, where the money is gone, and where there is no task", () => {
  const after = (money: number, spent: number): string => {
    const strategy = mutation(planOf(["s1", "x", "y", "z"], { money, tasks: ["t0", "t1"] }));
    // Three waves cost 30 in all: the next is taken to cost 10.
    for (const before of [0, 10, 20]) wave(strategy, before, () => pass(1));
    return shown(wave(strategy, spent, () => pass(1))).replaceAll(/[xyz]/g, "?");
  };
  assert.deepEqual([after(40, 30), after(39, 30), after(30, 30)], ["?0 ?1", "", ""]);
  assert.deepEqual(mutation(planOf(["s1", "x"], { tasks: [] })).wanted(0), []);
  assert.deepEqual(mutation(planOf(["s1", "x"], { money: 5 })).wanted(5), []);
});

test("mutation changes one trait at a time, takes what meets the goal better, and of two as good keeps who stands", () => {
  const arms = [
    armOf("s", { traits: ["use=solo", "seat=a"] }),
    armOf("swap", { traits: ["use=solo", "seat=b"] }),
    armOf("add", { traits: ["use=solo", "seat=a", "seat=b"] }),
    armOf("drop", { traits: ["use=solo"] }),
    armOf("two", { traits: ["use=other", "seat=b"] }),
    armOf("same", { traits: ["use=solo", "seat=a"] }),
  ];
  const strategy = mutation(planOf(arms, { tasks: ["t0"] }));
  const asked = (cost: (arm: string) => number): string =>
    wave(strategy, 0, ({ arm }) => pass(cost(arm)))
      .map(({ arm }) => arm)
      .join();
  assert.equal(
    asked(() => 5),
    "s",
  );
  const near = [asked(() => 5), asked(() => 5), asked(() => 5)];
  // One out, one in, or one for another; neither two nor none.
  assert.deepEqual(near.toSorted(), ["add", "drop", "swap"]);
  assert.equal(strategy.verdict().chosen?.name, "s");
  const [first, second] = [asked((arm) => (arm === "two" ? 1 : 5)), asked((arm) => (arm === "two" ? 1 : 5))];
  assert.deepEqual([first, second].toSorted(), ["same", "two"]);
  const { chosen, single, tried, live, left, tasks } = strategy.verdict();
  assert.deepEqual([chosen?.name, single?.name, tried, live, left, tasks], ["two", "s", 6, ["two"], [], 1]);
  assert.equal(
    asked(() => 0),
    "",
  );
});

test("mutation never names whom a replay cannot tell of, and counts who was tried", () => {
  const strategy = mutation(planOf(["s", "x", "y"], { tasks: ["t0"] }));
  assert.deepEqual(strategy.verdict(), { chosen: undefined, single: undefined, left: [], live: [], dropped: [], tried: 0, tasks: 1 });
  wave(strategy, 0, () => pass(5));
  const [next] = wave(strategy, 0, () => "untold");
  const { chosen, dropped, tried } = strategy.verdict();
  assert.deepEqual([chosen?.name, dropped, tried], ["s", [{ arm: next?.arm, why: "replay", tasks: 1 }], 2]);
});

test("sampling tries everybody who never cost anything first, eight draws at a time, each on its own next task", () => {
  const strategy = thompson(planOf(["s", "x", "y"], { goal: { kind: "budget", most: 5 } }));
  const answer = ({ arm }: Cell): CellResult => pass(arm === "y" ? 50 : 1, arm === "x" ? 1 : 0);
  const first = wave(strategy, 0, answer);
  assert.equal(first.length, 8);
  for (const name of ["s", "x", "y"]) {
    const own = first.filter(({ arm }) => arm === name).map(({ task }) => task);
    assert.deepEqual(own, [...own.keys()]);
  }
  played(strategy, answer, 30);
  const { chosen, single, left, live, dropped, tried, tasks } = strategy.verdict();
  // x passes all within the budget; nobody takes more than the thirty tasks there are.
  assert.deepEqual([chosen?.name, single?.name, left, live, dropped, tried, tasks], ["x", "s", [], ["s", "x", "y"], [], 3, 30]);
});

test("sampling asks for no more trials than the rest of the money pays, and ends with it", () => {
  const many = (money: number, spent: number): number => {
    const strategy = thompson(planOf(["s", "x"], { money }));
    wave(strategy, 0, () => pass(10));
    return strategy.wanted(spent).length;
  };
  // Eight trials took 80: 25 left pay two more, 9 none.
  assert.deepEqual([many(105, 80), many(89, 80), many(80, 80), many(70, 80), many(1000, 80), many(1000, 0)], [2, 0, 0, 0, 8, 8]);
  assert.equal(thompson(planOf(["s", "x"], { money: 0 })).wanted(0).length, 0);
  assert.equal(thompson(planOf(["s", "x"], { tasks: ["t0", "t1"] })).wanted(0).length, 4);
});

test("sampling drops whom a replay cannot tell of, and names the best of those that were tried most", () => {
  const strategy = thompson(planOf(["s", "x"], { tasks: ["t0", "t1"] }));
  played(strategy, ({ arm }) => (arm === "x" ? "untold" : pass(1)));
  const { chosen, live, dropped, tasks } = strategy.verdict();
  assert.deepEqual([chosen?.name, live, dropped.map(({ arm, why }) => [arm, why]), tasks], ["s", ["s"], [["x", "replay"]], 2]);
});

const names = (letter: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${letter}${i + 1}`);

test("a race begins with the single members, then eight others at a time while less than a tenth of the money is gone", () => {
  const others = names("x", 20);
  const strategy = racing(planOf(["s1", "s2", ...others], { money: 1000 }));
  assert.equal(shown(wave(strategy, 0, () => pass(5))), "s10 s20");
  const second = wave(strategy, 10, () => pass(11));
  assert.deepEqual([second.length, second.every(({ task }) => task === 0)], [8, true]);
  // 98 are below a tenth; 100 are none.
  assert.equal(wave(strategy, 98, () => pass(0.25)).length, 8);
  strategy.wanted(100);
  const { tried, dropped } = strategy.verdict();
  assert.equal(tried, 18);
  assert.deepEqual(
    dropped.map(({ why, tasks, by }) => [why, tasks, by]),
    ["money", "money", "money", "money"].map((why) => [why, 0, undefined]),
  );
});

test("a race with few candidates runs several tasks at once, more of them the further it is, and no more than are left or paid", () => {
  const widths = (count: number, tasks: number, money: number, cost: number): number[] => {
    const { waves } = played(
      racing(planOf(["s", ...names("x", count - 1)], { tasks: Array.from({ length: tasks }, (_, i) => `t${i}`), money })),
      () => pass(cost),
    );
    return waves.map((one) => new Set(one.split(" ").map((cell) => cell.replace(/^(s|x\d)/, ""))).size);
  };
  // Two candidates: four tasks are eight trials. Three: three tasks; the last wave has what is left.
  assert.deepEqual(widths(2, 10, Infinity, 1), [1, 1, 4, 4, 1]);
  assert.deepEqual(widths(3, 9, Infinity, 1), [1, 1, 3, 3, 2]);
  // Eight run task by task until ten are done, then a tenth of what is done is ahead: two from the twentieth.
  assert.deepEqual(widths(8, 25, Infinity, 1), [1, 1, ...Array(19).fill(1), 2, 2, 1]);
  // 100 less the first 2 pay 24 more tasks of two at 2 each: 4 at a time, and the last one alone that is paid.
  assert.deepEqual(widths(2, 1000, 21, 1), [1, 1, 4, 4, 1]);
});

test("a race that its money cannot bring to the last task sets the worse half aside, and goes on with the best", () => {
  const worth = new Map(names("x", 7).map((name, i) => [name, i / 10]));
  const strategy = racing(
    planOf(["s", ...worth.keys()], { money: 200, alpha: 1e-200, tasks: Array.from({ length: 100 }, (_, i) => `t${i}`) }),
  );
  const { spent } = played(strategy, ({ arm }) => pass(1, worth.get(arm) ?? 0.65));
  const { dropped, live, chosen, single, tasks, left } = strategy.verdict();
  assert.deepEqual(
    dropped.every(({ why }) => why === "money"),
    true,
  );
  // Eight, then four, then two of the candidates; the single member stands beside them to the end.
  const gone = dropped.map(({ arm }) => arm).toSorted();
  assert.deepEqual(gone, ["x1", "x2", "x3", "x4", "x5", "x6"]);
  assert.deepEqual([live.toSorted(), chosen?.name, single?.name, left[0]?.name], [["s", "x7"], "s", "s", "s"]);
  assert.ok(tasks > 40 && spent <= 200, `${tasks} ${spent}`);
});

test("of more candidates than a wave has, the best run a task first and those that have not when a third of the money is gone are set aside", () => {
  const others = names("x", 11);
  const strategy = racing(planOf(["s", ...others], { money: 1000, tasks: ["t0", "t1", "t2", "t3"], alpha: 0.0001 }));
  const passes = (arm: string): number => (arm === "s" ? 0 : Number(arm.slice(1)) / 11);
  const answer = ({ arm }: Cell): CellResult => pass(1, passes(arm));
  wave(strategy, 0, answer);
  wave(strategy, 1, answer);
  wave(strategy, 9, answer);
  // The single member first, then by net value so far.
  assert.equal(shown(wave(strategy, 12, answer)), "s1 x111 x101 x91 x81 x71 x61 x51");
  // 12 were gone; a third of the 988 left ends the task at 341.33.
  assert.equal(shown([...strategy.wanted(341)]), "x41 x31 x21 x11");
  // A task took 330: two more are not paid, and the first of four parts is spent, so that the worse half goes, the single member to run on beside.
  assert.equal(shown(strategy.wanted(342).slice(0, 5)), "s2 x82 x92 x102 x112");
  assert.deepEqual(strategy.verdict().dropped, [
    ...["x4", "x3", "x2", "x1"].map((arm) => ({ arm, why: "money", tasks: 1 })),
    ...["x7", "x6", "x5", "s"].map((arm) => ({ arm, why: "money", tasks: 2 })),
  ]);
  assert.equal(strategy.verdict().tasks, 2);
});

test("who must cost more than the goal has use for begins last: more than the budget, the worth or the dearest single member", () => {
  const begun = (goal: RacePlan["goal"]): string[] => {
    const asks = (members: string[], least: number) => ({ asks: { members, least } });
    const arms = [
      armOf("s1", asks(["a"], 1)),
      armOf("s2", asks(["b"], 1)),
      ...names("x", 7).map((name) => armOf(name, asks(["a", "b"], 1))),
      armOf("four", asks(["b", "a"], 4)),
      armOf("six", asks(["a", "b"], 6)),
      armOf("b-only", asks(["b"], 1)),
    ];
    const strategy = racing(planOf(arms, { goal }));
    const answer = ({ arm }: Cell): CellResult => pass(arm === "s2" ? 10 : 2);
    wave(strategy, 0, answer);
    return [...strategy.wanted(0), ...(wave(strategy, 0, answer), strategy.wanted(0))]
      .map(({ arm }) => arm)
      .filter((arm) => !arm.startsWith("x"));
  };
  // a costs 2 and b 10: four calls take 8 at least, six 12, one of b 10.
  assert.deepEqual(begun({ kind: "match" }).slice(-2).toSorted(), ["b-only", "six"]);
  assert.deepEqual(begun({ kind: "budget", most: 11 }).slice(-1), ["six"]);
  assert.deepEqual(begun({ kind: "value", worth: 8 }).slice(-3).toSorted(), ["b-only", "four", "six"]);
});

test("a race ends where one is left, no task is, or no money is", () => {
  assert.deepEqual(racing(planOf(["s", "x"], { tasks: [] })).wanted(0), []);
  assert.deepEqual(racing(planOf(["s", "x"], { money: 10 })).wanted(10), []);
  const strategy = racing(planOf(["s", "x"]));
  wave(strategy, 0, () => pass(1));
  wave(strategy, 1, () => "untold");
  assert.deepEqual(strategy.wanted(1), []);
  const { dropped, tried, live } = strategy.verdict();
  assert.deepEqual([dropped, tried, live], [[{ arm: "x", why: "replay", tasks: 1 }], 2, ["s"]]);
});

test("who is shown to be worse is dropped with by whom and after how many tasks; single members run on and may be named", () => {
  const strategy = racing(planOf(["s", "x", "y"], { goal: { kind: "match" }, tasks: Array.from({ length: 16 }, (_, i) => `t${i}`) }));
  played(strategy, ({ arm }) => pass(arm === "x" ? 9 : 10, arm === "y" ? 0 : 1));
  const { dropped, single, live } = strategy.verdict();
  assert.deepEqual(
    dropped.filter(({ arm }) => arm === "y"),
    [{ arm: "y", why: "worse", by: "s", tasks: 13 }],
  );
  assert.deepEqual([single?.tasks, live], [16, ["s", "x"]]);
});

test("the best single member is named though it was set aside, where nobody else passes as often", () => {
  const names7 = names("x", 7);
  const strategy = racing(
    planOf(["s", ...names7], { goal: { kind: "match" }, money: 200, alpha: 1e-200, tasks: Array.from({ length: 100 }, (_, i) => `t${i}`) }),
  );
  played(strategy, ({ arm }) => (arm === "s" ? pass(2) : pass(1, 0.9)));
  const { chosen, single, live, dropped } = strategy.verdict();
  // It saves nothing beside itself, and so is in the worse half; it runs on all the same.
  assert.deepEqual([chosen?.name, single?.name, live.includes("s")], ["s", "s", false]);
  assert.ok(dropped.some(({ arm, why }) => arm === "s" && why === "money"));
});

test("a wave whose results never come is in no verdict, so that a resumption names whom the search named", () => {
  for (const make of [racing, thompson, mutation]) {
    const strategy = make(planOf(["s1", "s2", "x", "y"], { money: 1000 }));
    for (let waves = 0; waves < 4; waves++) wave(strategy, 4 * waves, ({ arm, task }) => pass(1, Number(arm !== "x" || task % 3 > 0)));
    const before = strategy.verdict();
    strategy.wanted(16);
    assert.deepEqual(strategy.verdict(), before, make.name);
  }
});
