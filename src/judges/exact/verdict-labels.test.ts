import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const c = { answerKind: "choice" };
const m = { answerKind: "choice", multiple: true };
const ofOne = [
  "Correct: B\nIncorrect: C",
  "Right: B\nWrong: C",
  "Best: B\nWorst: C",
  "Incorrect: C\nCorrect: B",
  "**Correct:** B\n**Incorrect:** A, C",
  "Correct option: B\nIncorrect options: A, C",
  "Correct: B | Incorrect: C",
  "✅ B\n❌ C",
  "✓ B ✗ C",
  "❌ A\n✅ B\n❌ C",
  "- ❌ A\n- ✅ B\n- ❌ C",
  "✅ B: it is red\n❌ C: it is blue",
  "Let me see.\n\n✅ **B**\n❌ C",
  "B ✅\nC ❌",
  "C: incorrect\nB: correct",
];

test("of two verdicts, the option that is affirmed is the answer", () =>
  checkRows(
    [c, m].flatMap((settings) =>
      ofOne.flatMap((text): Row[] => [
        ["B", text, "pass", settings],
        ["C", text, "fail", settings],
      ]),
    ),
  ));

test("a value with a verdict before it is read as any other answer", () =>
  checkRows([
    ["18", "Correct: 18\nIncorrect: 27", "pass"],
    ["27", "Correct: 18\nIncorrect: 27", "fail"],
    ["Paris", "✅ Paris\n❌ Lyon", "pass"],
    ["Lyon", "✅ Paris\n❌ Lyon", "fail"],
    ["C", "✅ C\n❌ A\n❌ B", "pass", c],
    ["B", "✅ C\n❌ A\n❌ B", "fail", c],
    ["BD", "Correct: B, D\nIncorrect: A, C", "pass", m],
    ["BD", "✅ B) red\n❌ A) blue\n✅ D) green\n❌ C) white", "pass", m],
    ["B", "✅ B\n✅ D\n❌ A\n❌ C", "unknown", c],
    ["A", "✗ A\n✗ B", "unreadable", c],
    ["45", "Correct: 18\nIncorrect: 27\n\nAnswer: 45", "pass"],
  ]));
