import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fakeDesk } from "../../calls/fake-desk.ts";
import { openJudge } from "../../judges/index.ts";
import { simulatedWorld } from "../../models/simulated/index.ts";
import { sandbox } from "../../sandbox/index.ts";
import type { Json, Task } from "../../types.ts";
import { fence } from "../../util/fence.ts";
import { stream } from "../../util/random.ts";
import type { ConstraintSpec } from "../constraints.ts";
import { proved } from "../prove.ts";
import { answerText } from "./assignments.ts";
import { familyRegistry, generate } from "./generate.ts";

const box = sandbox();
after(() => box.close());
const { desk } = fakeDesk({ members: {}, sandbox: (program) => box.run(program) });
const levels = [-1.5, 1.5, 3, 4.5, 6];
const tasksAt = (family: string, difficulty: number, n: number) => generate({ families: [family], n, seed: "headroom", difficulty }).tasks;
async function passes(task: Task, text: string): Promise<boolean> {
  const verdict = await openJudge(task.grader, "grade").judge(task, { text, by: "a" }, desk);
  return verdict.ok && verdict.passed;
}

/** Solved tasks of each level: never more than at the level before, and much fewer in the end. */
async function falls(
  family: string,
  n: number,
  solves: (task: Task, next: () => number) => boolean | Promise<boolean>,
  least = 0.5,
): Promise<void> {
  const shares: number[] = [];
  for (const level of levels) {
    let solved = 0;
    // One stream for each place of the suite: a longer task meets the slips of the shorter one, and more.
    for (const [index, task] of tasksAt(family, level, n).entries()) if (await solves(task, stream(`slips|${index}`))) solved++;
    shares.push(solved / n);
  }
  const said = `${family}: ${shares.join(" ")}`;
  for (const [index, share] of shares.entries()) assert.ok(index === 0 || share <= (shares[index - 1] ?? 0), said);
  assert.ok((shares[0] ?? 0) - (shares.at(-1) ?? 1) >= least, said);
}

test("large puzzles are the sizes that were asked for and have one solution each, as a solver proves", () => {
  const sizes: Record<string, number> = { "logic-grid": 48, "number-square": 25, coloring: 39 };
  for (const [family, size] of Object.entries(sizes))
    for (const level of [3, 6])
      for (const task of tasksAt(family, level, 3)) {
        const spec = task.grader as unknown as ConstraintSpec;
        assert.equal(proved(spec, 20_000).count, "one", `${family} at ${level}`);
        if (level === 6) assert.equal(spec.variables.length, size);
      }
  const [schedule] = tasksAt("scheduling", 6, 1);
  assert.ok(((schedule?.grader["variables"] as string[] | undefined)?.length ?? 0) >= 30);
  const [machine] = tasksAt("data-structures", 5, 1);
  assert.match(machine?.prompt ?? "", /\n20\. At /);
});

test("at every level up to its reach a family makes tasks whose right answers pass and wrong ones fail", async () => {
  for (const { name, reach = 3 } of familyRegistry.all)
    for (const level of [1.6, reach]) {
      const [task] = tasksAt(name, level, 1);
      assert.ok(task, `${name} at ${level}`);
      assert.deepEqual(tasksAt(name, level, 1), [task]);
      if (task.grader.kind === "rubric") continue;
      const { right, wrong } = knownOf(task);
      for (const text of right) assert.equal(await passes(task, text), true, `${name} at ${level}: ${text}`);
      for (const text of wrong.slice(0, 3)) assert.equal(await passes(task, text), false, `${name} at ${level}: ${text}`);
    }
});

test("a solver that knows the first twelve clues only falls with difficulty", async () => {
  for (const family of ["logic-grid", "number-square", "coloring", "scheduling"])
    await falls(
      family,
      12,
      (task) => {
        const spec = task.grader as unknown as ConstraintSpec;
        const clues = spec.constraints.filter((rule) => rule.says !== undefined).slice(0, 12);
        const silent = spec.constraints.filter((rule) => rule.says === undefined);
        const { first: found } = proved({ ...spec, constraints: [...silent, ...clues] }, 60);
        return found !== undefined && passes(task, answerText(spec, found, ""));
      },
      0.2,
    );
});

test("a worker that errs in each step with the same chance falls with difficulty", async () => {
  // Each line of the program is a step; a slip leaves it out.
  for (const family of ["list-programs", "stateful"])
    await falls(family, 32, (task, next) => {
      const { right } = knownOf(task);
      const slips = /^ +(?:list = |if \(name)/;
      return passes(
        task,
        (right[0] ?? "")
          .split("\n")
          .filter((line) => !slips.test(line) || next() >= 0.06)
          .join("\n"),
      );
    });
  // Each line of a log is a step; a slip takes a delivery for one that was asked for, or passes over a change.
  for (const [family, slip] of [
    ["aggregation", 0.005],
    ["long-log", 0.0005],
  ] as const)
    await falls(family, 30, (task, next) => {
      const recipe = recipeOf(task) as unknown as Log;
      const { depot, ware, from } = recipe;
      const read = (task.context ?? "").split("\n").map((line) => {
        if (next() >= slip) return line;
        const [, id, place = "", count] = /delivery (\d+), (\w+), (\d+)/.exec(line) ?? [];
        return count === undefined ? "" : `day ${from}: delivery ${id}, ${depot === "" ? place : depot}, ${count} ${ware}`;
      });
      return passes(task, `Answer: ${sumOf(read, recipe)}`);
    });
  // Each function to mend is a step; a slip leaves one broken, as the wrong answers have it.
  await falls("program-repair", 12, (task, next) => {
    const { right, wrong, parts } = knownOf(task);
    const functions = task.prompt.includes("None of its functions") ? parts.length : 1;
    const isWhole = Array.from({ length: functions }, () => next() >= 0.12).every(Boolean);
    return passes(task, (isWhole ? right[0] : wrong[0]) ?? "");
  });
});

test("a reader who takes in six offers only, and a counter of ten thousand cases at most, fall with difficulty", async () => {
  await falls("briefing", 100, (task) => {
    const { offers, limits } = recipeOf(task) as unknown as { offers: Offer[]; limits: Offer };
    const fits = ({ price, weeks, load }: Offer) => price <= limits.price && weeks <= limits.weeks && load >= limits.load;
    const best = (some: Offer[]) => some.filter(fits).toSorted((a, b) => a.price - b.price)[0];
    return best(offers.slice(0, 6)) === best(offers);
  });
  await falls("counting", 100, (task) => {
    const [, cases = 0] = /There are (\d+) equally/.exec(JSON.stringify(task.meta?.["reference"])) ?? [];
    return Number(cases) <= 10_000;
  });
});
interface Offer {
  readonly price: number;
  readonly weeks: number;
  readonly load: number;
}

test("simulated members fall with difficulty in every family", async () => {
  for (const { name, reach = 3 } of familyRegistry.all) {
    const solved: number[] = [];
    for (const level of [-1.5, 0, 1.5, 3].filter((one) => one <= reach)) {
      const suite = generate({ families: [name], n: 40, seed: "fall", difficulty: level });
      const world = simulatedWorld(suite, { population: [{ id: "m", family: "f", skill: 0.5 }] }, "w");
      let right = 0;
      for (const task of suite.tasks) {
        const text = fence("task", task.prompt, {}).text;
        const asked = { purpose: "attempt", messages: [{ role: "user", text }], maxTokens: 50_000 } as const;
        const reply = await world.model("m").call(asked, { draw: { seed: "s", repetition: 0, occurrence: 0, task: task.id } });
        const all = knownOf(task).right;
        if (reply.ok && (all.some((one) => reply.text.trim() === one.trim()) || claimed(task, reply.text) >= 0.7)) right++;
      }
      solved.push(right);
    }
    const said = `${name}: ${solved.join(" ")}`;
    for (const [index, count] of solved.entries()) assert.ok(index === 0 || count <= (solved[index - 1] ?? 0), said);
    assert.ok((solved[0] ?? 0) - (solved.at(-1) ?? 0) >= 15, said);
  }
});

test("a difficulty out of a family's reach is refused with the reach, as is one that is no family's", () => {
  assert.throws(
    () => generate({ families: ["logic-grid"], n: 1, seed: 1, difficulty: 7 }),
    /difficulty: 7 is out of reach of the family "logic-grid", which makes tasks up to 6/,
  );
  assert.throws(() => generate({ n: 1, seed: 1, difficulty: 8 }), /out of reach of the family "(?:logic-grid|coloring)"/);
  assert.throws(() => generate({ n: 1, seed: 1, difficulty: 21 }), /difficulty/);
  assert.doesNotThrow(() => generate({ families: ["counting"], n: 1, seed: 1, difficulty: 20 }));
});

interface Log {
  readonly depot: string;
  readonly ware: string;
  readonly from: number;
  readonly to: number;
}
function sumOf(lines: readonly string[], { depot, ware, from, to }: Log): number {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const [, day, id = "", place, count, what] = /^day (\d+): delivery (\d+), (\w+), (\d+) (\w+)$/.exec(line) ?? [];
    if (what === ware && (depot === "" || place === depot) && Number(day) >= from && Number(day) <= to) counts.set(id, Number(count));
    const [, , changed = "", other] = /^day \d+: (correction|cancellation) of delivery (\d+)(?:: (\d+) \w+)?$/.exec(line) ?? [];
    if (counts.has(changed)) counts.set(changed, Number(other ?? 0));
  }
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

/** The share of a rubric's points whose claims a text states; 0 for tasks without one. */
function claimed(task: Task, text: string): number {
  const { claims = {} } = knownOf(task);
  const criteria = (task.grader["criteria"] ?? []) as unknown as { id: string; points: number }[];
  const total = criteria.reduce((sum, { points }) => sum + points, 0);
  const met = criteria.filter(({ id }) => (claims[id] ?? []).some((sentence) => text.includes(sentence)));
  return total === 0 ? 0 : met.reduce((sum, { points }) => sum + points, 0) / total;
}

/** What the task tells the simulated world. */
function knownOf(task: Task) {
  return task.meta?.["simulation"] as unknown as {
    right: string[];
    wrong: string[];
    parts: unknown[];
    claims?: Record<string, string[]>;
  };
}
function recipeOf(task: Task): Json {
  return task.meta?.["recipe"] ?? null;
}
