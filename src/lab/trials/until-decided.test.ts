import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { openStore, type Store } from "../../ledger/index.ts";
import { check, loadExperiment } from "../experiment/load-experiment.ts";
import { type Outcome, resumeRun, startRun } from "../run/run.ts";
import { planOf } from "../plan/stored-plan.ts";
import { analyzeRun } from "../analysis/summarize-run.ts";

function storeIn(context: TestContext): Store {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-until-"));
  const store = openStore(join(folder, "ledger.sqlite"));
  context.after(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

/** Aborts once so many trials have ended. */
function surroundings(store: Store, concurrency = 8, stopAfter = Infinity) {
  const stop = new AbortController();
  const onProgress = ({ done }: { done: number }): void => {
    if (done >= stopAfter) stop.abort();
  };
  return { store, environment: {}, concurrency, now: () => Date.parse("2026-11-21"), signal: stop.signal, onProgress };
}

/** Dollars per attempt, as the bundled experiment assumes them. */
const prices = { prices: { "gemini-2.5-flash": 0.00034, "deepseek-v3": 0.0002, "gpt-4o": 0.00175, "claude-sonnet-4-20250514": 0.0024 } };
const arms = ["solo-flash", "solo-deepseek", "solo-sonnet", "cheap-first", "market-record", "vote", "oracle-bound"];
/** Recorded answers of four models: solos, a cascade, a vote, and a market that learns; half of 120 items for learning. */
async function recorded(until: unknown, more: object = {}) {
  const experiment = await loadExperiment("recorded/lifeeval_confidence");
  const topologies = experiment.topologies.filter((entry) => typeof entry !== "string" && arms.includes(entry.name ?? ""));
  const plain = { ...experiment, before: [], topologies, world: { ...experiment.world, items: 120 }, until, ...more };
  return { ...check(JSON.parse(JSON.stringify(plain)), "recorded"), name: "recorded" };
}

function shape({ summary }: Outcome) {
  return { digest: summary.digest, decision: summary.decision, rows: summary.topologies, comparisons: summary.comparisons };
}

test("a recorded run stops when the best is decided, carries only trials that ran, and says what it saved", async (context) => {
  const outcome = await startRun(await recorded({ value: 0.003 }, { world: { items: 240, ...prices } }), surroundings(storeIn(context)));
  const { decision, topologies } = outcome.summary;
  assert.ok(decision !== undefined && outcome.state === "done");
  assert.equal(decision.value, 0.003);
  assert.equal(decision.of, 120);
  assert.ok(
    decision.out.some(({ topology }) => topology === "vote"),
    "three times the price for no gain",
  );
  assert.ok(decision.out.every(({ topology }) => !decision.live.includes(topology)));
  assert.ok(decision.spent < decision.fixedCost / 2, `${decision.spent} of ${decision.fixedCost}`);
  const ran = topologies.find(({ name }) => name === "vote")?.trials ?? 0;
  const stopped = decision.out.find(({ topology }) => topology === "vote")?.tasks ?? 0;
  assert.ok(stopped <= ran && ran <= stopped * 1.1 + 1, `stopped after ${stopped}, ran ${ran}`);
  assert.ok(!topologies.some(({ name }) => name === "oracle-bound"), "a bound is no choice");
});

test("the same seed decides the same with the same digest at any concurrency", async (context) => {
  const store = storeIn(context);
  const [one, many] = [
    await startRun(await recorded("decided"), surroundings(store, 1)),
    await startRun(await recorded("decided"), surroundings(store, 64)),
  ];
  assert.deepEqual(shape(one), shape(many));
  const other = await startRun(await recorded("decided", { seed: "other" }), surroundings(store));
  assert.notEqual(other.summary.digest, one.summary.digest);
});

test("a run that was interrupted, twice, reaches the same decision by the same trials", async (context) => {
  const store = storeIn(context);
  const experiment = await recorded({ value: 0.001 });
  const whole = await startRun(experiment, surroundings(store));
  const first = await startRun(experiment, surroundings(store, 3, 70));
  assert.equal(first.state, "interrupted");
  assert.equal(first.summary.decision?.state, "running");
  const second = await resumeRun(first.run, surroundings(store, 7, 90));
  assert.equal(second.state, "interrupted");
  const last = await resumeRun(first.run, surroundings(store, 2));
  assert.deepEqual(shape(last), shape(whole));
});

test("a stored run's report makes the same decision from the ledger alone", async (context) => {
  const store = storeIn(context);
  const outcome = await startRun(await recorded({ value: 0.001 }), surroundings(store));
  const record = store.run(outcome.run);
  assert.ok(record !== undefined);
  const again = await analyzeRun(await planOf(record, {}), store.ledger(outcome.run), outcome.run, 0);
  assert.deepEqual(again.summary.decision, outcome.summary.decision);
  assert.equal(again.summary.digest, outcome.summary.digest);
});

/** Simulated members with repetitions: a market that remembers against a lone member. */
function simulated(until: unknown, more: object = {}) {
  const plain = {
    suite: "generated",
    generate: { n: 60, families: ["counting"] },
    members: ["large", "small"].map((name) => ({ name, model: `simulated/${name}` })),
    topologies: [
      { use: "solo", name: "small", options: { member: "small" }, terms: { attempts: 1 } },
      { use: "solo", name: "large", options: { member: "large" } },
      { use: "market", options: { bidding: "track-record" } },
    ],
    verifier: { kind: "noisy", judge: { kind: "oracle" }, falsePositive: 0.1, falseNegative: 0.1 },
    repetitions: 2,
    until,
    ...more,
  };
  return { ...check(plain, "simulated"), name: "simulated" };
}

test("asked whether one topology passes more than another, only these two run", async (context) => {
  const outcome = await startRun(simulated({ question: { better: "large", than: "small" } }), surroundings(storeIn(context)));
  const { decision, topologies, comparisons } = outcome.summary;
  assert.deepEqual([decision?.state, decision?.winner, decision?.a, decision?.b], ["decided", "large", "large", "small"]);
  assert.deepEqual(
    topologies.map(({ name }) => name),
    ["small", "large"],
  );
  assert.ok((decision?.tasks ?? 60) < 60);
  const passed = comparisons.find(({ metric }) => metric === "passed");
  assert.ok((passed?.p ?? 1) < 0.05 && passed?.minDetectable === null);
});

test("a market's session goes on from wave to wave, and over an interruption", async (context) => {
  const store = storeIn(context);
  const experiment = simulated("decided", { holdOut: true });
  const whole = await startRun(experiment, surroundings(store, 8));
  const broken = await startRun(experiment, surroundings(store, 2, 90));
  assert.equal(broken.state, "interrupted");
  assert.deepEqual(shape(await resumeRun(broken.run, surroundings(store, 5))), shape(whole));
  assert.ok((whole.summary.routing["market"]?.reputation["large"] ?? 0) > 0);
});

test("a run stops when its money is spent, within one wave", async (context) => {
  const outcome = await startRun(simulated({ money: 0.2, delta: 0 }, { repetitions: 1 }), surroundings(storeIn(context)));
  const { decision } = outcome.summary;
  assert.equal(decision?.state, "money");
  assert.ok((decision?.spent ?? 0) >= 0.2 && (decision?.spent ?? 1) < 0.4, String(decision?.spent));
});

test("a question about topologies that do not exist, or with one topology alone, is refused in words", async (context) => {
  const store = storeIn(context);
  const wrong = simulated({ question: { better: "larg", than: "small" } });
  await assert.rejects(startRun(wrong, surroundings(store)), /Wanted `until` to compare two of the topologies; got "larg"\. .*large/);
  const alone = simulated("decided", { topologies: ["solo"] });
  await assert.rejects(startRun(alone, surroundings(store)), /wants two topologies or more; this one has 1/);
  assert.throws(() => simulated({ question: "worst" }), /until/);
});
