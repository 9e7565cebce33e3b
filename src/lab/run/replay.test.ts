import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { z } from "zod";
import { openStore } from "../../ledger/index.ts";
import { markdown, csv, json, terminal, html } from "../../report/index.ts";
import { intactAnalysis } from "../audit/intact-run.ts";
import { check } from "../experiment/load-experiment.ts";
import { defineKind, topologyRegistry } from "../../topologies/index.ts";
import { regrade } from "./regrade.ts";
import { startRun } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-replay-"));
const store = openStore(join(folder, "ledger.sqlite"));
after(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
const surroundings = { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal };

/** A set in a file, one line per try: `item model passed answer`; the members are its models. */
async function replay(name: string, tries: readonly string[], topologies: readonly object[], more: object = {}) {
  const rows = tries.map((line) => line.split(" "));
  const lines = rows.map(([item, model, passed, answer = ""]) =>
    JSON.stringify({ item, model, passed, cost_usd: 0.01, answer: answer === "" ? null : answer.replaceAll("_", " ") }),
  );
  const path = join(folder, `${name}.jsonl`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  const models = [...new Set(rows.map(([, model = ""]) => model))];
  const experiment = check(
    {
      suite: { recorded: path },
      members: models.map((model) => ({ name: model, model: `recorded/${model}` })),
      verifier: { kind: "oracle" },
      terms: { attempts: 1 },
      topologies,
      ...more,
    },
    name,
  );
  const outcome = await startRun({ ...experiment, name }, surroundings);
  const rates = Object.fromEntries(outcome.summary.topologies.map((row) => [row.name, row.passRate]));
  return { ...outcome, rates, row: (topology: string) => outcome.summary.topologies.find((row) => row.name === topology) };
}

const solo = (member: string) => ({ use: "solo", name: member, options: { member } });

test("a vote counts recorded words, a blank abstains, a tie goes to the member that is named, and two failures beat no pass", async () => {
  // i1: x has two votes and is right; i2: n alone said something else than a blank; i3: all differ, o decides; i4: two agree on a wrong one.
  const tries = [
    "i1 m 1 x",
    "i1 n 1 X.",
    "i1 o 0 y",
    "i2 m 0 _",
    "i2 n 1 z",
    "i2 o 0 _",
    "i3 m 0 a",
    "i3 n 0 b",
    "i3 o 1 c",
    "i4 m 1 p",
    "i4 n 0 q",
    "i4 o 0 q",
  ];
  const vote = { use: "best-of", name: "vote", options: { n: 3, spread: true, ties: "o" } };
  const { rates, run } = await replay("votes", tries, [
    solo("m"),
    vote,
    { use: "debate", name: "one-round", options: { rounds: 1, ties: "o" } },
  ]);
  assert.deepEqual(rates, { m: 0.5, vote: 0.75, "one-round": 0.75 });
  const again = await regrade(run, surroundings);
  assert.deepEqual(
    again.summary.topologies.map(({ passRate }) => passRate),
    [0.5, 0.75, 0.75],
    "graded again from the ledger",
  );
  const { analysis } = await intactAnalysis(store, run);
  assert.equal(analysis.summary.topologies[1]?.passRate, 0.75);
});

test("the ledger holds no outcome where a member, a judge or a vote could read it", async () => {
  const { run } = await replay("words", ["i1 m 1", "i2 m 0", "i3 m 1 said", "i4 m 0 said"], [solo("m")]);
  const bodies: string[] = [];
  const ledger = store.ledger(run);
  for await (const { fact } of ledger.read()) {
    if (fact.type === "call") bodies.push(JSON.stringify(ledger.body(fact.reply)));
    if (fact.type === "trial-end") bodies.push(JSON.stringify(ledger.body(fact.answer ?? "")));
  }
  assert.equal(bodies.length, 8);
  for (const body of bodies) assert.match(body, /^("|\{"text":")(said|\[unrecorded answer [0-9a-f]{16}\])"\}?$/);
});

test("what asks beyond the record cannot be replayed: no figures, no comparison, no winner, in every format", async () => {
  const tries = ["i1 m 1 x", "i1 n 0 y", "i2 m 0 x", "i2 n 1 y", "i3 m 1 x", "i3 n 1 x", "i1 o 0 x", "i2 o 0 x", "i3 o 0 z"];
  const beyond = ["debate", "council", "hub-spoke", "self-check", "tournament", "fusion", "conductor", "ledger-hub", "strategy-market"];
  const topologies = [
    { use: "debate" },
    solo("m"),
    solo("n"),
    { use: "council" },
    { use: "hub-spoke" },
    { use: "fusion" },
    { use: "conductor" },
    { use: "ledger-hub" },
    { use: "strategy-market" },
    { use: "cascade", name: "self-check", options: { check: "self" } },
    { use: "best-of", name: "tournament", options: { n: 2, spread: true, choose: "tournament" } },
  ];
  const { summary, row, state } = await replay("beyond", tries, topologies);
  assert.equal(state, "done");
  for (const name of beyond) {
    const { passRate, meanScore, replay: told, cost } = row(name) ?? {};
    assert.deepEqual(
      [passRate, meanScore, cost?.perTrial, told?.state, told?.lost, told?.of],
      [null, null, null, "cannot be replayed", 3, 3],
      name,
    );
  }
  assert.ok(summary.comparisons.every(({ a, b }) => !beyond.includes(a) && !beyond.includes(b)));
  assert.deepEqual([summary.leader?.among, row("m")?.passRate], [2, 2 / 3]);
  for (const text of [terminal(summary), markdown(summary), csv(summary), json(summary), html([{ title: "x", note: "", summary }])])
    assert.ok(text.split("cannot be replayed").length > beyond.length, text.slice(0, 80));
});

// A tree that shows nobody an earlier answer draws fresh tries of its members: so many of them as it has calls are on record, or the task is lost.
test("a tree of answers can be replayed where nothing is shown of verdicts, and where answers are refined it cannot", async () => {
  const tries = ["i1", "i2", "i3"].flatMap((item) => [`${item} m 0 w`, `${item} m ${item === "i3" ? 0 : 1} x`, `${item} m 0 y`]);
  const tree = (feedback: string) => ({ use: "ab-mcts", name: feedback, options: { calls: 3 }, terms: { feedback } });
  const { row, rates } = await replay("tree", tries, [solo("m"), tree("none"), tree("reason")]);
  // Whatever it draws from, in three calls it finds the one right try of i1 and i2; there is none of i3.
  assert.deepEqual([row("none")?.replay, rates["none"], rates["m"]], [undefined, 2 / 3, 2 / 9]);
  assert.match(row("reason")?.replay?.state ?? "", /cannot be replayed|tasks lost/);
});

test("turns can be replayed where members see nothing but the task, and where they think or see answers they cannot", async () => {
  const tries = ["i1", "i2", "i3", "i4"].flatMap((item) => ["m", "n"].flatMap((model) => [0, 1, 2].map((i) => `${item} ${model} 1 x${i}`)));
  const turns = (transcript: boolean) => ({
    use: "turn-router",
    name: transcript ? "talking" : "alone",
    options: { transcript },
    terms: { feedback: "none", attempts: 3 },
  });
  const { row, rates } = await replay("turns", tries, [solo("m"), turns(false), turns(true)]);
  assert.deepEqual([row("alone")?.replay, rates["alone"]], [undefined, 1]);
  assert.equal(row("talking")?.replay?.state, "cannot be replayed");
});

test("a vote on tries of which no words were kept cannot be replayed", async () => {
  const tries = ["i1 m 1", "i1 n 1", "i2 m 0", "i2 n 0"];
  const topologies = [
    solo("m"),
    { use: "best-of", name: "vote", options: { n: 2, spread: true } },
    { use: "cascade", name: "agree", options: { check: "agreement", samples: 2 } },
  ];
  const { row } = await replay("wordless", tries, topologies);
  assert.deepEqual(
    [row("vote")?.replay?.state, row("agree")?.replay?.state, row("m")?.passRate],
    ["cannot be replayed", "cannot be replayed", 0.5],
  );
  assert.match(row("vote")?.replay?.why ?? "", /the record has outcomes of m, n and no words/);
});

test("a retry of one sample cannot be replayed; of two samples on some tasks it is scored on those, passes at the first try left out too", async () => {
  const retry = { use: "solo", name: "retry", options: { member: "m" }, terms: { attempts: 2, feedback: "none" } };
  const once = await replay("single", ["i1 m 1", "i2 m 0"], [solo("m"), retry]);
  assert.deepEqual([once.row("retry")?.replay?.state, once.rates["m"]], ["cannot be replayed", 0.5]);
  // i1 passes at the first try but has no second: it is lost as well. i2 always passes within two, i3 never.
  const some = await replay("pairs", ["i1 m 1", "i2 m 0", "i2 m 1", "i3 m 0", "i3 m 0"], [solo("m"), retry]);
  assert.deepEqual([some.row("retry")?.replay?.state, some.row("retry")?.replay?.lost, some.rates["retry"]], ["tasks lost", 1, 0.5]);
  assert.ok(
    some.summary.warnings.some((line) =>
      line.startsWith("retry lost 1 of 3 tasks, so its figures are of the other 2 and it leads nothing"),
    ),
  );
  assert.equal(some.summary.leader, undefined, "nobody else is left to lead among several");
});

test("every recorded try is used: uneven tries are scored by their expectation, and none is taken for two", async () => {
  const tries = ["i1 m 1", "i1 m 0", "i1 m 0", "i1 n 0", "i1 n 1", "i2 m 1", "i2 m 1", "i2 n 0"];
  const ladder = { use: "cascade", name: "ladder", options: { order: ["m", "n"] }, terms: { attempts: 2, feedback: "none" } };
  const retry = { use: "solo", name: "retry", options: { member: "m" }, terms: { attempts: 2, feedback: "none" } };
  const { rates, summary, row } = await replay("uneven", tries, [solo("m"), solo("n"), ladder, retry]);
  // By hand. m: (1/3 + 1) / 2. n: (1/2 + 0) / 2. ladder: (1 - 2/3 x 1/2 + 1) / 2. retry of m: (1 - 2/3 x 1/2 + 1) / 2.
  const near = Object.entries({ m: 2 / 3, n: 1 / 4, ladder: 5 / 6, retry: 5 / 6 }).every(
    ([name, rate]) => Math.abs((rates[name] ?? 0) - rate) < 1e-12,
  );
  assert.ok(near, JSON.stringify(rates));
  assert.ok(Math.abs((row("ladder")?.cost.perTrial ?? 0) - (0.01 * (5 / 3) + 0.01) / 2) < 1e-12);
  assert.deepEqual([summary.repetitions, summary.leastRepetitions], [6, 2]);
  const once = await replay("asked", tries, [solo("m"), solo("n")], { repetitions: 9 });
  assert.ok(once.summary.warnings.some((line) => line.startsWith("No task is repeated more often than it was tried: 6 repetitions")));
  assert.deepEqual([once.rates["m"], once.rates["n"]], [rates["m"], rates["n"]]);
});

test("what is held out chooses: the configuration and the topology are picked on one half alone, and both halves' figures are shown", async () => {
  // 24 items: m passes every third, n all but every fourth; o is right where neither is.
  const right = (model: string, i: number): boolean =>
    model === "m" ? i % 3 === 0 : model === "n" ? i % 4 !== 0 : i % 12 === 4 || i % 12 === 8;
  const items = [...Array(24).keys()];
  const tries = ["m", "n", "o"].flatMap((model) => items.map((i) => `i${i} ${model} ${Number(right(model, i))}`));
  const orders = [
    ["m", "n"],
    ["n", "m"],
    ["n", "o"],
    ["m", "o"],
  ];
  const ladder = { use: "cascade", name: "ladder", choose: { order: orders }, terms: { attempts: 2, feedback: "none" } };
  const { summary, plan, row } = await replay("chosen", tries, [solo("m"), solo("n"), ladder], { holdOut: { goal: { value: 1 } } });
  const half = (learning: boolean) => items.filter((i) => plan.learning.has(`i${i}`) === learning);
  // By brute force over the raw tries; each try costs $0.01.
  const figures = (order: readonly string[], on: readonly number[]) => {
    const [first = "", second = ""] = order;
    const passed = on.filter((i) => right(first, i) || (second !== "" && right(second, i))).length / on.length;
    const cost = on.reduce((sum, i) => sum + (right(first, i) || second === "" ? 0.01 : 0.02), 0) / on.length;
    return { passed, cost, net: passed - cost };
  };
  const best = orders.toSorted((a, b) => figures(b, half(true)).net - figures(a, half(true)).net)[0] ?? [];
  const chosen = row(summary.selection?.chosen ?? "");
  assert.equal(chosen?.name, `ladder#${orders.indexOf(best) + 1}`);
  assert.equal(chosen?.configuration, `order ${best.join(" > ")} (of 4 tried)`);
  const near = (a: number | null | undefined, b: number) => assert.ok(Math.abs((a ?? -1) - b) < 1e-12, `${a} is not ${b}`);
  near(chosen?.training?.passRate, figures(best, half(true)).passed);
  near(chosen?.training?.perTrial, figures(best, half(true)).cost);
  near(chosen?.passRate, figures(best, half(false)).passed);
  near(chosen?.cost.perTrial, figures(best, half(false)).cost);
  assert.deepEqual([summary.selection?.single, summary.selection?.tasks], ["n", 12]);
  near(row("n")?.training?.passRate, figures(["n"], half(true)).passed);
  assert.deepEqual(
    summary.topologies.map(({ name }) => name),
    ["m", "n", chosen?.name],
  );
  for (const text of [terminal(summary), markdown(summary)]) assert.match(text, /Chosen on 12\s+tasks for/);
  await assert.rejects(replay("no half", tries, [ladder]), /Add `holdOut: true`/);
});

test("a topology that throws has failed by its own fault: its trials are not the provider's loss", async () => {
  topologyRegistry.add(
    defineKind({
      name: "thrower",
      gist: "throws",
      description: "Throws.",
      options: z.strictObject({}),
      formula: "0",
      sees: "Nothing.",
      ignores: [],
      calls: () => ({ least: 0, most: 0 }),
      make: () => ({ name: "thrower", solve: () => Promise.reject(new RangeError("deck of cards is empty")) }),
    }),
    "a test",
  );
  const { summary } = await replay("thrown", ["i1 m 1 x", "i2 m 0 y"], [solo("m"), { use: "thrower" }]);
  const words = terminal(summary, { width: 100 });
  assert.match(words, /thrower broke its contract and threw: deck of cards is empty/);
  assert.match(words, /Ended by an error in a function of your own/);
  assert.doesNotMatch(words, /Lost for the provider's/);
});
