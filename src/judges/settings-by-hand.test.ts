import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { JudgeSpec, Task, Verdict } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { openJudge } from "./open-judge.ts";
import { longestProgram } from "./program-text.ts";
import { schemaWords, unknownKeyword } from "./schema-keywords.ts";

const task: Task = { id: "t", category: "test", prompt: "?", grader: { kind: "exact", answer: "4" } };
const on = (spec: JudgeSpec, text: string, script: readonly ScriptedAnswer[] = [], desk = deskOf(script)): Promise<Verdict> =>
  openJudge(spec, "verdict").judge(task, { text, by: "author" }, desk);
const deskOf = (script: readonly ScriptedAnswer[]) => fakeDesk({ members: { j: fake(script, { id: "fake/j", family: "j" }) } }).desk;
const whyOf = (verdict: Verdict): string => (verdict.ok ? verdict.why : verdict.failure.message);
function refusal(spec: JudgeSpec): string {
  try {
    openJudge(spec, "grade");
    return "";
  } catch (thrown) {
    assert.ok(thrown instanceof UserError);
    return thrown.message;
  }
}

test("a verdict that does not fit is told by its field", async () => {
  const market = { kind: "prediction-market", members: ["j"] };
  const said = async (...script: ScriptedAnswer[]): Promise<string> => whyOf(await on(market, "Four.", script));
  const begin = /^Judge "j" was asked twice for a verdict in JSON and gave none that can be used: /;
  for (const [script, words] of [
    [{ object: { why: "w", p: 2 } }, /at "\/p" it must be <= 1\.$/],
    [{ object: { why: "w" } }, /\bp\b/],
    [{ object: { why: 3, p: 0.5 } }, /\/why/],
    ["no object at all", /./],
  ] as const) {
    const found = await said(script, script);
    assert.match(found, begin);
    assert.match(found, words);
  }
});

test("variables of a puzzle are named once, have a domain, and stand in rows that are full", () => {
  const of = (more: object): string => refusal({ kind: "constraints", variables: ["a", "b", "c", "d"], domains: { "*": [1, 2] }, ...more });
  assert.equal(of({}), "");
  assert.match(of({ variables: ["a", "a"] }), /a variable is named twice/);
  assert.match(of({ domains: { a: [1] } }), /variable "b" has no domain and there is none for "\*"/);
  assert.equal(of({ domains: { a: [1], b: [1], c: [1], d: [1] } }), "");
  assert.match(of({ constraints: [{ rule: "different", of: ["a", "e"] }] }), /"e" is no variable/);
  assert.equal(of({ constraints: [{ rule: "different", of: ["a", "d"] }] }), "");
  assert.match(of({ format: "rows" }), /rows want a number of columns that divides/);
  assert.match(of({ format: "rows", columns: 3 }), /rows want a number of columns that divides/);
  assert.equal(of({ format: "rows", columns: 2 }), "");
  assert.equal(of({ columns: 3 }), "");
});

test("of facts that are left out the first twelve are named, and how many more there are", async () => {
  const facts = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `f${i}`, answer: `v${i}` }));
  const why = async (count: number): Promise<string> =>
    whyOf(await on({ kind: "facts", facts: facts(count), read: "text" }, "nothing of it"));
  const named = (count: number): string => Array.from({ length: count }, (_, i) => `f${i}`).join(", ");
  assert.equal(await why(12), `0 of 12 facts are right; omitted: ${named(12)}`);
  assert.equal(await why(14), `0 of 14 facts are right; omitted: ${named(12)} and 2 more`);
});

test("an answer passes from its share of points on, and not without a fact that must be there", async () => {
  const facts = [
    { id: "a", answer: "red", points: 3 },
    { id: "b", answer: "blue" },
  ];
  const score = async (text: string, more: object = {}): Promise<string> => {
    const verdict = await on({ kind: "facts", facts, read: "text", ...more }, text);
    return verdict.ok ? `${verdict.passed} ${verdict.score}` : "";
  };
  assert.equal(await score("red and blue"), "true 1");
  assert.equal(await score("red", { pass: 0.75 }), "true 0.75");
  assert.equal(await score("red", { pass: 0.76 }), "false 0.75");
  assert.equal(await score("blue", { pass: 0.25 }), "true 0.25");
  const strict = facts.map((fact) => ({ ...fact, must: fact.id === "b" }));
  assert.equal(await score("red", { pass: 0.5, facts: strict }), "false 0.75");
  assert.equal(await score("blue", { pass: 0.25, facts: strict }), "true 0.25");
});

test("a program that is too long is not run", async () => {
  let runs = 0;
  const { desk } = fakeDesk({
    members: {},
    sandbox: async () => {
      runs += 1;
      return { ok: true, checks: [{ name: "a", passed: true, why: "" }], output: "" };
    },
  });
  const spec = { kind: "program", checks: [{ name: "a", code: "1" }] };
  const of = (length: number): string => `\`\`\`js\n${"x;".padEnd(length, " ;")}\n\`\`\``;
  const fits = await on(spec, of(longestProgram), [], desk);
  assert.deepEqual([fits.ok && fits.passed, runs], [true, 1]);
  const long = await on(spec, of(longestProgram + 1), [], desk);
  assert.deepEqual([long.ok && long.passed, runs], [false, 1]);
});

test("what a check of one language may not have is refused by its place, and so is one that everything passes", () => {
  const of = (language: string, one: object, more: object = {}): string =>
    refusal({ kind: "program", language, checks: [{ name: "a", ...one }], ...more });
  assert.equal(of("javascript", { code: "1" }), "");
  assert.match(of("javascript", { code: "1", stdin: "x" }), /got `stdin`/);
  assert.match(of("sh", { args: ["x"] }), /wanted what must come of the program: `stdout`, `exit`, `wrote`/);
  assert.equal(of("sh", { exit: 0 }), "");
  const files = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, ""]));
  assert.equal(of("sh", { exit: 0, files: files(40) }), "");
  assert.match(of("sh", { exit: 0, files: files(41) }), /wanted at most 40 files/);
  assert.equal(
    of("sql", {
      rows: [
        [1, "a"],
        [2, null],
      ],
      columns: ["n", "t"],
    }),
    "",
  );
  assert.match(of("sql", { rows: [[1], [2, 3]] }), /the same number of values/);
  assert.match(of("sql", { rows: [[1]], columns: ["n", "t"] }), /the same number of values/);
  assert.equal(of("sql", { rows: [] }), "");
  assert.match(of("sql", { rows: [[2 ** 53]] }), /integer that a number holds exactly/);
  assert.equal(of("sql", { rows: [[2 ** 53 - 1, 0.5, 2 ** 63, -(2 ** 63)]] }), "");
  assert.match(of("sql", { rows: [[1]] }, { globals: { a: 1 } }), /wanted none for sql: use `setup`/);
  assert.match(of("sh", { exit: 0 }, { globals: { a: 1 } }), /wanted none for sh: use `files` or `stdin`/);
  assert.equal(of("python", { code: "1" }, { globals: { a: 1 } }), "");
  assert.match(of("python", { code: "1" }, { setup: "x" }), /wanted none but for sql; the language is python/);
  assert.equal(of("sql", { rows: [[1]] }, { setup: "x" }), "");
  assert.match(
    refusal({
      kind: "program",
      checks: [
        { name: "a", code: "1" },
        { name: "a", code: "2" },
      ],
    }),
    /two checks have the same name/,
  );
});

test("a keyword that no JSON Schema has is found wherever schemas stand, and names of one's own are let be", () => {
  for (const [schema, wanted] of [
    [{ type: "object", properties: { typ: { type: "string" } } }, undefined],
    [{ typ: "object" }, /unknown keyword "typ".* Did you mean "type"/],
    [{ properties: { a: { requird: [] } } }, /"requird"/],
    [{ allOf: [{}, { qqqqqqqq: 1 }] }, /"qqqqqqqq"\. Begin the name of a keyword of your own with "x-"/],
    [{ items: { minimun: 1 } }, /"minimun"/],
    [{ items: [{ minimun: 1 }] }, /"minimun"/],
    [{ not: { minimun: 1 } }, /"minimun"/],
    [{ "x-note": { minimun: 1 } }, undefined],
    [{ enum: [{ minimun: 1 }], const: { a: 1 }, default: { b: 1 } }, undefined],
    [{ $defs: { a: { minimun: 1 } } }, /"minimun"/],
    [true, undefined],
    [null, undefined],
    [[{ minimun: 1 }], undefined],
  ] as const) {
    const found = unknownKeyword(schema);
    if (wanted === undefined) assert.equal(found, undefined, JSON.stringify(schema));
    else assert.match(found ?? "", wanted);
  }
  const nested = (depth: number): object => (depth === 0 ? { minimun: 1 } : { not: nested(depth - 1) });
  assert.match(unknownKeyword(nested(50)) ?? "", /minimun/);
  assert.equal(unknownKeyword(nested(51)), undefined);
});

test("what a validator says of a schema is said in plain words, with its place", () => {
  for (const [words, wanted] of [
    ["schema is invalid: data must be object,boolean", "is no JSON Schema: it must be an object,boolean"],
    [
      "schema is invalid: data/properties/a/type must be equal to one of the allowed values, data/x must be array",
      'is no JSON Schema: at "/properties/a/type" it must be one of array, boolean, integer, null, number, object, string',
    ],
    [
      "schema is invalid: data/type/0 must be equal to one of the allowed values",
      'is no JSON Schema: at "/type/0" it must be one of array, boolean, integer, null, number, object, string',
    ],
    [
      "schema is invalid: data/format must be equal to one of the allowed values",
      'is no JSON Schema: at "/format" it must be one of the known values',
    ],
    ["can't resolve reference #/$defs/a from id #", 'refers to "#/$defs/a", which is not in the schema'],
    ["something else", "something else"],
  ] as const)
    assert.equal(schemaWords(words), wanted);
});
