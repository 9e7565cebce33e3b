import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { judgeKinds } from "../src/judges/index.ts";
import { loadExperiment } from "../src/lab/index.ts";
import { loadSuite } from "../src/tasks/index.ts";
import type { JudgeSpec, Task } from "../src/types.ts";
import { UserError } from "../src/util/bug.ts";

const folder = mkdtempSync(join(tmpdir(), "keys-"));
after(() => rmSync(folder, { recursive: true }));
let serial = 0;

async function tasksOf(name: string, text: string): Promise<readonly Task[]> {
  return (await loadSuite(file(name, text), judgeKinds)).tasks;
}
function file(name: string, text: string): string {
  const path = join(folder, `${++serial}-${name}`);
  writeFileSync(path, text);
  return path;
}
async function graderOf(name: string, text: string): Promise<JudgeSpec | undefined> {
  return (await tasksOf(name, text))[0]?.grader;
}
async function refusal(name: string, text: string): Promise<string> {
  const path = file(name, text);
  const thrown: unknown = await loadSuite(path, judgeKinds).then(
    () => assert.fail("it was loaded"),
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof UserError, String(thrown));
  return thrown.message.replaceAll(path, name);
}

const yamlSpellings =
  "007 1.10 1e5 1E+5 0x1F 0o17 +5 -0 .5 5. 3.14159265358979323846 18446744073709551616 -9223372036854775809 0xFFFFFFFFFFFFFFFF yes No on OFF true False null ~ .inf .NaN 12:30 2024-01-01 1_000 1,000";

test("a key has the spelling that it has in YAML, whatever YAML takes it for", async () => {
  for (const key of yamlSpellings.split(" ")) {
    const text = `tasks:\n  - { id: a, prompt: p, grader: { kind: exact, answer: ${key.includes(",") ? `"${key}"` : key}, aliases: [${key.includes(",") ? "x" : key}] } }\n`;
    const grader = await graderOf("s.yaml", text);
    assert.equal(grader?.["answer"], key);
    if (!key.includes(",")) assert.deepEqual(grader?.["aliases"], [key]);
  }
});

test("under YAML 1.1, too, keys are what was written: sexagesimals, dates, octals, yes and no", async () => {
  for (const key of ["12:30", "2024-01-01", "010", "1_000", "yes", "off"]) {
    const text = `%YAML 1.1\n---\ntasks:\n  - { id: a, prompt: p, grader: { kind: exact, answer: ${key} } }\n`;
    assert.equal((await graderOf("s.yaml", text))?.["answer"], key);
  }
});

test("a key has the spelling that it has in JSON and JSON lines", async () => {
  for (const key of ["1.10", "1e5", "1E+05", "-0", "18446744073709551616", "0.1000", "3.14159265358979323846", "1e400"]) {
    const task = `{"id":"a","prompt":"p","grader":{"kind":"exact","answer":${key},"aliases":[${key}]}}`;
    for (const [name, text] of [
      ["s.jsonl", task],
      ["s.json", `{"tasks":[${task}]}`],
    ] as const) {
      const grader = await graderOf(name, text);
      assert.deepEqual([grader?.["answer"], grader?.["aliases"]], [key, [key]], name);
    }
  }
});

test("a key that is an ordinary number stays the number that it is", async () => {
  assert.equal((await graderOf("s.jsonl", '{"id":"a","prompt":"p","grader":{"kind":"exact","answer":14}}'))?.["answer"], 14);
  assert.equal((await graderOf("s.yaml", "- { id: a, prompt: p, grader: { kind: exact, answer: 0.25 } }"))?.["answer"], 0.25);
});

test("a shared grader and a judge inside a judge keep their keys as well", async () => {
  const shared = await tasksOf(
    "s.yaml",
    "graders:\n  code: { kind: exact, answer: 007 }\ntasks:\n  - { id: a, prompt: p, grader: code }\n  - { id: b, prompt: p, grader: { kind: code, aliases: [07] } }\n",
  );
  assert.deepEqual(shared[0]?.grader, { kind: "exact", answer: "007" });
  assert.deepEqual(shared[1]?.grader, { kind: "exact", answer: "007", aliases: ["07"] });
  const inner = "grader: { kind: noisy, judge: { kind: exact, answer: 007 }, falsePositive: 0.10, falseNegative: 1e-1 }";
  const grader = await graderOf("t.yaml", `- { id: a, prompt: p, ${inner} }`);
  assert.deepEqual(grader, { kind: "noisy", judge: { kind: "exact", answer: "007" }, falsePositive: 0.1, falseNegative: 0.1 });
});

test("settings that want numbers get numbers, however they are spelled", async () => {
  const grader = await graderOf(
    "s.yaml",
    "- { id: a, prompt: p, grader: { kind: exact, answer: 1.10, tolerance: 5e-3, thousands: True } }",
  );
  assert.deepEqual(grader, { kind: "exact", answer: "1.10", tolerance: 0.005, thousands: true });
});

test("an integer that no number can hold is refused where a number is wanted, and kept as a text in meta", async () => {
  const big = "9007199254740993";
  assert.match(
    await refusal("s.yaml", `- { id: a, prompt: p, grader: { kind: exact, answer: "1", tolerance: ${big} } }`),
    /^s\.yaml:1:70: wanted a number that can be kept exactly, got 9007199254740993\. Put it in quotes\.$/,
  );
  const [task] = await tasksOf("s.jsonl", `{"id":"a","prompt":"p","grader":"none","meta":{"source":${big},"weight":1.0,"reference":1.10}}`);
  assert.deepEqual(task?.meta, { source: big, weight: 1, reference: "1.10" });
});

test("keys of maps are spelled as written", async () => {
  const [task] = await tasksOf("s.yaml", "- { id: a, prompt: p, grader: none, meta: { 007: x, 1.10: y, yes: z, null: n } }");
  assert.deepEqual(Object.keys(task?.meta ?? {}).sort(), ["007", "1.10", "null", "yes"]);
});

test("merge keys fill in what a task does not say, and the parts that are merged may stand at the top", async () => {
  const text = `base: &base
  category: math
  grader: &g { kind: exact, answer: "14" }
x-more: { worth: 0.5 }
tasks:
  - <<: *base
    id: pens
    prompt: p
  - { <<: [{ category: shop }, *base], id: more, prompt: p, grader: { <<: *g, tolerance: 1 } }
`;
  const tasks = await tasksOf("s.yaml", text);
  assert.deepEqual(tasks[0], { category: "math", grader: { kind: "exact", answer: "14" }, id: "pens", prompt: "p" });
  assert.deepEqual(tasks[1], { category: "shop", grader: { kind: "exact", answer: "14", tolerance: 1 }, id: "more", prompt: "p" });
  assert.match(await refusal("t.yaml", "tusks: &a 1\ntask: []\ntasks: []\n"), /got "task"/);
});

test("an experiment takes merge keys and keeps the spelling of a seed", async () => {
  const experiment = await loadExperiment(
    file(
      "lab.yaml",
      "parts: &seat { model: simulated/strong }\nsuite: coase-hayek\nseed: 007\nmembers:\n  - &a { <<: *seat, name: a }\n  - { <<: *a, name: b }\ntopologies: [solo]\nlimits: { budget: 0.50 }\n",
    ),
  );
  assert.equal(experiment.seed, "007");
  assert.deepEqual(experiment.members, [
    { model: "simulated/strong", name: "a" },
    { model: "simulated/strong", name: "b" },
  ]);
  assert.equal(experiment.limits.budget, 0.5);
});

test("ten thousand plain aliases are no bomb", async () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `  - { id: t${index}, prompt: p, grader: *g }`);
  const text = `g: &g { kind: exact, answer: 007 }\ntasks:\n${lines.join("\n")}\n`;
  const tasks = await tasksOf("s.yaml", text);
  assert.equal(tasks.length, 10_000);
  assert.deepEqual(tasks.at(-1)?.grader, { kind: "exact", answer: "007" });
});

test("an alias inside what it names and one without an anchor are refused with their place", async () => {
  assert.match(await refusal("s.yaml", "a: &a [*a]\ntasks: []\n"), /s\.yaml:1:8: .*inside what it names/);
  assert.match(await refusal("s.yaml", "tasks: *none\n"), /s\.yaml:1:8: /);
});

const typed = {
  kind: "exact",
  answer: "007",
  tolerance: 0.005,
  caseSensitive: true,
  thousands: false,
  aliases: ["7", "seven"],
};

test("cells of a table become what the grader's schema wants, under every delimiter", async () => {
  for (const [mark, name] of [
    [",", "s.csv"],
    [";", "s.csv"],
    ["\t", "s.csv"],
    ["|", "s.csv"],
    ["\t", "s.tsv"],
  ] as const) {
    const head = ["id", "prompt", "grader", "answer", "grader.tolerance", "grader.caseSensitive", "grader.thousands", "grader.aliases"];
    const cells = ["a", '"p, q; r | s\nsecond line"', "exact", "007", "5e-3", "TRUE", "no", '"7; seven"'];
    const rows = `\uFEFF${head.join(mark)}${mark}${mark}\r\n${cells.join(mark)}${mark}${mark}\r\n${mark.repeat(9)}\r\n`;
    const [task, ...more] = await tasksOf(name, rows);
    assert.deepEqual(task?.grader, typed, JSON.stringify(mark));
    assert.equal(task?.prompt, "p, q; r | s\nsecond line");
    assert.deepEqual(more, []);
  }
});

test("a cell may hold JSON: a list, an object, a whole grader", async () => {
  const checks = [{ name: "sums", code: "assert(add(1, 2) === 3)" }];
  const quoted = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
  const text = `id,prompt,grader,grader.checks,answer,meta.reference,meta.simulation,meta.note
a,p,program,${quoted(checks)},,"[1, 2]",${quoted({ difficulty: 1.5 })},007
b,p,${quoted({ kind: "exact", aliases: ["x"] })},,1.10,,,
`;
  const [a, b] = await tasksOf("s.csv", text);
  assert.deepEqual(a?.grader, { kind: "program", checks });
  assert.deepEqual(a?.meta, { reference: "[1, 2]", simulation: { difficulty: 1.5 }, note: "007" });
  assert.deepEqual(b?.grader, { kind: "exact", aliases: ["x"], answer: "1.10" });
});

test("a delimiter may be named as spreadsheets do, and a table without known columns is refused", async () => {
  assert.equal((await tasksOf("s.csv", "sep=;\nid;prompt;grader;answer\na;1, 2, or 3?;exact;3\n"))[0]?.prompt, "1, 2, or 3?");
  assert.match(await refusal("s.csv", "id:prompt:grader\na:p:none\n"), /s\.csv:1: wanted a head line .* commas, semicolons, tabs or bars/);
  assert.match(await refusal("s.csv", "id,prompt,id\na,p,b\n"), /s\.csv:1: wanted each column once, got "id" twice/);
  assert.match(await refusal("s.csv", "id,prompt,grader,\na,p,none,x\n"), /s\.csv:2: the cell "x" stands in a column without a name/);
  assert.match(await refusal("s.csv", "id,prompt,grader\na,p,none,x\n"), /s\.csv:2: wanted CSV with one head line and 3 cells/);
});
