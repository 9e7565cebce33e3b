import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake, fakePrice, type ScriptedAnswer } from "../models/fake.ts";
import type { Answer, Ask, Desk, Event, Topology } from "../types.ts";
import { bestOf } from "./best-of.ts";
import { cascade } from "./cascade.ts";
import { learntThreshold } from "./cascade-threshold.ts";
import { router } from "./router.ts";
import { wantedOf } from "../util/wanted-of.ts";

const textOf = (ask: Ask) => ask.messages.map(({ text }) => text).join("\n");
const made = (events: readonly Event[]) => events.flatMap(({ fact }) => (fact.type === "call" ? [`${fact.purpose}:${fact.member}`] : []));
const verifier: NonNullable<FakeDeskSettings["verifier"]> = ({ text }) => ({
  ok: true,
  passed: text === "right",
  score: Number(text === "right"),
  why: "compared",
});
const member = (name: string, says: (ask: Ask) => ScriptedAnswer, price = 1) =>
  fake(says, { id: `fake/${name}`, family: `family/${name}`, price: { ...fakePrice, output: price } });

async function solve(topology: Topology, settings: FakeDeskSettings) {
  const room = fakeDesk({ verifier, ...settings });
  const result = await topology.solve(room.task, room.desk);
  const verified = room.events().filter(({ fact }) => fact.type === "verdict").length;
  return { result, calls: made(room.events()), events: room.events(), verified, now: room.desk.now };
}

test("best-of makes its tries at once and takes the answer that most agree on", async () => {
  const model = fake(["Answer: 5", "The sum is 4.\nAnswer: 4", "Answer: 5", "Answer: 4", "Answer: 4.", "x"]);
  const { result, calls, now } = await solve(bestOf({ n: 5 }), { members: { a: model } });
  assert.ok(result.ok && result.text === "The sum is 4.\nAnswer: 4");
  assert.deepEqual([calls.length, now], [5, 100]);
});

test("best-of by verifier stops at the first that passes", async () => {
  const model = fake(["wrong", "right", "right", "right"]);
  const { result, verified } = await solve(bestOf({ n: 4, choose: "verifier" }), { members: { a: model } });
  assert.ok(result.ok && result.text === "right");
  assert.ok(verified <= 2);
});

test("a tournament of n answers takes n - 1 comparisons in both orders, read by a family that wrote neither, without names", async () => {
  const judge = member("judge", (ask) => ({ object: { winner: /by="A">\nright/.test(textOf(ask)) ? "A" : "B", why: "" } }));
  let next = 0;
  const writer = member("writer", () => (next++ === 2 ? "right" : "wrong"));
  const { result, calls } = await solve(bestOf({ n: 4, choose: "tournament" }), { members: { writer, judge } });
  assert.ok(result.ok && result.text === "right");
  assert.deepEqual(calls.slice(4), Array(6).fill("vote:judge"));
  assert.ok(judge.asked.every((ask) => !textOf(ask).includes("writer")));
});

test("a reader who takes whichever stands first has preferred nobody: chance decides, and both win alike", async () => {
  const wins = { one: 0, two: 0 };
  for (let seed = 0; seed < 60; seed++) {
    const judge = member("judge", () => ({ object: { winner: "A", why: "" } }));
    let next = 0;
    const writer = member("writer", () => (next++ === 0 ? "one" : "two"));
    const { result } = await solve(bestOf({ n: 2, choose: "tournament", member: "writer" }), {
      members: { writer, judge },
      seed: `${seed}`,
    });
    if (result.ok) wins[result.text as "one" | "two"]++;
  }
  // 60 fair draws: 30 with a deviation of 3.9.
  assert.ok(Math.abs(wins.one - 30) < 14 && wins.one + wins.two === 60, JSON.stringify(wins));
});

test("the verifier sees the candidates that an answer stands among, so that one that compares can choose without a reference", async () => {
  let next = 0;
  const model = fake(() => ["one", "two", "three"][next++] ?? "");
  const seen: string[] = [];
  const room = fakeDesk({ members: { a: model } });
  const desk = Object.create(room.desk, {
    verify: {
      value: ({ text }: Answer, _part: unknown, among: readonly Answer[] = []) => {
        seen.push(
          `${text}: ${among
            .map((other) => other.text)
            .toSorted()
            .join(" ")}`,
        );
        return Promise.resolve({ ok: true, passed: false, score: text === "two" ? 0.9 : 0.1, why: "" });
      },
    },
  }) as Desk;
  const result = await bestOf({ n: 3, choose: "verifier" }).solve(room.task, desk);
  assert.ok(result.ok && result.text === "two");
  assert.deepEqual(seen.slice(0, 3).toSorted(), ["one: three two", "three: one two", "two: one three"]);
});

test("a family that may not judge itself leaves a tournament to chance", async () => {
  const { result, calls } = await solve(bestOf({ n: 3, choose: "tournament" }), { members: { a: member("a", () => "right") } });
  assert.ok(result.ok);
  assert.equal(calls.length, 3);
});

test("a try that fails is left out of the choice", async () => {
  const model = fake([{ failure: { code: "refused", message: "no" } }, "right", ""]);
  const { result } = await solve(bestOf({ n: 3, choose: "majority" }), { members: { a: model } });
  assert.ok(result.ok && result.text === "right");
});

test("the router's choice does the task, and its call is booked", async () => {
  const boss = member("boss", (ask) => (wantedOf(ask) === undefined ? "wrong" : { object: { member: "b", why: "best" } }));
  const { result, calls, events } = await solve(router({ information: "names" }), {
    members: { boss, a: member("a", () => "wrong"), b: member("b", () => "right") },
    terms: { showNames: true },
  });
  assert.ok(result.ok && result.by === "b");
  assert.deepEqual(calls, ["route:boss", "attempt:b"]);
  assert.ok(events.some(({ fact }) => fact.type === "route" && fact.member === "b" && fact.by === "boss"));
});

test("after a failed verdict the router must choose somebody else, and when one is left there is no route call", async () => {
  const boss = member("boss", (ask) => (wantedOf(ask) === undefined ? "wrong" : { object: { member: "a", why: "" } }));
  const { calls } = await solve(router({ mayChooseItself: false, information: "names" }), {
    members: { boss, a: member("a", () => "wrong"), b: member("b", () => "right") },
    terms: { attempts: 2, showNames: true },
  });
  assert.deepEqual(calls, ["route:boss", "attempt:a", "retry:b"]);
});

test("the router is told the track record of the session, and nothing when it is to know names only", async () => {
  const boss = member("boss", (ask) => (wantedOf(ask) === undefined ? "right" : { object: { member: "boss", why: "" } }));
  const members = { boss, a: member("a", () => "right") };
  const start: Event = {
    seq: 0,
    trial: "test/t1/0",
    span: "",
    at: 0,
    hash: "",
    fact: { type: "trial-start", topology: "router", task: "t1", category: "test", repetition: 0 },
  };
  const terms = { showNames: true };
  const first = await solve(router(), { members, earlier: [start], terms });
  await solve(router(), { members, earlier: first.events, terms });
  const asked = boss.asked.filter(({ shape }) => shape !== undefined).map(textOf);
  assert.ok(asked[0]?.includes("0 of 0 answers") && asked[1]?.includes("1 of 1 answers"));
  await solve(router({ information: "names" }), { members });
  assert.ok(!textOf(boss.asked.findLast(({ shape }) => shape !== undefined) as Ask).includes("answers"));
});

test("a choice that cannot be read is drawn by chance and noted as a fallback", async () => {
  const boss = member("boss", () => "I like them all.");
  const { result, events } = await solve(router(), { members: { boss, a: member("a", () => "right") } });
  assert.ok(result.ok);
  assert.equal(events.filter(({ fact }) => fact.type === "fallback").length, 1);
});

const ladder = (says: { [name: string]: (ask: Ask) => ScriptedAnswer }) =>
  Object.fromEntries(Object.entries(says).map(([name, say], i) => [name, member(name, say, 30 - 10 * i)]));

test("the cascade begins with the cheapest, and with the verifier each rung is one attempt", async () => {
  const members = ladder({ dear: () => "right", middle: () => "wrong", cheap: () => "wrong" });
  const one = await solve(cascade(), { members, terms: { attempts: 1 } });
  assert.deepEqual(one.calls, ["attempt:cheap"]);
  const three = await solve(cascade(), { members, terms: { attempts: 3 } });
  assert.deepEqual(three.calls, ["attempt:cheap", "retry:middle", "retry:dear"]);
  assert.ok(three.result.ok && three.result.by === "dear");
});

test("self-checks in k samples keep an answer or send it up; the top is not checked", async () => {
  let doubt = 0;
  const unsure = (ask: Ask): ScriptedAnswer => (wantedOf(ask) === undefined ? "wrong" : { object: { passed: doubt++ % 2 === 0, why: "" } });
  const members = ladder({ dear: () => "right", cheap: unsure });
  const strict = await solve(cascade({ check: "self", samples: 4, threshold: 0.75 }), { members });
  assert.deepEqual(strict.calls, ["attempt:cheap", ...Array.from({ length: 4 }, () => "verdict:cheap"), "attempt:dear"]);
  const lenient = await solve(cascade({ check: "self", samples: 4, threshold: 0.5 }), { members });
  assert.ok(lenient.result.ok && lenient.result.by === "cheap");
});

test("agreement of samples keeps an answer; samples that say nothing agree with nothing", async () => {
  const agreeing = await solve(cascade({ check: "agreement", samples: 3, threshold: 0.6 }), {
    members: ladder({ dear: () => "right", cheap: () => "Answer: 4" }),
  });
  assert.ok(agreeing.result.ok && agreeing.result.by === "cheap");
  assert.equal(agreeing.calls.length, 3);
  let next = 0;
  const silent = await solve(cascade({ check: "agreement", samples: 3, threshold: 0.6 }), {
    members: ladder({ dear: () => "right", cheap: () => (next++ === 0 ? "Answer: 4" : "") }),
  });
  assert.ok(silent.result.ok && silent.result.by === "dear");
});

test("a rung that gives no answer is passed over", async () => {
  const members = ladder({ dear: () => "right", cheap: () => ({ failure: { code: "refused", message: "no" } }) });
  const { result } = await solve(cascade({ check: "self" }), { members });
  assert.ok(result.ok && result.by === "dear");
});

test("a learnt threshold accepts from the share on at which answers proved right", () => {
  const checks = [
    ...Array.from({ length: 9 }, () => ({ share: 1, passed: true })),
    ...Array.from({ length: 4 }, () => ({ share: 0.5, passed: true })),
    ...Array.from({ length: 6 }, () => ({ share: 0.5, passed: false })),
  ];
  assert.equal(learntThreshold(checks, 0.75), 1);
  assert.equal(learntThreshold(checks.slice(0, 13), 0.75), 0.5);
  assert.equal(learntThreshold(checks.slice(13), 0.75), Number.POSITIVE_INFINITY);
  assert.equal(learntThreshold(checks.slice(0, 4), 0.75), 0.75);
});

test("thresholds are learnt from the verdicts of the session: shares that misled are not trusted again", async () => {
  const sure = (ask: Ask): ScriptedAnswer => (wantedOf(ask) === undefined ? "wrong" : { object: { passed: true, why: "" } });
  const members = ladder({ dear: () => "right", cheap: sure });
  const topology = cascade({ check: "self", threshold: "learnt" });
  let earlier: readonly Event[] = [];
  const first: string[] = [];
  for (let task = 0; task < 7; task++) {
    const { events, calls } = await solve(topology, { members, terms: { attempts: 2 }, earlier, trial: `cascade/t${task}/0` });
    first.push(calls.slice(made(earlier).length).includes("retry:dear") ? "failed" : "escalated");
    earlier = events;
  }
  assert.deepEqual(first, [...Array.from({ length: 5 }, () => "failed"), "escalated", "escalated"]);
});
