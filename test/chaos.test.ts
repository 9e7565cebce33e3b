import assert from "node:assert/strict";
import { test } from "node:test";
import { chaosRounds } from "../bench/chaos-rounds.ts";
import { temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();

test("runs that were killed and resumed equal an undisturbed one and pay no settled call twice", async () => {
  const chaos = await chaosRounds(folder, 3, "test");
  assert.deepEqual(chaos.faults, []);
  assert.equal(chaos.kills, 3);
  assert.equal(chaos.different, 0);
  assert.equal(chaos.billedTwice, 0);
  assert.equal(chaos.lost, 0);
  assert.equal(chaos.overCap, 0);
  assert.ok(chaos.inFlight > 0, "no call was in flight at any kill");
});
