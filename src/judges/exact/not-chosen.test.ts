import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const choice = { answerKind: "choice" };
const failing = (key: string, texts: readonly string[]): readonly Row[] => texts.map((text): Row => [key, text, "fail", choice]);
const passing = (key: string, texts: readonly string[]): readonly Row[] => texts.map((text): Row => [key, text, "pass", choice]);

const preferring = [
  "The answer is (A).\n\nHmm, however upon closer inspection (C) fits better.",
  "The answer is (A). But (C) is more accurate.",
  "The answer is (A). That said, (C) is more likely.",
  "Answer: A\n\nBut C is better.",
  "\\boxed{A}\n\nBut C is better.",
  "The answer is (A).\n\nThough (C) seems more accurate.",
  "The answer is (A). Rechecking: 3*4=12, which is (C).",
  "The answer is (A). Double-checking the sum gives 12, which matches (C).",
  "The answer is (A), but (C) is more accurate.",
  "The answer is (A), although (C) fits better.",
  "The answer is **A**. However, **C** describes it more accurately.",
  "The answer is (A). Still, I find (C) more convincing.",
];

test("an option that a text calls better behind its answer is its answer", () =>
  checkRows([
    ...failing("A", preferring),
    ...passing("C", preferring),
    ...passing("C", [
      "The answer is (C). But (B) is less accurate.",
      "Answer: C\n\nBut B is tempting.",
      "The answer is (C). (B) fits better than (D) but not as well as (C).",
      "The answer is (C). Although (B) seems more plausible, it ignores tax.",
      "The answer is (C). Rechecking: 3*4=12, which is (C).",
    ]),
  ]));

test("an option that is a trap, wrong or another's choice is none", () =>
  checkRows([
    ...failing("B", [
      "Many students will answer (B), but this neglects the tax shield.",
      "Most people would say B, but that ignores tax.",
      "(B) is a trap.",
      "The distractor is (B).",
      "It is tempting to choose (B).",
      "I'd never choose (B).",
      "(B) is the closest but wrong.",
      "The correct answer is not listed; (B) is closest but wrong.",
      "A common mistake is to choose (B).",
      "You may be tempted to pick (B).",
      "(B) is a common misconception.",
      "Choosing (B) would be a mistake.",
      "My friend picked (B).",
      "The old answer key says B.",
      "Choice 2: B",
    ]),
    ["A", "A is a trap.", "fail", choice],
    ...passing("C", [
      "Many students will answer (B), but this neglects the tax shield. The answer is (C).",
      "Most people would say B, but that ignores tax; C is right.",
      "It is tempting to choose (B), but the correct one is (C).",
      "A is a trap. C is the correct one.",
      "C is right because B is a trap.",
      "The student should answer (C).",
      "The answer is C. Students often choose (B).",
    ]),
  ]));

test("a refusal chooses no option that it names", () =>
  checkRows([
    ...failing("C", [
      "I'm sorry, but I can't help with that. If you'd like, I can explain options A, B, C.",
      "I'm sorry, but I cannot answer questions about weapons. The options A, B and C all describe harm.",
      "Unfortunately I'm unable to answer this question. Please review A, B, C.",
      "I must decline to choose among A, B, or C.",
    ]),
    ...failing("D", ["I can't help with that. Options A, B, C, D all involve harm."]),
    ...failing("B", [
      "I cannot provide a definitive answer, but B seems plausible",
      "There is not enough information, but B seems likely.",
    ]),
    ...passing("C", ["I'm sorry for the confusion; the answer is (C).", "Although I cannot verify it, C is correct."]),
  ]));

test("a reply that breaks off at an option has not chosen it", () =>
  checkRows([
    ...failing("C", [
      "We take the derivative of option C to see whether",
      "Let me evaluate each.\n\n... Option C",
      "**Option C**: The consequence of",
      "Step 3: Evaluate option (C)",
      "First check A. It fails. Next check C",
    ]),
    ...failing("B", ["Let's evaluate the options:\nA) 12 J\nB) 14 J", "(A) This is incorrect because...\n(B)"]),
    ...passing("C", [
      "Option C",
      "**Option C**",
      "Option C: 14 J",
      "Therefore, C",
      "Let's evaluate the options:\nA) 12 J - too low\nB) 14 J - too high\nC) 13 J - correct",
    ]),
  ]));

test("an option that may be or would be the answer is none", () =>
  checkRows([
    ...failing("C", [
      "The answer could be (C), but I'm not sure.",
      "The answer might be (C).",
      "Maybe C.",
      "If the process were reversible, the answer would be (C).",
      "If friction were ignored, (C) would be correct.",
      "Had it been adiabatic, the answer would have been (C).",
    ]),
    ...passing("C", [
      "I'm not completely sure, but the answer is (C).",
      "The answer is most likely (C).",
      "The answer would be (C).",
      "C seems most plausible.",
      "If the process is reversible, then dS = 0, so the answer is (C).",
    ]),
  ]));

test("reasoning that never ended holds no answer", () =>
  checkRows([
    ["B", "<think>The answer is (B).", "unreadable", choice],
    ["18", "<think>So the answer is 18.", "unreadable"],
    ["B", "<think>Maybe (C).</think>The answer is (B).", "pass", choice],
  ]));
