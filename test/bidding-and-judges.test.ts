import assert from "node:assert/strict";
import { test } from "node:test";
import {
  calibrationPage,
  calibrationReport,
  calibrationTable,
  type Experiment,
  judgeReport,
  judgeReportTable,
  loadExperiment,
  openStore,
  type Outcome,
  rehearse,
  reliabilityDiagrams,
  specialTable,
  startRun,
} from "../src/lab/index.ts";
import { shadowTries } from "../src/lab/trials/shadow.ts";
import { retryValues } from "../src/lab/analysis/special/shadow-figures.ts";
import type { Event } from "../src/types.ts";

type NamedExperiment = Experiment & { readonly name: string };
const store = openStore(":memory:");
let clock = 0;

/** A bundled experiment on fewer tasks, run in memory. */
async function run(
  name: string,
  n: number,
  change: (experiment: NamedExperiment) => NamedExperiment = (same) => same,
): Promise<Outcome & { events: Event[] }> {
  const experiment = await loadExperiment(name);
  const small = change({ ...experiment, generate: { ...experiment.generate, n }, repetitions: 1 });
  const outcome = await startRun(small, {
    store,
    environment: {},
    concurrency: 4,
    now: () => (clock += 1000),
    signal: new AbortController().signal,
  });
  const events: Event[] = [];
  for await (const event of store.ledger(outcome.run).read()) events.push(event);
  return { ...outcome, events };
}
const bidding = run("bidding", 12);
const judging = run("judges", 8);

test("run bidding prints one line per mechanism and bidding with pass rate, cost, oracle share, unfilled share and the gain of a lie", async () => {
  const { table: figures, plan } = await bidding;
  assert.ok(figures !== undefined);
  const table = specialTable(figures);
  assert.equal(table.rows.length, plan.topologies.length);
  assert.match(table.title, /SIMULATED/);
  const cell = (name: string, title: string): string => {
    const [mechanism, way = ""] = name.split(":");
    const row = table.rows.find((one) => one[0] === mechanism && one[1] === way);
    return row?.[table.columns.findIndex((column) => column.title === title)] ?? "missing";
  };
  for (const mechanism of ["first-price", "second-score", "execution-contingent"])
    for (const way of ["stated", "calibrated", "track-record", "learned", "learned-asked", "random"])
      assert.match(cell(`${mechanism}:${way}`, "passed (95%)"), /^\d+%/);
  assert.match(cell("posted:posted", "cost/task"), /^\$0\.00/);
  assert.match(cell("lottery:random", "unfilled"), /^0\.0%/);
  assert.match(cell("execution-contingent:stated", "lie gains"), /^\.00 \(\.00\)/);
  assert.match(cell("second-score:stated", "lie gains"), /^\.[12]\d \(\.[89]\d\)/);
  assert.equal(cell("first-price:track-record", "lie gains"), "-");
  // What asking is worth is said of each market that makes one feature of statements; in twelve tasks nothing is made of them yet.
  for (const mechanism of ["first-price", "second-score", "execution-contingent"])
    assert.ok(
      table.notes.some((note) =>
        new RegExp(
          `^${mechanism}:learned-asked: that statements say anything is not shown.*better by \\+0\\.0000.*asking costs \\$0\\.`,
        ).test(note),
      ),
      table.notes.join("\n"),
    );
});

test("the oracle's share is at most all for whoever tries once, and solo members have one each", async () => {
  const { table, plan } = await bidding;
  assert.ok(table?.kind === "bidding");
  const shares = table.rows.map(({ ofOracle }) => ofOracle ?? Number.NaN);
  assert.equal(shares.length, plan.topologies.length);
  for (const share of shares) assert.ok(share <= 1, String(share));
  assert.ok(Math.max(...shares) > 0.3);
});

test("run judges prints verifier x topology with false accepts; the oracle accepts nothing false", async () => {
  const { table, plan } = await judging;
  assert.ok(table?.kind === "judges");
  assert.equal(table.rows.length, plan.topologies.length);
  const kinds = new Set(table.rows.map(({ verifier }) => verifier));
  for (const kind of ["none", "oracle", "noisy-10", "noisy-90", "rubric", "panel", "prediction-market", "pairwise", "self"])
    assert.ok(kinds.has(kind), kind);
  const of = (kind: string) => table.rows.filter(({ verifier }) => verifier === kind);
  for (const { accepted, falseAccepts } of of("oracle")) assert.ok(accepted > 0 && falseAccepts === 0);
  assert.ok(of("noisy-90").some(({ accepted, falseAccepts }) => falseAccepts > 0.2 * accepted));
  assert.ok(specialTable(table).notes.some((note) => /Retry stops paying at a false-positive rate of .* closed form/.test(note)));
});

test("a member judges its own work only where the experiment allows it", async () => {
  const { events, plan } = await judging;
  const allowed = new Set(plan.topologies.filter(({ terms }) => terms.selfJudging === "allowed").map(({ name }) => name));
  assert.deepEqual(
    [...allowed].every((name) => name.startsWith("self:")),
    true,
  );
  const workers = new Set(["large", "medium", "small"]);
  for (const { trial, fact } of events)
    if (fact.type === "call" && fact.purpose === "verdict" && workers.has(fact.member)) assert.ok(trial.startsWith("self:"), trial);
});

test("catallaxy judges tells rejected answers right from wrong: the oracle errs never, a noisy judge at its rates", async () => {
  const { plan, run: id } = await judging;
  const report = await judgeReport(plan, store.ledger(id));
  assert.equal(report.ungraded, 0);
  const of = (name: string) => report.verifiers.judges.find(({ judge }) => judge === name);
  assert.deepEqual([of("oracle")?.falsePositive.rate, of("oracle")?.falseNegative.rate, of("oracle")?.kappa?.kappa], [0, 0, 1]);
  assert.ok((of("oracle")?.falseNegative.of ?? 0) > 0 && (of("oracle")?.falsePositive.of ?? 0) > 0);
  const high = of("noisy 90%/10%");
  assert.ok((high?.falsePositive.interval?.[0] ?? 1) < 0.9 && (high?.falsePositive.interval?.[1] ?? 0) > 0.9, JSON.stringify(high));
  assert.equal(of("oracle")?.costPerVerdict, 0);
  assert.ok((of("rubric by judge")?.costPerVerdict ?? 0) > 0);
  assert.ok(report.swaps.some(({ judge, consistent }) => judge === "pairwise by judge" && consistent.of > 0));
  assert.deepEqual(
    report.seats.judges.map(({ judge }) => judge),
    ["judge", "second", "third"],
  );
  assert.ok(judgeReportTable(report).rows.length > 10);
});

test("catallaxy calibration counts losing bids and needs no call: every member has a forecast per task and market", async () => {
  const { plan, run: id } = await bidding;
  const before = store.ledger(id).spentAndHeld();
  const report = await calibrationReport(plan, store.ledger(id), id);
  assert.deepEqual(store.ledger(id).spentAndHeld(), before);
  const whole = report.rows.filter(({ category }) => category === undefined);
  // Ten markets ask for bids; each of three members bids for each of twelve tasks.
  assert.deepEqual(
    whole.map(({ member, forecasts, tasks }) => [member, forecasts, tasks]),
    ["large", "medium", "small"].map((member) => [member, 120, 12]),
  );
  for (const row of whole) {
    assert.ok(row.brier > 0 && row.brier < 1 && row.eceInterval[0] <= row.eceInterval[1]);
    assert.ok(row.tokenRatio !== null && row.tokenRatio > 0.1 && row.tokenRatio < 0.35, String(row.tokenRatio));
  }
  assert.equal(calibrationTable(report).rows.length, report.rows.length);
  assert.equal(reliabilityDiagrams(report).filter((line) => line.includes("+--")).length, 4);
  assert.match(calibrationPage(report), /<svg[\s\S]*<circle/);
});

test("a run in which nobody stated a probability is told so, and what to run instead", async () => {
  const { plan, run: id } = await run("bidding", 6, (experiment) => ({ ...experiment, topologies: experiment.topologies.slice(0, 3) }));
  await assert.rejects(calibrationReport(plan, store.ledger(id), id), /catallaxy run bidding/);
});

test("shadow runs ask every member twice on their share of tasks, in no topology's cost, and the dry run counts them", async () => {
  const without = await run("bidding", 12, (experiment) => ({ ...experiment, shadow: 0 }));
  const { run: outcomeRun, summary, events, plan, shadow } = await bidding;
  const costs = (row: (typeof summary.topologies)[number]) => [row.name, row.cost.total, row.spent, row.passed];
  assert.deepEqual(summary.topologies.map(costs), without.summary.topologies.map(costs));
  const tries = shadowTries(events);
  assert.equal(plan.shadow.length, 3);
  assert.equal(tries.length, 3 * 3 * 2);
  assert.ok(shadow?.kind === "shadow" && shadow.cost > 0);
  assert.equal(without.shadow, undefined);
  // Calls that only the shadow runs make: what a topology asks as well is paid once, there.
  const shadowed = [...store.ledger(outcomeRun).calls()].filter((call) => call.trial.startsWith("@shadow"));
  const estimate = await rehearse(plan);
  assert.equal(estimate.rows.find(({ topology }) => topology === "@shadow")?.calls, shadowed.length);
});

test("the best available choice has no regret and every single choice has some", async () => {
  const { shadow } = await bidding;
  assert.ok(shadow?.kind === "shadow");
  const [best, ...others] = shadow.policies;
  assert.deepEqual([best?.policy, best?.regret], ["hindsight", undefined]);
  assert.deepEqual(
    others.slice(0, 3).map(({ policy }) => policy),
    ["best-alone", "record", "random"],
  );
  for (const { surplus, regret } of others) assert.ok(surplus <= (best?.surplus ?? 0) && regret !== undefined);
});

test("what a second try is worth is counted after failed and after passed first ones, by the same and by others", () => {
  const at = (task: string, member: string, attempt: number, passed: boolean) => ({
    task,
    category: "c",
    repetition: 0,
    member,
    attempt,
    passed,
    cost: 1,
  });
  const tries = [
    at("1", "a", 1, false),
    at("1", "a", 2, true),
    at("1", "b", 1, false),
    at("1", "b", 2, false),
    at("2", "a", 1, false),
    at("2", "a", 2, false),
    at("2", "b", 1, true),
    at("2", "b", 2, true),
    at("3", "a", 1, true),
    at("3", "a", 2, false),
    at("3", "b", 1, true),
    at("3", "b", 2, true),
  ];
  assert.deepEqual(retryValues(tries)[0], { member: "a", rate: 1 - 2 / 3, failed: 2, same: 0.5, other: 0.5, again: 0 });
});
