import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { stream } from "../../util/random.ts";
import { armsOn, type PolicySetup, split } from "../../valuation/index.ts";
import { decide } from "./decide.ts";
import { decidePlan } from "./decide-plan.ts";
import type { CheckerSetting, DecideSettings } from "./decide-settings.ts";
import { type ChosenWith, decideText } from "../../report/index.ts";
import { chosenWith } from "./decide-rows.ts";
import { tableOf } from "./table-of.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-decide-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};
const none: CheckerSetting = { name: "none", wish: { kind: "none" } };
const assumed: CheckerSetting = { name: ".90/.10", wish: { kind: "assumed", sensitivity: 0.9, falseAccept: 0.1, price: 0 } };
const base: DecideSettings = {
  train: 0.5,
  splits: 2,
  seed: "1",
  values: [10, 30],
  checkers: [none],
  assumed: { models: new Map() },
};
const decided = (path: string, more: Partial<DecideSettings> = {}) => {
  const settings = { ...base, ...more };
  return decide("table", tableOf(path, settings), settings);
};
const refused = (work: () => unknown, words: RegExp): void =>
  assert.throws(work, (thrown: unknown) => thrown instanceof UserError && words.test(thrown.message));
const near = (got: number | undefined, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);

/** A cheap model right every second time and a dear one in four of five cases, with what the cheap one says of itself. */
const stating = (says: (right: boolean, next: () => number) => number | ""): string[] => {
  const [next, own] = [stream("stating"), stream("said")];
  return [
    "item,model,passed,cost_usd,confidence",
    ...Array.from({ length: 400 }, (_, i) => {
      const [right, other] = [next() < 0.5, next() < 0.8];
      return [`${i},a,${Number(right)},0.001,${says(right, own)}`, `${i},b,${Number(other)},0.01,`];
    }).flat(),
  ];
};

test("a confidence that tells right from wrong is worth what Bayes says; one that tells nothing is worth nothing", () => {
  const index = (name: string, says: Parameters<typeof stating>[0]) =>
    decided(file(name, stating(says)), { worth: 0.1 }).rows.find((row) => row.name === "index, none");
  const silent = index("silent.csv", () => "");
  const telling = index("telling.csv", (right, next) => (next() < 0.9 === right ? 0.9 : 0.4));
  const idle = index("idle.csv", (_right, next) => (next() < 0.5 ? 0.9 : 0.4));
  // Of a's answers those it is sure of (half of them) are right with .9 and taken; else b is asked: .5 x .9 + .5 x .8 = .85, at .001 + .5 x .01.
  near(telling?.passRate, 0.85, 0.035);
  near(telling?.cost, 0.006, 0.0006);
  // Without it b alone is asked.
  near(silent?.passRate, 0.8, 0.035);
  near(idle?.passRate, silent?.passRate ?? 0, 0.015);
});

/** Every even item is passed by "a" alone, every odd one by "b" alone; the category says which. */
const apart = (n: number): string[] => [
  "item,category,model,passed,cost_usd",
  ...Array.from({ length: n }, (_, i) => [`${i},c${i % 2},a,${(i + 1) % 2},0.001`, `${i},c${i % 2},b,${i % 2},0.002`]).flat(),
];

test("where the category says who passes, allocation alone reaches the oracle, and every figure is as by hand", () => {
  const report = decided(file("apart.csv", apart(200)), { checkers: [none, assumed], goal: { value: 0.05 } });
  const row = (name: string) => report.rows.find((one) => one.name === name);
  assert.deepEqual(report.models, ["a", "b"]);
  near(row("oracle")?.passRate, 1);
  near(row("oracle")?.cost, 0.0015, 2e-5);
  near(row("cheapest")?.passRate, 0.5, 0.02);
  near(row("index, none")?.passRate, 1);
  near(row("index, none")?.calls, 1);
  near(report.waterfall.steps[0]?.share, 1, 0.02);
  near(report.values[0]?.dollars, 0.01);
  // Net value is v x passes - cost.
  near(row("oracle")?.net[1], 0.03 - (row("oracle")?.cost ?? 0));
  assert.match(decideText(report).sentences[0] ?? "", /^Chosen on one half, with no checker: index\. On the other: 100\.0% at \$0\.0015/);
  assert.match(decideText(report).sentences[0] ?? "", /It passes more: \+\d/);
});

test("where nobody differs in passes the cheaper one is chosen, and it is said what cannot be told", () => {
  const next = stream("level");
  const lines = Array.from({ length: 60 }, (_, i) => [`${i},a,${Number(next() < 0.5)},0.01`, `${i},b,${Number(next() < 0.5)},0.01`]).flat();
  const [sentence = ""] = decideText(decided(file("level.csv", ["item,model,passed,cost_usd", ...lines]))).sentences;
  assert.match(sentence, /cannot be told|It is the best single model itself/);
});

test("where the choice and the best single model are free, that is said, and no cost is compared", () => {
  const lines = apart(80).map((line, i) => (i === 0 ? line : line.split(",").with(4, "0").join(",")));
  const [sentence = ""] = decideText(decided(file("free.csv", lines), { worth: 0.05 })).sentences;
  assert.match(sentence, /points; both are free\.$/);
  assert.ok(!sentence.includes("costs"), sentence);
});

test("neither outcomes nor costs of the scored items reach a choice", () => {
  const lines = apart(80).map((line, i) => (i === 0 ? `${line},answer` : `${line},${line.split(",")[3] === "1" ? "right" : `wrong ${i}`}`));
  const settings = { ...base, checkers: [none, assumed] };
  const before = tableOf(file("before.csv", lines), settings);
  const scored = new Set(split(before.evidence.items, 0.5, "1/1").test.map((place) => before.evidence.items[place]?.id));
  const turned = lines.map((line, i) => {
    const [item = "", category, model, passed, cost, answer] = line.split(",");
    return i > 0 && scored.has(item) ? [item, category, model, 1 - Number(passed), 0.07 - 30 * Number(cost), answer].join(",") : line;
  });
  const chosen = (table: typeof before) =>
    armsOn(table.evidence, decidePlan(table, settings), "1/1").arms.flatMap(({ arm, setup, checker }) =>
      / at v |^step: /.test(arm) ? [] : [[arm, setup, checker]],
    );
  const after = tableOf(file("after.csv", turned), settings);
  assert.notDeepEqual(decidePlan(after, settings).values, decidePlan(before, settings).values);
  assert.deepEqual(chosen(after), chosen(before));
});

/** Two models that pass about as much, by chance. */
const level = (n: number): string[] => {
  const next = stream("votes");
  const rows = Array.from({ length: n }, (_, i) => [`${i},a,${Number(next() < 0.5)},0.01`, `${i},b,${Number(next() < 0.5)},0.02`]);
  return ["item,model,passed,cost_usd", ...rows.flat()];
};

test("a mean over splits bears the name of one model or policy only where all splits, or most, took it", () => {
  const lines = level(40);
  const settings = { ...base, splits: 9 };
  const table = tableOf(file("votes.csv", lines), settings);
  // Who passed more on the training items of each split; of two as good the cheaper.
  const passed = (model: string, places: readonly number[]): number =>
    places.filter((place) => lines.includes(`${table.evidence.items[place]?.id},${model},1,${model === "a" ? "0.01" : "0.02"}`)).length;
  const best = Array.from({ length: 9 }, (_, k) => split(table.evidence.items, 0.5, `1/${k + 1}`).train).map((train) =>
    passed("b", train) > passed("a", train) ? "b" : "a",
  );
  const [a, b] = ["a", "b"].map((model) => best.filter((one) => one === model).length) as [number, number];
  assert.ok(a > 0 && b > 0);
  const report = decide("table", table, settings);
  const words = a > b ? `a in ${a} of 9 splits; b in ${b}` : `b in ${b} of 9 splits; a in ${a}`;
  assert.match(decideText(report).sentences[0] ?? "", /In each split it is the best single model itself/);
  const [first, ...rest] = report.chosen;
  const torn = {
    ...(first as ChosenWith),
    single: false,
    besideSingle: { difference: 0, same: false },
    policy: "a",
    splits: 4,
    others: ["index", "b"],
  };
  const rows = report.rows.map((row) =>
    row.name === "chosen, none"
      ? { ...row, chosen: [["a", 4] as const, ["index", 3] as const, ["b", 2] as const].map(([policy, splits]) => ({ policy, splits })) }
      : row,
  );
  const [sentence = ""] = decideText({ ...report, rows, chosen: [torn, ...rest] }).sentences;
  assert.match(sentence, /with no checker: no one policy in most splits \(a in 4 of 9 splits; index in 3; b in 2\)\. On the other/);
  assert.ok(sentence.includes(`the best single model (${words}) `), sentence);
});

test("another policy with the figures of the best single model is not called that model", () => {
  const report = decided(file("same.csv", level(20)), { splits: 1 });
  const result = { item: { id: "1", category: "all" }, passed: 1, cost: 2, calls: 1, verdicts: 0, falseAccepts: 0 };
  const arm = (name: string, setup: PolicySetup) => ({ arm: name, chosen: "", setup, members: ["a", "b"], results: [result] });
  const told = (setup: PolicySetup): string => {
    const arms = [arm("best single", { kind: "single", member: 0 }), arm("chosen, none", setup)];
    const merged = { runs: [arms], results: new Map(arms.map(({ arm: name, results }) => [name, results])) };
    return decideText({ ...report, chosen: [chosenWith("none", merged)] }).sentences[0] ?? "";
  };
  assert.match(told({ kind: "single", member: 0 }), /: a\. On the other: 100\.0% at \$2\.00\. It is the best single model itself\.$/);
  assert.match(
    told({ kind: "index", value: 1, calls: 1, samples: 1, apart: false }),
    /: index\. On the other: 100\.0% at \$2\.00, on every item the same as the best single model, \w\.$/,
  );
});

test("a budget that nothing keeps within is said, with what was taken instead", () => {
  const told = (budget: number) => decideText(decided(file("budget.csv", apart(40)), { checkers: [none, assumed], goal: { budget } }));
  // An index that asks nobody on half of the categories still pays for the others.
  const { sentences, tables } = told(0.0000001);
  for (const sentence of sentences)
    assert.match(sentence, /No policy kept within the budget on the items that are chosen on: the cheapest was taken\. On the other/);
  assert.match(
    tables[0]?.notes?.join(" ") ?? "",
    /No policy of these kinds met the goal .*: index, none; cascade, \.90\/\.10; index, \.90\/\.10\./,
  );
  const kept = told(0.01);
  assert.doesNotMatch([...kept.sentences, ...(kept.tables[0]?.notes ?? [])].join(" "), /budget on|met the goal/);
});

test("the same seed gives the same decision, another seed other splits", () => {
  const path = file("seeds.csv", apart(40));
  assert.deepEqual(decided(path), decided(path));
  assert.notDeepEqual(decided(path).rows, decided(path, { seed: "2", splits: 1 }).rows);
});

test("a recorded checker's column is measured on the training parts, and its own verdicts are used", () => {
  // The checker accepts three right answers in four and one wrong answer in ten: of 200 and 200 answers.
  const lines = apart(200).map((line, i) => {
    if (i === 0) return `${line},ok`;
    const [passed, turn] = [line.split(",")[3] === "1", Math.floor((i - 1) / 2)];
    return `${line},${Number(passed ? turn % 4 !== 0 : turn % 10 === 0)}`;
  });
  const report = decided(file("column.csv", lines), {
    checkers: [{ name: "ok", wish: { kind: "column", column: "ok", price: 0.0001 } }],
    splits: 4,
  });
  const [checker] = report.checkers;
  assert.equal(checker?.kind, "measured");
  near(checker?.sensitivity, 0.75, 0.06);
  near(checker?.falseAccept, 0.1, 0.06);
  assert.ok(report.notes.some((note) => /measured on the training parts/.test(note)));
});

test("a checker worse than chance, and verdicts that are lacking, are said", () => {
  const lines = apart(40).map((line, i) => (i === 0 ? `${line},ok` : `${line},${i % 5 === 0 ? "" : Number(line.split(",")[3] !== "1")}`));
  const { notes } = decided(file("worse.csv", lines), { checkers: [{ name: "ok", wish: { kind: "column", column: "ok", price: 0 } }] });
  assert.ok(notes.some((note) => /accepts wrong answers no less often than right ones/.test(note)));
  assert.ok(notes.some((note) => /16 of 80 attempts have no recorded verdict/.test(note)));
});

test("costs that nobody recorded are refused until they are stated, by model or for all, and then said", () => {
  const lines = ["item,model,passed,cost_usd", ...Array.from({ length: 20 }, (_, i) => [`${i},a,${i % 2},0.001`, `${i},b,1,`]).flat()];
  const path = file("costs.csv", lines);
  refused(() => decided(path), /20 of 40 attempts have no recorded cost \(b 20\).*costs that are recorded stay: --assume-cost/s);
  const said = decided(path, { assumed: { models: new Map([["b", 0.02]]) } });
  assert.ok(said.notes.some((note) => /Assumed cost of an attempt where none is recorded \(20 of 40 attempts\): b \$0\.02\./.test(note)));
  near(said.single.cost, 0.02);
  refused(() => decided(path, { assumed: { models: new Map([["c", 1]]) } }), /--assume-cost names "c"/);
  refused(() => decided(path, { assumed: { all: 0, models: new Map([["a", 0]]) }, models: ["b"] }), /nothing is recorded/);
});

test("attempts that cost nothing give no unit of worth: it is to be said in dollars", () => {
  const path = file("free.csv", ["item,model,passed", ...Array.from({ length: 20 }, (_, i) => [`${i},a,${i % 2}`, `${i},b,1`]).flat()]);
  refused(() => decided(path, { assumed: { all: 0, models: new Map() } }), /--worth/);
  const report = decided(path, { assumed: { all: 0, models: new Map() }, worth: 0.5 });
  assert.deepEqual(report.values, [{ name: "$0.5", dollars: 0.5 }]);
  assert.match(report.goal, /net value/);
  assert.equal(report.curves[0]?.aiq, undefined);
});

test("tables that cannot be decided on say why", () => {
  const header = "item,model,passed,cost_usd";
  refused(() => decided(file("one-item.csv", [header, "1,a,1,1", "1,b,0,1"])), /Two items at least/);
  refused(() => decided(file("twice.csv", [`${header},sample`, "1,a,1,1,0", "1,a,0,1,0"])), /line 3: sample 0 of a on 1 is there twice/);
  refused(() => decided(file("nan.csv", [header, "1,a,1,NaN", "2,a,0,1"])), /line 2: cost_usd must be a number/);
  refused(() => decided(file("apart-items.csv", [header, "1,a,1,1", "2,b,0,1"])), /No item .* was tried by all/);
  refused(
    () => decided(file("two-categories.csv", [`${header},category`, "1,a,1,1,x", "1,b,1,1,y", "2,a,1,1,x", "2,b,1,1,x"])),
    /two categories/,
  );
  refused(() => decided(file("good.csv", apart(10)), { models: ["c"] }), /--models names "c"/);
  refused(() => decided(file("three.csv", apart(3)), { train: 0.99, seed: "3" }), /leaves no item of 3 to (score|choose) on/);
  refused(
    () => decided(file("no-column.csv", apart(10)), { checkers: [{ name: "ok", wish: { kind: "column", column: "ok", price: 0 } }] }),
    /the column ok was wanted/,
  );
  refused(() => tableOf(join(folder, "missing.csv"), base), /Wanted a file of outcomes or a recorded set/);
});

test("what a table lacks is left out and said: answers, a second model, a category on both sides", () => {
  const lonely = [
    "item,category,model,passed,cost_usd",
    ...Array.from({ length: 30 }, (_, i) => `${i},${i === 0 ? "rare" : "x"},a,${i % 2},0.01`),
  ];
  const report = decided(file("lonely.csv", lonely), { splits: 6 });
  assert.ok(!report.rows.some(({ name }) => name === "vote of three" || name === "agreement"));
  const said = report.notes.join("\n");
  assert.match(said, /One model alone/);
  assert.match(said, /No answers are recorded: no vote and no agreement/);
  assert.match(said, /unlearnt: rare/);
  assert.match(said, /not scored in some splits: rare/);
  assert.match(said, /A split scores 15 items: too few/);
  assert.equal(report.router.why, "the cheapest model is the best single one");
});

test("with answers there are a vote and agreement; items and models that few tried are left out and said", () => {
  const lines = Array.from({ length: 40 }, (_, i) =>
    ["a", "b", "c"].map((model, m) => `${i},${model},${Number((i + m) % 4 !== 0)},0.01,${(i + m) % 4 === 0 ? `wrong${m}` : "right"}`),
  ).flat();
  const more = ["1,d,1,0.01,right", "40,a,1,0.01,right", "2,a,1,0.01,"];
  const report = decided(file("answers.csv", ["item,model,passed,cost,answer", ...lines, ...more]));
  assert.equal(report.items, 40);
  // At most one of three is wrong, each with words of its own: the vote is always right.
  near(report.rows.find(({ name }) => name === "vote of three")?.passRate, 1);
  assert.ok(report.rows.some(({ name }) => name === "agreement"));
  assert.match(report.notes.join("\n"), /Left out: d, who tried fewer than nine items in ten/);
  assert.match(report.notes.join("\n"), /1 of 121 attempts have no recorded answer/);
  assert.match(report.notes.join("\n"), /Left out: 1 item, which not all of the models tried/);
});

test("semicolons and tabs part cells as commas do, quotes or none, and a list of objects is a table", () => {
  const lines = apart(12);
  const plain = decided(file("plain.csv", lines)).rows;
  for (const [name, mark] of [
    ["semicolon.csv", ";"],
    ["tab.tsv", "\t"],
  ] as const) {
    assert.deepEqual(
      decided(
        file(
          name,
          lines.map((line) => line.replaceAll(",", mark)),
        ),
      ).rows,
      plain,
    );
    const quoted = lines.map((line) =>
      line
        .split(",")
        .map((cell) => `"${cell}"`)
        .join(mark),
    );
    assert.deepEqual(decided(file(name, quoted)).rows, plain);
  }
  const [heading = "", ...rest] = lines;
  const list = rest.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [heading.split(",")[i] ?? "", cell])));
  assert.deepEqual(decided(file("list.json", [JSON.stringify(list)])).rows, plain);
});

test("tables that cannot be what was meant are refused in words that tell what to mend", () => {
  const open =
    (name: string, lines: readonly string[], checkers = [none]) =>
    () =>
      decided(file(name, lines), { checkers });
  refused(open("heading.csv", ["item,model,passed"]), /a heading and nothing below it/);
  refused(
    open("comma.csv", ["item;model;passed;cost_usd", "1;a;1;0,01"]),
    /comma\.csv line 2: cost_usd .*got 0,01\. Write decimals with a point\./,
  );
  refused(open("double.csv", ["item,model,passed,cost_usd,passed", "1,a,1,1,1"]), /the column passed is there twice/);
  refused(open("nothing.json", ["[]"]), /the list is empty/);
  refused(open("list.json", ['[{"item":"1","model":"a","passed":1},3]']), /list\.json record 2: a JSON object was wanted; got 3/);
  refused(open("score.json", ['[{"item":"1","model":"a","score":2}]']), /score\.json record 1: score must be a number from 0 to 1/);
  const blank = apart(8).map((line, i) => `${line},${i === 0 ? "ok" : ""}`);
  const column: CheckerSetting = { name: "ok", wish: { kind: "column", column: "ok", price: 0 } };
  refused(open("blank.csv", blank, [column]), /--checker ok: verdicts were wanted.*empty on all 16 attempts/);
});

test("rates that are measured on few verdicts are said to be guesses, many are not", () => {
  const column: CheckerSetting = { name: "ok", wish: { kind: "column", column: "ok", price: 0 } };
  const notes = (n: number, told: number) =>
    decided(
      file(
        `told-${told}.csv`,
        apart(n).map((line, i) => `${line},${i === 0 ? "ok" : i <= told ? line.split(",")[3] : ""}`),
      ),
      { checkers: [column] },
    ).notes.join(" ");
  assert.match(notes(40, 6), /Verdicts are recorded on 3 right answers and 3 wrong ones .* little more than a guess/);
  assert.match(notes(40, 6), /74 of 80 attempts have no recorded verdict/);
  assert.doesNotMatch(notes(40, 80), /guess|no recorded verdict/);
});

test("the halves of each split are told, share nothing and hold all; the unit of values is the cheapest model's mean cost", () => {
  const report = decided(file("halves.csv", apart(20)), { splits: 3 });
  assert.equal(report.halves.length, 3);
  for (const { choose, score } of report.halves) {
    assert.equal(choose.length, 10);
    assert.deepEqual(
      [...choose, ...score].toSorted((a, b) => Number(a) - Number(b)),
      Array.from({ length: 20 }, (_, i) => `${i}`),
    );
  }
  assert.equal(report.unit?.model, "a");
  near(report.unit?.cost, 0.001);
  assert.match(
    decideText(report).tables[1]?.notes.join(" ") ?? "",
    /They count attempts of a, the cheapest over the whole table at \$0\.00100 each; no choice goes by them\./,
  );
  assert.equal(decided(file("halves.csv", apart(20)), { worth: 0.5 }).unit, undefined);
});
