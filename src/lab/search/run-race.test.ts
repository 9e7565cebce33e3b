import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import { startRun } from "../run/run.ts";
import { folded } from "../trials/fold.ts";
import { courseEnds } from "./course-ends.ts";
import { racedPlan } from "./raced-plan.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-run-race-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const outcomes = join(folder, "outcomes.csv");
/** 40 items: a passes every other one for a cent, b all for a tenth of one. */
const rows = Array.from({ length: 40 }, (_, i) => [`${i},a,${i % 2},0.01`, `${i},b,1,0.001`]).flat();
writeFileSync(outcomes, `${["item,model,passed,cost_usd", ...rows].join("\n")}\n`);

const member = (name: string) => ({ name, model: `recorded/${name}` });
const alone = (name: string) => ({ use: "solo", name, members: [name], terms: { attempts: 1 } });
const both = { use: "cascade", name: "both", members: ["a", "b"], terms: { attempts: 2, feedback: "none" } };
async function raced(spend: number, change: object = {}) {
  const experiment = {
    ...check(
      {
        suite: `recorded/${outcomes}`,
        members: [member("a"), member("b")],
        topologies: [alone("a"), alone("b"), both],
        verifier: { kind: "oracle" },
        holdOut: true,
        race: { spend },
        ...change,
      },
      "race",
    ),
    name: "race",
  };
  const store = openStore(":memory:");
  const progress: { done: number; total: number; learning?: number | undefined; trial: string }[] = [];
  const at = {
    store,
    environment: {},
    concurrency: 2,
    now: () => Date.now(),
    signal: new AbortController().signal,
    onProgress: (told: (typeof progress)[number]) => void progress.push(told),
  };
  const plan = await makePlan(experiment, {});
  const ended = await startRun(experiment, at);
  const ledger = store.ledger(ended.run);
  const events = [];
  for await (const event of ledger.read()) events.push(event);
  return { ...ended, plan, store, ledger, events, progress };
}

test("a search chooses on one half, notes where it ended, and scores the winner and the best single member alone on the other half", async () => {
  const { state, summary, ledger, events, plan, store, progress } = await raced(5);
  assert.equal(state, "done");
  assert.equal(summary.selection?.chosen, "b");
  const ended = (name: string, chosenOn: boolean): number =>
    new Set(
      events.flatMap(({ fact, trial }) =>
        fact.type === "trial-end" && trial.startsWith(`${name}/`) && plan.learning.has(trial.split("/")[1] ?? "") === chosenOn
          ? [trial]
          : [],
      ),
    ).size;
  // b is the best single member and wins: nobody else is scored on the other twenty.
  assert.deepEqual([ended("b", true), ended("a", false), ended("both", false), ended("b", false)], [20, 0, 0, 20]);
  assert.deepEqual(
    summary.topologies.map(({ name, trials, passRate }) => [name, trials, passRate]),
    [["b", 20, 1]],
  );
  const { courses } = await racedPlan(plan, ledger);
  const [course] = courses;
  assert.deepEqual([course?.ended, course?.verdict.chosen?.name, course?.verdict.single?.name], [true, "b", "b"]);
  const waves = folded(courseEnds(["racing"]), events).get("racing")?.waves ?? 0;
  assert.ok(waves >= 3, `${waves}`);
  // All that is done is told, never more than there is to do.
  const trials = new Set(events.flatMap(({ fact, trial }) => (fact.type === "trial-end" ? [trial] : []))).size;
  assert.deepEqual([progress.at(-1)?.done, progress.at(-1)?.total], [trials, trials]);
  assert.ok(progress.every(({ done, total }) => done <= total));
  store.close();
});

test("a search spends no more than it may: the call that is not paid ends it, and what was seen decides", async () => {
  const { plan, ledger, state, store, summary } = await raced(0.15);
  const { courses } = await racedPlan(plan, ledger);
  const [course] = courses;
  assert.ok((course?.spent ?? 0) <= 150_000_000 && (course?.spent ?? 0) > 80_000_000, `${course?.spent}`);
  assert.deepEqual([state, course?.ended, summary.selection?.chosen], ["done", true, "b"]);
  assert.ok((course?.verdict.tasks ?? 20) < 20);
  store.close();
});

test("each way of searching has its own money and its own end, one after the other", async () => {
  const { plan, ledger, store, events } = await raced(0.15, { race: { spend: 0.15, strategies: ["mutation", "racing", "thompson"] } });
  const { courses } = await racedPlan(plan, ledger);
  assert.deepEqual(
    courses.map(({ strategy, ended }) => [strategy, ended]),
    [
      ["mutation", true],
      ["racing", true],
      ["thompson", true],
    ],
  );
  for (const { spent, strategy } of courses) assert.ok(spent > 0 && spent <= 150_000_000, `${strategy} ${spent}`);
  assert.equal([...folded(courseEnds(["mutation", "racing", "thompson"]), events)].length, 3);
  store.close();
});

test("money that does not bring two candidates through one task chooses nobody, and it is said what to raise", async () => {
  await assert.rejects(raced(0.0001), {
    message:
      /^The budget of \$0\.000100 ended before one task was run by two candidates, so nothing was chosen\. Raise --budget, or bound the space: `search: \{ topologies, members, most \}`\.$/,
  });
});
