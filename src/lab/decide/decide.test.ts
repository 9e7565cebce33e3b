import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { stream } from "../../util/random.ts";
import { armsOn, split } from "../../valuation/index.ts";
import { decide } from "./decide.ts";
import { decidePlan } from "./decide-plan.ts";
import type { CheckerSetting, DecideSettings } from "./decide-settings.ts";
import { decideText } from "../../report/index.ts";
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
  refused(() => decided(path), /Attempts of b have no recorded cost.*--assume-cost/s);
  const said = decided(path, { assumed: { models: new Map([["b", 0.02]]) } });
  assert.ok(said.notes.some((note) => /Assumed cost of an attempt where none is recorded: b \$0\.02\./.test(note)));
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
