import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, JsonSchema } from "../types.ts";
import { blockText } from "./block-text.ts";
import { blockWords } from "./block-words.ts";
import { parseBlocks } from "./parse-blocks.ts";

const string = { type: "string" };
const unit = { type: "number", minimum: 0, maximum: 1 };
const shape = (properties: { [name: string]: JsonSchema }, required = Object.keys(properties)): JsonSchema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const stated = shape({ why: string, answer: string, p: unit });
const lone = shape({ why: string, answer: string, p: unit }, ["why", "answer"]);
const objectOf = (text: string, wanted = stated): Json | string => {
  const read = parseBlocks(text, wanted);
  return read.ok ? read.object : read.failure.message;
};

const program = 'function f() {\n  return "a\\n" + `</p>`;\n}';

const replies: readonly [what: string, text: string, wanted: JsonSchema, object: Json | RegExp][] = [
  ["blocks behind free text", "I add.\n<why>sum</why>\n<answer>4</answer>\n<p>0.7</p>", stated, { why: "sum", answer: "4", p: 0.7 }],
  ["a percentage", "<answer>4</answer><p>70%</p>", stated, { why: "", answer: "4", p: 0.7 }],
  [
    "a program as it is, with quotes, escapes and marks in its fence",
    `<answer>\n\`\`\`js\n${program}\n\`\`\`\n</answer>\n<p>1</p>`,
    stated,
    { why: "", answer: `\`\`\`js\n${program}\n\`\`\``, p: 1 },
  ],
  [
    "the last of two",
    "<answer>5</answer> Wait, that is off by one.\n<answer>4</answer>\n<p>0.5</p>",
    stated,
    { why: "", answer: "4", p: 0.5 },
  ],
  [
    "the last that the text means",
    "<answer>4</answer>\n<p>0.5</p>\nDo not write:\n<answer>5</answer>",
    stated,
    { why: "", answer: "4", p: 0.5 },
  ],
  ["marks in reasoning are none", "<think><answer>9</answer></think>\n<answer>4</answer><p>1</p>", stated, { why: "", answer: "4", p: 1 }],
  ["marks between backticks are none", "I put it in `<answer>`.\n<answer>4</answer><p>1</p>", stated, { why: "", answer: "4", p: 1 }],
  ["all of it in a fence", "```\n<answer>4</answer>\n<p>1</p>\n```", stated, { why: "", answer: "4", p: 1 }],
  ["an answer beside its blocks", "It is 4.\n<p>0.9</p>", stated, { why: "", answer: "It is 4.", p: 0.9 }],
  ["no block where only an answer was wanted", "It is 4.", lone, { why: "", answer: "It is 4." }],
  ["an answer that was cut off", "<why>sum</why>\n<answer>4 and then", lone, { why: "sum", answer: "4 and then" }],
  ["an object in JSON all the same", '{"why":"sum","answer":"4","p":0.7}', stated, { why: "sum", answer: "4", p: 0.7 }],
  ["a block that is missing", "It is 4.", stated, /no block|<p>/],
  ["a chance that is none", "<answer>4</answer><p>likely</p>", stated, /\/p/],
  ["nothing", "", stated, /nothing/],
  [
    "choices, yes and no, and lists",
    "<kind>`Part`.</kind>\n<done>no</done>\n<problems>\n- one\n2. two\n</problems>",
    shape({ kind: { enum: ["whole", "part"] }, done: { type: "boolean" }, problems: { type: "array", items: string } }),
    { kind: "part", done: false, problems: ["one", "two"] },
  ],
  [
    "entries, each a block of its own",
    '<entry kind="fact">2 is even</entry>\n<entry kind="answer">\nx\ny\n</entry>\n<done>false</done>',
    shape({
      entries: {
        type: "array",
        items: { type: "object", properties: { kind: { enum: ["fact", "answer"] }, text: string }, required: ["kind", "text"] },
      },
      done: { type: "boolean" },
    }),
    {
      entries: [
        { kind: "fact", text: "2 is even" },
        { kind: "answer", text: "x\ny" },
      ],
      done: false,
    },
  ],
  ["a name of every object", "<answer>__proto__</answer><p>1</p>", stated, { why: "", answer: "__proto__", p: 1 }],
];
for (const [what, text, wanted, object] of replies)
  test(`a reply in blocks: ${what}`, () => {
    if (object instanceof RegExp) assert.match(JSON.stringify(objectOf(text, wanted)), object);
    else assert.deepEqual(objectOf(text, wanted), object);
  });

test("what is written in blocks is read back, and what is asked for says each block and what stands in it", () => {
  const object = { why: "sum", answer: `\`\`\`js\n${program}\n\`\`\``, p: 0.25 };
  assert.deepEqual(objectOf(blockText(object, stated)), object);
  assert.ok(blockWords(stated).endsWith("<why>...</why>\n<answer>...</answer>\n<p>a number from 0 to 1</p>"));
  assert.ok(!blockWords(stated).includes("{"));
});

test("a megabyte of marks is read, whatever is written: a search that began anew at each would not end", () => {
  for (const piece of ["<answer>", "</answer>", "<answer>x</answer>", "`<answer>", '<answer a="b">', "```\n<answer>\n", "<think><answer>"])
    assert.ok(["object", "string"].includes(typeof objectOf(piece.repeat(Math.ceil(1_000_000 / piece.length)))));
});
