import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "./make-plan.ts";

/** What the plan of an experiment with this verifier and one judge says of it. */
async function said(verifier: object | "none"): Promise<string | undefined> {
  const experiment = check(
    {
      suite: "coase-hayek",
      members: [{ name: "large", model: "simulated/large" }],
      judges: [{ name: "judge", model: "simulated/judge" }],
      topologies: ["solo"],
      verifier,
    },
    "of verifiers",
  );
  const plan = await makePlan({ ...experiment, name: "verifiers" }, {});
  return plan.warnings.find((note) => note.startsWith("Verifier: "));
}

test("a verifier that asks a model is named with the judge that it asks", async () => {
  assert.equal(await said({ kind: "rubric" }), "Verifier: rubric by judge.");
  assert.equal(await said({ kind: "rubric", member: "judge" }), "Verifier: rubric by judge.");
});

test("a verifier that asks nobody is named alone, whatever judges there are", async () => {
  assert.equal(await said({ kind: "contains", answer: "42" }), "Verifier: contains.");
  assert.equal(await said({ kind: "regex", pattern: "42" }), "Verifier: regex.");
  assert.equal(await said({ kind: "json-schema", schema: { type: "object" } }), "Verifier: json-schema.");
  assert.equal(await said("none"), "Verifier: none.");
});
