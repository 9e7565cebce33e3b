import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "./make-plan.ts";
import { pinnedIn, pricesOf } from "./pinned-prices.ts";
import { startRun } from "../run/run.ts";
import { planOf } from "./stored-plan.ts";

const environment = { OPENAI_API_KEY: "no-key" };
const experiment = {
  ...check(
    {
      suite: "coase-hayek",
      only: ["reasoning"],
      members: [
        { name: "mini", model: "openai/gpt-5-mini" },
        { name: "own", model: "openai/gpt-5", price: { input: 9, output: 90 } },
        { name: "team", firm: { topology: "solo", members: [{ name: "inner", model: "openai/gpt-5.6" }] } },
      ],
      topologies: ["solo"],
      verifier: "none",
    },
    "test",
  ),
  name: "test",
};

test("a run pins the book and the price of every model that it may ask, those inside firms too", async () => {
  const { book, models } = pricesOf(await makePlan(experiment, environment), experiment);
  assert.match(book, /^genai-prices-/);
  assert.deepEqual(Object.keys(models).sort(), ["openai/gpt-5", "openai/gpt-5-mini", "openai/gpt-5.6"]);
  assert.deepEqual([models["openai/gpt-5-mini"]?.input, models["openai/gpt-5"]?.input], [0.25, 9]);
  assert.equal(models["openai/gpt-5.6"]?.id, "openai/gpt-5.6-sol");
});

test("a live plan says by which prices its members are billed", async () => {
  const two = { ...experiment, members: [...experiment.members.slice(0, 2), { name: "alias", model: "openai/gpt-5.6" }] };
  const plan = await makePlan(two, environment);
  const line = plan.warnings.find((warning) => warning.startsWith("Prices:")) ?? "";
  assert.match(line, /the book genai-prices-\S+ \(openai\/gpt-5\.6 as openai\/gpt-5\.6-sol\); the experiment's own for openai\/gpt-5\.$/);
});

test("a plan says which tiers a member asks for, and that one without a price is priced at the standard rate", async () => {
  const asking = (name: string, service_tier: string) => ({ name, model: "openai/gpt-5-mini", settings: { body: { service_tier } } });
  const members = [asking("quick", "priority"), asking("slow", "flex"), asking("plain", "default")];
  const { warnings } = await makePlan({ ...experiment, members }, environment);
  const lines = warnings.filter((line) => line.includes("asks to be served"));
  assert.deepEqual(lines, [
    "quick asks to be served as priority: no price of that is known, so it is held and priced at the standard rate. State it in price.served of quick.",
    "slow asks to be served as flex: held at that price where it is above the standard one, which the likely cost goes by.",
  ]);
});

test("a run keeps its prices when the book has changed, and says so", async () => {
  const { models } = pricesOf(await makePlan(experiment, environment), experiment);
  const mini = models["openai/gpt-5-mini"];
  assert.ok(mini !== undefined);
  const prices = { book: "an older book", models: { ...models, "openai/gpt-5-mini": { ...mini, input: 0.5 } } };
  const plan = await makePlan(experiment, environment, { live: true, prices });
  const seats = plan.topologies[0]?.seats ?? [];
  assert.equal(seats.find((seat) => seat.name === "mini")?.model.price?.input, 0.5);
  assert.equal(seats.find((seat) => seat.name === "own")?.model.price?.input, 9);
  assert.ok(plan.warnings.some((line) => /keeps the prices of the book an older book.*changed since: openai\/gpt-5-mini\./.test(line)));
  const same = await makePlan(experiment, environment, { live: true, prices: { ...prices, models } });
  assert.ok(same.warnings.some((line) => line.endsWith("no price of this run has changed.")));
});

test("a model that is gone from the book keeps the price that its run began with", async () => {
  const gone = { ...experiment, members: [{ name: "gone", model: "openai/gpt-3-of-old" }] };
  await assert.rejects(
    makePlan(gone, environment),
    /No price is known for "openai\/gpt-3-of-old".* --member gone=openai\/gpt-3-of-old,price=1\/5 /,
  );
  const price = {
    id: "openai/gpt-3-of-old",
    source: "an older book",
    date: "2020-01-01",
    input: 1,
    output: 2,
    cacheRead: 1,
    cacheWrite5m: 1,
    cacheWrite1h: 1,
  };
  const plan = await makePlan(gone, environment, {
    live: true,
    prices: { book: "an older book", models: { "openai/gpt-3-of-old": price } },
  });
  assert.equal(plan.topologies[0]?.seats[0]?.model.price?.output, 2);
});

test("a stored run holds its prices, and its plan is made with them", async () => {
  const store = openStore(":memory:");
  const simulated = {
    ...check(
      {
        suite: "coase-hayek",
        only: ["reasoning"],
        members: [{ name: "a", model: "simulated/small" }],
        topologies: ["solo"],
        verifier: "none",
      },
      "s",
    ),
    name: "s",
  };
  const { run } = await startRun(simulated, { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal });
  const record = store.run(run);
  assert.ok(record !== undefined);
  assert.equal(pinnedIn(record.config)?.models["simulated/small"]?.input, 0.25);
  const older = { ...(record.config as { [field: string]: Json }), prices: { book: "an older book", models: {} } };
  const plan = await planOf({ ...record, config: older }, {});
  store.close();
  assert.ok(plan.warnings.some((line) => line.includes("an older book")));
});
