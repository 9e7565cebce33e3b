import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Json, Task } from "../../types.ts";
import { exactJudge } from "./exact.ts";
import { exactOptions } from "./settings.ts";

const task: Task = { id: "t", category: "reasoning", prompt: "?", grader: { kind: "exact", answer: "18" } };
const noDesk = {} as unknown as Desk;
type Settings = { [name: string]: Json };
type Row = readonly [key: Json, answer: string, wanted: "pass" | "fail", settings?: Settings];

async function table(rows: readonly Row[]): Promise<void> {
  const wrong: string[] = [];
  for (const [answer, text, wanted, more] of rows) {
    const verdict = await exactJudge(exactOptions.parse({ kind: "exact", answer, ...more })).judge(task, { text, by: "a" }, noDesk);
    const got = !verdict.ok ? verdict.failure.code : verdict.passed ? "pass" : "fail";
    if (got !== wanted) wrong.push(`${JSON.stringify(answer)} against ${JSON.stringify(text)}: ${got}, wanted ${wanted}`);
  }
  assert.deepEqual(wrong, []);
}

test("a remark about another answer is not the answer: an option", () =>
  table([
    ["C", "Answer: C\n\nOne might think the answer is A, but it ignores drag.", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\n\nOne might think the answer is A, but it ignores drag.", "fail", { answerKind: "choice" }],
    ["C", "Answer: C\n\nMany students would say the answer is A.", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\n\nMany students would say the answer is A.", "fail", { answerKind: "choice" }],
    ["C", "Answer: C\n\nIf the sign were flipped, the answer would be B.", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\n\nIf the sign were flipped, the answer would be B.", "fail", { answerKind: "choice" }],
    ["C", "The correct answer is C.\n\nThe incorrect answer is A", "pass", { answerKind: "choice" }],
    ["A", "The correct answer is C.\n\nThe incorrect answer is A", "fail", { answerKind: "choice" }],
    ["C", "The correct answer is C.\n\nA common wrong answer is A.", "pass", { answerKind: "choice" }],
    ["A", "The correct answer is C.\n\nA common wrong answer is A.", "fail", { answerKind: "choice" }],
    ["C", "The only wrong answer is A; the right one is C", "pass", { answerKind: "choice" }],
    ["A", "The only wrong answer is A; the right one is C", "fail", { answerKind: "choice" }],
    ["C", "Answer: C\nIncorrect answers are A and B", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\nIncorrect answers are A and B", "fail", { answerKind: "choice" }],
    ["C", "Answer: C\n\nIt is tempting to think that the answer is A.", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\n\nIt is tempting to think that the answer is A.", "fail", { answerKind: "choice" }],
    ["C", "Answer: C\n\nWrong answer: A", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\n\nWrong answer: A", "fail", { answerKind: "choice" }],
    ["C", "Suppose the answer is A. Then 2 = 3. So the answer is C.", "pass", { answerKind: "choice" }],
    ["A", "Suppose the answer is A. Then 2 = 3. So the answer is C.", "fail", { answerKind: "choice" }],
    ["C", "The answer is C. Some people believe the answer is A.", "pass", { answerKind: "choice" }],
    ["A", "The answer is C. Some people believe the answer is A.", "fail", { answerKind: "choice" }],
    ["C", "Answer: C\n\nHad the sign been positive, the answer would have been A.", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\n\nHad the sign been positive, the answer would have been A.", "fail", { answerKind: "choice" }],
    ["C", "**Answer: C**\n\nNote that if friction were absent, the answer would be A.", "pass", { answerKind: "choice" }],
    ["A", "**Answer: C**\n\nNote that if friction were absent, the answer would be A.", "fail", { answerKind: "choice" }],
    ["C", "At first glance the answer is A. The answer is C.", "pass", { answerKind: "choice" }],
    ["A", "At first glance the answer is A. The answer is C.", "fail", { answerKind: "choice" }],
    ["C", "The answer isn't A. It's C.", "pass", { answerKind: "choice" }],
    ["A", "The answer isn't A. It's C.", "fail", { answerKind: "choice" }],
    ["C", "The answer is not A. It's C.", "pass", { answerKind: "choice" }],
    ["A", "The answer is not A. It's C.", "fail", { answerKind: "choice" }],
    ["C", "The answer cannot be A. It is C.", "pass", { answerKind: "choice" }],
    ["A", "The answer cannot be A. It is C.", "fail", { answerKind: "choice" }],
    ["C", "The answer is not A, it is C.", "pass", { answerKind: "choice" }],
    ["A", "The answer is not A, it is C.", "fail", { answerKind: "choice" }],
    ["C", "The answer can't be A, so I choose C.", "pass", { answerKind: "choice" }],
    ["A", "The answer can't be A, so I choose C.", "fail", { answerKind: "choice" }],
    ["C", "Answer: C\n\n(The answer is A, but this would be wrong.)", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\n\n(The answer is A, but this would be wrong.)", "fail", { answerKind: "choice" }],
    ["C", "The answer is C\n\nYou might expect that the answer is A", "pass", { answerKind: "choice" }],
    ["A", "The answer is C\n\nYou might expect that the answer is A", "fail", { answerKind: "choice" }],
    ["C", "Answer: C. A naive reader might say the answer is A.", "pass", { answerKind: "choice" }],
    ["A", "Answer: C. A naive reader might say the answer is A.", "fail", { answerKind: "choice" }],
    ["C", "Some might say A, however the answer is C.", "pass", { answerKind: "choice" }],
    ["A", "Some might say A, however the answer is C.", "fail", { answerKind: "choice" }],
    ["C", "I don't think the answer is A. The answer is C.", "pass", { answerKind: "choice" }],
    ["A", "I don't think the answer is A. The answer is C.", "fail", { answerKind: "choice" }],
    ["C", "Answer: C\n\nIt would be wrong to say that the answer is A.", "pass", { answerKind: "choice" }],
    ["A", "Answer: C\n\nIt would be wrong to say that the answer is A.", "fail", { answerKind: "choice" }],
    ["C", "The intuitive answer is A, but the correct answer is C.", "pass", { answerKind: "choice" }],
    ["A", "The intuitive answer is A, but the correct answer is C.", "fail", { answerKind: "choice" }],
    ["A", "The answer isn't A.", "fail", { answerKind: "choice" }],
    ["A", "The incorrect answer is A.", "fail", { answerKind: "choice" }],
    ["C", "The answer is (A).\n\nWait. The answer is (C).", "pass", { answerKind: "choice" }],
  ]));

test("a remark about another answer is not the answer: a number", () =>
  table([
    ["18", "Answer: 18\n\n(Note: if she sold 20 eggs, the answer would be 40.)", "pass"],
    ["40", "Answer: 18\n\n(Note: if she sold 20 eggs, the answer would be 40.)", "fail"],
    ["18", "If we add them up, the answer would be 18.", "pass"],
    ["18", "So the answer would be 18.", "pass"],
    ["18", "We can say that the answer is 18.", "pass"],
    ["18", "I would say the answer is 18.", "pass"],
    ["18", "If x = 2, then the answer is 18.", "pass"],
    ["18", "The answer isn't 17. It's 18.", "pass"],
    ["17", "The answer isn't 17. It's 18.", "fail"],
    ["18", "The answer isn't 18.", "fail"],
    ["40", "#### 18\n\nWithout the discount the answer would be 40.", "fail"],
    ["18", "#### 18\n\nWithout the discount the answer would be 40.", "pass"],
    ["18", "\\boxed{18}. If the price were higher, the answer would be 40.", "pass"],
  ]));

test("whole numbers with commas between them are several, unless they are groups of one", () =>
  table([
    ["1,2", "\\boxed{1.2}", "fail"],
    ["1,2", "\\boxed{1,2}", "pass"],
    ["1,2", "\\boxed{2, 1}", "pass"],
    ["1,2", "Answer: x = 1 or x = 2", "pass"],
    ["-2,1", "\\boxed{-2.1}", "fail"],
    ["-2,1", "\\boxed{1, -2}", "pass"],
    ["3,5", "\\boxed{3.5}", "fail"],
    ["10,20", "Answer: 10.2", "fail"],
    ["0,1", "\\boxed{0.1}", "fail"],
    ["0,1", "\\boxed{0,1}", "pass"],
    ["100,200", "Answer: 100200", "pass"],
    ["1,2", "Answer: 1.2", "pass", { decimal: "," }],
    ["1,2,3", "\\boxed{3,2,1}", "pass"],
    ["1,200", "Answer: 1200", "pass"],
  ]));

test("values with names keep their names, and without them their order", () =>
  table([
    ["x=3, y=-2", "\\boxed{(-2,3)}", "fail"],
    ["x=3, y=-2", "\\boxed{(x,y)=(-2,3)}", "fail"],
    ["x=3, y=-2", "\\boxed{-2, 3}", "fail"],
    ["x=3, y=-2", "\\boxed{(3,-2)}", "pass"],
    ["x=3, y=-2", "\\boxed{(x,y)=(3,-2)}", "pass"],
    ["x=3, y=-2", "\\boxed{(y,x)=(-2,3)}", "pass"],
    ["x=3, y=-2", "\\boxed{y=-2, x=3}", "pass"],
    ["x=3, y=-2", "\\boxed{3, -2}", "pass"],
    ["x=3, y=-2", "\\boxed{x=-2, y=3}", "fail"],
    ["x = 1 or x = -2", "\\boxed{-2, 1}", "pass"],
    ["(x, y) = (2, 3)", "Answer: (2, 3)", "pass"],
    ["(x, y) = (2, 3)", "Answer: (3, 2)", "fail"],
    ["(x, y) = (2, 3)", "Answer: y = 3, x = 2", "pass"],
    ["(2,3)", "Answer: (x,y)=(2,3)", "pass"],
    ["(2,3)", "Answer: (x,y)=(3,2)", "fail"],
  ]));

test("several options are read from lists", () =>
  table([
    ["AC", "Answer:\n- A\n- C", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "Answer:\nA. foo\nC. bar", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "- A\n- C", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "Answer: A. x; C. y", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "Answer: A, C\nB is wrong.", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "Answer: A\nC is wrong.", "fail", { answerKind: "choice", multiple: true }],
    ["A", "Answer: A\nC is wrong.", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "**Answer:**\n\n1. A\n2. C", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "A. foo\nC. bar", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "The right ones are:\n\n(A) foo\n(C) bar", "pass", { answerKind: "choice", multiple: true }],
    ["AC", "Answer:\n- A\n- B", "fail", { answerKind: "choice", multiple: true }],
    ["AC", "Answer: A\n\nB. is wrong because", "fail", { answerKind: "choice", multiple: true }],
  ]));

test("a pair is answered as an interval, and pairs in any order", () =>
  table([
    ["[2,5]", "\\boxed{2 \\leq x \\leq 5}", "pass"],
    ["[2,5]", "\\boxed{2 < x < 5}", "fail"],
    ["[2,5]", "\\boxed{[2,5]}", "pass"],
    ["(2,5)", "Answer: 2 < x < 5", "pass"],
    ["(2,3), (4,5)", "\\boxed{(4,5),(2,3)}", "pass"],
    ["(2,3), (4,5)", "\\boxed{(5,4),(2,3)}", "fail"],
  ]));

test("formulas are compared where variables are negative too, and without a unit behind them", () =>
  table([
    ["\\sqrt{x^2}", "\\boxed{x}", "fail"],
    ["|x|", "\\boxed{x}", "fail"],
    ["|x|", "\\boxed{\\sqrt{x^2}}", "pass"],
    ["|x|", "\\boxed{|x|}", "pass"],
    ["|x|", "Answer: $|x|$", "pass"],
    ["|x|", "\\boxed{-x}", "fail"],
    ["\\sqrt{xy}", "\\boxed{\\sqrt{x}\\sqrt{y}}", "pass"],
    ["x^2-1", "\\boxed{(x-1)(x+1)}", "pass"],
    ["\\ln x", "\\boxed{\\ln(x)}", "pass"],
    ["x^{1/3}", "\\boxed{\\sqrt[3]{x}}", "pass"],
    ["|x-y|", "\\boxed{|y-x|}", "pass"],
    ["|x-y|", "\\boxed{x-y}", "fail"],
    ["6-5i", "\\boxed{6-5i}", "pass"],
    ["n!", "Answer: n!", "pass"],
    ["x^3", "\\boxed{|x|^3}", "fail"],
    ["25\\pi", "\\boxed{25\\pi \\text{ square units}}", "pass"],
    ["25\\pi", "Answer: 25π square units", "pass"],
    ["25\\pi", "\\boxed{25\\pi\\text{ cm}^2}", "pass"],
    ["25\\pi", "\\boxed{5\\pi \\text{ square units}}", "fail"],
  ]));
