import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../types.ts";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import { experts } from "./experts.ts";
import { factsOf, teamOf, wants } from "./fake-team.test.ts";
import { type Decision, operator, type Proposal } from "./operator.ts";
import { personas } from "./personas.ts";
import { personasOf } from "./roster.ts";
import { wantedOf } from "../util/wanted-of.ts";

const own = ["Reader", "Writer", "Critic"].map((name) => ({ name, view: `${name}'s view` }));
const says = (ask: Ask) => {
  if (wants(ask, "answer") && wants(ask, "winner")) return { object: { why: "", answer: "merged", winner: "merged" } };
  if (wants(ask, "answer"))
    return "Reader: what is asked.\n<personas>\n- Reader: sees the sum\n- Writer: sees the form\n</personas>\n<drafts>\n- 5. | Writer: it is 4.\n- 4. | All are satisfied.\n</drafts>\n<answer>4</answer>";
  if (wants(ask, "personas")) return { object: { personas: own.slice(0, 2), why: "they differ" } };
  return `text ${ask.messages.length}`;
};

test("all perspectives in one reply cost one call, and the record says which were taken", async () => {
  const { desk, task, facts, calls } = teamOf(3, says);
  assert.deepEqual(await personas().solve(task, desk), { ok: true, text: "4", by: "m0" });
  assert.equal(calls(), 1);
  assert.deepEqual(facts("own")[0]?.value, { by: "m0", decision: "auto", personas: ["Reader", "Writer"] });
});

test("one reply drafts, criticizes and drafts again up to a bound that is told, after two worked examples that can be left out", async () => {
  const told = async (options: Parameters<typeof personas>[0]) => {
    const { desk, task, asked } = teamOf(1, says);
    assert.equal((await personas(options).solve(task, desk)).ok, true);
    return asked[0]?.text ?? "";
  };
  const usual = await told({});
  assert.match(usual, /draft again, mending what holds, until all are satisfied\. Write 3 drafts at most\./);
  assert.equal(usual.match(/^Task: /gm)?.length, 2);
  // The examples stand behind the task and before the form of the reply, and each is in that form itself.
  assert.ok(
    usual.indexOf("<task>") < usual.indexOf("Two examples") && usual.indexOf("Now the task above.") < usual.lastIndexOf("<drafts>"),
  );
  for (const tag of ["personas", "drafts", "answer"]) assert.ok((usual.match(new RegExp(`^</?${tag}>`, "gm"))?.length ?? 0) >= 3, tag);
  const short = await told({ iteration: { drafts: 1, examples: false } });
  assert.ok(short.includes("One draft is enough.") && !short.includes("Two examples"));
});

test("every turn's ask begins with the whole ask of the turn before and its reply", async () => {
  const { desk, task, asked } = teamOf(1, says);
  const result = await personas({ form: "turns", roster: own, curation: "none", size: 3 }).solve(task, desk);
  assert.equal(result.ok && result.by, "m0");
  assert.equal(asked.length, 4);
  const bare = asked.map(({ ask }) => ask.messages.map(({ role, text }) => ({ role, text })));
  for (let i = 1; i < bare.length; i++) {
    const before = bare[i - 1] ?? [];
    assert.deepEqual(bare[i]?.slice(0, before.length), before);
    assert.equal(bare[i]?.[before.length]?.role, "assistant");
  }
  assert.ok(asked.every(({ ask }) => ask.messages.filter(({ cache }) => cache !== undefined).length === 1));
});

test("a persona whose turn fails is left out of the conversation", async () => {
  let turn = 0;
  const { desk, task, asked } = teamOf(1, () => (++turn === 2 ? { failure: { code: "refused" as const, message: "no" } } : `said ${turn}`));
  await personas({ form: "turns", roster: own, curation: "none", size: 3 }).solve(task, desk);
  assert.deepEqual(
    asked.at(-1)?.ask.messages.flatMap(({ role, text }) => (role === "assistant" ? [text] : [])),
    ["said 1", "said 3"],
  );
});

test("a reply without blocks is the answer as it is, and one that cannot be read leads to one plain attempt by the same member, noted", async () => {
  const bare = teamOf(2, () => "It is 4.");
  assert.deepEqual(await personas({ member: "m1" }).solve(bare.task, bare.desk), { ok: true, text: "It is 4.", by: "m1" });
  assert.equal(bare.calls(), 1);
  const { desk, task, facts } = teamOf(2, (ask) => (wantedOf(ask) === undefined ? "plain" : '{"answer": 4'));
  assert.deepEqual(await personas({ member: "m1" }).solve(task, desk), { ok: true, text: "plain", by: "m1" });
  assert.equal(facts("fallback")[0]?.to, "solo");
});

/** A desk with one member and an operator that decides as told. */
async function consulted(decide: (proposal: Proposal) => Promise<Decision>) {
  const seen: Proposal[] = [];
  const member = fake((ask) => says(ask));
  const human = operator(async (proposal) => {
    seen.push(proposal);
    return decide(proposal);
  });
  const room = fakeDesk({ members: { operator: human, m0: member } });
  const result = await personas({ roster: own, curation: "ask", form: "turns" }).solve(room.task, room.desk);
  return { result, seen, asked: member.asked, events: room.events() };
}

test("the operator sees the task, the proposal and the roster, and its acceptance is on record", async () => {
  const { result, seen, asked, events } = await consulted(async () => ({ kind: "accept" }));
  assert.equal(result.ok && result.by, "m0");
  assert.ok(seen[0]?.text.includes("What is two and two?"));
  assert.deepEqual(seen[0]?.names, ["Reader", "Writer", "Critic"]);
  assert.deepEqual(seen[0]?.proposed, ["Reader", "Writer"]);
  assert.equal(asked.length, 4);
  const decision = factsOf(events, "own").find(({ name }) => name === "curation");
  assert.deepEqual(decision?.value, { by: "operator", decision: "accept", personas: ["Reader", "Writer"] });
});

test("the operator may change the set to any names of the roster; others are refused by the shape", async () => {
  const { events } = await consulted(async () => ({ kind: "change", personas: ["Critic"] }));
  const decision = factsOf(events, "own").find(({ name }) => name === "curation");
  assert.deepEqual(decision?.value, { by: "operator", decision: "change", personas: ["Critic"] });
  const foreign = await consulted(async () => ({ kind: "change", personas: ["Stranger"] }));
  assert.equal(factsOf(foreign.events, "fallback")[0]?.to, "auto");
});

test("an operator who rejects leaves one plain attempt; one who is away leaves the proposal", async () => {
  const rejected = await consulted(async () => ({ kind: "reject" }));
  assert.equal(rejected.asked.length, 2);
  assert.equal(factsOf(rejected.events, "fallback")[0]?.to, "solo");
  const away = teamOf(1, says);
  await personas({ roster: own, curation: "ask" }).solve(away.task, away.desk);
  assert.deepEqual(
    away.facts("own").map(({ value }) => value),
    [{ by: "m0", decision: "unattended", personas: ["Reader", "Writer"] }],
  );
  assert.equal(away.facts("fallback")[0]?.from, "ask");
});

test("a second attempt neither chooses nor asks the operator again", async () => {
  const verifier = () => ({ ok: true, passed: false, score: 0, why: "no" }) as const;
  const { desk, task, asked } = teamOf(1, says, {
    terms: { attempts: 3 },
    verifier,
    operator: () => ({ object: { kind: "accept", personas: [], why: "" } }),
  });
  await personas({ roster: own, curation: "ask" }).solve(task, desk);
  assert.equal(asked.filter(({ name }) => name === "operator").length, 1);
  assert.equal(asked.length, 5);
});

test("bundled rosters have unique names and one-sentence views", () => {
  for (const name of ["general", "software", "decisions"] as const) {
    const listed = personasOf(name);
    assert.ok(listed.length >= 10);
    assert.equal(new Set(listed.map((persona) => persona.name)).size, listed.length);
    assert.ok(listed.every(({ view }) => view.length >= 20 && view.length <= 200));
  }
});

test("experts answer in parallel from one prefix that ends with their own view, and one call merges", async () => {
  const { desk, task, asked } = teamOf(2, says);
  const result = await experts({ roster: own, curation: "none", size: 3 }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "merged", by: "m0" });
  assert.equal(desk.now, 200);
  assert.equal(new Set(asked.slice(0, 3).map(({ ask }) => ask.messages[0]?.text)).size, 1);
  assert.deepEqual(
    asked.slice(0, 3).map(({ text }) => /Answer as "(\w+)"/.exec(text)?.[1]),
    ["Reader", "Writer", "Critic"],
  );
  assert.ok(asked.slice(0, 3).every(({ text }) => !text.includes("<answer-")));
});

test("experts: the aggregating call may hand in a single answer, and when it fails the majority stands", async () => {
  const single = teamOf(3, (ask) => (wants(ask, "winner") ? { object: { why: "", answer: "x", winner: "B" } } : says(ask)));
  const dealt = experts({ roster: own, curation: "none", size: 3, deal: true });
  assert.deepEqual(await dealt.solve(single.task, single.desk), { ok: true, text: "text 2", by: "m1" });
  assert.deepEqual(single.facts("choice"), [{ type: "choice", member: "m1", how: "expert Writer" }]);
  const failing = teamOf(3, (ask, name) => (wants(ask, "winner") ? "no" : name === "m0" ? "5" : "4"));
  assert.equal(((await dealt.solve(failing.task, failing.desk)) as { text: string }).text, "4");
  assert.equal(failing.facts("fallback")[0]?.from, "aggregation");
});
