import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "./make-plan.ts";

const warnings = async (terms: object, own: object): Promise<readonly string[]> => {
  const experiment = {
    suite: "coase-hayek",
    only: ["seed-envelopes"],
    members: [{ name: "large", embedded: "simulated/large" }],
    topologies: ["solo", { use: "solo", name: "again" }, { use: "sequential", terms: own }, "council"],
    verifier: "none",
    terms,
  };
  const plan = await makePlan({ ...check(experiment, "axes"), name: "axes" }, {});
  return plan.warnings.filter((warning) => warning.includes("cannot use"));
};

test("a report repeats which set axis a topology cannot use, once for each kind", async () => {
  assert.deepEqual(await warnings({}, {}), []);
  assert.deepEqual(await warnings({ warmFirst: true }, {}), ["solo cannot use warmFirst.", "sequential cannot use warmFirst."]);
  assert.deepEqual(await warnings({}, { warmFirst: true }), ["sequential cannot use warmFirst."]);
});
