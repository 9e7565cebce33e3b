import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { type ArmResult, evidenceOf, type Checker, type Halves, type PolicySetup } from "../../valuation/index.ts";
import { halfOf } from "../../models/recorded/index.ts";
import { UserError } from "../../util/bug.ts";
import { decidedExperiments } from "./decided-experiments.ts";
import type { DecideSettings } from "./decide-settings.ts";
import { rowOf } from "./decide-rows.ts";
import { goalWords } from "./goal-words.ts";
import { setupWords } from "./setup-words.ts";
import { topologyEntries } from "./topology-entries.ts";
import { writtenRemarks } from "./written-remarks.ts";

const models = ["ma", "mb", "mc"];
const outcome = (item: string, category: string, member: string, passed: boolean, cost?: number, sample = 0) => ({
  item,
  category,
  member,
  sample,
  passed,
  ...(cost === undefined ? {} : { cost }),
});
/** ma is right on both items of south and tried twice on the first, mb never, mc was never tried in north. */
const evidence = evidenceOf([
  outcome("1", "south", "ma", true, 0.001),
  outcome("1", "south", "ma", true, 0.002, 1),
  outcome("1", "south", "mb", false),
  outcome("1", "south", "mc", true, 0.00123456),
  outcome("2", "south", "ma", true, 0.003),
  outcome("2", "south", "mb", false),
  outcome("2", "south", "mc", false, 0.00123456),
  outcome("3", "north", "ma", false, 0.005),
  outcome("3", "north", "mb", true),
]);
const singles = [
  { passRate: 0.76543, cost: 3 },
  { passRate: 0.5, cost: 1 },
  { passRate: 0.25, cost: 2 },
];
const halves = { evidence, train: evidence, test: [0], singles, byRate: [0, 1, 2], byCost: [1, 2, 0] } as unknown as Halves;
const arm = (name: string, setup?: PolicySetup, checker?: Checker): ArmResult => ({
  arm: name,
  chosen: "",
  members: models,
  results: [],
  ...(setup === undefined ? {} : { setup }),
  ...(checker === undefined ? {} : { checker }),
});
const best = arm("best single", { kind: "single", member: 0 });
const entries = (arms: readonly ArmResult[], only?: readonly string[]) =>
  topologyEntries({ halves, arms, record: evidence, names: ["a", "b", "c"], only: only === undefined ? undefined : new Set(only) });
const once = { attempts: 1 };
const checker = { sensitivity: 0.9, specificity: 0.8, price: 0.001 };

test("each arm that has a topology becomes one, the best single model first, with the checker that it was decided with", () => {
  const index: PolicySetup = { kind: "index", value: 0.123456789, calls: 5, samples: 4, apart: false };
  const found = entries([
    arm("cheapest", { kind: "single", member: 1 }),
    arm("vote of three", { kind: "vote", members: [0, 1, 2] }),
    arm("agreement", { kind: "agreement", order: [0, 2], enough: 2 }),
    arm("cascade, .90/.20", { kind: "cascade", order: [1, 0] }, checker),
    arm("cascade, perfect check", { kind: "cascade", order: [1, 0] }, { sensitivity: 1, specificity: 1, price: 0 }),
    best,
    arm("oracle"),
    arm("chosen, none", { kind: "single", member: 2 }),
    arm("step: allocation", index),
    arm("index, none", index),
    arm("index, later"),
  ]);
  const cascade = { use: "cascade", options: { order: ["b", "a"] }, terms: { attempts: 2, feedback: "none" } };
  const record = [
    { member: "a", category: "north", passed: 0, tried: 1, cost: 0.005 },
    { member: "a", category: "south", passed: 3, tried: 3, cost: 0.002 },
    { member: "b", category: "north", passed: 1, tried: 1 },
    { member: "b", category: "south", passed: 0, tried: 2 },
    { member: "c", category: "south", passed: 1, tried: 2, cost: 0.001235 },
  ];
  assert.deepEqual(found.topologies, [
    { name: "best-single", use: "solo", options: { member: "a" }, terms: once },
    { name: "cheapest", use: "solo", options: { member: "b" }, terms: once },
    {
      name: "vote-of-three",
      use: "best-of",
      members: ["a", "b", "c"],
      options: { n: 3, choose: "majority", spread: true, ties: "a" },
      terms: once,
    },
    {
      name: "agreement",
      use: "agreement",
      options: {
        order: ["a", "c"],
        enough: 2,
        least: 1,
        rates: [
          { member: "a", rate: 0.7654 },
          { member: "c", rate: 0.25 },
        ],
      },
      terms: once,
    },
    { name: "cascade-.90-.20", ...cascade, verifier: { kind: "noisy", judge: { kind: "oracle" }, falseNegative: 0.1, falsePositive: 0.2 } },
    { name: "cascade-perfect-check", ...cascade, verifier: { kind: "oracle" } },
    // Somebody was never tried: nobody is asked more than once.
    {
      name: "index-none",
      use: "index",
      options: { value: 0.123456789, checker: "none", most: { attempts: 3, ofOne: 1 }, learn: 0, record },
      terms: { attempts: 3, feedback: "none" },
    },
  ]);
  assert.deepEqual(found.remarks, []);
});

test("an index policy has its checker's rates, asks nobody more often than all were asked, and has a verdict more than attempts", () => {
  const twice = evidenceOf(["ma", "mb"].flatMap((member) => [0, 1, 2].map((sample) => outcome("1", "c", member, true, 0.001, sample))));
  const index = (calls: number, samples: number, one?: Checker) =>
    topologyEntries({
      halves: { ...halves, evidence: twice },
      arms: [arm("index, x", { kind: "index", value: 1, calls, samples, apart: true }, one)],
      record: twice,
      names: ["a", "b"],
    }).topologies[0] as { options: { most: object; checker?: object }; terms: object; verifier?: object };
  const [few, many] = [index(2, 2, checker), index(9, 9, { ...checker, sensitivity: 0.99999, specificity: 1 })];
  assert.deepEqual(few.options.checker, checker);
  assert.deepEqual(
    [few.options.most, few.terms],
    [
      { attempts: 2, ofOne: 2 },
      { attempts: 3, feedback: "none" },
    ],
  );
  assert.deepEqual(
    [many.options.most, many.terms],
    [
      { attempts: 6, ofOne: 3 },
      { attempts: 7, feedback: "none" },
    ],
  );
  // To four digits it never errs.
  assert.deepEqual([many.options.checker, many.verifier], [{ sensitivity: 1, specificity: 1, price: 0.001 }, { kind: "oracle" }]);
});

test("arms that do the same are written once, and what is left out is said with who is missing", () => {
  const cascade = (order: number[]): PolicySetup => ({ kind: "cascade", order });
  const same = entries([best, arm("cheapest", { kind: "single", member: 0 }), arm("cascade, none", cascade([1]))]);
  assert.equal(same.topologies.length, 1);
  assert.deepEqual(same.remarks, [
    "Left out: cheapest, which does the same as best-single.",
    "Left out: cascade-none, which asks one model alone.",
  ]);
  const apart = entries([arm("cascade, x", cascade([0, 1]), checker), arm("cascade, y", cascade([0, 1]), { ...checker, price: 0 })]);
  assert.equal(apart.topologies.length, 2);

  const live = entries(
    [
      best,
      arm("cheapest", { kind: "single", member: 0 }),
      arm("vote of three", { kind: "vote", members: [0, 1, 2] }),
      arm("cascade, x", cascade([0, 1]), checker),
      arm("cascade, y", cascade([0, 1, 2]), checker),
      arm("agreement", { kind: "agreement", order: [0, 1], enough: 1 }),
      arm("index, none", { kind: "index", value: 1, calls: 1, samples: 1, apart: false }),
    ],
    ["mb", "mc"],
  );
  assert.deepEqual(
    live.topologies.map((one) => (one as { name: string }).name),
    ["best-single", "cascade-y", "index-none"],
  );
  assert.deepEqual((live.topologies[0] as { options: object }).options, { member: "b" });
  assert.deepEqual((live.topologies[1] as { options: object }).options, { order: ["b", "c"] });
  assert.deepEqual(live.remarks, [
    "best-single is mb, the best of those with a live name; the best of all, ma, has none.",
    "Left out: cheapest; without a live name: ma.",
    "Left out: vote-of-three; without a live name: ma.",
    "Left out: cascade-x; without a live name: ma.",
    "cascade-y goes on without ma.",
    "Left out: agreement; without a live name: ma.",
    "index-none goes on without ma.",
  ]);
  assert.deepEqual(entries([arm("index, none", { kind: "index", value: 1, calls: 1, samples: 1, apart: false })], []).remarks, [
    "Left out: index-none; without a live name: ma, mb, mc.",
  ]);
  assert.deepEqual(entries([best], ["ma"]).remarks, []);
});

const settings: DecideSettings = {
  train: 0.5,
  splits: 1,
  seed: "1",
  values: [10],
  checkers: [{ name: "none", wish: { kind: "none" } }],
  assumed: { models: new Map() },
};

test("what decide counts for a written run is said, and what the run does otherwise: checkers that err, draws, verdicts that cost or are on record", () => {
  const result = (passed: number, cost: number) => ({
    item: { id: "1", category: "c" },
    passed,
    cost,
    calls: 1,
    verdicts: 0,
    falseAccepts: 0,
  });
  const scored = { ...best, results: [result(1, 0.002), result(0.5, 0.004)] };
  const of = (...cells: string[][]) =>
    evidenceOf(
      cells.flatMap((answers, m) =>
        answers.map((answer, sample) => ({ item: "1", category: "c", member: `m${m}`, sample, passed: true, answer })),
      ),
    );
  const kept = new Map([["best-single", scored]]);
  const once = of(["4"], ["5"]);
  assert.deepEqual(writtenRemarks({ evidence: once, kept, settings }), [
    "On the half `score` decide counts: best-single 75.0% at $0.00300.",
    "Every policy here goes by what was learnt on the half `choose`, and decides as decide counted it. Its other figures are means over other halves.",
  ]);
  // An empty answer matters to a vote alone, and a vote where there is one.
  const [vote, blank] = [new Map([["vote-of-three", scored]]), of(["4"], [""])];
  const many = (table: typeof once, whose: typeof kept): number => writtenRemarks({ evidence: table, kept: whose, settings }).length;
  assert.deepEqual([many(blank, kept), many(once, vote), many(blank, vote)], [2, 2, 3]);
  const wish = (kind: "assumed" | "column", price: number) =>
    kind === "column" ? { kind, column: "verdict", price } : { kind, sensitivity: 1, falseAccept: 0, price };
  const checkers = [
    ...settings.checkers,
    { name: "free", wish: wish("assumed", 0) },
    { name: ".90/.10", wish: wish("assumed", 0.002) },
    { name: "verdict", wish: wish("column", 0.003) },
  ];
  const more = new Map([
    ["vote-of-three", scored],
    ["index-x", { ...scored, checker }],
  ]);
  assert.deepEqual(writtenRemarks({ evidence: of(["4", "4"], [""]), kept: more, settings: { ...settings, checkers } }).slice(2), [
    "A checker errs by chance in a run, where decide takes the mean over its verdicts.",
    "A run draws one of several recorded attempts, where decide takes the mean over them.",
    "Where the best of the three gave no answer, a run breaks a tie of the others by chance; decide takes the better one's.",
    "Models have 1 to 2 attempts an item: here nobody is asked more often than once.",
    "No verdict is charged in this run: index weighs its price (.90/.10 $0.002, verdict $0.003) and pays none, a cascade neither, so their costs are lower than decide's by that price for each verdict.",
    "Checker verdict is here a checker with the rates that were measured on the half `choose`, drawn by chance: its recorded verdicts are not used.",
  ]);
});

test("goals and policies have their words", () => {
  const match = "at least the passes of the best single model, at the least cost";
  assert.deepEqual(
    [goalWords({}), goalWords({ goal: "match", worth: 1 }), goalWords({ worth: 0.5 }), goalWords({ goal: { budget: 0.1 } })],
    [match, match, "the most net value, a right answer being worth $0.5", "the most passes at $0.1 an item or less"],
  );
  const words = (setup: PolicySetup) => setupWords(setup, models);
  assert.deepEqual(
    [
      words({ kind: "single", member: 1 }),
      words({ kind: "vote", members: [0, 1, 2] }),
      words({ kind: "cascade", order: [2, 0] }),
      words({ kind: "agreement", order: [0], enough: 1 }),
      words({ kind: "index", value: 1, calls: 1, samples: 1, apart: false }),
    ],
    ["mb", "a vote of ma, mb, mc", "the cascade mc, ma", "agreement", "index"],
  );
});

test("a policy's row holds its means over the scored items, beside the best single model", () => {
  const result = (id: string, passed: number, cost: number) => ({
    item: { id, category: "c" },
    passed,
    cost,
    calls: 2,
    verdicts: 1,
    falseAccepts: 0.5,
  });
  const own = [result("1", 1, 3), result("2", 0, 1)];
  const single = [result("1", 0, 1), result("2", 0, 1)];
  const met = { ...arm("mine", { kind: "single", member: 1 }), met: false };
  const merged = {
    results: new Map([
      ["mine", own],
      ["best single", single],
    ]),
    runs: [[met], [arm("mine", { kind: "single", member: 0 })], [{ ...met, met: true }], [best]],
  };
  const row = rowOf("mine", merged, [{ value: 10 }, { value: 1 }]);
  assert.deepEqual(
    [
      row.passRate,
      row.cost,
      row.calls,
      row.verdicts,
      row.wrongAccepted,
      row.net,
      row.unmet,
      row.besideSingle.difference,
      row.besideSingle.same,
    ],
    [0.5, 2, 2, 1, 0.5, [3, -1.5], 1, 0.5, false],
  );
  assert.deepEqual(row.chosen, [
    { policy: "mb", splits: 2 },
    { policy: "ma", splits: 1 },
  ]);
  assert.deepEqual(
    [rowOf("best single", merged, []).besideSingle.same, rowOf("best single", merged, []).besideSingle.interval],
    [true, undefined],
  );
});

/** Items of both halves of a set, by the set's own rule. */
function itemsOf(set: string, choose: number, score: number): string[] {
  const ids = Array.from({ length: 400 }, (_, i) => `i${i}`);
  const of = (half: string, count: number) => ids.filter((id) => halfOf(set, id) === half).slice(0, count);
  return [...of("choose", choose), ...of("score", score)];
}

test("a decision is written as an experiment of the half to score on, and one of live members where live models are known", () => {
  const names = ["m one", "m/one", "other"];
  const items = itemsOf("set", 6, 4);
  const table = (some: readonly string[]) => ({
    evidence: evidenceOf(
      some.flatMap((item, i) => names.map((member, m) => outcome(item, "c", member, (i + m) % 2 === 0, 0.001 * (m + 1)))),
    ),
    answers: false,
    notes: [],
  });
  const from = { suite: "recorded/set.csv", set: "set", tasks: "tasks.yaml", live: new Map<string, { model: string }>() };
  const assumed = { all: 0.5, models: new Map([["other", 0.25]]) };
  const plain = decidedExperiments(table(items), { ...settings, assumed, goal: { budget: 0.1 } }, from);
  assert.deepEqual([...plain.files.keys()], ["experiment.yaml"]);
  const text = plain.files.get("experiment.yaml") ?? "";
  assert.match(
    text,
    /^# Made by catallaxy decide\. It runs as it stands: `catallaxy run experiment\.yaml`\.\n# On the half `score` decide counts: best-single 50\.0% at /,
  );
  const written = parse(text) as { [name: string]: unknown; topologies: { name: string }[]; members: object[] };
  assert.deepEqual(
    [written["name"], written["description"], written["suite"], written["verifier"], written["baseline"]],
    [
      "decided/set",
      "Chosen on the half `choose` for the most passes at $0.1 an item or less; runs on the other.",
      "recorded/set.csv",
      "none",
      "best-single",
    ],
  );
  assert.deepEqual(written["world"], { items: "score", prices: { other: 0.25 }, missingCost: 0.5 });
  assert.deepEqual(written.members, [
    { name: "m-one", model: "recorded/set/m one" },
    { name: "m-one-2", model: "recorded/set/m/one" },
    { name: "other", model: "recorded/set/other" },
  ]);
  assert.equal(written.topologies[0]?.name, "best-single");
  // So many of the cheapest attempts as a right answer is worth: 10 x $0.001.
  assert.ok(Math.abs(Number(written["value"]) - 0.01) < 1e-12);

  const live = decidedExperiments(table(items), settings, {
    ...from,
    live: new Map([
      ["other", { model: "openai/gpt-5" }],
      ["m/one", { model: "x/y" }],
    ]),
  });
  assert.deepEqual([...live.files.keys()], ["experiment.yaml", "live.yaml", "serve.yaml"]);
  const called = parse(live.files.get("live.yaml") ?? "") as { [name: string]: unknown };
  assert.deepEqual(
    [called["name"], called["suite"], called["members"]],
    [
      "live/set",
      "tasks.yaml",
      [
        { model: "x/y", name: "m-one-2" },
        { model: "openai/gpt-5", name: "other" },
      ],
    ],
  );
  assert.equal(live.remarks.get("live.yaml")?.[0], "Without a live name, and left out: m one.");
  assert.match(live.remarks.get("live.yaml")?.at(-1) ?? "", /^A verifier of kind noisy stands for your checker/);
  const all = new Map(names.map((name) => [name, { model: `x/${name}` }]));
  assert.doesNotMatch(
    decidedExperiments(table(items), settings, { ...from, live: all })
      .remarks.get("live.yaml")
      ?.join("\n") ?? "",
    /Without a live name/,
  );
  const refused = (work: () => unknown, words: RegExp) =>
    assert.throws(work, (thrown: unknown) => thrown instanceof UserError && words.test(thrown.message));
  refused(
    () => decidedExperiments(table(items), settings, { ...from, live: new Map([["who", { model: "x/y" }]]) }),
    /--member names "who", who is no model of the table; there are m one, m\/one, other\./,
  );
  refused(
    () => decidedExperiments(table(itemsOf("set", 1, 3)), settings, from),
    /of set hold 1 and 3 of 4 items: too few for an experiment\. Leave --write out/,
  );
  refused(() => decidedExperiments(table(itemsOf("set", 2, 0)), settings, from), /hold 2 and 0 of 2 items/);
  assert.equal(decidedExperiments(table(itemsOf("set", 2, 1)), settings, from).files.size, 1);
});
