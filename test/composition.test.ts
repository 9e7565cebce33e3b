import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { loadExperiment, openStore, startRun } from "../src/lab/index.ts";
import { check } from "../src/lab/experiment/load-experiment.ts";
import type { ExperimentInput } from "../src/lab/experiment/experiment.ts";
import type { CallFact, Event } from "../src/types.ts";
import { UserError } from "../src/util/bug.ts";
import { root } from "./catallaxy.ts";

const store = openStore(":memory:");
const surroundings = { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal };
test.after(() => store.close());

const only = ["seed-envelopes", "bakery-schedule", "cold-store-chain", "lighthouse-grid", "ordered-square"];

/** One run of the firms of examples/firms.yaml on harder tasks, shared by the tests below. */
const run = loadExperiment(join(root, "examples", "firms.yaml")).then((experiment) =>
  startRun({ ...experiment, suite: "coase-hayek", only }, surroundings),
);

async function told(topology: string): Promise<{ events: Event[]; calls: (CallFact & { span: string })[] }> {
  const events: Event[] = [];
  for await (const event of store.ledger((await run).run).read()) if (event.trial.startsWith(`${topology}/`)) events.push(event);
  const calls = events.flatMap(({ fact, span }) => (fact.type === "call" && fact.purpose !== "grade" ? [{ ...fact, span }] : []));
  return { events, calls };
}
const firms = ["bazaar", "fair", "agency", "board"];

for (const topology of ["hub-of-markets", "market-with-hub", "cascade-to-council"]) {
  test(`${topology}: a trial costs the sum of its calls, whoever inside which firm made them`, async () => {
    const { events, calls } = await told(topology);
    const ends = events.flatMap(({ trial, fact }) => (fact.type === "trial-end" ? [{ trial, cost: fact.cost }] : []));
    assert.equal(ends.length, only.length);
    const byTrial = Map.groupBy(events, ({ trial }) => trial);
    for (const { trial, cost } of ends) {
      const sum = (byTrial.get(trial) ?? []).reduce(
        (total, { fact }) => total + (fact.type === "call" && fact.purpose !== "grade" ? fact.cost : 0),
        0,
      );
      assert.ok(cost > 0);
      assert.equal(cost, sum, trial);
    }
    const row = (await run).summary.topologies.find(({ name }) => name === topology);
    assert.equal(
      Math.round((row?.cost.total ?? 0) * 1e9),
      ends.reduce((sum, { cost }) => sum + cost, 0),
    );
    assert.ok(
      calls.every(({ member }) => !firms.includes(member)),
      "a firm has no call of its own",
    );
  });
}

test("a hub's markets take bids for each part inside its own trial", async () => {
  const { calls } = await told("hub-of-markets");
  const inside = calls.filter(({ span }) => /:(bazaar|fair)/.test(span));
  assert.ok(inside.some(({ purpose }) => purpose === "bid") && inside.some(({ purpose }) => purpose === "attempt"));
  assert.ok(
    inside.every(({ member }) => ["one", "two", "three"].includes(member) || member === "judge"),
    JSON.stringify(inside.map(({ member }) => member)),
  );
  assert.ok(calls.some(({ span, purpose, member }) => !span.includes(":bazaar") && purpose === "plan" && member === "strong"));
});

test("a hub bids in a market like any other member", async () => {
  const { events, calls } = await told("market-with-hub");
  const bidders = new Set(events.flatMap(({ fact, span }) => (fact.type === "bid" && !span.includes(":agency") ? [fact.member] : [])));
  assert.ok(bidders.has("agency") && bidders.has("strong"), [...bidders].join());
  assert.ok(calls.some(({ span, purpose }) => span.includes(":agency") && purpose === "plan"));
});

test("a cascade ends in its council when the cheap answer fails", async () => {
  const { events, calls } = await told("cascade-to-council");
  assert.ok(calls.filter(({ span, purpose }) => span.includes(":board") && purpose === "vote").length >= 3);
  assert.ok(events.some(({ fact }) => fact.type === "trial-end" && fact.by === "board"));
});

const around = (members: unknown[]): unknown =>
  ({ suite: "coase-hayek", members, topologies: ["solo"], verifier: "none" }) satisfies Partial<ExperimentInput> | object;

test("firms nest four deep and no deeper, and none employs itself: said before anything is spent", () => {
  const nested = (depth: number): object =>
    depth === 0
      ? { name: "leaf", embedded: "simulated/small" }
      : { name: `f${depth}`, firm: { topology: "solo", members: [nested(depth - 1)] } };
  assert.equal(check(around([nested(4)]), "nested").members.length, 1);
  assert.throws(
    () => check(around([nested(5)]), "nested"),
    (thrown: unknown) => thrown instanceof UserError && /at most 4 deep; got f5 > f4 > f3 > f2 > f1\./.test(thrown.message),
  );
  const circle = { name: "circle", firm: { topology: "solo", members: [] as object[] } };
  circle.firm.members.push(circle);
  assert.throws(
    () => check(around([circle]), "circle"),
    (thrown: unknown) => thrown instanceof UserError && /cannot employ itself: circle > circle/.test(thrown.message),
  );
});

test("four firms inside one another answer, and their cost is the leaf's", async () => {
  let member: object = { name: "leaf", embedded: "simulated/large" };
  for (let depth = 1; depth <= 4; depth++) member = { name: `f${depth}`, firm: { topology: "solo", members: [member] } };
  const leaf = { name: "alone", embedded: "simulated/large" };
  const experiment = {
    ...check(
      {
        suite: "coase-hayek",
        only: ["seed-envelopes"],
        members: [leaf, member],
        topologies: [
          { use: "solo", name: "alone", options: { member: "alone" } },
          { use: "solo", name: "nested", options: { member: "f4" } },
        ],
        verifier: "none",
        terms: { attempts: 1 },
      },
      "nested",
    ),
    name: "nested",
  };
  const { summary } = await startRun(experiment, surroundings);
  const [alone, nested] = summary.topologies;
  assert.equal(nested?.attempted, 1);
  assert.equal(nested?.calls, 1);
  assert.ok((nested?.cost.total ?? 0) > 0 && (alone?.cost.total ?? 0) > 0);
});
