import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import type { RunRecord } from "../../ledger/index.ts";
import type { Json, Seat } from "../../types.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { differenceWords } from "./differences.ts";
import { environmentOf, keysFromFiles, variableNotes } from "./environment-of.ts";
import { openLedger } from "./fixtures/open-ledger.ts";
import { planOf, taskOf, topologyOf } from "./fixtures/plan-of.ts";
import { graderWords } from "./grader-words.ts";
import { memberNotes } from "./member-notes.ts";
import { likePriced, priceCard } from "./price-card.ts";
import { planRepeats, recordedRepeats, repeatsOf, repetitionsOf } from "./repeats.ts";
import { changedTasks, changeWords, keepTasks, oneChange, sidesWords, taskDigests } from "./stored-plan.ts";
import { keptFields, taskFields, taskRecord } from "./task-record.ts";
import { trialsOf } from "./plan.ts";
import { variantsOf, variantWords } from "./variants.ts";
import { verifierWords } from "./verifier-words.ts";

const recordOf = (tries: Readonly<Record<string, readonly number[]>>) => ({
  models: ["m", "n"],
  samples: (task: string, model: string) => tries[task]?.[model === "m" ? 0 : 1] ?? 0,
  outcomeOf: () => undefined,
});
const ids = (...names: string[]) => names.map((id) => ({ id }));

test("a recorded task is run as often as brings every try to the front alike, or where that is too often as the most tried model", () => {
  const of = (tries: Parameters<typeof recordOf>[0], wanted?: number) => [
    ...recordedRepeats(ids(...Object.keys(tries)), recordOf(tries), wanted),
  ];
  assert.deepEqual(of({ a: [4, 6], b: [3, 0], c: [59, 2], d: [60, 1], e: [0, 0] }), [
    ["a", 12],
    ["b", 3],
    ["c", 59],
    ["d", 60],
    ["e", 1],
  ]);
  assert.deepEqual(of({ a: [4, 6], b: [3, 1] }, 5), [
    ["a", 5],
    ["b", 3],
  ]);
});

test("a topology that learns goes through all tasks as often as the least tried one allows", () => {
  const counts = { repetitions: 6, repeats: { of: new Map([["a", 2]]), least: 2 } };
  const plain = { name: "plain", topology: {} };
  const learns = { name: "learns", topology: { memory: true } };
  assert.deepEqual([repeatsOf(counts, plain, "a"), repeatsOf(counts, plain, "b"), repeatsOf(counts, learns, "b")], [2, 6, 2]);
  assert.equal(repeatsOf({ repetitions: 3 }, learns, "a"), 3);
  const plan = { ...counts, topologies: [plain, learns] };
  assert.deepEqual(repetitionsOf(plan, "plain", "a"), [0, 1]);
  assert.deepEqual(repetitionsOf(plan, "@shadow", "a"), [0, 1, 2, 3, 4, 5]);
  const trials = trialsOf(
    planOf(["solo", topologyOf("learns", { topology: { ...topologyOf("learns").topology, memory: true } })], ["a", "b"], {
      repetitions: 3,
      repeats: { of: new Map([["a", 1]]), least: 1 },
    }),
  );
  assert.deepEqual(
    trials.map(({ id }) => id),
    ["solo/a/0", "solo/b/0", "solo/b/1", "solo/b/2", "learns/a/0", "learns/b/0"],
  );
});

test("how often recorded tasks are run is said, and why it is not what was asked for", () => {
  const of = (tries: Parameters<typeof recordOf>[0], wanted?: number) => planRepeats(ids(...Object.keys(tries)), recordOf(tries), wanted);
  assert.deepEqual(planRepeats(ids("a"), undefined, undefined), { repetitions: 1, notes: [] });
  assert.deepEqual(planRepeats(ids("a"), undefined, 4), { repetitions: 4, notes: [] });
  assert.deepEqual(of({ a: [1, 1] }), { repetitions: 1, notes: [] });
  assert.deepEqual(of({}), { repetitions: 1, notes: [] });
  const uneven = of({ a: [4, 2], b: [1, 1] });
  assert.deepEqual([uneven.repetitions, uneven.repeats?.least], [4, 1]);
  assert.deepEqual(uneven.notes, [
    "Every recorded try is used: each task is run 1 to 4 times, and weighs alike. A topology that learns goes through all of them once.",
  ]);
  assert.match(
    of({ a: [4, 2], b: [2, 2] }).notes[0] ?? "",
    /run 2 to 4 times, and weighs alike\. A topology that learns goes through all of them 2 times\.$/,
  );
  assert.deepEqual(of({ a: [4, 2] }).notes, ["Every recorded try is used: each task is run 4 times, and weighs alike."]);
  assert.deepEqual(of({ a: [4, 2] }, 4).notes, ["Every recorded try is used: each task is run 4 times, and weighs alike."]);
  assert.deepEqual(of({ a: [1, 1] }, 3).notes, [
    "No task is repeated more often than it was tried: 1 repetition at most, where 3 were asked for.",
  ]);
  assert.deepEqual(of({ a: [4, 2] }, 1).notes, [
    "Tasks were tried up to 4 times, and are run once, as `repetitions` says: leave it out to use every try.",
  ]);
  assert.match(of({ a: [4, 2] }, 3).notes[0] ?? "", /are run 3 times, as/);
});

test("a verifier's words are its kind, its rates and whom it asks", () => {
  for (const [spec, words] of [
    [{ kind: "noisy", falsePositive: 0.126, falseNegative: 0.2 }, "noisy 13%/20%"],
    [{ kind: "noisy" }, "noisy 0%/0%"],
    [{ kind: "self", samples: 3 }, "self x3"],
    [{ kind: "self" }, "self x1"],
    [{ kind: "panel", members: ["a", "b"] }, "panel of 2"],
    [{ kind: "rubric", member: "j" }, "rubric by j"],
    [{ kind: "oracle", member: "j" }, "oracle"],
    [{ kind: "none", member: "j" }, "none"],
    [{ kind: "rubric" }, "rubric"],
    [{ kind: "function" }, "function"],
    [{ kind: "exact", function: "x" }, "exact"],
  ] as const)
    assert.equal(verifierWords(spec), words);
  assert.equal(graderWords({ kind: "rubric", member: "j" }), "rubric by j");
  assert.match(graderWords({ kind: "exact", answer: "4" }), /^exact #[0-9a-f]{6}$/);
  assert.notEqual(graderWords({ kind: "exact", answer: "4" }), graderWords({ kind: "exact", answer: "5" }));
  assert.equal(graderWords({ kind: "oracle" }), "oracle");
});

test("every combination of values that are tried is a configuration, at most 256 of them", () => {
  assert.deepEqual(variantsOf("solo"), [{ options: undefined }]);
  assert.deepEqual(variantsOf({ use: "solo", options: { a: 1 } }), [{ options: { a: 1 } }]);
  assert.deepEqual(variantsOf({ use: "x", options: { a: 1 }, choose: { a: [2, 3], attempts: [1] } }), [
    { options: { a: 2 }, tried: { a: 2, attempts: 1 } },
    { options: { a: 3 }, tried: { a: 3, attempts: 1 } },
  ]);
  const values = Array.from({ length: 16 }, (_, i) => i);
  assert.equal(variantsOf({ use: "x", choose: { a: values, b: values } }).length, 256);
  assert.throws(
    () => variantsOf({ use: "x", choose: { a: values, b: [...values, 16] } }),
    /At most 256 configurations of a topology are tried; these are 272/,
  );
  assert.equal(
    variantWords({ order: ["a", "b"], by: "cost", threshold: 0.5, deep: { x: 1 } }),
    'order a > b, by cost, threshold 0.5, deep {"x":1}',
  );
});

test("of two values each field that differs is told with both sides", () => {
  assert.equal(differenceWords(1, 1), "");
  assert.equal(differenceWords(1, 2), "it was 1 and is now 2");
  assert.equal(
    differenceWords({ a: { b: 1 }, c: 2 }, { a: { b: 3 }, d: null }),
    "a.b was 1 and is now 3; c was 2 and is now nothing; d was nothing and is now null",
  );
  assert.equal(differenceWords({ a: [1, 2] }, { a: [1, 3] }), "a.1 was 2 and is now 3");
  assert.equal(differenceWords({ a: [1, 2] }, { a: [1] }), "a was [1,2] and is now [1]");
  assert.equal(differenceWords({ a: [1] }, { a: { 0: 1 } }), 'a was [1] and is now {"0":1}');
  assert.equal(differenceWords({ a: null }, { a: {} }), "a was null and is now {}");
  assert.equal(differenceWords({ a: 1, b: 2 }, { b: 2, a: 1 }), "");
});

test("of long texts the part is told in which they begin to differ, of long lists the beginning", () => {
  const [a, b] = ["a", "b"].map((end) => "x".repeat(79) + end);
  assert.equal(differenceWords(a ?? "", b ?? ""), `it was "${a}" and is now "${b}"`);
  // They are alike for 41 characters: 20 of them are shown.
  const long = (alike: number, rest: string) => "y".repeat(alike) + rest;
  assert.equal(
    differenceWords(long(41, "p".repeat(100)), long(41, "q")),
    `it was ..."${"y".repeat(20)}${"p".repeat(60)}"... and is now ..."${"y".repeat(20)}q"`,
  );
  assert.equal(
    differenceWords(long(40, "p".repeat(40)), long(40, "q".repeat(41))),
    `it was "${"y".repeat(40)}${"p".repeat(40)}" and is now "${"y".repeat(40)}${"q".repeat(40)}"...`,
  );
  // The shorter is where the longer begins.
  assert.equal(differenceWords("z".repeat(90), "z".repeat(50)), `it was ..."${"z".repeat(60)}" and is now ..."${"z".repeat(20)}"`);
  const list = (count: number): Json => Array.from({ length: count }, () => 1);
  // 150 ones and their commas are 301 characters with the brackets, 149 are 299.
  assert.equal(differenceWords(list(149), 1), `it was [${"1,".repeat(148)}1] and is now 1`);
  assert.equal(differenceWords(list(150), 1), `it was [${"1,".repeat(149)}1... and is now 1`);
});

test("a task's record holds its worth in dollars, its tags and what stands in it as values, long texts by their addresses", () => {
  assert.deepEqual(taskFields(taskOf("t", { value: 5e8, tags: [], meta: {} })), { ...taskOf("t"), worth: 0.5 });
  const typed = {
    yes: "True",
    no: "FALSE",
    nothing: "~",
    number: "-1.5e3",
    hex: "0x1f",
    octal: "0o17",
    big: "9007199254740993",
    text: "1 2",
    endless: "1e999",
    reference: "7",
    one: 7,
    list: ["2"],
    reference2: null,
  };
  assert.deepEqual(
    (taskFields(taskOf("t", { tags: ["a"], meta: { ...typed, deep: { reference: 7 } } })) as { tags: Json; meta: Json }).meta,
    {
      yes: true,
      no: false,
      nothing: null,
      number: -1500,
      hex: 31,
      octal: 15,
      big: "9007199254740993",
      text: "1 2",
      endless: "1e999",
      reference: "7",
      one: 7,
      list: [2],
      reference2: null,
      deep: { reference: "7" },
    },
  );
  const kept = new Map<string, string>();
  const { store, ledger } = openLedger();
  const text = (length: number) => taskOf("t", { prompt: "x".repeat(length) });
  const record = taskRecord(text(1001), (part) => void kept.set(ledger.put(part), part));
  assert.deepEqual([...kept.values()], ["x".repeat(1001)]);
  assert.deepEqual(record, { ...taskOf("t"), prompt: { body: [...kept.keys()][0] } });
  assert.deepEqual(
    keptFields(record, (address) => ledger.body(address)),
    taskFields(text(1001)),
  );
  assert.deepEqual(taskRecord(text(1000)), taskFields(text(1000)));
  // What is not kept stays as it is; an object with more than a body is none.
  assert.deepEqual(
    keptFields(record, () => undefined),
    record,
  );
  assert.deepEqual(
    keptFields({ body: 7, other: [{ body: "a", more: 1 }] }, () => "kept"),
    { body: 7, other: [{ body: "a", more: 1 }] },
  );
  store.close();
});

test("a suite that changed is told task by task, with both sides where the run kept them", () => {
  const { store, ledger } = openLedger();
  const [before, now] = [
    ["a", "b", "c"],
    ["b", "c", "d"],
  ].map((names, at) =>
    planOf(
      [],
      names.map((id) => taskOf(id, id === "b" && at === 1 ? { prompt: "Sing b." } : {})),
    ),
  );
  assert.ok(before !== undefined && now !== undefined);
  keepTasks(before, ledger);
  const record = { config: { tasks: taskDigests(before) } } as unknown as RunRecord;
  const kept = (address: string) => ledger.body(address);
  const changes = changedTasks(record, now, kept);
  assert.deepEqual(changes, [
    { task: "b", change: "changed", sides: 'prompt was "Say b." and is now "Sing b."' },
    { task: "d", change: "added" },
    { task: "a", change: "removed" },
  ]);
  assert.deepEqual(changedTasks(record, now)[0], { task: "b", change: "changed" });
  assert.deepEqual(changedTasks(record, before, kept), []);
  assert.equal(changeWords(changes), "b changed; d added; a removed");
  assert.equal(sidesWords(changes), '\n  b: prompt was "Say b." and is now "Sing b."\n');
  assert.equal(sidesWords(changes.slice(1)), "");
  assert.equal(oneChange({ task: "x", change: "added" }), "x added");
  const many = Array.from({ length: 10 }, (_, i) => ({ task: `t${i}`, change: "changed", sides: `s${i}` }) as const);
  assert.equal(
    changeWords(many),
    `${many
      .slice(0, 8)
      .map(({ task }) => `${task} changed`)
      .join("; ")}; and 2 more`,
  );
  assert.equal(changeWords(many.slice(0, 8)).includes("more"), false);
  assert.equal(sidesWords(many).trim().split("\n").length, 8);
  store.close();
});

const member = (change: Partial<MemberEntry>): MemberEntry => ({ name: "a", model: "openai/gpt-5", ...change });
const experimentOf = (members: readonly MemberEntry[], change: object = {}) =>
  ({ members, judges: [], repetitions: 1, ...change }) as unknown as Experiment;
const seat = (name: string, change: object = {}, seatChange: object = {}): Seat => ({
  name,
  model: { ...fake(["x"], { id: `fake/${name}`, world: "live" }), ...change },
  ...seatChange,
});

test("settings of members that change nothing are told, with what the member is", () => {
  const of = (entry: Partial<MemberEntry>, model: object) => memberNotes(experimentOf([member(entry)]), [seat("a", model)]);
  assert.deepEqual(of({ temperature: 1, baseUrl: "http://x" }, { world: "simulated" }), [
    '`temperature`, `baseUrl` of the member "a" have no effect: it is a simulated model.',
  ]);
  assert.deepEqual(of({ seed: 1 }, { world: "recorded" }), ['`seed` of the member "a" has no effect: it is a recorded model.']);
  assert.deepEqual(of({ seed: 1 }, { composite: true }), [
    '`seed` of the member "a" has no effect: it is a firm, whose own members have theirs.',
  ]);
  // A live one has use for all; a stand-in's address is its live model's.
  assert.deepEqual(of({ seed: 1, baseUrl: "http://x" }, {}), []);
  assert.deepEqual(of({ embedded: "simulated/large", baseUrl: "http://x" }, { world: "simulated" }), []);
  assert.deepEqual(of({}, { world: "simulated" }), []);
  assert.deepEqual(memberNotes(experimentOf([member({ name: "b", seed: 1 })]), [seat("a", { world: "simulated" })]), []);
});

test("models of one id that are several are told apart, secrets that are written down are pointed at, and seeds that repeat are warned of", () => {
  const two = [
    seat("a", { id: "x", identity: "1", address: "http://one" }),
    seat("b", { id: "x", identity: "2", address: undefined }),
    seat("c", { id: "y", identity: "3" }),
  ];
  assert.deepEqual(memberNotes(experimentOf([]), two), [
    '"x" is more than one model here, by address, settings or price, and no answer is shared between them: a (http://one), b (the provider\'s own address).',
  ]);
  assert.deepEqual(memberNotes(experimentOf([]), [two[0] ?? assert.fail(), seat("b", { id: "x", identity: "1" })]), []);
  const settings = { headers: { Authorization: "Bearer abc", "X-Team": "blue" }, query: { api_key: "abc", page: 1 } };
  assert.deepEqual(memberNotes(experimentOf([member({ settings })]), []), [
    'settings.headers.Authorization, query.api_key of the member "a" may be secret and is kept with the run: write ${NAME} and set NAME.',
  ]);
  assert.deepEqual(memberNotes(experimentOf([member({ settings: { headers: { Authorization: "Bearer ${KEY}" } } })]), []), []);
  const seeded = [seat("a", {}, { sampling: { seed: 1 } })];
  const again = "A member's own `seed` is the same in every repetition: a provider that keeps to it may give the same answer each time.";
  assert.deepEqual(memberNotes(experimentOf([], { repetitions: 2 }), seeded), [again]);
  for (const [change, seats] of [
    [{ repetitions: 1 }, seeded],
    [{ repetitions: undefined }, seeded],
    [{ repetitions: 2 }, [seat("a", { world: "simulated" }, { sampling: { seed: 1 } })]],
    [{ repetitions: 2 }, [seat("a")]],
  ] as const)
    assert.deepEqual(memberNotes(experimentOf([], change), seats), []);
});

test("variables come from the process, then the experiment's file, and no file leads calls elsewhere", () => {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-variables-"));
  const file = join(folder, ".env");
  writeFileSync(
    file,
    "\uFEFFOPENAI_API_KEY=from-file\nSET=file\nEMPTY=file\nHTTPS_PROXY=http://evil\nOPENAI_BASE_URL=http://evil\nNODE_OPTIONS=--x\nMY_ENDPOINT=e\nTEAM=blue\n",
  );
  const found = environmentOf({ SET: "process", EMPTY: "" }, file);
  assert.deepEqual(
    ["SET", "EMPTY", "OPENAI_API_KEY", "TEAM", "HTTPS_PROXY", "OPENAI_BASE_URL"].map((name) => found.environment[name]),
    ["process", "", "from-file", "blue", undefined, undefined],
  );
  assert.deepEqual([...found.from.keys()], ["OPENAI_API_KEY", "TEAM"]);
  assert.deepEqual([...found.passedOver.keys()], ["HTTPS_PROXY", "MY_ENDPOINT", "NODE_OPTIONS", "OPENAI_BASE_URL"]);
  const shown = relative(".", file);
  const members = (entry: Partial<MemberEntry>) => ({ members: [member(entry)], judges: [] });
  assert.deepEqual(variableNotes(found, members({})), [
    `Keys: OPENAI_API_KEY from ${shown}.`,
    `HTTPS_PROXY, MY_ENDPOINT, NODE_OPTIONS, OPENAI_BASE_URL in ${shown} are not used: where calls go and whom they trust is told by no file of variables. Set them in the environment.`,
  ]);
  assert.match(
    variableNotes({ ...found, passedOver: new Map([["A_PROXY", file]]) }, members({})).at(-1) ?? "",
    /^A_PROXY in \S+ is not used: .* Set it in/,
  );
  assert.deepEqual(keysFromFiles(found), [`OPENAI_API_KEY from ${shown}`]);
  assert.deepEqual(keysFromFiles(found, members({ model: "anthropic/claude" })), []);
  assert.deepEqual(keysFromFiles(found, members({ apiKeyEnv: "TEAM" })), [`TEAM from ${shown}`]);
  const settings = { headers: { "X-Team": "${TEAM}" }, query: { page: 1, key: "${OPENAI_API_KEY}" } };
  assert.deepEqual(keysFromFiles(found, members({ model: "anthropic/claude", settings })), [`OPENAI_API_KEY, TEAM from ${shown}`]);
  assert.deepEqual(environmentOf({ A: "1" }, join(folder, "gone")).environment["A"], "1");
  // A file of a million bytes is read, a longer one and a folder are refused.
  writeFileSync(file, `A=${"x".repeat(999_998)}`);
  assert.equal(environmentOf({}, file).environment["A"]?.length, 999_998);
  writeFileSync(file, `A=${"x".repeat(999_999)}`);
  assert.throws(() => environmentOf({}, file), /wanted at most 1000000 bytes in one file, got 1000001/);
  assert.throws(() => environmentOf({}, folder), /wanted a file, got a folder/);
  rmSync(folder, { recursive: true });
});

test("a card has a model's price, its batch price and its cache rules, by the book or by the experiment's own", () => {
  const booked = priceCard("openai/gpt-5");
  assert.ok(booked.ok);
  const { card } = booked;
  assert.deepEqual([card.model, card.matched, typeof card.book, typeof card.page], ["openai/gpt-5", card.price.id, "string", "string"]);
  assert.ok(
    card.price.input > 0 && card.price.output > card.price.input && (card.batch === undefined || card.batch.input < card.price.input),
  );
  const own = priceCard("openai/gpt-5", { price: { input: 1, output: 2 }, cache: "none" });
  assert.ok(own.ok);
  assert.deepEqual(
    [own.card.price.input, own.card.price.output, own.card.cache.id, own.card.book, own.card.page, own.card.batch],
    [1, 2, "none", undefined, undefined, undefined],
  );
  const strange = priceCard("openai/gpt-5", { cache: "no such rules" });
  assert.ok(strange.ok && strange.card.cache === card.cache);
  assert.equal(priceCard("nobody/knows-this").ok, false);
  // One letter is missing, with and without the provider; nothing is like noise.
  assert.equal(likePriced("openai/gpt5")[0]?.startsWith("openai/gpt-5"), true);
  assert.equal(
    likePriced("gpt5").some((id) => id.endsWith("/gpt-5")),
    true,
  );
  assert.equal(likePriced("openai/gpt-5", 2).length, 2);
  assert.equal(likePriced("openai/gpt-5")[0], "openai/gpt-5");
  assert.deepEqual(likePriced("qqqqqqqqqqqqzzzzzzzz"), []);
  // As many letters may differ as half of the name has, and three at least; what is as near is listed by name.
  const noisy = likePriced(`openai/gpt-5${"#".repeat(12)}`);
  assert.deepEqual([noisy.length, noisy], [5, noisy.toSorted()]);
  assert.deepEqual(likePriced(`openai/gpt-5${"#".repeat(13)}`), []);
  assert.deepEqual([likePriced("o3zzz"), likePriced("o3zzzz")], [["openai/o3"], []]);
});
