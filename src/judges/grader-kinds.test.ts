import assert from "node:assert/strict";
import { test } from "node:test";
import type { JudgeSpec } from "../types.ts";
import { checkRows } from "./exact/rows.ts";
import { graderKinds } from "./grader-kinds.ts";

/** What keeps a spec from being opened, each as its place and its words. */
function faultsOf(spec: JudgeSpec): (readonly [string, string])[] {
  const [kind] = graderKinds();
  return (kind?.faults(spec) ?? []).map(({ path, words }) => [path.join("."), words] as const);
}

test("a spec that opens has no fault, and every kind of judge is there once", () => {
  assert.deepEqual(faultsOf({ kind: "exact", answer: "4" }), []);
  const names = graderKinds().map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes("exact") && names.includes("rubric"));
});

test("faults are told by the place of the setting, with its name", () => {
  for (const [spec, place, words] of [
    [{ kind: "exact" }, "answer", /^"answer" is missing/],
    [{ kind: "exact", answer: "4", tolerance: -1 }, "tolerance", /^"tolerance"/],
    [{ kind: "program", checks: [{ name: "a", code: 7 }] }, "checks.0.code", /^"checks\.0\.code" must/],
    [{ kind: "exact", answer: "4", tags: ["x"] }, "tags", /It belongs to the task, beside "grader"/],
    [{ kind: "rubrik" }, "", /Did you mean "rubric"/],
    [{ kind: "constraints", variables: ["a"], domains: {} }, "domains", /no domain/],
    [{ kind: "json-schema", schema: { type: "objekt" } }, "schema", /./],
  ] as const) {
    const found = faultsOf(spec);
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.equal(found[0]?.[0], place, JSON.stringify(found));
    assert.match(found[0]?.[1] ?? "", words);
  }
});

test("a setting that is missing because it stands under another name is told once, with that name", () => {
  const found = faultsOf({ kind: "exact", anwser: "4" });
  assert.equal(found.length, 1, JSON.stringify(found));
  assert.match(found[0]?.[1] ?? "", /mean "answer"/);
});

test("the judge inside a judge is told by its own place, however deep", () => {
  assert.deepEqual(
    faultsOf({ kind: "noisy", judge: { kind: "exact" } }).map(([place]) => place),
    ["judge.answer"],
  );
  assert.deepEqual(
    faultsOf({ kind: "noisy", judge: { kind: "noisy", judge: { kind: "exact", answer: "4", tolerance: -1 } } }).map(([place]) => place),
    ["judge.judge.tolerance"],
  );
  assert.deepEqual(
    faultsOf({ kind: "noisy", falsePositive: 2, judge: { kind: "exact" } }).map(([place]) => place),
    ["falsePositive", "judge.answer"],
  );
});

test("a fault that only opening finds is told where the text stands that it quotes", () => {
  for (const [spec, place, words] of [
    [{ kind: "exact", answer: "apple", answerKind: "number" }, "answer", /^the key "apple" cannot be read as one number\./],
    [{ kind: "exact", answer: "4", aliases: ["5", "apple"], answerKind: "number" }, "aliases.1", /^the key "apple" cannot/],
    [{ kind: "exact", answer: "A, C", answerKind: "choice" }, "answer", /A choice has one letter, or several with multiple: true/],
    [{ kind: "exact", answer: "25%", answerKind: "rational" }, "answer", /cannot be read as one rational/],
    [{ kind: "exact", answer: "25%", answerKind: "decimal" }, "answer", /cannot be read as one decimal/],
    [{ kind: "noisy", judge: { kind: "exact", answer: "apple", answerKind: "number" } }, "judge.answer", /^the key "apple"/],
  ] as const) {
    const found = faultsOf(spec);
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.equal(found[0]?.[0], place, JSON.stringify(found));
    assert.match(found[0]?.[1] ?? "", words);
  }
});

test("with percents for its kind a key without a sign is a percent, and so is an answer without one", () =>
  checkRows([
    ["25", "Final answer: 25", "pass", { answerKind: "percent" }],
    ["25", "Final answer: 25%", "pass", { answerKind: "percent" }],
    ["25", "Final answer: 25 percent", "pass", { answerKind: "percent" }],
    ["25%", "Final answer: 25%", "pass", { answerKind: "percent" }],
    ["25", "Final answer: 26%", "fail", { answerKind: "percent" }],
  ]));
