import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { check } from "./load-experiment.ts";

const members = [{ name: "large", model: "simulated/large" }];
const named = (name: string) => check({ suite: "coase-hayek", members, topologies: [{ use: "solo", name }], verifier: "none" }, "names");

test("no topology takes a name that chains of the run itself have", () => {
  for (const name of ["@preflight", "@shadow", "@"])
    assert.throws(
      () => named(name),
      (error: unknown) => error instanceof UserError && /topologies\.0\.name: .*does not begin with "@"; got "@/.test(error.message),
    );
  assert.equal(named("solo@home").topologies.length, 1);
});
