import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, JudgeSpec, Task } from "../types.ts";
import { openJudge } from "./open-judge.ts";

const facts = [
  { id: "q1", answer: "62390", refuted: "51000" },
  { id: "q2", answer: ["4 August 2034", "August 4, 2034"] },
  { id: "q3", answer: "none", points: 2 },
];
const task: Task = { id: "t", category: "c", prompt: "?", grader: { kind: "facts" } };
async function verdictOn(spec: Omit<JudgeSpec, "kind">, text: string) {
  const verdict = await openJudge({ kind: "facts", ...spec }, "grade").judge(task, { text, by: "a" }, {} as Desk);
  assert.ok(verdict.ok);
  return verdict;
}
const block = (...lines: string[]) => `Looked up.\n\nAnswer:\n${lines.join("\n")}`;

test("the score is the share of points whose facts are right, and the verdict tells what was left out, refuted or wrong", async () => {
  const spec = { facts, pass: 0.75 };
  const whole = await verdictOn(spec, block("q1 = 62390", "q2: **4 August 2034**", "q3 = None."));
  assert.deepEqual([whole.passed, whole.score, whole.why], [true, 1, "3 of 3 facts are right"]);
  const lacking = await verdictOn(spec, block("q1 = 51000", "q3 = none"));
  assert.deepEqual([lacking.passed, lacking.score], [false, 0.5]);
  assert.equal(lacking.why, "1 of 3 facts are right; omitted: q2; refuted: q1");
  const three = await verdictOn(spec, block("q1 = 62390", "q2 = 5 August 2034", "q3 = none"));
  assert.deepEqual([three.passed, three.score, three.why], [true, 0.75, "2 of 3 facts are right; wrong: q2"]);
});

test("a fact that must be there holds an answer back, and an answer without a block is unreadable", async () => {
  const spec = {
    facts: [
      { id: "a", answer: "1", must: true },
      { id: "b", answer: "2", points: 9 },
    ],
    pass: 0.5,
  };
  assert.equal((await verdictOn(spec, block("b = 2"))).passed, false);
  assert.equal((await verdictOn(spec, block("a = 1", "b = 2"))).passed, true);
  assert.deepEqual((await verdictOn(spec, "a is one")).flags, ["unreadable"]);
});

test("in a text facts are counted by their words, as whole words, with commas in numbers or without", async () => {
  const spec = {
    read: "text",
    facts: [
      { id: "price", answer: "62390", refuted: "51000" },
      { id: "key", answer: "key 4711" },
      { id: "name", answer: "Arvo & Sons" },
    ],
  };
  const of = async (text: string) => (await verdictOn(spec, text)).why;
  assert.equal(await of("It costs 62,390 crowns; Arvo & Sons has Key 4711."), "3 of 3 facts are right");
  assert.equal(await of("Number 1623901, key 47112."), "0 of 3 facts are right; omitted: price, key, name");
  assert.equal(await of("First 51000, then 62390."), "0 of 3 facts are right; omitted: key, name; refuted: price");
});

test("facts that share an id, have none, or no answer are refused", () => {
  const open = (...some: object[]) => openJudge({ kind: "facts", facts: some } as never, "grade");
  assert.throws(() => open({ id: "a", answer: "1" }, { id: "A", answer: "2" }), /different ids/);
  assert.throws(() => open({ id: "a = b", answer: "1" }), /without = : ; , \|/);
  assert.throws(() => open({ id: "a", answer: " " }), /not blank/);
  assert.throws(() => open(), /facts/);
});

test("the verdict names twelve facts that were left out, and counts the others; of several answers each is right in a text", async () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `f${at}`, answer: "zebra" }));
  const names = Array.from({ length: 12 }, (_, at) => `f${at}`).join(", ");
  const why = async (count: number) => (await verdictOn({ read: "text", facts: many(count) }, "none")).why;
  assert.equal(await why(12), `0 of 12 facts are right; omitted: ${names}`);
  assert.equal(await why(14), `0 of 14 facts are right; omitted: ${names} and 2 more`);
  const either = { read: "text", facts: [{ id: "day", answer: ["4 August", "August 4"] }] };
  assert.equal((await verdictOn(either, "ON AUGUST 4 IT RAINED")).passed, true);
  assert.equal((await verdictOn(either, "On 4 August it rained.")).passed, true);
  assert.equal((await verdictOn(either, "On August 5 it rained.")).passed, false);
});
