import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadExperiment, openStore, resumeRun, startRun, type RunEnvironment } from "../src/lab/index.ts";
import { shadowTries } from "../src/lab/trials/shadow.ts";
import type { Event } from "../src/types.ts";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const ledger = join(folder, "l.sqlite");
const file = join(folder, "small.json");
const experiment = {
  suite: "generated",
  generate: { n: 8, families: ["counting", "coloring"], worth: 0.05 },
  members: [
    { name: "medium", model: "simulated/medium" },
    { name: "small", model: "simulated/small" },
  ],
  judges: [{ name: "judge", model: "simulated/judge" }],
  topologies: [{ use: "solo", options: { member: "small" }, terms: { attempts: 1 } }, { use: "market" }],
  shadow: 0.5,
};
writeFileSync(file, JSON.stringify(experiment));
const ran = catallaxy(["run", file, "--ledger", ledger]);

test("a run with shadow runs shows their table, and its ledger verifies", async () => {
  const { code, out } = await ran;
  assert.equal(code, 0);
  assert.match(out, /Shadow runs: every member on 4 of 8 tasks/);
  assert.match(out, /best in hindsight/);
  const verified = await catallaxy(["verify", "last", "--ledger", ledger]);
  assert.equal(verified.code, 0, verified.out + verified.err);
  assert.match((await catallaxy(["report", "last", "--ledger", ledger])).out, /Shadow runs: every member on 4 of 8 tasks/);
});

test("calibration prints figures and a diagram, JSON, and an HTML page", async () => {
  await ran;
  const page = join(folder, "c.html");
  const shown = await catallaxy(["calibration", "last", "--ledger", ledger, "--html", page]);
  assert.equal(shown.code, 0, shown.err);
  assert.match(shown.out, /Brier/);
  assert.match(shown.out, /1\.0 \|/);
  assert.match(readFileSync(page, "utf8"), /<svg/);
  const { rows } = JSON.parse((await catallaxy(["calibration", "last", "--ledger", ledger, "--json"])).out) as {
    rows: { member: string; forecasts: number }[];
  };
  assert.deepEqual(
    rows.map(({ member }) => member),
    ["medium", "small"],
  );
});

test("judges prints error rates, and the same as JSON", async () => {
  await ran;
  const shown = await catallaxy(["judges", "last", "--ledger", ledger]);
  assert.equal(shown.code, 0, shown.err);
  assert.match(shown.out, /rubric by judge +\d+ /);
  const report = JSON.parse((await catallaxy(["judges", "last", "--ledger", ledger, "--json"])).out) as {
    verifiers: { judges: { judge: string; verdicts: number; falsePositive: { of: number } }[] };
    ungraded: number;
  };
  assert.equal(report.ungraded, 0);
  assert.ok((report.verifiers.judges[0]?.verdicts ?? 0) >= 8);
});

test("an unknown run is refused with exit code 2 by each", async () => {
  await ran;
  for (const command of ["calibration", "judges", "learnt"]) {
    const { code, err } = await catallaxy([command, "nothing", "--ledger", ledger]);
    assert.equal(code, 2);
    assert.match(err, /there is none named "nothing"/);
  }
});

test("an interrupted run with shadow runs ends as an undisturbed one does, and pays nothing twice", async () => {
  const loaded = await loadExperiment(file);
  const finish = async (stopAfter: number) => {
    const store = openStore(":memory:");
    const stop = new AbortController();
    const surroundings: RunEnvironment = { store, environment: {}, concurrency: 2, now: () => 0, signal: stop.signal };
    const onProgress = ({ done }: { done: number }): void => {
      if (done >= stopAfter) stop.abort();
    };
    const first = await startRun(loaded, { ...surroundings, onProgress });
    const last = first.state === "done" ? first : await resumeRun(first.run, { ...surroundings, signal: new AbortController().signal });
    const events: Event[] = [];
    for await (const event of store.ledger(last.run).read()) events.push(event);
    return {
      first: first.state,
      digest: last.summary.digest,
      spent: store.ledger(last.run).spentAndHeld(),
      tries: shadowTries(events).length,
    };
  };
  const whole = await finish(Number.POSITIVE_INFINITY);
  assert.deepEqual([whole.first, whole.tries], ["done", 4 * 2 * 2]);
  for (const stopAfter of [3, 18]) {
    const stopped = await finish(stopAfter);
    assert.equal(stopped.first, "interrupted");
    assert.deepEqual([stopped.digest, stopped.spent, stopped.tries], [whole.digest, whole.spent, whole.tries]);
  }
});
