import assert from "node:assert/strict";
import { test } from "node:test";
import { fencedBlocks } from "./fenced-blocks.ts";
import { parseObject } from "./parse-object.ts";
import { stream } from "./random.ts";
import { readReply } from "./read-reply.ts";

const shape = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"], additionalProperties: false };

/** What may stand a hundred thousand times before an answer, and leaves nothing open that would hide it. */
const closedUnits = [
  "{}",
  "[]",
  '{"a":1}',
  '{"a":1},',
  '{"passed":1}\n',
  '{"passed":tru\n',
  "{ ",
  "[ ",
  '{"a": ',
  "[[{ ",
  '{"a": "b" ',
  "\\",
  '\\"',
  "`{",
  "{,",
  "{:",
  "[1, ",
  "<think></think>",
  "<think>a</think>b",
  "<reflection></reflection>",
  "</s>",
  "<|end|>",
  '```json\n{"a":1}\n```\n',
  "~~~\n~~~\n",
  "```\nx\n```\n",
  "{{",
  "{%",
  "// ",
  "# \n",
  "é",
  "\u00a0",
];

test("the last object is found behind a megabyte of any unit", () => {
  const missed = closedUnits.filter((unit) => {
    const read = parseObject(`${unit.repeat(Math.ceil(1_000_000 / unit.length))}\n\nVerdict:\n\n{"passed": true}`, shape);
    return !read.ok || JSON.stringify(read.object) !== '{"passed":true}';
  });
  assert.deepEqual(missed, []);
});

const words =
  "so we find that each of them holds, and it is 12 (see above); the user's case {x} differs [1] as \\{a\\} \"does\" it's".split(" ");
const decoys = [
  '{"a": 1}',
  '{"passed": "yes"}',
  "[1, 2]",
  "{'b': None}",
  '{"passed": true, "more": {}}',
  "{x | x > 0}",
  "```js\nlet a = {b: 1};\n```",
  "`<think>`",
];

/** A reply of known parts: reasoning or none, decoys that do not fit, and at the end the object. */
function reply(next: () => number): { text: string; answer: string; passed: boolean; reasoned: boolean } {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const prose = (most: number) => Array.from({ length: 1 + Math.floor(next() * most) }, () => pick(words)).join(" ");
  const passed = next() < 0.5;
  const reasoned = next() < 0.5;
  const thought = `${prose(30)}\n{"passed": ${!passed}}\n${prose(9)}\n`;
  const body = Array.from({ length: Math.floor(next() * 6) }, () => `${prose(12)}\n\n${pick(decoys)}\n\n`).join("");
  const object = pick([
    `{"passed": ${passed}}`,
    `\`\`\`json\n{"passed": ${passed}}\n\`\`\``,
    `{passed: ${passed},}`,
    `{'passed': ${passed ? "True" : "False"}}`,
  ]);
  const answer = `${body}${prose(5)}\n\n${object}`;
  return { text: reasoned ? `<think>\n${thought}</think>\n\n${answer}` : answer, answer, passed, reasoned };
}

test("five hundred seeded replies of reasoning, decoys and an object are read as they were made", () => {
  const next = stream("hostile replies");
  const wrong: string[] = [];
  for (let round = 0; round < 500; round++) {
    const made = reply(next);
    const read = parseObject(made.text, shape);
    const apart = readReply(made.text);
    if (!read.ok || (read.object as { passed?: boolean }).passed !== made.passed) wrong.push(`object: ${made.text}`);
    if (apart.answer.trim() !== made.answer.trim() || apart.reasoning > 0 !== made.reasoned) wrong.push(`reasoning: ${made.text}`);
  }
  assert.deepEqual(wrong.slice(0, 3), []);
});

test("the last block is found behind a hundred thousand fence lines", () => {
  assert.equal(fencedBlocks(`${"```\n```\n".repeat(50_000)}\n\`\`\`python\nx = 1\n\`\`\`\n`).at(-1)?.code, "x = 1");
});
