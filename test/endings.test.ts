import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Summary } from "../src/summary.ts";
import { catallaxy, lasting, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const starter = join("examples", "starter", "lab.config.ts");
const file = (name: string): string => join(folder, `${name}.sqlite`);
const quiet = (words: readonly string[], name: string) => catallaxy([...words, "--json", "--quiet", "--ledger", file(name)]);

/** What a run that stopped and went on must share with one that did not: all but its name, its time and what was paid. */
function alike(summary: Summary): unknown {
  const { topologies, ...rest } = lasting(summary);
  return { ...rest, topologies: topologies.map(({ spent: _spent, ...row }) => row) };
}
const trials = (summary: Summary): number => summary.topologies.reduce((sum, row) => sum + row.trials, 0);
const paid = (summary: Summary): number => summary.topologies.reduce((sum, row) => sum + row.spent, 0);

test("a reached cap ends with 3, spends no more than the cap, and resume with a higher one finishes like an undisturbed run", async () => {
  const capped = await quiet(["run", starter, "--cap", "0.15"], "capped");
  assert.equal(capped.code, 3);
  const partial = summaryOf(capped);
  assert.ok(paid(partial) <= 0.15, `${paid(partial)} dollars were spent`);
  assert.ok(trials(partial) < 24, `${trials(partial)} trials ended`);
  const again = await quiet(["resume", "last"], "capped");
  assert.equal(again.code, 3);
  const finished = await quiet(["resume", "last", "--cap", "5"], "capped");
  assert.equal(finished.code, 0);
  const undisturbed = summaryOf(await quiet(["run", starter], "undisturbed"));
  assert.deepEqual(alike(summaryOf(finished)), alike(undisturbed));
  assert.ok(Math.abs(paid(summaryOf(finished)) - paid(undisturbed)) < 1e-9);
});

test("a cap of zero spends nothing and ends with 3", async () => {
  const finished = await quiet(["run", starter, "--cap", "0"], "zero");
  assert.equal(finished.code, 3);
  assert.equal(paid(summaryOf(finished)), 0);
});

test("a person is told what to type after a reached cap", async () => {
  const { code, out } = await catallaxy(["run", starter, "--cap", "0.01", "--ledger", file("told")]);
  assert.equal(code, 3);
  assert.match(out.replaceAll(/\s+/g, " "), /catallaxy resume my-work-\S+ --cap <dollars>/);
  assert.match(out.replaceAll(/\s+/g, " "), /cap of \$0\.01\d* ended it\. .*may cost up to/);
});

/** Long enough to be stopped on its way. */
const long = ["run", starter, "--repetitions", "40"];
let longRun: Promise<Summary> | undefined;
const undisturbedLong = (): Promise<Summary> => (longRun ??= quiet(long, "whole").then(summaryOf));

test("SIGINT ends with 130 and says how to go on; resumed, the run equals an undisturbed one", async () => {
  const [undisturbed, stopped] = await Promise.all([
    undisturbedLong(),
    catallaxy([...long, "--ledger", file("stopped")], {
      onStderr: (child, said) => {
        if (!child.killed && / [1-9]\d*\/480 trials/.test(said)) child.kill("SIGINT");
      },
    }),
  ]);
  assert.equal(stopped.code, 130);
  assert.match(stopped.err, /Stopping after the calls in flight/);
  assert.match(stopped.out.replaceAll(/\s+/g, " "), /catallaxy resume my-work-\S+/);
  const listed = await catallaxy(["runs", "--ledger", file("stopped")]);
  assert.match(listed.out, /interrupted/);
  const finished = await quiet(["resume", "last"], "stopped");
  assert.equal(finished.code, 0);
  assert.deepEqual(alike(summaryOf(finished)), alike(undisturbed));
});

test("a process killed outright leaves a run that resume finishes, equal to an undisturbed one", async () => {
  const killed = await catallaxy([...long, "--ledger", file("killed")], {
    onStderr: (child, said) => {
      if (!child.killed && / [1-9]\d*\/480 trials/.test(said)) child.kill("SIGKILL");
    },
  });
  assert.equal(killed.code, null);
  const listed = await catallaxy(["runs", "--ledger", file("killed")]);
  assert.match(listed.out, /\bstopped\b[^]*its process ended before the run did[^]*catallaxy resume /);
  const object = JSON.parse((await catallaxy(["runs", "--json", "--ledger", file("killed")])).out) as { state: string };
  assert.equal(object.state, "stopped");
  const finished = summaryOf(await quiet(["resume", "last"], "killed"));
  assert.match((await catallaxy(["runs", "--ledger", file("killed")])).out, /\bdone\b/);
  assert.equal((await catallaxy(["verify", "last", "--ledger", file("killed")])).code, 0);
  assert.deepEqual(
    finished.topologies.map(({ name, passed, cost }) => [name, passed, cost.total]),
    (await undisturbedLong()).topologies.map(({ name, passed, cost }) => [name, passed, cost.total]),
  );
});

test("wrong use ends with 2 and says what is possible", async () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["frobnicate"], /unknown command 'frobnicate'/],
    [["rnu"], /Did you mean "run"\?/],
    [["run", "--seeed", "1"], /unknown option '--seeed'/],
    [["run", "--budget", "-1"], /--budget.*'-1'.*dollars/],
    [["run", "--budget", "0"], /--budget.*dollars above 0/],
    [["run", "--cap", "much"], /--cap.*'much'/],
    [["run", "--repetitions", "1.5"], /whole number of 1 or more/],
    [["run", "--concurrency", "0"], /whole number of 1 or more/],
    [["run", "--draws", "some"], /shared, independent/],
    [["report"], /missing required argument 'run'/],
    [["report", "last", "--format", "pdf"], /terminal, md, json, csv/],
    [["list", "things"], /topologies, suites, models, judges, experiments/],
    [["resume", "last", "--cap", "-3"], /--cap.*'-3'/],
  ];
  for (const [words, message] of wrong) {
    const { code, out, err } = await catallaxy(words, { cwd: folder });
    assert.deepEqual([code, out], [2, ""], words.join(" "));
    assert.match(err, message);
    assert.match(err, /--help|docs\//, `${words.join(" ")} does not say where to look`);
  }
});
