import assert from "node:assert/strict";
import { test } from "node:test";
import type { Goal } from "../../util/goal.ts";
import { unit } from "../../util/random.ts";
import { mutation } from "./mutation.ts";
import type { RaceArm, RacePlan } from "../plan/race-plan.ts";
import type { CellResult } from "./cell.ts";
import { racing } from "./racing.ts";
import { shownAbove, shownMore } from "./shown.ts";
import type { Strategy, Verdict } from "./strategy.ts";
import { thompson } from "./thompson.ts";

interface Truth {
  readonly name: string;
  readonly p: number;
  readonly cost: number;
  readonly single?: boolean;
}
const planOf = (arms: readonly Truth[], goal: Goal, given: Partial<RacePlan> = {}): RacePlan => ({
  arms: arms.map(({ name, single = false }): RaceArm => ({ name, single, traits: [name] })),
  goal,
  tasks: Array.from({ length: 60 }, (_, i) => `t${i}`),
  money: Infinity,
  alpha: 0.05,
  margin: 0.03,
  seed: "1",
  ...given,
});

/** Plays a search in a world of known truth: passes by chance, costs between half and one and a half times the mean; a trial is paid once. */
function played(make: (plan: RacePlan) => Strategy, arms: readonly Truth[], plan: RacePlan, world: string): Verdict & { spent: number } {
  const strategy = make(plan);
  const truth = new Map(arms.map((arm) => [arm.name, arm]));
  const paid = new Set<string>();
  let spent = 0;
  for (let cells = strategy.wanted(spent); cells.length > 0; cells = strategy.wanted(spent)) {
    strategy.take(
      cells.map(({ arm, task }) => {
        const { p = 0, cost = 0 } = truth.get(arm) ?? {};
        const key = `${world}/${arm}/${task}`;
        const result: CellResult = { passed: Number(unit(key) < p), cost: cost * (0.5 + unit(`${key}/cost`)) };
        if (!paid.has(key)) spent += result.cost;
        paid.add(key);
        return { arm, task, result };
      }),
    );
  }
  return { ...strategy.verdict(), spent };
}

/** The best is hardly better than the next, which is where errors are likeliest; the last is far behind. */
const worlds: readonly { readonly goal: Goal; readonly best: string; readonly arms: readonly Truth[] }[] = [
  {
    goal: { kind: "match" },
    best: "best",
    arms: [
      { name: "cheap", p: 0.4, cost: 1, single: true },
      { name: "dear", p: 0.7, cost: 10, single: true },
      { name: "best", p: 0.7, cost: 4 },
      { name: "next", p: 0.7, cost: 4.05 },
      { name: "last", p: 0.1, cost: 1 },
    ],
  },
  {
    goal: { kind: "value", worth: 20 },
    best: "best",
    arms: [
      { name: "cheap", p: 0.4, cost: 1, single: true },
      { name: "best", p: 0.7, cost: 4 },
      { name: "next", p: 0.7, cost: 4.05 },
      { name: "last", p: 0.1, cost: 4 },
    ],
  },
  {
    goal: { kind: "budget", most: 5 },
    best: "best",
    arms: [
      { name: "cheap", p: 0.4, cost: 1, single: true },
      { name: "best", p: 0.71, cost: 4 },
      { name: "next", p: 0.7, cost: 4 },
      { name: "over", p: 0.95, cost: 10 },
      { name: "last", p: 0.1, cost: 1 },
    ],
  },
];

for (const { goal, best, arms } of worlds)
  test(`racing for ${goal.kind} drops the best as worse no more often than stated, and the worst nearly always`, () => {
    const seeds = Array.from({ length: 100 }, (_, i) => `${i}`);
    const verdicts = seeds.map((world) => played(racing, arms, planOf(arms, goal), world));
    const dropped = (name: string): number =>
      verdicts.filter((verdict) => verdict.dropped.some(({ arm, why }) => arm === name && why === "worse")).length;
    assert.ok(dropped(best) <= 5, `${dropped(best)} of 100`);
    assert.ok(dropped("last") >= 95, `${dropped("last")} of 100`);
    if (goal.kind === "budget") assert.ok(dropped("over") >= 95, `${dropped("over")} of 100`);
  });

test("a bet: ten passes in a row beside none show more, nine do not", () => {
  assert.equal(shownAbove(Array(10).fill(1) as number[], 0.05), true);
  // The wealth may be there earlier, but nothing is shown before ten tasks.
  assert.equal(shownAbove(Array(9).fill(1) as number[], 0.05), false);
  assert.equal(shownAbove(Array(200).fill(0) as number[], 0.05), false);
  assert.equal(shownAbove(Array(2000).fill(0) as number[], 0.05, 0.1), true);
});

test("a cost that is the same on every task is shown to be lower; one rare large cost of the cheaper one takes that back", () => {
  const gains = Array(40).fill(5) as number[];
  assert.equal(shownMore(gains, 0.05, 10, Array(40).fill(1) as number[]), true);
  // The tail allowance: 4 x (100 - 3.475) / 41 = 9.4 is more than the mean of 5.
  assert.equal(shownMore(gains, 0.05, 10, [...(Array(39).fill(1) as number[]), 100]), false);
});

const clear: readonly Truth[] = [
  { name: "small", p: 0.3, cost: 1, single: true },
  { name: "large", p: 0.6, cost: 10, single: true },
  { name: "winner", p: 1, cost: 2 },
  ...Array.from({ length: 12 }, (_, i) => ({ name: `other${i}`, p: 0.2, cost: 5 })),
];

test("the winner of a clear world is found by racing and by sampling, within the money", () => {
  for (const make of [racing, thompson])
    for (const money of [400, 1000]) {
      const { chosen, spent } = played(make, clear, planOf(clear, { kind: "match" }, { money }), "1");
      assert.equal(chosen?.name, "winner");
      // A batch of trials may cost more than those before it.
      assert.ok(spent <= 1.1 * money, `${spent} of ${money}`);
    }
});

test("where the money does not last, the worse half is set aside, which is told from what was shown; single members stay", () => {
  const { dropped, chosen, single, tasks } = played(racing, clear, planOf(clear, { kind: "match" }, { money: 400 }), "1");
  assert.ok(dropped.some(({ why }) => why === "money"));
  assert.equal(chosen?.name, "winner");
  assert.equal(single?.tasks, tasks);
});

test("no more candidates begin than a tenth of the money pays; who does not is no candidate that was tried", () => {
  const arms = [...clear.slice(0, 3), ...Array.from({ length: 40 }, (_, i) => ({ name: `more${i}`, p: 0.5, cost: 10 }))];
  const { tried, dropped } = played(racing, arms, planOf(arms, { kind: "match" }, { money: 500 }), "1");
  // The single members take about 11 of the 50 dollars, a wave of eight others about 80: no further one begins.
  assert.equal(tried, 2 + 8);
  assert.equal(dropped.filter(({ tasks, why }) => tasks === 0 && why === "money").length, arms.length - 10);
});

test("one dear task does not take the money of all others", () => {
  const arms = Array.from({ length: 50 }, (_, i) => ({ name: `arm${i}`, single: i === 0, traits: [] }));
  const strategy = racing({ ...planOf([], { kind: "match" }, { money: 1000 }), arms });
  let [spent, onDear] = [0, 0];
  for (let cells = strategy.wanted(spent); cells.length > 0; cells = strategy.wanted(spent)) {
    const cost = (task: number): number => (task === 1 ? 20 : 1);
    strategy.take(cells.map((cell) => ({ ...cell, result: { passed: 1, cost: cost(cell.task) } })));
    spent += cells.reduce((sum, { task }) => sum + cost(task), 0);
    onDear += cells.filter(({ task }) => task === 1).length;
  }
  // The first task takes 50. A third of the 950 left, 317, ends the second after two waves of eight at 160 each; all 50 would take 1000.
  assert.equal(onDear, 16);
  assert.ok(strategy.verdict().tasks > 10 && spent <= 1000);
});

test("who must cost more than the best single member begins last where its rate is to be matched", () => {
  const plan = planOf(clear, { kind: "match" }, { money: 1000 });
  const dear = new Set(["other0", "other1", "other2", "winner"]);
  // Twenty calls of the small member at 1 cost more than one of the large at 10.
  const arms = plan.arms.map((arm) => ({
    ...arm,
    asks: { members: arm.single ? [arm.name] : ["small", "large"], least: dear.has(arm.name) ? 20 : 1 },
  }));
  const strategy = racing({ ...plan, arms });
  const begun: string[] = [];
  while (begun.length < arms.length) {
    const cells = strategy.wanted(0);
    begun.push(...cells.map(({ arm }) => arm));
    strategy.take(cells.map((cell) => ({ ...cell, result: { passed: 1, cost: cell.arm === "large" ? 10 : 1 } })));
  }
  assert.deepEqual(begun.slice(0, 2), ["small", "large"]);
  assert.deepEqual(new Set(begun.slice(-4)), dear);
});

test("mutation climbs by one change at a time", () => {
  const arm = (name: string, traits: readonly string[], single = false): RaceArm => ({ name, single, traits });
  const arms = [
    arm("solo(a)", ["use=solo", "seat=a"], true),
    arm("solo(b)", ["use=solo", "seat=b"], true),
    arm("far", ["use=other", "seat=a", "seat=b"]),
    arm("near", ["use=solo", "seat=a", "seat=b"]),
  ];
  const strategy = mutation({ ...planOf([], { kind: "value", worth: 10 }), arms });
  const answer = (cells: ReturnType<Strategy["wanted"]>) =>
    strategy.take(cells.map((cell) => ({ ...cell, result: { passed: Number(cell.arm !== "solo(b)"), cost: cell.arm === "far" ? 1 : 2 } })));
  const asked = (): string[] => {
    const cells = strategy.wanted(0);
    answer(cells);
    return [...new Set(cells.map(({ arm }) => arm))];
  };
  // The first task tells the cost, then come the others.
  assert.deepEqual(asked(), ["solo(a)", "solo(b)"]);
  assert.deepEqual(asked(), ["solo(a)", "solo(b)"]);
  assert.deepEqual(asked(), ["near"]);
  assert.equal(strategy.verdict().chosen?.name, "solo(a)");
  assert.deepEqual(asked(), ["far"]);
  assert.equal(strategy.verdict().chosen?.name, "far");
  assert.deepEqual(asked(), []);
});

test("whom a replay cannot tell of is dropped as such and never named", () => {
  const strategy = racing(planOf(clear, { kind: "match" }));
  // Single members begin first, the others wave after wave.
  for (let begun = 0; begun < clear.length; ) {
    const cells = strategy.wanted(0);
    begun += cells.length;
    strategy.take(cells.map((cell) => ({ ...cell, result: cell.arm === "winner" ? "untold" : { passed: 1, cost: 1 } })));
  }
  assert.deepEqual(strategy.verdict().dropped, [{ arm: "winner", why: "replay", tasks: 1 }]);
  assert.notEqual(strategy.verdict().chosen?.name, "winner");
});

test("the same seed wants the same trials", () => {
  for (const make of [racing, thompson, mutation]) {
    const verdicts = [1, 2].map(() => played(make, clear, planOf(clear, { kind: "match" }, { money: 300 }), "1"));
    assert.deepEqual(verdicts[0], verdicts[1]);
  }
});
