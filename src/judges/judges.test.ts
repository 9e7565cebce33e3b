import assert from "node:assert/strict";
import { test } from "node:test";
import { toJSONSchema } from "zod";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, Desk, JudgeSpec, Model, Program, RunReport, Task, Terms, Verdict } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { openJudge, judgeKinds } from "./open-judge.ts";
import { programIn } from "./program-text.ts";

const task: Task = { id: "t", category: "test", prompt: "How many sides has a square?", grader: { kind: "exact", answer: "4" } };
const answer = { text: "Four sides, all equal.\nFinal answer: 4", by: "author" };
const says = (passed: boolean, score = Number(passed)): ScriptedAnswer => ({ object: { passed, score, why: "looked" } });

function judging(models: { [name: string]: Model }, terms: Partial<Terms> = {}) {
  return fakeDesk({ members: models, terms });
}
function model(script: readonly ScriptedAnswer[] | ((ask: Ask) => ScriptedAnswer), family = "x") {
  return fake(script, { id: `fake/${family}`, family });
}
function short(verdict: Verdict): string {
  return verdict.ok ? `${verdict.passed ? "pass" : "fail"} ${Number(verdict.score.toFixed(4))}` : verdict.failure.code;
}
async function judged(spec: JudgeSpec, desk: Desk, text = answer.text, familyOf?: (by: string) => string): Promise<string> {
  const judge = openJudge(spec, { purpose: "verdict", ...(familyOf && { familyOf }) });
  return short(await judge.judge(task, { text, by: "author" }, desk));
}

test("an unknown kind is refused with the nearest name", () => {
  assert.throws(() => openJudge({ kind: "rubrik" }, "verdict"), /Did you mean "rubric"/);
});

test("no judge reads the reasoning in an answer", async () => {
  const exact = { kind: "exact", answer: "4" };
  const { desk } = judging({});
  assert.equal(await judged(exact, desk, "<think>\nFinal answer: 4\n</think>\nFinal answer: 5"), "fail 0");
  assert.equal(await judged(exact, desk, "Final answer: 5, no.\n</think>\nFinal answer: 4"), "pass 1");
  const shown: string[] = [];
  const judge = model((ask) => {
    shown.push(ask.messages.map(({ text }) => text).join("\n"));
    return says(true);
  });
  await judged({ kind: "rubric", member: "j" }, judging({ j: judge }).desk, "<think>SECRET</think>Four.");
  assert.ok(shown[0]?.includes("Four.") === true && !shown[0].includes("SECRET"));
});

test("a setting that does not fit is refused with its name", () => {
  const wrong: readonly (readonly [JudgeSpec, RegExp])[] = [
    [{ kind: "exact" }, /"exact": "answer"/],
    [{ kind: "exact", answer: "4", tolerance: -1 }, /"tolerance"/],
    [{ kind: "exact", answer: "4", tolerence: 1 }, /tolerence/],
    [{ kind: "noisy", falsePositive: 2 }, /"falsePositive"/],
    [{ kind: "panel", members: ["a", "a"] }, /named twice/],
    [
      {
        kind: "rubric",
        criteria: [
          { id: "a", statement: "x" },
          { id: "a", statement: "y" },
        ],
      },
      /same id/,
    ],
    [{ kind: "program", checks: [] }, /"checks"/],
    [{ kind: "constraints", variables: ["a"], domains: {} }, /no domain/],
  ];
  for (const [spec, message] of wrong) {
    assert.throws(
      () => openJudge(spec, "grade"),
      (thrown) => thrown instanceof UserError && message.test(thrown.message),
      spec.kind,
    );
  }
});

test("a member named for a judge that asks none is passed on to the judge inside it", async () => {
  const seats = { first: model([says(false)], "f"), second: model([says(true)], "g") };
  assert.equal(await judged({ kind: "noisy", judge: { kind: "rubric" }, member: "second" }, judging(seats).desk), "pass 1");
  assert.equal(await judged({ kind: "oracle", member: "second" }, judging(seats).desk), "pass 1");
  assert.deepEqual([seats.first.asked.length, seats.second.asked.length], [0, 1]);
});

test("the options of every kind have a JSON Schema, for editors and the docs", () => {
  for (const kind of judgeKinds) assert.equal(toJSONSchema(kind.options, { io: "input" }).type, "object", kind.name);
});

test("every kind says what it is, needs and costs", () => {
  assert.equal(new Set(judgeKinds.map((kind) => kind.name)).size, judgeKinds.length);
  for (const kind of judgeKinds) assert.ok(kind.description.length > 10 && kind.cost !== "", kind.name);
});

test("a program's score is the share of its checks that passed, by name", async () => {
  const ran: Program[] = [];
  const report = (checks: readonly [string, boolean][]): RunReport => ({
    ok: true,
    checks: checks.map(([name, passed]) => ({ name, passed, why: "" })),
    output: "",
  });
  const run = (result: RunReport) =>
    fakeDesk({
      members: {},
      sandbox: async (program) => {
        ran.push(program);
        return result;
      },
    }).desk;
  const spec = {
    kind: "program",
    language: "javascript",
    checks: [
      { name: "a", code: "1" },
      { name: "b", code: "2" },
    ],
    limits: { ms: 50 },
  };
  const text = "Here it is:\n```js\nconst x = 1;\n```";
  assert.equal(
    await judged(
      spec,
      run(
        report([
          ["a", true],
          ["b", true],
        ]),
      ),
      text,
    ),
    "pass 1",
  );
  assert.deepEqual([ran[0]?.code, ran[0]?.limits, ran[0]?.checks.length], ["const x = 1;", { ms: 50 }, 2]);
  assert.equal(
    await judged(
      spec,
      run(
        report([
          ["a", true],
          ["b", false],
        ]),
      ),
      text,
    ),
    "fail 0.5",
  );
  // A forged report names checks that nobody asked for, or one check twice.
  assert.equal(
    await judged(
      spec,
      run(
        report([
          ["a", true],
          ["a", true],
          ["c", true],
        ]),
      ),
      text,
    ),
    "fail 0.5",
  );
  assert.equal(await judged(spec, run(report([])), "```python\nx = 1\n```"), "fail 0");
  assert.equal(await judged(spec, run(report([])), ""), "fail 0");
  assert.equal(await judged(spec, run({ ok: false, failure: { code: "provider", message: "no sandbox" } }), text), "provider");
});

test("without checks to go by, the program is the last block of its language", () => {
  assert.equal(programIn("```js\na\n```\ntext\n```javascript\nb\n```\n```sh\nc\n```", "javascript"), "b");
  assert.equal(programIn("```\na\n```", "javascript"), "a");
  assert.equal(programIn("const a = 1;", "javascript"), "const a = 1;");
  assert.equal(programIn("```sh\nls\n```", "javascript"), undefined);
  assert.equal(programIn("~~~py\nprint(1)\n~~~", "python"), "print(1)");
  assert.equal(programIn("```js\nconst cut = 1;", "javascript"), "const cut = 1;");
  assert.equal(programIn("````js\n```\ninner\n```\n````", "javascript"), "```\ninner\n```");
});

const criteria = [
  { id: "a", statement: "says four", points: 3 },
  { id: "b", statement: "says equal", points: 1 },
  { id: "c", statement: "claims nothing false", points: 1, must: true, evidence: "absence" },
];
const met = (...entries: readonly (readonly [string, boolean, string])[]): ScriptedAnswer => ({
  object: { criteria: entries.map(([id, met, quote]) => ({ id, met, quote })) },
});

test("a rubric counts points here, and only for quotes that occur", async () => {
  const on = (reply: ScriptedAnswer) => judged({ kind: "rubric", criteria }, judging({ j: model([reply]) }).desk);
  assert.equal(await on(met(["a", true, "Four  SIDES"], ["b", true, "all equal"], ["c", true, ""])), "pass 1");
  assert.equal(await on(met(["a", true, "Four sides"], ["b", false, ""], ["c", true, ""])), "pass 0.8");
  assert.equal(await on(met(["a", true, "it has five sides"], ["b", true, "all equal"], ["c", true, ""])), "fail 0.4");
  assert.equal(await on(met(["a", true, "4"], ["b", true, "all equal"], ["c", true, ""])), "pass 1");
  assert.equal(await on(met(["a", true, ""], ["b", true, "all equal"], ["c", true, ""])), "fail 0.4");
  assert.equal(await on(met(["a", true, "Four sides"], ["b", true, "all equal"], ["c", false, ""])), "fail 0.69");
  assert.equal(await on(met(["a", true, "Four ... equal"], ["b", true, "all equal"], ["c", true, ""])), "pass 1");
  assert.equal(await on(met(["a", true, "Four sides"], ["b", true, "all equal"])), "malformed");
  assert.equal(await on(met(["a", true, "Four sides"], ["a", true, "all equal"], ["c", true, ""])), "malformed");
});

test("an optional quote that is given must occur, and a missing one is flagged and noted", async () => {
  const own = ["The user is welcome.", "Reads as if by a native."].map((statement, at) => ({ id: "ab"[at] ?? "", statement }));
  const on = async (first: string) => {
    const room = judging({ j: model([met(["a", true, first], ["b", true, "all equal"])]) });
    const verdict = await openJudge({ kind: "rubric", criteria: own }, { purpose: "verdict", seed: "s" }).judge(task, answer, room.desk);
    const notes = room.events().flatMap(({ fact }) => (fact.type === "own" ? [[fact.name, fact.value]] : []));
    return verdict.ok ? [verdict.score, verdict.flags ?? [], verdict.why, notes] : verdict;
  };
  const note = (name: string) => [[name, { judge: "j", criteria: ["a"] }]];
  assert.deepEqual(await on("Four sides"), [1, [], "all criteria met", []]);
  for (const none of ["", "N/A", "(none)", "..."])
    assert.deepEqual(await on(none), [1, ["no-quote"], "all criteria met; a has no quote", note("no-quote")], none);
  const why = 'not met: a; a was overruled: the quote "Five sides" does not occur in the answer';
  assert.deepEqual(await on("Five sides"), [0.5, ["overruled"], why, note("overruled")]);
});

test("an unparseable verdict is asked for once more, then unscored", async () => {
  const second = model(["eight out of ten", says(true)]);
  assert.equal(await judged({ kind: "rubric" }, judging({ j: second }).desk), "pass 1");
  assert.equal(second.asked.length, 2);
  const never = model(["eight out of ten"]);
  assert.equal(await judged({ kind: "rubric" }, judging({ j: never }).desk), "malformed");
});

test("the judge sees the task and the fenced answer, and neither author nor topology", async () => {
  const j = model([says(true)]);
  await judged({ kind: "rubric" }, judging({ j }).desk);
  const text = j.asked[0]?.messages.map((message) => message.text).join("\n") ?? "";
  assert.match(text, /<task>\nHow many sides has a square\?\n<\/task>/);
  assert.match(text, /<answer-([0-9a-f]{16})>\nFour sides, all equal\.\nFinal answer: 4\n<\/answer-\1>/);
  assert.ok(!text.includes("author"));
  assert.equal(j.asked[0]?.purpose, "verdict");
});

test("the same answer is asked about in the same words, so that draws are shared", async () => {
  const asks: string[] = [];
  for (const trial of ["one", "two"]) {
    const j = model([says(true)]);
    const { desk } = fakeDesk({ members: { j }, trial });
    await openJudge({ kind: "rubric" }, { purpose: "verdict", seed: "s" }).judge(task, answer, desk);
    asks.push(j.asked[0]?.messages[0]?.text ?? "");
  }
  assert.equal(asks[0], asks[1]);
});

test("nobody judges its own family's work unless the terms allow it", async () => {
  const familyOf = () => "x";
  assert.equal(await judged({ kind: "rubric" }, judging({ j: model([says(true)]) }).desk, answer.text, familyOf), "unsupported");
  assert.equal(await judged({ kind: "rubric" }, judging({ author: model([says(true)]) }).desk), "unsupported");
  assert.equal(
    await judged({ kind: "rubric" }, judging({ j: model([says(true)]) }, { selfJudging: "allowed" }).desk, answer.text, familyOf),
    "pass 1",
  );
  const seats = { k: model([says(false)], "x"), l: model([says(true)], "y"), m: model([says(true)], "z") };
  assert.equal(await judged({ kind: "panel", members: ["k", "l", "m"] }, judging(seats).desk, answer.text, familyOf), "pass 1");
  assert.equal(seats.k.asked.length, 0);
  assert.equal(await judged({ kind: "panel", members: ["k", "l"] }, judging(seats).desk, answer.text, familyOf), "unsupported");
});

test("a team's families are all excluded", async () => {
  const judge = openJudge({ kind: "rubric" }, { purpose: "verdict", familyOf: () => ["x", "y"] });
  assert.equal(short(await judge.judge(task, answer, judging({ j: model([says(true)], "y") }).desk)), "unsupported");
});

test("a panel votes, stops once decided, and leaves a split unscored", async () => {
  const seats = (...verdicts: readonly boolean[]) =>
    Object.fromEntries(verdicts.map((one, at) => [`j${at}`, model([says(one)], `f${at}`)]));
  const panel = { kind: "panel", members: ["j0", "j1", "j2"] };
  const agreed = seats(true, true, false);
  assert.equal(await judged(panel, judging(agreed).desk), "pass 1");
  assert.equal(agreed["j2"]?.asked.length, 0);
  const split = seats(true, false, false);
  assert.equal(await judged(panel, judging(split).desk), "fail 0.3333");
  assert.equal(split["j2"]?.asked.length, 1);
  assert.equal(await judged({ ...panel, members: ["j0", "j1"] }, judging(seats(true, false)).desk), "unknown");
  const mute = { ...seats(true), j1: model(["hm"], "f1"), j2: model([says(true)], "f2") };
  assert.equal(await judged(panel, judging(mute).desk), "pass 1");
});

test("a panel pools scores by median or mean and notes the disagreement", async () => {
  const seats = () => Object.fromEntries([0.9, 0.8, 0.1].map((score, at) => [`j${at}`, model([says(score > 0.5, score)], `f${at}`)]));
  const panel = { kind: "panel", members: ["j0", "j1", "j2"] };
  assert.equal(await judged({ ...panel, pool: "median" }, judging(seats()).desk), "pass 0.8");
  const room = judging(seats());
  assert.equal(await judged({ ...panel, pool: "mean" }, room.desk), "pass 0.6");
  const noted = room
    .events()
    .map((event) => event.fact)
    .find((fact) => fact.type === "own");
  assert.deepEqual(noted?.type === "own" && noted.value, {
    passes: 2,
    verdicts: 3,
    range: 0.8,
    split: true,
    abstained: 0,
    dropped: 0,
    asked: 3,
  });
});

test("a prediction market's last price is the verdict and its subsidy is noted as a transfer", async () => {
  const trader = (p: number, family: string) => model([{ object: { p, why: "so" } }], family);
  const room = judging({ a: trader(0.9, "a"), b: trader(0.9, "b") });
  assert.equal(await judged({ kind: "prediction-market", members: ["a", "b"] }, room.desk), "pass 0.9");
  const transfer = room
    .events()
    .map((event) => event.fact)
    .find((fact) => fact.type === "transfer");
  // b ln 2 at b = 100 is 69.31 credits.
  assert.equal(transfer?.type === "transfer" && Math.round(transfer.amount / 1e7), 6931);
  const bounded = judging({ a: trader(0.999, "a") });
  // A stake of 10 credits at b = 100 moves the odds no further than 1 - .5 exp(-.1).
  assert.equal(await judged({ kind: "prediction-market", members: ["a"], stake: 10 }, bounded.desk), "pass 0.5476");
  assert.equal(await judged({ kind: "prediction-market", members: ["a"] }, judging({ a: model(["?"]) }).desk), "malformed");
});

test("self-verification is the author's own share of passes, and refused by default", async () => {
  const author = () => model([says(true), says(false), says(true)]);
  assert.equal(await judged({ kind: "self", samples: 3 }, judging({ author: author() }).desk), "unsupported");
  assert.equal(await judged({ kind: "self", samples: 3 }, judging({ author: author() }, { selfJudging: "allowed" }).desk), "pass 0.6667");
  assert.equal(await judged({ kind: "self" }, judging({ j: author() }, { selfJudging: "allowed" }).desk), "unsupported");
});

test("noise has the rates that were asked for, and the same answer meets the same error again", async () => {
  const rate = async (spec: JudgeSpec, text: (at: number) => string) => {
    const judge = openJudge(spec, { purpose: "verdict", seed: "s" });
    let passes = 0;
    for (let at = 0; at < 2000; at++) {
      const verdict = await judge.judge(task, { text: text(at), by: "a" }, desk);
      passes += Number(verdict.ok && verdict.passed);
    }
    return passes / 2000;
  };
  const { desk } = judging({});
  const inner = { kind: "exact", answer: "4" };
  const wrong = await rate({ kind: "noisy", judge: inner, falsePositive: 0.2 }, (at) => `${at} tries\nFinal answer: 5`);
  const right = await rate({ kind: "noisy", judge: inner, falseNegative: 0.3 }, (at) => `${at} tries\nFinal answer: 4`);
  assert.ok(Math.abs(wrong - 0.2) < 0.03, `${wrong}`);
  assert.ok(Math.abs(right - 0.7) < 0.03, `${right}`);
  const same = await rate({ kind: "noisy", judge: inner, falsePositive: 0.5 }, () => "Final answer: 5");
  assert.ok(same === 0 || same === 1);
  const fresh = await rate({ kind: "noisy", judge: inner, falsePositive: 0.5, independent: true }, () => "Final answer: 5");
  assert.ok(Math.abs(fresh - 0.5) < 0.04, `${fresh}`);
  const unscored = openJudge({ kind: "noisy", judge: { kind: "recorded" }, falsePositive: 1 }, "verdict");
  assert.equal(short(await unscored.judge(task, answer, desk)), "unknown");
});

test("an oracle is the task's grader, and has nothing to say without one", async () => {
  const { desk } = judging({});
  assert.equal(await judged({ kind: "oracle" }, desk), "pass 1");
  const given = openJudge({ kind: "oracle" }, { purpose: "verdict", grader: () => ({ kind: "exact", answer: "5" }) });
  assert.equal(short(await given.judge(task, answer, desk)), "fail 0");
  assert.equal(
    short(await openJudge({ kind: "oracle" }, "verdict").judge({ ...task, grader: { kind: "oracle" } }, answer, desk)),
    "unknown",
  );
  assert.equal(
    short(await openJudge({ kind: "oracle" }, "verdict").judge({ ...task, grader: { kind: "none" } }, answer, desk)),
    "unsupported",
  );
});

test("a person is asked, once more if need be, and without one the answer is unscored", async () => {
  const { desk } = judging({});
  const person = (...replies: string[]) => {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return replies[asked.length - 1] ?? "";
    };
    return openJudge({ kind: "human" }, { purpose: "grade", ask }).judge(task, answer, desk).then(short);
  };
  assert.equal(await person("pass"), "pass 1");
  assert.equal(await person("fail 0.4 half of it is missing"), "fail 0.4");
  assert.equal(await person("hm", "yes"), "pass 1");
  assert.equal(await person("hm", "perhaps"), "malformed");
  assert.equal(await judged({ kind: "human" }, desk), "unknown");
  const gone = openJudge({ kind: "human" }, { purpose: "grade", ask: () => Promise.reject(new Error("closed")) });
  assert.equal(short(await gone.judge(task, answer, desk)), "unknown");
});

test("a judge without a seat, or with a name that nobody has, is a failure that says so", async () => {
  assert.equal(await judged({ kind: "rubric" }, judging({}).desk), "unsupported");
  assert.equal(await judged({ kind: "rubric", member: "jugde" }, judging({ judge: model([says(true)]) }).desk), "unsupported");
});
