import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { openStore, type Store } from "../../ledger/index.ts";
import { toNano } from "../../util/money.ts";
import { openDailyBudget } from "../trials/daily-budget.ts";
import { withMoney } from "../analysis/with-money.ts";
import { intactAnalysis } from "../audit/intact-run.ts";
import { check } from "../experiment/load-experiment.ts";
import { type Outcome, resumeRun, startRun } from "./run.ts";

function storeIn(context: TestContext): Store {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-caps-"));
  const store = openStore(join(folder, "ledger.sqlite"));
  context.after(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

const noon = Date.parse("2026-11-21T12:00:00Z");
function surroundings(store: Store, concurrency = 4, now = () => noon) {
  return { store, environment: {}, concurrency, now, signal: new AbortController().signal };
}

/** Two topologies on five reasoning tasks, twice; about two cents per trial on the embedded models. */
function experiment(limits: object) {
  const plain = {
    suite: "coase-hayek",
    only: ["reasoning"],
    members: [
      { name: "large", model: "simulated/large" },
      { name: "small", model: "simulated/small" },
    ],
    topologies: [{ use: "solo", options: { member: "large" } }, { use: "best-of" }],
    verifier: { kind: "oracle" },
    terms: { attempts: 3 },
    repetitions: 2,
    limits,
  };
  return { ...check(plain, "caps"), name: "caps" };
}

function spentBy({ summary }: Outcome, topology: string): number {
  return summary.topologies.find((row) => row.name === topology)?.cost.total ?? Number.NaN;
}

test("a cap of zero ends the run at its first call, says so, and keeps it resumable", async (context) => {
  const store = storeIn(context);
  const outcome = await startRun(experiment({ cap: 0 }), surroundings(store));
  assert.equal(outcome.state, "budget");
  assert.equal(outcome.summary.topologies[0]?.trials ?? 0, 0);
  assert.match(
    outcome.summary.warnings.at(-1) ?? "",
    /The run's cap of \$0 ended it\. The call may cost up to \$0\.\d+ and \$0 was left then\./,
  );
  // Whoever reads the run later reads why it stopped, once.
  const told = async (run: string): Promise<number> => {
    const { record, analysis } = await intactAnalysis(store, run);
    return withMoney(analysis.summary, record).warnings.filter((warning) => warning.includes("cap of $0 ended it")).length;
  };
  assert.equal(await told(outcome.run), 1);
  const resumed = await resumeRun(outcome.run, surroundings(store), { limits: { cap: 10 } });
  assert.equal(resumed.state, "done");
  assert.equal(resumed.summary.topologies[0]?.trials, 10);
  assert.equal(await told(outcome.run), 0);
});

test("budgets smaller than one call end every trial unanswered, and the run with the state budget", async (context) => {
  const outcome = await startRun(experiment({ budget: 0.000001 }), surroundings(storeIn(context)));
  assert.equal(outcome.state, "budget");
  assert.match(
    outcome.summary.warnings.at(-1) ?? "",
    /No trial could pay for an answer\. The call may cost up to .* Too low: limits\.budget is \$0\.00000100, .*Raise limits\.budget \(or --budget\)/,
  );
});

test("a cap on one call refuses dear calls and lets cheap ones go", async (context) => {
  const outcome = await startRun(experiment({ call: 0.000001 }), surroundings(storeIn(context)));
  assert.equal(outcome.state, "budget");
  assert.match(
    outcome.summary.warnings.at(-1) ?? "",
    /one call may cost \$0\.00000100.*Too low: limits\.call is .*Raise limits\.call, or lower terms\.outputCap/,
  );
});

test("a day's cap below one call makes no run, since no day can pay for it", async (context) => {
  const store = storeIn(context);
  await assert.rejects(
    startRun(experiment({ day: 0.000001 }), surroundings(store)),
    /No trial could pay for an answer\. Too low: limits\.day is \$0\.00000100, .* holds \$0\.\d+.*Raise limits\.day, or lower .* no run was made/,
  );
  assert.deepEqual(store.runs(), []);
});

const rowsOf = ({ summary }: Outcome, topology: string) => summary.topologies.find((row) => row.name === topology);

test("a topology that reaches its cap stops there, alike at any concurrency: the trial that was cut is unfinished, and the other topology goes on", async (context) => {
  const free = await startRun(experiment({}), surroundings(storeIn(context)));
  const cap = spentBy(free, "best-of") / 2;
  const one = await startRun(experiment({ topology: cap }), surroundings(storeIn(context), 1));
  const many = await startRun(experiment({ topology: cap }), surroundings(storeIn(context), 16));
  assert.equal(one.state, "budget");
  assert.equal(one.summary.digest, many.summary.digest);
  const [row, plain] = [rowsOf(one, "best-of"), rowsOf(one, "solo")];
  assert.equal(plain?.attempted, 10);
  // No trial ended for want of money: what ended has a result, and the rest is told as missing.
  assert.deepEqual([row?.trials, row?.unfilled, row?.endedByBudget, row?.planned], [row?.attempted, 0, 0, 10]);
  assert.ok((row?.trials ?? 10) < 10 && (row?.trials ?? 0) > 0);
  assert.deepEqual(one.summary.progress, { finished: 10 + (row?.trials ?? 0), planned: 20, lost: 0 });
  assert.match(
    one.summary.warnings.at(-1) ?? "",
    /The topology cap of \$[\d.]+ \(limits\.topology\) ended best-of: trials from there on have no result, and none is counted\. The call may cost up to .* was left then\. Go on with: catallaxy resume \S+ --raise topology=<dollars>/,
  );
  assert.ok(one.spending.unfinished > 0 && spentBy(one, "best-of") <= cap);
});

test("what a session's cap cut goes on with a higher one until all trials have a result, and pays nothing twice", async (context) => {
  const free = await startRun(experiment({}), surroundings(storeIn(context)));
  const session = spentBy(free, "best-of") / 4;
  const store = storeIn(context);
  const cut = await startRun(experiment({ session }), surroundings(store));
  assert.equal(cut.state, "budget");
  assert.match(
    cut.summary.warnings.at(-1) ?? "",
    /The session cap of .* ended solo in repetitions 0 and 1 and best-of in repetitions 0 and 1/,
  );
  const again = await resumeRun(cut.run, surroundings(store));
  assert.deepEqual([again.state, again.summary.digest, again.spending.total], ["budget", cut.summary.digest, cut.spending.total]);
  const raised = await resumeRun(cut.run, surroundings(store), { limits: { session: session * 10 } });
  assert.deepEqual([raised.state, raised.summary.progress?.finished, raised.spending.total], ["done", 20, free.spending.total]);
});

test("a session's cap holds for each repetition, and for a run that stopped and went on", async (context) => {
  const free = await startRun(experiment({}), surroundings(storeIn(context)));
  const session = spentBy(free, "best-of") / 4;
  const whole = await startRun(experiment({ session }), surroundings(storeIn(context)));
  assert.ok(spentBy(whole, "best-of") <= 2 * session);
  const store = storeIn(context);
  const stop = new AbortController();
  const onProgress = ({ done }: { done: number }): void => (done === 9 ? stop.abort() : undefined);
  const stopped = await startRun(experiment({ session }), { ...surroundings(store, 1), signal: stop.signal, onProgress });
  assert.equal(stopped.state, "interrupted");
  const resumed = await resumeRun(stopped.run, surroundings(store, 3));
  assert.equal(resumed.state, "budget");
  assert.equal(resumed.summary.digest, whole.summary.digest);
});

test("a budget per trial that is used up is the trial's own result, also beside a session's cap that is as tight", async (context) => {
  // One call of a member holds about $0.105, and three are made.
  for (const limits of [{ budget: 0.12 }, { budget: 0.12, session: 0.6, topology: 1.2 }]) {
    const outcome = await startRun(experiment(limits), surroundings(storeIn(context)));
    assert.equal(outcome.state, "done");
    assert.equal(rowsOf(outcome, "best-of")?.trials, 10);
    assert.ok((rowsOf(outcome, "best-of")?.endedByBudget ?? 0) > 0);
  }
});

test("a process whose clock is behind spends from the newest day that the file has seen", (context) => {
  const { file } = storeIn(context);
  const open = (run: string, day: string) => openDailyBudget({ world: "live", day: 100 }, file, run, () => Date.parse(`${day}T12:00:00Z`));
  const ahead = open("a", "2026-11-22");
  const hold = ahead?.hold(80);
  assert.ok(hold?.ok);
  hold.settle(80);
  ahead?.close();
  const behind = open("b", "2026-11-20");
  assert.deepEqual(behind?.total(), { spent: 80, held: 0 });
  assert.equal(behind?.hold(21).ok, false);
  behind?.close();
  const later = open("c", "2026-11-23");
  assert.deepEqual(later?.total(), { spent: 0, held: 0 });
  later?.close();
});

test("the day's cap counts all runs of the ledger, and a clock set back opens no earlier day", async (context) => {
  const store = storeIn(context);
  const free = await startRun(experiment({}), surroundings(storeIn(context)));
  const whole = free.summary.topologies.reduce((sum, row) => sum + row.spent, 0);
  const day = whole * 1.5;
  assert.equal((await startRun(experiment({ day }), surroundings(store))).state, "done");
  const second = await startRun(experiment({ day }), surroundings(store));
  assert.equal(second.state, "budget");
  assert.match(second.summary.warnings.at(-1) ?? "", /The day's cap of \$.* over all runs of this ledger.*day:2026-11-21/);
  const budget = openDailyBudget({ world: "simulated", day: toNano(day) }, store.file, "watcher", () => noon);
  const total = budget?.total();
  budget?.close();
  assert.ok((total?.spent ?? 0) + (total?.held ?? 0) <= toNano(day));
  assert.ok((total?.spent ?? 0) > toNano(day) / 2);
  assert.equal(
    (
      await resumeRun(
        second.run,
        surroundings(store, 4, () => noon + 86_400_000),
      )
    ).state,
    "done",
  );
  let now = noon;
  const moving = openDailyBudget({ world: "live" }, store.file, "clock", () => now);
  const hold = moving?.hold(5);
  now -= 86_400_000;
  assert.equal(moving?.total().held, 5);
  if (hold?.ok === true) hold.settle(3);
  assert.deepEqual(moving?.total(), { spent: 3, held: 0 });
  moving?.close();
});
