import assert from "node:assert/strict";
import { test } from "node:test";
import { blackboard } from "./blackboard.ts";
import { centralised } from "./centralised.ts";
import { debate } from "./debate.ts";
import { decentralised } from "./decentralised.ts";
import { teamOf, wants } from "./fake-team.test.ts";
import { hybrid } from "./hybrid.ts";
import { pipeline } from "./pipeline.ts";

const stop = (guard: string, member: string) => [{ type: "guard", guard, member, stopped: true, tokens: 0 }];

test("a debate whose members only swap positions ends when all have come back", async () => {
  const swapping = () => {
    const turns = new Map<string, number>();
    return teamOf(2, (_, name) => {
      const turn = (turns.get(name) ?? 0) + 1;
      turns.set(name, turn);
      return `Answer: ${(name === "m0") === (turn % 2 === 1) ? "4" : "5"}`;
    });
  };
  const guarded = swapping();
  const result = await debate({ rounds: 6 }).solve(guarded.task, guarded.desk);
  assert.equal(result.ok, true);
  assert.equal(guarded.calls(), 6);
  assert.deepEqual(guarded.facts("guard"), stop("loop", "m1"));
  assert.deepEqual(guarded.facts("own").at(-1)?.value, { rounds: 3, stopped: "guard" });
  const free = swapping();
  await debate({ rounds: 6, guarded: false }).solve(free.task, free.desk);
  assert.equal(free.calls(), 12);
  assert.deepEqual(free.facts("guard"), []);
});

test("equals who repeat themselves go on to the consensus", async () => {
  const { desk, task, calls, facts } = teamOf(3, (_, name) => `I hold to it. Answer: ${name}`);
  const result = await decentralised({ rounds: 5 }).solve(task, desk);
  assert.equal(result.ok, true);
  assert.equal(calls(), 2 * 3 + 1);
  assert.deepEqual(facts("guard"), stop("loop", "m2"));
});

test("an orchestrator without instructions stalls: the answer that stands is closed after the third time", async () => {
  const thanks = ["Great work, thank you!", "Ok, perfect.", "Very good."];
  let answer = 0;
  const { desk, task, calls, facts } = teamOf(2, (ask) => (ask.purpose === "plan" ? (thanks.shift() ?? "") : `Answer: ${++answer}`));
  const result = await centralised({ rounds: 9 }).solve(task, desk);
  assert.equal(result.ok, true);
  assert.equal(calls(), 3 * 3 + 1);
  assert.deepEqual(facts("guard"), stop("stall", "m0, directing"));
});

test("a hybrid team in which nobody moves closes in the second round", async () => {
  const { desk, task, calls, facts } = teamOf(3, (ask, name) =>
    ask.purpose === "attempt" ? `Answer: ${name}` : "check the carry in step two again",
  );
  await hybrid({ rounds: 4, peers: 0 }).solve(task, desk);
  assert.equal(calls(), 2 * (3 + 1));
  assert.equal(facts("guard")[0]?.guard, "loop");
});

test("a board that only echoes goes to the decider", async () => {
  const claim = "the train leaves at nine from the second platform";
  const { desk, task, calls, facts } = teamOf(2, (ask, name) => {
    if (!wants(ask, "entries")) return "4";
    const first = !ask.messages.some(({ text }) => text.includes(claim));
    return {
      object: {
        entries: [{ kind: "claim", text: first && name === "m1" ? "nobody has looked at the clock yet" : claim }],
        help: "",
        done: false,
      },
    };
  });
  await blackboard({ rounds: 8 }).solve(task, desk);
  assert.equal(facts("guard")[0]?.stopped, true);
  assert.equal(calls(), 3 * 2 + 1);
});

test("revisions that come back to the first draft are not reviewed again", async () => {
  const { desk, task, calls, facts } = teamOf(
    3,
    (ask, name) => {
      if (wants(ask, "passed")) return { object: { passed: false, problems: ["still wrong"], why: "" } };
      return name === "m0" ? "the specification" : "Answer: 4";
    },
    { terms: { closer: "m1" } },
  );
  const result = await pipeline({ revisions: 5 }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "Answer: 4", by: "m1" });
  assert.equal(calls(), 4);
  assert.deepEqual(facts("guard"), stop("loop", "m1"));
});
