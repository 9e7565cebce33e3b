import { test } from "node:test";
import { exactJudge } from "./exact.ts";
import { checkRows, type Row } from "./rows.ts";
import { exactOptions } from "./settings.ts";
import assert from "node:assert/strict";

const choice = { answerKind: "choice", options: 4 };
/** Each text chooses C: that key passes, and D does not. */
const chosen = (texts: readonly string[]): readonly Row[] =>
  texts.flatMap((text): Row[] => [
    ["C", text, "pass", choice],
    ["D", text, "fail", choice],
  ]);
const open = (texts: readonly string[]): readonly Row[] =>
  texts.flatMap((text) => ["A", "B", "C", "D"].map((key): Row => [key, text, "unreadable", choice]));

test("of options that are gone through one by one the one that is affirmed is the answer, not the last", () =>
  checkRows(
    chosen([
      "I think it is C.\n\nA is a product, B comes from the soil, D is inert.",
      "- A) Oxygen: no\n- B) Nitrogen: no\n- C) Carbon dioxide: yes\n- D) Argon: inert",
      "A) Oxygen is incorrect.\nB) Nitrogen is incorrect.\nC) Carbon dioxide is correct because plants use it.\nD) Argon is inert.",
      "**A. Oxygen**: released.\n**B. Nitrogen**: from the soil.\n**C. Carbon dioxide**: this is absorbed, so this is the right choice.\n**D. Argon**: inert.",
      "| Option | Verdict |\n|---|---|\n| A | wrong |\n| B | wrong |\n| C | right |\n| D | inert gas |",
      "Plants use carbon dioxide (C). Oxygen (A) is a product, nitrogen (B) comes from soil, argon (D) is inert.",
      "Definitely C.\nD is inert.",
      "The correct gas is carbon dioxide (C), whereas argon (D) is inert.",
      "C, since A is a product, B comes from the soil and D is inert.",
      "Option A: product.\nOption B: soil.\nOption C: what plants use, so it is correct.\nOption D: inert.",
      "- A) Oxygen — a product\n- B) Nitrogen — from soil\n- C) Carbon dioxide — correct.\n- D) Argon — inert",
      "A. Oxygen\nB. Nitrogen\nC. Carbon dioxide\nD. Argon\n\nC. Carbon dioxide",
      "A is a product. B comes from soil. C is what plants use. D is inert. Therefore C.",
      "**C**\n\n- A: product\n- B: soil\n- D: inert",
      "so it must be option (C), not (B).",
    ]),
  ));

test("options that are listed, told of or compared leave open which is chosen", () =>
  checkRows(
    open([
      "C is used by plants.\nD is inert.",
      "Which gas do plants use?\nA) Oxygen\nB) Nitrogen\nC) Carbon dioxide\nD) Argon",
      "The question is which gas plants use. The options are (A) Oxygen, (B) Nitrogen, (C) Carbon dioxide, (D) Argon.",
      "Which gas do plants use? A) Oxygen B) Nitrogen C) Carbon dioxide D) Arg",
      "Which gas do plants use?\n\nA. Oxygen\nB. Nitrogen\nC. Carbon di",
      "A) Oxygen B) Nitrogen C) Carbon dioxide D) Argon",
      "A: released.\nB: from the soil.\nC: absorbed.\nD: inert.",
      "C outperforms D",
      "C beats D",
      "C implies D",
      "C without D",
      "C before D",
    ]),
  ));

test("what a sentence concludes from several options is its answer", () =>
  checkRows([
    ["D", "Both A and C, so D", "pass", choice],
    ["A", "Both A and C, so D", "fail", choice],
  ]));

test("A: marks the answer behind a question, before the letter of an option, or before the text of another", async () => {
  await checkRows([
    ...[
      "Q: Which planet is largest?\nA: B",
      "Q: Which planet is largest?\nA: (B)",
      "Q: Which planet is largest?\nA: B) Jupiter",
      "A: B",
    ].flatMap((text): Row[] => [
      ["B", text, "pass", choice],
      ["A", text, "fail", choice],
    ]),
    ["A", "Q: Which planet is largest?\nA: Jupiter", "unreadable", choice],
    ["A", "Q: Which planet is largest?\nA: A", "pass", choice],
    ["C", "A: no\nB: no\nC: yes\nD: no", "pass", choice],
    ["C", "Ans - (c)", "pass", choice],
  ]);
  const prompt = "Which planet is largest?\nA) Mars\nB) Jupiter";
  const passes = async (answer: string, text: string): Promise<boolean> => {
    const judge = exactJudge(exactOptions.parse({ kind: "exact", answer, ...choice }));
    const task = { id: "t", category: "c", prompt, grader: { kind: "exact", answer } } as const;
    const verdict = await judge.judge(task, { text, by: "a" }, {} as never);
    return verdict.ok && verdict.passed;
  };
  assert.deepEqual([await passes("B", "A: Jupiter"), await passes("A", "A: Jupiter"), await passes("A", "A: Mars")], [true, false, true]);
});
