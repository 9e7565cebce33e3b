import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const choice = { answerKind: "choice" };
const all = (rows: readonly Row[]): Promise<void> =>
  checkRows(rows.map(([key, text, wanted, more]) => [key, text, wanted, more ?? choice]));

test("a letter that names a thing or another letter's contrary is no option", () =>
  all([
    ["A", "Answer: A bicycle", "unreadable"],
    ["A", "A cat.", "unreadable"],
    ["C", "Answer: C major", "unreadable"],
    ["B", "Answer: B cells", "unreadable"],
    ["B", "Answer: B complement", "unreadable"],
    ["C", "Answer: C-section", "unreadable"],
    ["B", "Answer: B'", "unreadable"],
    ["B", "Answer: B′", "unreadable"],
    ["B", "\\boxed{B'}", "unreadable"],
    ["B", "Answer: $B^c$", "unreadable"],
    ["B", "Answer: \\overline{B}", "unreadable"],
    ["B", "\\boxed{\\overline{B}}", "unreadable"],
    ["B", "Answer: not-B", "unreadable"],
    ["A", "Answer: A+", "unreadable"],
    ["C", "Answer: C#", "unreadable"],
    ["B", "Answer: B♭ major", "unreadable"],
    ["B", "Answer: B = 12", "unreadable"],
    ["A", "Answer: A ∪ B", "unreadable"],
    ["A", "Answer: A ⇒ B", "unreadable"],
  ]));

test("a letter before its text, a reason or a verb is an option", () =>
  all([
    ["B", "Answer: 'B'", "pass"],
    ["C", "Answer: C because it is warm", "pass"],
    ["C", "Answer: C is right", "pass"],
    ["C", "Answer: C describes the mitochondria", "pass"],
    ["C", "Answer: C - the mitochondria", "pass"],
    ["C", "Answer: C, the mitochondria", "pass"],
    ["C", "Answer: C (mitochondria)", "pass"],
    ["A", "Answer: A, a bicycle", "pass"],
    ["A", "Answer: A) A bicycle", "pass"],
    ["A", "Answer: I think A", "pass"],
  ]));

test("of options that a sentence or a list denies the one that is left is the answer", () =>
  all([
    ["D", "(A), (B), and (C) are wrong, so (D)", "pass"],
    ["C", "(A), (B), and (C) are wrong, so (D)", "fail"],
    ["D", "A, B and C are incorrect, which leaves D.", "pass"],
    ["D", "Options A, B, and C can be ruled out. The answer must be D.", "pass"],
    ["D", "Answer: A, B and C are not correct, therefore D", "pass"],
    ["C", "(A) and (C) are correct.", "unknown"],
    ["AC", "(A) and (C) are correct.", "pass", { answerKind: "choice", multiple: true }],
    ["C", "A) no B) no C) yes D) no", "pass"],
    ["D", "A) no B) no C) yes D) no", "fail"],
    ["C", "A: False\nB: False\nC: True\nD: False", "pass"],
    ["C", "- A ✗\n- B ✗\n- C ✓\n- D ✗", "pass"],
    ["C", "| Option | Verdict |\n|---|---|\n| A | wrong |\n| B | wrong |\n| C | correct |\n| D | wrong |", "pass"],
    ["D", "| Option | Verdict |\n|---|---|\n| A | wrong |\n| B | wrong |\n| C | correct |\n| D | wrong |\n\nThe answer is D.", "pass"],
    ["C", "**C. Mitochondria**\n\nA is wrong. B is wrong. D is also wrong.", "pass"],
    ["D", "A) no B) no C) no D) no", "fail"],
    ["D", "| D | wrong |", "unreadable"],
    ["C", "A) true B) true C) false D) true", "unreadable"],
  ]));

test("an option without a mark is taken back as any other", () =>
  all([
    ["C", "C\n\nActually, D.", "fail"],
    ["D", "C\n\nActually, D.", "pass"],
    ["D", "I choose C. Actually, D.", "pass"],
    ["D", "It's C. No, wait. D.", "pass"],
    ["C", "C. Scratch that.", "unreadable"],
    ["C", "I pick C. Hmm, scratch that.", "unreadable"],
    ["C", "C, or maybe D", "unknown"],
    ["C", "C\nor D", "unknown"],
  ]));
