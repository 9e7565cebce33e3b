import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "./make-plan.ts";

const said = async (options: object, attempts: number, verifier: unknown = { kind: "oracle" }): Promise<string[]> => {
  const experiment = {
    suite: "coase-hayek",
    only: ["seed-envelopes"],
    members: ["cheap", "fair", "good", "best"].map((name) => ({ name, embedded: "simulated/large" })),
    topologies: [{ use: "cascade", options }],
    limits: { budget: [0.01, 0.02] },
    verifier,
    terms: { attempts },
  };
  const plan = await makePlan({ ...check(experiment, "rungs"), name: "rungs" }, {});
  return plan.warnings.filter((warning) => warning.startsWith("cascade: ")).map((warning) => warning.slice("cascade: ".length));
};

test("rungs that no failed verdict leads to are told once, with the attempts that reach them", async () => {
  const order = ["cheap", "fair", "good"];
  assert.deepEqual(await said({ order }, 2), [
    'rung 3 ("good") is never reached by a failed check: there are 2 attempts, one rung each. Set terms.attempts to 3.',
  ]);
  assert.deepEqual(await said({ order }, 1), [
    'rungs 2 and 3 ("fair" and "good") are never reached by a failed check: there is 1 attempt, one rung each. Set terms.attempts to 3.',
  ]);
  assert.deepEqual(await said({}, 2), [
    "rungs 3 and 4 (the most expensive of 4 members) are never reached by a failed check: there are 2 attempts, one rung each. Set terms.attempts to 4.",
  ]);
  assert.deepEqual(await said({ order }, 3), []);
  assert.deepEqual(await said({ order: ["cheap"] }, 1), []);
});

test("checks of a rung's own climb in one attempt, and without a verifier nothing leads up at all", async () => {
  const order = ["cheap", "fair", "good"];
  assert.deepEqual(await said({ order, check: "self" }, 1), []);
  assert.deepEqual(await said({ order, check: "agreement" }, 1), []);
  assert.deepEqual(await said({ order }, 3, "none"), [
    'rungs 2 and 3 ("fair" and "good") are never reached by a failed check: there is no verifier. Name a verifier, or set options.check to self or agreement.',
  ]);
});
