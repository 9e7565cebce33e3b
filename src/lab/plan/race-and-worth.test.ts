import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fake } from "../../models/fake.ts";
import type { Reply, Seat } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { keepFunction } from "../../util/functions.ts";
import { noUsage } from "../../util/money.ts";
import { check } from "../experiment/load-experiment.ts";
import { taskOf, topologyOf } from "./fixtures/plan-of.ts";
import { makePlan } from "./make-plan.ts";
import { openRecorded } from "./open-recorded.ts";
import { trialsOf } from "./plan.ts";
import { promptCaches, rulesOf } from "./prompt-caches.ts";
import { worthOf } from "./worth-of.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-plan-race-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const tasks = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `t${i + 1}`, prompt: `Say ${i + 1}.`, grader: { kind: "exact", answer: `${i + 1}` } }));
const once = { attempts: 1 };
const plain = {
  suite: "inline",
  tasks: tasks(4),
  members: ["a", "b"].map((name) => ({ name, model: `simulated/${name === "a" ? "large" : "small"}` })),
  topologies: [
    { use: "solo", name: "one", terms: once, options: { member: "a" } },
    { use: "cascade", options: { order: ["b", "a"] } },
  ],
  verifier: { kind: "oracle" },
  holdOut: true,
  race: { spend: 0.5 },
};
const planned = (change: object) => makePlan({ ...check({ ...plain, ...change }, "p"), name: "p" }, {});
const refused = (change: object, words: RegExp) =>
  assert.rejects(planned(change), (error) => error instanceof UserError && words.test(error.message));

test("a race has every candidate with what it is made of, the held-out tasks, and its money in whole nano-dollars", async () => {
  const { race, learning } = await planned({
    margin: 0.02,
    race: { spend: 0.5, alpha: 0.1, strategies: ["thompson", "racing"], space: { written: 9, different: 4 } },
  });
  assert.ok(race !== undefined);
  const { arms, tasks: order, ...terms } = race;
  assert.deepEqual(terms, {
    goal: { kind: "match" },
    money: 500_000_000,
    alpha: 0.1,
    margin: 0.02,
    seed: "1",
    strategies: ["thompson", "racing"],
    space: { written: 9, different: 4 },
  });
  assert.deepEqual([order.toSorted(), order.length], [[...learning].toSorted(), 2]);
  assert.deepEqual(
    arms.map(({ name, single, traits }) => [name, single, traits]),
    [
      ["one", true, ["use=solo", "attempts=1", 'member="a"', "seat=a", "seat=b"]],
      ["cascade", false, ["use=cascade", "attempts=2", 'order=["b","a"]', "seat=a", "seat=b"]],
    ],
  );
  assert.deepEqual(
    arms.map(({ asks }) => [asks?.members, asks?.least]),
    [
      [["a", "b"], 1],
      [["a", "b"], 1],
    ],
  );
  assert.equal((await planned({ race: undefined })).race, undefined);
  assert.equal((await planned({})).race?.space, undefined);
});

test("configurations that are tried race each with its values, attempts as a term and not as an option", async () => {
  const chosen = { use: "cascade", choose: { attempts: [1, 3], order: [["a", "b"]] } };
  const { race } = await planned({ topologies: [plain.topologies[0], "best-of", chosen] });
  assert.deepEqual(
    race?.arms.slice(1).map(({ name, traits }) => [name, ...traits.slice(0, 3)]),
    [
      ["best-of", "use=best-of", "attempts=2", "seat=a"],
      ["cascade#1", "use=cascade", "attempts=1", 'order=["a","b"]'],
      ["cascade#2", "use=cascade", "attempts=3", 'order=["a","b"]'],
    ],
  );
});

test("a plan's trials are made once, in the order of topologies, repetitions and tasks", async () => {
  const plan = await planned({ race: undefined, holdOut: false, repetitions: 2, tasks: tasks(2) });
  const trials = trialsOf(plan);
  assert.equal(trialsOf(plan), trials);
  assert.deepEqual(
    trials.map(({ id }) => id),
    ["one", "cascade"].flatMap((name) => [0, 1].flatMap((repetition) => ["t1", "t2"].map((task) => `${name}/${task}/${repetition}`))),
  );
});

test("what a topology written as a function asks is not known before", async () => {
  const use = keepFunction("mine", async () => "x");
  const { race } = await planned({ topologies: [plain.topologies[0], { use, name: "mine" }] });
  assert.deepEqual(
    race?.arms.map(({ name, asks }) => [name, asks?.least]),
    [
      ["one", 1],
      ["mine", undefined],
    ],
  );
});

test("a race without something to choose, to choose for or to choose on is refused in words", async () => {
  await refused({ until: "decided" }, /A search decides by itself when it stops\. Leave out `until` or `race`\./);
  await refused({ holdOut: false }, /Add `holdOut: true`\./);
  await refused({ limits: { budget: [1, 2] } }, /A search has one budget per trial\./);
  await refused({ tasks: tasks(1) }, /No task is left to choose on: of 1 every other one is to be scored\./);
  const bound = { use: "best-of", name: "bound", verifier: { kind: "oracle" } };
  const noisy = { kind: "noisy", falsePositive: 0.1, falseNegative: 0.1 };
  // A bound is no candidate.
  await refused(
    { verifier: noisy, topologies: [plain.topologies[0], bound] },
    /wants two candidates or more; there is one, one\. Widen the space/,
  );
  await refused({ verifier: noisy, topologies: [bound] }, /wants two candidates or more; there is none\./);
  await refused({ topologies: ["best-of", "cascade"] }, /Add topology solo with `terms: \{ attempts: 1 \}` for each member\./);
});

test("a right answer is worth what its task says, else ten times the dearest attempt, else a dollar", () => {
  const seat = (name: string, quote: number): Seat => ({ name, model: { ...fake([]), quote: () => quote } });
  const { terms } = topologyOf("x");
  const worth = (value: number | undefined, ...quotes: number[]) =>
    worthOf(
      taskOf("t", value === undefined ? {} : { value }),
      quotes.map((quote) => seat(`s${quote}`, quote)),
      terms,
    );
  assert.deepEqual(
    [worth(5, 100), worth(0, 100, 300), worth(undefined, 0), worth(undefined), worth(undefined, 1)],
    [5, 3000, 1e9, 1e9, 10],
  );
});

test("a prompt cache reads what an earlier call of the trial wrote once its first token was there, at the provider's rates", () => {
  const seat: Seat = { name: "s", model: fake([], { id: "simulated/s" }) };
  assert.equal(rulesOf(seat).id, "openai-writes");
  assert.equal(rulesOf({ model: { ...seat.model, cache: "none" } }).id, "none");
  // Rules that nobody knows are the provider's.
  assert.equal(
    rulesOf({ model: { ...seat.model, cache: "no such" } }).id,
    rulesOf({ model: fake([], { id: "simulated/s", world: "live" }) }).id,
  );
  const text = "word ".repeat(4000);
  const ask = { purpose: "attempt", messages: [{ role: "user", text }], maxTokens: 10 } as const;
  const usage = { ...noUsage, uncached: 4000, output: 10 };
  const reply: Reply = { ok: true, text: "x", stop: "end", usage, cost: 4_050_000, ms: 100 };
  const firstAt = (firstMs?: number): Reply => ({ ...reply, ...(firstMs === undefined ? {} : { receipt: { firstMs } }) });
  const readAt = (start: number, first: Reply): number => {
    const reprice = promptCaches();
    reprice(seat, ask, first, 0);
    return reprice(seat, ask, reply, start).usage.cacheRead;
  };
  // At a hundred milliseconds its end is there, at thirty its first token.
  assert.deepEqual(
    [readAt(99, reply), readAt(100, reply) > 3000, readAt(29, firstAt(30)), readAt(30, firstAt(30)) > 3000],
    [0, true, 0, true],
  );
  const reprice = promptCaches();
  const first = reprice(seat, ask, reply, 0);
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output } = first.usage;
  assert.deepEqual([uncached + cacheRead + cacheWrite5m + cacheWrite1h, output], [4000, 10]);
  // $1 per million in, 1.25 to write for five minutes, 2 for an hour, a tenth to read; 5 out.
  assert.equal(first.cost, 1000 * uncached + 1250 * cacheWrite5m + 2000 * cacheWrite1h + 100 * cacheRead + 50_000);
  // Short prompts, live models and those without a price keep their bills.
  const short: Reply = { ...reply, usage: { ...noUsage, uncached: 10 } };
  assert.equal(reprice(seat, ask, short, 500), short);
  const live: Seat = { name: "l", model: fake([], { id: "simulated/s", world: "live" }) };
  const { price: _price, ...free } = seat.model;
  assert.deepEqual([reprice(live, ask, reply, 500), reprice({ name: "f", model: free }, ask, reply, 500)], [reply, reply]);
});

test("a recorded set is a bundled one or a file, with the items that the members' models share", async () => {
  const file = join(folder, "mine.outcomes.csv");
  const line = (item: string, model: string, passed: number, sample = 0): string => `${item},${model},${sample},${passed}`;
  const lines = [
    line("i1", "x", 1),
    line("i1", "x", 0, 1),
    line("i1", "y", 0),
    line("i2", "x", 1),
    line("i2", "y", 1),
    line("i3", "y", 1),
    line("i1", "z", 1),
  ];
  writeFileSync(file, `item,model,sample,passed\n${lines.join("\n")}\n`);
  const experimentOf = (suite: string, ...models: string[]) =>
    check(
      {
        suite,
        members: models.map((model, i) => ({ name: `m${i}`, model })),
        topologies: ["solo"],
        verifier: "none",
        world: { missingCost: 0 },
      },
      "recorded",
    );
  const opened = await openRecorded(
    experimentOf(`recorded/${file}`, "recorded/mine.outcomes/x", "recorded/mine.outcomes/y", "recorded/mine.outcomes/x"),
  );
  assert.deepEqual(
    [opened.record.models, opened.suite.tasks.map(({ id }) => id)],
    [
      ["recorded/mine.outcomes/x", "recorded/mine.outcomes/y"],
      ["i1", "i2"],
    ],
  );
  const { samples } = opened.record;
  assert.deepEqual([samples("i1", "recorded/mine.outcomes/x"), samples("i1", "recorded/mine.outcomes/y")], [2, 1]);
  await assert.rejects(
    openRecorded(experimentOf("recorded/lifeeval_confidenc", "recorded/x/y")),
    /got "lifeeval_confidenc"\. Did you mean "lifeeval_confidence"\?/,
  );
});
