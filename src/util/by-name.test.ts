import assert from "node:assert/strict";
import { test } from "node:test";
import { byName } from "./by-name.ts";

test("entries are put in the order of their names, capitals before small letters and digits before both", () => {
  const entries = [
    ["b", 1],
    ["a10", 2],
    ["B", 3],
    ["a9", 4],
    ["\u00e4", 5],
  ] as const;
  assert.deepEqual(
    byName(entries).map(([, value]) => value),
    [3, 2, 4, 1, 5],
  );
  assert.deepEqual(byName(new Map()), []);
});
