import assert from "node:assert/strict";
import { test } from "node:test";
import { readKeys } from "./read-keys.ts";

test("the keys of a grader are told with the kind by which both sides are read", () => {
  assert.deepEqual(readKeys({ kind: "exact", answer: "18" }), [{ key: "18", kind: "number", stated: false, value: "18" }]);
  assert.deepEqual(
    readKeys({ kind: "exact", answer: "Paris", answerKind: "text", aliases: ["Lutetia"] }).map(({ key, kind, stated }) => [
      key,
      kind,
      stated,
    ]),
    [
      ["Paris", "text", true],
      ["Lutetia", "text", true],
    ],
  );
  assert.deepEqual(readKeys({ kind: "exact", answer: "Paris" }), [{ key: "Paris", kind: "text", stated: false }]);
  assert.deepEqual(readKeys({ kind: "rubric" }), []);
  assert.deepEqual(readKeys({ kind: "exact" }), []);
  assert.deepEqual(readKeys({ kind: "exact", answer: "18", answerKind: "nonsense" }), []);
});
