import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Ask } from "../types.ts";
import { teamOf } from "./fake-team.test.ts";
import { sequential } from "./sequential.ts";
import { wantedOf } from "../util/wanted-of.ts";

const adding = (_: Ask, name: string) => ({
  object: { role: `role of ${name}`, abstain: false, why: "", contribution: `work of ${name}` },
});
const abstaining = { object: { role: "none", abstain: true, why: "nothing to add", contribution: "" } };
const notesIn = (text: string) => [...text.matchAll(/<note-\w+ by="(m\d+)" role="/g)].map((match) => match[1]);

test("each member sees the finished contributions of all before it, in one order, and the last one's is the answer", async () => {
  const { desk, task, asked } = teamOf(5, adding);
  const result = await sequential().solve(task, desk);
  const order = asked.map(({ name }) => name);
  assert.equal(new Set(order).size, 5);
  for (const [i, { text }] of asked.entries()) assert.deepEqual(notesIn(text), order.slice(0, i));
  assert.deepEqual(result, { ok: true, text: `work of ${order.at(-1)}`, by: order.at(-1) });
});

test("an ask begins with all messages of the ask before it but the last, so that its prefix is read from the cache", async () => {
  const { desk, task, asked } = teamOf(6, adding);
  await sequential().solve(task, desk);
  const texts = asked.map(({ ask }) => ask.messages.map((message) => message.text));
  for (let i = 1; i < texts.length; i++) {
    assert.deepEqual(texts[i]?.slice(0, -2), texts[i - 1]?.slice(0, -1));
    assert.equal(texts[i]?.length, i + 2);
  }
  assert.equal(texts[0]?.[0], `<task>\n${task.prompt}\n</task>`);
});

test("a prefix is marked for the cache only where a later member of the same model reads it", async () => {
  const models = [fake([adding({} as Ask, "a")], { id: "fake/one" }), fake([adding({} as Ask, "b")], { id: "fake/two" })] as const;
  const members = { a1: models[0], b1: models[1], a2: models[0], a3: models[0] };
  const { desk, task } = fakeDesk({ members });
  await sequential().solve(task, desk);
  const marks = models.map(({ asked }) => asked.map(({ messages }) => messages.filter(({ cache }) => cache !== undefined).length));
  assert.deepEqual(marks, [[1, 1, 0], [0]]);
});

test("the order is the seed's and differs between repetitions", async () => {
  const orders = new Set<string>();
  for (const trial of ["s/t1/0", "s/t1/1", "s/t1/2", "s/t1/0"]) {
    const { desk, task, asked } = teamOf(8, adding, { trial });
    await sequential().solve(task, desk);
    orders.add(asked.map(({ name }) => name).join());
  }
  assert.equal(orders.size, 3);
});

test("roles and abstentions are noted, and who abstains leaves nothing to read", async () => {
  const { desk, task, asked, facts } = teamOf(4, (ask, name) => (name === "m1" ? abstaining : adding(ask, name)));
  await sequential().solve(task, desk);
  const roles = facts("role");
  assert.equal(roles.length, 4);
  assert.deepEqual(
    roles.filter(({ abstained }) => abstained).map(({ member, why }) => [member, why]),
    [["m1", "nothing to add"]],
  );
  for (const { text } of asked) assert.ok(!notesIn(text).includes("m1"));
});

test("the latest contribution stands when the last member abstains", async () => {
  const probe = teamOf(3, adding);
  await sequential().solve(probe.task, probe.desk);
  const [, second, last] = probe.asked.map(({ name }) => name);
  const { desk, task } = teamOf(3, (ask, name) => (name === last ? abstaining : adding(ask, name)));
  assert.deepEqual(await sequential().solve(task, desk), { ok: true, text: `work of ${second}`, by: second });
});

test("when all abstain, one plain attempt is made and the fallback noted", async () => {
  const { desk, task, facts, calls } = teamOf(3, (ask) => (wantedOf(ask) === undefined ? "4" : abstaining));
  assert.deepEqual(await sequential().solve(task, desk), { ok: true, text: "4", by: "m0" });
  assert.deepEqual(facts("fallback"), [{ type: "fallback", from: "sequential", to: "solo", why: "all members abstained" }]);
  assert.equal(calls(), 4);
});

test("a member whose call fails is skipped with a mark that the others read", async () => {
  const failing = { failure: { code: "refused" as const, message: "no" } };
  const { desk, task, asked, facts } = teamOf(4, (ask, name) => (name === "m2" ? failing : adding(ask, name)));
  const result = await sequential().solve(task, desk);
  assert.equal(result.ok, true);
  const place = asked.findIndex(({ name }) => name === "m2");
  const after = asked.slice(place + 1);
  assert.ok(after.every(({ text }) => /<note-\w+ by="m2">\n\[no contribution/.test(text)));
  assert.deepEqual(facts("own"), [{ type: "own", name: "skipped", value: { member: "m2", code: "refused" } }]);
});

test("a batch works in parallel: depth falls from n to one group after another", async () => {
  const alone = teamOf(9, adding);
  await sequential().solve(alone.task, alone.desk);
  assert.equal(alone.desk.now, 900);
  const grouped = teamOf(9, adding);
  await sequential({ batch: 4 }).solve(grouped.task, grouped.desk);
  assert.equal(grouped.desk.now, 300);
  assert.deepEqual(
    grouped.asked.map(({ text }) => notesIn(text).length),
    [0, 0, 0, 0, 4, 4, 4, 4, 8],
  );
});

test("fixed roles are dealt in order, and a role of its own choosing is then not taken over", async () => {
  const { desk, task, facts } = teamOf(4, adding);
  await sequential({ roles: ["planner", "critic"] }).solve(task, desk);
  assert.deepEqual(
    facts("role").map(({ role }) => role),
    ["planner", "critic", "planner", "critic"],
  );
});

test("a role of 10 kB is cut to 80 characters wherever it appears", async () => {
  const { desk, task, asked, facts } = teamOf(3, (ask, name) => ({
    object: { ...adding(ask, name).object, role: "r".repeat(10_000) },
  }));
  await sequential().solve(task, desk);
  assert.ok(facts("role").every(({ role }) => role.length <= 120));
  assert.ok(asked.every(({ text }) => text.length < 6000));
});

test("with 256 members prompt tokens grow by one contribution per member and no faster", async () => {
  const long = "w".repeat(400);
  const { desk, task, asked } = teamOf(256, () => ({ object: { role: "writer", abstain: false, why: "", contribution: long } }));
  await sequential().solve(task, desk);
  const heads = asked.map(({ ask }) => ask.messages.slice(0, -1).reduce((sum, { text }) => sum + text.length, 0));
  const growth = heads.slice(1).map((length, i) => length - (heads[i] as number));
  // 400 characters of work, a tag with a name of two to four characters, a closing tag, their codes of 17 each and three line ends.
  assert.ok(Math.min(...growth) >= 400 && Math.max(...growth) <= 400 + 45 + 34, `${Math.min(...growth)} to ${Math.max(...growth)}`);
  const last = asked.map(({ ask }) => ask.messages.at(-1)?.text.length ?? 0);
  assert.ok(Math.max(...last.slice(0, -1)) - Math.min(...last) <= 8);
});

test("a rejected answer is followed by another round that reads why, and no third one after a pass", async () => {
  let verdicts = 0;
  const { desk, task, asked } = teamOf(3, adding, {
    terms: { attempts: 3 },
    verifier: () => ({ ok: true, passed: ++verdicts === 2, score: 0, why: "the unit is missing" }),
  });
  await sequential().solve(task, desk);
  assert.equal(asked.length, 6);
  const names = asked.map(({ name }) => name);
  assert.deepEqual(names.slice(3), names.slice(0, 3));
  assert.ok(asked.slice(0, 3).every(({ text }) => !text.includes("<feedback-")));
  assert.ok(asked.slice(3).every(({ text }) => text.includes("the unit is missing")));
});

test("with roles: none members hear of the task and the order alone, and none has a role", async () => {
  const { desk, task, asked, facts } = teamOf(3, (_, name) => ({ object: { abstain: false, why: "", contribution: `work of ${name}` } }));
  const result = await sequential({ roles: "none" }).solve(task, desk);
  assert.equal(result.ok && result.text, `work of ${asked.at(-1)?.name}`);
  assert.ok(asked.every(({ text, ask }) => !/\brole\b/i.test(text) && !("role" in ((wantedOf(ask)?.properties ?? {}) as object))));
  assert.ok(asked[2]?.text.includes(`work of ${asked[0]?.name}`));
  assert.deepEqual(new Set(facts("role").map(({ role }) => role)), new Set([""]));
});

test("a fixed role may be called none", async () => {
  const { desk, task, asked } = teamOf(2, adding);
  await sequential({ roles: ["none"] }).solve(task, desk);
  assert.ok(asked.every(({ text }) => text.includes("Your role is fixed: none.")));
});

test("other words than a list of roles or none are refused", () => {
  assert.throws(() => sequential({ roles: "some" as "none" }), /Invalid/);
  assert.throws(() => sequential({ roles: [""] }), /Too small/);
});
