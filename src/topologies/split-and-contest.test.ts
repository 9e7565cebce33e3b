import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Answer, Ask, Event, Topology, Verdict } from "../types.ts";
import { type Contest, contestView } from "./contest-view.ts";
import { contestableHub } from "./contestable-hub.ts";
import { solveOrSplit } from "./solve-or-split.ts";
import { wantedOf } from "../util/wanted-of.ts";

const textOf = (ask: Ask) => ask.messages.map(({ text }) => text).join("\n");
const made = (events: readonly Event[]) => events.flatMap(({ fact }) => (fact.type === "call" ? [`${fact.purpose}:${fact.member}`] : []));
const member = (name: string, says: (ask: Ask) => ScriptedAnswer) => fake(says, { id: `fake/${name}`, family: `family/${name}` });
const pass = (passed: boolean, why = ""): Verdict => ({ ok: true, passed, score: Number(passed), why });

async function solve(topology: Topology, settings: FakeDeskSettings) {
  const room = fakeDesk(settings);
  const result = await topology.solve(room.task, room.desk);
  return { result, calls: made(room.events()), events: room.events() };
}

const blank = { answer: "", p: 0.9, statement: "", acceptance: "", value: 0, remainder: "", why: "" };
const whole = (answer: string) => ({ object: { ...blank, kind: "whole", answer } });
const piece = (answer: string, remainder: string) => ({
  object: { ...blank, kind: "part", answer, statement: `State ${answer}`, acceptance: "It holds.", value: 0.5, remainder },
});

test("a task that one member can solve whole takes one call", async () => {
  const { result, calls } = await solve(solveOrSplit(), { members: { a: member("a", () => whole("4")) } });
  assert.deepEqual([result, calls], [{ ok: true, text: "4", by: "a" }, ["attempt:a"]]);
});

/** Splits off x, then solves the rest y, then joins. */
const splitter = (ask: Ask): ScriptedAnswer => {
  if (wantedOf(ask) === undefined) return /<result-\w+ part=/.test(textOf(ask)) ? "joined" : "alone";
  return /<part-\w+ id="remainder">/.test(textOf(ask)) ? whole("y") : piece("x", "only y is left");
};

test("a split is judged before its part, a verified part is frozen, and the whole is joined", async () => {
  const judged: string[] = [];
  const verifier = ({ text }: Answer) => {
    judged.push(text.split("\n")[0] ?? "");
    return pass(true);
  };
  const model = member("a", splitter);
  const { result, calls } = await solve(solveOrSplit(), { members: { a: model }, terms: { attempts: 2 }, verifier });
  assert.deepEqual(result, { ok: true, text: "joined", by: "a" });
  assert.deepEqual(calls, ["attempt:a", "attempt:a", "merge:a"]);
  assert.deepEqual(judged, ["Part: State x", "x", "y", "joined"]);
  assert.ok(/<result-(\w+) part="part-1">\nx\n<\/result-\1>/.test(textOf(model.asked[1] as Ask)));
});

test("nothing of a reply is kept when the verifier rejects its split or its part", async () => {
  for (const bad of ["Part: State x", "x"]) {
    const verifier = ({ text }: Answer) => pass(!text.startsWith(bad) || text === "joined");
    const { result, calls, events } = await solve(solveOrSplit({ strikes: 2 }), { members: { a: member("a", splitter) }, verifier });
    assert.deepEqual(calls, ["attempt:a", "attempt:a", "attempt:a"]);
    assert.ok(result.ok && result.text === "alone");
    assert.ok(events.some(({ fact }) => fact.type === "fallback"));
  }
});

test("a verifier that cannot judge parts leaves whole answers only", async () => {
  const verifier = (): Verdict => ({ ok: false, failure: { code: "refused", message: "Parts have no tests." } });
  const { result } = await solve(solveOrSplit(), { members: { a: member("a", splitter) }, verifier });
  assert.ok(result.ok && result.text === "alone");
});

test("after two failed wholes of a level only a part is offered, and each whole is an attempt of the task", async () => {
  const kinds: unknown[] = [];
  const stubborn = (ask: Ask): ScriptedAnswer => {
    if (wantedOf(ask) === undefined) return "alone";
    kinds.push(((wantedOf(ask)?.properties ?? {}) as { kind?: { enum: unknown } }).kind?.enum);
    return whole("wrong");
  };
  const settings = { members: { a: member("a", stubborn), b: member("b", stubborn) }, verifier: () => pass(false) };
  const { result } = await solve(solveOrSplit(), { ...settings, terms: { attempts: 5 } });
  assert.deepEqual(kinds[1], ["whole", "part", "decline"]);
  assert.deepEqual(kinds[2], ["part", "decline"]);
  assert.ok(result.ok && result.text === "wrong");
});

test("a remainder that still holds all the work twice in a row ends the splitting", async () => {
  const stalling = (ask: Ask): ScriptedAnswer => (wantedOf(ask) === undefined ? "alone" : piece("x", "Again: What is two and two?"));
  const { calls } = await solve(solveOrSplit({ strikes: 6 }), { members: { a: member("a", stalling) }, verifier: () => pass(true) });
  assert.deepEqual(calls, ["attempt:a", "attempt:a", "attempt:a"]);
});

test("a composition that fails reopens the part that the verdict blames, once", async () => {
  let joins = 0;
  const says = (ask: Ask): ScriptedAnswer => {
    const text = textOf(ask);
    if (wantedOf(ask) === undefined) return /<result-\w+ part=/.test(text) ? `joined ${++joins}` : "alone";
    if (!/<part-\w+ id=/.test(text)) return piece("x", "only y is left");
    return text.includes("It is done when: It holds.") && !text.includes("only y is left</part>") ? whole("x again") : whole("y");
  };
  const verifier = ({ text }: Answer) => pass(text !== "joined 1", "part-1 is wrong");
  const model = member("a", says);
  const { result, calls } = await solve(solveOrSplit(), { members: { a: model }, terms: { attempts: 3 }, verifier });
  assert.deepEqual(result, { ok: true, text: "joined 2", by: "a" });
  assert.equal(calls.filter((call) => call.startsWith("merge")).length, 2);
  assert.deepEqual(
    [...textOf(model.asked.at(-1) as Ask).matchAll(/<part-\w+ id="([^"]*)">/g)].map(([, id]) => id),
    ["part-2", "part-3"],
  );
});

test("when the levels run out, the verified parts are joined and given all the same", async () => {
  const says = (ask: Ask): ScriptedAnswer => {
    if (wantedOf(ask) === undefined) return /<result-\w+ part=/.test(textOf(ask)) ? "partial" : "alone";
    return /<part-\w+ id="remainder">/.test(textOf(ask)) ? { object: { ...blank, kind: "decline" } } : piece("x", "only y is left");
  };
  const { result } = await solve(solveOrSplit({ strikes: 2 }), { members: { a: member("a", says) }, verifier: () => pass(true) });
  assert.ok(result.ok && result.text === "partial");
});

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
