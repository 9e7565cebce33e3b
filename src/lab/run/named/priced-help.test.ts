import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../../ledger/index.ts";
import { learntTables } from "../../../report/index.ts";
import { learntOf } from "../../analysis/learnt-of.ts";
import { bundledExperiment } from "../../experiment/bundled.ts";
import { check } from "../../experiment/load-experiment.ts";
import { makePlan } from "../../plan/make-plan.ts";
import { startRun } from "../run.ts";
import { runNamed } from "./run-named.ts";

const fate = { shared: 1, retry: 1, persona: 1 };
const alike = ["large", "medium", "small"].map((name) => ({ id: `simulated/${name}`, family: name, skill: 0.5 }));
const judge = { id: "simulated/judge", family: "j", traits: { errorless: true } };
const lessons = (arms: readonly string[]) =>
  arms.map((arm) => ({ use: "apprentice", name: `lessons-${arm}`, options: { lessons: arm, member: "small" } }));
const generate = { n: 60, seed: "help", families: ["counting", "list-programs"], worth: 0.1 };
const rates = (table: Awaited<ReturnType<typeof runNamed>>["table"]) => {
  assert.ok(table?.kind === "named");
  return new Map(table.rows.map(({ arm, passRate }) => [arm, passRate ?? assert.fail(arm)]));
};

test("where all members are alike and share all luck, help at any price changes nothing, and costs", async () => {
  const world = { errors: fate, population: [...alike, judge] };
  const { table } = await runNamed("priced-help", { generate, world });
  const found = rates(table);
  const alone = found.get("alone") ?? assert.fail();
  assert.ok(alone > 0.3 && alone < 0.95, `${alone}`);
  for (const arm of ["help-priced", "help-always", "help-any-price"]) assert.equal(found.get(arm), alone, arm);
  assert.ok(table?.kind === "named");
  const cost = new Map(table.rows.map(({ arm, perTask }) => [arm, perTask ?? 0]));
  assert.ok((cost.get("help-any-price") ?? 0) > 2 * (cost.get("alone") ?? 0));
});

test("lessons that bring nothing leave three equal arms; lessons that bring much carry, and shuffled ones do not", async () => {
  const errors = { shared: 0.25, retry: 1, persona: 1 };
  const of = async (lessonGain: number) =>
    rates(
      (
        await runNamed("priced-help", {
          generate,
          topologies: lessons(["off", "on", "shuffled"]),
          baseline: "lessons-off",
          world: { errors, work: { lessonGain } },
        })
      ).table,
    );
  const none = await of(0);
  assert.deepEqual([none.get("lessons-on"), none.get("lessons-shuffled")], [none.get("lessons-off"), none.get("lessons-off")]);
  const much = await of(3);
  assert.equal(much.get("lessons-shuffled"), none.get("lessons-off"));
  assert.ok((much.get("lessons-on") ?? 0) > (none.get("lessons-off") ?? 1) + 0.05, `${much.get("lessons-on")}`);
});

test("what was learnt is told from the record: lessons by category, who is good at what, who helped whom, whether lessons carried", async () => {
  const experiment = check({ ...(await bundledExperiment("priced-help")), generate: { ...generate, n: 16 } }, "priced-help");
  const store = openStore(":memory:");
  const named = { ...experiment, name: "priced-help" };
  const { run } = (await startRun(named, { store, environment: {}, concurrency: 8, now: () => 0, signal: new AbortController().signal }))
    .summary;
  const figures = await learntOf(await makePlan(named, {}), store.ledger(run), run);
  store.close();
  const written = figures.lessons.filter(({ topology }) => topology === "lessons-on").reduce((sum, row) => sum + row.written, 0);
  assert.equal(written, 16);
  assert.equal(
    figures.goodAt.reduce((sum, { taken }) => sum + taken, 0),
    7 * 16,
  );
  assert.ok(figures.help.every(({ owner, helper, alone }) => owner !== helper && alone !== null));
  assert.deepEqual(
    figures.transfer.map(({ a, b }) => [a, b]),
    [
      ["lessons-on", "lessons-shuffled"],
      ["lessons-on", "lessons-off"],
    ],
  );
  assert.deepEqual(
    learntTables(figures).map(({ title }) => title),
    [
      "Lessons that were written",
      "Who is good at what: answers that were taken, over all topologies",
      "Who helped whom",
      "Whether lessons carried",
    ].map((title) => `${title}  [SIMULATED]`),
  );
});
