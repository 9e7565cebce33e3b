import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("who closes under a capacity is told one after another, and a vote's tie goes to whom the option names", async () => {
  const { warnings } = await planOf({ capacity: { batch: 6, of: { large: 1, medium: 2 } } }, [
    "council",
    { use: "best-of", options: { spread: true, ties: "medium" } },
  ]);
  assert.ok(
    warnings.includes(
      "Final answers where no option names who writes them: council by large, then medium, then small, each while its capacity lasts (closer: strongest).",
    ),
    warnings.join("\n"),
  );
  assert.ok(warnings.includes("Votes that are tied go: best-of to medium, where one of the tied answers is its own (ties: medium)."));
});

test("without prices the strongest goes by recorded costs, and where these are unknown too it is called the first", async () => {
  const folder = mkdtempSync(join(tmpdir(), "closers-"));
  const table = (name: string, costs: readonly string[]): string => {
    const rows = ["a", "b", "c"].flatMap((model, m) => ["x", "y"].map((item) => `${item},${model},1,${costs[m]},42`));
    writeFileSync(join(folder, name), ["item,model,passed,cost_usd,answer", ...rows].join("\n"));
    return join(folder, name);
  };
  const noted = async (path: string, world: object) => {
    const members = ["a", "b", "c"].map((name) => ({ name, model: `recorded/${name}` }));
    const own = { suite: { recorded: path }, only: undefined, members, world };
    const { warnings } = await planOf({}, [{ use: "best-of" }], own);
    return warnings.filter((words) => words.startsWith("Final answers"));
  };
  const start = "Final answers where no option names who writes them: best-of by";
  assert.deepEqual(await noted(table("costs.csv", ["0.1", "0.3", "0.2"]), {}), [`${start} b (closer: strongest by mean recorded cost).`]);
  assert.deepEqual(await noted(table("none.csv", ["", "", ""]), { missingCost: 0 }), [
    `${start} a (closer: the first, since neither prices nor recorded costs tell who is strongest).`,
  ]);
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
