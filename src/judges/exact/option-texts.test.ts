import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutOptionTexts } from "./option-texts.ts";
import { checkRows, type Row } from "./rows.ts";

const choice = { answerKind: "choice" };
const rows = (key: string, want: "pass" | "fail" | "unreadable", texts: readonly string[]): readonly Row[] =>
  texts.map((text): Row => [key, text, want, choice]);

const denying = [
  "False, True",
  "Wrong, Not wrong",
  "No",
  "Cannot be determined",
  "Does not exist",
  "Not enough information",
  "None of these",
  "Do not reject it",
];
const lettered = ["Hepatitis A", "Vitamin C", "37 °C", "Both A and D", "Plan C", "A and D only"];
const forms = (said: string): readonly string[] => [
  `The answer is (B) ${said}.`,
  `The correct answer is **B. ${said}**`,
  `Answer: B) ${said}`,
  `Therefore, option B (${said}) is correct.`,
  `Thus, **B. ${said}** is the correct answer.`,
  `So (B) ${said} is the best answer.`,
  `Correct choice: **B** (${said})`,
  `The reaction slows down.\n\n**B. ${said}**`,
];

test("what an option says is no denial, and its letters are no options", () =>
  checkRows(
    [...denying, ...lettered].flatMap((said) => [
      ...rows("B", "pass", forms(said)),
      ...rows("A", "fail", forms(said)),
      ...rows("C", "fail", forms(said)),
    ]),
  ));

test("a name with initials behind its letter is the option's", () =>
  checkRows([
    ...rows("D", "pass", ["The answer is (D) B. A. Mosley.", "Answer: D. C-14", "The answer is D. A. C. Doyle."]),
    ...rows("A", "fail", ["The answer is D. A. C. Doyle."]),
  ]));

test("a sentence behind a letter is the writer's own", () =>
  checkRows([
    ...rows("C", "unreadable", ["Answer: C. I retract that.", "Answer: C. Never mind."]),
    ...rows("C", "fail", ["Answer: C. Make that D.", "The answer is (C). I now prefer B."]),
    ...rows("B", "pass", ["The answer is (C). I now prefer B."]),
  ]));

const walks = [
  "Answer: C\n\nA. Osmosis – incorrect\nB. Diffusion – incorrect\nC. Transport – correct\nD. Lysis – incorrect",
  "The correct answer is **C**.\n\n- **A. Osmosis** — False.\n- **B. Diffusion** — False.\n- **C. Transport** — True.",
  "Answer: C\n\n- Option A is incorrect because it needs water.\n- Option B is wrong: no gradient.\n- D. Lysis is not the answer.",
];
test("a walk through the options that agrees with the marked one leaves it", () =>
  checkRows([...rows("C", "pass", walks), ...rows("D", "fail", walks), ...rows("B", "fail", walks)]));
test("a walk that affirms another option than the marked one does not pass for the marked one alone", () =>
  checkRows(rows("C", "unreadable", ["Answer: C\n\nA. Osmosis – incorrect\nB. Diffusion – correct\nC. Transport – incorrect"])));

test("a guess by the last letter is not made in a script whose words are not read", () =>
  checkRows([
    ...rows("D", "unreadable", ["정답은 B입니다. C와 D도 그럴듯하지만 틀렸습니다."]),
    ...rows("A", "fail", ["Правильный ответ B, потому что вариант A не подходит"]),
  ]));

test("options abroad that are denied together, or only look right, are none", () =>
  checkRows([
    ...rows("D", "pass", ["A resposta correta é a letra D.\n\nAs alternativas A, B e C estão incorretas."]),
    ...rows("C", "pass", ["正确选项为 C。A 选项虽然看似合理，但忽略了时间。"]),
    ...rows("A", "fail", ["正确选项为 C。A 选项虽然看似合理，但忽略了时间。"]),
  ]));

test("a sentence about an option that breaks off chooses none", () =>
  checkRows(rows("A", "unreadable", ["(A) The hippocampus is involved in memory, so this can't"])));

const prompt = "Which holds?\nA. Wait, it is C\nB. I am wrong\nC. It rains\nD. It is not B";
test("texts that the prompt lists are known whatever they say", () => {
  assert.equal(withoutOptionTexts("The answer is B. I am wrong. The law is old.", prompt), "The answer is B.. The law is old.");
  assert.equal(withoutOptionTexts("I choose D. It is not B here.", prompt), "I choose D. here.");
  assert.equal(withoutOptionTexts("The answer is B. I was wrong.", prompt), "The answer is B. I was wrong.");
  assert.equal(withoutOptionTexts("(A) Wait, it is C is correct.", prompt), "(A) is correct.");
});
