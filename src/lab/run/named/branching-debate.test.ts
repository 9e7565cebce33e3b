import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticSuite } from "../../../models/simulated/index.ts";
import { runNamed } from "./run-named.ts";

test("at equal calls the debate, the branching replies and the votes are asked six times, and each claim has its figure", async () => {
  const { table } = await runNamed("branching-debate", { generate: { n: 40, families: ["counting"] } });
  assert.ok(table?.kind === "named");
  const calls = new Map(table.rows.map(({ arm, calls }) => [arm, calls]));
  // A reply in a wrong form is asked once more.
  for (const [arm, wanted] of [
    ["debate", 6],
    ["branching-6", 6],
    ["vote-6", 6],
    ["vote-3", 3],
    ["branching", 1],
    ["solo", 1],
  ] as const)
    assert.ok(Math.abs((calls.get(arm) ?? 0) - wanted) < 0.3, `${arm}: ${calls.get(arm)}`);
  assert.ok(table.claims.every(({ difference }) => difference !== null));
  // The stars of the table need a p of every arm but the one that the others are held against.
  assert.deepEqual(
    table.rows.filter(({ p }) => p === undefined).map(({ arm }) => arm),
    ["debate"],
  );
});

test("where a try has no luck, nothing but the way of asking is left, and no arm passes another task", async () => {
  const world = { errors: { shared: 0.25, retry: 1, persona: 1 } };
  const { table } = await runNamed("branching-debate", {
    generate: { n: 80, families: ["counting", "scheduling"] },
    world,
    terms: { attempts: 1 },
  });
  assert.ok(table?.kind === "named");
  for (const { arm, difference } of table.rows)
    assert.ok(arm === "debate" ? difference === null : difference === 0, `${arm}: ${difference}`);
});

test("readers who can tell nothing gain nothing by a debate over a vote of as many calls", async () => {
  const world = { reading: { sensitivity: 0.5, specificity: 0.5, conformity: 0, selfTrust: 0, reasonGain: 0 } };
  const { table } = await runNamed("branching-debate", { generate: { n: 200, families: ["counting", "scheduling"] }, world });
  assert.ok(table?.kind === "named");
  const { ci } = table.claims.find(({ a, b }) => a === "debate" && b === "vote-6") ?? assert.fail();
  assert.ok((ci?.[0] ?? 1) <= 0, JSON.stringify(ci));
});

test("three branches that fail apart before a reader who sees all pass 1 - (1 - p)^3 of equal tasks", async () => {
  const { tasks } = syntheticSuite({ tasks: 600, parts: 2, coupling: 0, spread: 0 }, "branches");
  const profile = { id: "simulated/medium", family: "f", skill: 0, traits: { errorless: true } };
  const grader = { id: "simulated/grader", family: "g", traits: { errorless: true } };
  const world = { population: [profile, grader], errors: { shared: 0, retry: 0, persona: 0 } };
  const change = { generate: undefined, suite: "inline", tasks, world, topologies: ["solo", "branching"] };
  const { summary } = await runNamed("branching-debate", change);
  const rate = (name: string) => summary.topologies.find((row) => row.name === name)?.passRate ?? assert.fail();
  // P = 1/2 for skill 0 at difficulty 0: one try 0.5, three 0.875; three standard errors at 600 tasks are 6.1 and 4.1 points.
  assert.ok(Math.abs(rate("solo") - 0.5) < 0.062, `${rate("solo")}`);
  assert.ok(Math.abs(rate("branching") - 0.875) < 0.041, `${rate("branching")}`);
});
