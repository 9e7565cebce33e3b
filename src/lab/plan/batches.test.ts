import assert from "node:assert/strict";
import { test } from "node:test";
import type { Task } from "../../types.ts";
import { check } from "../experiment/load-experiment.ts";
import { sessionsOf } from "../trials/sessions.ts";
import { batchAt } from "./batches.ts";
import { makePlan } from "./make-plan.ts";
import { trialsOf } from "./plan.ts";

const planOf = (terms: object, topologies: readonly unknown[]) =>
  makePlan(
    {
      ...check(
        {
          suite: "coase-hayek",
          limit: 5,
          members: [
            { name: "small", model: "simulated/small" },
            { name: "large", model: "simulated/large" },
          ],
          topologies,
          verifier: "none",
          terms,
        },
        "batches",
      ),
      name: "batches",
    },
    {},
  );
const capacity = { batch: 2, of: { large: 1 } };

test("tasks come in suite order, so many at a time, the last batch as long as it is", () => {
  const tasks = ["a", "b", "c", "d", "e"].map((id): Task => ({ id, category: "x", prompt: id, grader: { kind: "none" } }));
  const ids = [0, 1, 2, 3, 4].map((place) =>
    batchAt(tasks, { capacity: { batch: 2, of: {} } }, place)
      ?.map(({ id }) => id)
      .join(""),
  );
  assert.deepEqual(ids, ["ab", "ab", "cd", "cd", "e"]);
  assert.equal(batchAt(tasks, {}, 0), undefined);
});

test("trials of a topology that a capacity binds follow one another, and know what came with them; the others do as before", async () => {
  const plan = await planOf({ capacity }, ["solo", { use: "solo", name: "free", terms: { capacity: "unlimited" } }]);
  const [bound, free] = Map.groupBy(trialsOf(plan), ({ topology }) => topology.name).values();
  assert.deepEqual(
    bound?.map(({ batch }) => batch?.length),
    [2, 2, 2, 2, 1],
  );
  assert.ok(free?.every(({ batch, topology }) => batch === undefined && topology.terms.capacity === undefined));
  assert.deepEqual(sessionsOf(bound ?? []).length, 1);
  assert.deepEqual(sessionsOf(free ?? []).length, 5);
});

test("the plan says what members can take, and who is without limit beside those that are bound", async () => {
  const said = async (...given: Parameters<typeof planOf>) =>
    (await planOf(...given)).warnings.filter((words) => words.startsWith("Capacity"));
  const rule = "Who has none left is not asked for work, whoever wants it.";
  assert.deepEqual(await said({ capacity }, ["solo", "market"]), [`Capacity: of each 2 tasks large takes 1. ${rule}`]);
  assert.deepEqual(await said({ capacity }, ["market", { use: "solo", terms: { capacity: "unlimited" } }]), [
    `Capacity: of each 2 tasks large takes 1 (market). ${rule} Without limit, so no fair rivals of these: solo.`,
  ]);
  assert.deepEqual(await said({}, ["solo"]), []);
});

test("a capacity of nobody, of no task and of parts of tasks is refused, with the place where it stands", async () => {
  await assert.rejects(planOf({ capacity: { batch: 2, of: { larg: 1 } } }, ["solo"]), {
    message: 'Wanted a member of the experiment; got "larg". Did you mean "large"?',
  });
  const entry = { use: "solo", terms: { capacity: { batch: 2, of: { constructor: 1 } } } };
  await assert.rejects(planOf({}, [entry]), /got "constructor"\. Known: small, large/);
  for (const wrong of [{ batch: 0, of: {} }, { batch: 2, of: { large: -1 } }, { batch: 2, of: { large: 0.5 } }, { batch: 2 }, "none"])
    assert.throws(() => check({ suite: "coase-hayek", members: [], topologies: ["solo"], terms: { capacity: wrong } }, "x"), /capacity/);
});
