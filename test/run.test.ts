import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { catallaxy, root, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const starter = join("examples", "starter", "lab.config.ts");
const ledger = (name: string): string => join(folder, `${name}.sqlite`);
const run = (name: string, ...more: string[]) => catallaxy(["run", starter, "--ledger", ledger(name), ...more]);
const whole = run("whole", "--json");
const quiet = (name: string, ...more: string[]) => run(name, "--json", "--quiet", ...more);

test("a run prints progress, what to use, the figures, the report's path, and its summary on the last line", async () => {
  const { code, out, err } = await whole;
  assert.equal(code, 0);
  assert.match(err, /4 topologies x 3 tasks x 2/);
  assert.match(err, /24\/24 trials/);
  assert.match(out, /SIMULATED/);
  const report = /^ (\S+\.html)$/m.exec(out)?.[1] ?? "";
  assert.match(readFileSync(join(root, report), "utf8"), /^<!doctype html>/i);
  const summary = summaryOf({ code, out, err });
  assert.deepEqual(
    summary.topologies.map((row) => [row.name, row.trials, row.attempted]),
    ["solo", "solo+retry", "cascade", "market"].map((name) => [name, 6, 6]),
  );
  assert.deepEqual([summary.world, summary.seed, summary.tasks, summary.repetitions], ["simulated", "1", 3, 2]);
});

test("the summary fits the published JSON Schema", async () => {
  const schema = JSON.parse(readFileSync(join(root, "docs", "schema", "summary.json"), "utf8")) as object;
  const fits = new Ajv2020({ strict: false }).compile(schema);
  const object = JSON.parse((await whole).out.trimEnd().split("\n").at(-1) ?? "") as { schema: number };
  assert.ok(fits(object), JSON.stringify(fits.errors));
  assert.equal(fits({ ...object, schema: 2 }), false);
});

test("--quiet says nothing beside the object, and its figures are the same", async () => {
  const finished = await quiet("quiet");
  assert.equal(finished.err, "");
  assert.equal(finished.out.trimEnd().split("\n").length, 1);
  assert.equal(summaryOf(finished).digest, summaryOf(await whole).digest);
});

test("--quiet alone says nothing at all", async () => {
  assert.deepEqual(await run("silent", "--quiet", "--topology", "solo"), { code: 0, out: "", err: "" });
});

test("--dry-run shows calls, tokens and cost per topology and writes nothing", async () => {
  const { code, out } = await run("dry", "--dry-run");
  assert.equal(code, 0);
  for (const word of ["solo+retry", "cascade", "market", "likely", "most"]) assert.match(out, new RegExp(word.replace("+", "\\+"), "i"));
  assert.equal(existsSync(ledger("dry")), false);
  const estimate = JSON.parse((await run("dry", "--dry-run", "--json", "--quiet")).out) as { likely: number; most: number; cap: number };
  assert.ok(0 < estimate.likely && estimate.likely <= estimate.most, JSON.stringify(estimate));
  assert.equal(estimate.cap, 5_000_000_000);
});

test("--topology picks by the experiment's name, or adds one by kind", async () => {
  const picked = summaryOf(await quiet("picked", "--topology", "market", "--topology", "solo+retry", "--topology", "personas"));
  assert.deepEqual(
    picked.topologies.map((row) => row.name),
    ["market", "solo+retry", "personas"],
  );
});

test("--suite, --member and --repetitions say which tasks, who and how often", async () => {
  const words = ["--suite", "coase-hayek", "--member", "solid=simulated/medium", "--repetitions", "1", "--topology", "market"];
  const summary = summaryOf(await quiet("other", ...words));
  assert.deepEqual([summary.tasks, summary.repetitions, Object.keys(summary.routing["market"]?.wins ?? {})], [15, 1, ["solid"]]);
});

test("--verifier none leaves no verdict to pay for; JSON sets its error rates", async () => {
  const without = summaryOf(await quiet("none", "--verifier", "none"));
  assert.ok(without.topologies.every((row) => (row.cost.byPurpose["verdict"] ?? 0) === 0));
  assert.ok(summaryOf(await whole).topologies.some((row) => (row.cost.byPurpose["verdict"] ?? 0) > 0));
  const noisy = summaryOf(await quiet("noisy", "--verifier", '{"kind":"noisy","falsePositive":0.25,"falseNegative":0.5}'));
  assert.ok(noisy.warnings.some((line) => line.includes("passes 25.0% of wrong answers, fails 50.0% of right ones")));
});

test("--seed changes what chance draws and is told", async () => {
  const other = summaryOf(await quiet("seed", "--seed", "blue"));
  assert.equal(other.seed, "blue");
  assert.notEqual(other.digest, summaryOf(await whole).digest);
});

test("--budget bounds what a trial may cost, and a trial that it ends is told apart", async () => {
  const summary = summaryOf(await quiet("budget", "--budget", "0.012", "--topology", "solo"));
  assert.ok(summary.topologies.every((row) => row.cost.p95 <= 0.012));
  assert.notEqual(summary.digest, summaryOf(await whole).digest);
});

test("--attempts 1 leaves nothing to retry", async () => {
  const words = ["--suite", "coase-hayek", "--repetitions", "1", "--topology", "market"];
  const retried = (await Promise.all([quiet("one", ...words, "--attempts", "1"), quiet("three", ...words, "--attempts", "3")])).map(
    (finished) => summaryOf(finished).topologies[0]?.cost.byPurpose["retry"] ?? 0,
  );
  assert.equal(retried[0], 0);
  assert.ok((retried[1] ?? 0) > 0);
});

test("--draws independent pays each topology's own answers; shared ones are paid once", async () => {
  const spent = (finished: Awaited<typeof whole>): number => summaryOf(finished).topologies.reduce((sum, row) => sum + row.spent, 0);
  const cost = (finished: Awaited<typeof whole>): number => summaryOf(finished).topologies.reduce((sum, row) => sum + row.cost.total, 0);
  const independent = await quiet("draws", "--draws", "independent");
  assert.ok(Math.abs(spent(independent) - cost(independent)) < 1e-9);
  assert.ok(spent(await whole) < 0.8 * cost(await whole), `${spent(await whole)} of ${cost(await whole)}`);
});

test("runs are kept in .catallaxy of the folder one stands in unless --ledger names a file", async () => {
  const { code } = await catallaxy(["run", join(root, starter), "--quiet", "--topology", "solo"], { cwd: folder });
  assert.equal(code, 0);
  assert.ok(existsSync(join(folder, ".catallaxy", "ledger.sqlite")));
});
