import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../types.ts";
import { teamOf } from "./fake-team.test.ts";
import { instance } from "./fixtures.ts";
import { openTopology, topologyKinds } from "./index.ts";
import type { ScriptedAnswer } from "../models/fake.ts";
import { wantedOf } from "../util/wanted-of.ts";

/** Members that do all they are asked to, never agree, never pass and never stop early: the longest way through. */
let turn = 0;
function tireless(ask: Ask): ScriptedAnswer {
  turn++;
  if (wantedOf(ask) === undefined) return `${turn}`;
  const object = instance(wantedOf(ask) ?? {}) as { [name: string]: unknown };
  const parts = Array.from({ length: 64 }, (_, i) => ({ id: `p${i}`, brief: "b", acceptance: "a", needs: [] }));
  const people = Array.from({ length: 16 }, (_, i) => ({ name: `p${i}`, view: "v" }));
  const busy = {
    ...object,
    ...("answer" in object ? { answer: `${turn}` } : {}),
    ...("passed" in object ? { passed: false } : {}),
    ...("abstain" in object ? { abstain: false, contribution: `${turn}` } : {}),
    ...("done" in object ? { done: false } : {}),
    ...("entries" in object ? { entries: [{ kind: "fact", text: `${turn}` }] } : {}),
    ...("personas" in object && typeof (object.personas as unknown[])[0] === "object" ? { personas: people } : {}),
    ...("tasks" in object ? { tasks: listed(ask) } : {}),
    ...("parts" in object
      ? { parts: parts.slice(0, ((wantedOf(ask)?.properties ?? {}) as { parts?: { maxItems: number } }).parts?.maxItems) }
      : {}),
  };
  return JSON.stringify("subtasks" in object ? fullWorkflow(ask) : busy);
}

/** As many tasks as fit, the last of which writes the answer. */
function listed(ask: Ask) {
  const { tasks } = (wantedOf(ask)?.properties ?? {}) as { tasks?: { maxItems: number } };
  const most = tasks?.maxItems ?? 0;
  return Array.from({ length: most }, (_, i) => ({ brief: "b", id: `t${i}`, needs: [], yields: i === most - 1 ? "answer" : "entry" }));
}

/** As many steps as may be, each seeing all before it; the first who may be named has one, the last all others. */
function fullWorkflow(ask: Ask) {
  const { members } = (wantedOf(ask)?.properties ?? {}) as { members: { maxItems: number; items: { enum: string[] } } };
  const steps = Array.from({ length: members.maxItems }, (_, place) => place);
  const names = members.items.enum;
  return {
    why: "w",
    subtasks: steps.map((place) => `s${place}`),
    members: steps.map((place) => (place === 0 ? names[0] : names.at(-1))),
    access: steps.map((place) => steps.slice(0, place).map((earlier) => earlier + 1)),
  };
}

const counts: readonly [name: string, options: object, calls: (n: number) => number][] = [
  ["sequential", {}, (n) => n],
  ["sequential", { batch: 4 }, (n) => n],
  ["sequential", { final: "merge", batch: 4 }, (n) => n + 1],
  ["coordinator", {}, (n) => n + 2],
  ["coordinator", { final: "join" }, (n) => n + 1],
  ["broadcast", {}, (n) => 2 * n + 1],
  ["broadcast", { final: "join" }, (n) => 2 * n],
  ["shared-memory", {}, (n) => n + 1],
  ["shared-memory", { final: "join" }, (n) => n],
  ["morphogenetic", { rounds: 3 }, (n) => 3 * n + 1],
  ["clonal", { generations: 2 }, (n) => 6 * n],
  ["stigmergic", { rounds: 2 }, (n) => 2 * n],
  ["ripple", {}, (n) => n + 1],
  ["personas", {}, () => 1],
  ["personas", { form: "turns", size: 5 }, () => 7],
  ["personas", { form: "turns", size: 5, curation: "none" }, () => 6],
  ["experts", { size: 3 }, () => 5],
  ["experts", { size: 3, curation: "none", deal: true }, () => 4],
  ["council", {}, (n) => (n === 1 ? 1 : 2 * n + 1)],
  ["council", { closing: "pick" }, (n) => (n === 1 ? 1 : 2 * n + 1)],
  ["council", { closing: "top" }, (n) => (n === 1 ? 1 : 2 * n)],
  ["debate", { rounds: 3 }, (n) => (n === 1 ? 1 : 3 * n)],
  ["debate", { rounds: 3, vote: "weighted" }, (n) => (n === 1 ? 1 : 3 * n)],
  ["mixture", {}, (n) => 2 * n + 1],
  ["mixture", { layers: 2, samples: 6 }, (n) => 6 * n + 1],
  ["fusion", {}, () => 5],
  ["fusion", { panel: { size: 8, member: "m0" } }, () => 10],
  ["fusion", { panel: { size: 1 }, analysis: false }, () => 2],
  ["fusion", { decide: true }, () => 6],
  ["fusion", { decide: true, analysis: false }, () => 5],
  ["pipeline", {}, () => 2 + 2 * 2],
  ["pipeline", { revisions: 0 }, () => 2],
  ["blackboard", { rounds: 2 }, (n) => 2 * n + 1],
  ["ab-mcts", {}, () => 1],
  ["ab-mcts", { calls: 7 }, () => 7],
  ["ab-mcts", { calls: 12, batch: 5, stack: true, law: "normal" }, () => 12],
  ["ledger-hub", { rounds: 4, size: { tasks: 3 } }, () => 4 * (1 + 3)],
  ["ledger-hub", { rounds: 2, size: { tasks: 1 }, seats: "mixed", summarise: false }, () => 4],
  ["turn-router", { transcript: false }, () => 1],
  ["turn-router", { turns: 1 }, () => 1],
  ["strategy-market", {}, (n) => (n === 1 ? 2 : 2 * n + 1)],
  ["strategy-market", { jury: false, self: true }, (n) => n + 1],
  ["recursive", {}, () => 1],
  ["conductor", {}, (n) => (n === 1 ? 6 : 11)],
  ["conductor", { steps: 3, examples: 0 }, (n) => (n === 1 ? 4 : 7)],
  ["conductor", { recursion: false, isolated: false }, () => 6],
  ["market", {}, (n) => n + 1],
  ["market", { house: { awards: 3 } }, (n) => n + Math.min(3, n)],
  ["market", { house: { awards: 3, schedule: true, recovery: "none" } }, (n) => n + Math.min(3, n)],
  ["market", { bidding: "track-record", house: { awards: 2 } }, (n) => Math.min(2, n)],
  ["market", { bidding: "learned" }, () => 1],
  ["market", { bidding: "learned", learned: { asked: true } }, (n) => n + 1],
  ["market", { mechanism: "lottery", bidding: "random", reputation: "none", house: { awards: 64 } }, (n) => n],
  ["independent", { steps: 3 }, (n) => 3 * n + 1],
  ["centralised", { rounds: 3, steps: 2 }, (n) => 6 * n + 3],
  ["decentralised", { rounds: 3, steps: 2 }, (n) => 6 * n + 1],
  ["hybrid", { rounds: 3, steps: 2, peers: 5 }, (n) => 6 * n + 3 + (n === 1 ? 0 : 5)],
];

for (const [name, options, calls] of counts) {
  test(`${name} ${JSON.stringify(options)} makes the calls that it states for 1, 3, 8 and 64 members`, async () => {
    const kind = topologyKinds.find((kind) => kind.name === name);
    for (const n of [1, 3, 8, 64]) {
      const { desk, task, calls: made } = teamOf(n, tireless, { verifier: () => ({ ok: true, passed: false, score: 0, why: "no" }) });
      const result = await openTopology(name, options).solve(task, desk);
      assert.equal(result.ok, true);
      assert.equal(made(), calls(n), `${n} members`);
      const stated = kind?.calls(n, desk.terms, options) ?? { least: 0, most: 0 };
      assert.ok(stated.least <= made() && made() <= stated.most, `${made()} calls; stated ${JSON.stringify(stated)}`);
    }
  });
}
