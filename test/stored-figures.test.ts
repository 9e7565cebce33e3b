import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { before, test } from "node:test";
import type { Summary } from "../src/summary.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";
import { recount } from "./recount.ts";

const folder = temporaryFolder();
const good = join(folder, "good.sqlite");
before(async () => {
  const ran = await catallaxy(["run", "examples/caps.yaml", "--quiet", "--json", "--ledger", good]);
  assert.equal(ran.code, 0, ran.err);
  summaryOf(ran);
  assert.match((await catallaxy(["verify", "last", "--ledger", good])).out, /^Intact/);
});

/** A copy whose stored summary was changed by someone who also made the table of totals anew. */
function forged(name: string, change: (summary: Summary) => void): string {
  const file = join(folder, `${name}.sqlite`);
  copyFileSync(good, file);
  const db = new DatabaseSync(file);
  const summary = JSON.parse(String(db.prepare("SELECT summary FROM runs").get()?.["summary"])) as Summary;
  change(summary);
  db.prepare("UPDATE runs SET summary = ?").run(JSON.stringify(summary));
  recount(db);
  db.close();
  return file;
}

function rowsIn(file: string): unknown[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = ["runs", "trials", "calls", "totals"].map((table) => db.prepare(`SELECT * FROM ${table}`).all());
  db.close();
  return rows;
}

const row = (summary: Summary) => summary.topologies[1] ?? assert.fail("the example has two topologies");
const forgeries: readonly (readonly [place: string, change: (summary: Summary) => void, told: RegExp])[] = [
  ["a pass more", (summary) => (row(summary).passed += 1), /has passed of cascade \d+, the rows of the run sum to \d+/],
  ["a rate", (summary) => (row(summary).passRate = 0.99), /passRate of cascade 0\.99/],
  ["a trial less", (summary) => (row(summary).trials -= 1), /trials of cascade/],
  ["a lower cost", (summary) => (row(summary).cost.total -= 1e-9), /cost\.total of cascade/],
  ["money moved between purposes", (summary) => (row(summary).cost.byPurpose["attempt"] = 0), /cost\.byPurpose\.attempt of cascade 0/],
  ["a purpose that nothing was spent for", (summary) => (row(summary).cost.byPurpose["bid"] = 1), /cost\.byPurpose\.bid of cascade 1/],
  ["a member left out", (summary) => delete row(summary).cost.byMember["cheap"], /cost\.byMember\.cheap of cascade undefined/],
  ["tokens", (summary) => (row(summary).tokens.output += 1), /tokens\.output of cascade/],
  ["calls", (summary) => (row(summary).calls += 1), /calls of cascade/],
  ["a topology left out", (summary) => summary.topologies.splice(1, 1), /topologies named cascade 0/],
  ["a topology that never ran", (summary) => summary.topologies.push({ ...row(summary), name: "ghost" }), /trials of ghost/],
  [
    "a category",
    (summary) => Object.values(row(summary).byCategory).forEach((one) => (one.passed += 1)),
    /byCategory\.\S+\.passed of cascade/,
  ],
  ["what was spent in all", (summary) => ((summary.spending ?? assert.fail()).total /= 2), /spending\.total/],
  ["a place of the money", (summary) => ((summary.spending ?? assert.fail()).grading += 0.01), /spending\.grading/],
  ["what was paid", (summary) => ((summary.money ?? assert.fail()).paid += 1), /money\.paid 1/],
  ["what trials shared", (summary) => ((summary.money ?? assert.fail()).shared += 1), /money\.shared/],
  ["no summary at all", (summary) => Object.assign(summary, { topologies: "none" }), /none that a run writes/],
];

for (const [place, change, told] of forgeries) {
  test(`verify finds a stored summary with ${place}, though all hashes and totals are right`, async () => {
    const file = forged(place.replaceAll(" ", "-"), change);
    const { code, out } = await catallaxy(["verify", "last", "--ledger", file]);
    assert.equal(code, 1, out);
    assert.match(out, /^CHANGED: run \S+: the summary kept with the run in table runs/);
    assert.match(out, told);
  });
}

test("a copy in which nothing was changed is intact, its totals made anew or not", async () => {
  const { code, out } = await catallaxy(["verify", "last", "--ledger", forged("same", () => {})]);
  assert.equal(code, 0, out);
});

test("no command shows anything of a run whose stored summary was changed", async () => {
  const file = forged("shown", (summary) => (row(summary).passed = 0));
  for (const command of ["report", "show", "export", "judges", "calibration", "learnt"]) {
    const { code, out, err } = await catallaxy([command, "last", "--ledger", file]);
    assert.deepEqual([code, out], [1, ""], `${command}: ${err}`);
    assert.match(err, /is not shown\. The ledger was changed.*has passed of cascade 0, the rows of the run sum to \d+/s);
  }
});

test("no command goes on with a run whose stored summary was changed", async () => {
  const file = forged("used", (summary) => (row(summary).passed = 0));
  const commands = [
    ["resume", "last"],
    ["regrade", "last"],
    ["settle", "last"],
    ["run", "examples/caps.yaml", "--into", "last", "--yes"],
    ["run", "examples/caps.yaml", "--into", "last", "--dry-run"],
    ["plan", "examples/caps.yaml", "--from", "last"],
  ];
  for (const command of commands) {
    const before = rowsIn(file);
    const { code, out, err } = await catallaxy([...command, "--ledger", file]);
    assert.deepEqual([code, out], [1, ""], `${command.join(" ")}: ${err}`);
    assert.match(err, /is not (resumed|regraded|settled|extended|used)\. The ledger was changed.*has passed of cascade 0/s);
    assert.deepEqual(rowsIn(file), before, `${command.join(" ")} wrote to the file`);
  }
});

test("verify says of a run whose summary or configuration is no JSON that it was changed, which run and which table", async () => {
  for (const column of ["summary", "config"]) {
    const file = join(folder, `no-json-${column}.sqlite`);
    copyFileSync(good, file);
    const db = new DatabaseSync(file);
    const id = String(db.prepare("SELECT id FROM runs").get()?.["id"]);
    db.exec(`UPDATE runs SET ${column} = ${column} || char(0) || 'x'`);
    db.close();
    for (const run of ["last", id]) {
      const { code, out } = await catallaxy(["verify", run, "--ledger", file]);
      assert.equal(code, 1, out);
      assert.ok(out.startsWith("CHANGED: "), out);
      assert.match(out, new RegExp(`${id}.*table runs`));
      assert.doesNotMatch(out, /catallaxy verify/);
    }
  }
});
