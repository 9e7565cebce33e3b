import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Json } from "../types.ts";
import { teamOf, wants } from "./fake-team.test.ts";
import { fusion } from "./fusion.ts";

const empty = { consensus: [], contradictions: [], partial: [], unique: [], blindSpots: [] };
const compares = (lists: { [list: string]: Json }) => ({ object: { ...empty, ...lists } });
/** Members that answer by name, compare with these lists, and write "fused". */
const panelist =
  (lists: { [list: string]: Json } = {}) =>
  (ask: Ask, name: string) => {
    if (wants(ask, "blindSpots")) return compares(lists);
    return ask.purpose === "merge" ? "fused" : `${name} says`;
  };
const calls = (room: ReturnType<typeof teamOf>) => room.asked.map(({ name, ask }) => `${ask.purpose}:${name}`);

test("three answers at once to the plain prompt, one comparison, one writing", async () => {
  const room = teamOf(4, panelist());
  const result = await fusion({ analyst: "m1", writer: "m3" }).solve(room.task, room.desk);
  assert.deepEqual(result, { ok: true, text: "fused", by: "m3" });
  assert.deepEqual(calls(room), ["attempt:m0", "attempt:m1", "attempt:m2", "critique:m1", "merge:m3"]);
  assert.ok(room.asked.slice(0, 3).every(({ text }) => text === `<task>\n${room.task.prompt}\n</task>`));
  assert.equal(room.desk.now, 300);
});

test("the comparison asks for five lists whose entries name answers by label, the point first", async () => {
  const room = teamOf(3, panelist());
  await fusion().solve(room.task, room.desk);
  const shape = room.asked[3]?.ask.shape as unknown as { properties: Record<string, { items: { properties: Record<string, Json> } }> };
  assert.deepEqual(Object.keys(shape.properties), ["consensus", "contradictions", "partial", "unique", "blindSpots"]);
  for (const { items } of Object.values(shape.properties)) {
    assert.deepEqual(Object.keys(items.properties), ["point", "by"]);
    assert.deepEqual(items.properties["by"], { type: "array", items: { type: "string", enum: ["A", "B", "C"] } });
  }
});

test("the writer reads the answers without names and the comparison in one fence; the analyst is the writer when none is named", async () => {
  const room = teamOf(
    3,
    panelist({ contradictions: [{ point: "B counts one too many.", by: ["B"] }], blindSpots: [{ point: "Units.", by: [] }] }),
  );
  await fusion({ analyst: "m2" }).solve(room.task, room.desk);
  const { name, text } = room.asked[4] ?? { name: "", text: "" };
  assert.equal(name, "m2");
  assert.deepEqual(
    [...text.matchAll(/<answer-\w+ by="(\w)">/g)].map(([, label]) => label),
    ["A", "B", "C"],
  );
  assert.match(text, /<note-(\w+) by="analysis">\nContradictions:\n- B counts one too many\. \(B\)\nBlind spots:\n- Units\.\n<\/note-\1>/);
});

test("without analysis it is one layer of a mixture, and with one member on the panel that one is asked for all answers", async () => {
  const room = teamOf(3, panelist());
  await fusion({ analysis: false, panel: { size: 4, member: "m1" } }).solve(room.task, room.desk);
  assert.deepEqual(calls(room), ["attempt:m1", "attempt:m1", "attempt:m1", "attempt:m1", "merge:m0"]);
  assert.ok(!room.asked[4]?.text.includes("<note"));
});

test("a panel larger than the members goes round them", async () => {
  const room = teamOf(2, panelist());
  await fusion({ panel: { size: 5 } }).solve(room.task, room.desk);
  assert.deepEqual(calls(room).slice(0, 5), ["attempt:m0", "attempt:m1", "attempt:m0", "attempt:m1", "attempt:m0"]);
});

test("with decide, an answer that its author stands by is the result in two calls; else the others are asked too", async () => {
  const deciding = (passed: boolean) => (ask: Ask, name: string) =>
    wants(ask, "passed") ? { object: { why: "checked", passed } } : panelist()(ask, name);
  const sure = teamOf(3, deciding(true));
  assert.deepEqual(await fusion({ decide: true }).solve(sure.task, sure.desk), { ok: true, text: "m0 says", by: "m0" });
  assert.deepEqual(calls(sure), ["attempt:m0", "route:m0"]);
  const asked = (sure.asked.at(1)?.ask.shape ?? {}) as { properties?: object };
  assert.deepEqual(Object.keys(asked.properties ?? {}), ["why", "passed"]);
  const unsure = teamOf(3, deciding(false));
  await fusion({ decide: true }).solve(unsure.task, unsure.desk);
  assert.deepEqual(calls(unsure), ["attempt:m0", "route:m0", "attempt:m1", "attempt:m2", "critique:m0", "merge:m0"]);
});

test("members that fail are left out, a comparison that cannot be read is done without, and a writer that fails leaves the majority", async () => {
  const no = { failure: { code: "refused" as const, message: "no" } };
  const room = teamOf(4, (ask, name) => {
    if (wants(ask, "blindSpots")) return "I would rather not.";
    if (ask.purpose === "merge") return no;
    return name === "m0" ? no : name === "m1" ? "5" : "4";
  });
  const result = await fusion({ panel: { size: 4 } }).solve(room.task, room.desk);
  assert.equal(result.ok && result.text, "4");
  assert.deepEqual(
    room.facts("fallback").map(({ from, to }) => `${from} > ${to}`),
    ["analysis > the answers alone", "writer > majority"],
  );
  const nobody = teamOf(3, () => no);
  const failed = await fusion().solve(nobody.task, nobody.desk);
  assert.ok(!failed.ok && failed.failure.code === "refused");
  assert.equal(nobody.calls(), 3);
});
