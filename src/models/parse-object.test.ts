import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { JsonSchema } from "../types.ts";
import { parseObject } from "../util/parse-object.ts";

const shape: JsonSchema = {
  type: "object",
  properties: { answer: { type: "string" }, p: { type: "number" } },
  required: ["answer", "p"],
  additionalProperties: false,
};
const wanted = { answer: "7", p: 0.5 };
const replies: [title: string, text: string][] = [
  ["bare", '{"answer":"7","p":0.5}'],
  ["with space around it", '\n\n  {"answer": "7", "p": 0.5}\n'],
  ["in a fence", 'Here:\n```json\n{"answer":"7","p":0.5}\n```\nBye.'],
  ["in a fence without a language", '```\n{"answer":"7","p":0.5}\n```'],
  ["in prose", 'I think that {"answer":"7","p":0.5} is right.'],
  ["after reasoning with braces", '<think>let {x} be 3, so {"x": 1}</think>\n{"answer":"7","p":0.5}'],
  ["with single quotes and a comma too many", "{'answer': '7', 'p': 0.5,}"],
  ["cut short", '{"answer":"7","p":0.5'],
  ["with a comment", '{"answer":"7", // sure\n"p":0.5}'],
  ["after a first draft in a fence", '```json\n{"answer":"6","q":1}\n```\nNo:\n```json\n{"answer":"7","p":0.5}\n```'],
];
for (const [title, text] of replies) {
  test(`an object ${title} is found`, () => {
    const parsed = parseObject(text, shape);
    assert.ok(parsed.ok, parsed.ok ? "" : parsed.failure.message);
    assert.deepEqual(parsed.object, wanted);
  });
}

test("no object, or one that does not fit, is malformed with the place of the misfit", () => {
  for (const text of ["", "no", "[1,2]", '{"answer":7,"p":0.5}', '{"answer":"7"}', "null"]) {
    const parsed = parseObject(text, shape);
    assert.ok(!parsed.ok && parsed.failure.code === "malformed", text);
  }
  const parsed = parseObject('{"answer":"7","p":"x"}', shape);
  assert.match(parsed.ok ? "" : parsed.failure.message, /"\/p".*number/);
});

test("no text makes it throw, and what it gives back fits", () => {
  const property = fc.property(
    fc.oneof(fc.string({ maxLength: 80 }), fc.json({ maxDepth: 2 })),
    fc.string({ maxLength: 20 }),
    (text, more) => {
      for (const reply of [text, `${more}{${text}`, `\`\`\`json\n${text}\n\`\`\``]) {
        const parsed = parseObject(reply, shape);
        if (parsed.ok) assert.deepEqual(Object.keys(parsed.object as object).sort(), ["answer", "p"]);
      }
    },
  );
  fc.assert(property, { seed: 6, numRuns: 300 });
});
