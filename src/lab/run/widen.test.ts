import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunRecord } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { addressOf } from "../../util/hash.ts";
import { plainJson } from "../../util/plain-json.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import { trialsOf } from "../plan/plan.ts";
import { taskDigests } from "../plan/stored-plan.ts";
import { taskRecord } from "../plan/task-record.ts";
import { widen } from "./widen.ts";

const asks = (...ids: string[]) => ids.map((id) => ({ id, prompt: `Say ${id}.`, grader: { kind: "exact", answer: id } }));
const [small, large] = [
  { name: "small", model: "simulated/small" },
  { name: "large", model: "simulated/large" },
];
/** Two solo topologies over two tasks. */
const plain = {
  suite: "inline",
  tasks: asks("t1", "t2"),
  members: [small],
  topologies: ["solo", { use: "solo", name: "twice", terms: { attempts: 2 } }],
  verifier: "none",
};
type Change = Record<string, unknown>;
const experimentOf = (change: Change = {}) => ({ ...check({ ...plain, ...change }, "grow"), name: "grow" });

async function recordOf(change: Change = {}): Promise<RunRecord> {
  const experiment = experimentOf(change);
  const plan = await makePlan(experiment, {});
  const config = { experiment: plainJson(experiment), live: false, tasks: taskDigests(plan) } as Json;
  return { id: "grow-1", experiment: "grow", config, state: "done", world: plan.world, seed: plan.seed, created: "" };
}
const widened = async (now: Change, before: Change = {}) => widen(await recordOf(before), experimentOf(now), {});
const refusal = async (now: Change, before: Change = {}): Promise<string[]> => {
  const error = await widened(now, before).then(
    () => assert.fail("it was widened"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof UserError, String(error));
  const [head, ...lines] = error.message.split("\n");
  assert.equal(head, "Nothing was added to grow-1, whose trials would not be comparable with the new ones:");
  assert.equal(lines.pop(), "Say the same as the run did, or start a new run (add --reuse to pay for nothing twice).");
  return lines.map((line) => line.trimStart());
};
const idsOf = ({ plan }: Awaited<ReturnType<typeof widened>>) => trialsOf(plan).map(({ id }) => id);

test("the same experiment adds nothing; what is widened is known by the address of its configuration", async () => {
  const record = await recordOf();
  const same = await widen(record, experimentOf(), {});
  assert.deepEqual([same.run, same.from, same.added], ["grow-1", addressOf(record.config), 0]);
  assert.deepEqual(idsOf(same), ["solo/t1/0", "solo/t2/0", "twice/t1/0", "twice/t2/0"]);
});

test("what is new is added: a topology with its member, tasks, repetitions; what the run had stays though nobody names it", async () => {
  const wider = await widened({ members: [large], topologies: [{ use: "solo", name: "big", options: { member: "large" } }] });
  assert.deepEqual(idsOf(wider), ["solo/t1/0", "solo/t2/0", "twice/t1/0", "twice/t2/0", "big/t1/0", "big/t2/0"]);
  assert.equal(wider.added, 2);
  assert.deepEqual(
    wider.experiment.members.map(({ name }) => name),
    ["small", "large"],
  );
  // Each topology keeps the members that it was planned with.
  assert.deepEqual(
    wider.plan.topologies.map(({ name, seats }) => [name, seats.map((seat) => seat.name)]),
    [
      ["solo", ["small"]],
      ["twice", ["small"]],
      ["big", ["large"]],
    ],
  );
  const longer = await widened({ tasks: asks("t1", "t2", "t3") });
  assert.deepEqual([longer.added, idsOf(longer).filter((id) => id.includes("t3"))], [2, ["solo/t3/0", "twice/t3/0"]]);
  const again = await widened({ repetitions: 3 }, { repetitions: 2 });
  assert.deepEqual([again.added, again.plan.repetitions, idsOf(again).length], [4, 3, 12]);
  // Fewer repetitions take none away.
  const fewer = await widened({ repetitions: 1 }, { repetitions: 2 });
  assert.deepEqual([fewer.added, fewer.plan.repetitions], [0, 2]);
  assert.deepEqual([(await widened({}, { repetitions: 2 })).plan.repetitions, (await widened({ repetitions: 2 })).added], [2, 4]);
});

test("judges are added like members, and a topology of the same name and words is the run's", async () => {
  const judges = (...names: string[]) => names.map((name) => ({ name, model: "simulated/judge" }));
  const { experiment, added } = await widened(
    { judges: judges("two"), topologies: [{ use: "solo" }, "best-of"] },
    { judges: judges("one") },
  );
  assert.deepEqual(
    experiment.judges.map(({ name }) => name),
    ["one", "two"],
  );
  assert.deepEqual([experiment.topologies.length, added], [3, 2]);
});

test("at several budgets each is a topology, and those of the run are known at all of them", async () => {
  const budget = [0.5, 1];
  const wider = await widened(
    { members: [small, large], limits: { budget }, topologies: ["best-of"] },
    { limits: { budget }, topologies: ["solo"] },
  );
  assert.deepEqual([idsOf(wider).length, wider.added], [8, 4]);
});

test("a run that picked some of its tasks keeps them where others are picked", async () => {
  const tasks = asks("t1", "t2", "t3", "t4");
  const other = await widened({ tasks, only: ["t3"] }, { tasks, only: ["t1", "t2"] });
  assert.deepEqual(
    other.plan.suite.tasks.map(({ id }) => id),
    ["t1", "t2", "t3"],
  );
  assert.deepEqual([other.added, other.experiment.only], [2, ["t1", "t2", "t3"]]);
  const first = await widened({ tasks, limit: 1 }, { tasks, limit: 2 });
  assert.deepEqual(
    [first.plan.suite.tasks.length, first.experiment.limit, first.experiment.only, first.added],
    [2, undefined, ["t1", "t2"], 0],
  );
  const all = await widened({ tasks, limit: 3 }, { tasks, limit: 2 });
  assert.deepEqual([all.experiment.limit, all.experiment.only, all.added], [3, undefined, 2]);
});

test("what surrounds trials may be new, and the money that they share; what is not said stays", async () => {
  const before = { baseline: "solo", value: 1, deadline: "2m", limits: { cap: 1, day: 5, budget: 2, call: 0.5 } };
  const { experiment } = await widened({ baseline: "twice", limits: { cap: 3, session: 2, topology: 4, budget: 2, call: 0.5 } }, before);
  assert.deepEqual([experiment.baseline, experiment.value, experiment.deadline], ["twice", 1, "2m"]);
  assert.deepEqual(experiment.limits, { cap: 3, day: 5, session: 2, topology: 4, budget: 2, call: 0.5 });
});

test("what would change trials that were run is refused in words, all of it at once", async () => {
  assert.deepEqual(await refusal({ seed: "2", draws: "independent" }), [
    'seed: the run has "1", this says "2"',
    'draws: the run has "shared", this says "independent"',
  ]);
  assert.deepEqual(await refusal({ terms: { attempts: 3, outputCap: 100 } }, { terms: { attempts: 2, outputCap: 100 } }), [
    'terms: the run has {"attempts":2,"outputCap":100}, this says {"attempts":3,"outputCap":100} (attempts was 2 and is now 3)',
  ]);
  assert.deepEqual(await refusal({ limits: { budget: 2 } }, { limits: { budget: 1, cap: 7 } }), [
    'limits: the run has {"budget":1}, this says {"budget":2} (budget was 1 and is now 2)',
  ]);
  assert.deepEqual(await refusal({ limits: { call: 2 } }), [
    'limits: the run has {}, this says {"call":2} (call was nothing and is now 2)',
  ]);
  assert.deepEqual(await refusal({ members: [{ ...small, model: "simulated/large" }] }), [
    'the member "small" was {"model":"simulated/small","name":"small"} and is now {"model":"simulated/large","name":"small"} (model was "simulated/small" and is now "simulated/large")',
  ]);
  const judge = { name: "judge", model: "simulated/judge" };
  assert.match(
    (await refusal({ judges: [{ ...judge, temperature: 1 }] }, { judges: [judge] })).join(),
    /^the judge "judge" was .* \(temperature was nothing and is now 1\)$/,
  );
  assert.deepEqual(await refusal({ topologies: [{ use: "best-of", name: "solo" }] }), [
    'the topology "solo" was {"use":"solo"} and is now {"name":"solo","use":"best-of"} (use was "solo" and is now "best-of"; name was nothing and is now "solo"); give the new one another name',
  ]);
  assert.equal((await refusal({ seed: "2", members: [{ ...small, seed: 1 }], topologies: [{ use: "best-of", name: "solo" }] })).length, 3);
});

test("a topology of a run that was widened before names its members, and is still the same without them", async () => {
  const first = await widened({ members: [large], topologies: [{ use: "solo", name: "big", options: { member: "large" } }] });
  const config = { experiment: plainJson(first.experiment), live: false, tasks: taskDigests(first.plan) } as Json;
  const record: RunRecord = { ...(await recordOf()), config };
  const both = { members: [small, large], topologies: [...plain.topologies, { use: "solo", name: "big", options: { member: "large" } }] };
  assert.equal((await widen(record, experimentOf(both), {})).added, 0);
  // Two members to a topology that had one is another topology.
  const other = [{ use: "solo", members: ["small", "large"] }];
  await assert.rejects(
    widen(record, experimentOf({ ...both, topologies: other }), {}),
    /the topology "solo" was .* give the new one another name/,
  );
});

test("a run that holds tasks out or stops when it is decided takes nothing more", async () => {
  const holds = ["the run holds tasks out: more would change what it was to find out"];
  assert.deepEqual(await refusal({ holdOut: true }, { holdOut: true }), holds);
  const decides = ["the run stops when it is decided: more would change what it was to find out"];
  assert.deepEqual(await refusal({ until: "decided" }, { until: "decided" }), decides);
});

test("tasks that changed or are gone are named, the first eight of each, with both sides where the run kept them", async () => {
  const ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
  const changed = (id: string): string => `the task "${id}" has changed`;
  const gone = (id: string): string => `the task "${id}" is missing: tasks can be added, not left out`;
  const other = (...some: string[]) => asks(...some).map((task) => ({ ...task, prompt: "Say nothing." }));
  assert.deepEqual(await refusal({ tasks: [...other("a", "b"), ...asks("c")] }, { tasks: asks("a", "b", "c") }), ["a", "b"].map(changed));
  assert.deepEqual(await refusal({ tasks: other(...ids) }, { tasks: asks(...ids) }), [
    ...ids.slice(0, 8).map(changed),
    "and 2 other tasks are changed",
  ]);
  assert.deepEqual(await refusal({ tasks: other(...ids.slice(1)) }, { tasks: asks(...ids.slice(1)) }), [
    ...ids.slice(1, 9).map(changed),
    "and 1 other task is changed",
  ]);
  assert.deepEqual(await refusal({ tasks: asks("a") }, { tasks: asks("a", "b") }), [gone("b")]);
  const record = await recordOf();
  const [task] = (await makePlan(experimentOf(), {})).suite.tasks;
  assert.ok(task !== undefined);
  const kept = (address: string) => (address === taskDigests({ suite: { tasks: [task] } } as never)["t1"] ? taskRecord(task) : undefined);
  await assert.rejects(
    widen(record, experimentOf({ tasks: other("t1", "t2") }), {}, kept),
    /\n {2}the task "t1" has changed: prompt was "Say t1\." and is now "Say nothing\."\n {2}the task "t2" has changed\nSay/,
  );
});

test("where a topology remembers, new tasks come after the old ones", async () => {
  const market = { members: [small, large], topologies: ["solo", "market"] };
  const first = asks("t0", "t1", "t2");
  assert.deepEqual(await refusal({ ...market, tasks: first }, market), [
    "new tasks stand before old ones, and market remembers: put them at the end",
  ]);
  assert.equal((await widened({ ...market, tasks: asks("t1", "t2", "t3") }, market)).added, 2);
  // Nobody remembers: any order will do.
  assert.equal((await widened({ tasks: first })).added, 2);
});
