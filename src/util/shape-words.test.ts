import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeWords } from "./shape-words.ts";

const shape = { type: "object", properties: { p: { type: "number" } } };

test("the wanted form is told as the cap, the example and the schema, once and last", () => {
  const told = shapeWords({ shape, maxTokens: 64, example: { p: 0.5 } }) ?? "";
  assert.deepEqual(told.split("\n"), [
    "The whole reply, reasoning included, may take at most 64 tokens.",
    "This example shows the form alone; its values mean nothing:",
    '{"p":0.5}',
    "Reply with one JSON value that fits this JSON Schema, and nothing else:",
    JSON.stringify(shape),
  ]);
  assert.equal(shapeWords({ shape, maxTokens: 64 })?.split("\n").length, 3);
  assert.equal(shapeWords({ maxTokens: 64 }), undefined);
});
