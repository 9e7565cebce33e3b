import assert from "node:assert/strict";
import { test } from "node:test";
import { affirmedIn } from "./verdict-list.ts";

test("the one option that a list of verdicts affirms", () => {
  for (const [text, wanted] of [
    ["A: no, B: yes, C: no", "B"],
    ["A: no, B: yes, C: yes", ""],
    ["A: no, B: no, C: no", undefined],
    ["A: no, B: yes", undefined],
    ["B: yes", undefined],
    ["A: no\nB: yes", "B"],
    ["A: no\nB: no", undefined],
    ["A: yes\nB: yes", undefined],
    ["A: no\nB: yes\nC: no", "B"],
    ["A) wrong, B) wrong, C) right", "C"],
    ["(A) false. (B) true. (C) false.", "B"],
    ["A is wrong, B is correct, C is wrong", "B"],
    ["A - incorrect, B - correct, C - incorrect", "B"],
    ["A = ✗, B = ✓, C = ✗", "B"],
    ["A ❌ B ✅ C ❌", "B"],
    ["| A | no |\n| B | yes |\n| C | no |", "B"],
    ["Option A: impossible, option B: right, option C: ruled out", "B"],
    ["A: not right, B: not true, C: true", "C"],
    ["A seems wrong, B seems also right, C seems wrong", "B"],
    ["**A:** no, **B:** yes, **C:** no", "B"],
    ["Statement A: yes, statement B: no, statement C: no", undefined],
    ["a: no, b: yes, c: no", undefined],
    ["A: no, B: yes, E: no", undefined],
    ["A: no, B: yes, D: no", "B"],
    ["E: no", undefined],
    ["nothing", undefined],
    ["A: no, B: yes, C: no\nThat is all.", undefined],
    ["A: notable, B: yes, C: no", undefined],
    ["A: no, A - no, A: yes", undefined],
    [`A: no ${"and so on ".repeat(6)}\nB: yes`, undefined],
  ] as const)
    assert.equal(affirmedIn(text.split("\n"), 4), wanted, text);
  assert.equal(affirmedIn([], 4), undefined);
});

test("options with their texts and a sign each are a list of verdicts", () => {
  for (const [text, wanted] of [
    ["A) red ✗\nB) blue ✓\nC) green ✗", "B"],
    ["A. red ❌\nB. blue ✅\nC. green ❌", "B"],
    ["- A: red ✘\n- B: blue ✔\n- C: green ✘", "B"],
    ["**A)** red ✗\n**B)** blue ✓\n**C)** green ✗", "B"],
    ["Option A: red ✗\nOption B: blue ✓\nOption C: green ✗", "B"],
    ["A) red ✗\nB) blue ✓\nC) green ✓", ""],
    ["A) red ✓\nB) blue ✓\nC) green ✓", undefined],
    ["A) red ✗\nB) blue ✓", undefined],
    ["A) red ✗\nB) blue ✓\nF) green ✗", undefined],
    ["A) red ✗\nB) blue ✓\nD) green ✗", "B"],
    ["A) dark ✓\nA) red ✗\nB) blue ✓\nC) green ✗\nD) grey ✗", "B"],
    ["A) red ✗\nB) blue ✗\nC) green ✗\nA: no, B: yes, C: no", "B"],
    ["A) red ✗\nB) blue ✔️\nC) green ✗\n", "B"],
  ] as const)
    assert.equal(affirmedIn(text.trimEnd().split("\n"), 4), wanted, text);
});
