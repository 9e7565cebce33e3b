import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk } from "../../types.ts";
import { exactJudge } from "./exact.ts";
import { checkRows } from "./rows.ts";
import { exactOptions } from "./settings.ts";

test("the last place that can be read holds the answer, and a firm mark holds it, readable or not", () =>
  checkRows([
    ["18", "Answer: 18", "pass"],
    ["18", "Answer: 20\nAnswer: 18", "pass"],
    ["18", "Answer: 18\nAnswer: 20", "fail"],
    ["18", "\\boxed{18}", "pass"],
    ["18", "\\boxed{x}", "unreadable"],
    ["18", "The answer is 18. The answer is below.", "pass"],
    ["18", "The answer is not 20.\nThe answer is 18.", "pass"],
    ["18", "The answer is not 18.", "fail"],
    ["18", "The answer is 18.\nThe answer is not 18.", "fail"],
    ["Paris", "Answer: Paris", "pass"],
    ["Paris", "Answer: Lyon\nIt is said that the answer is Paris.", "fail"],
    ["Paris", "Answer: Lyon. Wait, I misread it. So the answer is Paris.", "pass"],
    ["yes", "Answer: no. So the final answer is yes.", "pass"],
    ["Lyon", "Answer: Lyon. Hence the final answer is Paris.", "fail"],
    ["18", "Short answer: 18. Long answer: It all depends on how you see the price of eggs.", "pass"],
    ["18", "Answer: 18. Long answer: It all depends on how you see the price of eggs.", "unreadable"],
  ]));

test("a text without marks is read by what opens it, what it singles out and what ends it", () =>
  checkRows([
    ["18", "18", "pass"],
    ["18", "18\n\nShe has 9 hens that each lay two eggs.", "pass"],
    ["9", "18\n\nShe has 9 hens that each lay two eggs.", "fail"],
    ["18", "We add.\nShe has 18.", "pass"],
    ["18", "**18**. She has 9 hens.", "pass"],
    ["18", "The total is **18**. That is enough.", "pass"],
    ["18", "She has 18 eggs. I cannot answer this.", "unreadable"],
    ["18", "I hope this helps! 18", "unreadable"],
    ["18", "She has 18, and then she", "unreadable"],
    ["18", "17.6, which is rounded up to 18.", "pass"],
    ["17.6", "17.6, which is rounded up to 18.", "fail"],
    ["3", "2x + 3. The constant is 3.", "unreadable"],
    ["3", "1, 2, 3. The last is 3.", "unreadable"],
    ["3", "{1, 2, 3}. The last is 3.", "unreadable"],
    ["2024", "It was on March 4, 2024.", "pass"],
    ["2023", "It was on March 4, 2024.", "fail"],
    ["2024", "It was not on March 4, 2024.", "fail"],
    ["18", "I doubt it is 18.", "unreadable"],
    ["18", "We don't think that it is 18.", "unreadable"],
    ["18", "I think it is 18.", "pass"],
    ["18", "Is it 18?", "unreadable"],
    ["12:30", "12:30. That is noon and a half.", "pass"],
    ["Paris", "Paris", "pass"],
    ["Paris", "Paris\n\nIt lies on the Seine.", "pass"],
    ["yes", "Yes, that is right.", "pass"],
    ["no", "Yes, that is right.", "fail"],
    ["Paris", "It lies on the Seine and is full of light.", "fail"],
    ["March 4, 2025", "It is March 4, 2025.", "pass"],
    ["March 4, 2025", "Let me know if you need March 4, 2025.", "unreadable"],
  ]));

test("a list at the end answers a key of several words, without a mark or right under it", () =>
  checkRows([
    ["apples, pears", "They are:\n- apples\n- pears", "pass"],
    ["apples, pears", "They are:\n- apples\n- and pears", "pass"],
    ["apples, pears", "Answer:\n- apples\n- pears", "pass"],
    ["apples, pears", "Answer:\n- pears\n- plums", "fail"],
    ["apples, pears", "Answer: plums\n\nI like many things.\n- apples\n- pears", "fail"],
  ]));

test("what is said for one case and another is told as ambiguous", () =>
  checkRows([
    ["7", "When read as a noun the answer is 7; when read as a verb the answer is 9.", "unknown"],
    ["7", "If it is even, the answer is 7. If it is odd, the answer is 9.", "unknown"],
    ["9", "If it is even, the answer is 7. If it is odd, the answer is 9.", "unknown"],
    ["8", "If it is even, the answer is 7. If it is odd, the answer is 9.", "fail"],
    ["7", "If it is even, the answer is 7. If it is odd, the answer is 7.", "pass"],
  ]));

test("an option is read by its mark, its letter at the front, or what the text chooses", () =>
  checkRows([
    ["B", "Answer: B", "pass", { answerKind: "choice" }],
    ["B", "B", "pass", { answerKind: "choice" }],
    ["B", "**B**\n\nIt fits the text.", "pass", { answerKind: "choice" }],
    ["B", "B. It fits the text.", "pass", { answerKind: "choice" }],
    ["B", "The answer is B. If it were reversible, the answer would be (C).", "pass", { answerKind: "choice" }],
    ["C", "The answer is B. If it were reversible, the answer would be (C).", "fail", { answerKind: "choice" }],
    ["B", "The answer is not C. B fits the text.", "pass", { answerKind: "choice" }],
    ["B", "The answer is B.\nAnswer: the one that rusts", "pass", { answerKind: "choice" }],
    ["B", "The answer is B.\nAnswer: none of them", "fail", { answerKind: "choice" }],
    ["A, C", "Answer: A, C", "pass", { answerKind: "choice", multiple: true }],
    ["A, C", "Answer: A", "fail", { answerKind: "choice", multiple: true }],
    ["A", "I see no letter at all.", "fail", { answerKind: "choice" }],
  ]));

test("the legend of symbols and a report about oneself are no answer, unless the key has them", () =>
  checkRows([
    ["2x + 3", "Answer: 2x + 3, where x is the price", "pass"],
    ["18", "Answer: 18, where 18 is the number of eggs", "pass"],
  ]));

test("a verdict tells what was read, and where it stood", async () => {
  const why = async (key: string, text: string): Promise<string> => {
    const grader = { kind: "exact", answer: key } as const;
    const task = { id: "t", category: "reading", prompt: "?", grader };
    const verdict = await exactJudge(exactOptions.parse(grader)).judge(task, { text, by: "a" }, {} as unknown as Desk);
    return verdict.ok ? verdict.why : verdict.failure.message;
  };
  for (const [key, text, wanted] of [
    ["18", "Answer: 18", '"18" equals the key'],
    ["18", "Answer: 20", '"20" does not equal the key'],
    ["18", "Answer: red", 'no number could be read from the text after the mark: "red"'],
    ["18", "\\boxed{red}", 'no number could be read from the box: "red"'],
    ["18", '{"answer": "red"}', 'no number could be read from the field: "red"'],
    ["18", "Red", 'no number could be read from the last line: "Red"'],
    [
      "7",
      "If it is even, the answer is 7. If it is odd, the answer is 9.",
      'ambiguous: the text after the mark states a right and a wrong value: "7"',
    ],
    ["18", "18 or 20", 'ambiguous: the last line states a right and a wrong value: "18 or 20"'],
    ["18", `Answer: ${"x".repeat(80)}`, `no number could be read from the text after the mark: "${"x".repeat(80)}"`],
    ["18", `Answer: ${"x".repeat(81)}`, `no number could be read from the text after the mark: "${"x".repeat(80)}..."`],
  ] as const)
    assert.equal(await why(key, text), wanted, text);
});
