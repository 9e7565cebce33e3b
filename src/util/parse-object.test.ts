import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { JsonSchema } from "../types.ts";
import { parseObject } from "./parse-object.ts";

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
  ["cut short behind its last number", '{"answer":"7","p":0.5 '],
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

const verdict: JsonSchema = {
  type: "object",
  properties: { passed: { type: "boolean" }, why: { type: "string" } },
  required: ["passed", "why"],
  additionalProperties: false,
};
const draft = '{"passed": true, "why": "fine"}';
const final = '{"passed": false, "why": "wrong"}';
const refusals: readonly (readonly [title: string, text: string])[] = [
  ["after reasoning that drafts another", `<think>\n\`\`\`json\n${draft}\n\`\`\`\nno\n</think>\n${final}`],
  ["after reasoning that the prompt opened", `${draft}\nno\n</think>\n\n${final}`],
  ["after an earlier one", `${draft}\nWait: ${final}`],
  ["of two fences", `\`\`\`json\n${draft}\n\`\`\`\nWait:\n\`\`\`JSON\n${final}\n\`\`\``],
  ["before an example", `${final}\n\nFor example, a pass would have been ${draft}.`],
  ["before an example in a fence", `${final}\nIf it were right, it would be:\n\`\`\`json\n${draft}\n\`\`\``],
  ["before an example in tags", `${final}\n<example>\n${draft}\n</example>`],
  ["announced as final in an example's format", `${draft} And the final verdict, in the form asked for: ${final}`],
  ["before code that holds another", `${final}\n\`\`\`js\nconst a = {passed: true, why: 'x'}\n\`\`\``],
  ["behind code that holds another", `\`\`\`python\nreturn ${draft}\n\`\`\`\n${final}`],
  ["among braces of prose", `Let {x} in {1,2}, {a: b and \\boxed{14}. So {\n${final} {done`],
  ["with a brace in a string", '{"passed": false, "why": "closes with } as asked"} Done {really}.'],
  ["of lines", `${draft}\n${final}`],
  ["in an array of one", `[${final}]`],
  ["in an object of one property", `{"answer": ${final}}`],
  ["in a tool call", `<tool_call>{"name": "judge", "arguments": ${final}}</tool_call>`],
  ["in a string", JSON.stringify(final)],
  ["with escaped quotes", final.replaceAll('"', '\\"')],
  ["with curly quotes", "{“passed”: false, “why”: “it’s wrong”}"],
  ["with Python's words", "{'passed': False, 'why': 'it\\'s wrong'}"],
  ["with an apostrophe in single quotes", "{'passed': false, 'why': 'it's wrong'}"],
  ["with comments", '{\n // was it?\n "passed": false, /* } */\n "why": "x", # }\n}'],
  ["with quotes in a string", '{"passed": false, "why": "he said "no", then left"}'],
  ["with a fence in a string", '```json\n{"passed": false, "why": "see\n```python\n{}\n```\n"}\n```'],
  ["with a line break in a string", '{"passed": false, "why": "one\ntwo"}'],
  ["after one that broke off", `{"passed": true, "why": "oops\n\nAgain:\n${final}`],
  ["cut short after another", `${draft} no: {"passed": false, "why": "it is wr`],
  ["before what had been", `${final} (Had it been right: ${draft})`],
  ["before what another answer had earned", `${final}\nWere the sum right: ${draft}`],
  ["before what holds otherwise", `${final}\nOtherwise: ${draft}`],
  ["before a reminder of the format", `${final}\n\nFormat reminder: ${draft}`],
  ["before the format", `${final}\n\nThe expected JSON format is: ${draft}`],
  ["before the format's own line", `${final}\n\n**Output format:**\n${draft}`],
  ["before what the submission held", `${final}\nThe submission contained ${draft}, which I ignored.`],
  ["before what the student wrote", `${final}\nNote: the student wrote \`${draft}\` in their answer.`],
  ["before what the answer told the judge", `${final}\nThe answer asked me to output "${draft}".`],
  ["before what was ignored", `${final}\n${draft} was ignored.`],
  ["before what stood in a comment", `${final}\nThere is a ready-made ${draft} in the submission.`],
  ["in the format asked for", `${draft} is not it. My verdict in the requested format: ${final}`],
  ["of an answer with an error", `${draft}\nNo: the submission contained an error, as the student wrote 12. ${final}`],
  ["behind what the student wrote", `The student wrote: ${draft}\n\n${final}`],
  ["before its schema", `${final}\nSchema: ${JSON.stringify(verdict)}`],
  ["about reasoning tags", '{"passed": false, "why": "<think> is not closed by </think>"}'],
];
for (const [title, text] of refusals) {
  test(`the last verdict that fits is found ${title}`, () => {
    const parsed = parseObject(text, verdict);
    assert.ok(parsed.ok, parsed.ok ? "" : parsed.failure.message);
    assert.equal((parsed.object as { passed: boolean }).passed, false);
  });
}

test("a list of several answers is none, and a number that no double holds fits nothing", () => {
  const two = parseObject(`[${draft}, ${final}]`, verdict);
  assert.ok(!two.ok && two.failure.code === "malformed");
  const huge = parseObject('{"p": 1e999}', { type: "object", properties: { p: { type: "number" } }, required: ["p"] });
  assert.ok(!huge.ok && huge.failure.message.includes('at "/p" it must be a finite number'));
});

test("a draft in reasoning that never ended is no answer", () => {
  const parsed = parseObject(`<think>\n${draft}\nhm`, verdict);
  assert.ok(!parsed.ok && parsed.failure.message.includes("reasoning alone"));
});

test("what was skipped and mended is on record", () => {
  const parsed = parseObject(`<think>12345</think>${draft} ${draft} {'passed': false, 'why': ''}`, verdict);
  assert.deepEqual(parsed.ok ? parsed.flags : [], ["reasoning=5", "mended", "earlier-objects=2"]);
});

test("objects on lines of their own are the items of a wanted array", () => {
  const parsed = parseObject(`${draft}\n${final}`, { type: "array", items: verdict });
  assert.deepEqual(parsed.ok && parsed.object, [JSON.parse(draft), JSON.parse(final)]);
});

test("an object is found behind a million characters that only look like the beginning of one", () => {
  for (const unit of ["{", "[", '"', "\\", "{}", '{"a":', '["', '{"', "<think></think>", "'", "``"]) {
    const parsed = parseObject(`${unit.repeat(1_000_000 / unit.length)}\n${final}`, verdict);
    assert.equal(parsed.ok && (parsed.object as { passed: boolean }).passed, false, unit);
  }
});

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

test("reasoning that follows an object at once is none of the answer, closed or cut off", () => {
  const passed = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };
  const read = (text: string): unknown => {
    const parsed = parseObject(text, passed);
    return parsed.ok ? (parsed.object as { passed?: unknown }).passed : undefined;
  };
  const rows: readonly (readonly [string, boolean])[] = [
    ['{"passed": true}<think>{"passed": false}', true],
    ['{"passed": true} <think>{"passed": false}', true],
    ['{"passed": true}<think>{"passed": false}</think>', true],
    ['Verdict: {"passed": true}<thinking>hm {"passed": false}', true],
    ["{passed: True}<think>{'passed': False}", true],
    ['[{"passed": true}]<think>{"passed": false}', true],
    ['{"passed": true}<think>no</think>{"passed": false}', false],
    ['{"why": "it wrote {}<think>x", "passed": false}', false],
    ['Write {x}<think> in it. {"passed": false}', false],
  ];
  for (const [text, wanted] of rows) assert.equal(read(text), wanted, text);
});

const whole: JsonSchema = {
  type: "object",
  properties: { passed: { type: "boolean" }, score: { type: "number", minimum: 0, maximum: 1 }, why: { type: "string" } },
  required: ["passed", "score", "why"],
  additionalProperties: false,
};
const bid: JsonSchema = {
  type: "object",
  properties: { p: { type: "number", minimum: 0, maximum: 1 }, ask: { type: "number" } },
  required: ["p", "ask"],
  additionalProperties: false,
};
const pass = '{"passed": true, "score": 1, "why": "fine"}';
const miss = '{"passed": false, "score": 0, "why": "wrong"}';

test("a reply that ends within a number has no value there", () => {
  const cut = [
    '{"p": 0.9, "ask": 0.0',
    '{"ask": 0.01, "p": 0.',
    '```json\n{"p": 0.9, "ask": 1',
    '{"p": 0.9, "ask": -',
    "{p: 0.9, ask: .0",
    '[{"p": 0.9, "ask": 12',
  ];
  for (const text of [...cut, '{"p": 0.9, "ask": "0.0', `{"p": 0.1, "ask": 1} no: ${String(cut[0])}`])
    assert.ok(!parseObject(text, bid).ok, text);
  for (const text of ['{"p": 0.9, "ask": 0.01 ', '{"p": 0.9, "ask": 0.01\n', '```json\n{"p": 0.9, "ask": 0.01\n```']) {
    const parsed = parseObject(text, bid);
    assert.deepEqual(parsed.ok && parsed.object, { p: 0.9, ask: 0.01 }, text);
  }
});

test("no draft that fits stands in for a later object that does not", () => {
  const later = [
    '{"passed": false, "score": -1, "why": "x"}',
    '{"Passed": false, "Score": 0, "Why": "x"}',
    '{"passed": false}',
    '{"passed": false, "score": 0, "why": "x", "sure": 0.9}',
    '{"verdict": {"passed": false, "score": 2, "why": "x"}}',
    '{"name": "judge", "arguments": {"passed": false, "score": 2}}',
    `[${pass}, ${miss}]`,
    '{"passed": false, "score": 1/4, "why": "x"}',
    '{"passed": false, "score": 0, "why": "x", "passed": true}',
    '{"passed": false, "sco',
  ];
  for (const text of later) assert.ok(!parseObject(`Here is one: ${pass}\n\nFinal:\n${text}`, whole).ok, text);
  for (const other of [
    '{"type": "object", "properties": {"passed": {"type": "boolean"}}}',
    '{"rows": 3}',
    "{x: 1}",
    "[1, 2]",
    `For example, ${later[0]}`,
  ]) {
    const parsed = parseObject(`${miss}\n\n${other}`, whole);
    assert.deepEqual(parsed.ok && parsed.object, JSON.parse(miss), other);
  }
});

test("the form alone, with other words behind it, is no answer", () => {
  for (const text of [`Format: ${pass}\n\nI refuse to judge.`, `Example:\n\`\`\`json\n${pass}\n\`\`\`\nI can not judge this.`])
    assert.ok(!parseObject(text, whole).ok, text);
  assert.ok(parseObject(`Output format:\n\`\`\`json\n${pass}\n\`\`\`\n`, whole).ok);
});

test("a key with two values is no answer, and one stated twice alike is", () => {
  for (const text of [
    '{"p": 0.9, "p": 0.1, "ask": 1}',
    "{p: 0.9, 'ask': 1, \"p\": 0.1}",
    '{"p": 0.9, "ask": 1, "\\u0070": 0.1}',
    '{"bid": {"p": 1, "ask": 1, "ask": 2}}',
  ]) {
    const parsed = parseObject(text, bid);
    assert.ok(!parsed.ok && parsed.failure.message.includes("two values for the key"), text);
  }
  assert.ok(parseObject('{"p": 0.90, "ask": 1, "p": 0.9}', bid).ok);
});

test("of two objects that are compared, the one that is held against the other is passed over", () => {
  for (const words of ["as against", "rather than", "instead of", "as opposed to", "compared to", "compared with", "versus", "vs."]) {
    const parsed = parseObject(`Mine: ${miss} ${words} ${pass} last time`, whole);
    assert.deepEqual(parsed.ok && parsed.object, JSON.parse(miss), words);
  }
  for (const text of [`${miss} ~~${pass}~~`, `+ ${miss}\n- ${pass}`, `<verdict>${miss}</verdict><draft>${pass}</draft>`]) {
    const parsed = parseObject(text, whole);
    assert.deepEqual(parsed.ok && parsed.object, JSON.parse(miss), text);
  }
});

test("a plain number in a text is taken where a number is wanted, and on record", () => {
  const read = (text: string): unknown => {
    const parsed = parseObject(text, bid);
    return parsed.ok ? [parsed.object, parsed.flags] : undefined;
  };
  assert.deepEqual(read('{"p": "0.9", "ask": "-.5"}'), [{ p: 0.9, ask: -0.5 }, ["mended"]]);
  for (const ask of ["0x10", "1,000", "2 cents", "90%", "", "1e", "1e999", "NaN", "$1"])
    assert.equal(read(`{"p": 0.9, "ask": "${ask}"}`), undefined, ask);
  assert.deepEqual(read('{"p": "5e-1", "ask": "+1E3"}'), [{ p: 0.5, ask: 1000 }, ["mended"]]);
  for (const [p, wantedP] of [
    ['"90%"', 0.9],
    ["7%", 0.07],
    ["99.5 %", 0.995],
    ['"100 %"', 1],
    ["0%", 0],
  ] as const)
    for (const reply of [`{"p": ${p}, "ask": 1}`, `{ask: 1, p: ${p}}`, `So:\n\`\`\`json\n{"ask": 1, "p": ${p}}\n\`\`\``])
      assert.deepEqual(read(reply), [{ p: wantedP, ask: 1 }, ["mended"]], reply);
  for (const p of ['"150%"', '"-5%"', '"about 90%"', "90", "101%"]) assert.equal(read(`{"p": ${p}, "ask": 1}`), undefined, p);
  for (const cut of ['{"ask": 1, "p": 90', '{"ask": 1, "p": 90%', '{"ask": 1, "p": "90%']) assert.equal(read(cut), undefined, cut);
  assert.ok(!parseObject('{"p": "1.5", "ask": 1}', bid).ok, "the range holds");
  const text = parseObject('{"answer": "7", "p": "0.5"}', shape);
  assert.deepEqual(text.ok && text.object, wanted);
  assert.ok(!parseObject('{"p": "0.9", "ask": 1}', bid, "exact").ok);
});

test("a truth that is written as text is one where true or false is wanted, and text stays text", () => {
  const shape = { type: "object", properties: { passed: { type: "boolean" }, why: { type: "string" } }, required: ["passed"] };
  for (const [text, passed] of [
    ['{"passed": "true", "why": "true"}', true],
    ['{"passed": TRUE}', true],
    ['{"passed": "False"}', false],
  ] as const) {
    const read = parseObject(text, shape);
    assert.equal(read.ok && (read.object as { passed: unknown }).passed, passed, text);
  }
  const read = parseObject('{"passed": "true", "why": "true"}', shape);
  assert.equal(read.ok && (read.object as { why: unknown }).why, "true");
  for (const text of ['{"passed": "yes"}', '{"passed": 1}']) assert.equal(parseObject(text, shape).ok, false, text);
  assert.equal(parseObject('{"passed": "true"}', shape, "exact").ok, false);
});

test("a verdict in a call of a tool, and one with commas too many, is read", () => {
  const shape = { type: "object", properties: { passed: { type: "boolean" }, score: { type: "number" } }, required: ["passed", "score"] };
  const call = { type: "function", function: { name: "verdict", arguments: '{"passed":false,"score":0}' } };
  const texts = [
    JSON.stringify(call),
    JSON.stringify({ tool_calls: [{ id: "c", ...call }] }),
    '{"passed": false,, "score": 0,}',
    '{,"passed": false, "score": 0}',
  ];
  for (const text of texts) {
    const parsed = parseObject(text, shape);
    assert.deepEqual(parsed.ok && parsed.object, { passed: false, score: 0 }, text);
  }
});

test("a form that is echoed before it is filled in is no value, and what fills it is one", () => {
  const shape = { type: "object", properties: { passed: { type: "boolean" }, why: { type: "string" } }, required: ["passed", "why"] };
  const filled = '{"why": "the unit is missing", "passed": false}';
  const leads = [
    "Filling it in:",
    "Filling in the form:",
    "With the placeholders filled in:",
    "Here is the template, completed:",
    "Using this template:",
    "Applying the template to this answer:",
    "The completed form:",
    "Now the real verdict:",
  ];
  const forms = [
    '{"why": "...", "passed": true}',
    '{"why": "<your reason>", "passed": true}',
    '{"why": "reason goes here", "passed": true}',
  ];
  for (const form of forms)
    for (const lead of leads) {
      const parsed = parseObject(`${form}\n\n${lead}\n\n\`\`\`json\n${filled}\n\`\`\``, shape);
      assert.deepEqual(parsed.ok && parsed.object, JSON.parse(filled), `${form} ${lead}`);
    }
  const sample = parseObject(`{"why": "one sentence", "passed": true}\n\nHere is the template filled in:\n${filled}`, shape);
  assert.deepEqual(sample.ok && sample.object, JSON.parse(filled));
  const alone = parseObject('{"why": "...", "passed": true}', shape);
  assert.ok(alone.ok, "alone it is the answer in the form of one");
});

test("what a second look came to counts before what the first did", () => {
  for (const between of [
    ". Second pass found a wrong sign: ",
    "\n\nA closer check revealed two cases:\n",
    "\n\nOn another reading I noticed the unit:\n",
  ]) {
    const parsed = parseObject(`First pass: ${pass}${between}${miss}`, whole);
    assert.deepEqual(parsed.ok && parsed.object, JSON.parse(miss), between);
  }
});

test("a model's own tokens around an object are nothing", () => {
  for (const [before, behind] of [
    ["", "</s>"],
    ["<s>", ""],
    ["<s>", "</s>"],
    ["", "<|im_end|>"],
    ["<|begin_of_text|>", "<|eot_id|>"],
    ["[/INST] ", "</s>"],
    ["", "</s>\n\nDone."],
    ["Verdict: ", "<|endoftext|>"],
  ] as const) {
    const parsed = parseObject(`${before}${miss}${behind}`, whole);
    assert.deepEqual(parsed.ok && parsed.object, JSON.parse(miss), `${before} ${behind}`);
  }
});
