import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { halfOf } from "../src/models/recorded/index.ts";
import { catallaxy, root, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const outcomes = join(folder, "outcomes.csv");
const rows = Array.from({ length: 60 }, (_, i) =>
  ["small", "middle", "large"].map(
    (model, m) =>
      `${i},c${i % 3},${model},${Number((i * 7 + m * 3) % 10 < 4 + 2 * m)},${[0.001, 0.004, 0.02][m]},${(i * 7 + m * 3) % 10 < 4 + 2 * m ? "right" : `wrong ${m}`}`,
  ),
).flat();
writeFileSync(outcomes, `${["item,category,model,passed,cost_usd,answer", ...rows].join("\n")}\n`);

test("decide prints a sentence, the policies and the figures within 80 columns, and the same as JSON", async () => {
  const words = ["decide", outcomes, "--splits", "2"];
  const [text, json] = await Promise.all([catallaxy(words), catallaxy([...words, "--json"])]);
  assert.deepEqual([text.code, text.err, json.code, json.err], [0, "", 0, ""]);
  for (const line of text.out.split("\n")) assert.ok(line.length <= 80, line);
  assert.match(text.out, /Chosen on one half, with no checker: .*On the other: \d+\.\d% at \$/s);
  for (const what of [
    "cheapest",
    "best single",
    "vote of three",
    "agreement",
    "cascade, .90/.10",
    "index, none",
    "index, .90/.10",
    "oracle",
  ])
    assert.match(text.out, new RegExp(`^ {3}${what.replaceAll(".", "\\.")} `, "m"), what);
  for (const what of ["APGR", "CPT\\(50\\)", "AIQ", "cost at equal quality", "Regret", "allocation", "to the oracle"])
    assert.match(text.out, new RegExp(what));
  const report = JSON.parse(json.out) as { schema: number; items: number; rows: { name: string; passRate: number }[] };
  assert.deepEqual([report.schema, report.items], [1, 60]);
  const oracle = report.rows.find(({ name }) => name === "oracle")?.passRate ?? 0;
  assert.ok(report.rows.every(({ passRate }) => passRate >= 0 && passRate <= 1) && oracle > 0.5);
});

test("options of decide that cannot be taken say what was wanted", async () => {
  const cases: [string[], RegExp][] = [
    [["--train", "1"], /--train: a share above 0 and below 1/],
    [["--value", "10,0"], /--value: numbers above 0/],
    [["--checker", "1.5/.1"], /--checker: two shares from 0 to 1/],
    [["--checker", ".9/.1@x"], /dollars of a verdict/],
    [["--checker", "none", "--checker", "none"], /--checker none is there twice/],
    [["--checker", "verdict"], /the column verdict was wanted/],
    [["--goal", "cheap"], /--goal: match, budget=<dollars an item> or value=/],
    [["--assume-cost", "small=x"], /--assume-cost: dollars of an attempt/],
    [["--models", "smal"], /--models names "smal".*Did you mean "small"/s],
    [["--worth", "0"], /above 0/],
    [["--checker", "perfect@1e400"], /dollars of a verdict, up to a million/],
    [["--checker", "1e400/.1"], /--checker: two shares from 0 to 1/],
    [["--value", "1e400"], /--value: numbers above 0, up to a million/],
    [["--assume-cost", "1e400"], /--assume-cost: dollars of an attempt, up to a million/],
    [["--goal", "budget=1e400"], /up to a million dollars/],
    [["--write", ""], /--write: the name of a folder was wanted; got nothing/],
    [["--member", "small=openai/gpt-5-nano"], /--member is of use with --write/],
    [["--suite", "mine.yaml", "--member", "small=openai/gpt-5-nano"], /--member and --suite are of use with --write/],
    [["--suite", "mine.yaml", "--write", join(folder, "no")], /no live member is known\. Name them: --member "small=provider\/model"/],
    [["--suite", "", "--write", join(folder, "no")], /--suite: a file of tasks/],
  ];
  const found = await Promise.all(cases.map(([words]) => catallaxy(["decide", outcomes, ...words])));
  for (const [i, { code, err }] of found.entries()) {
    assert.equal(code, 2, err);
    assert.match(err, cases[i]?.[1] ?? /never/);
  }
});

test("a goal and a worth are chosen for in the words of holdOut", async () => {
  const found = await Promise.all(
    [
      ["--goal", "match"],
      ["--goal", "budget=0.01"],
      ["--goal", "value=0.5"],
      ["--worth", "0.5"],
    ].map((words) => catallaxy(["decide", outcomes, "--splits", "1", "--checker", "none", "--json", ...words])),
  );
  const goals = found.map(({ out }) => (JSON.parse(out) as { goal: string }).goal);
  assert.deepEqual(goals, [
    "at least the passes of the best single model, at the least cost",
    "the most passes at $0.01 an item or less",
    "the most net value, a right answer being worth $0.5",
    "the most net value, a right answer being worth $0.5",
  ]);
});

test("what decide writes runs as it stands, on the items that it did not choose on, with what it learnt on those that it did", async () => {
  const written = join(folder, "written");
  const { code, out, err } = await catallaxy([
    "decide",
    outcomes,
    "--splits",
    "1",
    "--write",
    written,
    "--member",
    "small=openai/gpt-5-nano",
    "--suite",
    "mine.yaml",
  ]);
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /Wrote .*experiment\.yaml\s+and .*live\.yaml/s);
  const run = await catallaxy(["run", join(written, "experiment.yaml"), "--ledger", join(folder, "ledger.sqlite"), "--json", "--quiet"]);
  assert.equal(run.code, 0, run.err);
  const { topologies, tasks } = summaryOf(run);
  const scored = Array.from({ length: 60 }, (_, i) => i).filter((i) => halfOf("outcomes", `${i}`) === "score");
  assert.equal(tasks, scored.length);
  // The rates of single members are those of the file, item by item.
  const rate = (m: number): number => scored.filter((i) => (i * 7 + m * 3) % 10 < 4 + 2 * m).length / scored.length;
  const found = (name: string) => topologies.find((row) => row.name === name);
  assert.equal(found("best-single")?.passRate, rate(2));
  assert.equal(found("cheapest")?.passRate, rate(0));
  for (const name of ["index-none", "index-.90-.10", "cascade-.90-.10", "agreement", "vote-of-three"]) {
    assert.equal(found(name)?.replay?.state ?? "replayed", "replayed", name);
    assert.ok(found(name)?.passRate !== null && found(name) !== undefined, name);
  }
  type Written = {
    suite: unknown;
    members: { name: string; model: string }[];
    topologies: {
      name: string;
      options: {
        learnt?: { chances: { member: string; category?: string; p: number; cost: number }[] };
        record?: { member: string; category: string; passed: number; tried: number; cost?: number }[];
      };
    }[];
  };
  const experiment = parse(readFileSync(join(written, "experiment.yaml"), "utf8")) as Written;
  // What was learnt on the other half stands in the file: of every member in every category and in any other, and nothing of the scored half.
  const { learnt, record } = experiment.topologies.find(({ name }) => name === "index-none")?.options ?? {};
  assert.equal(record, undefined);
  assert.deepEqual(
    learnt?.chances.map(({ member, category }) => `${category}: ${member}`),
    ["c0", "c1", "c2", undefined].flatMap((category) => ["small", "middle", "large"].map((member) => `${category}: ${member}`)),
  );
  for (const { member, p, cost } of learnt?.chances ?? []) {
    assert.ok(p > 0 && p < 1);
    assert.ok(Math.abs(cost - { small: 0.001, middle: 0.004, large: 0.02 }[member as "small"]) < 1e-9);
  }
  // Live members have the record of all items, and those alone whose live name is known.
  const live = parse(readFileSync(join(written, "live.yaml"), "utf8")) as Written;
  assert.equal(live.suite, "mine.yaml");
  assert.deepEqual(live.members, [{ model: "openai/gpt-5-nano", name: "small" }]);
  const all = live.topologies.find(({ name }) => name === "index-none")?.options.record ?? [];
  assert.deepEqual(
    all.map(({ member, category, tried }) => [member, category, tried]),
    [
      ["small", "c0", 20],
      ["small", "c1", 20],
      ["small", "c2", 20],
    ],
  );
  // The best single model has no live name: the best of those that have is the baseline, and it is said who is missing where.
  assert.deepEqual([live.topologies[0]?.name, live.topologies[0]?.options], ["best-single", { member: "small" }]);
  const said = out.replaceAll(/\s+/g, " ");
  assert.match(said, /best-single is small, the best of those with a live name; the best of all, large, has none\./);
  assert.match(said, /Left out: vote-of-three; without a live name: [a-z]+, [a-z]+\./);
  assert.match(said, /Left out: cheapest, which does the same as best-single\./);
  writeFileSync(join(written, "mine.yaml"), "tasks: [{ id: a, category: c0, prompt: 2 + 2?, grader: { kind: exact, answer: '4' } }]\n");
  const checked = await catallaxy(["check", join(written, "live.yaml")], { env: { OPENAI_API_KEY: "unused" } });
  assert.equal(checked.code, 0, checked.err);
  // What puts them to work has no policy with a checker, since a request has no known answer and nobody was named to check.
  const served = parse(readFileSync(join(written, "serve.yaml"), "utf8")) as Written & { verifier: unknown };
  assert.deepEqual([served.members, served.verifier], [live.members, "none"]);
  assert.match(said, /Left out for want of a checker: [^.]*index-\.90-\.10\./);
  const answers = await catallaxy(
    ["solve", "2 + 2?", "--with", join(written, "serve.yaml"), "--topology", "index-none", "--dry-run", "--ledger", ":memory:"],
    { env: { OPENAI_API_KEY: "unused" } },
  );
  assert.equal(answers.code, 0, answers.err);
  const again = await catallaxy(["decide", outcomes, "--splits", "1", "--write", written]);
  assert.equal(again.code, 2);
  assert.match(again.err, /experiment\.yaml .* is there already/);
});

test("what a run of the written experiment does otherwise is said where it is written: in the file, in the command's words and as JSON", async () => {
  const judged = join(folder, "judged.csv");
  writeFileSync(
    judged,
    `${["item,category,model,passed,cost_usd,answer,ok", ...rows.map((row, i) => `${row},${Number(i % 9 !== 0)}`)].join("\n")}\n`,
  );
  const words = (to: string, ...more: string[]) => ["decide", judged, "--splits", "1", "--write", join(folder, to), ...more];
  const [plain, priced] = await Promise.all([
    catallaxy(words("plain", "--checker", "none")),
    catallaxy(words("priced", "--checker", "ok@0.0005", "--json")),
  ]);
  assert.deepEqual([plain.code, priced.code], [0, 0], plain.err + priced.err);
  assert.match(plain.out, /Every\s+policy\s+here\s+goes\s+by\s+what\s+was\s+learnt\s+on\s+the\s+half/);
  assert.doesNotMatch(plain.out, /No verdict is charged|recorded verdicts are not used/);
  const text = readFileSync(join(folder, "priced", "experiment.yaml"), "utf8");
  const { remarks } = JSON.parse(priced.out) as { remarks: string[][] };
  for (const said of [text, (remarks[0] ?? []).join("\n")]) {
    assert.match(said, /No verdict is charged in this run: index weighs its price \(ok@0\.0005 \$0\.0005\) and pays none/);
    assert.match(said, /Checker ok is here a checker with the rates that were measured/);
  }
  assert.doesNotMatch(text + plain.out, /the same policies/);
  const { topologies } = parse(text) as { topologies: { name: string; options: { checker?: { price: number } } }[] };
  assert.equal(topologies.find(({ name }) => name === "index-ok@0.0005")?.options.checker?.price, 0.0005);
});

test("the output in docs/decide.md is what the command prints", async () => {
  const { code, out } = await catallaxy(["decide", "examples/outcomes.csv", "--checker", "none", "--checker", "checked@0.0002"]);
  assert.equal(code, 0);
  assert.equal(out, readFileSync(join(root, "docs", "figures", "decide-example.txt"), "utf8"));
});
