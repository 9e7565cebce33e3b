import assert from "node:assert/strict";
import { test } from "node:test";
import { chaosRounds, together } from "../bench/chaos-rounds.ts";
import type { Summary } from "../src/summary.ts";
import { temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();

test("runs that were killed and resumed equal an undisturbed one and pay no settled call twice", async () => {
  const chaos = await chaosRounds(folder, 3, "test");
  assert.deepEqual([chaos.unfinishedRounds, chaos.differentRounds], [[], []]);
  assert.equal(chaos.kills, 3);
  assert.equal(chaos.different, 0);
  assert.equal(chaos.billedTwice, 0);
  assert.equal(chaos.lost, 0);
  assert.equal(chaos.overCap, 0);
  assert.ok(chaos.inFlight > 0, "no call was in flight at any kill");
});

test("a round that was not finished is told by its number, its kill and its reason, apart from one with other figures", () => {
  const summary = (passed: number): Summary => ({ passed, warnings: [], topologies: [] }) as unknown as Summary;
  const round = { inFlight: 1, billedTwice: 0, lost: 0, mostOfCap: 0.5 };
  const told = together(
    [
      { ...round, summary: summary(1), place: "round 1 of 3" },
      { ...round, summary: undefined, fault: "resume ended with 1", place: "round 2 of 3" },
      { ...round, summary: summary(2), place: "round 3 of 3" },
    ],
    summary(1),
  );
  assert.deepEqual([told.unfinished, told.different], [1, 1]);
  assert.deepEqual(told.unfinishedRounds, ["round 2 of 3: resume ended with 1"]);
  assert.deepEqual(told.differentRounds, ["round 3 of 3"]);
});
