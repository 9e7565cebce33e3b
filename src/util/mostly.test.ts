import assert from "node:assert/strict";
import { test } from "node:test";
import { mostly } from "./mostly.ts";

test("only more than half is most, and all is all", () => {
  assert.deepEqual(
    [mostly(1, 7), mostly(3, 6), mostly(4, 6), mostly(6, 6), mostly(1, 1)],
    ["For example", "For example", "Mostly", "All", "It said"],
  );
});
