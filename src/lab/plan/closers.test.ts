import assert from "node:assert/strict";
import { test } from "node:test";
import { askedMembers } from "../estimate/asked-seats.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "./make-plan.ts";

const planOf = (terms: object, topologies: readonly unknown[], own: object = {}) =>
  makePlan(
    {
      ...check(
        {
          suite: "coase-hayek",
          only: ["seed-envelopes"],
          members: [
            { name: "small", model: "simulated/small" },
            { name: "large", model: "simulated/large" },
            { name: "medium", model: "simulated/medium" },
          ],
          topologies,
          verifier: "none",
          terms,
          ...own,
        },
        "closers",
      ),
      name: "closers",
    },
    {},
  );

test("the plan says who writes the final answer where options leave it open, by which rule, and of nobody else", async () => {
  const topologies = ["market", "council", { use: "hub-spoke", options: { hub: "small" } }, { use: "solo", terms: { closer: "last" } }];
  const { warnings, topologies: planned } = await planOf({}, topologies);
  assert.deepEqual(
    warnings.filter((words) => words.startsWith("Final answers")),
    ["Final answers where no option names who writes them: council by large (closer: strongest); solo by medium (closer: last)."],
  );
  assert.deepEqual(
    planned.map(({ terms }) => terms.closer),
    ["strongest", "strongest", "strongest", "last"],
  );
});

test("a closer that is no rule and nobody who sits there is refused, with the nearest and all that may stand there", async () => {
  await assert.rejects(planOf({ closer: "strongst" }, ["council"]), {
    message:
      'The topology "council" wants "strongst" to write the final answer, who does not sit in it. Did you mean "strongest"? Wanted first, last, chance, strongest, or one of its members: small, large, medium.',
  });
  await assert.rejects(planOf({}, [{ use: "council", members: ["small", "medium"], terms: { closer: "large" } }]), /does not sit in it/);
});

test("who may be asked follows the closer: one member in a session of personas, everybody where chance says", async () => {
  const { topologies, ...plan } = await planOf({}, [
    { use: "personas", name: "strong" },
    { use: "personas", name: "drawn", terms: { closer: "chance" } },
    { use: "personas", name: "named", options: { member: "small" } },
  ]);
  const asked = await Promise.all(topologies.map((one) => askedMembers({ ...plan, topologies }, one, () => {})));
  assert.deepEqual(
    asked.map((seats) => seats.map(({ name }) => name)),
    [["large"], ["small", "large", "medium"], ["small"]],
  );
});
