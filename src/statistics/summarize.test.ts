import assert from "node:assert/strict";
import { test } from "node:test";
import { summarySchema } from "../summary.ts";
import type { CallFact, Event, Fact, Purpose, TrialState } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { stream, shuffled } from "../util/random.ts";
import { byTopology } from "./by-task.ts";
import { foldTrials } from "./fold-trials.ts";
import { armsOf, forecastsOf, observationsOf, pairedPasses } from "./from-rows.ts";
import { type About, summarize } from "./summarize.ts";

const about: About = { run: "r", experiment: "e", world: "simulated", seed: "s", repetitions: 1, digest: "d", wallMs: 1 };

function call(member: string, purpose: Purpose, cost: number, reply = `${member}-${purpose}-${cost}`): CallFact {
  const usage = { ...noUsage, uncached: 10, output: 5 };
  return { type: "call", key: "k", member, model: member, purpose, ok: true, usage, cost, start: 0, ms: 10, ask: "a", reply };
}

interface Told {
  readonly state?: TrialState;
  readonly passed?: boolean;
  readonly by?: string;
}
function trial(topology: string, task: string, repetition: number, calls: readonly Fact[], told: Told = {}): Event[] {
  const state = told.state ?? "answered";
  const answered = state === "answered";
  const facts: Fact[] = [
    { type: "trial-start", topology, task, category: task.slice(0, 1), repetition },
    ...calls,
    { type: "trial-end", state, cost: 0, ms: 100, ...(answered ? { answer: "text", by: told.by ?? "m" } : {}) },
  ];
  if (answered && told.passed !== undefined) facts.push(graded(told.passed));
  return facts.map((fact, seq) => ({ seq, trial: `${topology}/${task}/${repetition}`, span: "", at: 0, fact, hash: "" }));
}

function graded(passed: boolean, cost = 7): Fact {
  return { type: "grade", grader: "exact", scored: true, passed, score: Number(passed), why: "", cost };
}

test("a trial's cost leaves out the outside grader and counts everything else", () => {
  const calls = [call("m", "bid", 5), call("m", "attempt", 100), call("n", "verdict", 20), call("g", "grade", 999)];
  const [row] = foldTrials(trial("market", "a1", 0, calls, { passed: true }));
  assert.equal(row?.cost, 125);
  assert.equal(row?.gradeCost, 7);
  assert.deepEqual(row?.byPurpose, { bid: 5, attempt: 100, verdict: 20 });
  assert.deepEqual(row?.byMember, { m: 105, n: 20 });
  assert.equal(row?.winningCost, 100);
});

test("replies cut at the output cap are told apart: answers, verdicts with their repairs, and the rest", () => {
  const cut = (member: string, purpose: Purpose): Fact => ({ ...call(member, purpose, 1), key: `${member} ${purpose}`, stop: "length" });
  const calls = [call("m", "attempt", 1), cut("n", "verdict"), cut("n", "repair"), cut("m", "bid"), cut("m", "merge")];
  const rows = foldTrials(trial("market", "a1", 0, calls, { passed: true }));
  assert.deepEqual(rows[0]?.flags, { "truncated-verdict": 2, "truncated-other": 1, truncated: 1 });
  const { warnings } = summarize(rows, about);
  assert.ok(warnings.includes("Answers cut at the output cap: 1 in all."), warnings.join("\n"));
  assert.ok(warnings.includes("Verdicts of judges cut at the output cap: 2 in all."));
});

test("the last grade counts", () => {
  const events = trial("solo", "a1", 0, [call("m", "attempt", 1)], { passed: true });
  const again = { ...(events.at(-1) as Event), fact: graded(false) };
  const [row] = foldTrials([...events, again]);
  assert.equal(row?.passed, false);
  assert.equal(row?.gradeCost, 14);
});

test("a trial that was begun again counts from its last start, and one that never ended is no row", () => {
  const first = trial("solo", "a1", 0, [call("m", "attempt", 50)]).slice(0, 2);
  const second = trial("solo", "a1", 0, [call("m", "attempt", 50)], { passed: true });
  assert.deepEqual(
    foldTrials([...first, ...second]).map((row) => row.cost),
    [50],
  );
  assert.deepEqual(foldTrials(first), []);
});

test("the winning call is the one that the passing verdict followed", () => {
  const verdict: Fact = { type: "verdict", member: "m", passed: true, score: 1, why: "" };
  const calls = [call("m", "attempt", 10), call("m", "retry", 30), verdict, call("m", "message", 5)];
  const [row] = foldTrials(trial("solo", "a1", 0, calls, { passed: true }));
  assert.equal(row?.winningCost, 30);
});

test("unfilled, unscored, infra-failed and cut-off trials are counted apart and never as 0", () => {
  const events = [
    ...trial("solo", "a1", 0, [], { passed: true }),
    ...trial("solo", "a2", 0, [], { passed: false }),
    ...trial("solo", "a3", 0, [], { state: "unfilled" }),
    ...trial("solo", "a4", 0, [call("m", "attempt", 1)], { state: "budget" }),
    ...trial("solo", "a5", 0, [], { state: "failed" }),
    ...trial("solo", "a6", 0, [], { state: "censored" }),
    ...trial("solo", "a7", 0, []),
  ];
  const row = summarize(foldTrials(events), about).topologies[0];
  assert.deepEqual([row?.trials, row?.attempted, row?.unfilled, row?.infra, row?.unscored, row?.passed], [7, 2, 2, 1, 2, 1]);
  assert.equal(row?.passRate, 0.25);
  assert.equal(row?.meanScore, 0.5);
});

test("trials that no limit had money to ask are in no rate, and only tasks that both topologies tried are compared", () => {
  const tasks = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"];
  const paid = [call("m", "attempt", 1)];
  const events = tasks.flatMap((task, i) => [
    // A passes six of eight; B is asked twice, and passes what A passes.
    ...trial("A", task, 0, paid, { passed: i < 6 }),
    ...(i < 2 ? trial("B", task, 0, paid, { passed: true }) : trial("B", task, 0, [], { state: "budget" })),
  ]);
  const { topologies, comparisons, warnings } = summarize(foldTrials(events), { ...about, baseline: "A" });
  const b = topologies.find(({ name }) => name === "B");
  assert.deepEqual([b?.trials, b?.attempted, b?.unfilled, b?.unasked, b?.passed, b?.passRate], [8, 2, 6, 6, 2, 1]);
  assert.deepEqual(
    comparisons.map(({ metric, tasks: shared, difference }) => [metric, shared, difference]),
    [
      ["passed", 2, 0],
      ["score", 2, 0],
      ["cost", 2, 0],
    ],
  );
  assert.ok(warnings.some((line) => line.startsWith("Never asked") && line.includes("B 6 of 8 trials")));
  assert.ok(!warnings.some((line) => line.startsWith("Ended by a budget")));
});

test("rate, $/task and $/pass are of the same trials; money of trials in no rate is said apart, and the parts sum to the total", () => {
  const nano = 1e9;
  const spent = (dollars: number): Fact[] => [call("m", "attempt", dollars * nano)];
  const events = [
    ...trial("solo", "a1", 0, spent(1), { passed: true }),
    ...trial("solo", "a2", 0, spent(3), { passed: false }),
    ...trial("solo", "a3", 0, spent(2), { state: "unfilled" }),
    ...trial("solo", "a4", 0, spent(10), { state: "failed" }),
    ...trial("solo", "a5", 0, spent(20), { state: "censored" }),
    ...trial("solo", "a6", 0, spent(40)),
    ...trial("lost", "a1", 0, spent(5), { state: "failed" }),
  ];
  const { topologies, comparisons, warnings } = summarize(foldTrials(events), { ...about, topologies: ["solo", "lost"] });
  const [solo, lost] = topologies;
  // Three trials are in the rate: 1 + 3 + 2 = 6 dollars, of which one passed. The others took 10 + 20 + 40.
  assert.equal(solo?.passRate, 1 / 3);
  const { total, rated, unrated, perTrial, perPass, overheadShare, byOutcome, cold } = solo?.cost ?? assert.fail();
  assert.deepEqual([total, rated, unrated, perTrial, perPass, cold], [76, 6, 70, 2, 6, 6]);
  // The two answers' calls took 1 + 3 of the 6; the unfilled trial's 2 bought none.
  assert.equal(overheadShare, 2 / 6);
  assert.deepEqual(byOutcome, { won: 4, lost: 2, wasted: 0, coordination: 0, unrated: 70 });
  assert.deepEqual([lost?.cost.total, lost?.cost.unrated, lost?.cost.perTrial, lost?.cost.perPass], [5, 5, null, null]);
  assert.deepEqual(comparisons, []);
  assert.ok(warnings.includes("Cost of trials in no rate, left out of $/task and $/pass: solo $70.00 of $76.00, lost $5.00 of $5.00."));
});

test("answers that no reader could read count as not passed, with their share per topology", () => {
  const events = [
    ...trial("solo", "a1", 0, [], { passed: true }),
    ...trial("solo", "a2", 0, [], { passed: false }),
    ...unread(trial("solo", "a3", 0, [], { passed: false })),
    ...unread(trial("solo", "a4", 0, [], { passed: false })),
    ...trial("solo", "a5", 0, [], { state: "unfilled" }),
    ...trial("hub", "a1", 0, [], { passed: true }),
  ];
  const summary = summarize(foldTrials(events), about);
  assert.deepEqual(
    summary.topologies.map((row) => [row.name, row.unreadable, row.unreadableShare, row.passed, row.passRate]),
    [
      ["hub", 0, 0, 1, 1],
      ["solo", 2, 0.5, 1, 0.2],
    ],
  );
  const warning = summary.warnings.find((words) => words.startsWith("Answers that no reader could read"));
  assert.match(warning ?? "", /: solo 2 of 4 answers \(50\.0%\)\./);
});

test("verdicts that were overruled for want of a quote are counted per judge", () => {
  const note = (judge: string): Fact => ({ type: "own", name: "overruled", value: { judge, criteria: ["a"] } });
  const events = [
    ...trial("solo", "a1", 0, [note("constructor"), note("grader")], { passed: true }),
    ...trial("hub", "a1", 0, [note("grader")], { passed: false }),
  ];
  const { overruled, warnings } = summarize(foldTrials(events), about);
  assert.deepEqual(overruled, { constructor: 1, grader: 2 });
  assert.ok(warnings.some((words) => words.includes("constructor 1 verdict, grader 2 verdicts")));
  assert.equal(summarize(foldTrials(trial("solo", "a1", 0, [], { passed: true })), about).overruled, undefined);
});

test("a member's garbage is not passed, a provider's failure is no outcome", () => {
  const failed = (task: string, code: "malformed" | "provider"): Event[] =>
    trial("solo", task, 0, [], { state: "failed" }).map((event) =>
      event.fact.type === "trial-end" ? { ...event, fact: { ...event.fact, failure: { code, message: "" } } } : event,
    );
  const rows = foldTrials([...trial("solo", "a1", 0, [], { passed: true }), ...failed("a2", "malformed"), ...failed("a3", "provider")]);
  const row = summarize(rows, about).topologies[0];
  assert.deepEqual([row?.passRate, row?.unfilled, row?.infra], [0.5, 1, 1]);
});

test("what further spending would buy is priced for the comparison that is nearest to being settled", () => {
  const events = Array.from({ length: 12 }, (_, t) => t).flatMap((t) => [
    ...trial("solo", `a${t}`, 0, [call("m", "attempt", 1e6)], { passed: t % 2 === 0 }),
    ...trial("market", `a${t}`, 0, [call("m", "attempt", 1e6)], { passed: t % 2 === 0 || t % 4 === 1 }),
  ]);
  const words = summarize(foldTrials(events), about).warnings.at(-1) ?? "";
  assert.match(words, /^solo against market: .* about (\d+) tasks \((\d+) more, about \$0\.0\d+\)/);
  // Of a run of three repetitions only the first has ended: a further task still takes three trials of $0.001 in both.
  const part = summarize(foldTrials(events), { ...about, repetitions: 3 }).warnings.at(-1) ?? "";
  const [, more, cost] = /\((\d+) more, each 3 times, about \$([\d.]+)\)/.exec(part) ?? [];
  assert.equal(Number(cost).toFixed(3), (Number(more) * 3 * 0.002).toFixed(3), part);
});

function unread(events: readonly Event[]): Event[] {
  return events.map((event) => (event.fact.type === "grade" ? { ...event, fact: { ...event.fact, flags: ["unreadable"] } } : event));
}

function experiment(): Event[] {
  const next = stream("experiment");
  const events: Event[] = [];
  for (let t = 0; t < 20; t++) {
    for (let r = 0; r < 3; r++) {
      for (const [name, skill] of Object.entries({ solo: 0.3, hub: 0.5, market: 0.9 })) {
        const calls = [call("m", "attempt", Math.round(1e6 * (1 + next()))), call("n", "verdict", 1000)];
        events.push(...trial(name, `a${t}`, r, calls, { passed: next() < skill }));
      }
    }
  }
  return events;
}

test("the summary fits its schema, and the order of the trials changes no byte", () => {
  const rows = foldTrials(experiment());
  const asked = { ...about, topologies: ["solo", "hub", "market"], repetitions: 3 };
  const summary = summarize(rows, asked);
  assert.deepEqual(summarySchema.parse(summary), summary);
  assert.equal(JSON.stringify(summarize(shuffled(rows, stream("other order")), asked)), JSON.stringify(summary));
  assert.deepEqual(
    summary.topologies.map((row) => row.name),
    ["solo", "hub", "market"],
  );
});

test("every topology is compared with the baseline and, when few, with every other; swapping arms flips signs", () => {
  const rows = foldTrials(experiment());
  const forward = summarize(rows, { ...about, topologies: ["solo", "market"] }).comparisons.find((c) => c.metric === "passed");
  const pairs = summarize(rows, about).comparisons.filter((c) => c.metric === "passed");
  assert.deepEqual(
    pairs.map((c) => [c.a, c.b]),
    [
      ["market", "hub"],
      ["solo", "hub"],
      ["solo", "market"],
    ],
  );
  const backward = pairs[2];
  assert.ok(forward !== undefined && backward !== undefined);
  const ahead = summarize(rows, { ...about, baseline: "solo" }).comparisons.find((c) => c.a === "market" && c.b === "solo");
  assert.ok(Math.abs((ahead?.difference ?? 0) + backward.difference) < 1e-12);
  assert.equal(ahead?.p, backward.p);
  assert.ok((ahead?.pHolm ?? 1) < 0.001 && (ahead?.difference ?? 0) > 0.4);
});

test("topologies that say nothing about awards have no routing row", () => {
  const award: Fact = { type: "award", member: "m", attempt: 1, score: 1, rule: "first" };
  const outcome: Fact = { type: "outcome", member: "m", p: 0.7, passed: true, attempt: 1 };
  const events = [
    ...trial("solo", "a1", 0, [], { passed: true }),
    ...trial("market", "a1", 0, [award, outcome], { passed: true }),
    ...trial("market", "a2", 0, [], { state: "unfilled" }),
  ];
  assert.deepEqual(summarize(foldTrials(events), about).routing, { market: { wins: { m: 1 }, unfilled: 1, reputation: { m: 1 } } });
});

test("rows become forecasts, paired outcomes, observations and arms; what has no outcome is in none", () => {
  const outcome: Fact = { type: "outcome", member: "m", p: 0.7, passed: true, attempt: 1 };
  const rows = foldTrials([
    ...trial("solo", "a1", 0, [call("m", "attempt", 10)], { passed: true }),
    ...trial("solo", "a2", 0, [call("m", "attempt", 10)], { passed: false }),
    ...trial("solo", "a3", 0, [], { state: "failed" }),
    ...trial("market", "a1", 0, [call("m", "attempt", 20), outcome], { passed: false }),
    ...trial("market", "a2", 0, [], { state: "unfilled" }),
    ...trial("market", "a3", 0, [], { passed: true }),
  ]);
  const topologies = byTopology(rows, ["solo", "market"]);
  assert.deepEqual([...forecastsOf(rows)], [["m", [{ p: 0.7, passed: true }]]]);
  const [solo = new Map(), market = new Map()] = [...topologies.values()];
  assert.deepEqual(pairedPasses(solo, market), { a: [true, false], b: [false, false] });
  assert.deepEqual(
    observationsOf(rows).map(({ topology, tokens }) => [topology, tokens]),
    [
      ["solo", 15],
      ["solo", 15],
      ["market", 15],
      ["market", 0],
    ],
  );
  assert.deepEqual(
    armsOf(topologies).map(({ quality, cost }) => [[...quality], [...cost]]),
    [
      [
        [1, 0],
        [10, 10],
      ],
      [
        [0, 0],
        [20, 0],
      ],
    ],
  );
});
