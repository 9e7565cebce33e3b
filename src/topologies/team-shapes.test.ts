import assert from "node:assert/strict";
import { test } from "node:test";
import { centralised } from "./centralised.ts";
import { decentralised } from "./decentralised.ts";
import { teamOf } from "./fake-team.test.ts";
import { hybrid } from "./hybrid.ts";
import { independent } from "./independent.ts";
import { dealt } from "./star.ts";
import { roll } from "./labels.ts";

const named = () => {
  let said = 0;
  return (_: unknown, name: string) => `${name} says ${++said}`;
};
const authors = (text: string) => [...text.matchAll(/<answer-\w+ by="(m\d)">/g)].map((match) => match[1]);

test("independent: nobody reads anybody but itself, and the aggregator reads all", async () => {
  const { desk, task, asked } = teamOf(3, named());
  await independent({ steps: 3, aggregator: "m2" }).solve(task, desk);
  for (const { name, text } of asked.slice(0, 9)) assert.ok(authors(text).every((author) => author === name));
  assert.deepEqual(
    authors(asked[9]?.text ?? ""),
    roll(desk).map(({ member }) => member.name),
  );
  assert.equal(desk.now, 400);
});

test("independent: first steps are plain attempts, so that draws are shared with solo", async () => {
  const { desk, task, asked } = teamOf(3, named());
  await independent().solve(task, desk);
  assert.ok(asked.slice(0, 3).every(({ text }) => text === `<task>\n${task.prompt}\n</task>`));
});

test("decentralised: from the second round on all read all of the round before", async () => {
  const { desk, task, asked } = teamOf(3, named());
  await decentralised({ rounds: 3, steps: 1 }).solve(task, desk);
  assert.ok(asked.slice(0, 3).every(({ text }) => authors(text).length === 0));
  assert.ok(asked.slice(3).every(({ text }) => authors(text).length === 3));
  assert.ok(asked[6]?.text.includes("says 4") && !asked[6].text.includes("says 1\n"));
});

test("centralised: members read the orchestrator's words and their own work, never one another's", async () => {
  const { desk, task, asked } = teamOf(3, named());
  const result = await centralised({ rounds: 2, orchestrator: "m1" }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "m1 says 8", by: "m1" });
  assert.equal(asked[3]?.ask.purpose, "plan");
  for (const { name, text } of asked.slice(4, 7)) {
    assert.deepEqual(authors(text), [name]);
    assert.ok(/<plan-(\w+)>\nm1 says 4\n<\/plan-\1>/.test(text));
  }
});

test("hybrid: messages go to the neighbor in the next round and to the orchestrator at once", async () => {
  const { desk, task, asked } = teamOf(3, named());
  await hybrid({ rounds: 2, peers: 2 }).solve(task, desk);
  const critics = asked.map(({ name, text }) => [name, [...text.matchAll(/<critique-\w+ by="(m\d)"/g)].map((match) => match[1]).join()]);
  assert.deepEqual(
    critics.filter(([, from]) => from !== ""),
    [
      ["m0", "m0"],
      ["m1", "m0"],
      ["m0", "m1"],
    ],
  );
  assert.deepEqual(
    [1, 2].map((round) => dealt(5, 2, round, 3)),
    [
      [0, 2, 4],
      [1, 3],
    ],
  );
  assert.deepEqual(dealt(5, 2, 1, 1), []);
});

test("a member that fails in a later round keeps its result, and a failing closer leaves the majority", async () => {
  const no = { failure: { code: "refused" as const, message: "no" } };
  let calls = 0;
  const { desk, task, facts } = teamOf(3, () => (++calls > 3 ? no : calls === 1 ? "5" : "4"));
  const result = await decentralised({ rounds: 2 }).solve(task, desk);
  assert.equal(result.ok && result.text, "4");
  assert.equal(facts("fallback")[0]?.from, "consensus");
});

test("money that ends in the middle leaves an answer or a budget failure, and never more is spent than there was", async () => {
  for (const budget of [50_000, 200_000, 400_000]) {
    for (const topology of [independent(), decentralised(), centralised(), hybrid()]) {
      const { desk, task, spent, calls } = teamOf(3, named(), { budget, terms: { outputCap: 4 } });
      const result = await topology.solve(task, desk);
      assert.ok(calls() > 0 && calls() < 10 && spent() <= budget);
      if (!result.ok) assert.equal(result.failure.code, "budget");
    }
  }
});
