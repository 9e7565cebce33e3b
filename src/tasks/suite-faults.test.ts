import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { loadSuite } from "./load-suite.ts";

const graders = ["exact", "contains"].map((name) => ({ name, options: z.looseObject({ kind: z.literal(name) }) }));

async function refusal(name: string, text: string, wanted = name): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-faults-"));
  try {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    await loadSuite(join(folder, wanted), graders);
    return "";
  } catch (thrown) {
    return (thrown as Error).message.replaceAll(`${folder}/`, "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const indentations: readonly [title: string, text: string, wanted: RegExp][] = [
  [
    "a field between the dash and the fields of its entry",
    "tasks:\n  - id: a1\n    prompt: hi\n   grader: { kind: exact }\n",
    /^s\.yaml:4:4: .* indentation of this line does not fit: it begins at column 4, between .* \(columns 3 and 5\)/,
  ],
  [
    "a dash between the list and its owner",
    "tasks:\n  - id: a1\n    prompt: hi\n - id: a2\n",
    /^s\.yaml:4:2: .* begins at column 2, between .* \(columns 1 and 3\)/,
  ],
  [
    "a field deeper than a field with a value",
    "tasks:\n  - id: a1\n    prompt: hi\n      grader: exact\n",
    /^s\.yaml:4:7: .* begins at column 7, deeper than the line above.* \(column 5\)/,
  ],
  [
    "a field of a nested object",
    "tasks:\n  - id: a1\n    prompt: hi\n    grader:\n      kind: exact\n     answer: x\n",
    /^s\.yaml:6:6: .* begins at column 6, between .* \(columns 5 and 7\)/,
  ],
];
for (const [title, text, wanted] of indentations) {
  test(`${title} is told as an indentation that does not fit, with the columns`, async () => {
    assert.match(await refusal("s.yaml", text), wanted);
  });
}

test("a quote that is not closed is still told as such", async () => {
  assert.match(await refusal("s.yaml", 'tasks:\n  - id: a1\n    prompt: "hi\n'), /is not closed/);
  assert.match(await refusal("s.yaml", "tasks:\n  - { id: a1, prompt: hi\n"), /is not closed|without its partner/);
});

const good = "tasks:\n  - { id: a, prompt: x, grader: exact }\n";
const missing: readonly [there: string, wanted: string, hint: RegExp][] = [
  ["good.yaml", "god.yaml", /Did you mean "good\.yaml"\?/],
  ["good.yaml", "goood.yaml", /Did you mean "good\.yaml"\?/],
  ["tasks.yaml", "task.yaml", /Did you mean "tasks\.yaml"\?/],
  ["good.yaml", "good.yml", /Did you mean "good\.yaml"\?/],
  ["good.yaml", "good", /Did you mean "good\.yaml"\?/],
  ["good.yaml", "coase-hayec", /Did you mean "coase-hayek"\?/],
  ["good.yaml", "unheard-of.yaml", /in that folder: good\.yaml; bundled: coase-hayek/],
  ["suites/good.yaml", "suite/good.yaml", /no folder "suite" in .* Did you mean "suites"\?/],
  ["good/suite.yaml", "goood", /Did you mean "good"\?/],
];
for (const [there, wanted, hint] of missing) {
  test(`beside ${there}, ${wanted} is refused with what is near`, async () => {
    assert.match(await refusal(there, good, wanted), hint);
  });
}

test("every fault of a suite is told with its line, and past eight how many more there are", async () => {
  const text = `nam: s
tasks:
  - { id: a 1, prompt: x, grader: exact }
  - { id: b, promptt: x, grader: exact }
  - { id: c, prompt: x, grader: exakt }
  - { id: d, prompt: x, graders: exact }
  - { id: c, prompt: x, grader: exact }
`;
  const lines = (await refusal("s.yaml", text)).split("\n");
  assert.deepEqual(
    lines.map((line) => /^s\.yaml:(\d+):/.exec(line)?.[1]),
    ["1", "3", "4", "5", "6", "7"],
  );
  assert.match(lines[0] ?? "", /"nam"\. Did you mean "name"/);
  assert.match(lines[2] ?? "", /"promptt"\. Did you mean "prompt"/);
  assert.match(lines[4] ?? "", /"graders"\. Did you mean "grader"/);
  const many = Array.from({ length: 10 }, (_, i) => `  - { id: "a ${i}", prompt: x, grader: exact }\n`).join("");
  const told = (await refusal("s.yaml", `tasks:\n${many}`)).split("\n");
  assert.deepEqual([told.length, told.at(-1)], [9, "and 2 more faults"]);
});

test("an unknown field of a task is answered with the fields of a task alone", async () => {
  const told = await refusal("s.yaml", "tasks:\n  - { id: a, prompt: x, grader: exact, zzzzzz: 1 }\n");
  assert.match(told, /Known: id, title, category, prompt, context, grader, answer, turns, worth, tags, meta\. Rename or remove/);
});

test("a promptfoo file and an experiment are named as what they are", async () => {
  const tests = "- vars: { x: hi }\n  assert:\n    - { type: equals, value: hola }\n";
  const whole = `prompts: ["Translate {{x}}"]\nproviders: [openai:gpt-4o]\ntests:\n${tests.replaceAll(/^/gm, "  ").trimEnd()}\n`;
  for (const text of [tests, whole])
    assert.match(await refusal("s.yaml", text), /^s\.yaml:1:\d: this is a promptfoo file, not a suite\. Write/);
  assert.match(await refusal("s.yaml", "suite: coase-hayek\nmembers: [m]\ntopologies: [solo]\n"), /this is an experiment, not a suite/);
});

const slips: readonly (readonly [title: string, file: string, text: string, wanted: RegExp])[] = [
  [
    "no space after a dash",
    "s.yaml",
    "tasks:\n  -id: a\n   prompt: x\n",
    /^s\.yaml:2:4: this is not valid YAML: a space is missing after the dash/,
  ],
  [
    "no space after a colon",
    "s.yaml",
    "tasks:\n  - id: a\n    prompt:hi\n    answer: x\n",
    /^s\.yaml:3:12: .* a space is missing after the colon/,
  ],
  [
    "a field of another name on a line of its own",
    "s.yaml",
    "task:\n  - { id: a, prompt: x, answer: y }\n",
    /^s\.yaml:1:1: .*"task"\. Did you mean "tasks"/,
  ],
  [
    "a field that is left empty",
    "s.yaml",
    "tasks:\n  - id: a\n    prompt:\n    answer: x\n",
    /^s\.yaml:3:12: wanted a text in "prompt", got nothing\. Fill the field in/,
  ],
  ["a true for an id", "s.yaml", "tasks:\n  - { id: true, prompt: x, answer: y }\n", /wanted a text in "id", got true\. Put it in quotes/],
  ["two broken lines", "s.jsonl", '{"id":"a",}\n{"id":"b" "prompt":"x"}\n', /^s\.jsonl:1:11: [^\n]*\n[^\n]*\n[^\n]*\ns\.jsonl:2:11: /],
  [
    "a list in JSONL",
    "s.jsonl",
    '[\n{"id":"a","prompt":"x","answer":"y"}\n]\n',
    /^s\.jsonl:1:1: this file is one JSON value; .*Name the file \.json/,
  ],
  [
    "objects line by line in JSON",
    "s.json",
    '{"id":"a"}\n{"id":"b"}\n',
    /^s\.json:2:1: this file has one JSON object on each line\. Name it \.jsonl/,
  ],
  ["an empty JSON file", "s.json", "\n", /^s\.json: .*got an empty file/],
  [
    "two rows of the wrong length",
    "s.csv",
    "id,prompt,answer\na,x\nb,x,y,z\n",
    /^s\.csv:2: .* 3 cells as in it, got 2[^\n]*\ns\.csv:3: .* got 4/,
  ],
  ["a table without a head line", "s.csv", "a,hi,x\nb,ho,y\n", /^s\.csv:1: wanted a head line that names the columns/],
  ["an empty table", "s.csv", "", /^s\.csv:1: wanted a head line .*got an empty file/],
  ["UTF-16 without a mark", "s.yaml", "t\0a\0s\0k\0s\0:\0", /^s\.yaml:1: wanted a text, got a zero byte, as UTF-16/],
];
for (const [title, file, text, wanted] of slips) {
  test(`${title} is told with its place and what to do`, async () => {
    assert.match(await refusal(file, text), wanted);
  });
}

test("an id with a character that is not shown as it is is refused where it stands", async () => {
  const yaml = `tasks:\n  - id: "a\\u202eb"\n    prompt: hi\n    grader: { kind: exact, answer: "1" }\n`;
  assert.match(await refusal("s.yaml", yaml), /^s\.yaml:2:9: wanted a name of visible characters only.* in "id"/);
  const json = '{"tasks":[{"id":"a\\u0007b","prompt":"hi","grader":{"kind":"exact","answer":"1"}}]}';
  assert.match(await refusal("s.json", json), /^s\.json:1:17: wanted a name of visible characters only/);
  assert.match(await refusal("s.csv", "id,prompt,answer\na\u{2066}b,hi,1\n"), /wanted a name of visible characters only/);
});

test("suites with tens of thousands of columns, fields, faults or lists are a message of a size that people read", async () => {
  const many = Array.from({ length: 30_000 }, (_, index) => `k${index}`);
  const nested = Array.from({ length: 50 }, () => `${"[".repeat(2000)}${"]".repeat(2000)}`).join(",");
  const wanted: readonly [name: string, text: string, said: RegExp][] = [
    ["columns.csv", `id,prompt,answer,${many.join(",")}\n`, /^columns\.csv:1: wanted only columns .* "k19" and 29980 more: /],
    ["fields.jsonl", `{"id":"a","prompt":"b","answer":"c",${many.map((key) => `"${key}":1`).join(",")}}\n`, /"k19" and 29980 more/],
    ["ids.csv", `id,prompt,answer\n${"a,b,c\n".repeat(30_000)}`, /^ids\.csv:3, column "id": .*\n[^]*\nand 29991 more faults$/],
    ["cells.csv", `id,prompt,answer\n${"a,b,c,d\n".repeat(30_000)}`, /^cells\.csv:2: .*\n[^]*\nand 29992 more faults$/],
    ["lines.jsonl", '{"id":\n'.repeat(30_000), /^lines\.jsonl:1:7: .*\n[^]*\nand 29992 more faults$/],
    ["grader.csv", `id,prompt,answer,grader\na,b,c,${"[".repeat(200_000)}\n`, /^grader\.csv:2, column "grader": wanted a known grader/],
    ["deep.json", `{"tasks":[{"id":"a","prompt":"b","answer":"c","meta":[${nested}]}]}`, /^deep\.json: .* nested hundreds deep/],
    ["deep.jsonl", `{"id":"a","prompt":"b","answer":"c","meta":[${nested}]}\n`, /^deep\.jsonl:1: .* nested hundreds deep/],
    [
      "wide.jsonl",
      `{"id":"a",${Array.from({ length: 300_001 }, (_, n) => `"${n}":1`).join(",")}}\n`,
      /^wide\.jsonl:1: this cannot be read: one object has/,
    ],
    ["long.yaml", `tasks: []\n${"# remark\n".repeat(1_200_000)}`, /^long\.yaml: wanted at most 10000000 characters of YAML/],
  ];
  for (const [name, text, said] of wanted) {
    const refused = await refusal(name, text);
    assert.match(refused, said, name);
    assert.ok(refused.length < 4000, `${name}: ${refused.length}`);
  }
});
