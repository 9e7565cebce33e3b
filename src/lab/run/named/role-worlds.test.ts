import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticSuite } from "../../../models/simulated/index.ts";
import type { NamedFigures } from "../../../report/index.ts";
import { bundledExperiment } from "../../experiment/bundled.ts";
import { runNamed } from "./run-named.ts";

/** A named experiment on tasks whose parts fit together, in its own world but for these settings, with all its arms or with these. */
async function run(name: string, change: object, tasks = 30, only?: readonly string[]): Promise<NamedFigures> {
  const { topologies: all, world } = (await bundledExperiment(name)) ?? assert.fail(name);
  const topologies = all.filter((entry) => only === undefined || (typeof entry !== "string" && only.includes(entry.name ?? entry.use)));
  const made = syntheticSuite({ tasks, parts: 2, coupling: 0, spread: 1 }, name).tasks;
  const { table } = await runNamed(name, { generate: undefined, suite: "inline", tasks: made, topologies, world: { ...world, ...change } });
  return table?.kind === "named" ? table : assert.fail(`${name} has no table of its own`);
}

/** Errors that come again in every try, role and member. */
const noLuck = { errors: { shared: 1, retry: 1, persona: 1 }, roles: {} };

for (const name of ["role-council", "sequential-study", "diversity", "survivor-roster"]) {
  test(`${name}: where all errors are shared and roles are words, every arm passes what its base passes`, async () => {
    const { rows } = await run(name, noLuck);
    assert.ok(rows.some(({ passRate }) => passRate !== null && passRate > 0.05 && passRate < 0.95));
    for (const { arm, difference, equal } of rows) {
      assert.ok(difference === null || difference === 0, `${arm}: ${difference}`);
      assert.ok(equal === undefined || Math.abs(equal.difference) < 1e-9, `${arm}: ${equal?.difference}`);
    }
  });
}

test("role-council: personas that are words alone neither help nor harm a council, and personas with other eyes help it", async () => {
  const apart = async (roles: object): Promise<readonly [number, number]> => {
    const { claims } = await run("role-council", { roles }, 150, ["solo", "role-council", "plain-council"]);
    return claims.find(({ a, b }) => a === "role-council" && b === "plain-council")?.ci ?? assert.fail();
  };
  const [low, high] = await apart({});
  assert.ok(low < 0 && high > 0, `${low} to ${high}`);
  assert.ok((await apart({ view: 1 }))[0] > 0);
});

test("sequential-study: free, fixed and no roles are alike where roles are words, and where choosing costs the weak lose by it alone", async () => {
  const arms = ["strong", "weak"].flatMap((able) =>
    ["solo", "tries-3", "tries-6", "tries-11", "sequential", "fixed", "mission"].map((arm) => `${arm}-${able}`),
  );
  const free = async (roles: object) => {
    const { claims } = await run("sequential-study", { roles }, 120, arms);
    return (a: string, b: string) => claims.find((claim) => claim.a === a && claim.b === b)?.ci ?? assert.fail();
  };
  const words = await free({});
  const open = [
    words("sequential-strong", "fixed-strong"),
    words("sequential-strong", "mission-strong"),
    words("sequential-weak", "fixed-weak"),
  ];
  for (const [low, high] of open) assert.ok(low < 0 && high > 0, `${low} to ${high}`);
  const burden = await free({ load: 1, ease: 0.5 });
  assert.ok(burden("sequential-weak", "fixed-weak")[1] < 0);
  const [low, high] = burden("sequential-strong", "fixed-strong");
  assert.ok(low < 0 && high > 0, `${low} to ${high}`);
});

test("diversity: without luck four tries are one, and four personas with other eyes or four models pass 15 of 16 tasks before readers who see all", async () => {
  const { world = {} } = (await bundledExperiment("diversity")) ?? assert.fail();
  const population = (world["population"] as { id: string }[]).map((profile) => ({ ...profile, skill: 0, traits: { errorless: true } }));
  const { tasks } = syntheticSuite({ tasks: 300, parts: 2, coupling: 0, spread: 0 }, "apart");
  const arms = ["solo", "same-x2", "same-x3", "same-x4", "same-x6", "same-x8", "personas-x4", "models-x4"];
  const { topologies: all } = (await bundledExperiment("diversity")) ?? assert.fail();
  const topologies = all.filter((entry) => typeof entry !== "string" && arms.includes(entry.name ?? ""));
  const apart = { population, errors: { shared: 0, retry: 1, persona: 1 }, roles: { view: 1 } };
  const { table } = await runNamed("diversity", { generate: undefined, suite: "inline", tasks, topologies, world: apart, repetitions: 1 });
  assert.ok(table?.kind === "named");
  const rate = (name: string) => table.rows.find(({ arm }) => arm === name)?.passRate ?? assert.fail(name);
  assert.equal(rate("same-x4"), rate("solo"));
  // Three standard errors at 300 tasks: 8.7 points of 1/2, 4.2 of 15/16.
  assert.ok(Math.abs(rate("solo") - 1 / 2) < 0.087, `${rate("solo")}`);
  for (const name of ["personas-x4", "models-x4"]) assert.ok(Math.abs(rate(name) - 15 / 16) < 0.042, `${name} ${rate(name)}`);
});

test("survivor-roster: where personas suit tasks the kept ones pass more than random ones on tasks that they were not chosen on, and else nobody is worth keeping", async () => {
  const { topologies: all } = (await bundledExperiment("survivor-roster")) ?? assert.fail();
  const arms = ["solo", "random", "survivors"];
  const topologies = all.filter((entry) => typeof entry !== "string" && arms.includes(entry.name ?? entry.use));
  const gained = async (fit: number): Promise<readonly [number, number]> => {
    const { table } = await runNamed("survivor-roster", { topologies, world: { roles: { fit } } });
    assert.ok(table?.kind === "named");
    return table.claims.find(({ a, b }) => a === "survivors" && b === "random")?.ci ?? assert.fail();
  };
  assert.ok((await gained(1))[0] > 0);
  const [low, high] = await gained(0);
  assert.ok(low < 0 && high > 0, `${low} to ${high}`);
});
