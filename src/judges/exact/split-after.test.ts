import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { splitAfter } from "./split-after.ts";

test("a text is split behind each end, as a pattern that looks back splits it", () => {
  assert.deepEqual(splitAfter('It is B. "No." So\nC; or D', /[.!?][*_)"']{0,3}\s|\n|;\s/gu), [
    "It is B. ",
    '"No." ',
    "So\n",
    "C; ",
    "or D",
  ]);
  assert.deepEqual(splitAfter("", /\n/g), [""]);
  const text = fc
    .array(fc.constantFrom("a", "B", ".", "!", "?", ";", "*", "_", ")", '"', "'", " ", "\n", ".\n", ". "))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (written) => {
      const looking = written.split(/(?<=[.!?][*_)"']{0,3}\s)|(?<=\n)|(?<=;\s)/u);
      assert.deepEqual(splitAfter(written, /[.!?][*_)"']{0,3}\s|\n|;\s/gu), looking);
    }),
    { numRuns: 2_000 },
  );
});
