import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { catallaxy, root, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const fixture = (name: string): string => join(root, "src", "lab", "run", "foreign", "fixtures", name);

const suites: readonly [name: string, readAs: string, tasks: number, lost: number, more?: string[]][] = [
  ["promptfoo.yaml", "a promptfoo configuration", 14, 8],
  ["promptfoo.csv", "a promptfoo table of tests", 4, 1, ["--prompt", "To {{language}}: {{text}}"]],
  ["inspect.jsonl", "an Inspect dataset", 4, 1],
  ["lm-eval.yaml", "a task of lm-evaluation-harness", 2, 0],
  ["swe-bench.jsonl", "SWE-bench rows", 1, 1],
  ["hugging-face.json", "rows of Hugging Face", 2, 1],
];
for (const [name, readAs, tasks, lost, more = []] of suites) {
  test(`${name} becomes a suite that check accepts, and the exit code says whether something was left out`, async () => {
    // Every form of file is read alike: the richest suite is tried in all of them.
    for (const ending of name === "promptfoo.yaml" ? ["jsonl", "yaml", "json"] : ["jsonl"]) {
      const target = at(`${name}.${ending}`);
      const { code, out, err } = await catallaxy(["import", fixture(name), target, ...more, "--json"]);
      assert.equal(code, lost > 0 ? 1 : 0, err);
      const { notes, ...told } = JSON.parse(out) as { notes: string[] };
      assert.deepEqual(told, { schema: 1, file: target, readAs, tasks, lost });
      assert.equal(notes.filter((note) => note.startsWith("Left out")).length > 0, lost > 0);
      const checked = await catallaxy(["check", target, "--json"]);
      assert.equal(checked.code, 0, `${checked.out}${checked.err}`);
      assert.equal((JSON.parse(checked.out) as { tasks: number }).tasks, tasks);
    }
  });
}

test("results become a table that decide takes, and say what is missing", async () => {
  const { code, out } = await catallaxy(["import", fixture("promptfoo-output.json"), at("out.jsonl")]);
  assert.equal(code, 1);
  const [first, ...notes] = out.trimEnd().split("\n");
  assert.equal(first, `Read as promptfoo output. Wrote ${at("out.jsonl")}: 3 attempts of 2 models at 2 items.`);
  assert.match(
    notes[0] ?? "",
    /^Left out: 1 result that ended in an error, which says nothing of an answer, at .*promptfoo-output\.json results\[3\]\.$/,
  );
  assert.match(notes.at(-1) ?? "", /^Next: catallaxy decide /);
  const rows = Array.from({ length: 40 }, (_, n) =>
    ["a", "b"].map((model, m) => ({
      request_id: `${n}${model}`,
      spend: 0.01 + m,
      model,
      prompt_tokens: 1,
      completion_tokens: 1,
      metadata: { task: `t${n}`, ok: n % (m + 2) === 0 },
    })),
  ).flat();
  writeFileSync(at("spend.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
  const spent = await catallaxy([
    "import",
    at("spend.jsonl"),
    at("spent.jsonl"),
    "--column",
    "item=metadata.task",
    "--column",
    "passed=metadata.ok",
  ]);
  assert.equal(spent.code, 0, spent.err);
  assert.match(spent.out, /^Read as LiteLLM spend logs\. Wrote .*: 80 attempts of 2 models at 40 items\./);
  const decided = await catallaxy(["decide", at("spent.jsonl"), "--checker", "none", "--splits", "1", "--json", "--quiet"]);
  assert.equal(decided.code, 0, decided.err);
});

test("a suite is written under the name that was said and nothing is overwritten or left behind; the formats are in the help", async () => {
  const refusals: [string[], RegExp][] = [
    [[fixture("otel.json"), at("world.yaml")], /A file of JSON lines was wanted to write/],
    [[fixture("inspect.jsonl"), at("suite.txt")], /a suite may be \.yaml or \.json as well/],
    [[fixture("litellm.jsonl"), at("no.jsonl")], /none of 3 has them/],
    [["last", at("no.jsonl"), "--prompt", "q"], /--prompt is about a file; "last" is none here/],
  ];
  for (const [words, told] of refusals) {
    const found = await catallaxy(["import", ...words]);
    assert.equal(found.code, 2);
    assert.match(found.err.replaceAll(/\s+/g, " "), told);
  }
  assert.deepEqual(
    ["world.yaml", "suite.txt", "no.jsonl"].filter((name) => existsSync(at(name))),
    [],
  );
  const help = (await catallaxy(["import", "--help"])).out;
  for (const name of [
    "promptfoo-csv",
    "inspect-dataset",
    "lm-eval",
    "swe-bench",
    "hugging-face",
    "promptfoo-output",
    "inspect-log",
    "litellm",
    "langfuse",
    "otel",
    "outcomes",
  ])
    assert.ok(help.includes(name), name);
});

test("the commands of the page of formats name formats, options and columns that are there", async () => {
  const page = readFileSync(join(root, "docs", "import.md"), "utf8");
  const help = (await catallaxy(["import", "--help"])).out;
  const options = [...page.matchAll(/catallaxy import [^\n]*/g)].flatMap(([line]) => line.match(/--[a-z]+/g) ?? []);
  assert.ok(options.length > 8);
  for (const option of options) assert.ok(help.includes(option), option);
});

test("what is said of an import is broken at the width of every message, but for a word that is longer", async () => {
  const { out } = await catallaxy(["import", fixture("promptfoo.yaml"), at("wide.jsonl")], { env: { COLUMNS: "80" } });
  const long = out.split("\n").filter((line) => line.length > 80 && !line.startsWith("Next: "));
  assert.deepEqual(
    long.filter((line) => line.trim().includes(" ") && !line.includes("/")),
    [],
  );
  assert.ok(out.split("\n").length > 8, out);
});
