import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { inspectSuite } from "./inspect-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "grader-places-"));
after(() => rmSync(folder, { recursive: true }));

/** What is said of a suite file with this text, a line each, without the folder. */
async function told(name: string, text: string): Promise<string[]> {
  writeFileSync(join(folder, name), text);
  const thrown: unknown = await inspectSuite(join(folder, name), {}).catch((error: unknown) => error);
  assert.ok(thrown instanceof UserError, `${name} was taken`);
  return thrown.message.replaceAll(`${folder}/`, "").split("\n");
}

/** Graders in YAML's flow style, the column of what is wrong counted from the opening brace, and the words. */
const unfit: readonly (readonly [string, number, RegExp])[] = [
  ['{ kind: exact, answer: "2", answerKind: nmber }', 41, /"answerKind" must be one of "number"/],
  ['{ kind: exact, answer: "2", tolernce: 3 }', 39, /unknown field "tolernce"\. Did you mean "tolerance"\?$/],
  ['{ kind: exact, answer: "2", tolerance: { abs: 1 } }', 40, /"tolerance" must be a number; got an object\.$/],
  ['{ kind: exact, answer: "x=1", answerKind: number }', 24, /the key "x=1" cannot be read as one number\./],
  ['{ kind: exact, answer: 1, aliases: ["1", "a b"], answerKind: number }', 42, /the key "a b" cannot be read as one number\./],
  ["{ kind: exact }", 1, /"answer" is missing/],
  ['{ kind: regex, pattern: "(" }', 25, /"pattern": Invalid regular expression/],
  ["{ kind: program, checks: [] }", 26, /"checks" must have at least 1 entry\.$/],
  ["{ kind: program, checks: [{ name: one }] }", 27, /"checks\.0\.?/],
  ["{ kind: noisy, judge: { kind: exact, answr: x } }", 45, /unknown field "answr"/],
  ['{ kind: noisy, judge: { kind: exact, answer: "x=1", answerKind: number } }', 46, /the key "x=1" cannot be read/],
];
for (const [grader, column, words] of unfit) {
  test(`${grader} is told with its line and column, in YAML, JSON and JSONL`, async () => {
    const [line = "", ...more] = await told("s.yaml", `tasks:\n  - id: a\n    prompt: What?\n    grader: ${grader}\n`);
    assert.deepEqual(more, []);
    assert.ok(line.startsWith(`s.yaml:4:${12 + column}: the grader of task "a" (`), line);
    assert.match(line, words);
    // The same text is JSON once its names and words are quoted; the place is then that of the quoted text.
    const json = grader
      .replace(/(?<=[{[,] ?)([a-zA-Z]+)(?=:)/g, '"$1"')
      .replace(/: ([a-z]+)(?= [},])/g, ': "$1"')
      .replace(/: ([a-z]+)(?=,)/g, ': "$1"');
    const task = `{"id":"b","prompt":"Why?","grader":${json}}`;
    const [first = ""] = await told("s.jsonl", `{"id":"a","prompt":"What?","grader":{"kind":"none"}}\n${task}\n`);
    assert.match(first, /^s\.jsonl:2:\d+: the grader of task "b" \(/);
    assert.match(first, words);
    const at = Number(/^s\.jsonl:2:(\d+)/.exec(first)?.[1]);
    const [same = ""] = await told("s.json", `{ "tasks": [\n${task}\n] }`);
    assert.equal(same.replace("s.json:", ""), first.replace("s.jsonl:", ""));
    assert.ok(at >= 36 && at < task.length, first);
  });
}

test("a row of a table is told with its first line and the column that the setting stands in", async () => {
  const table = [
    "id,prompt,grader,answer,grader.answerKind,grader.tolerance",
    'a,"What is\n1+1?",exact,2,nmber,',
    "b,x,exact,3,,often",
    "c,y,exact,x=1,number,",
    'd,z,"{""kind"":""exact"",""answr"":3}",3,,',
    "e,w,program,,,",
  ].join("\n");
  const places = (await told("s.csv", `${table}\n`)).map((line) => /^(.*?): the grader of task "(.)"/.exec(line)?.slice(1));
  assert.deepEqual(places, [
    ['s.csv:2, column "grader.answerKind"', "a"],
    ['s.csv:4, column "grader.tolerance"', "b"],
    ['s.csv:5, column "answer"', "c"],
    ['s.csv:6, column "grader"', "d"],
    ['s.csv:7, column "grader"', "e"],
  ]);
});

test("a fault of a shared grader is told once, where it stands, and a task's own where that is", async () => {
  const text = [
    "graders:",
    "  tight:",
    "    kind: exact",
    "    tolerence: 3",
    "  loose: { kind: exact }",
    "tasks:",
    '  - { id: a, prompt: p, grader: { kind: tight, answer: "4" } }',
    '  - { id: b, prompt: q, grader: { kind: tight, answer: "5" } }',
    '  - { id: c, prompt: r, grader: { kind: loose, answer: "x = y", answerKind: number } }',
  ].join("\n");
  const lines = await told("s.yaml", text);
  assert.deepEqual(
    lines.map((line) => line.slice(0, line.indexOf(" does not fit"))),
    ['s.yaml:4:16: the shared grader "tight" (exact)', 's.yaml:9:56: the grader of task "c" (exact)'],
  );
});

test("a key that stands beside its grader, alone or among several, is told where it stands", async () => {
  const of = async (task: string): Promise<string> => (await told("s.yaml", `tasks:\n  - { id: a, prompt: p, ${task} }\n`)).join();
  assert.match(await of('answer: "x=1", grader: { answerKind: number }'), /^s\.yaml:2:33: .*"x=1"/);
  assert.match(await of('answer: ["1", "x=1"], grader: { answerKind: number }'), /^s\.yaml:2:39: .*"x=1"/);
});
