import assert from "node:assert/strict";
import { test } from "node:test";
import { type Experiment, loadExperiment, openStore, type Outcome, specialTable, startRun, trialsOf } from "../src/lab/index.ts";
import type { Event } from "../src/types.ts";

type NamedExperiment = Experiment & { readonly name: string };
const store = openStore(":memory:");
let clock = 0;

/** The bundled experiment on fewer tasks, run in memory. */
async function run(
  n: number,
  change: (experiment: NamedExperiment) => NamedExperiment = (same) => same,
): Promise<Outcome & { events: Event[] }> {
  const experiment = await loadExperiment("scarcity");
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
const whole = run(24);

test("of each six tasks large works on one and medium on two at most, in every topology that the capacity binds", async () => {
  const { plan, events } = await whole;
  const workers = new Map<string, Set<string>>();
  for (const { trial, fact } of events)
    if (fact.type === "call" && ["attempt", "retry"].includes(fact.purpose))
      workers.set(trial, (workers.get(trial) ?? new Set()).add(fact.member));
  const most = new Map([
    ["large", 1],
    ["medium", 2],
  ]);
  let bound = 0;
  for (const [name, specs] of Map.groupBy(trialsOf(plan), ({ topology }) => topology.name)) {
    if (name.startsWith("alone:")) continue;
    bound++;
    for (const batch of new Set(specs.map(({ batch }) => batch?.map(({ id }) => id).join())))
      for (const [member, limit] of most) {
        const taken = specs.filter(
          (spec) => spec.batch?.map(({ id }) => id).join() === batch && workers.get(spec.id)?.has(member) === true,
        );
        assert.ok(taken.length <= limit, `${name}: ${member} took ${taken.length} of one batch`);
      }
  }
  assert.equal(bound, 15);
  assert.ok(
    plan.warnings.some((words) => /of each 6 tasks large takes 1, medium takes 2 .* no fair rivals of these: alone:large/.test(words)),
  );
});

test("its table has a line for each arm, all-in dollars, and no arm makes more than whoever foresees all within the places", async () => {
  const { table, plan, summary } = await whole;
  assert.ok(table?.kind === "scarcity");
  assert.deepEqual(
    table.rows.map(({ name }) => name),
    plan.topologies.map(({ name }) => name),
  );
  assert.equal(table.batches, 4);
  for (const { name, perTask, net, passRate, ofOracle, brier } of table.rows) {
    const row = summary.topologies.find((one) => one.name === name);
    assert.ok(row !== undefined && Math.abs((perTask ?? 0) - row.cost.total / 24) < 1e-9, name);
    assert.ok(Math.abs((net ?? 0) - (0.05 * (passRate ?? 0) - (perTask ?? 0))) < 1e-9, name);
    if (!name.startsWith("alone:")) assert.ok(ofOracle !== null && ofOracle <= 1, `${name}: ${ofOracle}`);
    assert.equal(brier === null, /^alone|router|cascade/.test(name), name);
  }
  assert.deepEqual(
    table.fiat.map(({ name }) => name),
    ["served:fiat"],
  );
  assert.match(specialTable(table).notes?.join("\n") ?? "", /one price for all gave \d+% of the tasks to another member/);
});

test("all tasks of a batch are bid for in its first trial: as many bid calls as members and tasks, those of others' words no more but longer", async () => {
  const { events } = await whole;
  const bids = (arm: string) =>
    events.flatMap(({ trial, fact }) => (trial.startsWith(`${arm}/`) && fact.type === "call" && fact.purpose === "bid" ? [fact] : []));
  assert.equal(bids("ascending:own").length, 24 * 3);
  assert.equal(bids("ascending:peers").length, 24 * 3);
  assert.equal(bids("ascending:record").length, 0);
  const mean = (arm: string) => bids(arm).reduce((sum, { cost }) => sum + cost, 0) / bids(arm).length;
  assert.ok(mean("ascending:peers") > mean("ascending:own"));
});

test("where all members are alike and err together no way of allotting passes another task: prices gain nothing, and bids cost what they cost", async () => {
  const twin = (name: string) => ({ id: `simulated/${name}`, family: name, skill: 0.2, rates: { input: 1, output: 5 } });
  const { events, summary } = await run(12, (experiment) => ({
    ...experiment,
    world: { population: ["large", "medium", "small", "judge"].map(twin), errors: { shared: 1, retry: 1 } },
    verifier: { kind: "oracle" },
    topologies: experiment.topologies.filter((entry) => typeof entry === "object" && entry.use !== "solo"),
  }));
  const passed = events.flatMap(({ trial, fact }) => (fact.type === "grade" && fact.passed ? [trial.split("/")] : []));
  const byArm = Map.groupBy(passed, ([topology]) => topology);
  assert.equal(byArm.size, 15);
  const sets = [...byArm.values()].map((own) =>
    own
      .map(([, task]) => task)
      .toSorted((one = "", other = "") => one.localeCompare(other))
      .join(),
  );
  assert.equal(new Set(sets).size, 1);
  assert.ok((sets[0]?.length ?? 0) > 0);
  const bids = (name: string) => summary.topologies.find((row) => row.name === name)?.cost.byPurpose["bid"] ?? 0;
  assert.ok(bids("ascending:own") > 0);
  assert.equal(bids("ascending:record"), 0);
});
