import assert from "node:assert/strict";
import { test } from "node:test";
import { html, json, markdown, terminal } from "../../report/index.ts";
import { behindWords } from "../../report/behind-grid.ts";
import type { Summary } from "../../summary.ts";
import type { Seat } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { planOf, rowOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { behindOf } from "./behind-of.ts";

const seat = (name: string) => ({ name }) as Seat;
const solo = (name: string, member: string) => topologyOf(name, { single: true, seats: [seat(member)] });
const team = topologyOf("team", { seats: [seat("m"), seat("n")] });
/** Twelve tasks of 40 characters, ten tokens each. */
const tasks = Array.from({ length: 12 }, (_, i) => taskOf(`t${i}`, { prompt: "x".repeat(40) }));
const plan = planOf([solo("alone", "m"), team], tasks);
/** At each task two tries, at so many dollars; `billed` tokens of which `shown` are read. */
function tries(topology: string, passes: (task: number, repetition: number) => boolean, dollars: (task: number) => number) {
  return tasks.flatMap(({ id }, i) =>
    [0, 1].map((repetition) =>
      rowOf(topology, id, {
        passed: passes(i, repetition),
        score: Number(passes(i, repetition)),
        repetition,
        cost: dollars(i) * 1e9,
        usage: { ...noUsage, uncached: 60, output: 40, reasoning: 30 },
        shown: 10,
      }),
    ),
  );
}
const rows = [
  // Passes the first try everywhere.
  ...tries(
    "alone",
    (_, repetition) => repetition === 0,
    () => 1,
  ),
  // Passes both on the first three tasks, none on the last two, and the second try between.
  ...tries(
    "team",
    (task, repetition) => task < 3 || (task < 10 && repetition === 1),
    (task) => (task === 11 ? 16 : 2),
  ),
];

test("what lies behind the figures, by hand: repairs, breaks, tasks, costs, the dearest tenth and tokens that are read", () => {
  const found = behindOf(plan, rows);
  assert.deepEqual([found?.beside, found?.alone], ["alone", true]);
  const row = found?.rows.find(({ topology }) => topology === "team");
  // First tries: passed by both on 3 tasks, by alone on 9. Second tries: by the team on 10, by neither on 2.
  assert.deepEqual(row?.overlap, { both: 3, onlyIt: 10, onlyOther: 9, neither: 2 });
  assert.deepEqual(row?.tasks, { more: 3, fewer: 2, same: 7 });
  // Eleven tasks at twice the price, one at sixteen times: 2^(15/12).
  assert.ok(Math.abs((row?.costRatio?.value ?? 0) - 2 ** (15 / 12)) < 1e-12);
  assert.equal(row?.costRatio?.tasks, 12);
  // 24 tries, a tenth is 2.4: two at 16 and 0.4 at 2, of 76 dollars in all.
  assert.ok(Math.abs((row?.dearest?.mean ?? 0) - 32.8 / 2.4) < 1e-9 && Math.abs((row?.dearest?.share ?? 0) - 32.8 / 76) < 1e-9);
  // 100 tokens a try; ten of the task and ten of the answer are read.
  assert.equal(row?.tokens, 5);
  const itself = found?.rows.find(({ topology }) => topology === "alone");
  assert.deepEqual([itself?.overlap, itself?.tasks, itself?.costRatio], [undefined, undefined, undefined]);
  assert.deepEqual(found?.members, { names: ["m"], tasks: 0 });
});

test("what cannot be had is left out: tokens of a record, tails of few tries, and all of a run that stopped by what it saw", () => {
  const record = behindOf({ ...plan, world: "recorded" }, rows);
  assert.ok(record?.assumedTokens === true && record.tokens === undefined && record.rows.every(({ tokens }) => tokens === undefined));
  const few = behindOf(
    plan,
    rows.filter(({ repetition }) => repetition === 0),
  );
  assert.ok(few?.rows.every(({ dearest }) => dearest === undefined));
  const until = { question: { kind: "best" }, tasks: [] } as unknown as NonNullable<typeof plan.until>;
  assert.equal(behindOf({ ...plan, until }, rows), undefined);
  assert.equal(
    behindOf(
      plan,
      rows.filter(({ topology }) => topology === "alone"),
    ),
    undefined,
  );
});

test("members that answer alone are told apart by name, on the tasks of all, with as many tries of the best", () => {
  const many = Array.from({ length: 40 }, (_, i) => taskOf(`t${i}`));
  const arms = [solo("a", "m"), solo("b", "n"), solo("a@2", "m")];
  // m passes all tries at the first twenty tasks and one of two at the others; n all tries at every other task.
  const told = many.flatMap(({ id }, i) =>
    [0, 1].flatMap((repetition) => [
      rowOf("a", id, { repetition, passed: i < 20 || repetition === 0 }),
      rowOf("a@2", id, { repetition }),
      rowOf("b", id, { repetition, passed: i % 2 === 0 }),
    ]),
  );
  const found = behindOf(planOf(arms, many), told);
  assert.deepEqual([found?.members.names, found?.members.tasks], [["m", "n"], 40]);
  // Failures 1/4 and 1/2, both 1/8: independent of one another.
  assert.ok(Math.abs(found?.members.correlation?.value ?? 1) < 1e-9);
  assert.ok(Math.abs((found?.members.effective?.value ?? 0) - 2) < 1e-9);
  // Two tries of m never both fail.
  assert.equal(found?.same, undefined);
});

test("other members are said to add only where the intervals are apart", () => {
  const figure = (value: number, low: number, high: number) => ({ value, ci: [low, high] as [number, number] });
  const words = (same: number, high: number) => {
    const members = { names: ["m", "n"], tasks: 60, correlation: figure(0.2, 0.1, 0.3), effective: figure(1.8, 1.6, 2) };
    return behindWords({
      behind: { beside: "a", alone: true, rows: [], members, same: { ...figure(same, 1, high), member: "m" } },
    } as unknown as Summary)[0];
  };
  assert.match(words(1.3, 1.5) ?? "", /2 tries of m 1\.30 \(95% 1\.00 to 1\.50\): what lies between is what other members add/);
  assert.match(words(1.5, 1.7) ?? "", /the intervals meet: that other members add to it is not shown/);
});

test("every report has the section, with a sentence for what cannot be told", () => {
  const about = { experiment: "e", run: "r", seed: "1", digest: "d", world: "live", wallMs: 0, tasks: 12, repetitions: 2, trials: 48 };
  const summary = (part: object) =>
    ({ ...about, topologies: [], comparisons: [], warnings: [], routing: {}, ...part }) as unknown as Summary;
  const whole = summary({ behind: behindOf(plan, rows) });
  const texts = [terminal(whole, { width: 80 }), markdown(whole), html([{ title: "t", note: "", summary: whole }])];
  for (const text of texts) {
    assert.match(text, /What lies behind the figures/);
    assert.match(text, /10\/12/);
    assert.match(text, /9\/12/);
    assert.match(text, /How far members err together is not\s+known/);
    assert.match(text, /What tokens explain of the scores cannot be\s+told/);
  }
  assert.ok(texts[0]?.split("\n").every((line) => line.length <= 80));
  assert.deepEqual((JSON.parse(json(whole)) as Summary).behind, whole.behind);
  const decision = {
    question: "best",
    value: null,
    delta: 0,
    alpha: 0.05,
    state: "decided",
    winner: "a",
    leader: "a",
    live: ["a"],
    out: [],
  };
  const stopped = summary({ decision: { ...decision, tasks: 5, of: 12, spent: 1, fixedCost: 2 } });
  for (const text of [terminal(stopped), markdown(stopped), html([{ title: "t", note: "", summary: stopped }])])
    assert.match(text, /not told of a run that stopped by what it saw/);
});
