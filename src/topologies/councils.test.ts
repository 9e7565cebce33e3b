import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../types.ts";
import { council } from "./council.ts";
import { debate, weightOf } from "./debate.ts";
import { teamOf, wants } from "./fake-team.test.ts";
import { mixture } from "./mixture.ts";
import { roll } from "./labels.ts";
import { wantedOf } from "../util/wanted-of.ts";

/** Ranks the texts in alphabetical order of what the answers say: "a0" before "a1". */
function ranks(text: string): string[] {
  const seen = [...text.matchAll(/<answer-\w+ by="([A-Z]+)"[^>]*>\n(.*)\n/g)].map(([, label, said]) => ({
    label: label ?? "",
    said: said ?? "",
  }));
  return seen.toSorted((a, b) => a.said.localeCompare(b.said)).map(({ label }) => label);
}
const sits = (ask: Ask, name: string) => {
  const text = ask.messages.map((message) => message.text).join("\n");
  if (wants(ask, "ranking")) return { object: { ranking: ranks(text), why: "" } };
  if (wants(ask, "winner")) return { object: { winner: "B", why: "" } };
  return text.includes("<answer-") ? `written by ${name}` : `a${name.slice(1)}`;
};

test("council: readers see all answers without names, each in another order, and the best-ranked comes first to the chairman", async () => {
  const { desk, task, asked, facts } = teamOf(5, sits);
  const result = await council({ chairman: "m3" }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "written by m3", by: "m3" });
  const readers = asked.slice(5, 10).map(({ text }) => [...text.matchAll(/\n(a\d)\n/g)].map((match) => match[1]));
  assert.equal(new Set(readers.map(String)).size, 5);
  for (let place = 0; place < 5; place++) assert.equal(new Set(readers.map((row) => row[place])).size, 5);
  assert.ok(asked.slice(5).every(({ text, name }) => !/m\d/.test(text.replaceAll(name, ""))));
  const closing = asked[10]?.text ?? "";
  assert.deepEqual(
    [...closing.matchAll(/\n(a\d)\n/g)].map((match) => match[1]),
    ["a0", "a1", "a2", "a3", "a4"],
  );
  // m0 is first in every ranking but its own, which is dropped; m1 is second for all others but m1.
  assert.deepEqual(facts("choice")[0]?.scores, { m0: 1, m1: 0.75, m2: 0.5, m3: 0.25, m4: 0 });
});

test("council: one shared order keeps one cacheable prefix for all readers", async () => {
  const { desk, task, asked } = teamOf(5, sits);
  await council({ order: "shared" }).solve(task, desk);
  assert.equal(new Set(asked.slice(5, 10).map(({ text }) => text)).size, 1);
});

test("council: the chairman may pick, or the ranking decide alone", async () => {
  const picked = teamOf(4, sits);
  assert.deepEqual(await council({ closing: "pick" }).solve(picked.task, picked.desk), { ok: true, text: "a1", by: "m1" });
  const top = teamOf(4, sits);
  assert.deepEqual(await council({ closing: "top" }).solve(top.task, top.desk), { ok: true, text: "a0", by: "m0" });
});

test("council: members that fail to answer or to rank are dropped, and a single answer is handed in as it is", async () => {
  const no = { failure: { code: "refused" as const, message: "no" } };
  const some = teamOf(4, (ask, name) => (name === "m1" || (name === "m2" && wants(ask, "ranking")) ? no : sits(ask, name)));
  assert.equal((await council().solve(some.task, some.desk)).ok, true);
  assert.deepEqual(Object.keys(some.facts("choice")[0]?.scores ?? {}), ["m0", "m2", "m3"]);
  const one = teamOf(3, (ask, name) => (name === "m2" ? sits(ask, name) : no));
  assert.deepEqual(await council().solve(one.task, one.desk), { ok: true, text: "a2", by: "m2" });
  assert.equal(one.facts("fallback")[0]?.to, "single answer");
});

test("council: when the chairman fails, the best-ranked answer stands", async () => {
  const no = { failure: { code: "refused" as const, message: "no" } };
  const { desk, task, facts } = teamOf(3, (ask, name) => {
    const closing = wantedOf(ask) === undefined && (ask.messages[0]?.text.includes("<answer-") ?? false);
    return closing ? no : sits(ask, name);
  });
  assert.deepEqual(await council().solve(task, desk), { ok: true, text: "a0", by: "m0" });
  assert.equal(facts("fallback")[0]?.from, "chairman");
});

test("debate: all read everybody's last answer; the majority wins and nobody is asked to count", async () => {
  const said: { [name: string]: readonly string[] } = { m0: ["4", "4", "4"], m1: ["5", "4", "5"], m2: ["6", "6", "7"] };
  const rounds: { [name: string]: number } = {};
  const { desk, task, asked, facts } = teamOf(3, (_, name) => {
    rounds[name] = (rounds[name] ?? 0) + 1;
    return said[name]?.[rounds[name] - 1] ?? "";
  });
  const result = await debate({ rounds: 2 }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "4", by: "m0" });
  assert.equal(asked.length, 6);
  for (const { text } of asked.slice(3))
    assert.deepEqual(
      [...text.matchAll(/<answer-\w+ by="(m\d)">\n(\d)/g)].map((m) => m[1]),
      roll(desk).map(({ member }) => member.name),
    );
  for (const { text } of asked.slice(3))
    for (const digit of ["4", "5", "6"]) assert.match(text, new RegExp(`<answer-\\w+ by="m\\d">\\n${digit}`));
  assert.deepEqual(facts("own").at(-1)?.value, { rounds: 2, stopped: "rounds" });
});

test("debate: it stops when all agree, and when a round moved nobody", async () => {
  const agreed = teamOf(3, () => "Answer: 4");
  await debate({ rounds: 5 }).solve(agreed.task, agreed.desk);
  assert.equal(agreed.calls(), 3);
  const stuck = teamOf(3, (_, name) => `Answer: ${name}`);
  await debate({ rounds: 5 }).solve(stuck.task, stuck.desk);
  assert.equal(stuck.calls(), 6);
  assert.deepEqual(stuck.facts("own").at(-1)?.value, { rounds: 2, stopped: "unmoved" });
});

test("debate: stated confidence weighs a vote in the published steps", async () => {
  assert.deepEqual([1, 0.95, 0.9, 0.8, 0.7, 0.6, 0].map(weightOf), [1, 0.8, 0.8, 0.5, 0.3, 0.1, 0.1]);
  const sure: { [name: string]: { answer: string; p: number } } = {
    m0: { answer: "4", p: 0.7 },
    m1: { answer: "4", p: 0.5 },
    m2: { answer: "5", p: 1 },
  };
  const { desk, task } = teamOf(3, (_, name) => ({ object: sure[name] ?? {} }));
  assert.deepEqual(await debate({ rounds: 1, vote: "weighted" }).solve(task, desk), { ok: true, text: "5", by: "m2" });
  const plain = teamOf(3, (_, name) => sure[name]?.answer ?? "");
  assert.equal(((await debate({ rounds: 1 }).solve(plain.task, plain.desk)) as { text: string }).text, "4");
});

test("debate: a member that fails later keeps its last answer, one that never answered has no vote", async () => {
  let calls = 0;
  const no = { failure: { code: "refused" as const, message: "no" } };
  const { desk, task, facts } = teamOf(3, (_, name) => {
    calls++;
    return name === "m2" || (name === "m1" && calls > 3) ? no : name === "m0" ? `Answer: ${calls}` : "Answer: 9";
  });
  await debate({ rounds: 2 }).solve(task, desk);
  assert.equal(Object.values(facts("choice")[0]?.scores ?? {}).length, 2);
});

test("mixture: middle layers read the layer before without names; the aggregator the last layer", async () => {
  let made = 0;
  const { desk, task, asked } = teamOf(3, () => `text ${++made}`);
  const result = await mixture({ layers: 4, aggregator: "m1" }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "text 10", by: "m1" });
  const read = asked.map(({ text }) => [...text.matchAll(/<answer-\w+ by="\d">\ntext (\d+)/g)].map((match) => Number(match[1])));
  assert.deepEqual(read.slice(3, 6), [
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]);
  assert.deepEqual(read[9], [7, 8, 9]);
  assert.ok(asked.every(({ text }) => !/by="m\d"/.test(text)));
});

test("mixture: one member with several samples is Self-MoA, and its first layer is made of plain attempts", async () => {
  const { desk, task, asked } = teamOf(1, () => "4");
  await mixture({ layers: 2, samples: 6 }).solve(task, desk);
  assert.equal(asked.length, 7);
  assert.ok(asked.slice(0, 6).every(({ ask }) => ask.messages.length === 1 && ask.messages[0]?.text === `<task>\n${task.prompt}\n</task>`));
});

test("mixture: a layer that fails whole leaves the one before it standing, a failing aggregator the majority", async () => {
  let calls = 0;
  const no = { failure: { code: "refused" as const, message: "no" } };
  const { desk, task, facts } = teamOf(3, () => (++calls > 3 ? no : calls === 2 ? "5" : "4"));
  const result = await mixture().solve(task, desk);
  assert.equal(result.ok && result.text, "4");
  assert.equal(facts("fallback")[0]?.from, "aggregator");
});
