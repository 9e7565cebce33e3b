import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { laboratory } from "./fixtures/live-laboratory.ts";
import { regrade } from "./regrade.ts";
import { startRun } from "./run.ts";

const verdict = (passed: boolean): string => JSON.stringify({ passed, score: passed ? 1 : 0, why: "It is so." });
const grader = { kind: "rubric" };
/** A run of three answers, all right, and what asked the judge afterwards. */
async function ranOnce(change: Record<string, unknown> = {}) {
  const lab = await laboratory(change);
  const { run } = await startRun(lab.experiment, lab.at);
  lab.fate.judge = () => verdict(true);
  const judged = (): string[] => lab.asked().filter((ask) => ask.startsWith("judge"));
  return { ...lab, run, judged };
}

test("a round is open until every answer has its grade, drawn or not; where judges are asked is told as long as answers are left", async () => {
  const { store, at, run, judged, configOf, clock } = await ranOnce();
  const destinations: (readonly string[])[] = [];
  const heard = { ...at, onDestinations: (lines: readonly string[]) => void destinations.push(lines) };
  const began = new Date(clock.now).toISOString();
  const part = await regrade(run, heard, { grader, sample: 2 });
  assert.deepEqual([part.state, part.graded, part.round.state, part.round.began, part.cost], ["done", 2, "open", began, 180_000]);
  assert.deepEqual(
    part.round.ungraded.map(({ why }) => why),
    ["its task was not drawn for the sample"],
  );
  assert.deepEqual([destinations.length, judged().length], [1, 2]);
  // The same sample again: nothing is left to ask.
  const same = await regrade(run, heard, { grader, sample: 2 });
  assert.deepEqual([same.graded, same.cost, same.round, destinations.length], [2, 0, part.round, 1]);
  // A larger sample holds the smaller one; with all of them the round is done.
  const whole = await regrade(run, heard, { grader, sample: 3 });
  assert.deepEqual([whole.graded, whole.round.state, whole.round.ungraded, whole.cost, judged().length], [3, "done", [], 90_000, 3]);
  assert.deepEqual(
    (configOf(run)["gradings"] as { round: number; state: string }[]).map(({ round, state }) => [round, state]),
    [[1, "done"]],
  );
  // Another grader in the middle of a round begins its own.
  const own = await regrade(run, heard);
  assert.deepEqual([own.round.round, own.round.grader, own.round.own?.length, destinations.length], [2, undefined, 64, 2]);
  store.close();
});

test("a grading that is declined changes nothing that is kept with the run", async () => {
  const { store, at, run, judged } = await ranOnce();
  const before = store.run(run);
  const { state, cost, graded } = await regrade(run, at, { grader, agree: async () => false });
  assert.deepEqual([state, cost, graded, judged().length], ["declined", 0, 0, 0]);
  assert.deepEqual(store.run(run), before);
  const agreed = await regrade(run, at, { grader, agree: async ({ answers, most }) => answers === 3 && most > 0 });
  assert.equal(agreed.state, "done");
  assert.deepEqual([store.run(run)?.state, store.run(run)?.digest], ["done", agreed.summary.digest]);
  // Its own graders ask no model: nobody is asked for leave.
  assert.equal((await regrade(run, at, { agree: async () => false })).state, "done");
  store.close();
});

test("a run that waited for grades is done once a later grading has made them, and its time stays", async () => {
  const lab = await laboratory({ verifier: "none" }, "{ kind: rubric }");
  lab.fate.judge = (answer) => (answer === "two" ? "Looks fine to me." : verdict(true));
  const { run, state, summary } = await startRun(lab.experiment, lab.at);
  assert.deepEqual([state, summary.progress], ["unfinished", { finished: 2, planned: 3, lost: 0, ungraded: 1 }]);
  const vain = await regrade(run, lab.at);
  assert.deepEqual([vain.state, vain.graded, vain.summary.state, lab.store.run(run)?.state], ["failed", 2, "unfinished", "unfinished"]);
  assert.equal(vain.round.state, "open");
  lab.fate.judge = () => verdict(false);
  const made = await regrade(run, lab.at);
  assert.deepEqual([made.state, made.summary.state, lab.store.run(run)?.state], ["done", "done", "done"]);
  assert.deepEqual([made.summary.wallMs, made.summary.topologies[0]?.passed], [summary.wallMs, 2]);
  lab.store.close();
});

test("an interruption and a deadline end a grading after the verdict in flight, and say which", async (context) => {
  const { store, at, run, judged, fate } = await ranOnce();
  const stop = new AbortController();
  fate.heard = () => stop.abort();
  const seen: (number | undefined)[][] = [];
  const one = await regrade(
    run,
    { ...at, signal: stop.signal, onProgress: ({ done, missed }) => void seen.push([done, missed]) },
    { grader, deadlineMs: 60_000 },
  );
  assert.deepEqual([one.state, one.graded, judged().length], ["interrupted", 1, 1]);
  assert.deepEqual(seen, [
    [0, undefined],
    [1, 0],
    [1, 1],
    [1, 2],
  ]);
  assert.deepEqual([...new Set(one.round.ungraded.map(({ why }) => why))], ["the grading was interrupted"]);
  context.mock.timers.enable({ apis: ["setTimeout"] });
  fate.heard = () => context.mock.timers.tick(1000);
  const late = await regrade(run, at, { grader, deadlineMs: 1000 });
  assert.deepEqual([late.state, late.graded, judged().length], ["late", 2, 2]);
  assert.deepEqual(
    late.round.ungraded.map(({ why }) => why),
    ["the deadline was reached"],
  );
  // A deadline at the last verdict leaves nothing out.
  assert.deepEqual([(await regrade(run, at, { grader, deadlineMs: 1000 })).state, judged().length], ["done", 3]);
  store.close();
});

test("a judge that nobody can ask is asked once, and each answer is left with why", async () => {
  const { store, at, run, judged, fate } = await ranOnce();
  fate.judge = () => 401;
  const { state, graded, round, cost } = await regrade(run, at, { grader });
  assert.deepEqual([state, graded, cost, judged().length], ["failed", 0, 0, 1]);
  const whys = new Set(round.ungraded.map(({ why }) => why));
  assert.deepEqual([round.ungraded.length, whys.size], [3, 1]);
  assert.match([...whys].join(), /status 401/);
  store.close();
});

test("what has no answer is told with why: not run, ended without one, a shadow run's", async () => {
  const lab = await laboratory({ shadow: 1 });
  const stop = new AbortController();
  lab.fate.of = (task) => (task === "one" ? "" : 200);
  lab.fate.heard = (task) => (task === "two" ? stop.abort() : undefined);
  const { run } = await startRun(lab.experiment, { ...lab.at, signal: stop.signal });
  lab.fate.heard = () => {};
  const { graded, round, trials } = await regrade(run, lab.at);
  assert.deepEqual([graded, trials], [1, 3]);
  const whys = new Map(round.ungraded.map(({ trial, why }) => [trial, why]));
  assert.match(whys.get("solo/one/0") ?? "", /^it ended without an answer \(failed: .+\)$/);
  assert.equal(whys.get("solo/three/0"), "it has not been run");
  for (const task of ["one", "two", "three"])
    assert.equal(whys.get(`@shadow/${task}/0`), "the answers of shadow runs keep the grades they had");
  assert.equal(whys.size, 5);
  lab.store.close();
});

test("a function that grades and is not loaded is named with the command that loads it", async () => {
  const { store, at, run } = await ranOnce();
  const graders = new Map([["two", { kind: "function", function: "function:strict:er#0123456789ab" }]]);
  await assert.rejects(
    regrade(run, { ...at, where: { ledger: "mine.sqlite" } }, { graders }),
    (error) =>
      error instanceof UserError &&
      error.message ===
        `The grader "strict:er" is a function, and no file that has it is loaded. Name the file: its graders are used as they are now.\n  catallaxy regrade ${run} --config <lab.config.ts> --ledger mine.sqlite`,
  );
  // Another grader is asked instead: nobody misses the function.
  assert.equal((await regrade(run, at, { graders, grader })).state, "done");
  store.close();
});
