import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake, fakePrice, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, Event } from "../types.ts";
import { plainTerms } from "../calls/fake-desk.ts";
import { indexKind, indexPolicy } from "./index-topology.ts";

const verifier: NonNullable<FakeDeskSettings["verifier"]> = ({ text }) => ({
  ok: true,
  passed: text === "right",
  score: Number(text === "right"),
  why: "compared",
});
const member = (name: string, says: (ask: Ask) => ScriptedAnswer, price = 1) =>
  fake(says, { id: `fake/${name}`, family: `family/${name}`, price: { ...fakePrice, output: price } });
const stepsOf = (events: readonly Event[]): string[] =>
  events.flatMap(({ fact }) => {
    if (fact.type !== "own" || fact.name !== "index-decision") return [];
    const { step, member, attempt } = fact.value as { step: string; member?: string; attempt?: number };
    return [[step, member ?? attempt].filter((one) => one !== undefined).join(" ")];
  });

async function solve(options: Parameters<typeof indexPolicy>[0], settings: FakeDeskSettings) {
  const room = fakeDesk({ verifier, terms: { attempts: 3 }, ...settings });
  const result = await indexPolicy({ learn: 0, ...options }).solve(room.task, room.desk);
  const verified = room.events().filter(({ fact }) => fact.type === "verdict").length;
  return { result, steps: stepsOf(room.events()), verified, events: room.events() };
}

const pair = (cheap: string, dear: string) => ({
  members: { cheap: member("cheap", () => cheap), dear: member("dear", () => dear, 20) },
});
const record = [
  { member: "cheap", passed: 60, tried: 100 },
  { member: "dear", passed: 90, tried: 100 },
];

test("a perfect verifier: the cheap member first, the dear one when its answer is rejected, and an accepted answer is taken", async () => {
  const won = await solve({ value: 1, record }, pair("right", "right"));
  assert.ok(won.result.ok && won.result.by === "cheap");
  assert.deepEqual(won.steps, ["try cheap", "verify 1", "accept 1"]);
  const rescued = await solve({ value: 1, record, most: { ofOne: 1 } }, pair("wrong", "right"));
  assert.ok(rescued.result.ok && rescued.result.by === "dear");
  assert.deepEqual(rescued.steps, ["try cheap", "verify 1", "try dear", "verify 2", "accept 2"]);
});

test("a verdict that costs more than it can save is not bought", async () => {
  const { result, verified } = await solve({ value: 0.01, record, checker: { price: 0.02 } }, pair("wrong", "right"));
  assert.ok(result.ok);
  assert.equal(verified, 0);
});

test("what no member's chance is worth stays undone, and says so", async () => {
  const { result, events, steps } = await solve({ value: 1e-9, record }, pair("right", "right"));
  assert.ok(!result.ok && /worth what it costs/.test(result.failure.message));
  assert.deepEqual(steps, ["stop"]);
  assert.ok(events.some(({ fact }) => fact.type === "unfilled"));
});

test("where no verdict is to be had agreement of short answers decides", async () => {
  const members = { a: member("a", () => "5"), b: member("b", () => "7"), c: member("c", () => "7") };
  const even = ["a", "b", "c"].map((name) => ({ member: name, passed: 70, tried: 100 }));
  const { result, verified } = await solve({ value: 100, record: even, checker: "none", learn: 20 }, { members });
  assert.ok(result.ok && result.text === "7");
  assert.equal(verified, 0);
});

test("a member whose record is thin gets a verdict on an answer that would be taken as it is, as far as the terms allow", async () => {
  const one = await solve({ value: 1, record, learn: 20 }, { ...pair("right", "right"), terms: { attempts: 1 } });
  assert.equal(one.verified, 1);
  const rejected = await solve({ value: 1, record, learn: 20 }, { ...pair("wrong", "right"), terms: { attempts: 1 } });
  assert.ok(rejected.result.ok);
  assert.equal(
    rejected.steps.filter((step) => step.startsWith("try")).length,
    rejected.events.filter(({ fact }) => fact.type === "call").length,
  );
  assert.equal(rejected.verified, 1);
});

test("a member that gives no answer is not asked again, and its failure is the topology's when nobody answers", async () => {
  const mute = (): ScriptedAnswer => ({ failure: { code: "refused", message: "no" } });
  const { result, steps } = await solve({}, { members: { a: member("a", mute), b: member("b", mute) } });
  assert.ok(!result.ok && result.failure.code === "refused");
  assert.deepEqual(
    steps.map((step) => step.split(" ")[0]),
    ["try", "try", "stop"],
  );
});

test("attempts are no more than the terms allow and than its own bound, whichever is the lower, in the plan as in the run", async () => {
  let turn = 0;
  const members = { a: member("a", () => `wrong ${++turn}`), b: member("b", () => `wrong ${++turn}`) };
  const even = ["a", "b"].map((name) => ({ member: name, passed: 70, tried: 100 }));
  for (const checker of [{}, "none"] as const)
    for (const [attempts, own, lower] of [
      [1, 4, 1],
      [2, 4, 2],
      [4, 3, 3],
      [9, 9, 9],
    ] as const) {
      const most = { attempts: own, ofOne: 9 };
      const { steps, verified } = await solve({ value: 1e9, record: even, checker, most }, { members, terms: { attempts } });
      const tries = steps.filter((step) => step.startsWith("try")).length;
      assert.ok(
        tries <= lower && indexKind.calls(2, { ...plainTerms, attempts }, { checker, most }).most === lower,
        `${attempts} ${own}: ${tries}`,
      );
      if (checker === "none") assert.equal(verified, 0);
      else assert.equal(tries, lower);
    }
});

test("as many rejected answers as the terms allow attempts end it", async () => {
  let turn = 0;
  const members = { a: member("a", () => `wrong ${++turn}`), b: member("b", () => `wrong ${++turn}`) };
  const even = ["a", "b"].map((name) => ({ member: name, passed: 70, tried: 100 }));
  const room = { members, terms: { attempts: 3 } };
  const { verified } = await solve({ value: 1000, record: even, learn: 1000, most: { attempts: 8, ofOne: 8 } }, room);
  assert.equal(verified, 3);
});

test("a member that nothing is known of is asked first as often as it may well be the better one", async () => {
  let first = 0;
  for (let seed = 0; seed < 120; seed++) {
    const known = [{ member: "known", passed: 600, tried: 1000 }];
    const members = { known: member("known", () => "right"), unknown: member("unknown", () => "right") };
    const { steps } = await solve({ value: 1, record: known }, { members, seed: `explore ${seed}` });
    if (steps[0] === "try unknown") first++;
  }
  // Its level is normal with variance 1.25, the other's stands at Phi^-1(.6) = .253: it is above with chance 1 - Phi(.253 / 1.118) = .41; 120 draws of that, three deviations.
  assert.ok(first > 0.41 * 120 - 16.2 && first < 0.41 * 120 + 16.2, `${first} of 120`);
});

test("what is learnt of a member is what is known of its attempts: an answer is wrong where another passed, whoever got the verdict", async () => {
  const members = { a: member("a", () => "12"), b: member("b", () => "right"), c: member("c", () => "right") };
  const even = ["a", "b", "c"].map((name) => ({ member: name, passed: 700, tried: 1000 }));
  const options = { value: 100, record: even, most: { ofOne: 1 }, checker: { sensitivity: 0.8, specificity: 0.8, price: 1 } };
  const runs = await Promise.all(Array.from({ length: 10 }, (_, seed) => solve(options, { members, seed: `all ${seed}` })));
  const all = runs.filter(({ steps, verified }) => steps.filter((step) => step.startsWith("try")).length === 3 && verified === 1);
  assert.ok(all.length > 0, "some seed has three attempts and one verdict");
  for (const { events } of all) {
    const note = events.flatMap(({ fact }) => (fact.type === "own" && fact.name === "index-judged" ? [fact.value] : []));
    const known = (note[0] as { member: string; passed: boolean }[]).toSorted((x, y) => x.member.localeCompare(y.member));
    assert.deepEqual(known, [
      { member: "a", passed: false },
      { member: "b", passed: true },
      { member: "c", passed: true },
    ]);
  }
});

test("an attempt costs what the record says, corrected by how far off that was for the member in this session", async () => {
  const stated = (cost: { a: number; b: number }) =>
    (["a", "b"] as const).map((name) => ({ member: name, passed: 7000, tried: 10_000, cost: cost[name] }));
  const members = { a: member("a", () => "right"), b: member("b", () => "right") };
  const { steps } = await solve({ value: 1, record: stated({ a: 0.2, b: 0.001 }) }, { members });
  assert.equal(steps[0], "try b");
  // Two attempts of b were thought to cost $0.001 each and cost $0.4 in all: the next is thought to cost $0.2, twice as much as one of a.
  const call = { type: "call", member: "b", purpose: "attempt", cost: 200_000_000 } as unknown as Event["fact"];
  const said = { type: "own", name: "index-cost", value: { member: "b", cost: 0.001 } } as unknown as Event["fact"];
  const earlier = [said, call, said, call].map((fact, seq) => ({ trial: "earlier", seq, at: 0, fact }) as unknown as Event);
  const later = await solve({ value: 1, record: stated({ a: 0.1, b: 0.001 }) }, { members, earlier });
  assert.equal(later.steps[0], "try a");
  const first = later.events.find(({ fact, trial }) => trial !== "earlier" && fact.type === "own" && fact.name === "index-cost");
  assert.ok(first?.fact.type === "own");
  assert.deepEqual(first.fact.value, { member: "a", cost: 0.1 });
});

test("a record that names no member is a failure that says who is there", async () => {
  const { result } = await solve({ record: [{ member: "nobody", passed: 1, tried: 2 }] }, pair("right", "right"));
  assert.ok(!result.ok && /"nobody", who is no member; there are cheap, dear/.test(result.failure.message));
});
