import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { before, test } from "node:test";
import type { Summary } from "../src/summary.ts";
import { summarySchema } from "../src/summary.ts";
import { catallaxy, type Finished, lasting, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const file = join(folder, "ledger.sqlite");
const starter = join("examples", "starter", "lab.config.ts");
const on = (ledger: string, ...words: string[]): Promise<Finished> => catallaxy([...words, "--ledger", ledger]);
const ask = (...words: string[]): Promise<Finished> => on(file, ...words);
let first: Summary;

before(async () => {
  first = summaryOf(await ask("run", starter, "--json", "--quiet"));
});

/** A copy of the ledger that was changed behind its back. */
function tampered(name: string, sql: string): string {
  const copy = join(folder, name);
  copyFileSync(file, copy);
  const db = new DatabaseSync(copy);
  db.exec(sql);
  db.close();
  return copy;
}

test("runs lists each run with its state, world and digest", async () => {
  const { code, out } = await ask("runs");
  assert.equal(code, 0);
  assert.ok(out.includes(first.run) && out.includes("done") && out.includes("simulated") && out.includes(first.digest.slice(0, 12)));
  const row = JSON.parse((await ask("runs", "--json")).out.trim()) as { id: string; state: string; digest: string };
  assert.deepEqual([row.id, row.state, row.digest], [first.run, "done", first.digest]);
});

test("show lists every trial with its outcome, and names one to read", async () => {
  const { code, out } = await ask("show", "last");
  assert.equal(code, 0);
  const trials = first.topologies.flatMap(({ name }) =>
    ["change", "dice", "clamp"].flatMap((task) => [`${name}/${task}/0`, `${name}/${task}/1`]),
  );
  for (const trial of trials)
    assert.ok(
      out.split("\n").some((line) => line.startsWith(`${trial} `)),
      `${trial} is not listed`,
    );
  assert.match(out, /Read one:\ncatallaxy show last \S+\/\S+\/\d/);
});

test("show prints the whole conversation of a trial: asks, answers, verdict, award, cost", async () => {
  const { code, out } = await ask("show", first.run, "market/dice/0");
  assert.equal(code, 0);
  assert.match(out, /Two fair dice are rolled/);
  for (const word of ["bid", "award", "verdict", "Answer:", "$"]) assert.ok(out.includes(word), `${word} is missing`);
  assert.ok(!out.includes("[object Object]") && !out.includes("undefined"));
});

test("show names the nearest trial, and the nearest run, for a slip of the pen", async () => {
  const trial = await ask("show", "last", "market/dise/0");
  assert.deepEqual([trial.code, trial.out], [2, ""]);
  assert.match(trial.err, /none named "market\/dise\/0"\. Did you mean "market\/dice\/0"/);
  const run = await ask("show", first.run.slice(0, -1));
  assert.equal(run.code, 2);
  assert.match(run.err, new RegExp(`Did you mean "${first.run}"`));
});

test("report shows the run again in every format, with no call", async () => {
  const [terminal, markdown, json, csv, html] = await Promise.all(
    ["terminal", "md", "json", "csv", "html"].map((format) => ask("report", "last", "--format", format)),
  );
  for (const finished of [terminal, markdown, json, csv, html]) assert.deepEqual([finished?.code, finished?.err], [0, ""]);
  assert.match(terminal?.out ?? "", /SIMULATED/);
  assert.match(markdown?.out ?? "", /^\| *topology/m);
  assert.deepEqual(summarySchema.parse(JSON.parse(json?.out ?? "")), first);
  assert.equal((csv?.out ?? "").trimEnd().split("\n").length, 1 + first.topologies.length);
  assert.match(html?.out ?? "", /^<!doctype html>/i);
  for (const { out } of [terminal, markdown, csv, html].filter((finished) => finished !== undefined))
    for (const { name } of first.topologies) assert.ok(out.includes(name), `${name} is missing`);
});

test("verify says that a ledger is intact, and prints the run's digest", async () => {
  const { code, out } = await ask("verify", "last");
  assert.equal(code, 0);
  assert.match(out, /Intact: 24 trials, \d+ events, \d+ calls\./);
  assert.ok(out.includes(first.digest));
});

test("verify finds an edited grade, a lowered cost and a changed digest, and exits with 1", async () => {
  const changes = [
    `UPDATE events SET fact = replace(fact, '"passed":true', '"passed":false') WHERE fact LIKE '%"type":"grade"%'`,
    "UPDATE calls SET cost = 1 WHERE cost > 1",
  ];
  for (const [index, sql] of changes.entries()) {
    const { code, out } = await on(tampered(`tampered-${index}.sqlite`, sql), "verify", "last");
    assert.equal(code, 1);
    assert.match(out, /^CHANGED: /);
  }
});

test("no command shows a figure of a changed run, or spends on it", async () => {
  const copy = tampered("refused.sqlite", "UPDATE calls SET cost = 1 WHERE cost > 1");
  const commands: Readonly<Record<string, readonly string[]>> = {
    shown: ["report", "last"],
    used: ["fit", first.run],
    resumed: ["resume", "last", "--quiet"],
    extended: ["run", starter, "--into", "last", "--repetitions", "3", "--yes", "--quiet"],
    regraded: ["regrade", "last"],
    settled: ["settle", "last"],
  };
  for (const [use, words] of Object.entries(commands)) {
    const { code, out, err } = await on(copy, ...words);
    assert.deepEqual([code, out], [1, ""], words.join(" "));
    assert.match(err, new RegExp(`Run ${first.run} is not ${use}\\. `));
  }
  for (const words of [["show"], ["judges"], ["calibration"], ["learnt"], ["export"]]) {
    const { code, out, err } = await on(copy, ...words, "last");
    assert.deepEqual([code, out], [1, ""], words.join(" "));
    assert.match(err, /is not shown\. /);
  }
});

test("export writes every event as a line of JSON, and every call as a row", async () => {
  const [jsonl, csv] = await Promise.all([ask("export", "last", "--format", "jsonl"), ask("export", "last", "--format", "csv")]);
  assert.deepEqual([jsonl.code, csv.code], [0, 0]);
  const events = jsonl.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { fact?: { type: string }; type?: string });
  assert.equal(events.filter((event) => JSON.stringify(event).includes('"trial-end"')).length, 24);
  const rows = csv.out.trimEnd().split("\n");
  assert.match(rows[0] ?? "", /key/);
  assert.match(rows[0] ?? "", /cost/);
  assert.ok(rows.length > 24);
});

test("regrade grades the stored answers again and gives the same figures; --grader gives others", async () => {
  const copy = tampered("regraded.sqlite", "SELECT 1");
  const again = await on(copy, "regrade", "last", "--json");
  assert.equal(again.code, 0);
  assert.deepEqual(
    summaryOf(again).topologies.map(({ name, passed, meanScore }) => [name, passed, meanScore]),
    first.topologies.map(({ name, passed, meanScore }) => [name, passed, meanScore]),
  );
  const other = await on(copy, "regrade", "last", "--json", "--grader", '{"kind":"exact","answer":"14","answerKind":"integer"}');
  assert.equal(other.code, 0);
  // Two of the three tasks have another answer.
  for (const row of summaryOf(other).topologies) assert.equal(row.passed, 2);
  const verified = await on(copy, "verify", "last");
  assert.equal(verified.code, 0, verified.out);
  const unknown = await on(copy, "regrade", "last", "--grader", "exakt");
  assert.equal(unknown.code, 2);
  assert.match(unknown.err, /"exakt"\. Did you mean "exact"/);
});

test("resuming a run that is done changes nothing", async () => {
  const copy = tampered("resumed.sqlite", "SELECT 1");
  const again = await on(copy, "resume", "last", "--json", "--quiet");
  assert.equal(again.code, 0);
  assert.deepEqual(lasting(summaryOf(again)), lasting(first));
});
