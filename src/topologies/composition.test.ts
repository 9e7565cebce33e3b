import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { firm } from "../calls/firm.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, CallFact, Event, JsonSchema, Model, Seat, Topology } from "../types.ts";
import { cascade } from "./cascade.ts";
import { council } from "./council.ts";
import { instance, obliging } from "./fixtures.ts";
import { hubSpoke } from "./hub-spoke.ts";
import { market } from "./market.ts";
import { wantedOf } from "../util/wanted-of.ts";

/** Does what is asked, also where a firm tells the schema in words. */
function says(ask: Ask): ScriptedAnswer {
  const told = /nothing else\..*\n(\{.*\})/.exec(ask.messages.map(({ text }) => text).join("\n"))?.[1];
  return told === undefined ? obliging(ask) : JSON.stringify(instance(JSON.parse(told) as JsonSchema));
}
const worker = (name: string): Seat => ({ name, model: fake(says, { id: `fake/${name}`, family: `family/${name}` }) });
const house = (name: string, topology: Topology) => firm(topology, [worker(`${name}-1`), worker(`${name}-2`)], name);

async function solve(topology: Topology, members: { [name: string]: Model }) {
  const room = fakeDesk({ members, verifier: () => ({ ok: true, passed: true, score: 1, why: "" }) });
  const result = await topology.solve(room.task, room.desk);
  const calls = room.events().flatMap(({ fact }: Event): CallFact[] => (fact.type === "call" ? [fact] : []));
  assert.equal(
    calls.reduce((sum, { cost }) => sum + cost, 0),
    room.spent(),
  );
  return { result, calls };
}

test("a hub may have markets for spokes: each part is bid for inside", async () => {
  const members = { hub: worker("hub").model, north: house("north", market()), south: house("south", market()) };
  const { result, calls } = await solve(hubSpoke({ hub: "hub" }), members);
  assert.ok(result.ok);
  assert.ok(calls.filter(({ purpose }) => purpose === "bid").length >= 2);
  assert.ok(calls.every(({ member }) => member !== "north" && member !== "south"));
});

test("a hub may bid in a market: its bid is a task that it organizes", async () => {
  const members = { alone: worker("alone").model, hub: house("hub", hubSpoke()) };
  const { result, calls } = await solve(market(), members);
  assert.ok(result.ok);
  assert.ok(calls.some(({ purpose, member }) => purpose === "plan" && member === "hub-1"));
});

test("a cascade may end in a council", async () => {
  const doubting = fake((ask) => (wantedOf(ask) === undefined ? "5" : { object: { passed: false, why: "" } }), { id: "fake/cheap" });
  const members = { cheap: doubting, council: house("council", council()) };
  const { result, calls } = await solve(cascade({ check: "self", order: ["cheap", "council"] }), members);
  assert.ok(result.ok && result.by === "council");
  assert.ok(calls.filter(({ member }) => member.startsWith("council-")).length >= 3);
});
