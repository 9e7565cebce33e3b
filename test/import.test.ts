import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parquetWriteBuffer } from "hyparquet-writer";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
type Row = { item: string; model: string; sample: number; passed: number; accepted?: number; cost_usd: number; answer?: string };
const rowsIn = (name: string): Row[] =>
  readFileSync(at(name), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);

test("a run becomes a table of its attempts: who passed what as the report counts it, at the dollars of the calls, and the commands take it", async () => {
  writeFileSync(
    at("lab.yaml"),
    `suite: generated
generate: { n: 20, families: [counting, coloring] }
members: [{ name: large, model: simulated/large }, { name: small, model: simulated/small }]
topologies:
  - { use: solo, name: large, options: { member: large }, terms: { attempts: 1 } }
  - { use: solo, name: small, options: { member: small }, terms: { attempts: 1 } }
  - { use: cascade, name: checked, options: { order: [small, large] }, terms: { attempts: 2, feedback: none } }
verifier: { kind: oracle }
`,
  );
  const ledger = ["--ledger", at("ledger.sqlite")];
  const run = await catallaxy(["run", at("lab.yaml"), ...ledger, "--json", "--quiet"]);
  assert.equal(run.code, 0, run.err);
  const { code, out, err } = await catallaxy(["import", "last", at("tried.jsonl"), ...ledger]);
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /Wrote .*tried\.jsonl: 40 attempts of 2 models at 20 items\./);
  assert.match(out, /The run's models are simulated: what is decided on it holds of them alone\./);
  const rows = rowsIn("tried.jsonl");
  // The cascade asks what solo members asked: its calls are theirs, and count once.
  for (const name of ["large", "small"]) {
    const own = rows.filter(({ model }) => model === name);
    const told = summaryOf(run).topologies.find((row) => row.name === name);
    assert.equal(own.length, 20);
    assert.equal(own.filter(({ passed }) => passed === 1).length, told?.passed);
    assert.ok(Math.abs(own.reduce((sum, { cost_usd }) => sum + cost_usd, 0) / 20 - (told?.cost.perTrial ?? 0)) < 1e-12);
    assert.ok(own.every(({ sample, answer }) => sample === 0 && answer !== undefined));
  }
  const decided = await catallaxy(["decide", at("tried.jsonl"), "--splits", "1", "--checker", "none", "--json", "--quiet"]);
  assert.equal(decided.code, 0, decided.err);
  writeFileSync(
    at("world.yaml"),
    "suite: { recorded: tried.jsonl }\nmembers: [{ name: large, model: recorded/large }]\ntopologies: [{ use: solo, terms: { attempts: 1 } }]\nverifier: none\n",
  );
  const again = await catallaxy(["run", at("world.yaml"), ...ledger, "--json", "--quiet"]);
  assert.equal(again.code, 0, again.err);
  assert.equal(summaryOf(again).topologies[0]?.passed, summaryOf(run).topologies[0]?.passed);
});

test("attempts that nobody graded or judged are left out and counted; where the verifier alone judged them that is said", async () => {
  writeFileSync(
    at("picked.yaml"),
    `suite: generated
generate: { n: 10, families: [counting] }
members: [{ name: a, model: simulated/large }, { name: b, model: simulated/medium }, { name: c, model: simulated/small }]
topologies: [{ use: best-of, options: { n: 3, spread: true, choose: majority }, terms: { attempts: 1 } }]
verifier: none
`,
  );
  const ledger = ["--ledger", at("picked.sqlite")];
  assert.equal((await catallaxy(["run", at("picked.yaml"), ...ledger, "--json", "--quiet"])).code, 0);
  const { out } = await catallaxy(["import", "last", at("picked.jsonl"), ...ledger, "--json"]);
  const { attempts, notes } = JSON.parse(out) as { attempts: number; notes: string[] };
  assert.equal(attempts, rowsIn("picked.jsonl").length);
  // Equal answers stand for one another; what was not picked has no grade.
  const left = Number(/Left out: (\d+) attempts?/.exec(notes.join(" "))?.[1]);
  assert.equal(attempts + left, 30);
  assert.match(notes.join(" "), /rates of who is picked from may come out too high/);
});

test("another's table comes under our names with all its other columns, and what cannot be is refused with nothing written", async () => {
  writeFileSync(at("theirs.csv"), "qid;llm;correct;cost;judge\n1;a;1;0.1;0\n1;b;0;0.2;1\n2;a;0;0.1;\n");
  const rename = ["--column", "item=qid", "--column", "model=llm", "--column", "passed=correct"];
  const { code, out } = await catallaxy(["import", at("theirs.csv"), at("ours.jsonl"), ...rename]);
  assert.equal(code, 0);
  assert.match(out, /3 attempts of 2 models at 2 items/);
  assert.deepEqual(rowsIn("ours.jsonl")[0], { item: "1", model: "a", passed: "1", cost: "0.1", judge: "0" });
  writeFileSync(at("columns.parquet"), "PAR1 and so on");
  const cases: [string[], RegExp][] = [
    [[at("theirs.csv"), at("ours.jsonl"), ...rename], /is there already/],
    [[at("theirs.csv"), at("no.jsonl"), "--column", "item=qd"], /the column qd was wanted.*Did you mean "qid"/s],
    [[at("theirs.csv"), at("no.jsonl"), "--column", "item"], /<ours>=<theirs> was wanted/],
    [[at("theirs.csv"), at("no.jsonl"), "--column", "item=qid", "--column", "model=qid"], /cannot be both item and model/],
    [[at("theirs.csv"), at("no.jsonl"), "--column", "item=qid", "--column", "model=llm"], /the column passed was wanted/],
    [[at("theirs.csv"), at("no.csv")], /JSON lines was wanted to write/],
    [[at("columns.parquet"), at("no.jsonl")], /is cut off: Parquet ends with "PAR1"/],
    [["last", at("no.jsonl"), "--column", "item=qid"], /--column renames columns of a file/],
  ];
  for (const [words, told] of cases) {
    const found = await catallaxy(["import", ...words]);
    assert.equal(found.code, 2, found.err);
    assert.match(found.err, told);
  }
  assert.ok(!existsSync(at("no.jsonl")) && !existsSync(at("no.csv")));
});

test("a Parquet file is a table like any other: decide, import, fit and a recorded world say of it what they say of the same CSV", async () => {
  const example = join(import.meta.dirname, "..", "examples", "outcomes.csv");
  const [heading = "", ...lines] = readFileSync(example, "utf8").trimEnd().split("\n");
  const cells = lines.map((line) => line.split(","));
  const numbers = new Set(["passed", "cost_usd", "sample", "checked"]);
  const columnData = heading.split(",").map((name, at) => {
    const numeric = numbers.has(name);
    const data = cells.map((row) => (row[at] === "" ? null : numeric ? Number(row[at]) : (row[at] ?? null)));
    return { name, data, type: numeric ? ("DOUBLE" as const) : ("STRING" as const), nullable: true };
  });
  writeFileSync(at("same.parquet"), new Uint8Array(parquetWriteBuffer({ columnData })));
  writeFileSync(at("same.csv"), readFileSync(example));
  const told = async (words: readonly string[]): Promise<string> => {
    const { code, out, err } = await catallaxy([...words]);
    assert.equal(code, 0, err);
    return out.replaceAll(/same\.(parquet|csv)/g, "same");
  };
  const both = async (words: (file: string) => string[]): Promise<[string, string]> => [
    await told(words(at("same.parquet"))),
    await told(words(at("same.csv"))),
  ];
  const decided = await both((file) => ["decide", file, "--splits", "1", "--checker", "checked", "--json", "--quiet"]);
  assert.equal(decided[0], decided[1]);
  const fitted = await both((file) => ["fit", file, "--json"]);
  assert.equal(fitted[0], fitted[1]);
  assert.match(await told(["import", at("same.parquet"), at("from-parquet.jsonl")]), /attempts of 3 models at 240 items/);
  assert.equal(rowsIn("from-parquet.jsonl").length, lines.length);
  const runs = await both((file) => {
    const experiment = `${file}.yaml`;
    writeFileSync(
      experiment,
      `suite: { recorded: ${file.split("/").at(-1)} }
members: [{ name: small, model: recorded/small }, { name: large, model: recorded/large }]
topologies: [{ use: cascade, options: { order: [small, large] }, terms: { attempts: 2, feedback: none } }]
verifier: { kind: oracle }
`,
    );
    return ["run", experiment, "--ledger", `${file}.sqlite`, "--json", "--quiet"];
  });
  const rates = runs.map((out) =>
    (JSON.parse(out) as { topologies: { passed: number; cost: unknown }[] }).topologies.map(({ passed, cost }) => [passed, cost]),
  );
  assert.deepEqual(rates[0], rates[1]);
});
