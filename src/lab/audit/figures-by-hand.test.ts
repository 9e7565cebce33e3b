import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { laboratory } from "../run/fixtures/live-laboratory.ts";
import { regrade } from "../run/regrade.ts";
import { resumeRun, startRun } from "../run/run.ts";
import { readPlan } from "../plan/stored-plan.ts";
import { checkFigures } from "./check-figures.ts";
import { intactAnalysis, intactRun } from "./intact-run.ts";

const verdict = (passed: boolean): string => JSON.stringify({ passed, score: Number(passed), why: "It is so." });
const refusedAs = (work: Promise<unknown>, message: RegExp, exitCode: number) =>
  assert.rejects(work, (error) => error instanceof UserError && error.exitCode === exitCode && message.test(error.message));

test("figures of a run with tasks to learn from, a lost trial and shadow runs are those of its rows, also once it was graded in part", async () => {
  const lab = await laboratory({ holdOut: true, shadow: 1 });
  lab.fate.of = (task) => (task === "two" ? 500 : 200);
  lab.fate.judge = (answer) => verdict(answer === "one");
  const { run, summary } = await startRun(lab.experiment, lab.at);
  const checked = async () => checkFigures(lab.store, lab.store.run(run) ?? assert.fail());
  assert.deepEqual(await checked(), { ok: true, digest: summary.digest });
  const part = await regrade(run, lab.at, { grader: { kind: "rubric" }, sample: 1 });
  assert.deepEqual(await checked(), { ok: true, digest: part.summary.digest });
  const whole = await regrade(run, lab.at, { grader: { kind: "rubric" } });
  assert.deepEqual(await checked(), { ok: true, digest: whole.summary.digest });
  const { analysis, plan, record } = await intactAnalysis(lab.store, run);
  assert.deepEqual([analysis.summary.digest, analysis.summary.wallMs, record.id], [whole.summary.digest, whole.summary.wallMs, run]);
  assert.equal(plan.suite.tasks.length, 3);
  lab.store.close();
});

test("a sum may differ by a rounding of a trillionth, and by no more", async () => {
  const { store, at, experiment } = await laboratory({ only: ["one"] });
  const { run } = await startRun(experiment, at);
  const record = store.run(run) ?? assert.fail();
  const told = async (change: (row: { cost: { total: number }; meanScore: number }) => void) => {
    const summary = structuredClone(record.summary) as unknown as { topologies: [{ cost: { total: number }; meanScore: number }] };
    change(summary.topologies[0]);
    const checked = await checkFigures(store, { ...record, summary });
    return checked.ok ? "" : checked.failure.message;
  };
  for (const by of [5e-13, -5e-13])
    assert.deepEqual([await told((row) => void (row.cost.total += by)), await told((row) => void (row.meanScore += by))], ["", ""]);
  assert.match(
    await told((row) => void (row.cost.total += 2e-12)),
    /has cost\.total of solo 0\.00009000000200\d*, the rows of the run sum to 0\.00009$/,
  );
  assert.match(await told((row) => void (row.meanScore -= 2e-12)), /has meanScore of solo 0\.999999999998, the rows of the run sum to 1$/);
  store.close();
});

test("whether a run is as it was written cannot be said by a suite that has changed; what needs no figures goes on", async () => {
  const { store, at, experiment, write } = await laboratory();
  const { run } = await startRun(experiment, at);
  const record = store.run(run) ?? assert.fail();
  const summary = { ...(record.summary as Record<string, Json>), tasks: 9 };
  store.update(run, { summary });
  await refusedAs(
    intactRun(store, run),
    new RegExp(`^Run ${run} is not shown\\. The ledger was changed after it was written: run ${run}: .* has tasks 9`),
    1,
  );
  write("one=uno", "two", "three");
  const changed = store.run(run) ?? assert.fail();
  await assert.rejects(
    checkFigures(store, changed),
    (error) =>
      error instanceof UserError &&
      error.message.endsWith(
        ` has changed since ${run} began: one changed. Whether the run is as it was written cannot be said with this suite; restore it.`,
      ),
  );
  // Going on with it says itself what has changed.
  assert.equal((await intactRun(store, run, "resumed")).id, run);
  await refusedAs(resumeRun(run, at), /has changed since \S+ began: one changed\./, 2);
  store.close();
});

test("rows that are not as they were written are refused before anything else, a run that did not start where it is to be shown", async () => {
  const { store, at, fate, experiment } = await laboratory();
  fate.of = () => 401;
  await assert.rejects(startRun(experiment, { ...at, preflight: true }));
  const [{ id } = assert.fail()] = store.runs();
  await refusedAs(intactRun(store, id), new RegExp(`^Run ${id} has no results\\. A model could not be asked`), 1);
  await refusedAs(intactAnalysis(store, "last"), /has no results/, 1);
  assert.equal((await intactRun(store, id, "shown", "taken")).id, id);
  assert.equal((await intactRun(store, id, "resumed")).id, id);
  await refusedAs(intactRun(store, "nobody"), /there is none named "nobody"/, 2);
  const broken = { ...store, verify: () => ({ ok: false, failure: { code: "malformed", message: "A row is gone." } }) as const };
  await refusedAs(intactRun(broken, id, "used"), new RegExp(`^Run ${id} is not used\\. A row is gone\\.$`), 1);
  assert.ok((await readPlan(store.run(id) ?? assert.fail())).suite.tasks.length === 3);
  store.close();
});
