import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Answer, Ask, Event, Topology, Verdict } from "../types.ts";
import { type Contest, contestView } from "./contest-view.ts";
import { contestableHub } from "./contestable-hub.ts";
import { wantedOf } from "../util/wanted-of.ts";

const made = (events: readonly Event[]) => events.flatMap(({ fact }) => (fact.type === "call" ? [`${fact.purpose}:${fact.member}`] : []));
const member = (name: string, says: (ask: Ask) => ScriptedAnswer) => fake(says, { id: `fake/${name}`, family: `family/${name}` });
const pass = (passed: boolean, why = ""): Verdict => ({ ok: true, passed, score: Number(passed), why });

async function solve(topology: Topology, settings: FakeDeskSettings) {
  const room = fakeDesk(settings);
  const result = await topology.solve(room.task, room.desk);
  return { result, calls: made(room.events()), events: room.events() };
}

const hubs = (good: string) =>
  Object.fromEntries(
    ["old", "new", "spoke"].map((name) => [
      name,
      member(name, (ask) => {
        const properties = Object.keys((wantedOf(ask)?.properties ?? {}) as object);
        if (properties.includes("parts")) {
          return { object: { why: "w", parts: ["x", "y"].map((id) => ({ id, brief: id, acceptance: "", needs: [] })) } };
        }
        if (properties.includes("problems")) return { object: { problems: [] } };
        return ask.purpose === "merge" && name === good ? "right" : "wrong";
      }),
    ]),
  );
const right = ({ text }: Answer) => pass(text === "right");

test("a challenger that wins more becomes the hub of the next tasks; the answer is the better one", async () => {
  const members = hubs("new");
  const topology = contestableHub({ funding: 1, margin: 2 });
  let earlier: readonly Event[] = [];
  let right_ = 0;
  for (let task = 0; task < 12; task++) {
    const { events, result } = await solve(topology, { members, verifier: right, earlier, trial: `contest/t${task}/0` });
    if (result.ok && result.text === "right") right_++;
    earlier = events;
  }
  const contests = earlier.flatMap(({ fact }) =>
    fact.type === "own" && fact.name === "contest" ? [fact.value as unknown as Contest] : [],
  );
  assert.equal(contests[0]?.hub, "old");
  assert.equal(contests.at(-1)?.hub, "new");
  assert.ok(right_ >= 8, `${right_} right`);
});

test("without funding nobody is challenged and the calls are a hub's", async () => {
  const { calls, events } = await solve(contestableHub({ funding: 0 }), { members: hubs("old"), verifier: right });
  assert.equal(calls.length, 5);
  assert.ok(events.every(({ fact }) => fact.type !== "own"));
});

test("hub and challenger have half the money each and never more than all of it", async () => {
  const room = fakeDesk({ members: hubs("old"), verifier: right, budget: 60_000_000 });
  await contestableHub({ funding: 1 }).solve(room.task, room.desk);
  assert.ok(room.spent() <= 60_000_000 && made(room.events()).length === 10);
});

test("a lead of the margin unseats, ties change nothing, and a lead never falls below zero", () => {
  const contest = (winner: Contest["winner"]): Event => ({
    seq: 1,
    trial: "t",
    span: "",
    at: 0,
    hash: "",
    fact: { type: "own", name: "contest", value: { hub: "old", challenger: "new", winner, margin: 2 } },
  });
  const after = (...winners: Contest["winner"][]) =>
    winners.map(contest).reduce((office, event) => contestView.step(office, event), contestView.start);
  assert.deepEqual(after("hub", "hub", "challenger", "tie"), { leads: { new: 1 } });
  assert.deepEqual(after("challenger", "challenger"), { hub: "new", leads: {} });
});
