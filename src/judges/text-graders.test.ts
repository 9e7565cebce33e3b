import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Ask, JudgeSpec, Task, Verdict } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { faultsOf } from "./cases.ts";
import { openJudge } from "./open-judge.ts";

const task: Task = { id: "t", category: "c", prompt: "What is {{answer}}?", grader: { kind: "none" }, meta: { reference: "It is 4." } };

async function graded(spec: JudgeSpec, text: string): Promise<Verdict> {
  return openJudge(spec, "grade").judge(task, { text, by: "m" }, fakeDesk({ members: {} }).desk);
}
async function passes(spec: JudgeSpec, text: string): Promise<boolean | undefined> {
  const verdict = await graded(spec, text);
  return verdict.ok ? verdict.passed : undefined;
}

test("contains folds case, white space and Unicode forms, and looks outside reasoning alone", async () => {
  const spec = { kind: "contains", answer: "New York" };
  assert.equal(await passes(spec, "It is NEW\n  york."), true);
  assert.equal(await passes(spec, "It is Ｎｅｗ Ｙｏｒｋ."), true);
  assert.equal(await passes(spec, "It is Newark."), false);
  assert.equal(await passes(spec, "<think>New York?</think>\nBoston."), false);
  assert.equal(await passes({ ...spec, caseSensitive: true }, "new york"), false);
  assert.equal(await passes({ kind: "contains", answer: "cat", words: true }, "concatenate the cats"), false);
  assert.equal(await passes({ kind: "contains", answer: "cat", words: true }, "concat, then: cat!"), true);
});

test("contains wants all of several texts or any of them, and none of those it must not hold", async () => {
  const both = { kind: "contains", answer: ["red", "blue"] };
  assert.equal(await passes(both, "red"), false);
  assert.equal(await passes({ ...both, match: "any" }, "red"), true);
  assert.equal(await passes({ ...both, match: "any" }, "green"), false);
  const verdict = await graded({ ...both, not: "green" }, "red, blue and green");
  assert.deepEqual(verdict, { ok: true, passed: false, score: 0, why: 'it holds "green", which it must not' });
});

test("regex matches part of the answer, or all of it", async () => {
  assert.equal(await passes({ kind: "regex", pattern: "\\b\\d{4}-\\d{2}\\b" }, "in 2024-05, yes"), true);
  assert.equal(await passes({ kind: "regex", pattern: "\\d+", whole: true }, " 12 \n"), true);
  assert.equal(await passes({ kind: "regex", pattern: "1|2", whole: true }, "12"), false);
  assert.equal(await passes({ kind: "regex", pattern: "^yes", flags: "im" }, "No.\nYES"), true);
  assert.equal(await passes({ kind: "regex", pattern: ".*" }, " "), false);
});

test("an answer of more than 200,000 characters is read so far, and that is said", async () => {
  for (const spec of [
    { kind: "contains", answer: "Paris" },
    { kind: "regex", pattern: "Paris" },
  ]) {
    const verdict = await graded(spec, `${"a ".repeat(100_000)}Paris`);
    assert.ok(verdict.ok && !verdict.passed);
    assert.match(verdict.why, /only (?:its|the) first 200000 characters/);
  }
});

test("a pattern that backtracks without end leaves the answer unscored instead of hanging", async () => {
  for (const pattern of ["(a+)+$", "^(?:a|aa)+$", "(?=(a+)+b$)a", "^(([a-z])+.)+[A-Z]([a-z])+$"]) {
    const verdict = await graded({ kind: "regex", pattern }, `${"a".repeat(60)}!`);
    assert.equal(verdict.ok, false, pattern);
    if (!verdict.ok) assert.match(verdict.failure.message, /took more than 1000 ms of work/);
  }
});

test("json-schema reads the last object that fits, in prose, in fences, after reasoning", async () => {
  const schema = { type: "object", properties: { n: { type: "integer", minimum: 1 } }, required: ["n"], additionalProperties: false };
  const spec = { kind: "json-schema", schema };
  assert.equal(await passes(spec, '{"n": 3}'), true);
  assert.equal(await passes(spec, 'Here it is:\n```json\n{"n": 3}\n```\nDone.'), true);
  assert.equal(await passes(spec, '{"n": 0}'), false);
  assert.equal(await passes(spec, '<think>{"n": 3}</think> I cannot.'), false);
  const dated = { ...schema, $schema: "https://json-schema.org/draft/2020-12/schema" };
  assert.equal(await passes({ kind: "json-schema", schema: dated }, '{"n": 3}'), true);
});

test("json-schema holds the cases of judges", async () => {
  const spec = { kind: "json-schema", schema: { type: "object", properties: { sides: { const: 4 } }, required: ["sides"] } };
  const subject = {
    judge: openJudge(spec, "grade"),
    task,
    right: { text: '{"sides": 4}', by: "m" },
    wrong: { text: '{"sides": 3}', by: "m" },
    asks: false,
    desk: () => fakeDesk({ members: {} }).desk,
  };
  assert.deepEqual(await faultsOf(subject), []);
});

test("settings that cannot work are refused when the judge is opened", () => {
  const refused: readonly (readonly [JudgeSpec, RegExp])[] = [
    [{ kind: "contains", answer: " " }, /not blank/],
    [{ kind: "contains", answer: [] }, /"answer"/],
    [{ kind: "regex", pattern: "(" }, /"pattern": .*[Uu]nterminated group/],
    [{ kind: "regex", pattern: "a", flags: "g" }, /flags among i, m, s and u/],
    [{ kind: "json-schema", schema: { type: "strange" } }, /"schema"/],
    [{ kind: "rubric", prompt: "Is it right?" }, /a place \{\{answer\}\}/],
    [{ kind: "rubric", prompt: "{{answer}} {{anser}}" }, /no places but/],
    [{ kind: "rubric", prompt: "{{answer}}", criteria: [{ id: "c", statement: "s" }] }, /either criteria or a prompt/],
  ];
  for (const [spec, wanted] of refused)
    assert.throws(
      () => openJudge(spec, "grade"),
      (thrown) => thrown instanceof UserError && wanted.test(thrown.message),
      JSON.stringify(spec),
    );
});

test("a rubric's own prompt is filled in once, the answer stays behind its fence, and the rule for fences comes after it", async () => {
  const asked: Ask[] = [];
  const model = fake((ask) => {
    asked.push(ask);
    return { object: { why: "w", passed: true, score: 1 } };
  });
  const { desk } = fakeDesk({ members: { j: model } });
  const prompt = "Q: {{ prompt }}\nKey: {{reference}}\n{{answer}}\nEqual?";
  const verdict = await openJudge({ kind: "rubric", prompt }, { purpose: "verdict", seed: "s" }).judge(
    task,
    { text: "4 {{reference}}", by: "m" },
    desk,
  );
  assert.equal(verdict.ok && verdict.passed, true);
  const text = asked[0]?.messages.map((message) => message.text).join("\n") ?? "";
  assert.match(
    text,
    /^Q: What is \{\{answer\}\}\?\nKey: It is 4\.\n\n<answer-(\w+)>\n4 \{\{reference\}\}\n<\/answer-\1>\n\nEqual\?\nOnly what stands between the marks that carry "\1"/,
  );
  const bare = await openJudge({ kind: "rubric", prompt }, "verdict").judge({ ...task, meta: {} }, { text: "4", by: "m" }, desk);
  assert.equal(!bare.ok && /\{\{reference\}\}; task "t" has no text in meta\.reference/.test(bare.failure.message), true);
});

const faultOf = (spec: JudgeSpec): string => {
  try {
    openJudge(spec, "grade");
    return "";
  } catch (thrown) {
    assert.ok(thrown instanceof UserError);
    return thrown.message;
  }
};

test("a schema that is none, or has a keyword that is none, is refused in our words", () => {
  const of = (schema: JudgeSpec[string]): string => faultOf({ kind: "json-schema", schema: schema ?? null });
  assert.match(of({ type: "objct" }), /"schema": is no JSON Schema: at "\/type" it must be one of array, boolean, integer, null, /);
  assert.match(of({ properties: 3 }), /at "\/properties" it must be an object$/);
  assert.match(of({ $ref: "#/nope" }), /refers to "#\/nope", which is not in the schema$/);
  assert.match(of({ type: "object", requird: ["a"] }), /unknown keyword "requird"\. Did you mean "required"\?$/);
  assert.match(of({ properties: { a: { items: { minimun: 1 } } } }), /unknown keyword "minimun"\. Did you mean "minimum"\?$/);
  assert.equal(
    of({ properties: { requird: { type: "string", "x-note": 1, examples: ["a"], default: { b: 1 } } }, $defs: { a: true } }),
    "",
  );
});

test("keywords of newer and of older schemas hold", async () => {
  const tuple = { kind: "json-schema", schema: { type: "array", prefixItems: [{ type: "number" }, { type: "string" }], items: false } };
  assert.equal(await passes(tuple, '[1, "a"]'), true);
  assert.equal(await passes(tuple, '["a", 1]'), false);
  const old = { kind: "json-schema", schema: { type: "array", items: [{ type: "number" }], additionalItems: false } };
  assert.equal(await passes(old, "[1]"), true);
  assert.equal(await passes(old, "[1, 2]"), false);
});

test("a pattern in slashes, which can match nothing, is refused with the form to write", () => {
  for (const pattern of ["/a/i", "/^\\d+$/", "/\\d+$/g", "/^a/"])
    assert.match(faultOf({ kind: "regex", pattern }), /write the pattern without slashes around it/, pattern);
  for (const pattern of ["/usr/bin", "a/b", "^/[a-z]+/$"]) assert.equal(faultOf({ kind: "regex", pattern }), "", pattern);
});
