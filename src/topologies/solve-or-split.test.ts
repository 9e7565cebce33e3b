import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Answer, Ask, CallFact, Event, Topology, Verdict } from "../types.ts";
import { wantedOf } from "../util/wanted-of.ts";
import { solveOrSplit, solveOrSplitKind } from "./solve-or-split.ts";

const textOf = (ask: Ask) => ask.messages.map(({ text }) => text).join("\n");
const pass = (passed: boolean, why = ""): Verdict => ({ ok: true, passed, score: Number(passed), why });
const passing = () => pass(true);
const cannot = (): Verdict => ({ ok: false, failure: { code: "refused", message: "Parts have no tests." } });

type Says = (ask: Ask, name: string) => ScriptedAnswer;
/** Members who take 100 ms for a reply; each of its own family. */
async function solve(topology: Topology, names: readonly string[], says: Says, settings: Omit<FakeDeskSettings, "members">) {
  const asked: { name: string; text: string; ask: Ask }[] = [];
  const member = (name: string) =>
    fake(
      (ask) => {
        asked.push({ name, text: textOf(ask), ask });
        return says(ask, name);
      },
      { id: `fake/${name}`, family: `family/${name}`, ms: 100 },
    );
  const room = fakeDesk({ ...settings, members: Object.fromEntries(names.map((name) => [name, member(name)])) });
  const result = await topology.solve(room.task, room.desk);
  const facts = room.events().map(({ fact }) => fact);
  const calls = facts.flatMap((fact): CallFact[] => (fact.type === "call" ? [fact] : []));
  return { result, asked, calls, made: calls.map(({ purpose, member: by }) => `${purpose}:${by}`), facts, spent: room.spent() };
}
const splitsOf = (facts: readonly Event["fact"][]) => facts.flatMap((fact) => (fact.type === "split" ? [fact.parts.join("+")] : []));

const blank = { why: "", statement: "", acceptance: "", remainder: "", answer: "", value: 0.5, p: 0.9 };
/** The properties that the ask wants, and no other. */
const whole = (ask: Ask, answer: string, kind = "whole") => {
  const wanted = Object.keys((wantedOf(ask)?.properties ?? {}) as object);
  return { object: Object.fromEntries(Object.entries({ ...blank, kind, answer }).filter(([name]) => wanted.includes(name))) };
};
const part = (statement: string, remainder: string, value = 0.5) => ({
  object: { ...blank, kind: "part", statement, remainder, acceptance: "It adds up.", value },
});
const kindsOf = (ask: Ask) => ((wantedOf(ask)?.properties ?? {}) as { kind?: { enum: string[] } }).kind?.enum ?? [];
/** The place of the work that an ask is about: "" for the whole. */
const placeOf = (ask: Ask) => /<part-\w+ id="([\d.]+)">/.exec(textOf(ask))?.[1] ?? "";

/** Splits wherever it may; a piece's answer names its place. */
const splitter: Says = (ask) => {
  const place = placeOf(ask);
  if (ask.purpose === "merge") return "joined";
  if ("passed" in ((wantedOf(ask)?.properties ?? {}) as object)) return { object: { why: "", passed: true } };
  if (kindsOf(ask).includes("part")) return part(`left of (${place})`, `right of (${place})`);
  return kindsOf(ask).length > 0 ? whole(ask, `done ${place}`) : `plain ${place}`;
};
/** Splits the task once; both sides are done whole. */
const once: Says = (ask, name) =>
  placeOf(ask) !== "" && kindsOf(ask).includes("part") ? whole(ask, `done ${placeOf(ask)}`) : splitter(ask, name);

test("a task that one member can solve whole takes one call", async () => {
  const { result, made } = await solve(solveOrSplit(), ["a"], (ask) => whole(ask, "4"), {});
  assert.deepEqual([result, made], [{ ok: true, text: "4", by: "a" }, ["attempt:a"]]);
});

test("the split is judged before its parts are paid for; then both sides run at once, and the whole is judged last", async () => {
  const judged: string[] = [];
  const verifier = ({ text }: Answer) => {
    judged.push(text);
    return pass(true);
  };
  const { result, calls, asked, facts } = await solve(solveOrSplit(), ["a"], once, { terms: { attempts: 2 }, verifier });
  assert.deepEqual(result, { ok: true, text: "joined", by: "a" });
  const split = "Part: left of ()\nThe part is done when: It adds up.\nShare of the worth in the part: 0.5\nRemainder: right of ()";
  assert.deepEqual(judged, [split, "done 1", "done 2", "joined"]);
  assert.deepEqual(
    calls.map(({ purpose, start }) => [purpose, start]),
    [
      ["attempt", 0],
      ["attempt", 100],
      ["attempt", 100],
      ["merge", 200],
    ],
  );
  assert.deepEqual(splitsOf(facts), ["1+2"]);
  const [, one, two, merge] = asked.map(({ text }) => text);
  // Both sides see the split; each its own part, and neither the other's result.
  for (const side of [one, two]) assert.match(side ?? "", /<plan-(\w+)>\nPart 1: left of \(\)\nPart 2: right of \(\)\n<\/plan-\1>/);
  assert.ok(one?.includes("Part 1 of the task is yours") === true && !one.includes("done 2"));
  assert.ok(two?.includes("Part 2 of the task is yours") === true && !two.includes("done 1"));
  assert.match(merge ?? "", /<result-(\w+) part="1">\ndone 1\n<\/result-\1>[\s\S]*<result-(\w+) part="2">\ndone 2\n<\/result-\2>/);
});

test("the tree: depth bounds how far it grows, its levels run at once, and every call is counted", async () => {
  for (const [options, leaves, attempts, end] of [
    // A full tree of depth d: 2^d - 1 splits and 2^d pieces, d + 1 levels of 100 ms, then one join.
    [{ depth: 1, parts: 32 }, ["1", "2"], 3, 300],
    [{ depth: 2, parts: 32 }, ["1.1", "1.2", "2.1", "2.2"], 7, 400],
    [{ depth: 3, parts: 32 }, ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1.1", "2.1.2", "2.2.1", "2.2.2"], 15, 500],
    // Three pieces by even worth: of 3, half is 1.5, rounded to 2 for the part, which is split again, and 1 for the rest.
    [{ depth: 3, parts: 3 }, ["1.1", "1.2", "2"], 5, 400],
    [{ depth: 3, parts: 1 }, [""], 1, 100],
  ] as const) {
    const { made, calls, asked, result, facts } = await solve(solveOrSplit(options), ["a"], splitter, { verifier: passing });
    assert.ok(result.ok);
    assert.equal(made.filter((call) => call === "attempt:a").length, attempts, JSON.stringify(options));
    assert.equal(Math.max(...calls.map(({ start }) => start + 100)), end);
    assert.equal(splitsOf(facts).length, leaves.length - 1);
    const merge = asked.find(({ ask }) => ask.purpose === "merge")?.text ?? `part="${leaves[0]}"`;
    assert.deepEqual(
      [...merge.matchAll(/part="([\d.]*)"/g)].map(([, id]) => id),
      leaves,
    );
    assert.ok(made.length <= solveOrSplitKind.calls(1, { attempts: 1 } as never, options).most);
  }
});

test("room for pieces goes by the worth that the split states: a chain of remainders", async () => {
  // Of 4 pieces a part of a tenth gets 1 and the rest 3, then 1 and 2, then 1 and 1.
  const chain: Says = (ask, name) =>
    kindsOf(ask).includes("part") ? part(`piece of (${placeOf(ask)})`, `rest of (${placeOf(ask)})`, 0.1) : splitter(ask, name);
  const { facts, asked } = await solve(solveOrSplit({ depth: 6, parts: 4 }), ["a", "b"], chain, { verifier: passing });
  assert.deepEqual(splitsOf(facts), ["1+2", "2.1+2.2", "2.2.1+2.2.2"]);
  // The proposer begins its part, the other member the rest.
  const by = new Map(asked.filter(({ ask }) => ask.purpose === "attempt").map(({ name, ask }) => [placeOf(ask), name]));
  const [first, other] = [by.get(""), by.get("") === "a" ? "b" : "a"];
  assert.deepEqual(
    ["1", "2", "2.1", "2.2", "2.2.1", "2.2.2"].map((place) => by.get(place)),
    [first, other, other, first, first, other],
  );
});

test("a split that its judge rejects is solved whole, at once, by its proposer, as any topology asks it", async () => {
  const verifier = ({ text }: Answer) => pass(!text.startsWith("Part: "));
  const { result, made, asked, facts } = await solve(solveOrSplit(), ["a"], splitter, { terms: { attempts: 2 }, verifier });
  assert.deepEqual([made, splitsOf(facts)], [["attempt:a", "attempt:a"], []]);
  assert.deepEqual(result, { ok: true, text: "plain ", by: "a" });
  assert.equal(asked[1]?.text, "<task>\nWhat is two and two?\n</task>");
  // Below the root only that piece is solved whole.
  const below = ({ text }: Answer) => pass(!text.startsWith("Part: left of (1)"));
  const tree = await solve(solveOrSplit({ depth: 2 }), ["a"], splitter, { verifier: below });
  assert.deepEqual(splitsOf(tree.facts), ["1+2", "2.1+2.2"]);
  assert.match(tree.asked.find(({ ask }) => ask.purpose === "merge")?.text ?? "", /<result-\w+ part="1">\nplain 1\n/);
});

test("a split that leaves all the work, or nothing, is rejected without a judge", async () => {
  for (const [statement, remainder] of [
    ["x", "Again: What is two and two?"],
    ["What is two and two?", "y"],
    ["", "y"],
    ["x", " "],
  ] as const) {
    let verdicts = 0;
    const says: Says = (ask, name) => (kindsOf(ask).length > 0 ? part(statement, remainder) : splitter(ask, name));
    const verifier = () => {
      verdicts++;
      return pass(true);
    };
    const { made, result } = await solve(solveOrSplit(), ["a"], says, { verifier });
    assert.deepEqual([made, verdicts, result.ok && result.text], [["attempt:a", "attempt:a"], 0, "plain "]);
  }
});

test("where the verifier cannot judge parts another member judges the split, and the named judge judges it always", async () => {
  for (const [options, names, judge] of [
    [{}, ["a", "b"], "other"],
    [{}, ["a"], "same"],
    [{ judge: "c" }, ["a", "b", "c"], "c"],
  ] as const)
    for (const passed of [true, false]) {
      const says: Says = (ask, name) => (ask.purpose === "verdict" ? { object: { why: "", passed } } : once(ask, name));
      const verifier = options === undefined ? passing : cannot;
      const { asked, facts, result } = await solve(solveOrSplit(options), names, says, { verifier });
      const verdicts = asked.filter(({ ask }) => ask.purpose === "verdict");
      const proposer = asked[0]?.name;
      assert.equal(verdicts.length, 1);
      if (judge === "other") assert.notEqual(verdicts[0]?.name, proposer);
      else assert.equal(verdicts[0]?.name, judge === "same" ? proposer : judge);
      assert.match(verdicts[0]?.text ?? "", /<answer-(\w+)>\nPart: left of \(\)[\s\S]*Remainder: right of \(\)\n<\/answer-\1>/);
      assert.deepEqual([splitsOf(facts), result.ok && result.text], passed ? [["1+2"], "joined"] : [[], "plain "]);
    }
  const absent = await solve(solveOrSplit({ judge: "nobody" }), ["a"], once, {});
  assert.ok(!absent.result.ok && absent.result.failure.message.includes('"nobody"'));
});

test("a part that fails goes to the next member, who sees what failed on it; one that never holds is the closer's own work", async () => {
  const verifier = ({ text }: Answer) => pass(text !== "done 1", "It is off by one.");
  const settings = { verifier, terms: { attempts: 1, feedback: "reason" as const, visibility: "all" as const } };
  const { asked, facts, result } = await solve(solveOrSplit({ strikes: 2, depth: 1 }), ["a", "b"], splitter, settings);
  const tries = asked.filter(({ ask }) => placeOf(ask) === "1" && ask.purpose === "attempt");
  assert.deepEqual(new Set(tries.map(({ name }) => name)), new Set(["a", "b"]));
  assert.ok(tries[0]?.text.includes("off by one") === false && tries[1]?.text.includes("It is off by one.") === true);
  const merge = asked.find(({ ask }) => ask.purpose === "merge")?.text ?? "";
  assert.match(merge, /<note-(\w+) id="1">\nleft of \(\)\n<\/note-\1>/);
  assert.ok(merge.includes("A part in a note has no result: do it yourself.") && !merge.includes('part="1"'));
  assert.ok(result.ok && result.text === "joined");
  assert.ok(facts.some((fact) => fact.type === "fallback" && fact.from === "part 1"));
});

test("after two failed wholes only a split is offered, and each whole is an attempt of the task", async () => {
  const stubborn: Says = (ask) => (kindsOf(ask).includes("whole") ? whole(ask, "wrong") : whole(ask, "", "decline"));
  const { result, asked } = await solve(solveOrSplit(), ["a", "b"], stubborn, { verifier: () => pass(false), terms: { attempts: 5 } });
  assert.deepEqual(
    asked.map(({ ask }) => kindsOf(ask)),
    [
      ["whole", "part", "decline"],
      ["whole", "part", "decline"],
      ["part", "decline"],
    ],
  );
  assert.ok(result.ok && result.text === "wrong");
});

test("a composition that fails has the part that the verdict blames done again, once, then one member works alone", async () => {
  for (const [good, end] of [
    ["joined 2", "joined 2"],
    ["never", "alone"],
  ] as const) {
    let joins = 0;
    const says: Says = (ask, name) => {
      if (ask.purpose === "merge") return `joined ${++joins}`;
      return kindsOf(ask).length === 0 ? "alone" : once(ask, name);
    };
    const verifier = ({ text }: Answer) => pass(!text.startsWith("joined") || text === good, "In part-1 a sign is wrong.");
    const { result, asked, made } = await solve(solveOrSplit(), ["a"], says, { verifier, terms: { attempts: 3, feedback: "reason" } });
    assert.deepEqual(result, { ok: true, text: end, by: "a" });
    // The task, both parts, a join, part 1 once more, a join.
    assert.deepEqual(made.slice(0, 6), ["attempt:a", "attempt:a", "attempt:a", "merge:a", "attempt:a", "merge:a"]);
    const again = asked[4];
    assert.deepEqual([placeOf(again?.ask as Ask), kindsOf(again?.ask as Ask)], ["1", ["whole", "decline"]]);
    assert.ok(again?.text.includes("a sign is wrong") === true);
  }
});

test("the longest way through makes the calls that are stated", async () => {
  for (const [depth, pieces] of [
    [1, 2],
    [2, 4],
  ] as const)
    for (const strikes of [1, 2, 3])
      for (const attempts of [2, 3, 5]) {
        const asks = new Map<string, number>();
        let joins = 0;
        // Declines until the last strike, then splits; pieces decline too, the last but for its last strike; the second join says nothing.
        const says: Says = (ask, name) => {
          if (ask.purpose === "merge") return ++joins === 1 ? "joined" : "";
          if (kindsOf(ask).length === 0) return splitter(ask, name);
          const place = placeOf(ask);
          const nth = (asks.get(place) ?? 0) + 1;
          asks.set(place, nth);
          if (kindsOf(ask).includes("part")) return nth === strikes ? splitter(ask, name) : whole(ask, "", "decline");
          return place === (pieces === 2 ? "2" : "2.2") && nth === strikes ? whole(ask, "held") : whole(ask, "", "decline");
        };
        const verifier = ({ text }: Answer, _: unknown, { id }: { id: string }) =>
          id.includes("/split") ? cannot() : pass(text === "held");
        const { made } = await solve(solveOrSplit({ depth, parts: pieces, strikes }), ["a", "b"], says, { verifier, terms: { attempts } });
        const { most } = solveOrSplitKind.calls(2, { attempts } as never, { depth, parts: pieces, strikes });
        assert.deepEqual([made.length, most], [pieces * (2 * strikes + 1) + attempts, pieces * (2 * strikes + 1) + attempts]);
      }
});

test("when the money ends in the middle the parts that held are given as they stand", async () => {
  // A call holds 5,000,000 for its 1,000 tokens of output and up to 400,000 for its prompt, and gives back what it does not use. A part's
  // 900 tokens cost 4,500,000: 12,000,000 hold both sides of the split at once, and leave less than a join holds.
  const long = "x".repeat(3200);
  const says: Says = (ask, name) => {
    const place = placeOf(ask);
    return place !== "" && ask.purpose === "attempt" ? whole(ask, `${long} ${place}`) : once(ask, name);
  };
  const solved = (budget: number) => solve(solveOrSplit(), ["a"], says, { verifier: passing, budget });
  const both = await solved(12_000_000);
  assert.deepEqual(both.result, { ok: true, text: `${long} 1\n\n${long} 2`, by: "a" });
  assert.deepEqual(both.made, ["attempt:a", "attempt:a", "attempt:a"]);
  assert.ok(both.spent <= 12_000_000);
  assert.ok(both.facts.some((fact) => fact.type === "fallback" && fact.to === "the parts as they stand"));
  // 7,000,000 hold one side only, the first to ask.
  const one = await solved(7_000_000);
  assert.deepEqual([one.result, one.made], [{ ok: true, text: `${long} 1`, by: "a" }, ["attempt:a", "attempt:a"]]);
  // 17,000,000 pay all, since a join of two long results holds 1,700,000 more; 5,500,000 only the proposal, 5,000,000 nothing.
  const all = await solved(17_000_000);
  assert.ok(all.result.ok && all.result.text === "joined");
  for (const [budget, calls] of [
    [5_500_000, 1],
    [5_000_000, 0],
  ] as const) {
    const { result, made } = await solved(budget);
    assert.deepEqual([result.ok ? result.text : result.failure.code, made.length], ["budget", calls]);
  }
});

test("a side whose call the money does not hold is done by the joiner where a join can be paid", async () => {
  // The proposal and the first side spend 870,000. A side holds 5,380,000, a join, whose prompt is shorter, 5,130,000: part 2 is its own.
  const { result, made, asked } = await solve(solveOrSplit(), ["a"], once, { verifier: passing, budget: 6_120_000 });
  assert.deepEqual([made, result.ok && result.text], [["attempt:a", "attempt:a", "merge:a"], "joined"]);
  assert.match(asked.at(-1)?.text ?? "", /<note-(\w+) id="2">\nright of \(\)\n<\/note-\1>/);
});

test("an earlier whole answer stands when the money ends under a later split", async () => {
  let asks = 0;
  const says: Says = (ask) => (++asks === 1 ? whole(ask, "wrong") : part("x", "y"));
  const verifier = ({ text }: Answer) => pass(text !== "wrong", "no");
  // Two proposals cost 400,000 each; the sides of the split hold more than is left.
  const { result } = await solve(solveOrSplit(), ["a"], says, { verifier, terms: { attempts: 3 }, budget: 5_950_000 });
  assert.deepEqual(result, { ok: true, text: "wrong", by: "a" });
});

test("members see answers in blocks of free text, and no name of another in any prompt", async () => {
  const names = ["zorro-large", "yeti-mini", "xerxes-pro"];
  const verifier = ({ text }: Answer) => pass(text !== "done 1", "no");
  const { asked } = await solve(solveOrSplit({ depth: 2, judge: "xerxes-pro" }), names, splitter, {
    verifier,
    terms: { attempts: 3, feedback: "reason" },
  });
  for (const { ask, text } of asked) {
    for (const name of names) assert.ok(!text.includes(name), text);
    if (ask.shape !== undefined) assert.equal(ask.purpose, "verdict");
    if (kindsOf(ask).length > 0) assert.match(text, /<answer>[\s\S]*<\/answer>/);
  }
  // Where no split may be proposed none of its words are asked for.
  const bound = asked.filter(({ ask }) => kindsOf(ask).length > 0 && !kindsOf(ask).includes("part"));
  assert.ok(bound.length > 0);
  for (const { ask, text } of bound) {
    assert.deepEqual(Object.keys((wantedOf(ask)?.properties ?? {}) as object), ["why", "answer", "p", "kind"]);
    assert.ok(!text.includes("<remainder>"));
  }
});
