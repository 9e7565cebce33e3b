import assert from "node:assert/strict";
import { test } from "node:test";
import { html, json, markdown, terminal } from "../../report/index.ts";
import type { Summary } from "../../summary.ts";
import { planOf, rowOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import type { Seat } from "../../types.ts";
import { byTaskOf } from "./by-task-of.ts";
import { whoWorked } from "./who-worked.ts";

const seat = (name: string) => ({ name }) as Seat;
const seats = [seat("large"), seat("small")];
const tasks = ["easy", "split", "hard", "never"].map((id) => taskOf(id, { meta: { title: `The ${id} one` }, category: `of ${id}` }));
const plan = planOf([topologyOf("solo", { seats }), topologyOf("market", { seats }), topologyOf("truth", { seats, bound: true })], tasks, {
  judgeSeats: [seat("judge")],
});
/** A try at a dollar, passed or not, by a member, with what each was paid. */
const one = (topology: string, task: string, passed: boolean, by: string, byMember: Readonly<Record<string, number>>, repetition = 0) =>
  rowOf(topology, task, { passed, by, byMember, wrote: { [by]: 1 }, repetition, cost: 1e9, category: `of ${task}` });
const rows = [
  one("solo", "easy", true, "large", { large: 1e9 }),
  one("market", "easy", true, "small", { large: 1e8, small: 8e8, judge: 1e8 }),
  one("solo", "split", false, "large", { large: 1e9 }),
  one("solo", "split", true, "large", { large: 1e9 }, 1),
  one("market", "split", true, "large", { large: 9e8, small: 1e8 }),
  one("market", "split", true, "small", { small: 1e9 }, 1),
  one("solo", "hard", false, "large", { large: 1e9 }),
  one("market", "hard", false, "small", { large: 1e8, small: 9e8 }),
  // Whoever knows the truth passes all of it, and says nothing of how the others differ.
  one("truth", "hard", true, "large", { large: 1e9 }),
  // What infrastructure lost is no try.
  rowOf("market", "never", { state: "failed", answered: false, scored: false }),
];

test("task by topology, by hand: what the topologies differ on first, lost tries and tasks without a try left out", () => {
  const found = byTaskOf(plan, rows);
  assert.deepEqual(
    found?.rows.map(({ task, title, category, cells }) => [
      task,
      title,
      category,
      cells.map((cell) => cell && [cell.passed, cell.tries, cell.cost]),
    ]),
    [
      ["split", "The split one", "of split", [[1, 2, 1], [2, 2, 1], null]],
      [
        "hard",
        "The hard one",
        "of hard",
        [
          [0, 1, 1],
          [0, 1, 1],
          [1, 1, 1],
        ],
      ],
      ["easy", "The easy one", "of easy", [[1, 1, 1], [1, 1, 1], null]],
    ],
  );
  assert.deepEqual([found?.of, found?.allPassed, found?.nonePassed, found?.topologies], [3, 1, 1, ["solo", "market", "truth"]]);
  assert.deepEqual(
    byTaskOf(plan, rows, 1)?.rows.map(({ task }) => task),
    ["split"],
  );
  assert.equal(byTaskOf(plan, []), undefined);
});

test("who was asked and whose answer was taken, by hand: judges are no members, and a bid alone is no answer", () => {
  const [solo, market] = whoWorked(plan, rows);
  assert.deepEqual(
    solo?.members.map(({ name, asked, taken, passed }) => [name, asked, taken, passed]),
    [["large", 4, 4, 2]],
  );
  assert.deepEqual([market?.tries, market?.untaken], [4, 0]);
  assert.deepEqual(market?.members, [
    { name: "large", asked: 3, wrote: 1, taken: 1, passed: 1, byCategory: { "of split": { taken: 1, passed: 1 } }, cost: 1.1 },
    {
      name: "small",
      asked: 4,
      wrote: 3,
      taken: 3,
      passed: 2,
      byCategory: { "of easy": { taken: 1, passed: 1 }, "of split": { taken: 1, passed: 1 }, "of hard": { taken: 1, passed: 0 } },
      cost: 2.8,
    },
  ]);
});

const about = { experiment: "e", run: "run-1", seed: "1", digest: "d", world: "live", wallMs: 0, tasks: 4, repetitions: 1, trials: 9 };
const summaryWith = (part: Pick<Partial<Summary>, "whoWorked"> & { byTask?: Summary["byTask"] | undefined }) =>
  ({ ...about, topologies: [], comparisons: [], warnings: [], routing: {}, ...part }) as unknown as Summary;

test("every report shows both tables with titles; a long one says what it leaves out and how to see it", () => {
  const whole = summaryWith({ byTask: byTaskOf(plan, rows), whoWorked: whoWorked(plan, rows) });
  for (const text of [terminal(whole, { width: 80 }), markdown(whole), html([{ title: "t", note: "", summary: whole }])]) {
    assert.match(text, /The split one \(split\)/);
    assert.match(text, /2\/2 \$1/);
    assert.match(text, /market: small/);
    assert.match(text, /one member alone: solo \(large\)|one member alone: solo \\\(large/);
    assert.doesNotMatch(text, /left out here/);
  }
  assert.deepEqual((JSON.parse(json(whole)) as Summary).whoWorked, whole.whoWorked);

  const many = Array.from({ length: 70 }, (_, i) => taskOf(`t${i}`));
  const names = Array.from({ length: 8 }, (_, i) => `arm-${i}`);
  const told = names.flatMap((name) => many.map(({ id }) => one(name, id, true, "large", { large: 1, small: 1 })));
  const big = planOf(names, many);
  const long = summaryWith({ byTask: byTaskOf(big, told), whoWorked: whoWorked(big, told) });
  const brief = terminal(long, { width: 80 });
  assert.match(brief, /left out\s+here: 58 of 70 tasks and 2 of 8 topologies; all:\n catallaxy report run-1 --all\n/);
  assert.ok(brief.split("\n").every((line) => line.length <= 80));
  assert.match(markdown(long), /left out here: 10 of 70 tasks; all: `catallaxy report run-1 --all --format md`/);
  assert.match(
    html([{ title: "t", note: "", summary: long }]),
    /left out here: 10 of 70 tasks; all: <code>catallaxy report run-1 --all --format html<\/code>/,
  );
  const all = summaryWith({ byTask: byTaskOf(big, told, Infinity) });
  assert.doesNotMatch(terminal(all, { width: 80, all: true }), /left out here/);
});

test("tasks of one title are told apart by their ids, and what a title says does nothing", () => {
  const title = "A very long title that two tasks have in common, alas";
  const same = ["first-of-both", "second-of-both"].map((id) => taskOf(id, { meta: { title } }));
  const hostile = taskOf("h", { meta: { title: "\u001b[2J<script>|`x`\u202e" }, category: "<b>" });
  const alone = planOf(["solo"], [...same, hostile]);
  const told = alone.suite.tasks.map(({ id }) => one("solo", id, true, "large", { large: 1 }));
  const summary = summaryWith({ byTask: byTaskOf(alone, told) });
  const text = terminal(summary, { width: 80 });
  assert.match(text, /A very long title that … \(first-of-both\)/);
  assert.match(text, /A very long title that… \(second-of-both\)/);
  const page = html([{ title: "t", note: "", summary }]);
  for (const shown of [text, page, markdown(summary)]) assert.ok(!shown.includes("\u001b[2J") && !shown.includes("\u202e"));
  assert.doesNotMatch(page, /<script>\||<b>/);
  assert.doesNotMatch(markdown(summary), /[^\\]\|`x`/);
});
