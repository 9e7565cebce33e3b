import assert from "node:assert/strict";
import { test } from "node:test";
import { summarySchema } from "../summary.ts";
import type { CallFact, Event, Fact, FailureCode, Purpose, TrialState } from "../types.ts";
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

interface TrialSettings {
  readonly state?: TrialState;
  readonly passed?: boolean;
  readonly by?: string;
}
function trial(topology: string, task: string, repetition: number, calls: readonly Fact[], told: TrialSettings = {}): Event[] {
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
  assert.ok(warnings.includes("Answers cut at the output cap: 1 in all trials."), warnings.join("\n"));
  assert.ok(warnings.includes("Verdicts of judges cut at the output cap: 2 in all trials."));
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

test("every trial that ended is in the rate: without a score it is not passed and scores 0, and only what infrastructure lost waits", () => {
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
  // Six of the seven have a result; of these a6 and a7 might have passed.
  assert.deepEqual([row?.rated, row?.tasks, row?.passRate, row?.meanScore], [6, 6, 1 / 6, 1 / 6]);
  assert.deepEqual(row?.missing, { censored: 1, undecided: 1 });
  assert.deepEqual(row?.passRateBounds, [1 / 7, 4 / 7]);
});

/** A trial that ended with a failure of this code. */
function failing(topology: string, task: string, code: FailureCode, calls: readonly Fact[] = [], state: TrialState = "failed"): Event[] {
  return trial(topology, task, 0, calls, { state }).map((event) =>
    event.fact.type === "trial-end" ? { ...event, fact: { ...event.fact, failure: { code, message: code } } } : event,
  );
}

/** An answer whose grader failed with this code. */
function silent(topology: string, task: string, code: FailureCode): Event[] {
  const events = trial(topology, task, 0, [call("m", "attempt", 1)], { passed: false });
  return events.map((event) =>
    event.fact.type === "grade" ? { ...event, fact: { ...event.fact, scored: false, code, why: code } } : event,
  );
}

test("each reason for which a trial has no score is counted, and infrastructure and graders that did not work are none", () => {
  const cut: CallFact = { ...call("m", "attempt", 1), stop: "length" };
  const events = [
    ...trial("solo", "a0", 0, [], { passed: true }),
    ...failing("solo", "a1", "timeout"),
    ...failing("solo", "a2", "timeout", [], "censored"),
    ...failing("solo", "a3", "unsupported"),
    ...failing("solo", "a4", "refused"),
    ...failing("solo", "a5", "malformed", [cut]),
    ...failing("solo", "a6", "malformed"),
    ...failing("solo", "a7", "budget", [], "budget"),
    ...silent("solo", "a8", "unknown"),
    ...silent("solo", "a9", "timeout"),
    ...(["provider", "rate", "setup", "unknown", "function", "aborted"] as const).flatMap((code) => failing("solo", `b-${code}`, code)),
    ...(["malformed", "refused", "unsupported"] as const).flatMap((code) => silent("solo", `c-${code}`, code)),
  ];
  const { topologies, warnings } = summarize(foldTrials(events), about);
  const [row] = topologies;
  const reasons = { "output-cap": 1, refused: 1, "sandbox-limit": 1, timeout: 2, "too-long": 1, unasked: 1, undecided: 1 };
  assert.deepEqual(row?.missing, reasons);
  // Ten trials have a result, one of them passed; eight of the nine others might have, and nine more are asked or graded again.
  assert.deepEqual([row?.trials, row?.rated, row?.passed, row?.infra], [19, 10, 1, 6]);
  assert.deepEqual([row?.passRate, row?.passRateBounds], [0.1, [1 / 19, 18 / 19]]);
  assert.ok(warnings.some((line) => line.startsWith("Without a score, which counts as not passed") && line.includes("2 took too long")));
});

test("a member's timeout that its topology worked around leaves the answer its grade", () => {
  const late: CallFact = { ...call("m", "attempt", 5), key: "late", ok: false, failure: { code: "timeout", message: "too late" } };
  const [row] = foldTrials(trial("vote", "a1", 0, [late, call("n", "attempt", 1)], { passed: true }));
  assert.deepEqual([row?.scored, row?.passed, row?.lost], [true, true, undefined]);
  const broken: CallFact = { ...late, failure: { code: "provider", message: "gone" } };
  const [other] = foldTrials(trial("vote", "a1", 0, [broken, call("n", "attempt", 1)], { passed: true }));
  assert.deepEqual([other?.scored, other?.lost?.code], [false, "provider"]);
});

/**
 * Both topologies pass the same easy 27 of 40 tasks, 63% in the mean; `late` times out on the hard ones where `steady` answers
 * wrongly on 12 and rightly on one.
 */
test("a topology that loses its hard tasks to timeouts is shown at its true rate, and nothing says that it passes more", () => {
  let wrong = 0;
  const rates: number[] = [];
  for (let world = 0; world < 400; world++) {
    const next = stream(`late ${world}`);
    const rows = Array.from({ length: 60 }, (_, t) => t).flatMap((t) => {
      const hard = next() < 0.3;
      // On easy tasks both pass nine in ten. On hard ones `steady` passes a tenth, and `late` has no answer in time.
      const steady = trial("steady", `a${t}`, 0, [call("m", "attempt", 1)], { passed: next() < (hard ? 0.1 : 0.9) });
      const late = hard
        ? failing("late", `a${t}`, "timeout")
        : trial("late", `a${t}`, 0, [call("m", "attempt", 1)], { passed: next() < 0.9 });
      return [...steady, ...late];
    });
    const { topologies, comparisons } = summarize(foldTrials(rows), { ...about, topologies: ["steady", "late"] });
    const [steady, late] = topologies;
    rates.push(late?.passRate ?? Number.NaN);
    assert.equal(late?.rated, 60);
    assert.equal(comparisons.find(({ metric }) => metric === "passed")?.tasks, 60);
    assert.ok((late?.passRateBounds?.[0] ?? 1) === late?.passRate && (late?.passRateBounds?.[1] ?? 0) > (late?.passRate ?? 1));
    const passes = comparisons.find(({ metric }) => metric === "passed");
    if ((passes?.difference ?? 0) > 0 && (passes?.pHolm ?? 1) < 0.05) wrong += 1;
    assert.ok(steady !== undefined);
  }
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  assert.ok(Math.abs(mean - 0.63) < 0.01, `printed ${mean}, true 0.63`);
  assert.ok(wrong <= 0.03 * 400, `said to pass more in ${wrong} of 400 worlds`);
});

test("trials that their own budget had no money to ask count as not passed, and all tasks are compared", () => {
  const tasks = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8"];
  const paid = [call("m", "attempt", 1)];
  const events = tasks.flatMap((task, i) => [
    // A passes six of eight; B is asked twice, and passes what A passes.
    ...trial("A", task, 0, paid, { passed: i < 6 }),
    ...(i < 2 ? trial("B", task, 0, paid, { passed: true }) : trial("B", task, 0, [], { state: "budget" })),
  ]);
  const { topologies, comparisons, warnings } = summarize(foldTrials(events), { ...about, baseline: "A" });
  const b = topologies.find(({ name }) => name === "B");
  assert.deepEqual([b?.trials, b?.attempted, b?.unfilled, b?.unasked, b?.passed, b?.passRate], [8, 2, 6, 6, 2, 0.25]);
  assert.deepEqual(
    comparisons.map(({ metric, tasks: shared, difference }) => [metric, shared, Number(difference.toPrecision(6))]),
    [
      ["passed", 8, -0.5],
      ["score", 8, -0.5],
      ["cost", 8, -6 / 8 / 1e9],
    ],
  );
  assert.ok(
    warnings.some(
      (line) =>
        line.startsWith("Without a score") &&
        line.includes("B 6 of 8 trials (no money for a single call; a pass rate of 25%, and 100% had they passed)"),
    ),
  );
  assert.ok(!warnings.some((line) => line.startsWith("Ended by a budget")));
});

test("rate, $/task and $/pass are of the same trials; money of trials that are asked again is said apart, and the parts sum to the total", () => {
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
  // Five trials are in the rate: 1 + 3 + 2 + 20 + 40 = 66 dollars, of which one passed. The one that was lost took 10.
  assert.equal(solo?.passRate, 1 / 5);
  const { total, rated, unrated, perTrial, perPass, overheadShare, byOutcome, cold } = solo?.cost ?? assert.fail();
  assert.deepEqual([total, rated, unrated, perTrial, perPass, cold], [76, 66, 10, 66 / 5, 66, 66]);
  // The three answers' calls took 1 + 3 + 40 of the 66; the unfilled and the cut-off trial's 2 + 20 bought none.
  assert.equal(overheadShare, 22 / 66);
  assert.deepEqual(byOutcome, { won: 44, lost: 22, wasted: 0, coordination: 0, unrated: 10 });
  assert.deepEqual([lost?.cost.total, lost?.cost.unrated, lost?.cost.perTrial, lost?.cost.perPass], [5, 5, null, null]);
  assert.deepEqual(comparisons, []);
  assert.ok(
    warnings.includes("Cost of trials without a result yet, left out of $/task and $/pass: solo $10.00 of $76.00, lost $5.00 of $5.00."),
  );
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

test("verdicts that were overruled for want of a quote, or have none where one was optional, are counted per judge", () => {
  const note = (judge: string, name = "overruled"): Fact => ({ type: "own", name, value: { judge, criteria: ["a"] } });
  const events = [
    ...trial("solo", "a1", 0, [note("constructor"), note("grader")], { passed: true }),
    ...trial("hub", "a1", 0, [note("grader"), note("j", "no-quote")], { passed: false }),
  ];
  const { overruled, unquoted, warnings } = summarize(foldTrials(events), about);
  assert.deepEqual(overruled, { constructor: 1, grader: 2 });
  assert.deepEqual(unquoted, { j: 1 });
  assert.ok(warnings.some((words) => /^No quote, .*: j 1 verdict\./.test(words)));
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
  assert.deepEqual([row?.passRate, row?.unfilled, row?.unscored, row?.infra], [0.5, 0, 1, 1]);
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
