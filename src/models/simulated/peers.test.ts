import assert from "node:assert/strict";
import { test } from "node:test";
import { fence } from "../../util/fence.ts";
import { simulatedWorld, syntheticSuite } from "./index.ts";
import { normalCdf } from "./normal-law.ts";

const shape = {
  type: "object",
  properties: {
    p: { type: "number" },
    others: {
      type: "array",
      items: { type: "object", properties: { member: { type: "string", enum: ["member A", "member B"] }, p: { type: "number" } } },
    },
  },
};

/** A member with no bias of its own beside the world's. */
const population = [{ id: "simulated/plain", family: "plain" }];

/** What a member states of two others whose records it is shown, in a world whose statements have no noise and no insight. */
async function statedOf(bidding: object, records: readonly string[]) {
  const suite = syntheticSuite({ tasks: 1 }, "peers");
  const model = simulatedWorld(suite, { population, bidding: { noise: 0, insight: 0, ...bidding } }, "peers").model("simulated/plain");
  const lines = ["A", "B"].map((label, place) => `- member ${label}: ${records[place]} answers in the category "x" passed`);
  const text = [
    `<task>\n${suite.tasks[0]?.prompt}\n</task>`,
    fence("history", lines.join("\n"), {}).text,
    "others: your probability.",
  ].join("\n");
  const draw = { seed: "s", repetition: 0, occurrence: 0, task: suite.tasks[0]?.id ?? "" };
  const reply = await model.call({ purpose: "bid", messages: [{ role: "user", text }], maxTokens: 10_000, shape }, { draw });
  assert.ok(reply.ok);
  return (reply.object as { others: { member: string; p: number }[] }).others;
}
const rounded = (p: number) => Math.round(100 * p) / 100;

test("of others without a record a member states what it would of anybody average, with the bias that it has of itself", async () => {
  for (const bias of [0, 0.45, -0.3]) {
    const p = rounded(normalCdf(bias));
    assert.deepEqual(await statedOf({ bias }, ["0 of 0", "0 of 0"]), [
      { member: "member A", p },
      { member: "member B", p },
    ]);
  }
});

test("a record moves the statement by most of the gap, the more the longer it is: 4/5 x n/(n + 4)", async () => {
  const usual = normalCdf(0.45);
  const after = (passed: number, tried: number) => rounded(usual + 0.8 * (tried / (tried + 4)) * (passed / tried - usual));
  assert.deepEqual(
    (await statedOf({}, ["2 of 10", "4 of 4"])).map(({ p }) => p),
    [after(2, 10), after(4, 4)],
  );
});
