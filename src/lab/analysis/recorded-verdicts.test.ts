import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { recordedJudgeReport, recordedVerdictsAt } from "./recorded-verdicts.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-verdicts-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test("recorded verdicts are measured against the truth beside them: error rates, abstentions, trust, agreement, cost where it was recorded", () => {
  // a: passes 2 of 2 wrong answers from .5 on and 1 of 2 right ones, and is silent once. b says what is true, at $0.002 each.
  const rows = ["x,a,1,0.9,", "y,a,1,0.2,", "z,a,0,0.5,", "w,a,0,1,", "v,a,1,,", "x,b,1,1,0.002", "z,b,0,0,0.002", "w,b,,0.4,0.002"];
  const path = file("own.csv", `item,judge,right,score,cost_usd\n${rows.join("\n")}\n`);
  const { verifiers, ungraded } = recordedJudgeReport(path);
  const [a, b] = verifiers.judges;
  assert.deepEqual([a?.judge, a?.verdicts, a?.falsePositive.rate, a?.falseNegative.rate, a?.trustOfPass], ["a", 5, 1, 0.5, 1 / 3]);
  assert.deepEqual([a?.abstained.rate, a?.costPerVerdict], [0.2, null]);
  assert.deepEqual([b?.falsePositive.rate, b?.falseNegative.rate, b?.costPerVerdict, ungraded], [0, 0, 2_000_000, 1]);
  const strict = recordedJudgeReport(path, 0.95).verifiers.judges[0];
  assert.deepEqual([strict?.falsePositive.rate, strict?.falseNegative.rate], [0.5, 1]);
});

test("a bundled set's verdicts are found by its name, a file's by its path, and a run is neither", () => {
  assert.ok(recordedVerdictsAt("lifeeval_confidence") !== undefined && recordedVerdictsAt("recorded/lifeeval_confidence") !== undefined);
  assert.equal(recordedVerdictsAt("zeroeval"), undefined);
  assert.equal(recordedVerdictsAt("last"), undefined);
  const path = file("own.jsonl", '{"item":"x","model":"a","right":true,"passed":true}\n');
  assert.equal(recordedVerdictsAt(path), path);
});

test("verdicts that do not fit are named by file and line", () => {
  const cases: [string, RegExp][] = [
    ["item,right,passed\nx,1,1\n", /line 1: the column judge or model was wanted/],
    ["item,judge,passed\nx,a,1\n", /line 1: the column right or shown_answer_is_right/],
    ["item,judge,right\nx,a,1\n", /line 1: the column passed or score/],
    ["item,judge,right,score\nx,a,1,NaN\n", /line 2: score must be a number from 0 to 1/],
    ["item,judge,right,passed\nx,a,1,1\nx,a,1,0\n", /line 3: the verdict of a on x is there twice/],
    ["item,judge,right,passed\nx,a,maybe,1\n", /line 2: right must be 1 or 0/],
  ];
  for (const [at, [text, wanted]] of cases.entries())
    assert.throws(
      () => recordedJudgeReport(file(`bad-${at}.csv`, text)),
      (thrown) => thrown instanceof UserError && wanted.test(thrown.message),
      text,
    );
});
