import assert from "node:assert/strict";
import { test } from "node:test";
import { row } from "./fixtures/row.ts";
import { cameThrough, callOf, isInfrastructure, isLost, isSilent, keptFromJudging, unheard } from "./lost-calls.ts";
import type { OddCall, TrialRow } from "./trial-row.ts";
import { broken, counted, countedScore, givenUp, infra, missing, owed, unasked, unfilled, unscored, unusable } from "./trial-row.ts";

const kinds = { counted, unasked, unfilled, unusable, infra, broken, owed, unscored, givenUp };
type Kind = keyof typeof kinds;

const silent = { answered: true, scored: false, passed: false, score: 0 } as const;
const unanswered = { answered: false, scored: false, passed: false, score: 0 } as const;
const failed = (code: NonNullable<TrialRow["failure"]>["code"], more: Partial<TrialRow> = {}): Partial<TrialRow> => ({
  ...unanswered,
  state: "failed",
  failure: { code, message: code },
  ...more,
});
const odd = (...flags: string[]): OddCall => ({ call: flags.join(), flags: new Set(flags), cost: 1 });

/** A trial, the kinds that it is of, why it has no score, and its score. */
const cases: readonly (readonly [Partial<TrialRow>, readonly Kind[], string | undefined, number | undefined])[] = [
  [{ score: 0.8 }, ["counted"], undefined, 0.8],
  [silent, ["counted", "unscored"], "undecided", 0],
  [{ ...silent, gradeFailure: "timeout" }, ["counted", "unscored"], "sandbox-limit", 0],
  [{ ...silent, gradeFailure: "unknown" }, ["counted", "unscored"], "undecided", 0],
  [{ ...silent, gradeFailure: "provider" }, ["owed", "unscored"], undefined, undefined],
  [{ ...silent, gradeFailure: "malformed" }, ["owed", "unscored"], undefined, undefined],
  [{ gradeFailure: "malformed" }, ["counted"], undefined, 1],
  [{ ...unanswered, state: "failed" }, ["infra"], undefined, undefined],
  [failed("provider"), ["infra"], undefined, undefined],
  [failed("aborted"), ["infra"], undefined, undefined],
  [failed("function"), ["infra", "broken"], undefined, undefined],
  [failed("provider", { givenUp: true }), ["counted", "unscored", "givenUp"], "lost", 0],
  [failed("function", { givenUp: true }), ["counted", "unscored", "givenUp"], "lost", 0],
  [{ ...silent, lost: { code: "provider", message: "" } }, ["infra"], undefined, undefined],
  [
    { ...silent, lost: { code: "function", message: "" }, failure: { code: "timeout", message: "" } },
    ["infra", "broken"],
    undefined,
    undefined,
  ],
  [{ ...silent, lost: { code: "rate", message: "" }, gradeFailure: "rate" }, ["infra"], undefined, undefined],
  [{ ...silent, lost: { code: "rate", message: "" }, gradeFailure: "rate", givenUp: true }, ["counted", "unscored", "givenUp"], "lost", 0],
  [{ ...unanswered, state: "unfilled", lost: { code: "rate", message: "" } }, ["infra"], undefined, undefined],
  [{ ...unanswered, state: "unfilled", calls: 0, unfilled: "no-bid" }, ["counted", "unfilled"], undefined, 0],
  [{ ...unanswered, state: "unfilled", calls: 0, unfilled: "budget" }, ["counted", "unfilled", "unasked"], "unasked", 0],
  [{ ...unanswered, state: "unfilled", calls: 1, unfilled: "budget" }, ["counted", "unfilled"], undefined, 0],
  [{ ...unanswered, state: "unfilled", failure: { code: "timeout", message: "" } }, ["counted", "unfilled"], undefined, 0],
  [{ ...unanswered, state: "budget", calls: 0 }, ["counted", "unfilled", "unasked"], "unasked", 0],
  [{ ...unanswered, state: "budget", calls: 2, failure: { code: "budget", message: "" } }, ["counted", "unfilled"], undefined, 0],
  [{ state: "budget" }, ["counted"], undefined, 1],
  [{ ...silent, state: "budget", calls: 0 }, ["counted", "unscored"], "undecided", 0],
  [failed("budget"), ["counted", "unfilled"], undefined, 0],
  [failed("budget", { calls: 0 }), ["counted", "unfilled", "unasked"], "unasked", 0],
  [failed("timeout", { flags: { truncated: 1, "context-full": 1 } }), ["counted", "unscored"], "timeout", 0],
  [failed("unsupported"), ["counted", "unscored"], "too-long", 0],
  [failed("refused", { flags: { truncated: 1 } }), ["counted", "unscored"], "refused", 0],
  [failed("malformed"), ["counted", "unscored", "unusable"], undefined, 0],
  [failed("malformed", { flags: { "context-full": 1 } }), ["counted", "unscored"], "too-long", 0],
  [failed("malformed", { flags: { truncated: 1 } }), ["counted", "unscored"], "output-cap", 0],
  [failed("malformed", { odd: [odd("x"), odd("reasoning-cut-off", "truncated-other")] }), ["counted", "unscored"], "output-cap", 0],
  [failed("malformed", { odd: [odd("reasoning-cut-off"), odd("truncated-other")] }), ["counted", "unscored", "unusable"], undefined, 0],
  [failed("unrecorded", { flags: { truncated: 1, "context-full": 1 } }), ["counted", "unscored", "unusable"], undefined, 0],
  [{ ...unanswered, state: "censored" }, ["counted", "unscored"], "censored", 0],
  [failed("timeout", { state: "censored" }), ["counted", "unscored"], "timeout", 0],
  [failed("malformed", { state: "censored", flags: { truncated: 1 } }), ["counted", "unscored"], "censored", 0],
  [failed("provider", { state: "censored" }), ["counted", "unscored"], "censored", 0],
];

test("what each way to end is: counted or asked again, without a score and why, unfilled, unusable, owed", () => {
  for (const [more, wanted, why, score] of cases) {
    const trial = row(more);
    const found = (Object.keys(kinds) as Kind[]).filter((kind) => kinds[kind](trial));
    const told = JSON.stringify(more);
    assert.deepEqual([...found].sort(), [...wanted].sort(), told);
    assert.deepEqual([missing(trial), countedScore(trial)], [why, score], told);
  }
});

test("which failures are the provider's, the network's or the user's function's, and what a judge's mean", () => {
  const all = [
    "budget",
    "aborted",
    "timeout",
    "rate",
    "setup",
    "unsupported",
    "refused",
    "malformed",
    "unrecorded",
    "provider",
    "function",
  ] as const;
  assert.deepEqual(all.filter(isInfrastructure), ["aborted", "rate", "setup", "provider", "function"]);
  assert.deepEqual(all.filter(keptFromJudging), all.filter(isInfrastructure));
  assert.deepEqual([isInfrastructure("unknown"), keptFromJudging("unknown"), keptFromJudging(undefined)], [true, false, false]);
  assert.deepEqual(
    [unheard("timeout"), unheard("provider"), unheard("unknown"), unheard("refused"), unheard(undefined)],
    [true, true, false, false, false],
  );
  const reply = (code: "malformed" | "refused" | "provider") => ({ ok: false, failure: { code } }) as const;
  assert.deepEqual(
    [cameThrough({ ok: true }), ...(["malformed", "refused", "provider"] as const).map((code) => cameThrough(reply(code)))],
    [true, true, true, false],
  );
  const late = { ok: false, failure: { code: "timeout", message: "" } } as const;
  const gone = { ok: false, failure: { code: "rate", message: "" } } as const;
  const no = { ok: false, failure: { code: "refused", message: "" } } as const;
  assert.deepEqual([late, gone, no, { ok: true }, { ...gone, ok: true }, { ok: false }].map(isSilent), [
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  assert.deepEqual([late, gone, no, { ok: true }, { ...gone, ok: true }, { ok: false }].map(isLost), [
    false,
    true,
    false,
    false,
    false,
    false,
  ]);
  assert.deepEqual(["a.b.1", "a.12", "a", "a.x"].map(callOf), ["a.b", "a", "a", "a.x"]);
});
