import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../types.ts";
import { branching } from "./branching.ts";
import { debate } from "./debate.ts";
import { teamOf, wants } from "./fake-team.test.ts";
import { openTopology } from "./index.ts";

const says = (answers: readonly string[]) => {
  let at = 0;
  return (ask: Ask) => {
    const answer = answers[at++ % answers.length] ?? "";
    return wants(ask, "branches") ? `<branches>\n- By cases: ${answer}\n</branches>\n<answer>${answer}</answer>` : answer;
  };
};

test("one reply is told how many ways to follow, and the answer left standing is given", async () => {
  const { desk, task, asked, calls } = teamOf(3, says(["4"]));
  assert.deepEqual(await branching({ branches: 5 }).solve(task, desk), { ok: true, text: "4", by: "m0" });
  assert.equal(calls(), 1);
  assert.match(asked[0]?.text ?? "", /follow up to 5 ways to the result/);
});

test("several replies do not see one another, and the answer of most of them wins", async () => {
  const { desk, task, asked, calls } = teamOf(3, says(["5", "4", "4", "6"]));
  const result = await branching({ samples: 4, member: "m1" }).solve(task, desk);
  assert.deepEqual([result.ok && result.text, calls()], ["4", 4]);
  assert.equal(new Set(asked.map(({ text }) => text)).size, 1);
  assert.ok(asked.every(({ name }) => name === "m1"));
});

test("a reply whose ways all fell is no vote, and alone it is a failure that says so", async () => {
  const some = teamOf(1, says(["", "4"]));
  assert.deepEqual(await branching({ samples: 2 }).solve(some.task, some.desk), { ok: true, text: "4", by: "m0" });
  const none = teamOf(1, says([" "]));
  const failed = await branching().solve(none.task, none.desk);
  assert.match(failed.ok ? "" : failed.failure.message, /the branch left standing has none/);
});

test("options that do not fit are refused by their names", () => {
  for (const [options, wrong] of [
    [{ branches: 0 }, /branches/],
    [{ branches: 13 }, /branches/],
    [{ samples: 65 }, /samples/],
    [{ ties: "m0" }, /ties/],
    [{ breadth: 2 }, /breadth/],
  ] as const)
    assert.throws(() => openTopology("branching", options), wrong);
  assert.throws(() => openTopology("debate", { early: "never" }), /early/);
});

test("a debate that does not end early makes every round's calls although all agree", async () => {
  const usual = teamOf(3, says(["4"]));
  await debate({ rounds: 3 }).solve(usual.task, usual.desk);
  const whole = teamOf(3, says(["4"]));
  await debate({ rounds: 3, early: false, guarded: false }).solve(whole.task, whole.desk);
  assert.deepEqual([usual.calls(), whole.calls()], [3, 9]);
});
