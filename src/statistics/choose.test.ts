import assert from "node:assert/strict";
import { test } from "node:test";
import { bestSingle, type Candidate } from "./choose.ts";

const of = (name: string, passRate: number, cost: number, single = false): Candidate => ({ name, passRate, cost, single });
const all = [of("small", 0.6, 1, true), of("large", 0.8, 10, true), of("dear", 0.8, 11, true), of("ladder", 0.8, 4), of("vote", 0.9, 30)];

test("the best single model passes most, then costs least", () => {
  assert.equal(bestSingle(all)?.name, "large");
  assert.equal(bestSingle([of("ladder", 0.8, 4)]), undefined);
});
