import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openStore, type Store } from "../../ledger/index.ts";
import type { Fact, Json } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { noUsage } from "../../util/money.ts";
import { plainJson } from "../../util/plain-json.ts";
import { check } from "../experiment/load-experiment.ts";
import { callOf, endOf, gradeOf } from "../plan/fixtures/plan-of.ts";
import { type FittedOutcomes, fitOutcomes, fittedWorld, runRows } from "./fit-outcomes.ts";
import { importRun, importTable } from "./import-outcomes.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-outcomes-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const experiment = check(
  {
    suite: "inline",
    tasks: [{ id: "t", prompt: "p", grader: { kind: "exact", answer: "1" } }],
    members: [{ name: "a", model: "simulated/small" }],
    topologies: ["solo"],
    verifier: "none",
  },
  "made",
);
type Trial = readonly [trial: string, facts: (put: (body: Json) => string) => readonly Fact[]];
/** A run whose trials noted what is given here. */
function runOf(trials: readonly Trial[], world: "live" | "simulated" = "live"): Store {
  const store = openStore(":memory:");
  const config = { experiment: plainJson(experiment), live: false } as Json;
  store.create({ id: "made", experiment: "made", config, state: "interrupted", world, seed: "1", created: "" });
  const ledger = store.ledger("made");
  for (const [trial, facts] of trials)
    for (const fact of facts((body) => ledger.put(body))) {
      const noted = fact.type === "call" ? { ...fact, ask: ledger.put({ messages: [], maxTokens: 1 }) } : fact;
      if (noted.type === "call") {
        const { key, model, member, purpose, cost, usage, ms, ask, failure } = noted;
        ledger.open({ key, model, trial, member, purpose, hold: cost, ask });
        const ended = failure === undefined ? ({ ok: true, text: "", stop: "end" } as const) : ({ ok: false, failure } as const);
        ledger.close(key, { ...ended, usage, cost, ms });
      }
      ledger.append({ trial, span: "", at: 0 }, noted);
    }
  return store;
}
const started = (task: string, category = "c"): Fact => ({ type: "trial-start", topology: "solo", task, category, repetition: 0 });
/** One try that became the answer and was graded. */
const graded = (item: string, member: string, passed: boolean, category = "c"): Trial => [
  `${member}/${item}/0`,
  (put: (body: Json) => string) => [
    started(item, category),
    callOf(`${member} ${item}`, {
      member,
      cost: 90_000,
      ms: 7,
      usage: { ...noUsage, uncached: 50, output: 10 },
      reply: put({ text: `${member} says ${item}` }),
    }),
    gradeOf({ passed, score: Number(passed) }),
    endOf({ answer: put(`${member} says ${item}`), by: member }),
  ],
];

test("a run becomes a table of its attempts, with who was right by whose word, and what was left out", async () => {
  const trials: readonly Trial[] = [
    graded("t1", "a", true),
    [
      "b/t2/0",
      (put: (body: Json) => string) => [
        started("t2", "d"),
        callOf("first", { member: "b", reply: put({ text: "wrong" }) }),
        { type: "verdict", member: "b", passed: false, score: 0, why: "", answer: put("wrong") },
        callOf("second", { member: "b", purpose: "retry", reply: put({ text: "unheard" }) }),
        callOf("third", { member: "b", reply: put({ text: "" }), failure: { code: "provider", message: "gone" } }),
        endOf({ state: "failed" }),
      ],
    ],
  ];
  const store = runOf(trials);
  const { lines, items, models, notes } = await importRun(store, "made");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    [
      {
        item: "t1",
        category: "c",
        model: "a",
        sample: 0,
        passed: 1,
        cost_usd: 0.00009,
        input_tokens: 50,
        output_tokens: 10,
        latency_ms: 7,
        answer: "a says t1",
      },
      {
        item: "t2",
        category: "d",
        model: "b",
        sample: 0,
        passed: 0,
        accepted: 0,
        cost_usd: 0,
        input_tokens: 0,
        output_tokens: 0,
        latency_ms: 1,
        answer: "wrong",
      },
    ],
  );
  assert.deepEqual([items, models], [2, ["a", "b"]]);
  assert.deepEqual(notes, [
    "1 of 2 attempts became no answer and were never graded: right or wrong is the verifier's word there.",
    "Left out: 1 attempt that nobody graded or judged. What is picked is likelier to be right, so that rates of who is picked from may come out too high; who works alone, and `shadow`, are graded whole.",
  ]);
  store.close();
  const plain = runOf([graded("t1", "a", true)]);
  assert.deepEqual((await importRun(plain, "last")).notes, []);
  plain.close();
  const simulated = runOf([graded("t1", "a", true)], "simulated");
  assert.deepEqual((await importRun(simulated, "made")).notes, [
    "The run's models are simulated: what is decided on it holds of them alone.",
  ]);
  simulated.close();
  const empty = runOf([["solo/t/0", () => [started("t"), endOf({ state: "failed" })]]]);
  await assert.rejects(importRun(empty, "made"), (error) => error instanceof UserError && error.message.endsWith("; run made holds none."));
  empty.close();
});

test("another's table keeps its columns, ours by theirs, and has to be one of outcomes", async () => {
  const file = join(folder, "theirs.csv");
  writeFileSync(file, "question,llm,correct,extra\nq1,x,1,one\nq1,y,0,\nq2,x,1,two\n");
  const names = new Map([
    ["item", "question"],
    ["model", "llm"],
    ["passed", "correct"],
  ]);
  const { lines, items, models, notes } = await importTable(file, names);
  assert.deepEqual([items, models, notes], [2, ["x", "y"], []]);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    [
      { item: "q1", model: "x", passed: "1", extra: "one" },
      { item: "q1", model: "y", passed: "0", extra: "" },
      { item: "q2", model: "x", passed: "1", extra: "two" },
    ],
  );
  await assert.rejects(importTable(file, new Map()), UserError);
});

const none = async () => undefined;
/** Two members on so many items in two categories; "a" is right on all but each fifth, "b" on each third. */
const trialsOn = (items: number, categories = 2) =>
  Array.from({ length: items }, (_, n) => [
    graded(`t${n}`, "a", n % 5 !== 0, `c${n % categories}`),
    graded(`t${n}`, "b", n % 3 === 0, `c${n % categories}`),
  ]).flat();

test("a world is fitted to a run and to the table made of it alike", async () => {
  const store = runOf(trialsOn(24));
  const run = await fitOutcomes("made", async () => store);
  assert.deepEqual([run.source, run.kind, run.outcomes, run.items, run.models, run.pooled], ["made", "run", 48, 24, 2, false]);
  assert.deepEqual((await runRows(store, "made")).slice(0, 2), [
    { item: "t0", category: "c0", model: "a", passed: false },
    { item: "t0", category: "c0", model: "b", passed: true },
  ]);
  const file = join(folder, "made.jsonl");
  writeFileSync(file, `${(await importRun(store, "made")).lines.join("\n")}\n`);
  const table = await fitOutcomes(file, none);
  // Whatever the name of a file, it is one.
  const other = join(folder, "made.ndjson");
  copyFileSync(file, other);
  assert.equal((await fitOutcomes(other, none)).kind, "file");
  assert.deepEqual([table.kind, table.outcomes, table.fit.parameters], ["file", 48, run.fit.parameters]);
  assert.deepEqual(run.fit.parameters.skills.map(({ model, category }) => `${model} ${category}`).toSorted(), [
    "a c0",
    "a c1",
    "b c0",
    "b c1",
  ]);
  store.close();
});

test("with fewer than twelve items per category all categories are one", async () => {
  for (const [items, categories, pooled] of [
    [24, 2, false],
    [23, 2, true],
    [20, 1, false],
  ] as const) {
    const store = runOf(trialsOn(items, categories));
    const found = await fitOutcomes("made", async () => store);
    const wanted = pooled ? ["all"] : Array.from({ length: categories }, (_, n) => `c${n}`);
    assert.deepEqual([found.pooled, [...new Set(found.fit.parameters.skills.map(({ category }) => category))]], [pooled, wanted]);
    store.close();
  }
});

test("what cannot be fitted is refused with what was found, and what is nowhere with what there is", async () => {
  const store = runOf(trialsOn(19));
  const refused = (wanted: string, open: () => Promise<Store | undefined>, words: RegExp) =>
    assert.rejects(fitOutcomes(wanted, open), (error) => error instanceof UserError && words.test(error.message));
  await refused("made", async () => store, /^The world cannot be fitted to made: A fit needs two models and twenty items; got 2 and 19\./);
  await refused(
    "nowhere",
    none,
    /^Wanted a run, a recorded set \(.*lifeeval_confidence.*\) or a file of outcomes; got "nowhere", and there is no ledger\.$/,
  );
  await refused("gone", async () => store, /gone/);
  await refused(join(folder, "gone.csv"), none, /gone\.csv/);
  store.close();
});

test("a fit is written as settings of a world: skills in units of a try's shock, to four digits", () => {
  const skill = (model: string, category: string, estimate: number) => ({ model, category, estimate, standardError: 0 });
  const fit = {
    parameters: { skills: [skill("x", "c", 1), skill("y", "c", -0.5), skill("x", "d", 0.25)] },
    world: { unit: 1.5, errors: { shared: 0, retry: 0.123456 } },
  };
  // 1 / 1.5, -0.5 / 1.5 and 0.25 / 1.5.
  assert.deepEqual(fittedWorld({ fit } as unknown as FittedOutcomes), {
    population: [
      { id: "simulated/x", family: "x", skill: { c: 0.6667, d: 0.1667 } },
      { id: "simulated/y", family: "y", skill: { c: -0.3333 } },
    ],
    errors: { shared: 0, retry: 0.1235 },
  });
});
