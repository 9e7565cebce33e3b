import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Event, Json } from "../types.ts";
import { agreement } from "./agreement.ts";
import { indexPolicy } from "./index-topology.ts";
import { wantedOf } from "../util/wanted-of.ts";

type Decision = { step: string; chance: number; member?: string };
const decisions = (events: readonly Event[]): Decision[] =>
  events.flatMap(({ fact }) => (fact.type === "own" && fact.name.endsWith("-decision") ? [fact.value as unknown as Decision] : []));
const around = (trial: string, fact: Event["fact"]): Event => ({ seq: 0, trial, span: "", at: 0, hash: "", fact });

/** One task of a session in which members answer and state as told; "right" passes. */
async function task(
  topology: ReturnType<typeof indexPolicy>,
  says: { readonly [name: string]: { readonly answer: string; readonly p: Json } },
  earlier: readonly Event[] = [],
  attempts = 1,
) {
  const members = Object.fromEntries(
    Object.entries(says).map(([name, object]) => [
      name,
      fake((ask) => (wantedOf(ask) === undefined ? object.answer : { object }), { id: `fake/${name}`, family: name }),
    ]),
  );
  const id = `t${earlier.length}`;
  const trial = `index/${id}/0`;
  const room = fakeDesk({
    members,
    trial,
    earlier: [...earlier, around(trial, { type: "trial-start", topology: "index", task: id, category: "c", repetition: 0 })],
    terms: { attempts },
    task: { id, category: "c", prompt: "Which?", grader: { kind: "none" } },
    verifier: ({ text }) => ({ ok: true, passed: text === "right", score: Number(text === "right"), why: "compared" }),
  });
  const result = await topology.solve(room.task, room.desk);
  const all = [...room.events(), around(trial, { type: "trial-end" } as Event["fact"])];
  return { result, all, own: room.events().slice(earlier.length), members };
}

/** A hundred tasks of a member who is right every second time and says .9 in four of five cases of `likelier`, else .4. */
async function session(likelier: (right: boolean, turn: number) => boolean, confidence = true) {
  const topology = indexPolicy({ value: 1, confidence, learn: 1000, most: { attempts: 1, ofOne: 1 } });
  let earlier: readonly Event[] = [];
  for (let i = 0; i < 100; i++) {
    const right = i % 2 === 0;
    const high = likelier(right, Math.floor(i / 2) % 5);
    earlier = (await task(topology, { a: { answer: right ? "right" : "wrong", p: high ? 0.9 : 0.4 } }, earlier)).all;
  }
  const after = async (p: Json): Promise<number> =>
    (await task(topology, { a: { answer: "right", p } }, earlier)).own.flatMap(({ fact }) =>
      fact.type === "outcome" ? [fact.p] : [],
    )[0] ?? Number.NaN;
  return { sure: await after(0.9), unsure: await after(0.4), silent: await after(null) };
}

test("a chance that a member states is believed as far as verdicts bear it out: .8 of those it was sure of, .2 of the others", async () => {
  const { sure, unsure, silent } = await session((right, turn) => turn < 4 === right);
  // By Bayes .5 x .8 / (.5 x .8 + .5 x .2) = .8 and .2; a hundred verdicts are drawn a little to saying nothing.
  assert.ok(Math.abs(sure - 0.8) < 0.07, `${sure}`);
  assert.ok(Math.abs(unsure - 0.2) < 0.07, `${unsure}`);
  assert.ok(Math.abs(silent - 0.5) < 0.03, `nothing said changes nothing: ${silent}`);
});

test("one that says the same whether right or wrong changes nothing, and none is asked for without the option", async () => {
  const idle = await session((_right, turn) => turn < 4);
  assert.ok(Math.abs(idle.sure - 0.5) < 0.06 && Math.abs(idle.unsure - 0.5) < 0.06, JSON.stringify(idle));
  const unasked = await session((right, turn) => turn < 4 === right, false);
  assert.equal(unasked.sure, unasked.unsure);
  const { members } = await task(indexPolicy({ value: 1 }), { a: { answer: "right", p: 0.9 } });
  assert.ok(members["a"]?.asked.every(({ shape }) => shape === undefined));
});

const clue = { ofConfidence: 1, ofNone: 0, cuts: [0], ifRight: [0.1, 0.9], ifWrong: [0.6, 0.4] };
const learnt = {
  chances: [
    { member: "a", p: 0.5, cost: 0.01 },
    { member: "a", category: "c", p: 0.6, cost: 0.02 },
    { member: "b", p: 0.7, cost: 0.05 },
  ],
  members: [
    { member: "a", loading: 0, repeat: 0.5, clue },
    { member: "b", loading: 0, repeat: 0.5 },
  ],
};

test("what was learnt elsewhere is used as it stands: the category's chance, and what a stated chance says, by Bayes", async () => {
  // Answers of both are wanted, and no verdict.
  const topology = indexPolicy({ value: 1, learnt, learn: 0, checker: "none", most: { ofOne: 1 } });
  const both = (one: { readonly answer: string; readonly p: Json }, other: { readonly answer: string; readonly p: Json }) =>
    task(topology, { a: one, b: other }, [], 2);
  const chanceAt = async (p: number): Promise<number> =>
    decisions((await both({ answer: "right", p }, { answer: "right", p })).own).at(-1)?.chance ?? Number.NaN;
  // .6 of the category, not .5: log-odds of .9 are above the cut at 0, those of .2 below it.
  assert.ok(Math.abs((await chanceAt(0.9)) - (0.6 * 0.9) / (0.6 * 0.9 + 0.4 * 0.4)) < 0.005);
  const low = await both({ answer: "x", p: 0.2 }, { answer: "y", p: 0.2 });
  assert.deepEqual(
    decisions(low.own).map(({ step, member }) => [step, member]),
    [
      ["try", "a"],
      ["try", "b"],
      ["accept", undefined],
    ],
  );
  assert.ok(Math.abs((decisions(low.own)[1]?.chance ?? 0) - (0.6 * 0.1) / (0.6 * 0.1 + 0.4 * 0.6)) < 0.005);
  assert.ok(low.own.every(({ fact }) => fact.type !== "verdict"));
});

test("agreement takes what was learnt elsewhere, too, and asks on after an answer that its author is not sure of", async () => {
  const topology = agreement({ order: ["a", "b"], enough: 0.7, least: 1, learnt: { ...learnt, coincidence: [{ concentration: 4 }] } });
  const asked = async (p: number): Promise<number> =>
    (await task(topology, { a: { answer: "right", p }, b: { answer: "right", p } })).own.filter(({ fact }) => fact.type === "call").length;
  assert.equal(await asked(0.9), 1);
  assert.equal(await asked(0.2), 2);
});

test("what was learnt of others, or beside a record or rates, is refused", async () => {
  const words = async (topology: ReturnType<typeof indexPolicy>, names: readonly string[]): Promise<string> => {
    const { result } = await task(topology, Object.fromEntries(names.map((name) => [name, { answer: "right", p: 1 }])));
    return result.ok ? "done" : result.failure.message;
  };
  const record = [{ member: "a", passed: 1, tried: 2 }];
  assert.match(await words(indexPolicy({ learnt }), ["a"]), /names "b", who is no member/);
  assert.match(await words(indexPolicy({ learnt }), ["a", "b", "c"]), /says nothing of "c"/);
  assert.match(await words(indexPolicy({ learnt, record }), ["a", "b"]), /`record` or `learnt`, not both/);
  assert.match(await words(agreement({ learnt, rates: [{ member: "a", rate: 0.5 }] }), ["a", "b"]), /`rates` or `learnt`, not both/);
});
