import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import type { JsonSchema } from "../types.ts";
import { exampleOf } from "./example-of.ts";
import { misfitOf } from "./parse-object.ts";

const shapeOf = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...shape } = z.toJSONSchema(schema);
  return JSON.parse(JSON.stringify(shape)) as JsonSchema;
};

test("an example fits its schema, by hand", () => {
  const schema = z.strictObject({
    passed: z.boolean(),
    score: z.number().min(0).max(1),
    why: z.string().min(5),
    kind: z.enum(["a", "b"]),
    parts: z.array(z.object({ name: z.string(), weight: z.int().min(2) })).min(2),
    other: z.union([z.string(), z.null()]),
  });
  assert.deepEqual(exampleOf(shapeOf(schema)), {
    passed: false,
    score: 0.5,
    why: ".....",
    kind: "a",
    parts: [
      { name: "...", weight: 2 },
      { name: "...", weight: 2 },
    ],
    other: "...",
  });
});

test("references are followed, and a schema that leads nowhere or wants a pattern has no example", () => {
  const nested: JsonSchema = {
    $defs: { p: { type: "number", maximum: 1 } },
    type: "object",
    properties: { p: { $ref: "#/$defs/p" } },
    required: ["p"],
  };
  assert.deepEqual(exampleOf(nested), { p: 0.5 });
  const endless: JsonSchema = { type: "object", properties: { next: { $ref: "#" } }, required: ["next"] };
  assert.equal(exampleOf(endless), undefined);
  assert.equal(exampleOf({ type: "string", pattern: "^[0-9]{4}$" }), undefined);
  for (const type of ["string", "number", "integer", "boolean", "null", "array", "object"]) {
    const example = exampleOf({ type });
    assert.ok(example !== undefined && misfitOf(example, { type }) === undefined, type);
  }
});
