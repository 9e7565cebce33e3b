import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Answer, Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { openTopology, topologyKinds } from "./index.ts";
import { solo } from "./solo.ts";

const open = (settings: FakeDeskSettings) => {
  const room = fakeDesk(settings);
  return { desk: room.desk, task: room.task, events: () => room.events(), spent: () => room.spent() };
};

const judged = (right: (answer: Answer) => boolean) => {
  const seen: string[] = [];
  const verifier = (answer: Answer): Verdict => {
    seen.push(answer.text);
    const passed = right(answer);
    return { ok: true, passed, score: Number(passed), why: passed ? "right" : "wrong sum" };
  };
  return { seen, verifier };
};

test("an answer that passes is not paid for twice", async () => {
  const model = fake(["4", "5"]);
  const { seen, verifier } = judged(({ text }) => text === "4");
  const { desk, task } = open({ members: { a: model }, verifier, terms: { attempts: 3 } });
  assert.deepEqual(await solo().solve(task, desk), { ok: true, text: "4", by: "a" });
  assert.deepEqual([model.asked.length, seen], [1, ["4"]]);
});

test("the last answer is not verified, and it stands", async () => {
  const model = fake(["1", "2", "3"]);
  const { seen, verifier } = judged(() => false);
  const { desk, task } = open({ members: { a: model }, verifier, terms: { attempts: 3 } });
  assert.deepEqual(await solo().solve(task, desk), { ok: true, text: "3", by: "a" });
  assert.deepEqual(seen, ["1", "2"]);
});

test("the reason of a failed verdict reaches the next attempt", async () => {
  const model = fake(["5", "4"]);
  const { verifier } = judged(({ text }) => text === "4");
  const { desk, task } = open({ members: { a: model }, verifier, terms: { attempts: 2, feedback: "reason" } });
  await solo().solve(task, desk);
  assert.ok(model.asked[1]?.messages.at(-1)?.text.includes("wrong sum"));
});

test("a verifier that cannot tell ends the attempts", async () => {
  const model = fake(["5"]);
  const verifier = () => fail("malformed", "no verdict");
  const { desk, task } = open({ members: { a: model }, verifier, terms: { attempts: 3 } });
  assert.deepEqual(await solo().solve(task, desk), { ok: true, text: "5", by: "a" });
  assert.equal(model.asked.length, 1);
});

test("a call refused by the budget leaves the earlier answer standing", async () => {
  const model = fake(["5", "4"]);
  const { verifier } = judged(() => false);
  const { desk, task, spent } = open({ members: { a: model }, verifier, terms: { attempts: 3 }, budget: 5_030_000 });
  assert.deepEqual(await solo().solve(task, desk), { ok: true, text: "5", by: "a" });
  assert.ok(spent() > 0 && model.asked.length === 1);
});

test("an attempt that gives nothing is followed by the next one", async () => {
  const model = fake(["", "4"]);
  const { desk, task } = open({ members: { a: model }, terms: { attempts: 2 } });
  assert.deepEqual(await solo().solve(task, desk), { ok: true, text: "4", by: "a" });
});

test("a member that nobody has is refused with the nearest name", async () => {
  const { desk, task } = open({ members: { large: fake(["4"]) } });
  const result = await solo({ member: "lage" }).solve(task, desk);
  assert.ok(!result.ok && result.failure.message.includes('Did you mean "large"?'));
});

test("an unknown topology and an unknown option are refused by name", () => {
  assert.throws(() => openTopology("hubspoke"), /Did you mean "hub-spoke"\?/);
  assert.throws(() => openTopology("solo", { membr: "a" }), /topology "solo" do not fit.*membr/s);
});

/** Options beside named parts, and the options of each part. */
function fieldCounts(options: z.ZodType): number[] {
  const { properties = {} } = z.toJSONSchema(options, { io: "input", unrepresentable: "any" }) as {
    properties?: { [name: string]: object };
  };
  const parts = Object.values(properties).flatMap((field) =>
    "properties" in field ? [Object.keys(field.properties as object).length] : [],
  );
  return [Object.keys(properties).length - parts.length, ...parts];
}

test("every kind has at most five options beside named parts of at most five, a formula, and says who sees what", () => {
  const names = topologyKinds.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const { name, options, formula, sees, description } of topologyKinds) {
    assert.ok(
      fieldCounts(options).every((count) => count <= 5),
      `${name} has more than five options`,
    );
    for (const text of [formula, sees, description]) assert.ok(text.length > 5, `${name}: "${text}" says nothing in words`);
  }
  assert.deepEqual(fieldCounts(topologyKinds.find(({ name }) => name === "market")?.options ?? z.never()), [5, 5, 5, 3]);
});
