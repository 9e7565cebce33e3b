import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Ask, Desk, Topology } from "../types.ts";
import { fakeDesk } from "./fake-desk.ts";
import { firm } from "./firm.ts";

const ask = (text: string, more: Partial<Ask> = {}): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text }],
  maxTokens: 100,
  ...more,
});

test("parallel calls overlap on the trial's clock and latency is the critical path", async () => {
  const { desk } = fakeDesk({ members: { slow: fake(["a"], { id: "slow", ms: 300 }), quick: fake(["b"], { id: "quick", ms: 100 }) } });
  const order: string[] = [];
  await Promise.all([
    desk.ask("slow", ask("x")).then(() => order.push(`slow@${desk.now}`)),
    desk.ask("quick", ask("x")).then(async () => {
      order.push(`quick@${desk.now}`);
      await desk.ask("quick", ask("y"));
      order.push(`again@${desk.now}`);
    }),
  ]);
  assert.deepEqual(order, ["quick@100", "again@200", "slow@300"]);
});

test("a call that may cost more than is left is refused before it leaves", async () => {
  const model = fake(["four"]);
  const { desk, spent } = fakeDesk({ members: { a: model }, budget: 1000 });
  const reply = await desk.ask("a", ask("x"));
  assert.equal(reply.ok ? "" : reply.failure.code, "budget");
  assert.equal(model.asked.length, 0);
  assert.equal(spent(), 0);
});

test("a rate limit is waited out, each try is a fact, and the cost of failed tries is kept", async () => {
  const model = fake([{ failure: { code: "rate", message: "slow down", retryAfterMs: 2000 } }, "fine"]);
  const { desk, events } = fakeDesk({ members: { a: model } });
  const reply = await desk.ask("a", ask("x"));
  assert.equal(reply.ok && reply.text, "fine");
  assert.ok(desk.now >= 2200, `the clock stands at ${desk.now}`);
  assert.deepEqual(
    events().map((event) => event.fact.type === "call" && event.fact.ok),
    [false, true],
  );
});

test("prose where an object was wanted is asked for once more, booked as a repair", async () => {
  const shape = { type: "object", properties: { p: { type: "number" } }, required: ["p"] };
  const model = fake(["I am quite sure.", 'Here you are: ```json\n{"p": 0.7}\n```']);
  const { desk, events } = fakeDesk({ members: { a: model } });
  const reply = await desk.ask("a", ask("how sure?", { shape }));
  assert.deepEqual(reply.ok && reply.object, { p: 0.7 });
  const purposes = events().map((event) => (event.fact.type === "call" ? event.fact.purpose : ""));
  assert.deepEqual(purposes, ["attempt", "repair"]);
  const booked = events().reduce((sum, event) => sum + (event.fact.type === "call" ? event.fact.cost : 0), 0);
  assert.equal(reply.cost, booked);
});

test("a second bad object is a malformed failure that keeps its cost", async () => {
  const shape = { type: "object", properties: { p: { type: "number" } }, required: ["p"] };
  const { desk, spent } = fakeDesk({ members: { a: fake(["no", "still no"]) } });
  const reply = await desk.ask("a", ask("x", { shape }));
  assert.equal(reply.ok ? "" : reply.failure.code, "malformed");
  assert.ok(reply.cost > 0 && reply.cost === spent());
});

test("an unknown member is a refused failure that names the nearest", async () => {
  const { desk } = fakeDesk({ members: { large: fake(["x"]) } });
  const reply = await desk.ask("lagre", ask("x"));
  assert.match(reply.ok ? "" : reply.failure.message, /Did you mean "large"/);
});

test("the member's system text is a system message at the head, or a user message at the end", async () => {
  const model = fake(["x", "x"]);
  const systems = { a: "You are careful.", b: "You are careful." };
  const { desk } = fakeDesk({ members: { a: model, b: model }, systems, seats: { b: { systemPlace: "last" } } });
  await desk.ask("a", ask("task"));
  await desk.ask("b", ask("task"));
  assert.deepEqual(
    model.asked.map(({ messages }) => messages.map(({ role, text }) => `${role}: ${text}`)),
    [
      ["system: You are careful.", "user: task"],
      ["user: task", "user: You are careful."],
    ],
  );
});

test("a member's own sampling goes before the terms' and makes another call of the same ask", async () => {
  const model = fake(["x", "y", "z"]);
  const sampling = { temperature: 0.9, topP: 0.5, stop: ["END"], seed: 7 };
  const { desk, events } = fakeDesk({ members: { own: model, plain: model, like: model }, seats: { own: { sampling } } });
  const replies = [];
  for (const name of ["own", "plain", "like"]) replies.push(await desk.ask(name, ask("task", { temperature: 0.2 })));
  assert.deepEqual(
    model.asked.map(({ temperature, topP, stop, seed }) => ({ temperature, topP, stop, seed })),
    [sampling, { temperature: 0.2, topP: undefined, stop: undefined, seed: undefined }, { ...none, temperature: 0.2 }],
  );
  assert.equal(new Set(events().map(({ fact }) => fact.type === "call" && fact.ask)).size, 2);
});
const none = { topP: undefined, stop: undefined, seed: undefined };

test("models of one id and two identities are two models; members of one identity are one", async () => {
  const at = (text: string, identity: string) => fake([text], { id: "same", identity });
  const members = { here: at("right", "one"), there: at("wrong", "two"), alike: at("never asked", "one") };
  const first = fakeDesk({ members });
  const keys = async (name: string, events: typeof first.events) => {
    const reply = await first.desk.ask(name, ask("task"));
    const fact = events().at(-1)?.fact;
    return { text: reply.ok && reply.text, key: fact?.type === "call" && fact.key };
  };
  const here = await keys("here", first.events);
  const there = await keys("there", first.events);
  assert.deepEqual([here.text, there.text], ["right", "wrong"]);
  assert.notEqual(here.key, there.key);
  const { desk, ledger, events } = fakeDesk({ members });
  await desk.ask("alike", ask("task"));
  const fact = events().at(-1)?.fact;
  assert.equal(fact?.type === "call" && fact.key, here.key);
  assert.equal(ledger.call(String(here.key))?.state, "settled");
});

const relay = (name: string): Topology => ({
  name,
  solve: async (task, desk: Desk) => {
    const reply = await desk.ask(desk.members[0]?.name ?? "", ask(task.prompt));
    return reply.ok ? { ok: true, text: reply.text, by: desk.members[0]?.name ?? "" } : reply;
  },
});

test("a firm is a model: its inner calls are booked once and its cost is theirs", async () => {
  const inner = firm(relay("relay"), [{ name: "worker", model: fake(["done"], { id: "worker" }) }]);
  const { desk, events, spent } = fakeDesk({ members: { house: inner } });
  const reply = await desk.ask("house", ask("build"));
  assert.equal(reply.ok && reply.text, "done");
  assert.equal(events().length, 1);
  assert.equal(reply.cost, spent());
  assert.ok(spent() > 0);
});

test("firms nested deeper than four are refused with the chain in words", async () => {
  let model = firm(relay("r0"), [{ name: "w", model: fake(["done"]) }]);
  for (let depth = 1; depth < 6; depth++) model = firm(relay(`r${depth}`), [{ name: "w", model }]);
  const { desk } = fakeDesk({ members: { top: model } });
  const reply = await desk.ask("top", ask("x"));
  assert.match(reply.ok ? "" : reply.failure.message, /at most 4 deep/);
});

test("a model that rejects or never answers breaks its contract, not the trial", async () => {
  const rejecting = { ...fake(["x"]), call: () => Promise.reject(new TypeError("boom")) };
  const { desk } = fakeDesk({ members: { bad: rejecting } });
  const reply = await desk.ask("bad", ask("x"));
  assert.equal(reply.ok ? "" : reply.failure.code, "provider");
});

test("chance is seeded per label", () => {
  const draws = (seed: string) => {
    const { desk } = fakeDesk({ members: {}, seed });
    return [desk.chance("a"), desk.chance("b"), desk.chance("a")];
  };
  assert.deepEqual(draws("1"), draws("1"));
  assert.notDeepEqual(draws("1"), draws("2"));
});

test("inside a firm the verifier judges what the firm was asked, in the outer task's category", async () => {
  const seen: string[] = [];
  const checked: Topology = {
    name: "checked",
    solve: async (task, desk) => {
      const reply = await desk.ask("w", ask(task.prompt));
      if (!reply.ok) return reply;
      seen.push(task.category);
      await desk.verify({ text: reply.text, by: "w" });
      return { ok: true, text: reply.text, by: "w" };
    },
  };
  const inner = firm(checked, [{ name: "w", model: fake(["part done"]) }]);
  const { desk, events } = fakeDesk({
    members: { house: inner },
    verifier: () => ({ ok: true, passed: true, score: 1, why: "" }),
  });
  await desk.ask("house", ask("only a part"));
  assert.deepEqual(seen, ["test"]);
  const verdict = events().find((event) => event.fact.type === "verdict")?.fact;
  assert.ok(verdict?.type === "verdict" && verdict.part?.startsWith("t1#"), JSON.stringify(verdict));
});

test("a reply that could not be used is shown to its writer and kept in the ledger", async () => {
  const shape = { type: "object", properties: { p: { type: "number" } }, required: ["p"] };
  const model = fake(["I would say seven tenths.", { object: { p: 0.7 } }]);
  const { desk, events, ledger } = fakeDesk({ members: { a: model } });
  await desk.ask("a", ask("how sure?", { shape }));
  const repair = model.asked[1];
  assert.equal(repair?.messages.length, 2);
  assert.match(
    repair?.messages[1]?.text ?? "",
    /could not be used: wanted JSON.*\n.*\n<reply-([0-9a-f]{16})>\nI would say seven tenths\.\n<\/reply-\1>\n/,
  );
  assert.deepEqual(repair?.example, { p: 0 });
  const first = events()[0]?.fact;
  assert.ok(first?.type === "call" && first.failure?.code === "malformed" && ledger.call(first.key)?.state === "settled");
  assert.equal((ledger.body(first.reply) as { text?: string }).text, "I would say seven tenths.");
});

test("a reply that was cut is told so, and a fence of its own holds the backticks that it has", async () => {
  const shape = { type: "object", properties: { p: { type: "number", minimum: 0, maximum: 1 } }, required: ["p"] };
  const model = fake([{ text: "Let me see ```` well", stop: "length" }, { object: { p: 0.7 } }]);
  const { desk } = fakeDesk({ members: { a: model } });
  await desk.ask("a", ask("how sure?", { shape, maxTokens: 64 }));
  const text = model.asked[1]?.messages[1]?.text ?? "";
  assert.match(text, /could not be used: it was cut at 64 tokens\.\n/);
  assert.match(text, /\n<reply-([0-9a-f]{16})>\nLet me see ```` well\n<\/reply-\1>\n/);
  assert.deepEqual(model.asked[1]?.example, { p: 0.5 });
});

test("a paid reply that does not fit answers again for whoever asks the same, and its repair too", async () => {
  const shape = { type: "object", properties: { p: { type: "number" } }, required: ["p"] };
  const model = fake(["Seven tenths.", { object: { p: 0.7 } }]);
  const one = fakeDesk({ members: { a: model } });
  const two = fakeDesk({ members: { a: model }, ledger: one.ledger, trial: "other/t1/0" });
  const first = await one.desk.ask("a", ask("how sure?", { shape }));
  const second = await two.desk.ask("a", ask("how sure?", { shape }));
  assert.equal(model.asked.length, 2);
  assert.deepEqual([second.ok && second.object, second.cost], [{ p: 0.7 }, first.cost]);
});
