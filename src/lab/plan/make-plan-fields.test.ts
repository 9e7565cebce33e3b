import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "./make-plan.ts";
import { trialsOf } from "./plan.ts";

const tasks = (worths: readonly (number | undefined)[] = [undefined, undefined, undefined, undefined]) =>
  worths.map((worth, i) => ({
    id: `t${i + 1}`,
    prompt: `Say ${i + 1}.`,
    grader: { kind: "exact", answer: String(i + 1) },
    ...(worth === undefined ? {} : { worth }),
    meta: { reference: String(i + 1) },
  }));
const plain = {
  suite: "inline",
  tasks: tasks(),
  members: ["a", "b"].map((name) => ({ name, model: `simulated/${name === "a" ? "large" : "small"}` })),
  topologies: ["solo"],
  verifier: "none",
};
const planned = (change: object) => makePlan({ ...check({ ...plain, ...change }, "p"), name: "p" }, {});
const refused = (change: object, words: RegExp) =>
  assert.rejects(planned(change), (error) => error instanceof UserError && words.test(error.message));

test("limits are whole nano-dollars and milliseconds, without any there is no end", async () => {
  const bare = await planned({});
  assert.deepEqual([bare.cap, bare.day, bare.deadlineMs], [Infinity, undefined, undefined]);
  assert.deepEqual(
    [bare.name, bare.description, bare.world, bare.live, bare.repetitions, bare.margin],
    ["p", "", "simulated", true, 1, bare.margin],
  );
  const plan = await planned({
    limits: { cap: 2, day: 3, call: 0.1, session: 0.2, topology: 0.3 },
    deadline: "2m",
    description: "What for.",
    repetitions: 3,
    margin: 0.07,
  });
  assert.deepEqual(
    [plan.cap, plan.day, plan.deadlineMs, plan.description, plan.repetitions, plan.margin],
    [2e9, 3e9, 120_000, "What for.", 3, 0.07],
  );
  assert.deepEqual(plan.topologies[0]?.caps, { call: 1e8, session: 2e8, topology: 3e8 });
  assert.deepEqual([bare.topologies[0]?.caps, bare.topologies[0]?.limits], [{}, {}]);
});

test("terms are the defaults, then the experiment's, then the topology's", async () => {
  const [own, common] = (
    await planned({ terms: { attempts: 5, feedback: "none" }, topologies: [{ use: "solo", terms: { attempts: 1 } }, "best-of"] })
  ).topologies;
  const defaults = { outputCap: 4096, visibility: "all", warmFirst: false, selfJudging: "refused", closer: "strongest", showNames: false };
  assert.deepEqual(own?.terms, { ...defaults, attempts: 1, feedback: "none" });
  assert.deepEqual(common?.terms, { ...defaults, attempts: 5, feedback: "none" });
  assert.deepEqual((await planned({})).topologies[0]?.terms, { ...defaults, attempts: 2, feedback: "reason" });
  // One model that answers once.
  assert.deepEqual([own?.single, common?.single, (await planned({})).topologies[0]?.single], [true, undefined, undefined]);
  assert.equal((await planned({ topologies: [{ use: "best-of", terms: { attempts: 1 } }] })).topologies[0]?.single, undefined);
});

test("each budget makes a topology of its own, and the baseline is the first at the largest, unless it is named", async () => {
  const budgets = { limits: { budget: [0.5, 2, 1] }, topologies: ["solo", "best-of"] };
  const plan = await planned(budgets);
  assert.deepEqual(
    plan.topologies.map(({ name, entry, limits }) => [name, entry, limits.cost]),
    [
      ["solo@$0.5", "solo", 5e8],
      ["solo@$2", "solo", 2e9],
      ["solo@$1", "solo", 1e9],
      ["best-of@$0.5", "best-of", 5e8],
      ["best-of@$2", "best-of", 2e9],
      ["best-of@$1", "best-of", 1e9],
    ],
  );
  assert.equal(plan.baseline, "solo@$2");
  assert.equal((await planned({ ...budgets, baseline: "best-of" })).baseline, "best-of@$2");
  assert.equal((await planned({ ...budgets, baseline: "best-of@$1" })).baseline, "best-of@$1");
  const [one] = (await planned({ limits: { budget: 0.5 } })).topologies;
  assert.deepEqual([one?.name, one?.limits], ["solo", { cost: 5e8 }]);
  await refused(
    { ...budgets, baseline: "best-off" },
    /Wanted a baseline among the topologies; got "best-off@\$2"\. Did you mean "best-of@\$2"/,
  );
});

test("topologies see the worth that the experiment says, of every task; else the task's own, else none", async () => {
  const seen = async (change: object) => trialsOf(await planned(change)).map(({ task }) => task.value);
  assert.deepEqual(await seen({ tasks: tasks([1, undefined]), value: 3 }), [3e9, 3e9]);
  assert.deepEqual(await seen({ tasks: tasks([1, undefined]) }), [1e9, undefined]);
  const until = { question: "best", value: 4 };
  assert.deepEqual(await seen({ tasks: tasks([1, 2]), topologies: ["solo", "best-of"], until }), [4e9, 4e9, 4e9, 4e9]);
});

test("what a right answer is worth is what the experiment says, else what every task says, else nothing", async () => {
  assert.equal((await planned({ value: 0.5 })).worth, 5e8);
  assert.equal((await planned({})).worth, undefined);
  assert.deepEqual((await planned({ tasks: tasks([1, 2]) })).worth, { t1: 1e9, t2: 2e9 });
  assert.equal((await planned({ tasks: tasks([1, undefined]) })).worth, undefined);
  assert.equal((await planned({ tasks: tasks([1, 2]), value: 3 })).worth, 3e9);
  const until = { question: "best", value: 4 };
  assert.equal((await planned({ topologies: ["solo", "best-of"], until })).worth, 4e9);
});

test("half of the tasks, rounded down, is held out to choose on, and comes first; without it nothing is", async () => {
  const five = tasks([undefined, undefined, undefined, undefined, undefined]);
  const plan = await planned({ tasks: five, holdOut: true });
  const ids = plan.suite.tasks.map(({ id }) => id);
  assert.equal(plan.learning.size, 2);
  assert.deepEqual(new Set(ids.slice(0, 2)), new Set(plan.learning));
  // Otherwise in the order of the suite.
  assert.deepEqual(ids.slice(2), ids.slice(2).toSorted());
  const bare = await planned({});
  assert.deepEqual([bare.learning.size, bare.goal, bare.suite.tasks.map(({ id }) => id)], [0, undefined, ["t1", "t2", "t3", "t4"]]);
  assert.deepEqual(plan.goal, { kind: "match" });
  assert.deepEqual((await planned({ holdOut: true, value: 2 })).goal, { kind: "value", worth: 2e9 });
  assert.deepEqual((await planned({ holdOut: { goal: { budget: 0.5 } } })).goal, { kind: "budget", most: 5e8 });
  assert.deepEqual((await planned({ holdOut: { goal: "match" }, value: 2 })).goal, { kind: "match" });
});

test("configurations that are tried are numbered, have their options, and want tasks to be chosen on", async () => {
  const cascade = {
    use: "cascade",
    choose: {
      order: [
        ["a", "b"],
        ["b", "a"],
      ],
      attempts: [1, 3],
    },
  };
  const { topologies, baseline } = await planned({ topologies: [cascade, "solo"], holdOut: true });
  assert.deepEqual(
    topologies.map(({ name, entry, tried, terms }) => [name, entry, tried, terms.attempts]),
    [
      ["cascade#1", "cascade", { order: ["a", "b"], attempts: 1 }, 1],
      ["cascade#2", "cascade", { order: ["a", "b"], attempts: 3 }, 3],
      ["cascade#3", "cascade", { order: ["b", "a"], attempts: 1 }, 1],
      ["cascade#4", "cascade", { order: ["b", "a"], attempts: 3 }, 3],
      ["solo", "solo", undefined, 2],
    ],
  );
  // Who is none of several.
  assert.equal(baseline, "solo");
  assert.equal((await planned({ topologies: [cascade], holdOut: true })).baseline, "cascade#1");
  await refused({ topologies: [cascade] }, /chosen on one half of the tasks and scored on the other\. Add `holdOut: true`/);
  await refused({ topologies: [cascade, "solo"], until: "decided" }, /Leave out `until` or `choose`/);
  for (const attempts of [0, 1.5, "2"])
    await refused(
      { topologies: [{ ...cascade, choose: { attempts: [1, attempts] } }], holdOut: true },
      /Wanted whole numbers of attempts; got /,
    );
  await refused({ topologies: ["solo", "solo"] }, /Two topologies are named "solo"\. Give one of them a `name` of its own/);
});

test("a verifier that asks a model asks the first of the judges unless it names one, and one that knows the truth for itself alone is a bound", async () => {
  const judges = ["j", "k"].map((name) => ({ name, model: "simulated/judge" }));
  const rubric = { kind: "rubric" };
  const [own, named, oracle, none] = (
    await planned({
      judges,
      verifier: rubric,
      topologies: [
        "solo",
        { use: "solo", name: "named", verifier: { ...rubric, member: "k" } },
        { use: "solo", name: "oracle", verifier: { kind: "oracle" } },
        { use: "solo", name: "none", verifier: "none" },
      ],
    })
  ).topologies;
  assert.deepEqual(
    [own, named, oracle, none].map((one) => [one?.verifier, one?.bound]),
    [
      [{ kind: "rubric", member: "j" }, false],
      [{ kind: "rubric", member: "k" }, false],
      [{ kind: "oracle" }, true],
      [{ kind: "none" }, false],
    ],
  );
  const known = await planned({
    verifier: { kind: "oracle" },
    topologies: ["solo", { use: "solo", name: "same", verifier: { kind: "oracle" } }],
  });
  assert.deepEqual(
    known.topologies.map(({ bound }) => bound),
    [false, false],
  );
});

test("the verifiers are said once, the commonest first, with the rates of noisy ones", async () => {
  const noted = async (change: object) => (await planned(change)).warnings.find((words) => words.startsWith("Verifier"));
  const noisy = { kind: "noisy", falsePositive: 0.125, falseNegative: 0.2 };
  const topologies = ["solo", "a", "b", "c"].map((name, i) => ({ use: "solo", name, ...(i === 3 ? { verifier: noisy } : {}) }));
  assert.equal(
    await noted({ topologies, verifier: { kind: "oracle" } }),
    "Verifier: each task's own grader, which knows the right answer (oracle); c: the right answer with errors added (noisy: passes 12.5% of wrong answers, fails 20.0% of right ones).",
  );
  assert.equal(await noted({}), "Verifier: none.");
  assert.match((await noted({ verifier: { kind: "noisy" } })) ?? "", /passes \d+\.\d% of wrong answers, fails \d+\.\d% of right ones/);
});

test("shadowed is a seeded share of the tasks, in suite order", async () => {
  const many = tasks(Array.from({ length: 10 }, () => undefined));
  const { shadow } = await planned({ tasks: many, shadow: 0.44 });
  assert.equal(shadow.length, 4);
  const order = shadow.map(({ id }) => Number(id.slice(1)));
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.equal((await planned({ tasks: many, shadow: 0.46 })).shadow.length, 5);
  assert.equal((await planned({ tasks: many, shadow: 1 })).shadow.length, 10);
  assert.deepEqual((await planned({ tasks: many })).shadow, []);
});

test("members with two models are opened live where every key is there, and a plan without them says which are not", async () => {
  const members = ["a", "b"].map((name) => ({
    name,
    model: `compatible/${name}`,
    baseUrl: "http://127.0.0.1:4000/v1",
    apiKeyEnv: `KEY_${name}`,
    price: "free",
    embedded: "simulated/large",
  }));
  const at = (environment: Record<string, string>, count = 2) =>
    makePlan({ ...check({ ...plain, members: members.slice(0, count) }, "p"), name: "p" }, environment);
  const [bare, one, keyed] = [await at({}), await at({}, 1), await at({ KEY_a: "x", KEY_b: "y" })];
  const words = "The live models were not asked, for they need";
  assert.deepEqual([bare.live, keyed.live, bare.world, keyed.world], [false, true, "simulated", "live"]);
  assert.equal(
    bare.warnings.find((said) => said.startsWith(words)),
    `${words} every key of KEY_a and KEY_b: the embedded models answered instead.`,
  );
  assert.equal(
    one.warnings.find((said) => said.startsWith(words)),
    `${words} the key in KEY_a: the embedded models answered instead.`,
  );
  assert.equal(
    keyed.warnings.some((said) => said.startsWith(words)),
    false,
  );
});

test("a decision's arms are all but bounds, its margin is a share of the worth, and its money is per repetition", async () => {
  const topologies = ["solo", "best-of", { use: "solo", name: "bound", verifier: { kind: "oracle" } }];
  const of = async (until: unknown, change: object = {}) => (await planned({ topologies, until, ...change })).until;
  const best = await of({ question: "best", value: 2, delta: 0.1, alpha: 0.2, money: 3, ceiling: 0.5 }, { repetitions: 2 });
  assert.deepEqual(best?.question, { kind: "best", value: 2e9, ceiling: 5e8 });
  assert.deepEqual([best?.topologies, best?.delta, best?.alpha, best?.money], [["solo", "best-of"], 2e8, 0.2, 1.5e9]);
  assert.deepEqual(best?.tasks.toSorted(), ["t1", "t2", "t3", "t4"]);
  // Passes alone count where nothing is worth anything.
  assert.deepEqual((await of("decided"))?.question, { kind: "best", value: 1e9, ceiling: 0 });
  assert.deepEqual((await of("decided", { tasks: tasks([1, 2]) }))?.question, { kind: "best", value: 1.5e9 });
  assert.deepEqual((await of("decided", { tasks: tasks([1, undefined]) }))?.question, { kind: "best", value: 1e9, ceiling: 0 });
  const better = await of({ question: { better: "best-of", than: "bound" }, delta: 0.1 });
  assert.deepEqual(
    [better?.question, better?.topologies, better?.delta],
    [{ kind: "better", a: "best-of", b: "bound" }, ["best-of", "bound"], 0.1],
  );
  assert.equal((await planned({})).until, undefined);
  await refused({ until: "decided" }, /a run wants two topologies or more; this one has 1\. Add one, or drop `until`/);
  await refused({ topologies, until: { question: { better: "solo", than: "best-off" } } }, /got "best-off"\. Did you mean "best-of"/);
  await refused({ topologies, until: { question: { better: "solo", than: "solo" } } }, /compares "solo" with itself/);
});
