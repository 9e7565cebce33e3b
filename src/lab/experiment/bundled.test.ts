import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { bundledExperiment, bundledNames } from "./bundled.ts";
import { recordedExperiment } from "./bundled/recorded.ts";
import type { TopologyEntry } from "./experiment.ts";
import { check } from "./load-experiment.ts";

type Entry = Exclude<TopologyEntry, string>;
const experimentOf = async (name: string) => check((await bundledExperiment(name)) ?? assert.fail(name), name);
const entriesOf = async (name: string): Promise<Entry[]> =>
  (await experimentOf(name)).topologies.map((entry) => (typeof entry === "string" ? assert.fail(entry) : entry));
/** A topology in a line: its name, its kind, how often it may try, and its options. */
const line = ({ name, use, terms, options }: Entry): string =>
  [name ?? use, use, terms?.attempts ?? "-", options === undefined ? "" : JSON.stringify(options)].join(" ").trim();

test("every bundled experiment fits, and is called by its name", async () => {
  assert.deepEqual(bundledNames().slice(0, 7), ["coase-hayek", "caching", "ablation", "bidding", "judges", "generated", "fairness"]);
  for (const name of bundledNames()) {
    const { name: own, topologies, baseline } = await experimentOf(name);
    assert.equal(own, name);
    const names = topologies.map((entry) => (typeof entry === "string" ? entry : (entry.name ?? entry.use)));
    assert.equal(new Set(names).size, names.length, name);
    if (baseline !== undefined) assert.ok(names.includes(baseline), name);
  }
  assert.equal(await bundledExperiment("nobody"), undefined);
  assert.equal(await bundledExperiment("constructor"), undefined);
});

test("the main experiment runs fifteen tasks three times, each arrangement with one try beside three", async () => {
  const { terms, limits, repetitions, verifier } = await experimentOf("coase-hayek");
  assert.deepEqual(
    [terms.attempts, terms.feedback, limits, repetitions, verifier],
    [3, "reason", { budget: 1, cap: 100 }, 3, { kind: "rubric", member: "judge" }],
  );
  assert.deepEqual((await entriesOf("coase-hayek")).map(line), [
    'solo solo 1 {"member":"large"}',
    'solo+retry solo - {"member":"large"}',
    'hub-spoke hub-spoke 1 {"hub":"large"}',
    'hub-spoke+retry hub-spoke - {"hub":"large"}',
    "market market -",
  ]);
});

test("the experiment on generated tasks tries what the main one does, a cascade and a best of three", async () => {
  const { generate, terms, limits, repetitions } = await experimentOf("generated");
  assert.deepEqual([generate, terms.attempts, limits, repetitions], [{ n: 60 }, 3, { budget: 1, cap: 100 }, undefined]);
  assert.deepEqual((await entriesOf("generated")).slice(4).map(line), [
    'cascade cascade - {"order":["small","medium","large"]}',
    'best-of best-of - {"n":3,"spread":true}',
  ]);
});

test("the ablation adds one thing at a time, each with one try and with three", async () => {
  const { terms, generate, limits, repetitions } = await experimentOf("ablation");
  assert.deepEqual([terms.attempts, generate?.n, limits, repetitions], [3, 300, { budget: 1, cap: 500 }, 2]);
  const entries = await entriesOf("ablation");
  assert.deepEqual(
    entries.map(({ name, use, terms: own }) => `${name ?? use} ${own?.attempts ?? 3}`),
    [
      "solo 1",
      "solo+retry 3",
      "best-of 1",
      "random+retry 3",
      "router+retry 3",
      "market-bare 1",
      "market+retry 3",
      "market 3",
      "market-peers 3",
      "market-fiat 3",
      "market-scarce 3",
      "market-cleared 3",
      "hub-handoff 1",
      "hub-split 1",
      "hub-merge 1",
      "hub-spoke 1",
      "hub-spoke+retry 3",
      "personas-reply 1",
      "personas 1",
      "experts 1",
    ],
  );
  // Two arms share one capacity, and differ by how it is shared alone.
  const [served, cleared] = entries.filter(({ terms: own }) => own?.capacity !== undefined);
  assert.deepEqual([served?.name, cleared?.name, served?.terms], ["market-scarce", "market-cleared", cleared?.terms]);
  // Three tries at once, as many as with retry.
  assert.deepEqual(entries[2]?.options, { n: 3, choose: "verifier", member: "large" });
});

test("the scarcity experiment binds all but the members alone to one capacity, and differs by how work is allotted alone", async () => {
  const { terms, generate, repetitions, limits, baseline } = await experimentOf("scarcity");
  assert.deepEqual(
    [terms.capacity, terms.attempts, generate?.n, repetitions, limits, baseline],
    [{ batch: 6, of: { large: 1, medium: 2 } }, 1, 240, 2, { cap: 300 }, "served:market"],
  );
  const entries = await entriesOf("scarcity");
  assert.deepEqual(
    entries.map(({ name, terms: own }) => `${name}${own?.capacity === "unlimited" ? " free" : ""}`),
    [
      "alone:large free",
      "alone:medium free",
      "alone:small free",
      "served:market",
      "served:record",
      "served:router",
      "served:cascade",
      "ascending:own",
      "vcg:own",
      "lot:own",
      "ascending:peers",
      "ascending:mean",
      "ascending:best-expert",
      "ascending:prediction-market",
      "ascending:record",
      "served:fiat",
      "ascending:fiat",
      "lot:fiat",
    ],
  );
  for (const { use, options } of entries) if (use === "market") assert.equal(options?.["reputation"], "none");
});

test("the bidding experiment crosses mechanisms with the ways of bidding that make sense under them, one try each", async () => {
  const { terms, generate, shadow, limits, repetitions } = await experimentOf("bidding");
  assert.deepEqual([terms.attempts, generate?.n, generate?.worth, shadow, limits, repetitions], [1, 200, 0.05, 0.25, { cap: 200 }, 2]);
  const entries = await entriesOf("bidding");
  // Three members alone; six ways under each of three auctions, three at posted prices, one by lot.
  assert.equal(entries.length, 3 + 3 * 6 + 3 + 1);
  for (const { name = "", options = {} } of entries.slice(3)) {
    const { mechanism, bidding, reputation, learned } = options;
    const asked = learned === undefined ? "" : "-asked";
    assert.equal(name, `${String(mechanism)}:${String(bidding)}${asked}`);
    assert.deepEqual(learned, asked === "" ? undefined : { asked: true });
    assert.equal(reputation, bidding === "calibrated" ? "scoring" : "none");
  }
});

test("the caching experiment has each fan-out as it stands and once more with a call ahead, one model in every seat", async () => {
  const { members, terms, generate, limits, repetitions } = await experimentOf("caching");
  assert.equal(new Set(members.map(({ model }) => model)).size, 1);
  assert.deepEqual([terms.attempts, generate?.n, limits, repetitions], [2, 20, { budget: 10, cap: 300 }, 2]);
  const entries = await entriesOf("caching");
  assert.deepEqual(
    entries.flatMap(({ name, terms: own }) => (own?.warmFirst === true ? [name] : [])),
    ["experts+warm", "council+warm", "hub-spoke+warm", "market+warm"],
  );
  for (const warm of entries.filter(({ terms: own }) => own?.warmFirst === true))
    assert.deepEqual(entries.find(({ use, name }) => use === warm.use && name === undefined)?.options, warm.options);
});

test("the experiment on judges puts every verifier under every user, noisy ones by their rates, the workers judging themselves alone", async () => {
  const { terms, generate, shadow, limits, repetitions } = await experimentOf("judges");
  assert.deepEqual(
    [terms.attempts, generate?.n, generate?.difficulty, generate?.worth, shadow, limits, repetitions],
    [2, 180, 0.6, 0.1, 1, { cap: 200 }, 2],
  );
  const entries = await entriesOf("judges");
  // One try and four users without a verifier; eleven verifiers under four users.
  assert.equal(entries.length, 1 + 4 + 11 * 4);
  assert.deepEqual(
    entries.slice(0, 5).map(({ name, verifier, terms: own }) => [name, verifier, own?.attempts]),
    [
      ["none:solo", "none", 1],
      ["none:solo+retry", "none", undefined],
      ["none:best-of-3", "none", undefined],
      ["none:market", "none", undefined],
      ["none:hub-spoke+retry", "none", undefined],
    ],
  );
  const rates = [10, 30, 50, 70, 90].map((percent) => entries.find(({ name }) => name === `noisy-${percent}:solo+retry`)?.verifier);
  assert.deepEqual(
    rates,
    [0.1, 0.3, 0.5, 0.7, 0.9].map((falsePositive) => ({
      kind: "noisy",
      judge: { kind: "oracle" },
      falsePositive,
      falseNegative: 0.1,
      independent: true,
    })),
  );
  assert.deepEqual(
    [
      ...new Set(
        entries.flatMap(({ name = "", terms: own }) =>
          own?.selfJudging === undefined ? [] : [`${name.split(":")[0]} ${own.selfJudging}`],
        ),
      ),
    ],
    ["self allowed"],
  );
  // Three tries at once are one attempt.
  for (const { use, verifier, terms: own } of entries)
    if (verifier !== "none") assert.equal(own?.attempts, use === "best-of" ? 1 : undefined);
});

test("the council of role personas and the one prompt hold the same four personas, and one model tries up to thirteen times beside them", async () => {
  const { members } = await experimentOf("role-council");
  const entries = await entriesOf("role-council");
  const held = entries.find(({ name }) => name === "one-prompt")?.options?.["roster"] as { name: string; view: string }[];
  const texts = held.map(({ name, view }) => `You are the ${name}: ${view}`);
  for (const kind of ["role", "weak-role"])
    assert.deepEqual(
      members.filter(({ name }) => name.startsWith(`${kind}-`)).map(({ system }) => system),
      texts,
    );
  assert.deepEqual(
    entries.flatMap(({ use, options }) => (use === "best-of" ? [options?.["n"]] : [])),
    [2, 3, 5, 9, 13],
  );
  const seated = entries.flatMap(({ name, members: own }) => (own === undefined ? [`${name}: all`] : []));
  assert.deepEqual(seated, []);
});

test("the study of protocols has every arm at three levels of ability, four seats of one model in each, and differs by roles in one option", async () => {
  const { members } = await experimentOf("sequential-study");
  const entries = await entriesOf("sequential-study");
  for (const able of ["strong", "middle", "weak"]) {
    const team = members.filter(({ name }) => name.startsWith(`${able}-`));
    assert.deepEqual([team.length, new Set(team.map(({ model, embedded }) => `${model} ${embedded}`)).size], [4, 1]);
    const own = entries.filter(({ name }) => name?.endsWith(`-${able}`) === true);
    assert.deepEqual(
      own.map(({ name, use }) => `${name?.replace(`-${able}`, "")} ${use}`),
      [
        "solo solo",
        "tries-3 best-of",
        "tries-6 best-of",
        "tries-11 best-of",
        "sequential sequential",
        "fixed sequential",
        "mission sequential",
        "coordinator coordinator",
        "broadcast broadcast",
        "shared shared-memory",
      ],
    );
    assert.deepEqual(
      own.slice(4, 7).map(({ options }) => options?.["roles"]),
      [undefined, ["planner", "solver", "checker", "editor"], "none"],
    );
    for (const { members: seated } of own)
      assert.deepEqual(
        seated,
        team.map(({ name }) => name),
      );
  }
});

test("personas, models and tries of one model have four seats of the same debate each, and five models of rising skill the same four personas", async () => {
  const { members, world, repetitions } = await experimentOf("diversity");
  const entries = await entriesOf("diversity");
  const seated = (name: string) =>
    (entries.find((entry) => entry.name === name)?.members ?? []).map(
      (member) => members.find(({ name: own }) => own === member) ?? assert.fail(),
    );
  const kinds = ["same-x4", "personas-x4", "models-x4", "both-x4"].map((name) => {
    const seats = seated(name);
    return [seats.length, new Set(seats.map(({ embedded }) => embedded)).size, new Set(seats.map(({ system }) => system)).size];
  });
  assert.deepEqual(kinds, [
    [4, 1, 1],
    [4, 1, 4],
    [4, 4, 1],
    [4, 4, 4],
  ]);
  const population = world["population"] as { id: string; skill: number; rates: object }[];
  assert.equal(new Set(population.slice(0, 4).map(({ skill, rates }) => JSON.stringify([skill, rates]))).size, 1);
  assert.deepEqual(
    population.slice(4, 9).map(({ skill }) => skill),
    [-0.5, 0, 0.5, 1, 1.5],
  );
  assert.deepEqual([entries.filter(({ use }) => use === "solo").length, repetitions], [1 + 5 * 5, 2]);
});

test("rosters of three, chosen in five ways, are held out: survivors are looked for on nearly all of the other half", async () => {
  const { holdOut, generate } = await experimentOf("survivor-roster");
  const entries = (await entriesOf("survivor-roster")).filter(({ use }) => use === "experts");
  assert.deepEqual([holdOut, generate?.n], [true, 400]);
  assert.deepEqual(
    entries.map(({ name, options }) => [name, options?.["size"], options?.["curation"]]),
    [
      ["random", 3, "random"],
      ["first", 3, "none"],
      ["survivors", 3, { survivors: 190 }],
      ["chosen", 3, "auto"],
      ["asked", 3, "ask"],
    ],
  );
  assert.deepEqual(
    entries.map(({ members }) => members?.includes("operator")),
    [false, false, false, false, true],
  );
});

/** List prices in dollars per million tokens, in and out. */
const priced: readonly (readonly [set: string, member: string, input: number, output: number, tokensIn: number, tokensOut: number])[] = [
  ["metr_runs", "GPT-4o", 2.5, 10, 20_000, 2000],
  ["metr_runs", "Claude 3.5 Sonnet (New)", 3, 15, 20_000, 2000],
  ["metr_runs", "o1", 15, 60, 20_000, 2000],
  ["lifeeval_confidence", "gemini-2.5-flash", 0.3, 2.5, 300, 100],
  ["lifeeval_confidence", "gpt-4o", 2.5, 10, 300, 100],
  ["lifeeval_confidence", "claude-sonnet-4-20250514", 3, 15, 300, 100],
  ["zeroeval", "gpt-4o-mini-2024-07-18", 0.15, 0.6, 400, 400],
  ["zeroeval", "gpt-4o-2024-08-06", 2.5, 10, 400, 400],
  ["livecodebench", "GPT-4O-mini-2024-07-18", 0.15, 0.6, 800, 800],
  ["livecodebench", "GPT-4O-2024-08-06", 2.5, 10, 800, 800],
];
const priceOf = (set: string, model: string): number =>
  ((recordedExperiment(set).world ?? {})["prices"] as Record<string, number>)[model] ?? Number.NaN;

test("what an attempt on record is assumed to cost is its list price times the tokens that the note says", () => {
  for (const [set, model, input, output, tokensIn, tokensOut] of priced) {
    const cost = (input * tokensIn + output * tokensOut) / 1e6;
    assert.ok(Math.abs(priceOf(set, model) - cost) < 1e-9, `${set} ${model} ${priceOf(set, model)} ${cost}`);
  }
  assert.match(recordedExperiment("metr_runs").description ?? "", /20,000 input and 2,000 output tokens at list price/);
  // Recorded dollars are assumed nowhere.
  assert.deepEqual(recordedExperiment("strangeloopcanon").world, { bidCost: 0 });
});

test("recorded sets replay what their records allow: retries, votes and stated confidences each only where they were recorded", async () => {
  const has = async (name: string): Promise<string[]> => {
    const of = await Promise.all(
      ["metr_runs", "lifeeval_confidence", "livecodebench", "zeroeval", "strangeloopcanon"].map(async (set) => {
        const found = (await entriesOf(`recorded/${set}`)).some((entry) => entry.name === name);
        return found ? [set] : [];
      }),
    );
    return of.flat();
  };
  assert.deepEqual(await has("retry-same"), ["metr_runs", "livecodebench"]);
  assert.deepEqual(await has("vote"), ["lifeeval_confidence", "zeroeval"]);
  assert.deepEqual(await has("market-stated"), ["lifeeval_confidence", "strangeloopcanon"]);
  assert.deepEqual(await has("market-calibrated"), ["lifeeval_confidence", "strangeloopcanon"]);
  const worlds = ["metr_runs", "lifeeval_confidence", "livecodebench", "zeroeval"].map((set) => {
    const { prices: _prices, ...rest } = recordedExperiment(set).world ?? {};
    return rest;
  });
  assert.deepEqual(worlds, [{}, { bidCost: 0, items: 600 }, { items: 300 }, { items: 600 }]);
});

test("a recorded set is replayed from the cheapest member to the best one, who is the baseline", async () => {
  const { members, baseline, holdOut, terms, verifier, suite } = await experimentOf("recorded/metr_runs");
  assert.deepEqual(
    members.map(({ name, model }) => [name, model]),
    [
      ["gpt-4o", "recorded/metr_runs/GPT-4o"],
      ["sonnet", "recorded/metr_runs/Claude 3.5 Sonnet (New)"],
      ["o1", "recorded/metr_runs/o1"],
    ],
  );
  assert.deepEqual([baseline, holdOut, terms.attempts, terms.feedback, suite], ["solo-o1", true, 2, "none", "recorded/metr_runs"]);
  const [hit, falseAccept] = [0.962, 0.352];
  assert.deepEqual(verifier, {
    kind: "noisy",
    judge: { kind: "oracle" },
    falseNegative: Number((1 - hit).toFixed(3)),
    falsePositive: falseAccept,
  });
  const lines = (await entriesOf("recorded/metr_runs")).map(line);
  assert.deepEqual(lines, [
    'solo-gpt-4o solo 1 {"member":"gpt-4o"}',
    'solo-sonnet solo 1 {"member":"sonnet"}',
    'solo-o1 solo 1 {"member":"o1"}',
    'retry-same solo 2 {"member":"o1"}',
    'retry-other cascade - {"order":["o1","sonnet"]}',
    'cheap-first cascade 3 {"order":["gpt-4o","sonnet","o1"]}',
    `index index 3 {"checker":{"sensitivity":${hit},"specificity":${1 - falseAccept}},"most":{"attempts":3,"ofOne":1}}`,
    'market-record market 1 {"bidding":"track-record"}',
    'market-record+retry market - {"bidding":"track-record"}',
    'oracle-bound cascade 3 {"order":["gpt-4o","sonnet","o1"]}',
  ]);
  const vote = (await entriesOf("recorded/zeroeval")).find(({ name }) => name === "vote");
  assert.deepEqual([vote?.options, vote?.terms], [{ n: 3, choose: "majority", spread: true, ties: "gpt-4o" }, { attempts: 1 }]);
  assert.throws(
    () => recordedExperiment("zeroeva"),
    (thrown) => thrown instanceof UserError && /Wanted a recorded set; got "zeroeva"\. Did you mean "zeroeval"\?/.test(thrown.message),
  );
});
