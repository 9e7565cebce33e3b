import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { JudgeSpec, Task } from "../types.ts";
import { openJudge } from "./open-judge.ts";

const task: Task = { id: "t", category: "test", prompt: "How many sides has a square?", grader: { kind: "exact", answer: "4" } };
const reply = "Four sides, all equal.\nFinal answer: 4";

interface Criterion {
  readonly id: string;
  readonly statement: string;
  readonly points?: number;
  readonly must?: boolean;
  readonly evidence?: "quote" | "absence" | "optional";
  readonly anchor?: { readonly pass?: string; readonly fail?: string };
}
type Entry = readonly [id: string, met: boolean, quote: string | readonly string[] | null];

/** What a rubric says of a judge's entries, what it notes, and the words by which it asked. */
async function judged(criteria: readonly Criterion[], scripts: readonly (readonly Entry[])[], more: Partial<JudgeSpec> = {}, text = reply) {
  const answers: ScriptedAnswer[] = scripts.map((entries) => ({
    object: {
      criteria: entries.map(([id, met, quote]) => ({ id, met, quote: typeof quote === "object" && quote !== null ? [...quote] : quote })),
    },
  }));
  const model = fake(answers, { id: "fake/x", family: "x" });
  const room = fakeDesk({ members: { j: model } });
  const spec = { kind: "rubric", criteria, ...more } as unknown as JudgeSpec;
  const verdict = await openJudge(spec, { purpose: "verdict", seed: "s" }).judge(task, { text, by: "author" }, room.desk);
  const notes = room.events().flatMap(({ fact }) => (fact.type === "own" ? [[fact.name, fact.value]] : []));
  return { verdict, notes, asked: model.asked.map(({ messages }) => messages.map((one) => one.text).join("\n")) };
}
const free = (id: string, more: Partial<Criterion> = {}): Criterion => ({ id, statement: `Says ${id}.`, evidence: "absence", ...more });

test("the score is the share of the points, and a must that is not met holds it below the pass line", async () => {
  const criteria = [free("a", { points: 3 }), free("b", { points: 1 }), free("m", { points: 1, must: true })];
  for (const [met, score, passed, why] of [
    ["abm", 1, true, "all criteria met"],
    ["am", 0.8, true, "not met: b"],
    ["bm", 0.4, false, "not met: a"],
    ["ab", 0.69, false, "not met: m; musts among them: m"],
    ["a", 0.6, false, "not met: b, m; musts among them: m"],
    ["", 0, false, "not met: a, b, m; musts among them: m"],
  ] as const) {
    const { verdict } = await judged(criteria, [criteria.map(({ id }) => [id, met.includes(id), ""])]);
    assert.deepEqual(verdict, { ok: true, passed, score, why }, met);
  }
  const half = async (pass: number) =>
    (
      await judged(
        [free("a"), free("b")],
        [
          [
            ["a", true, ""],
            ["b", false, ""],
          ],
        ],
        { pass },
      )
    ).verdict;
  assert.deepEqual(await half(0.5), { ok: true, passed: true, score: 0.5, why: "not met: b" });
  assert.deepEqual(await half(0.51), { ok: true, passed: false, score: 0.5, why: "not met: b" });
  // A third and a third of three are two thirds, whatever the rounding of doubles.
  const thirds = [free("a", { points: 0.1 }), free("b", { points: 0.2 }), free("c", { points: 0.15 })];
  const { verdict } = await judged(
    thirds,
    [
      [
        ["a", true, ""],
        ["b", true, ""],
        ["c", false, ""],
      ],
    ],
    { pass: 2 / 3 },
  );
  assert.equal(verdict.ok && verdict.passed, true);
  const must = await judged(
    [free("a"), free("m", { must: true })],
    [
      [
        ["a", true, ""],
        ["m", false, ""],
      ],
    ],
    { pass: 0 },
  );
  assert.deepEqual(must.verdict.ok && [must.verdict.passed, must.verdict.score], [false, 0]);
});

test("a quote that is needed and does not occur overrules, and says why in few words", async () => {
  const criteria: Criterion[] = [{ id: "a", statement: "Names it.", evidence: "quote" }, free("b")];
  const long = "x".repeat(81);
  for (const [quote, why] of [
    ["Four sides", "all criteria met"],
    [["Four sides", "nothing of it"], "all criteria met"],
    ["Five sides", 'not met: a; a was overruled: the quote "Five sides" does not occur in the answer'],
    [["Five sides", "six"], 'not met: a; a was overruled: the quote "Five sides ... six" does not occur in the answer'],
    ["", "not met: a; a was overruled: the judge found it met without a quote"],
    [" ", "not met: a; a was overruled: the judge found it met without a quote"],
    [null, "not met: a; a was overruled: the judge found it met without a quote"],
    [long.slice(1), `not met: a; a was overruled: the quote "${long.slice(1)}" does not occur in the answer`],
    [long, `not met: a; a was overruled: the quote "${long.slice(1)}..." does not occur in the answer`],
  ] as const) {
    const { verdict, notes } = await judged(criteria, [
      [
        ["a", true, quote],
        ["b", true, null],
      ],
    ]);
    assert.equal(verdict.ok && verdict.why, why);
    const fine = why === "all criteria met";
    assert.deepEqual(
      verdict.ok && [verdict.passed, verdict.score, verdict.flags],
      fine ? [true, 1, undefined] : [false, 0.5, ["overruled"]],
    );
    assert.deepEqual(notes, fine ? [] : [["overruled", { judge: "j", criteria: ["a"] }]]);
  }
  // Who says that it is not met is not overruled.
  const { verdict } = await judged(criteria, [
    [
      ["a", false, "Five sides"],
      ["b", true, ""],
    ],
  ]);
  assert.deepEqual(verdict, { ok: true, passed: false, score: 0.5, why: "not met: a" });
});

test("an optional quote overrules where it does not occur, and is flagged where there is none", async () => {
  const criteria: Criterion[] = ["a", "b"].map((id) => ({ id, statement: `Says ${id}.`, evidence: "optional" }));
  const { verdict, notes } = await judged(criteria, [
    [
      ["a", true, "Five sides"],
      ["b", true, ""],
    ],
  ]);
  assert.deepEqual(verdict, {
    ok: true,
    passed: false,
    score: 0.5,
    why: 'not met: a; a was overruled: the quote "Five sides" does not occur in the answer; b has no quote',
    flags: ["overruled", "no-quote"],
  });
  assert.deepEqual(notes, [
    ["overruled", { judge: "j", criteria: ["a"] }],
    ["no-quote", { judge: "j", criteria: ["b"] }],
  ]);
});

test("a judge that leaves out a criterion, or gives one twice, is told which", async () => {
  const criteria = ["a", "b", "c"].map((id) => free(id));
  const all: Entry[] = criteria.map(({ id }) => [id, true, ""]);
  const told = async (first: readonly Entry[]): Promise<string> => {
    const { verdict, asked } = await judged(criteria, [first, all]);
    assert.equal(verdict.ok && verdict.passed, true);
    assert.equal(asked.length, 2);
    return asked[1] ?? "";
  };
  assert.match(await told(all.slice(1)), /the verdict for criterion "a" is missing\./);
  assert.match(await told(all.slice(2)), /the verdicts for criteria "a", "b" are missing\./);
  assert.match(await told([...all, ["c", true, ""]]), /the verdict for criterion "c" is given more than once\./);
  assert.match(await told([...all, ...all.slice(1)]), /the verdicts for criteria "b", "c" are given more than once\./);
  const many = Array.from({ length: 10 }, (_, at) => free(`k${at}`));
  const every: Entry[] = many.map(({ id }) => [id, true, ""]);
  const lacking = async (count: number) => (await judged(many, [every.slice(count), every])).asked[1] ?? "";
  assert.match(await lacking(8), /the verdicts for criteria "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7" are missing\./);
  assert.match(await lacking(9), /"k7" and 1 more are missing\./);
});

test("a judge is asked by each criterion with its examples and what it needs", async () => {
  const criteria: Criterion[] = [
    { id: "a", statement: "Names it.", evidence: "quote", anchor: { pass: "a square", fail: "a form" } },
    { id: "b", statement: "Is short.", evidence: "absence", anchor: { fail: "a long one" } },
    { id: "c", statement: "Is kind.", evidence: "optional", anchor: { pass: "please" } },
  ];
  const { asked } = await judged(criteria, [criteria.map(({ id }) => [id, false, ""])]);
  const lines = (asked[0] ?? "").split("\n").filter((line) => /^- [abc]: /.test(line));
  assert.deepEqual(lines, [
    "- a: Names it. Met, for example: a square Not met, for example: a form (A quote is needed: quote the words that meet it.)",
    "- b: Is short. Not met, for example: a long one (No quote is needed.)",
    "- c: Is kind. Met, for example: please (A quote is optional: quote words that meet it, if there are any.)",
  ]);
  const short = await judged([free("a")], [[["a", true, ""]]], { cap: 10 });
  assert.match(short.asked[0] ?? "", />\nFour sides\n</);
});

test("an answer that holds nothing is asked about by no call", async () => {
  const { verdict, asked } = await judged([free("a")], [[["a", true, ""]]], {}, " ... ");
  assert.deepEqual(verdict, { ok: true, passed: false, score: 0, why: "the answer holds no letter and no digit" });
  assert.deepEqual(asked, []);
});

test("settings that contradict one another are refused", () => {
  const open = (more: object) => () => openJudge({ kind: "rubric", ...more }, "verdict");
  assert.throws(open({ criteria: [free("a"), free("a")] }), /two criteria have the same id/);
  assert.throws(
    open({ criteria: [free("a")], prompt: "Is {{answer}} right?" }),
    /wanted either criteria or a prompt of your own, got both/,
  );
  assert.throws(open({ criteria: [free("")] }), /id/);
  assert.throws(open({ criteria: [free("a", { points: 0 })] }), /points/);
  assert.throws(open({ pass: 1.1 }), /pass/);
  assert.throws(open({ cap: 0 }), /cap/);
  assert.doesNotThrow(open({ criteria: [free("a"), free("b")], pass: 1, cap: 1 }));
});
