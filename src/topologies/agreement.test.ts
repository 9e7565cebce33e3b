import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake, fakePrice, type ScriptedAnswer } from "../models/fake.ts";
import { agreement } from "./agreement.ts";

const member = (name: string, says: () => ScriptedAnswer, price = 1) =>
  fake(says, { id: `fake/${name}`, family: `family/${name}`, price: { ...fakePrice, output: price } });
const three = (a: ScriptedAnswer, b: ScriptedAnswer, c: ScriptedAnswer) => ({
  members: { a: member("a", () => a), b: member("b", () => b, 10), c: member("c", () => c, 30) },
});

async function solve(options: Parameters<typeof agreement>[0], settings: FakeDeskSettings) {
  const room = fakeDesk({ terms: { attempts: 1 }, ...settings });
  const result = await agreement(options).solve(room.task, room.desk);
  const asked = room.events().flatMap(({ fact }) => (fact.type === "call" ? [fact.member] : []));
  const verified = room.events().filter(({ fact }) => fact.type === "verdict").length;
  return { result, asked, verified };
}

test("two cheap members that agree are enough, and the dear one is not asked", async () => {
  const { result, asked, verified } = await solve({ enough: 0.8 }, three("Answer: 4", "4", "5"));
  assert.ok(result.ok && result.text === "Answer: 4");
  assert.deepEqual([asked, verified], [["a", "b"], 0]);
});

test("two that differ are not: the next is asked, and the answer with more behind it is taken", async () => {
  const { result, asked } = await solve({ enough: 0.8 }, three("7", "4", "4"));
  assert.ok(result.ok && result.text === "4");
  assert.deepEqual(asked, ["a", "b", "c"]);
});

test("who is right more often outvotes two who seldom are", async () => {
  const rates = [
    { member: "a", rate: 0.3 },
    { member: "b", rate: 0.3 },
    { member: "c", rate: 0.95 },
  ];
  const { result } = await solve({ enough: 0.9, rates }, three("7", "7", "4"));
  assert.ok(result.ok && result.by === "c");
});

test("members that fail together add less: what is enough for two independent ones is not for two alike", async () => {
  // Apart: .7 x .7 right, .3 x .3 wrong and one time in five equal: .49 / .508 = .965. Wholly alike: .7 / (.7 + .3 / 5) = .921.
  const apart = await solve({ enough: 0.95, alike: 0 }, three("4", "4", "4"));
  const alike = await solve({ enough: 0.95, alike: 0.9 }, three("4", "4", "4"));
  assert.deepEqual([apart.asked.length, alike.asked.length], [2, 3]);
});

test("a member without an answer is passed over; where none answers its failure is the topology's", async () => {
  const mute: ScriptedAnswer = { failure: { code: "refused", message: "no" } };
  const one = await solve({ enough: 0.8 }, three(mute, "4", "4"));
  assert.ok(one.result.ok && one.result.text === "4");
  const none = await solve({}, three(mute, mute, mute));
  assert.ok(!none.result.ok && none.result.failure.code === "refused");
});

test("with a second attempt a rejected answer counts as wrong and the asking goes on", async () => {
  const verifier: NonNullable<FakeDeskSettings["verifier"]> = ({ text }) => ({ ok: true, passed: text === "4", score: 0, why: "compared" });
  const { result, asked } = await solve({ enough: 0.8 }, { ...three("7", "7", "4"), verifier, terms: { attempts: 2 } });
  assert.ok(result.ok && result.text === "4");
  assert.deepEqual(asked, ["a", "b", "c"]);
});

test("a rate of somebody who is not asked is a failure that says who is", async () => {
  const { result } = await solve({ rates: [{ member: "z", rate: 0.5 }] }, three("4", "4", "4"));
  assert.ok(!result.ok && /"z", who is not asked; there are a, b, c/.test(result.failure.message));
});
