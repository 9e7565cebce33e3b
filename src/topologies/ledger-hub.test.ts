import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Json, Terms, Verdict } from "../types.ts";
import type { ScriptedAnswer } from "../models/fake.ts";
import { factsOf, teamOf, wants } from "./fake-team.test.ts";
import { ledgerHub } from "./ledger-hub.ts";
import { edited, emptyLedger, noted, ready } from "./task-ledger.ts";

const one = (brief: string, id: string, yields: string, needs: readonly string[] = []) => ({ brief, id, needs: [...needs], yields });
/** A manager whose edits are these, one for each round, and workers who say what they are told by their brief. */
function team(
  rounds: readonly (readonly Json[])[],
  settings: { says?: (ask: Ask, text: string) => ScriptedAnswer | undefined } & Parameters<typeof teamOf>[2] = {},
) {
  const { says, ...rest } = settings;
  let round = 0;
  return teamOf(
    3,
    (ask) => {
      const text = ask.messages.map((message) => message.text).join("\n");
      if (wants(ask, "tasks"))
        return { object: { why: "w", plan: `plan ${round}`, notes: [`note ${round}`], tasks: [...(rounds[round++] ?? [])] } };
      return says?.(ask, text) ?? `did ${/Do part (\w+)/.exec(text)?.[1] ?? "all"}`;
    },
    rest,
  );
}
const failing = (...scores: readonly boolean[]): { verifier: () => Verdict } => {
  let at = 0;
  return { verifier: () => ({ ok: true, passed: scores[at++] ?? false, score: 0, why: "the sum is off" }) };
};
const attempts = (attempts: number, more: Partial<Terms> = {}) => ({ terms: { attempts, ...more } });
const ends = (events: Parameters<typeof factsOf>[0]) =>
  factsOf(events, "own").flatMap(({ name, value }) => (name === "ledger-end" ? [(value as { stopped: string }).stopped] : []));

test("a worker sees the task, its brief and the entries that are named for it, and nothing else", async () => {
  const room = team([[one("add", "sum", "entry"), one("count", "n", "entry"), one("join", "answer", "answer", ["sum"])]]);
  const result = await ledgerHub().solve(room.task, room.desk);
  assert.deepEqual(result, { ok: true, text: "did all", by: "m0" });
  const work = room.asked.filter(({ ask }) => ask.purpose === "attempt").map(({ text }) => text);
  assert.equal(work.length, 3);
  assert.ok(work.slice(0, 2).every((text) => !text.includes("did ") && !text.includes("plan 0") && !text.includes("note 0")));
  assert.match(work[2] ?? "", /<result-[0-9a-f]{16} part="sum">\ndid sum\n/);
  assert.ok(!(work[2] ?? "").includes("did n"));
});

test("the manager begins afresh in each round: it sees the ledger, entries cut to their size, and no words to a worker", async () => {
  const long = "x".repeat(900);
  const room = team([[one("dig", "a", "entry")], [one("join", "answer", "answer", ["a"])], []], {
    says: (_ask, text) => (text.includes("Do part a") ? long : undefined),
  });
  await ledgerHub({ size: { entry: 200 } }).solve(room.task, room.desk);
  const [, second, third] = room.asked.filter(({ ask }) => ask.purpose === "plan").map(({ text }) => text);
  assert.match(second ?? "", /x{200} \[\.\.\. 700 characters cut\]/);
  assert.match(second ?? "", /a \[done, yields entry\]: dig/);
  assert.match(second ?? "", /plan 0[\s\S]*note 0/);
  assert.ok(!(second ?? "").includes("Do part a of the task"));
  assert.match(third ?? "", /<answer-[0-9a-f]{16} by="m0" id="artefact">\ndid all/);
  assert.deepEqual(ends(room.events()), ["no open task"]);
});

test("a pass ends it; a failed check is told to the manager and to the worker who is given the artefact", async () => {
  const rounds = [[one("try", "answer", "answer")], [one("mend", "answer", "answer", ["artefact"])], [one("never", "x", "entry")]];
  const room = team(rounds, { ...failing(false, true), ...attempts(3) });
  await ledgerHub().solve(room.task, room.desk);
  const plans = room.asked.filter(({ ask }) => ask.purpose === "plan");
  const works = room.asked.filter(({ ask }) => ask.purpose === "attempt");
  assert.deepEqual([plans.length, works.length, ends(room.events())], [2, 2, ["passed"]]);
  assert.match(plans[1]?.text ?? "", /did not pass its check\. Reason: the sum is off/);
  assert.match(works[1]?.text ?? "", /did all[\s\S]*did not pass[\s\S]*the sum is off/);
});

test("verdicts are one fewer than the attempts; after them the manager alone says whether work is left", async () => {
  const again = [one("try", "answer", "answer", ["artefact"])];
  for (const [tries, verdicts] of [
    [1, 0],
    [2, 1],
    [3, 2],
  ] as const) {
    const room = team([again, again, again, again, []], { ...failing(), ...attempts(tries) });
    await ledgerHub({ rounds: 10 }).solve(room.task, room.desk);
    assert.deepEqual([room.facts("verdict").length, room.calls(), ends(room.events())], [verdicts, 9, ["no open task"]]);
  }
  const unchecked = team([again, []], { ...failing(), ...attempts(9) });
  await ledgerHub({ check: false }).solve(unchecked.task, unchecked.desk);
  assert.equal(unchecked.facts("verdict").length, 0);
});

test("where the terms hide the verdict, the answer is found unwritten, and is returned all the same if no other comes", async () => {
  const room = team([[one("try", "answer", "answer")], []], { ...failing(), ...attempts(3, { feedback: "none" }) });
  const result = await ledgerHub().solve(room.task, room.desk);
  assert.deepEqual(result, { ok: true, text: "did all", by: "m0" });
  const second = room.asked.filter(({ ask }) => ask.purpose === "plan")[1]?.text ?? "";
  assert.match(second, /answer \[open, yields answer\]: try/);
  assert.ok(!second.includes("did all") && !second.includes("not pass"));
});

test("a reply that was cut off is condensed into a note and its task stays undone; without a summariser it is a result", async () => {
  const says = (ask: Ask, text: string): ScriptedAnswer | undefined => {
    if (ask.purpose === "message") return "the first half holds";
    return text.includes("Do part a") ? { text: "half of i", stop: "length" } : undefined;
  };
  const rounds = [[one("dig", "a", "entry")], [one("join", "answer", "answer", ["a", "notes"])], []];
  const room = team(rounds, { says });
  await ledgerHub().solve(room.task, room.desk);
  const joined = room.asked.filter(({ ask }) => ask.purpose === "attempt")[1]?.text ?? "";
  assert.match(joined, /No result: the task is not done/);
  assert.match(joined, /a ran out of room\. the first half holds/);
  assert.ok(!joined.includes("half of i"));
  const plain = team(rounds, { says });
  await ledgerHub({ summarise: false }).solve(plain.task, plain.desk);
  assert.match(plain.asked.filter(({ ask }) => ask.purpose === "attempt")[1]?.text ?? "", /half of i/);
  assert.equal(plain.calls(), room.calls() - 1);
});

test("one model sits in all seats, or the others work in turn", async () => {
  const rounds = [[one("a", "a", "entry"), one("b", "b", "entry"), one("c", "answer", "answer", ["a", "b"])]];
  const same = team(rounds);
  await ledgerHub({ manager: "m1" }).solve(same.task, same.desk);
  assert.deepEqual([...new Set(same.asked.map(({ name }) => name))], ["m1"]);
  const mixed = team(rounds);
  await ledgerHub({ manager: "m1", seats: "mixed" }).solve(mixed.task, mixed.desk);
  const works = mixed.asked.filter(({ ask }) => ask.purpose === "attempt").map(({ name }) => name);
  assert.deepEqual([works.toSorted(), works[0] !== works[1]], [[works[0] ?? "", works[1] ?? "", works[0] ?? ""].toSorted(), true]);
  assert.ok(!works.includes("m1"));
});

test("entries without an artefact are joined by the manager; with none it works alone", async () => {
  const room = team([[one("dig", "a", "entry")], []], { says: (ask) => (ask.purpose === "merge" ? "joined" : undefined) });
  assert.deepEqual(await ledgerHub().solve(room.task, room.desk), { ok: true, text: "joined", by: "m0" });
  const none = team([[]], { says: () => "alone" });
  assert.deepEqual(await ledgerHub().solve(none.task, none.desk), { ok: true, text: "alone", by: "m0" });
  assert.equal(none.calls(), 2);
});

test("money that ends leaves the artefact standing", async () => {
  const again = [one("try", "answer", "answer")];
  const room = team([again, again, again], { budget: 6_200_000, ...failing(), ...attempts(9) });
  const result = await ledgerHub().solve(room.task, room.desk);
  assert.deepEqual([result.ok && result.text, ends(room.events())], ["did all", ["budget"]]);
});

const size = { tasks: 3, entry: 200, notes: 2 };
const reply = (...tasks: ReturnType<typeof one>[]) => ({
  why: "",
  plan: "",
  notes: [],
  tasks: tasks as { brief: string; id: string; needs: string[]; yields: "answer" | "entry" }[],
});

test("the ledger is bounded and its ids are unique, whatever is replied", () => {
  const many = edited(
    emptyLedger,
    reply(...Array.from({ length: 9 }, () => one("b".repeat(900), "plan", "entry", ["plan", "x", "x"]))),
    size,
  );
  assert.deepEqual(
    many.tasks.map(({ id }) => id),
    ["plan-1", "plan-2", "plan-3"],
  );
  assert.deepEqual(
    many.tasks.map(({ needs }) => needs),
    [
      ["plan", "x"],
      ["plan", "x"],
      ["plan", "x"],
    ],
  );
  assert.ok(many.tasks.every(({ brief }) => brief.length < 2 * size.entry + 40));
  assert.deepEqual(noted(emptyLedger, ["a", " ", "b", "c"], size).notes, ["b", "c"]);
});

test("a listed id is done again in its place, done tasks stay and open ones that are left out go", () => {
  const before = edited(emptyLedger, reply(one("a", "a", "entry"), one("b", "b", "entry")), size);
  const done = {
    ...before,
    tasks: before.tasks.map((task) => (task.id === "a" ? { ...task, status: "done" as const, result: "r" } : task)),
  };
  const kept = edited(done, reply(one("c", "c", "answer")), size);
  assert.deepEqual(
    kept.tasks.map(({ id, status }) => `${id} ${status}`),
    ["a done", "c open"],
  );
  const again = edited(kept, reply(one("better", "a", "entry")), size);
  assert.deepEqual(
    again.tasks.map(({ id, status, brief, result }) => [id, status, brief, result]),
    [["a", "open", "better", ""]],
  );
});

test("tasks that need nothing open come first, and a circle starts at once", () => {
  const { tasks } = edited(
    emptyLedger,
    reply(one("a", "a", "entry", ["b"]), one("b", "b", "entry", ["gone"]), one("c", "c", "entry", ["c"])),
    size,
  );
  assert.deepEqual(
    ready(tasks).map(({ id }) => id),
    ["b", "c"],
  );
  const circle = edited(emptyLedger, reply(one("a", "a", "entry", ["b"]), one("b", "b", "entry", ["a"])), size).tasks;
  assert.deepEqual(
    ready(circle).map(({ id }) => id),
    ["a", "b"],
  );
});
