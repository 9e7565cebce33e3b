import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { issueWords } from "./issue-words.ts";

const cases: readonly (readonly [z.ZodType, unknown, string])[] = [
  [z.string(), undefined, "is missing; it must be text"],
  [z.string(), 3, "must be text; got a number"],
  [z.number(), "x", "must be a number; got text"],
  [z.union([z.string(), z.array(z.string()).min(1)]), undefined, "is missing; it must be text or a list"],
  [z.boolean(), null, "must be true or false; got null"],
  [z.array(z.string()), {}, "must be a list; got an object"],
  [z.object({}), [], "must be an object; got a list"],
  [z.number().positive(), -1, "must be more than 0"],
  [z.number().nonnegative(), -1, "must be at least 0"],
  [z.number().max(2), 3, "must be at most 2"],
  [z.int().positive(), 1.5, "must be a whole number; got a number"],
  [z.string().min(1), "", "must not be empty"],
  [z.array(z.string()).min(1), [], "must have at least 1 entry"],
  [z.array(z.string()).min(2), ["a"], "must have at least 2 entries"],
  [z.enum(["shared", "independent"]), "shard", 'must be one of "shared", "independent"'],
  [z.literal("none"), "non", 'must be "none"'],
  [z.url(), "127.0.0.1", "must be a URL, such as http://127.0.0.1:8080/v1"],
  [z.string().regex(/^\S+$/, "a name without spaces"), "a b", "must be a name without spaces"],
  [z.union([z.literal("free"), z.object({ input: z.number() })]), { input: "x" }, '"input" must be a number; got text'],
  [z.union([z.literal("free"), z.object({ input: z.number() })]), 3, 'must be "free", or an object; got a number'],
  [z.strictObject({ a: z.string() }), { a: "x", b: 1 }, 'unknown field "b"'],
  [
    z.strictObject({ a: z.string() }),
    { a: "1", "2": null },
    'unknown field "2". A value that holds a comma must stand in quotes, as in { answer: "1,2" }',
  ],
];
for (const [schema, value, words] of cases) {
  test(`${JSON.stringify(value) ?? "nothing"}: ${words}`, () => {
    const { error } = schema.safeParse(value);
    assert.ok(error?.issues[0] !== undefined);
    assert.equal(issueWords(error.issues[0]), words);
  });
}
