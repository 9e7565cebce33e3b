import assert from "node:assert/strict";
import { test } from "node:test";
import { openJudge } from "../../judges/index.ts";
import type { Desk, Task } from "../../types.ts";
import { textsOf } from "../answers.ts";
import type { ConstraintSpec } from "../constraints.ts";
import { brokenRule } from "../constraints.ts";
import { solutions } from "../solve.ts";
import { families, generate } from "./generate.ts";

const noDesk = {} as Desk;
const suite = generate({ n: 200, seed: "facts" });
const of = (family: string): Task[] => suite.tasks.filter((task) => task.meta?.["family"] === family);
const recipeOf = (task: Task) => task.meta?.["recipe"] as never;
async function passes(task: Task, text: string): Promise<boolean> {
  const verdict = await openJudge(task.grader, "grade").judge(task, { text, by: "a" }, noDesk);
  return verdict.ok && verdict.passed;
}

test("the same seed gives the same suite, another seed another one, and a longer suite begins with the shorter one", () => {
  assert.deepEqual(generate({ n: 200, seed: "facts" }), suite);
  assert.deepEqual(generate({ n: 30, seed: "facts" }).tasks, suite.tasks.slice(0, 30));
  const prompts = new Set(suite.tasks.map((task) => task.prompt));
  const met = generate({ n: 200, seed: "other" }).tasks.filter((task) => prompts.has(task.prompt));
  // Templates come in a few hundred forms, so two seeds may meet in some of those.
  assert.ok(met.length <= 8, `${met.length} tasks in common`);
  assert.equal(prompts.size, 200);
});

test("ids are unique, every family has its share, every task carries what simulated members need", () => {
  assert.equal(new Set(suite.tasks.map((task) => task.id)).size, 200);
  for (const family of families) {
    assert.equal(of(family.name).length, 20);
    for (const task of of(family.name)) {
      const simulation = task.meta?.["simulation"] as { difficulty: number; parts: unknown[] };
      assert.ok(Math.abs(simulation.difficulty) <= 1.2 && simulation.parts.length >= 2);
      assert.ok(textsOf(task, "right").length >= 2 && textsOf(task, "wrong").length >= 3, task.id);
      assert.ok(typeof task.meta?.["reference"] === "string");
    }
  }
});

test("right answers pass, wrong ones fail, an empty one does not pass", async () => {
  for (const task of suite.tasks.filter((one) => ["exact", "constraints"].includes(one.grader.kind))) {
    for (const text of textsOf(task, "right")) assert.equal(await passes(task, text), true, `${task.id}: ${task.prompt}\n${text}`);
    for (const text of textsOf(task, "wrong")) assert.equal(await passes(task, text), false, `${task.id}: ${task.prompt}\n${text}`);
    assert.equal(await passes(task, ""), false);
  }
});

test("a probability is what counting every case gives", () => {
  for (const task of of("counting")) {
    const [top, bottom] = counted(recipeOf(task));
    const [a, b = 1] = (task.grader["answer"] as string).split("/").map(Number);
    assert.equal(Number(a) * bottom, b * top, task.prompt);
  }
});

test("a puzzle that claims one solution has exactly one, whatever the difficulty", () => {
  for (const difficulty of [-1.5, 0, 1.5]) {
    for (const task of generate({ families: ["logic-grid", "number-square"], n: 8, seed: "unique", difficulty }).tasks) {
      assert.equal(solutions(task.grader as unknown as ConstraintSpec, 3).length, 1, task.prompt);
    }
  }
});

test("no clue of a logic grid can be left out", () => {
  for (const task of of("logic-grid").slice(0, 6)) {
    const spec = task.grader as unknown as ConstraintSpec;
    for (const clue of spec.constraints.filter((rule) => rule.says !== undefined)) {
      assert.ok(solutions({ ...spec, constraints: spec.constraints.filter((rule) => rule !== clue) }).length > 1, clue.says);
    }
  }
});

test("a solver of its own finds an answer to every timetable and map", () => {
  for (const task of [...of("scheduling"), ...of("coloring")]) {
    const spec = task.grader as unknown as ConstraintSpec;
    const [found] = solutions(spec, 1);
    assert.ok(found, task.prompt);
    assert.equal(brokenRule(spec.constraints, found), undefined);
  }
});

test("the sum of a log is what reading it line by line gives", () => {
  const long = generate({ families: ["long-log"], n: 4, seed: "long" }).tasks;
  for (const task of long) {
    const tokens = (task.context ?? "").length / 4;
    assert.ok(tokens > 8_000 && tokens < 20_500, `${tokens} tokens`);
  }
  for (const task of [...of("aggregation"), ...long]) {
    const { depot, ware, from, to } = recipeOf(task) as { depot: string; ware: string; from: number; to: number };
    const counts = new Map<string, number>();
    for (const line of (task.context ?? "").split("\n")) {
      const delivery = /^day (\d+): delivery (\d+), (\w+), (\d+) (\w+)$/.exec(line);
      const change = /^day \d+: (correction|cancellation) of delivery (\d+)(?:: (\d+) \w+)?$/.exec(line);
      assert.ok(delivery ?? change, line);
      if (delivery) {
        const [, day, id, place, count, what] = delivery;
        const meant = what === ware && (depot === "" || place === depot) && Number(day) >= from && Number(day) <= to;
        if (meant) counts.set(String(id), Number(count));
      } else if (change && counts.has(String(change[2]))) counts.set(String(change[2]), Number(change[3] ?? 0));
    }
    const sum = [...counts.values()].reduce((total, count) => total + count, 0);
    assert.equal(String(sum), task.grader["answer"], task.id);
  }
});

test("the difficulty knob makes tasks larger", () => {
  const size = (family: string, difficulty: number) =>
    generate({ families: [family], n: 10, seed: "size", difficulty }).tasks.reduce(
      (sum, task) => sum + task.prompt.length + (task.context?.length ?? 0),
      0,
    );
  for (const family of ["scheduling", "logic-grid", "coloring", "aggregation", "briefing", "list-programs"]) {
    assert.ok(size(family, 1.2) > 1.15 * size(family, -1.2), family);
  }
});

test("an unknown family and a negative number are refused", () => {
  assert.throws(() => generate({ families: ["logic-gird"], n: 1, seed: 1 }), /Did you mean "logic-grid"\?/);
  assert.throws(() => generate({ n: 0, seed: 1 }), /n/);
});

/** The wanted and all cases, one by one. */
function counted(
  recipe: { kind: string; sizes: number[]; k: number; exactly: number; least: number } & Record<string, number>,
): [number, number] {
  if (recipe.kind === "rolled") {
    const { dice = 0, sides = 0, sum = 0, most = 0 } = recipe;
    let wanted = 0;
    for (let roll = 0; roll < sides ** dice; roll++) {
      const faces = Array.from({ length: dice }, (_, die) => (Math.floor(roll / sides ** die) % sides) + 1);
      if (Math.max(...faces) <= most && faces.reduce((total, face) => total + face, 0) >= sum) wanted++;
    }
    return [wanted, sides ** dice];
  }
  if (recipe.kind === "seated") {
    const { seats = 0, people = 0, groups = 0 } = recipe;
    return countSubsets(seats, people, (chosen) => chosen.filter((seat) => !chosen.includes(seat - 1)).length === groups);
  }
  const [a = 0, b = 0, c = 0] = recipe.sizes;
  return countSubsets(a + b + c, recipe.k, (chosen) => {
    const first = chosen.filter((item) => item < a).length;
    return first === recipe.exactly && chosen.filter((item) => item >= a && item < a + b).length >= recipe.least;
  });
}

function countSubsets(n: number, k: number, isWanted: (chosen: readonly number[]) => boolean): [number, number] {
  let [wanted, all] = [0, 0];
  const grow = (chosen: number[], from: number): void => {
    if (chosen.length === k) {
      all++;
      if (isWanted(chosen)) wanted++;
      return;
    }
    for (let item = from; item < n; item++) grow([...chosen, item], item + 1);
  };
  grow([], 0);
  return [wanted, all];
}
