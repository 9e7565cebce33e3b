import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { CheckerReport } from "../../report/index.ts";
import { UserError } from "../../util/bug.ts";
import { type Evidence, evidenceOf, type Halves } from "../../valuation/index.ts";
import { decide } from "./decide.ts";
import { decideNotes } from "./decide-notes.ts";
import { decidePlan } from "./decide-plan.ts";
import type { CheckerSetting, DecideSettings } from "./decide-settings.ts";
import { tableOf } from "./table-of.ts";
import { unitOf } from "./unit-of.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-decide-by-hand-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const file = (lines: readonly string[]): string => {
  const path = join(folder, `${(files += 1)}.csv`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};
const none: CheckerSetting = { name: "none", wish: { kind: "none" } };
const column: CheckerSetting = { name: "ok", wish: { kind: "column", column: "ok", price: 0.5 } };
const base: DecideSettings = {
  train: 0.5,
  splits: 1,
  seed: "1",
  values: [10, 30, 100, 300],
  checkers: [none],
  assumed: { models: new Map() },
};
const refused = (work: () => unknown, words: string): void =>
  assert.throws(work, (thrown: unknown) => thrown instanceof UserError && thrown.message.includes(words));

function outcome(
  item: string,
  member: string,
  cost: number | undefined,
  change: { passed?: boolean; category?: string; sample?: number; verdict?: boolean } = {},
) {
  return { item, category: "c", member, sample: 0, passed: true, ...(cost === undefined ? {} : { cost }), ...change };
}

const evidence = (of: readonly string[], change: (i: number) => object = () => ({})): Evidence =>
  evidenceOf(of.flatMap((category, i) => [outcome(`${i}`, "a", 1, { category, ...change(i) })]));
const half = (whole: Evidence, train: readonly number[], test: readonly number[]): Halves =>
  ({ evidence: whole, train: { items: train.map((i) => whole.items[i]) }, test }) as unknown as Halves;
const notes = (
  whole: Evidence,
  halves: readonly Halves[],
  change: { checkers?: CheckerReport[]; settings?: CheckerSetting[] } = {},
): string[] =>
  decideNotes({
    table: { evidence: whole, answers: true, notes: [] },
    settings: { ...base, checkers: change.settings ?? [none] },
    halves,
    checkers: change.checkers ?? [],
  });
const places = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test("a note says how many items a split draws, and where it scores too few: below twenty in the smallest split", () => {
  const whole = evidence(Array<string>(40).fill("c"));
  const even = half(whole, places(0, 20), places(20, 40));
  assert.deepEqual(notes(whole, [even]), []);
  const less = half(whole, places(0, 21), places(21, 40));
  assert.deepEqual(notes(whole, [even, less]), ["A split scores 19 items: too few to tell more than large differences."]);
  const larger = evidence(Array<string>(41).fill("c"));
  assert.deepEqual(notes(larger, [even, even]), ["Each split draws 40 of 41 items, by category."]);
  // Parts of an odd number differ by one.
  const other = half(evidence(Array<string>(41).fill("c")), places(0, 20), places(20, 41));
  assert.deepEqual(notes(evidence(Array<string>(81).fill("c")), [other, even, other]), [
    "Each split draws 40 or 41 of 81 items, by category.",
  ]);
});

test("categories that a split meets unlearnt, or does not score, are named, three at the most", () => {
  const few = (names: readonly string[]): string => {
    const whole = evidence([...Array<string>(40).fill("c"), ...names]);
    return notes(whole, [half(whole, places(0, 20), places(20, whole.items.length))]).join(" ");
  };
  const words = (names: string): string =>
    `Too small to be in both parts of every split, so that some splits meet them unlearnt: ${names}. They are valued as items of no category.`;
  assert.equal(few(["z", "y"]), words("y, z"));
  assert.equal(few(["z", "y", "x"]), words("x, y, z"));
  assert.equal(few(["z", "y", "x", "w", "v"]), words("v, w, x and 2 more"));
  const whole = evidence([...Array<string>(40).fill("c"), "r"]);
  assert.deepEqual(notes(whole, [half(whole, [...places(0, 20), 40], places(20, 40))]), ["Learnt and not scored in some splits: r."]);
});

test("a checker's rates are said, assumed or measured, and one that accepts wrong answers as often as right ones is called so", () => {
  const whole = evidence(Array<string>(40).fill("c"));
  const even = half(whole, places(0, 20), places(20, 40));
  const report = (kind: CheckerReport["kind"], sensitivity: number, falseAccept: number): CheckerReport => ({
    name: "ok",
    kind,
    sensitivity,
    falseAccept,
    price: 0,
  });
  const told = (one: CheckerReport): string[] => notes(whole, [even], { checkers: [one] });
  assert.deepEqual(told({ name: "none", kind: "none" }), []);
  assert.deepEqual(told(report("assumed", 0.9, 0.125)), ["Checker ok: accepts 90.0% of right answers and 12.5% of wrong ones, assumed."]);
  assert.deepEqual(told(report("measured", 0.5, 0.5)), [
    "Checker ok: accepts 50.0% of right answers and 50.0% of wrong ones, measured on the training parts; its recorded verdicts are used.",
    "Checker ok accepts wrong answers no less often than right ones: it tells nothing, or the opposite. The index takes it at its rates; a cascade takes its word.",
  ]);
  assert.equal(told(report("measured", 0.51, 0.5)).length, 1);
});

test("verdicts that are lacking are counted, and fewer than sixteen on either side are called a guess", () => {
  /** So many items with a verdict on a right answer, so many on a wrong one, so many with none. */
  const told = (right: number, wrong: number, blank: number): string[] => {
    const kinds = [...Array<string>(right).fill("right"), ...Array<string>(wrong).fill("wrong"), ...Array<string>(blank).fill("blank")];
    const whole = evidence(Array<string>(kinds.length).fill("c"), (i) => ({
      passed: kinds[i] !== "wrong",
      ...(kinds[i] === "blank" ? {} : { verdict: true }),
    }));
    const all = kinds.length;
    return notes(whole, [half(whole, places(0, all - 20), places(all - 20, all))], { settings: [none, column] });
  };
  assert.deepEqual(told(16, 16, 0), []);
  assert.deepEqual(told(16, 16, 2), ["2 of 34 attempts have no recorded verdict: theirs are weighed by the measured rates."]);
  const guess = (right: string, wrong: string): string =>
    `Verdicts are recorded on ${right} and ${wrong} of the whole table: what is measured of so few is little more than a guess.`;
  assert.deepEqual(told(15, 30, 0), [guess("15 right answers", "30 wrong ones")]);
  assert.deepEqual(told(30, 1, 0), [guess("30 right answers", "1 wrong one")]);
});

test("the unit is the model that is cheapest over all items, repeated attempts averaged, free ones passed over", () => {
  const table = evidenceOf([
    outcome("1", "free", 0),
    outcome("2", "free", 0),
    outcome("1", "a", 4),
    outcome("1", "a", 8, { sample: 1 }),
    outcome("2", "a", 2),
    outcome("1", "b", 5),
    outcome("2", "b", 2),
    outcome("1", "c", undefined),
    outcome("2", "c", 9),
  ]);
  // a: (6 + 2) / 2 = 4; b: 3.5; c: 4.5, where it says nothing counted as nothing.
  assert.deepEqual(unitOf(table), { model: "b", cost: 3.5 });
  assert.equal(unitOf(evidenceOf([outcome("1", "free", 0)])), undefined);
});

test("the plan of a decision: worths in the cheapest attempts or one in dollars, the middle one the main, the goal and each checker", () => {
  const table = { evidence: evidenceOf([outcome("1", "a", 0.25), outcome("2", "a", 0.75)]), answers: false, notes: [] };
  const plan = decidePlan(table, {
    ...base,
    checkers: [none, { name: "x", wish: { kind: "assumed", sensitivity: 0.9, falseAccept: 0.25, price: 2 } }],
  });
  assert.deepEqual(
    plan.values.map(({ name, value }) => [name, value]),
    [
      ["10", 5],
      ["30", 15],
      ["100", 50],
      ["300", 150],
    ],
  );
  assert.deepEqual([plan.main, plan.free, plan.share, plan.answers, plan.goal("x", 0)], [15, 0.01, 0.5, false, { kind: "match" }]);
  assert.deepEqual(
    plan.checkers.map(({ name, checker }) => [name, checker(table.evidence)]),
    [
      ["none", undefined],
      ["x", { sensitivity: 0.9, specificity: 0.75, price: 2 }],
    ],
  );
  const worth = decidePlan(table, { ...base, worth: 2 });
  assert.deepEqual(
    [worth.values, worth.main, worth.free, worth.goal("x", 0)],
    [[{ name: "$2", value: 2 }], 2, 0.02, { kind: "value", worth: 2 }],
  );
  assert.deepEqual(decidePlan(table, { ...base, goal: { budget: 3 } }).goal("x", 0), { kind: "budget", most: 3 });
  assert.deepEqual(decidePlan(table, { ...base, worth: 2, goal: "match" }).goal("x", 0), { kind: "match" });
  assert.deepEqual(decidePlan(table, { ...base, goal: { value: 3 } }).goal("x", 0), { kind: "value", worth: 3 });
});

/** Every model on so many items, all with an answer unless told. */
const rows = (n: number, models: readonly string[], more: (i: number, model: string) => string = () => "4") => [
  "item,model,passed,cost_usd,answer",
  ...Array.from({ length: n }, (_, i) => models.map((model) => `${i},${model},${i % 2},0.01,${more(i, model)}`)).flat(),
];
const tabled = (lines: readonly string[], change: Partial<DecideSettings> = {}) => tableOf(file(lines), { ...base, ...change });
const single = "One attempt of each model at an item: nobody can be asked the same twice.";

test("a table says what it left out, what it assumed and what it lacks", () => {
  assert.deepEqual(tabled(rows(4, ["a", "b"])).notes, [single]);
  assert.deepEqual(tabled(rows(4, ["a"])).notes, ["One model alone: there is nobody to choose among, and at most to try again.", single]);
  const twice = [...rows(2, ["a", "b"]).map((line, i) => `${line},${i === 0 ? "sample" : 0}`), "0,a,1,0.01,4,1"];
  assert.deepEqual(tabled(twice).notes, ["Of 2 items 1 has more than one attempt of a model: each row counts as one."]);
  // Ten items: c tried nine and stays, which takes one item away; d tried eight and goes.
  const partly = [...rows(10, ["a", "b"]), ...rows(9, ["c"]).slice(1), ...rows(8, ["d"]).slice(1)];
  assert.deepEqual(tabled(partly).notes, [
    "Left out: d, who tried fewer than nine items in ten. --models names others.",
    "Left out: 1 item, which not all of the models tried.",
    single,
  ]);
  assert.deepEqual(tabled(partly, { models: ["a", "d"] }).notes, ["Left out: 2 items, which not all of the models tried.", single]);
  const strangers = [...rows(10, ["a"]), ...["b", "c", "d", "e", "f", "g"].map((model) => `0,${model},1,0.01,4`)];
  assert.match(tabled(strangers).notes[0] ?? "", /^Left out: b, c, d, e, f and 1 more, who tried/);
  assert.match(tabled(strangers.slice(0, -1)).notes[0] ?? "", /^Left out: b, c, d, e, f, who tried/);
});

test("answers that are lacking are said, and below half of them nothing votes", () => {
  const told = (lacking: number) => {
    const { answers, notes: said } = tabled(rows(2, ["a", "b"], (i, model) => (2 * i + Number(model === "b") < lacking ? "" : "4")));
    return [answers, said.at(-1)];
  };
  assert.deepEqual(told(0), [true, single]);
  assert.deepEqual(told(2), [
    true,
    "2 of 4 attempts have no recorded answer: each counts as one that nobody else gave. A run of such tasks is refused.",
  ]);
  assert.deepEqual(told(3), [false, "Of 4 attempts only 1 has an answer that is recorded: no vote and no agreement."]);
  assert.deepEqual(told(4), [false, "No answers are recorded: no vote and no agreement."]);
});

test("items that a model tried more than once are counted, and rows that say what an earlier one says are named", () => {
  const head = "item,model,passed,cost_usd,answer";
  const of = (...more: string[]) => tabled([head, "1,a,1,1,x", "2,a,0,1,y", "1,b,1,2,x", "2,b,1,2,z", ...more]).notes;
  const many = "more than one attempt of a model: each row counts as one.";
  assert.ok(of().every((note) => !note.includes("more than one attempt")));
  assert.deepEqual(of("1,a,0,1,w").slice(0, 1), [`Of 2 items 1 has ${many}`]);
  assert.deepEqual(of("1,a,1,1,x", "2,b,1,2,z", "2,b,1,2,z").slice(0, 2), [
    `Of 2 items 2 have ${many}`,
    "3 rows say in every column but `sample` what an earlier one of the same item and model says: 1 by a, 2 by b. Leave out what was copied; a copy counts as a second attempt.",
  ]);
});

test("a column that is not there is told with those that are, once, and how another's becomes ours", () => {
  assert.throws(
    () => tabled(["Question ID,Model Name,ok", "1,a,1"]),
    /the column item was wanted; there is Question ID, Model Name, ok\. What has another name is named: `catallaxy import \S+ table\.jsonl --column item=<theirs>`\.$/,
  );
});

test("costs that nobody stated are refused by model, taken by model before all, and said", () => {
  const blank = ["item,model,passed,cost_usd", "1,a,1,", "2,a,0,0.5", "1,b,1,", "2,b,1,", "1,c,1,1", "2,c,1,1"];
  refused(
    () => tabled(blank),
    '3 of 6 attempts have no recorded cost (a 1, b 2). Say what one of these costs, in dollars; costs that are recorded stay: --assume-cost "a=0.005" by model, or --assume-cost 0.005 for all; --models leaves models out.',
  );
  const { notes: said, evidence: known } = tabled(blank, { assumed: { all: 2, models: new Map([["b", 3]]) } });
  assert.equal(said[0], "Assumed cost of an attempt where none is recorded (3 of 6 attempts): a $2, b $3.");
  assert.deepEqual(
    known.samples.map((cell) => cell[0]?.cost),
    [2, 3, 1, 0.5, 3, 1],
  );
  refused(
    () => tabled(blank, { assumed: { all: 1, models: new Map([["aa", 1]]) } }),
    '--assume-cost names "aa", of whom nothing is recorded.',
  );
});

test("what cannot be a table of a decision is refused with what to mend", () => {
  const good = rows(4, ["a", "b"]);
  refused(() => tabled(good, { models: ["a", "bb"] }), '--models names "bb", of whom nothing is recorded.');
  refused(() => tabled(["item,model,passed,cost_usd", "1,a,1,1", "2,b,0,1"]), "was tried by all of a, b. Name fewer with --models.");
  refused(() => tabled(rows(1, ["a", "b"])), "Two items at least were wanted, one to choose on and one to score on;");
  refused(
    () => tabled(good, { checkers: [column, { name: "x", wish: { kind: "column", column: "other", price: 0 } }] }),
    "One column of verdicts at a time was wanted; got ok and other.",
  );
  refused(() => tableOf("zeroeva", base), 'got "zeroeva". Did you mean "zeroeval"?');
  refused(() => tableOf("zeroeval", { ...base, checkers: [column] }), 'A column of verdicts was wanted; zeroeval has no column "ok".');
  refused(
    () => decide("t", tabled(rows(3, ["a", "b"])), { ...base, train: 0.01 }),
    "--train 0.01 leaves no item of 3 to choose on; choose a share nearer to 0.5.",
  );
});

test("a bundled set is decided on by its name, with its kind before it or not, people left out", () => {
  const settings = { ...base, assumed: { all: 1, models: new Map() } };
  const { evidence: told, notes: said } = tableOf("metr_runs", settings);
  assert.ok(told.members.length > 1 && !told.members.includes("human"));
  assert.deepEqual(tableOf("recorded/metr_runs", settings).notes, said);
});

test("of more than two thousand items each split draws a part, which is told as large as it is, and who listens hears of each split", () => {
  const many = [...Array(2002).keys()].map((i) => `${i},a,${i % 2},0.01`);
  const heard: number[] = [];
  const report = decide("t", tabled(["item,model,passed,cost_usd", ...many]), { ...base, train: 0.05, splits: 2, values: [10] }, (done) =>
    heard.push(done),
  );
  assert.deepEqual(heard, [1, 2]);
  // Two parts of 1001, one of them in each split, parted in two.
  assert.deepEqual(
    report.halves.map(({ choose, score }) => choose.length + score.length),
    [1001, 1001],
  );
  assert.notDeepEqual(report.halves[0], report.halves[1]);
  assert.equal(report.notes.at(-1), "Each split draws 1001 of 2002 items, by category.");
  assert.deepEqual([report.items, report.models, report.source], [2002, ["a"], "t"]);
});

test("the checkers of a decision are told as they were wished: none, assumed with its rates, measured on what was chosen on", () => {
  const settings: DecideSettings = {
    ...base,
    splits: 2,
    values: [10],
    checkers: [none, { name: "x", wish: { kind: "assumed", sensitivity: 0.9, falseAccept: 0.25, price: 2 } }, column],
  };
  // Every verdict is right: of r right answers (r + .5) / (r + 1) are accepted, of as many wrong ones .5 / (r + 1).
  const lines = ["item,model,passed,cost_usd,ok", ...Array.from({ length: 40 }, (_, i) => `${i},a,${i % 2},0.01,${i % 2}`)];
  const report = decide("t", tableOf(file(lines), settings), settings);
  const [first, second, third] = report.checkers;
  assert.deepEqual(first, { name: "none", kind: "none" });
  assert.deepEqual(second, { name: "x", kind: "assumed", sensitivity: 0.9, falseAccept: 0.25, price: 2 });
  const rates = report.halves.map(({ choose }) => {
    const right = choose.filter((id) => Number(id) % 2 === 1).length;
    return [(right + 0.5) / (right + 1), 0.5 / (choose.length - right + 1)] as const;
  });
  const mean = (place: 0 | 1): number => rates.reduce((sum, one) => sum + one[place], 0) / rates.length;
  assert.deepEqual([third?.kind, third?.price], ["measured", 0.5]);
  assert.ok(Math.abs((third?.sensitivity ?? 0) - mean(0)) < 1e-9 && Math.abs((third?.falseAccept ?? 0) - mean(1)) < 1e-9);
});
