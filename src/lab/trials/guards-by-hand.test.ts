import assert from "node:assert/strict";
import { test } from "node:test";
import { openRun, openScope, openSession, openTrial } from "../../calls/index.ts";
import { openJudge } from "../../judges/index.ts";
import type { Fact, Json, Purpose } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { callOf, planOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { guardsOf } from "./guards.ts";

/** What one member says in one call: so many tokens, from then on for ten milliseconds unless told otherwise. */
interface Said {
  readonly by: string;
  readonly at: number;
  readonly says: string | { readonly [name: string]: Json };
  readonly tokens?: number;
  readonly ms?: number;
  readonly purpose?: Purpose;
  readonly failed?: boolean;
}
const said = (by: string, at: number, says: Said["says"], more: Partial<Said> = {}): Said => ({ by, at, says, tokens: 10, ...more });

/** What guards note of a trial of this kind of topology, in the words of their facts. */
function noted(kind: string, talk: readonly (Said | Fact)[], at: { readonly trial?: string; readonly name?: string } = {}) {
  const { store, ledger } = openLedger();
  const { name = kind } = at;
  const plan = planOf([topologyOf(name, { topology: { name: kind, solve: () => assert.fail() } })], ["t"]);
  const run = openRun({ seed: "1", ledger });
  const memory = { events: [] as ReturnType<typeof ledger.append>[] };
  const task = taskOf("t", { prompt: "Which envelope holds the seeds that were sown first of all?" });
  const id = at.trial ?? `${name}/t/0`;
  const trial = openTrial(run, { id, task, verifier: openJudge({ kind: "none" }, "verdict"), session: openSession(ledger, memory) });
  // Of another trial in the same memory: nothing of it counts.
  for (const by of ["x", "y", "x", "y"])
    trial.session.note(
      { trial: "other/t/0", span: "", at: 0 },
      callOf(by, { member: by, reply: ledger.put({ text: "Same words as ever, all of us." }) }),
    );
  for (const [index, one] of talk.entries()) {
    const fact =
      "type" in one
        ? one
        : callOf(`k${index}`, {
            member: one.by,
            start: one.at,
            ms: one.ms ?? 10,
            purpose: one.purpose ?? "attempt",
            usage: { ...noUsage, output: one.tokens ?? 0 },
            reply: ledger.put(typeof one.says === "string" ? { text: one.says } : { text: "", object: one.says }),
            ...(one.failed === true ? { failure: { code: "provider", message: "gone" } } : {}),
          });
    trial.session.note({ trial: id, span: "", at: 0 }, fact);
  }
  const before = memory.events.length;
  guardsOf(plan)(trial, openScope([], topologyOf("x").terms, { span: "s" }), task);
  const found = memory.events.slice(before).map(({ trial: own, span, fact }) => ({ own, span, fact }));
  store.close();
  assert.ok(found.every(({ own, span, fact }) => own === id && span === "s" && fact.type === "guard" && !fact.stopped));
  return found.map(({ fact }) => (fact.type === "guard" ? `${fact.guard} at ${fact.member}, ${fact.tokens} in vain` : ""));
}

const same = "The seeds that were sown first lie in the third envelope from the left.";
const other = "A wholly different remark about lighthouses and the grid that they stand on.";
const verdict: Fact = { type: "verdict", member: "x", passed: false, score: 0, why: "" };
const message = { purpose: "message" } as const;

test("what came after a dialogue should have ended is told with who spoke then; a first echo is a warning", () => {
  const talk = [
    said("x", 0, same, message),
    said("y", 10, same, message),
    said("x", 20, same, message),
    said("y", 30, other, { ...message, tokens: 7 }),
  ];
  assert.deepEqual(noted("blackboard", talk), ["echo at y, 0 in vain", "echo at x, 7 in vain", "loop at x, 7 in vain"]);
  // Whatever order they are on record in, and under whatever name the topology is planned.
  assert.deepEqual(noted("blackboard", talk.toReversed(), { name: "mine" }), noted("blackboard", talk));
  // Topologies without talk, and trials that nobody planned.
  assert.deepEqual([noted("solo", talk), noted("blackboard", talk, { trial: "gone/t/0" })], [[], []]);
});

test("what is said while another speaks repeats nobody", () => {
  const two = (at: number) => noted("blackboard", [said("x", 0, same, message), said("y", at, same, message)]);
  assert.deepEqual([two(9), two(10)], [[], ["echo at y, 0 in vain"]]);
  // The longest that began together counts.
  const three = (at: number) =>
    noted("blackboard", [
      said("x", 0, same, { ...message, ms: 30 }),
      said("y", 5, other, { ...message, ms: 1 }),
      said("z", at, same, message),
    ]);
  assert.deepEqual([three(29), three(30)], [[], ["echo at z, 0 in vain"]]);
});

test("bids, votes, verdicts and what failed are no talk", () => {
  for (const purpose of ["bid", "route", "verdict", "vote", "merge", "grade", "shadow"] as const)
    assert.deepEqual(noted("blackboard", [said("x", 0, same, message), said("y", 10, same, { purpose })]), [], purpose);
  assert.deepEqual(noted("blackboard", [said("x", 0, same, message), said("y", 10, same, { ...message, failed: true })]), []);
});

test("an answer that comes back is told where more was said after it, and a repaired reply stands for the one before", () => {
  const [four, five] = ["Answer: 4", "Answer: 5"];
  assert.deepEqual(noted("debate", [said("x", 0, four), said("x", 10, four)]), []);
  assert.deepEqual(noted("debate", [said("x", 0, four), said("x", 10, four), said("y", 20, five, { tokens: 5 })]), [
    "loop at x, 5 in vain",
  ]);
  assert.deepEqual(noted("debate", [said("x", 0, four), said("x", 10, four, { purpose: "repair" }), said("y", 20, five)]), []);
  // Somebody else's repair replaces nothing.
  assert.deepEqual(
    noted("debate", [said("x", 0, four), said("y", 10, five, { purpose: "repair" }), said("x", 20, four), said("y", 30, "Answer: 6")]),
    ["loop at x, 10 in vain"],
  );
});

test("each attempt's talk is a dialogue of its own; a verdict on a part ends none", () => {
  const around = (fact: Fact) => noted("blackboard", [said("x", 0, same, message), fact, said("x", 10, same, message)]);
  const unverified: Fact = { type: "unverified", member: "x", why: "" };
  assert.deepEqual([around(verdict), around(unverified)], [[], []]);
  assert.deepEqual(around({ ...verdict, part: "p" }), ["loop at x, 0 in vain"]);
  // What is found in a later dialogue is told too.
  assert.deepEqual(noted("blackboard", [verdict, said("x", 0, same, message), said("x", 10, same, message)]), ["loop at x, 0 in vain"]);
});

test("what a topology stopped at by itself is on record already", () => {
  const guard = (change: object) => ({ type: "guard", guard: "loop", member: "x", stopped: true, tokens: 0, ...change }) as Fact;
  const beside = (change: object) => noted("blackboard", [said("x", 0, same, message), said("x", 10, same, message), guard(change)]);
  assert.deepEqual(
    [beside({}), beside({ stopped: false }), beside({ guard: "echo" })],
    [[], ["loop at x, 0 in vain"], ["loop at x, 0 in vain"]],
  );
  // An end that was announced is no failure.
  assert.deepEqual(noted("blackboard", [said("x", 0, "TASK_DONE", message), said("x", 10, other, message)]), []);
});

test("who directs is another voice than the same member at work, and each has its own part to play", () => {
  const instructs = "Instruction: write down the remaining rows.";
  assert.deepEqual(noted("centralised", [said("y", 0, instructs), said("x", 10, other, { tokens: 3 })]), ["role-flip at y, 3 in vain"]);
  assert.deepEqual(noted("centralised", [said("x", 0, instructs, { purpose: "plan" }), said("y", 10, other)]), []);
  assert.deepEqual(
    noted("centralised", [said("x", 0, "Solution: the third one.", { purpose: "plan" }), said("y", 10, other, { tokens: 3 })]),
    ["role-flip at x, directing, 3 in vain"],
  );
  // Nobody directs in a debate.
  assert.deepEqual(noted("debate", [said("y", 0, instructs), said("x", 10, other)]), []);
  assert.deepEqual(noted("hybrid", [said("x", 0, same, { purpose: "plan" }), said("x", 10, same, message)]), ["echo at x, 0 in vain"]);
  assert.deepEqual(noted("personas", [said("x", 0, same, message), said("x", 10, same, message)]), ["echo at x, turn 2, 0 in vain"]);
});

test("of an object its texts are said, not its names and numbers; of a long text all of it", () => {
  const echoes = (one: Said["says"], two: Said["says"]) =>
    noted("blackboard", [said("x", 0, one, message), said("y", 10, two, message)]).length;
  assert.equal(
    echoes({ first: "The seeds that were sown first lie in", list: [{ rest: "the third envelope from the left." }], n: 12 }, same),
    1,
  );
  assert.equal(echoes({ a: same, b: "  ", c: null, d: true }, { "another name for it": same, count: 31_337 }), 1);
  assert.equal(echoes({ text: other }, same), 0);
  const gone = callOf("gone", { member: "z", start: 20, purpose: "message", reply: "gone" });
  assert.deepEqual(noted("blackboard", [gone, said("y", 30, "", message)]), []);
});
