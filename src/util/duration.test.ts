import assert from "node:assert/strict";
import { test } from "node:test";
import { durationMs } from "./duration.ts";

test("times are read with their units and add up; what has no unit, is zero or is no time is none", () => {
  const read = ["90s", "30m", "2h", "1h30m", "0.5d", "1.5s"].map(durationMs);
  assert.deepEqual(read, [90_000, 1_800_000, 7_200_000, 5_400_000, 43_200_000, 1500]);
  for (const text of ["", "10", "0s", "-1m", "1w", "h", "1h 30m", "1e3s"]) assert.equal(durationMs(text), undefined, text);
});
