import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../../calls/fake-desk.ts";
import { fake } from "../../models/fake.ts";
import type { JudgeSpec, Seat } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { standIn } from "../../util/kept-answer.ts";
import { keepFunction } from "../../util/functions.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { destinationWords, type SentAsk } from "./destinations.ts";
import { planOf, taskOf, topologyOf } from "./fixtures/plan-of.ts";
import { makePlan } from "./make-plan.ts";
import { chooseIds, leaves, readingOnly, specOf, unpricedMembers, worldOf } from "./open-members.ts";
import { pinNotes } from "./pinned-prices.ts";
import { checkGrader, checkJudges, graderOf, graderSpec, verifierOf } from "./plan-judges.ts";
import { likePriced } from "./price-card.ts";
import { unrunnable } from "./unrunnable.ts";

const refused = (work: () => unknown, words: RegExp) =>
  assert.throws(work, (error: unknown) => error instanceof UserError && words.test(error.message));
const member = (change: Partial<MemberEntry>): MemberEntry => ({ name: "a", ...change });
const firm = (...members: MemberEntry[]): MemberEntry => member({ name: "firm", firm: { topology: "solo", members } });
const experimentOf = (members: readonly MemberEntry[], judges: readonly MemberEntry[] = []) =>
  ({ members, judges }) as unknown as Experiment;

test("members with two models are live where each has its key, and a run goes on as it began", () => {
  const both = (name: string, apiKeyEnv?: string) =>
    member({ name, model: "openai/gpt-5", embedded: "simulated/large", ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }) });
  const experiment = experimentOf(
    [
      both("a"),
      firm(both("b", "MINE")),
      member({ model: "openai/gpt-5", apiKeyEnv: "OTHER" }),
      member({ embedded: "simulated/x", apiKeyEnv: "LAST" }),
    ],
    [both("c")],
  );
  assert.deepEqual(chooseIds(experiment, {}), { live: false, wanted: ["OPENAI_API_KEY", "MINE"] });
  const keys = { OPENAI_API_KEY: "x", MINE: "y" };
  assert.deepEqual(chooseIds(experiment, keys), { live: true, wanted: ["OPENAI_API_KEY", "MINE"] });
  assert.equal(chooseIds(experiment, { MINE: "y" }).live, false);
  assert.equal(chooseIds(experiment, keys, false).live, false);
  assert.equal(chooseIds(experiment, {}, false).live, false);
  assert.equal(chooseIds(experiment, keys, true).live, true);
  assert.equal(chooseIds(experiment, readingOnly, true).live, true);
  refused(() => chooseIds(experiment, {}, true), /^This run began with live models\. Set OPENAI_API_KEY, MINE and try again\.$/);
  // A server of one's own wants no key.
  assert.deepEqual(chooseIds(experimentOf([member({ model: "compatible/x", embedded: "simulated/large" })]), {}), {
    live: true,
    wanted: [],
  });
});

const own = keepFunction("own", () => "x");
const seat = (id: string, world: "live" | "simulated" | "recorded" = "live", name = id): Seat => ({
  name,
  model: fake(["x"], { id, world }),
});

test("a run's world is that of all who answer, functions' where none of them says with a price that it costs", () => {
  const free = [member({ model: own, price: "free" }), member({ model: own })];
  assert.equal(worldOf([seat(own)], free), "functions");
  assert.equal(worldOf([seat(own)], [member({ model: own, price: { input: 1, output: 2 } })]), "live");
  assert.equal(worldOf([seat(own), seat("x/y")], []), "live");
  assert.equal(worldOf([seat("x", "simulated")], []), "simulated");
  assert.equal(worldOf([seat("x", "simulated"), seat("y", "recorded")], []), "mixed");
  assert.equal(worldOf([], []), "mixed");
  const leaf = member({ name: "inner", model: own });
  assert.deepEqual(
    leaves([firm(leaf, firm(member({ name: "deep" }))), member({ name: "out" })]).map(({ name }) => name),
    ["inner", "deep", "out"],
  );
  assert.deepEqual(
    unpricedMembers(
      experimentOf([firm(leaf), member({ name: "priced", model: own, price: "free" }), member({ model: "openai/x" })], [leaf]),
    ),
    ["inner"],
  );
  assert.deepEqual(specOf(member({ baseUrl: "http://x", price: "free" }), "m"), { model: "m", baseUrl: "http://x", price: "free" });
});

const plain = {
  suite: "inline",
  tasks: [{ id: "t", prompt: "Say 1.", grader: { kind: "exact", answer: "1" }, meta: { reference: "1" } }],
  topologies: ["solo"],
  verifier: "none",
};
const planned = (members: readonly object[], environment: Record<string, string> = {}) =>
  makePlan({ ...check({ ...plain, members }, "p"), name: "p" }, environment);
const rejected = (members: readonly object[], words: RegExp) =>
  assert.rejects(planned(members), (error) => error instanceof UserError && words.test(error.message));

test("a member brings its words and its sampling to every ask, and one that cannot be opened is refused with its place", async () => {
  const [one, bare] =
    (
      await planned([
        {
          name: "a",
          model: "simulated/large",
          system: "Be brief.",
          systemPlace: "last",
          temperature: 0,
          topP: 0.5,
          stop: "END",
          seed: 7,
          cache: "none",
        },
        { name: "b", model: "simulated/small" },
      ])
    ).topologies[0]?.seats ?? [];
  assert.deepEqual(
    [one?.system, one?.systemPlace, one?.sampling, one?.model.cache],
    ["Be brief.", "last", { temperature: 0, topP: 0.5, stop: ["END"], seed: 7 }, "none"],
  );
  assert.deepEqual([bare?.system, bare?.sampling, "cache" in (bare?.model ?? {})], [undefined, undefined, bare?.model.cache !== undefined]);
  const large = { name: "a", model: "simulated/large" };
  await rejected([large, large], /Two members are named "a"\. Give each member a name of its own/);
  await rejected([{ ...large, cache: "nun" }], /Wanted cache rules by id for the member "a"; got "nun"\. Did you mean "none"/);
  await rejected([{ name: "a" }], /model/);
  await rejected(
    [{ name: "a", firm: { topology: "solo", options: { member: "nobody" }, members: [large] } }],
    /The firm "a" wants the member "nobody"|nobody/,
  );
});

test("a server of one's own without address or price is refused with what to write, in the file and on the command line", async () => {
  const told = async (change: object, words: RegExp) => rejected([{ name: "a", model: "compatible/m", ...change }], words);
  await told(
    {},
    /^The member "a" \(compatible\/m\) has no address and no price\. Write:\n {2}in the file:\n {4}- name: a\n {6}model: compatible\/m\n {6}baseUrl: "http:\/\/127\.0\.0\.1:11434\/v1"\n {6}price: free\n {2}on the command line:\n {4}--member a=compatible\/m@http:\/\/127\.0\.0\.1:11434\/v1,price=free\nA price is dollars/,
  );
  await told({ baseUrl: "http://127.0.0.1:4000/v1" }, /has no price\. Write:[\s\S]*baseUrl: "http:\/\/127\.0\.0\.1:4000\/v1"/);
  await told(
    { price: { input: 0.5, output: 2 } },
    /has no address\. Write:[\s\S]*price: \{ input: 0\.5, output: 2 \}\n[\s\S]*price=0\.5\/2$/,
  );
  await told({ price: "free" }, /has no address\. Write:[\s\S]*price: free\n[\s\S]*,price=free$/);
  await told(
    { model: "compatible/http://127.0.0.1:4000/v1", price: "free" },
    /has an address where the name of its model belongs\. Write:[\s\S]*model: compatible\/<model>\n {6}baseUrl: "http:\/\/127\.0\.0\.1:4000\/v1"/,
  );
  assert.equal((await planned([{ name: "a", model: "compatible/m", baseUrl: "http://127.0.0.1:4000/v1", price: "free" }])).world, "live");
});

const asks = (change: Partial<SentAsk>): SentAsk => ({
  name: "a",
  seat: "a",
  role: "member",
  model: "m",
  host: "h",
  how: "with no key",
  apart: "",
  ...change,
});

test("where asks go is said host by host, with whose key, what is alike once", () => {
  assert.deepEqual(destinationWords([]), []);
  assert.deepEqual(destinationWords([asks({}), asks({ seat: "firm", role: "judge" })]), ["a asks m at h, with no key."]);
  assert.deepEqual(destinationWords([asks({}), asks({ name: "b" }), asks({ name: "c", host: "i" })]), [
    "a and b ask m at h, with no key.",
    "c asks m at i, with no key.",
  ]);
  assert.deepEqual(destinationWords([asks({}), asks({ name: "b", model: "n" }), asks({ name: "c" })]), [
    "a (m), b (n) and c (m) ask at h, with no key.",
  ]);
  const apart = "; marks are taken apart";
  assert.deepEqual(destinationWords([asks({ apart }), asks({ name: "b", how: "with the key in K", apart })]), [
    `At h: a (m), with no key; b (m), with the key in K${apart}.`,
  ]);
  assert.deepEqual(destinationWords([asks({ apart }), asks({ name: "b" })]), [`At h: a (m), with no key${apart}; b (m), with no key.`]);
  assert.deepEqual(destinationWords([asks({ apart }), asks({ name: "b", apart })]), [`a and b ask m at h, with no key${apart}.`]);
});

const rubric = { kind: "rubric", criteria: [{ id: "right", statement: "It is right.", points: 1 }] };
const judged = (change: object = {}) => ({
  ...planOf([topologyOf("solo", { seats: [seat("live/w")] })], [taskOf("t")]),
  judgeSeats: [seat("x/j", "live", "j"), seat("x/g", "live", "grader")],
  ...change,
});

test("a rubric that names nobody asks the judge called grader, else the first; others are left as they are", () => {
  const of = (grader: JudgeSpec, change: object = {}) => graderSpec(judged(change), taskOf("t", { grader }))["member"];
  assert.equal(of(rubric), "grader");
  assert.equal(of(rubric, { judgeSeats: [seat("x/j", "live", "j"), seat("x/k", "live", "k")] }), "j");
  assert.equal(of({ ...rubric, member: "j" }), "j");
  assert.equal(of(rubric, { judgeSeats: [] }), undefined);
  assert.equal(of({ kind: "exact", answer: "1" }), undefined);
});

test("a judge that asks a model finds it among the judges, whoever it is of, judges within judges included", () => {
  const verifier = (spec: JudgeSpec, judges = judged().judgeSeats) =>
    checkJudges({ ...judged(), judgeSeats: judges, topologies: [topologyOf("solo", { verifier: spec })] });
  verifier({ kind: "rubric", member: "j" });
  verifier({ kind: "none" }, []);
  refused(() => verifier({ kind: "rubric", member: "k" }), /The verifier of "solo".*"k"/);
  refused(() => verifier({ kind: "panel", members: ["j", "k"] }), /The verifier of "solo".*"k"/);
  refused(
    () => verifier(rubric, []),
    /^The verifier of "solo", "rubric", asks a model, and the experiment has no judges\. Add one under `judges`, or write verifier: none\.$/,
  );
  refused(() => verifier({ kind: "noisy", falsePositive: 0.1, falseNegative: 0.1, judge: { kind: "rubric", member: "k" } }), /"k"/);
  refused(() => verifier({ kind: "noo" }), /^The verifier of "solo": /);
  const grader = (spec: JudgeSpec) =>
    checkJudges({ ...judged(), judgeSeats: [], suite: { name: "s", tasks: [taskOf("t", { grader: spec })] } });
  grader({ kind: "exact", answer: "1" });
  refused(() => grader(rubric), /^The grader of the task "t", "rubric", asks a model, .* or write a grader that asks nobody\.$/);
  refused(() => grader({ kind: "noo" }), /^The grader of the task "t": /);
  const places = {
    verifier: (entry: string, path: readonly unknown[]) => `v ${entry} ${path.join(".")}: `,
    grader: (task: string, path: readonly unknown[]) => `g ${task} ${path.join(".")}: `,
  };
  const placed = (change: object) => () => checkJudges({ ...judged(), ...change }, places);
  refused(placed({ topologies: [topologyOf("solo", { verifier: { kind: "rubric", member: "k" } })] }), /^v solo member: /);
  refused(placed({ topologies: [topologyOf("solo", { verifier: { kind: "panel", members: ["k"] } })] }), /^v solo members: /);
  refused(placed({ topologies: [topologyOf("solo", { verifier: { kind: "noo" } })] }), /^v solo kind: The verifier of "solo": /);
  refused(placed({ topologies: [topologyOf("solo", { verifier: { ...rubric } })], judgeSeats: [] }), /^v solo : The verifier/);
  refused(placed({ suite: { name: "s", tasks: [taskOf("t", { grader: { kind: "noo" } })] } }), /^g t kind: /);
  refused(() => checkGrader(judged(), { kind: "noo" }), /^The grader: /);
  refused(() => checkGrader({ ...judged(), judgeSeats: [] }, rubric), /^The grader, "rubric", asks a model/);
  assert.equal(typeof checkGrader(judged(), { kind: "exact", answer: "1" }).name, "string");
});

test("a judge of recorded answers refuses one of which no words were kept, unless it rests on the record alone", async () => {
  const record = { outcomeOf: () => undefined, samples: () => 1, models: [] };
  const { desk } = fakeDesk({ members: { w: fake(["x"], { id: "w" }) } });
  const wordless = async (grader: JudgeSpec) => {
    const task = taskOf("t", { grader });
    const verdict = await graderOf({ ...judged({ record }), suite: { name: "s", tasks: [task] } }, task).judge(
      task,
      { text: standIn("unrecorded", "t"), by: "w" },
      desk,
    );
    return !verdict.ok && verdict.failure.code === "unrecorded" && /its words were never recorded/.test(verdict.failure.message);
  };
  assert.equal(await wordless({ kind: "exact", answer: "1" }), true);
  assert.equal(await wordless({ kind: "noisy", falsePositive: 0, falseNegative: 0, judge: { kind: "exact", answer: "1" } }), true);
  assert.equal(await wordless({ kind: "oracle" }), false);
  const none = verifierOf(judged(), topologyOf("solo"));
  const told = await none.judge(taskOf("t"), { text: "x", by: "w" }, desk);
  assert.ok(!told.ok && told.failure.code === "unsupported" && none.name === "none");
});

test("tasks whose programs cannot be run are named, five of them", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => taskOf(`t${i}`, { grader: { kind: "program", language: "sh", checks: [] } }));
  const lack = [{ language: "sh", available: false, why: "No jail." }] as never;
  assert.match(unrunnable({ tasks: many(5) }, lack)?.message ?? "", /^All 5 tasks ask for shell programs \(t0, t1, t2, t3, t4\), and/);
  assert.match(unrunnable({ tasks: many(6) }, lack)?.message ?? "", /\(t0, t1, t2, t3, t4 and 1 more\)/);
  assert.match(unrunnable({ tasks: [...many(1), taskOf("x")] }, lack)?.message ?? "", /^1 of 2 tasks asks for shell/);
  assert.match(unrunnable({ tasks: many(1) }, lack)?.message ?? "", /^The only task asks for shell/);
  // A program without a language is JavaScript, and no kind of grader beside it has one.
  for (const grader of [
    { kind: "program", checks: [] },
    { kind: "program", language: 7, checks: [] },
    { kind: "exact", language: "sh", answer: "1" },
  ] as JudgeSpec[])
    assert.equal(unrunnable({ tasks: [taskOf("t", { grader })] }, lack), undefined);
  assert.equal(likePriced("openai/gpt-5").length, 5);
});

test("prices that are not the book's never move, whatever the book says", () => {
  const price = (source: string) => ({ id: "x", source, date: "", input: 1, output: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1 });
  const noted = (source: string) => pinNotes({ book: "old", models: { "simulated/x": price(source) } })[0] ?? "";
  for (const source of ["simulated", "recorded", "experiment", "a plugin's page"])
    assert.match(noted(source), /no price of this run has changed\.$/, source);
  assert.match(noted("@pydantic/genai-prices 0.1.2 (MIT)"), /changed since: simulated\/x\.$/);
  assert.deepEqual(pinNotes(undefined), []);
});
