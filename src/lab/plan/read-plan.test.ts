import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunRecord } from "../../ledger/index.ts";
import { readPlan } from "./stored-plan.ts";

test("a live run is read again without its keys, and started again never", async () => {
  const experiment = {
    name: "live",
    suite: "coase-hayek",
    members: [{ name: "a", model: "openai/gpt-5-mini", embedded: "simulated/small" }],
    topologies: [{ use: "solo" }],
    only: ["coding"],
    verifier: "none",
  };
  const record: RunRecord = {
    id: "live-1",
    experiment: "live",
    config: { experiment, tasks: {}, live: true },
    state: "done",
    world: "live",
    seed: "1",
    created: "2026-01-01T00:00:00.000Z",
  };
  const plan = await readPlan(record);
  assert.equal(plan.world, "live");
  assert.equal(plan.topologies[0]?.seats[0]?.model.id, "openai/gpt-5-mini");
});
