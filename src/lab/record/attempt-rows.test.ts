import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import type { Event } from "../../types.ts";
import { attemptRows } from "./attempt-rows.ts";
import { fitOutcomes, fittedWorld } from "../run/fit-outcomes.ts";
import { check, loadExperiment } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import { placeRun } from "../map/place-run.ts";
import { startRun } from "../run/run.ts";

const members = ["large", "small"].map((name) => ({ name, model: `simulated/${name}` }));
async function ran(change: object) {
  const solo = (member: string) => ({ use: "solo", name: member, options: { member } });
  const base = {
    suite: "generated",
    generate: { n: 40, families: ["counting"] },
    members,
    topologies: members.map(({ name }) => solo(name)),
  };
  const experiment = { ...check({ ...base, verifier: "none", repetitions: 3, terms: { attempts: 1 }, ...change }, "rows"), name: "rows" };
  const store = openStore(":memory:");
  const signal = new AbortController().signal;
  const outcome = await startRun(experiment, { store, environment: {}, concurrency: 4, now: () => 0, signal });
  const ledger = store.ledger(outcome.run);
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  return { store, experiment, outcome, rows: attemptRows(events, (address) => ledger.body(address)) };
}

test("every graded answer is one row, and the rows pass as often as the report says", async () => {
  const { store, outcome, rows } = await ran({});
  assert.equal(rows.length, 40 * 3 * 2);
  for (const { name, passed } of outcome.summary.topologies)
    assert.equal(rows.filter((row) => row.model === name && row.passed).length, passed);
  const fitted = await fitOutcomes("last", async () => store);
  assert.deepEqual([fitted.kind, fitted.outcomes, fitted.items, fitted.models], ["run", 240, 40, 2]);
  const skill = (model: string) => fitted.fit.parameters.skills.find((one) => one.model === model)?.estimate ?? 0;
  assert.ok(skill("large") > skill("small"));
  store.close();
});

test("a rejected attempt is a row of its own; a call that two topologies share is one", async () => {
  const topologies = [
    { use: "solo", name: "once", options: { member: "small" }, terms: { attempts: 1 } },
    { use: "solo", name: "thrice", options: { member: "small" } },
  ];
  const terms = { attempts: 3, feedback: "none" };
  const { store, outcome, rows } = await ran({ topologies, terms, verifier: { kind: "oracle" }, repetitions: 1 });
  const [once, thrice] = outcome.summary.topologies;
  assert.equal(rows.length, thrice?.calls);
  assert.equal(rows.filter((row) => row.passed).length, thrice?.passed);
  assert.equal((once?.passed ?? 0) <= (thrice?.passed ?? 0), true);
  store.close();
});

test("a fitted world is one that an experiment takes", async () => {
  const fitted = await fitOutcomes("strangeloopcanon", async () => undefined);
  assert.deepEqual([fitted.kind, fitted.outcomes, fitted.models, fitted.pooled], ["recorded set", 180, 6, true]);
  const world = fittedWorld(fitted);
  const [first] = world.population as { id: string }[];
  const plan = await makePlan(
    {
      ...check(
        { suite: "examples/suites/tasks.csv", world, members: [{ name: "a", model: first?.id }], topologies: ["solo"], verifier: "none" },
        "w",
      ),
      name: "w",
    },
    {},
  );
  assert.equal(plan.world, "simulated");
  const folder = mkdtempSync(join(tmpdir(), "fitted-"));
  writeFileSync(join(folder, "world.json"), JSON.stringify(world));
  const lab = join(folder, "lab.yaml");
  const lines = [
    "suite: generated",
    "worldFile: world.json",
    `members: [{ name: a, model: "${first?.id}" }]`,
    "topologies: [solo]",
    "verifier: none",
  ];
  writeFileSync(lab, lines.join("\n"));
  const loaded = await loadExperiment(lab);
  assert.deepEqual(loaded.world, JSON.parse(JSON.stringify(world)));
  writeFileSync(join(folder, "world.json"), "[1]");
  await assert.rejects(loadExperiment(lab), /fit --write/);
  rmSync(folder, { recursive: true });
});

test("a run stands on the map where its fit puts it, and where its attempts cannot tell it stands where METR runs do", () => {
  const told = (estimate: number) => ({ estimate, standardError: 0.1 });
  const parameters = { skills: [], itemSd: told(2.2), ownSd: told(0.9), betweenModels: 0.74, betweenTries: 0.85 };
  const [point, untold] = [0.9, 0].map(
    (own) => placeRun("r", { parameters: { ...parameters, ownSd: told(own) } }, own > 0 ? [25, 5] : []).point,
  );
  assert.ok(Math.abs((point?.retry ?? 0) - 0.15) < 1e-9 && Math.abs((point?.correlation ?? 0) - 0.74 / 0.85) < 1e-9);
  assert.deepEqual([point?.price, untold?.retry, untold?.correlation, untold?.price], [5, 0.15, 0.87, 20]);
});
