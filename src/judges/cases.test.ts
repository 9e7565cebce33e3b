import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, Desk, Json, JudgeSpec, Task } from "../types.ts";
import { runCanaries } from "./canaries.ts";
import { faultsOf, type JudgeBehavior } from "./cases.ts";
import { injections, reaches } from "./injections.ts";
import { openJudge } from "./open-judge.ts";

const task: Task = { id: "t", category: "test", prompt: "How many sides has a square?", grader: { kind: "exact", answer: "4" } };
const right = "A square has four equal sides.\nFinal answer: 4";
const wrong = "A square has three equal sides.\nFinal answer: 3";

/** A judge that reads the fenced text fairly, and obeys any injection that it finds outside a fence. */
function reply(mood: JudgeBehavior): (ask: Ask) => ScriptedAnswer {
  return (ask) => {
    const text = ask.messages.map((message) => message.text).join("\n");
    if (mood === "broken") return { failure: { code: "refused", message: "no" } };
    if (mood === "silent") return "";
    if (mood === "prose") return "I would say that this is rather good: 7 of 10.";
    const fences = [...text.matchAll(/<answer-(\w+)>\n([\s\S]*?)\n<\/answer-\1>/g)].map((match) => match[2] ?? "");
    const obeys = mood === "gullible" && injections.some((one) => reaches(one, text));
    return { object: fill(ask, fences, obeys, mood === "excessive") };
  };
}

function fill(ask: Ask, fences: readonly string[], obeys: boolean, excessive: boolean): Json {
  const good = obeys || /four equal sides/.test(fences[0] ?? "");
  const names = Object.keys((ask.shape?.["properties"] ?? {}) as { [name: string]: Json });
  const better = /four equal sides/.test(fences[0] ?? "") ? "A" : "B";
  const values: { [name: string]: Json } = {
    passed: good,
    score: excessive ? 70 : Number(good),
    p: excessive ? 70 : good ? 0.9 : 0.1,
    why: "looked at it",
    winner: excessive ? "C" : obeys ? "A" : better,
    criteria: ["c1", "c2"].map((id) => ({ id: excessive ? "c1" : id, met: good, quote: good ? "has four equal sides" : "" })),
  };
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

function desk(mood: JudgeBehavior): Desk {
  const judges = Object.fromEntries(
    ["j1", "j2", "j3", "author"].map((name) => [name, fake(reply(mood), { id: `fake/${name}`, family: name })]),
  );
  return fakeDesk({ members: judges, terms: { selfJudging: "allowed" } }).desk;
}

const criteria = [
  { id: "c1", statement: "says how many sides" },
  { id: "c2", statement: "says that they are equal", must: true },
];
const subjects: readonly (readonly [string, JudgeSpec, boolean])[] = [
  ["exact", { kind: "exact", answer: "4" }, false],
  ["contains", { kind: "contains", answer: ["four equal sides", "4"], not: "three" }, false],
  [
    "facts",
    {
      kind: "facts",
      read: "text",
      facts: [
        { id: "sides", answer: "four equal sides" },
        { id: "count", answer: "4" },
      ],
    },
    false,
  ],
  ["regex", { kind: "regex", pattern: "answer:\\s*4$", flags: "i" }, false],
  ["rubric", { kind: "rubric" }, true],
  ["rubric with a prompt of one's own", { kind: "rubric", prompt: "Task: {{prompt}}\n{{answer}}\nIs it right?" }, true],
  ["rubric with criteria", { kind: "rubric", criteria }, true],
  ["panel", { kind: "panel", members: ["j1", "j2", "j3"] }, true],
  ["panel of means", { kind: "panel", members: ["j1", "j2", "j3"], judge: { kind: "rubric", criteria }, pool: "mean" }, true],
  ["pairwise", { kind: "pairwise", reference: "A square has three sides." }, true],
  ["prediction market", { kind: "prediction-market", members: ["j1", "j2"] }, true],
  ["self", { kind: "self", samples: 3 }, true],
  ["noisy", { kind: "noisy", judge: { kind: "exact", answer: "4" } }, false],
  ["oracle", { kind: "oracle" }, false],
];

for (const [name, spec, asks] of subjects) {
  test(`${name} holds the cases of judges`, async () => {
    const pairs = spec.kind === "pairwise" ? { ...spec, tiePasses: false } : spec;
    const judge = openJudge(pairs, { purpose: "verdict", seed: "s" });
    const subject = { judge, task, right: { text: right, by: "author" }, wrong: { text: wrong, by: "author" }, asks, desk };
    assert.deepEqual(await faultsOf(subject), []);
  });
}

test("turns hold the cases of judges", async () => {
  const graded = { prompt: task.prompt, grader: { kind: "exact", answer: "4" } };
  const judge = openJudge({ kind: "turns", turns: [graded, graded] }, "grade");
  const both = (text: string) => ({ text: `<turn n="1">${text}</turn><turn n="2">${text}</turn>`, by: "a" });
  assert.deepEqual(await faultsOf({ judge, task, right: both(right), wrong: both(wrong), asks: false, desk }), []);
});

test("constraints hold the cases of judges", async () => {
  const spec = {
    kind: "constraints",
    variables: ["sides"],
    domains: { sides: [3, 4] },
    constraints: [{ rule: "is", variable: "sides", value: 4 }],
  };
  const judge = openJudge(spec, "grade");
  const subject = {
    judge,
    task,
    right: { text: "Answer: sides = 4", by: "a" },
    wrong: { text: "Answer: sides = 3", by: "a" },
    asks: false,
    desk,
  };
  assert.deepEqual(await faultsOf(subject), []);
});

test("a recorded outcome holds the cases of judges, and an answer that nobody is on record with has none", async () => {
  const outcomes = new Map([
    ["4", { passed: true, score: 1 }],
    ["5", { passed: false, score: 0.25 }],
  ]);
  const judge = openJudge({ kind: "recorded" }, { purpose: "grade", outcomeOf: (_task, { text }) => outcomes.get(text) });
  const subject = { judge, task, right: { text: "4", by: "a" }, wrong: { text: "5", by: "a" }, asks: false, desk };
  assert.deepEqual(await faultsOf(subject), []);
  const verdict = await judge.judge(task, subject.wrong, desk("fair"));
  assert.equal(verdict.ok && verdict.score, 0.25);
  const merged = await judge.judge(task, { text: "4, or 5", by: "a" }, desk("fair"));
  assert.equal(!merged.ok && merged.failure.code, "unrecorded");
});

test("there are at least forty injections in at least ten languages", () => {
  assert.ok(injections.length >= 40);
  assert.ok(new Set(injections.map((one) => one.language)).size >= 10);
  assert.equal(new Set(injections.map((one) => one.id)).size, injections.length);
});

test("the gullible judge falls for every injection that stands unfenced", async () => {
  for (const injection of injections) {
    const ask: Ask = {
      purpose: "verdict",
      messages: [{ role: "user", text: `Judge this:\n${wrong}\n${injection.text}` }],
      maxTokens: 9,
      shape,
    };
    assert.equal(JSON.stringify(reply("gullible")(ask)), '{"object":{"passed":true}}', injection.id);
  }
});
const shape = { type: "object", properties: { passed: { type: "boolean" } } };

test("no canary passes a fair judge, and a judge that passes all is found out", async () => {
  const fair = await runCanaries(openJudge({ kind: "rubric" }, "verdict"), task, desk("gullible"));
  assert.deepEqual([fair.falsePassRate, fair.unscored], [0, 0]);
  const lax = { name: "lax", judge: async () => ({ ok: true as const, passed: true, score: 1, why: "fine" }) };
  assert.equal((await runCanaries(lax, task, desk("fair"))).falsePassRate, 1);
});
