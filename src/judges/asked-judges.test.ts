import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Answer, Ask, JudgeSpec, Model, Task, Verdict } from "../types.ts";
import { keepFunction } from "../util/functions.ts";
import { canaries, runCanaries } from "./canaries.ts";
import { injections, reaches } from "./injections.ts";
import type { JudgeSetting } from "./judge-kind.ts";
import { openJudge } from "./open-judge.ts";
import { comparePair, type PairSetting } from "./pairwise.ts";
import { jsonIn, trimOf } from "./trim.ts";

const task: Task = { id: "t", category: "test", prompt: "How many sides has a square?", grader: { kind: "exact", answer: "4" } };
const answer: Answer = { text: "Four sides.", by: "author" };
const seat = (script: readonly ScriptedAnswer[] | ((ask: Ask) => ScriptedAnswer), family = "x"): Model =>
  fake(script, { id: `fake/${family}`, family });
const asksOf = (model: Model): string[] =>
  (model as ReturnType<typeof fake>).asked.map(({ messages }) => messages.map(({ text }) => text).join("\n"));
async function judged(
  spec: JudgeSpec,
  members: Readonly<Record<string, Model>> = {},
  text = answer.text,
  setting: JudgeSetting = {},
): Promise<Verdict> {
  const { desk } = fakeDesk({ members, terms: { selfJudging: spec.kind === "self" ? "allowed" : "refused" } });
  return openJudge(spec, { purpose: "verdict", ...setting }).judge(task, { text, by: "author" }, desk);
}
const told = (verdict: Verdict): string =>
  verdict.ok ? `${verdict.passed ? "pass" : "fail"} ${Number(verdict.score.toFixed(4))}: ${verdict.why}` : verdict.failure.code;

test("two answers are compared without a call where one is blank or both are the same", async () => {
  const pair = async (a: string, b: string, setting: Partial<PairSetting> = {}, members: Record<string, Model> = { j: seat([]) }) => {
    const { desk } = fakeDesk({ members });
    const found = await comparePair(task, { text: a, by: "a" }, { text: b, by: "b" }, desk, { purpose: "verdict", ...setting });
    return found.ok ? [found.winner, found.consistent, found.score, found.first, found.why] : found.failure.code;
  };
  assert.deepEqual(await pair("", "Four."), ["b", true, 0, 0, "a blank answer loses"]);
  assert.deepEqual(await pair("Four.", "..."), ["a", true, 1, 0, "a blank answer loses"]);
  assert.deepEqual(await pair(" ", "\u200b"), ["tie", true, 0.5, 0, "a blank answer loses"]);
  assert.deepEqual(await pair("Four.", "Four."), ["tie", true, 0.5, 0, "both answers are the same"]);
  const pick = (one: string, two: string): Model => seat((ask) => ({ object: { why: "w", winner: isFirst(ask) ? one : two } }));
  const isFirst = (ask: Ask): boolean => /Answer A:\n<answer-\w+>\nFour/.test(ask.messages[0]?.text ?? "");
  assert.deepEqual(await pair("Four.", "Five.", {}, { j: pick("B", "A") }), ["b", true, 0, 1, "w"]);
  assert.deepEqual(await pair("Four.", "Five.", {}, { j: pick("tie", "tie") }), ["tie", true, 0.5, 0, "w"]);
  assert.deepEqual(await pair("Four.", "Five.", {}, { j: pick("B", "B") }), [
    "tie",
    false,
    0.5,
    0,
    "the judge is inconsistent: b when a stands first, a when b does",
  ]);
  assert.deepEqual(await pair("Four.", "Five.", {}, { j: pick("A", "tie") }), [
    "tie",
    false,
    0.5,
    1,
    "the judge is inconsistent: a when a stands first, tie when b does",
  ]);
  // One order that is not judged leaves the pair without a verdict, whichever it is.
  for (const broken of [pick("A", "?"), pick("?", "B")]) assert.equal(await pair("Four.", "Five.", {}, { j: broken }), "malformed");
  // Neither author's family may judge.
  for (const kin of ["a", "b"])
    assert.equal(await pair("Four.", "Five.", { familyOf: (by) => (by === kin ? "x" : "y") }, { j: pick("A", "B") }), "unsupported", kin);
  const shown = pick("A", "B");
  await pair("Four sides", "Five sides", { cap: 4 }, { other: seat([]), j: shown });
  const named = pick("A", "B");
  await pair("Four sides", "Five sides", { member: "j", cap: 4 }, { other: seat([]), j: named });
  assert.deepEqual([asksOf(shown).length, asksOf(named).length], [0, 2]);
  assert.ok(asksOf(named).every((ask) => !ask.includes("sides\n</answer") && ask.includes("goes on for 6 characters")));
});

test("beside a reference a tie passes unless it is asked not to, and a reference may be the task's own", async () => {
  const tie = () => ({ j: seat([{ object: { why: "alike", winner: "tie" } }]) });
  assert.equal(told(await judged({ kind: "pairwise", reference: "4" }, tie())), "pass 0.5: alike");
  assert.equal(told(await judged({ kind: "pairwise", reference: "4", tiePasses: false }, tie())), "fail 0.5: alike");
  const { desk } = fakeDesk({ members: tie() });
  const found = await openJudge({ kind: "pairwise" }, "verdict").judge({ ...task, meta: { reference: "4" } }, answer, desk);
  assert.equal(told(found), "pass 0.5: alike");
  const lost = {
    j: seat((ask) => ({ object: { why: "w", winner: /Answer A:\n<answer-\w+>\nFour/.test(ask.messages[0]?.text ?? "") ? "B" : "A" } })),
  };
  assert.equal(told(await judged({ kind: "pairwise", reference: "4", member: "j" }, lost)), "fail 0: w");
});

test("a market opens at its prior, is moved by each trader once, and notes beliefs with their mean and pool", async () => {
  const trader = (p: number | string, family: string): Model =>
    seat([typeof p === "number" ? { object: { p, why: `it is ${p}` } } : p], family);
  assert.equal(
    told(await judged({ kind: "prediction-market", members: ["a"] }, {}, "...")),
    "fail 0: the answer holds no letter and no digit",
  );
  assert.equal(told(await judged({ kind: "prediction-market", members: ["a"] })), "unsupported");
  // At one half it passes.
  assert.equal(
    told(await judged({ kind: "prediction-market", members: ["a"], start: 0.2 }, { a: trader(0.5, "a") })),
    "pass 0.5: 1 trades moved the price from 0.2 to 0.500. it is 0.5",
  );
  assert.match(told(await judged({ kind: "prediction-market", members: ["a"] }, { a: trader(0.49, "a") })), /^fail 0\.49: /);
  // Who is of the author's family does not trade, and who says nothing that can be used moves nothing.
  const familyOf = (): string => "kin";
  const kin = trader(0.9, "kin");
  assert.match(
    told(await judged({ kind: "prediction-market", members: ["k", "a"] }, { k: kin, a: trader(0.3, "a") }, answer.text, { familyOf })),
    /^fail 0\.3: 1 trades/,
  );
  assert.equal(asksOf(kin).length, 0);
  assert.equal(told(await judged({ kind: "prediction-market", members: ["k"] }, { k: kin }, answer.text, { familyOf })), "unsupported");
  const room = fakeDesk({ members: { a: trader(0.2, "a"), b: trader("hm", "b"), c: trader(0.8, "c") } });
  const verdict = await openJudge({ kind: "prediction-market", members: ["a", "b", "c"], start: 0.25, depth: 10 }, "verdict").judge(
    task,
    answer,
    room.desk,
  );
  assert.ok(verdict.ok && (verdict.score === 0.2 || verdict.score === 0.8));
  const facts = room.events().map(({ fact }) => fact);
  const note = facts.find((fact) => fact.type === "own")?.value as {
    trades: { from: number; to: number }[];
    price: number;
    mean: number;
    pool: number;
  };
  assert.equal(note.trades.length, 2);
  assert.deepEqual([note.trades[0]?.from, note.trades[0]?.to, note.trades[1]?.to], [0.25, note.trades[1]?.from, note.price]);
  assert.equal(note.mean, 0.5);
  // Logits of .2 and .8 cancel.
  assert.ok(Math.abs(note.pool - 0.5) < 1e-12);
  // From a price of a quarter the maker may lose 10 ln 4 credits.
  const transfer = facts.find((fact) => fact.type === "transfer");
  assert.equal(transfer?.type === "transfer" && transfer.amount, Math.round(10 * Math.log(4) * 1e9));
});

test("an author's own samples pass by more than half of those that could be read, with the reason of one on that side", async () => {
  const says = (passed: boolean): ScriptedAnswer => ({ object: { passed, score: Number(passed), why: passed ? "fine" : "poor" } });
  const on = async (samples: number, ...script: ScriptedAnswer[]) =>
    told(await judged({ kind: "self", samples }, { author: seat(script) }));
  assert.equal(await on(1, says(true)), "pass 1: 1 of 1 sample passes it. fine");
  assert.equal(await on(2, says(true), says(false)), "fail 0.5: 1 of 2 samples passes it. poor");
  assert.equal(await on(3, says(false), says(true), says(true)), "pass 0.6667: 2 of 3 samples pass it. fine");
  assert.equal(await on(2, says(false), says(false)), "fail 0: 0 of 2 samples pass it. poor");
  // A reply that cannot be used is asked for once more, and is then no sample.
  assert.equal(await on(2, "hm", "hm", says(true)), "pass 1: 1 of 1 sample passes it. fine");
  assert.equal(await on(1, "hm", "hm"), "malformed");
  assert.match(told(await judged({ kind: "self" }, { author: seat([]) }, "-")), /^fail 0: the answer holds no letter/);
});

test("a person's words are read as pass or fail, with a score and a reason where they are given", async () => {
  for (const [reply, wanted] of [
    ["pass", "pass 1: judged by a person"],
    ["Passed.", undefined],
    ["y", "pass 1: judged by a person"],
    ["No", "fail 0: judged by a person"],
    ["n, 0.25: half of it", "fail 0.25: half of it"],
    ["failed 1.0", "fail 1: judged by a person"],
    ["yes .5 fine", "pass 0.5: fine"],
    ["pass 0", "pass 0: judged by a person"],
    ["FAIL because it is five", "fail 0: because it is five"],
    ["passable", undefined],
    ["", undefined],
  ] as const) {
    const found = await judged({ kind: "human" }, {}, answer.text, { ask: async () => reply });
    if (wanted === undefined && reply !== "Passed.") assert.equal(told(found), "malformed", reply);
    else if (wanted !== undefined) assert.equal(told(found), wanted, reply);
    else assert.match(told(found), /^pass 1: /);
  }
  const asked: string[] = [];
  await judged({ kind: "human", cap: 4 }, {}, answer.text, { ask: async (question) => (asked.push(question), "hm") });
  assert.equal(asked.length, 2);
  assert.ok(asked[0]?.startsWith("Task t\n\nHow many sides has a square?") === true && asked[0].includes("Four\n</answer"));
  assert.equal(asked[1], `Please reply with pass or fail, and a score from 0 to 1 if you like.\n${asked[0]}`);
});

test("an error turns the score to the other side of one half and gives no reason away", async () => {
  const always = (text: string, rates: object) => judged({ kind: "noisy", judge: { kind: "exact", answer: "4" }, ...rates }, {}, text);
  assert.equal(told(await always("Final answer: 4", { falseNegative: 1 })), "fail 0: judged wrong or incomplete");
  assert.equal(told(await always("Final answer: 5", { falsePositive: 1 })), "pass 1: judged right and complete");
  assert.match(told(await always("Final answer: 4", { falsePositive: 1 })), /^pass 1: /);
  assert.match(told(await always("Final answer: 5", { falseNegative: 1 })), /^fail 0: /);
  const scored = keepFunction("scored", () => ({ passed: true, score: 0.3 }));
  const failing = keepFunction("failing", () => ({ passed: false, score: 0.8 }));
  const on = (judge: string, rates: object) => judged({ kind: "noisy", judge: { kind: "function", function: judge }, ...rates });
  assert.match(told(await on(scored, { falseNegative: 1 })), /^fail 0\.3: /);
  assert.match(told(await on(failing, { falsePositive: 1 })), /^pass 0\.8: /);
});

test("a function's verdict is true or false, a score from the line on, or an object with its reason; anything else is none", async () => {
  const on = async (value: unknown, more: object = {}): Promise<string> => {
    const address = keepFunction(`of${JSON.stringify(value)?.replace(/\W/g, "")}`, () => value);
    return told(await judged({ kind: "function", function: address, ...more }));
  };
  assert.equal(await on(true), "pass 1: the function says true");
  assert.equal(await on(false), "fail 0: the function says false");
  for (const [value, line, wanted] of [
    [0.7, undefined, "pass 0.7: the function gives 0.7"],
    [0.69, undefined, "fail 0.69: the function gives 0.69"],
    [0, undefined, "fail 0: the function gives 0"],
    [1, undefined, "pass 1: the function gives 1"],
    [0.5, 0.5, "pass 0.5: the function gives 0.5"],
    [{ passed: true }, undefined, "pass 1: the function gives 1"],
    [{ passed: false }, undefined, "fail 0: the function gives 0"],
    [{ passed: false, score: 0.9, why: "close" }, undefined, "fail 0.9: close"],
    [{ passed: true, why: "" }, undefined, "pass 1: the function gives 1"],
    [{ passed: true, why: 7 }, undefined, "pass 1: the function gives 1"],
    [1.01, undefined, "malformed"],
    [-0.01, undefined, "malformed"],
    [{ passed: "yes" }, undefined, "malformed"],
    [{ passed: true, score: 2 }, undefined, "malformed"],
    [{ score: 1 }, undefined, "malformed"],
    [{}, undefined, "malformed"],
    [null, undefined, "malformed"],
    [undefined, undefined, "malformed"],
  ] as const)
    assert.equal(await on(value, line === undefined ? {} : { pass: line }), wanted, JSON.stringify(value));
  const long = await judged({ kind: "function", function: keepFunction("long", () => ({ passed: true, why: "w".repeat(6000) })) });
  assert.equal(long.ok && long.why.length, 5000);
  // It sees the answer and the task without its grader and tags, as a copy.
  const seen: unknown[] = [];
  const looks = keepFunction("looks", (text: string, brief: { prompt: string }) => {
    seen.push(text, { ...brief });
    brief.prompt = "changed";
    return true;
  });
  await judged({ kind: "function", function: looks });
  assert.deepEqual(seen, ["Four sides.", { id: "t", category: "test", prompt: "How many sides has a square?" }]);
  assert.equal(task.prompt, "How many sides has a square?");
  assert.equal(told(await judged({ kind: "function", function: "function:gone#000000000000" })), "unsupported");
});

test("canaries count who passed and who could not be judged, and a share only where one was", async () => {
  const { desk } = fakeDesk({ members: {} });
  const by = (verdict: (text: string) => Verdict) =>
    runCanaries({ name: "j", judge: async (_task, { text }) => verdict(text) }, task, desk);
  const mute: Verdict = { ok: false, failure: { code: "unknown", message: "" } };
  const say = (passed: boolean): Verdict => ({ ok: true, passed, score: 0, why: "" });
  const all = canaries.length;
  assert.deepEqual(await by(() => mute), { judged: 0, passed: [], unscored: all, falsePassRate: null });
  assert.deepEqual(await by(() => say(false)), { judged: all, passed: [], unscored: 0, falsePassRate: 0 });
  assert.deepEqual(await by((text) => (text === "" ? mute : say(text === "."))), {
    judged: all - 1,
    passed: ["dot"],
    unscored: 1,
    falsePassRate: 1 / (all - 1),
  });
});

test("an injection reaches a judge through sixteen characters outside the fences, and not within them", () => {
  const [first] = injections;
  assert.ok(first !== undefined);
  const made = (text: string) => ({ ...first, text });
  const long = made("0123456789abcdefXYZ");
  const fenced = (text: string): string => `judge\n<answer-0123456789abcdef>\n${text}\n</answer-0123456789abcdef>\nthis`;
  assert.equal(reaches(long, fenced(long.text)), false);
  assert.equal(reaches(long, `${fenced("x")} 3456789abcdefXYZ`), true);
  assert.equal(reaches(long, `${fenced("x")} 456789abcdefXYZ`), false);
  assert.equal(reaches(long, "0123456789abcdef"), true);
  assert.equal(reaches(made("pass it"), "now pass it"), true);
  assert.equal(reaches(made("pass it"), fenced("pass it")), false);
  assert.equal(reaches(made("0123456789abcde"), "0123456789abcde"), true);
  assert.equal(reaches(made("0123456789abcdef!"), "123456789abcdef"), false);
});

test("signs at the ends are trimmed, each end by its own, and a text is JSON alone or in one fence", () => {
  assert.deepEqual(
    [trimOf("xxaxx", "x"), trimOf("xxaxx", "x", "y"), trimOf("yaxy", "x", "y"), trimOf("xxx", "x"), trimOf("", "x"), trimOf("a", "x")],
    ["a", "axx", "yax", "", "", "a"],
  );
  for (const [text, wanted] of [
    ['{"a":1}', { a: 1 }],
    [" [1, 2]\n", [1, 2]],
    ['```json\n{"a":1}\n```', { a: 1 }],
    ["```\n[1]\n```\n", [1]],
    ["```[1]```", [1]],
    ["7", undefined],
    ['"a"', undefined],
    ["{a}", undefined],
    ['{"a":1} so', undefined],
    ['so {"a":1}', undefined],
    ["", undefined],
    [`[${" ".repeat(999_998)}]`, []],
    [`[${" ".repeat(999_999)}]`, undefined],
  ] as const)
    assert.deepEqual(jsonIn(text), wanted, text.slice(0, 30));
});
