import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Desk } from "../types.ts";
import { broadcast } from "./broadcast.ts";
import { clonal } from "./clonal.ts";
import { coordinator } from "./coordinator.ts";
import { teamOf, wants } from "./fake-team.test.ts";
import { roll } from "./labels.ts";
import { around, morphogenetic } from "./morphogenetic.ts";
import { ripple } from "./ripple.ts";
import { sharedMemory } from "./shared-memory.ts";
import { stigmergic } from "./stigmergic.ts";
import { wantedOf } from "../util/wanted-of.ts";

const reply = (ask: Ask, name: string) => {
  if (wantedOf(ask) === undefined) return `text of ${name}`;
  if (wants(ask, "contribution")) return { object: { role: `role of ${name}`, abstain: false, why: "", contribution: `work of ${name}` } };
  if (wants(ask, "intention")) return { object: { role: `plan of ${name}`, intention: `intent of ${name}` } };
  const parts = ["reader", "writer", "checker"].map((id) => ({ id, brief: `brief of ${id}`, acceptance: "done", needs: [] }));
  return { object: { why: "w", parts } };
};
const notesIn = (text: string) => [...text.matchAll(/<note-\w+ by="(m\d+)"/g)].map((match) => match[1]);

const namesAt = (desk: Desk) => roll(desk).map(({ member }) => member.name);

test("coordinator: members see the assignment and their own part, nobody's results, and work at once", async () => {
  const { desk, task, asked, facts } = teamOf(3, reply);
  const result = await coordinator().solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "text of m0", by: "m0" });
  const work = asked.slice(1, 4);
  assert.deepEqual(
    work.map(({ name, text }) => [name, /<part-\w+ id="(\w+)">/.exec(text)?.[1]]),
    ["reader", "writer", "checker"].map((part, place) => [namesAt(desk)[place], part]),
  );
  assert.ok(work.every(({ text }) => text.includes("brief of checker") && !text.includes("text of")));
  assert.equal(desk.now, 300);
  assert.deepEqual(facts("split"), [{ type: "split", parts: ["reader", "writer", "checker"], by: "m0" }]);
});

test("coordinator: a plan with fewer parts leaves members idle, one that cannot be used falls back", async () => {
  const idle = teamOf(5, reply);
  await coordinator().solve(idle.task, idle.desk);
  assert.equal(idle.calls(), 5);
  const broken = teamOf(3, (ask) => (wantedOf(ask) === undefined ? "4" : "no plan today"));
  assert.equal((await coordinator().solve(broken.task, broken.desk)).ok, true);
  assert.equal(broken.facts("fallback")[0]?.to, "solo");
});

test("coordinator: results joined as published hold every member's text", async () => {
  const { desk, task } = teamOf(3, reply);
  const result = await coordinator({ final: "join" }).solve(task, desk);
  assert.equal(
    result.ok && result.text,
    namesAt(desk)
      .map((name) => `text of ${name}`)
      .join("\n\n"),
  );
});

test("broadcast: the second round knows all intentions and no work", async () => {
  const { desk, task, asked } = teamOf(4, reply);
  await broadcast().solve(task, desk);
  assert.ok(asked.slice(0, 4).every(({ text }) => notesIn(text).length === 0));
  for (const { text } of asked.slice(4, 8)) {
    assert.deepEqual(notesIn(text), namesAt(desk));
    assert.ok(text.includes("intent of m3") && !text.includes("work of"));
  }
  assert.equal(desk.now, 300);
});

test("shared-memory: a task knows the roles of earlier tasks and nothing of its own", async () => {
  const first = teamOf(3, reply, { trial: "s/t1/0" });
  await sharedMemory().solve(first.task, first.desk);
  assert.ok(first.asked.every(({ text }) => !text.includes("<history-")));
  const second = teamOf(3, reply, { trial: "s/t2/0", earlier: first.events(), terms: { attempts: 2 }, verifier: fails });
  await sharedMemory().solve(second.task, second.desk);
  const members = second.asked.filter(({ ask }) => wantedOf(ask) !== undefined);
  assert.equal(members.length, 6);
  assert.ok(members.every(({ text }) => text.includes("m1: role of m1\n") && !text.includes("times")));
});
const fails = () => ({ ok: true, passed: false, score: 0, why: "no" }) as const;

test("shared-memory: with 256 members a prompt grows by one line per member, and a trial by n of them", async () => {
  const first = teamOf(256, reply);
  await sharedMemory().solve(first.task, first.desk);
  const second = teamOf(256, reply, { earlier: first.events(), trial: "s/t2/0" });
  await sharedMemory().solve(second.task, second.desk);
  const grown = (second.asked[0]?.text.length ?? 0) - (first.asked[0]?.text.length ?? 0);
  assert.ok(grown > 256 * 17 && grown < 256 * 22, `${grown} characters`);
});

test("ripple: rings double, each reads all inner rings, and the depth is logarithmic", async () => {
  const { desk, task, asked } = teamOf(15, reply);
  await ripple().solve(task, desk);
  const seen = asked.map(({ text }) => notesIn(text).length);
  assert.deepEqual(seen, [0, 1, 1, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 7, 7, 15]);
  assert.equal(desk.now, 500);
});

test("morphogenetic: from the second round on a member sees itself and its neighbors, however large the team", async () => {
  for (const n of [3, 8, 64]) {
    const { desk, task, asked } = teamOf(n, reply);
    await morphogenetic().solve(task, desk);
    assert.ok(asked.slice(0, n).every(({ text }) => notesIn(text).length === 0));
    assert.ok(asked.slice(n, 2 * n).every(({ name, text }) => notesIn(text).length === 3 && notesIn(text).includes(name)));
  }
  assert.deepEqual(around([0, 1, 2, 3, 4, 5], 0, 2), [0, 1, 2, 4, 5]);
  assert.deepEqual(around([0, 1], 1, 3), [0, 1]);
});

test("stigmergic: visitors see the present state and fading marks; the prompt does not grow, and stillness ends it", async () => {
  let state = 100;
  const visitors = teamOf(12, () => ({ object: { done: state >= 124, answer: `state ${++state}`, why: `mark ${state}` } }));
  const result = await stigmergic({ rounds: 8 }).solve(visitors.task, visitors.desk);
  assert.equal(result.ok && result.text, "state 124");
  // Two rounds of twelve changes, and a third in which nobody changed anything.
  assert.equal(visitors.calls(), 36);
  const lengths = visitors.asked.slice(4, 24).map(({ text }) => text.length);
  assert.equal(new Set(lengths).size, 1);
  assert.ok(visitors.asked[10]?.text.includes("state 110") && !visitors.asked[10].text.includes("state 109"));
  assert.deepEqual([...(visitors.asked[10]?.text.matchAll(/mark \d+/g) ?? [])].flat(), ["mark 108", "mark 109", "mark 110"]);
});

test("clonal: the next member on the ring scores, the best are varied, and the best of all wins", async () => {
  const scores: { [text: string]: number } = { "a m0": 0.2, "a m1": 0.9, "a m2": 0.5 };
  const { desk, task, asked, facts } = teamOf(3, (ask, name) => {
    if (wants(ask, "score")) {
      const text = /<answer-\w+ by="a member">\n(.*)\n/.exec(ask.messages[0]?.text ?? "")?.[1] ?? "";
      return { object: { problems: [`problem of ${text}`], score: scores[text] ?? 0.6 } };
    }
    return ask.messages[0]?.text.includes("<critique-") === true ? `variant ${name}` : `a ${name}`;
  });
  const result = await clonal({ generations: 1, kept: 2 }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "a m1", by: "m1" });
  const raters = asked.filter(({ ask }) => wants(ask, "score")).slice(0, 3);
  assert.deepEqual(
    raters.map(({ name }) => name),
    ["m1", "m2", "m0"],
  );
  const variants = asked.filter(({ text, ask }) => wantedOf(ask) === undefined && text.includes("<critique-"));
  assert.deepEqual(
    variants.map(({ text }) => /problem of (a m\d)/.exec(text)?.[1]),
    ["a m1", "a m2", "a m1"],
  );
  assert.deepEqual(facts("choice")[0]?.scores, { m1: 0.9 });
});
