import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../types.ts";
import { blackboard } from "./blackboard.ts";
import { boardBlocks, confirmed, type Entry } from "./board.ts";
import { teamOf, wants } from "./fake-team.test.ts";

type Kind = Entry["kind"];
const entry = (kind: Kind, text: string) => ({ kind, text });
const added = (entries: { kind: Kind; text: string }[], help = "", done = false) => ({ object: { entries, help, done } });
const quiet = added([], "", true);
/** What each member adds in each round; the decider's text is the answer. */
function script(rounds: { readonly [name: string]: readonly ReturnType<typeof added>[] }) {
  const turns: { [name: string]: number } = {};
  return (ask: Ask, name: string) => {
    if (!wants(ask, "entries")) return "the answer";
    turns[name] = (turns[name] ?? 0) + 1;
    return rounds[name]?.[turns[name] - 1] ?? quiet;
  };
}

test("all read the whole board of the rounds before, nothing of their own round, and it only grows at the end", async () => {
  const { desk, task, asked } = teamOf(
    3,
    script({ m0: [added([entry("fact", "f0")])], m1: [added([entry("claim", "c1")], "who knows?")] }),
  );
  const result = await blackboard().solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "the answer", by: "m0" });
  assert.equal(asked.length, 7);
  assert.ok(asked.slice(0, 3).every(({ text }) => !text.includes("<note-")));
  for (const { text } of asked.slice(3, 6)) {
    assert.deepEqual(
      [...text.matchAll(/<note-\w+ by="(m\d)" id="(#\d)" kind="(\w+)">/g)].map((m) => m.slice(1).join()),
      ["m0,#1,fact", "m1,#2,claim", "m1,#3,question"],
    );
  }
});

test("it stops when nobody adds anything, when the board is full, and after the last round", async () => {
  const still = teamOf(3, script({ m0: [added([entry("fact", "f")])] }));
  await blackboard({ rounds: 9 }).solve(still.task, still.desk);
  assert.deepEqual(still.facts("own").at(-1)?.value, { entries: 1, stopped: "nothing to add" });
  assert.equal(still.calls(), 7);
  const busy = () => {
    let made = 0;
    return teamOf(3, (ask) => (wants(ask, "entries") ? added([entry("fact", `f${++made}`), entry("claim", `c${made}`)]) : "the answer"));
  };
  const full = busy();
  await blackboard({ rounds: 9, entries: 8 }).solve(full.task, full.desk);
  assert.deepEqual(full.facts("own").at(-1)?.value, { entries: 8, stopped: "full" });
  const last = busy();
  await blackboard({ rounds: 2 }).solve(last.task, last.desk);
  assert.deepEqual(last.facts("own").at(-1)?.value, { entries: 12, stopped: "rounds" });
});

test("an entry counts as confirmed when another member says so and nobody retracts it", () => {
  const board: Entry[] = [
    { by: "a", kind: "fact", text: "one" },
    { by: "b", kind: "fact", text: "two" },
    { by: "a", kind: "confirmation", text: "#1: my own" },
    { by: "c", kind: "confirmation", text: "#2 and #9 hold, I checked" },
    { by: "c", kind: "confirmation", text: "#1: yes" },
    { by: "b", kind: "retraction", text: "#2: I was wrong" },
  ];
  assert.deepEqual([...confirmed(board)], [0]);
  const { desk } = teamOf(1, () => "", { terms: { showNames: true } });
  assert.match(
    boardBlocks(
      desk,
      board.map((entry) => ({ ...entry, by: "m0" })),
    )[0] ?? "",
    /^<note-(\w+) by="m0" id="#1" kind="fact">\none\n<\/note-\1>$/,
  );
});

const lessons = {
  m0: [added([entry("lesson", "check the unit"), entry("fact", "f"), entry("lesson", "doubtful")])],
  m1: [quiet, added([entry("confirmation", "#1: so it is")])],
};

test("what was confirmed is told to the next tasks, what was not is not, and all or nothing are settings", async () => {
  const first = teamOf(2, script(lessons), { trial: "s/t1/0" });
  await blackboard().solve(first.task, first.desk);
  const told = async (carry: "verified" | "all" | "none") => {
    const next = teamOf(2, script({}), { trial: "s/t2/0", earlier: first.events() });
    await blackboard({ carry }).solve(next.task, next.desk);
    return /<history-(\w+)>\n([\s\S]*?)\n<\/history-\1>/.exec(next.asked[0]?.text ?? "")?.[2];
  };
  assert.equal(await told("verified"), "- check the unit");
  assert.equal(await told("all"), "- check the unit\n- doubtful");
  assert.equal(await told("none"), undefined);
  assert.equal(blackboard().memory, true);
  assert.equal(blackboard({ carry: "none" }).memory, false);
});

test("a verdict that passes verifies what its task taught", async () => {
  const verifier = () => ({ ok: true, passed: true, score: 1, why: "" }) as const;
  const first = teamOf(2, script(lessons), { trial: "s/t1/0", terms: { attempts: 2 }, verifier });
  await blackboard().solve(first.task, first.desk);
  const next = teamOf(2, script({}), { trial: "s/t2/0", earlier: first.events() });
  await blackboard().solve(next.task, next.desk);
  assert.ok(next.asked[0]?.text.includes("- doubtful"));
});

test("an empty board leads to a plain attempt; a decider that fails leaves the board's last answer", async () => {
  const empty = teamOf(3, (ask) => (wants(ask, "entries") ? quiet : "plain"));
  assert.deepEqual(await blackboard().solve(empty.task, empty.desk), { ok: true, text: "plain", by: "m0" });
  const no = { failure: { code: "refused" as const, message: "no" } };
  const drafted = script({ m1: [added([entry("answer", "drafted")])] });
  const { desk, task, facts } = teamOf(3, (ask, name) => (wants(ask, "entries") ? drafted(ask, name) : no));
  assert.deepEqual(await blackboard().solve(task, desk), { ok: true, text: "drafted", by: "m1" });
  assert.equal(facts("fallback")[0]?.from, "decider");
});
