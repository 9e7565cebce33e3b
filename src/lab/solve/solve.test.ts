import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { foldTrialsFrom } from "../../statistics/index.ts";
import type { MemberInput } from "../experiment/define-config.ts";
import type { FunctionAsk } from "../../models/function-model.ts";
import { solve, type SolveSetup } from "./solve.ts";

/** Doubles the number in what it is asked; what it says costs a cent. */
const doubling: MemberInput = {
  name: "double",
  model: ({ messages }: FunctionAsk) => ({
    text: String(2 * Number(/Double (\d+)/.exec(messages.map(({ text }) => text).join())?.[1])),
    cost: 0.01,
  }),
};
const setup: SolveSetup = { topology: { use: "solo", terms: { attempts: 1 } }, members: [doubling], environment: {} };

test("a request is answered with its bill, which is the sum of its calls", async () => {
  const result = await solve("Double 21.", setup);
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual(
    [result.answer, result.by, result.cost, result.calls, result.byPurpose, result.byMember, result.topology, result.world],
    ["42", "double", 0.01, 1, { attempt: 0.01 }, { double: 0.01 }, "solo", "functions"],
  );
});

test("the record of a request is a trial of the store that is given, and verifies", async () => {
  const store = openStore(":memory:");
  const result = await solve({ prompt: "Double 4.", category: "sums" }, { ...setup, store });
  const ledger = store.ledger(result.run);
  const [row, ...more] = await foldTrialsFrom(ledger.read());
  assert.deepEqual([row?.trial, row?.category, row?.cost, more.length], [result.trial, "sums", 10_000_000, 0]);
  assert.equal(store.run(result.run)?.state, "done");
  store.close();
});

test("what the verifier said of an answer stands beside it, and of one that nobody checked nothing", async () => {
  const checked = { ...setup, topology: "solo", terms: { attempts: 2 } } as const;
  const right = await solve("Double 4.", { ...checked, verifier: { kind: "exact", answer: "8", answerKind: "integer" } });
  assert.deepEqual([right.ok && right.verdict?.passed, right.calls], [true, 1]);
  const wrong = await solve("Double 4.", { ...checked, verifier: { kind: "exact", answer: "9", answerKind: "integer" } });
  assert.deepEqual([wrong.ok && wrong.answer, wrong.ok && wrong.verdict?.passed, wrong.calls], ["8", false, 2]);
  // With one try a verdict could change nothing, and none is asked for.
  const once = await solve("Double 4.", { ...setup, verifier: { kind: "exact", answer: "9", answerKind: "integer" } });
  assert.deepEqual([once.ok, once.ok && once.verdict], [true, undefined]);
});

test("what keeps a request from an answer is a value: a member that fails, a budget below one call, a signal, and a setup that does not fit", async () => {
  const failing: MemberInput = { name: "broken", model: () => Promise.reject(new Error("out of order")) };
  const codes = await Promise.all([
    solve("Double 4.", { ...setup, members: [failing] }),
    solve("Double 4.", { ...setup, topology: { use: "solo", options: { member: "nobody" } } }),
    solve("", setup),
    solve("Double 4.", { ...setup, signal: AbortSignal.abort() }),
    solve("Double 4.", { ...setup, members: [{ name: "a", model: "openai/gpt-5-mini", embedded: "simulated/small" }] }),
    solve("Double 4.", { ...setup, members: [{ name: "a", model: "simulated/large" }], limits: { budget: 0.000001 } }),
  ]);
  assert.deepEqual(
    codes.map((result) => (result.ok ? "answered" : result.failure.code)),
    ["function", "setup", "setup", "aborted", "setup", "budget"],
  );
  assert.match(codes[4]?.ok === false ? codes[4].failure.message : "", /OPENAI_API_KEY.*set `embedded`/);
  assert.deepEqual(
    codes.map(({ cost }) => cost),
    [0, 0, 0, 0, 0, 0],
  );
});

test("embedded stand-ins answer where that is allowed, and the bill says that they are simulated", async () => {
  const members = [{ name: "a", model: "openai/gpt-5-mini", embedded: "simulated/small" }];
  const result = await solve("Double 4.", { ...setup, members, embedded: true });
  assert.deepEqual([result.ok, result.world], [true, "simulated"]);
});
