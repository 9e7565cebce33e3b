import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Json, Task } from "../../types.ts";
import { exactJudge } from "./exact.ts";
import { exactOptions } from "./settings.ts";

const task: Task = { id: "t", category: "reasoning", prompt: "?", grader: { kind: "exact", answer: "18" } };
const noDesk = {} as unknown as Desk;
type Settings = { [name: string]: Json };
type Row = readonly [key: Json, answer: string, wanted: string, settings?: Settings];

async function outcome(answer: Json, text: string, more: Settings = {}): Promise<string> {
  const judge = exactJudge(exactOptions.parse({ kind: "exact", answer, ...more }));
  const verdict = await judge.judge(task, { text, by: "a" }, noDesk);
  if (!verdict.ok) return verdict.failure.code;
  return verdict.flags?.includes("unreadable") === true ? "unreadable" : verdict.passed ? "pass" : "fail";
}
async function table(rows: readonly Row[], shared: Settings = {}): Promise<void> {
  const wrong: string[] = [];
  for (const [key, text, wanted, more] of rows) {
    const got = await outcome(key, text, { ...shared, ...more });
    if (got !== wanted) wrong.push(`${JSON.stringify(key)} against ${JSON.stringify(text)}: ${got}, wanted ${wanted}`);
  }
  assert.deepEqual(wrong, []);
}

test("a number is read with its currency, unit, words and explanation", () =>
  table([
    ["18", "The answer is $18$.", "pass"],
    ["18", "Answer: $18$ dollars", "pass"],
    ["18", "Answer: \\$18.00 per day", "pass"],
    ["18", "\\boxed{18\\text{ eggs}}", "pass"],
    ["18", "\\boxed{18 \\, \\text{eggs}}", "pass"],
    ["18", "\\boxed{\\text{18 eggs}}", "pass"],
    ["18", "\\[\\boxed{18}\\]", "pass"],
    ["18", "Answer: 18 (nine pairs)", "pass"],
    ["18", "Answer: 18, because 9 times 2 is 18", "pass"],
    ["18", "Answer: 18 because she sells 9 eggs at $2", "pass"],
    ["18", "Answer: 18. She sells 9 eggs at $2 each.", "pass"],
    ["18", "Answer: 9 * 2 = 18", "pass"],
    ["18", "Answer: 9 × $2 = $18 per day", "pass"],
    ["18", "The answer is: **18**", "pass"],
    ["18", "**The answer is 18.**", "pass"],
    ["18", "So the final answer is therefore 18 eggs per day.", "pass"],
    ["18", "She makes $18 every day at the market.", "pass"],
    ["18", "The total is 18 eggs. I hope this helps!", "pass"],
    ["18", "Answer: the shop sells 18 eggs", "pass"],
    ["18", "The number of eggs is:\n\n$$18$$", "pass"],
    ["18", "<answer>18</answer>", "pass"],
    ["18", "<final_answer>\n18\n</final_answer>", "pass"],
    ["18", "#### Final Answer\n18", "pass"],
    ["18", "#### 3. Conclusion\nAnswer: 18", "pass"],
    ["18", "#### 3. Conclusion\nIn total she makes 18 dollars.", "pass"],
    ["18", "Answer: USD 18", "pass"],
    ["18", "Answer: 18€", "pass"],
    ["18", "Answer: €18", "pass"],
    ["18", "Answer: +18", "pass"],
    ["18", "Answer: ١٨", "pass"],
    ["18", "Antwort: 18", "pass"],
    ["18", "答案：18", "pass"],
    ["18", "ANS: 18", "pass"],
    ["18", 'Here it is:\n```json\n{"work": "9 * 2", "answer": 18}\n```\nI hope this helps.', "pass"],
    ["18", 'So {"answer": "18 eggs", "p": 0.9} it is.', "pass"],
    ["18", '{"answer": "18", "why": "nine times', "pass"],
    ["18", 'My result:\n{"result": {"value": 18}, "total": 18}', "pass", { field: "total" }],
    ["18", "Answer - not 17 but 18", "pass"],
    ["18", "Answer: not 17 but 18", "pass"],
    ["18", "Answer: 18, not 17", "pass"],
    ["18", "Answer: \\textbf{18}", "pass"],
    ["18", "Answer: `18`", "pass"],
    ["18", "Answer:\n```\n18\n```", "pass"],
    ["18", "Answer: 18\n\nLet me know if the answer is helpful!", "pass"],
    ["-18", "Answer: −18", "pass"],
    ["-18", "Answer: - 18 degrees", "pass"],
    ["-18", "Answer: -$18", "pass"],
    ["-18", "Answer: minus 18", "pass"],
    ["70000", "Answer: 70 000", "pass"],
    ["70000", "Answer: 70\u202f000", "pass"],
    ["70000", "Answer: 70'000", "pass"],
    ["70000", "\\boxed{70{,}000}", "pass"],
    ["5000000", "Answer: 5 million", "pass"],
    ["5", "Answer: 5 million", "pass"],
    ["25", "Answer: 25 percent", "pass"],
    ["42", "Answer: 42°", "pass"],
    ["42", "Answer: 42 degrees", "pass"],
    ["42", "\\boxed{42^{\\circ}}", "pass"],
    ["1/4", "\\boxed{\\frac{1}{4}\\text{ cup}}", "pass"],
    ["7/4", "\\boxed{1\\frac{3}{4}}", "pass"],
    ["7/4", "Answer: 1 3/4 cups", "pass"],
    ["3000000", "Answer: 3.0 x 10^6", "pass"],
    ["0.003", "\\boxed{3 \\times 10^{-3}}", "pass"],
    ["300000000", "Answer: 3e8 m/s", "pass"],
    ["1024", "Answer: 2^{10}", "pass"],
  ]));

test("what is no answer, a wrong one, or several is never passed as a number", () =>
  table([
    ["18", "Answer: 19", "fail"],
    ["18", "Answer: 18.5", "fail"],
    ["18", "Answer: 1.8", "fail"],
    ["18", "Answer: 18/5", "fail"],
    ["18", "Answer: -18", "fail"],
    ["18", "Answer: 180", "fail"],
    ["18", "Answer: eighteen", "unreadable"],
    ["18", "Answer: eighteen", "pass", { numberWords: true }],
    ["121", "Answer: one hundred and twenty-one eggs", "pass", { numberWords: true }],
    ["18", "Answer: more than 18", "unreadable"],
    ["18", "Answer: > 18", "unreadable"],
    ["18", "Answer: at least 18 eggs", "unreadable"],
    ["18", "Answer: not 18", "unreadable"],
    ["18", "Answer: it isn't 18", "unreadable"],
    ["18", "Answer: 18 or 19", "unknown"],
    ["18", "Answer: between 17 and 18", "unreadable"],
    ["18", "Answer: 18:30", "unreadable"],
    ["18", "Answer: 18x", "unreadable"],
    ["2", "Answer: 2\\sqrt{3}", "unreadable"],
    ["2", "Answer: 2n", "unreadable"],
    ["2", "Answer: 2i", "unreadable"],
    ["3", "Answer: 3 + 2i", "unreadable"],
    ["3", "Answer: 3\\pi", "unreadable"],
    ["3", "Answer: 3π", "unreadable"],
    ["1", "Answer: 1 and a half", "unreadable"],
    ["3", "Answer: P(3) = \\sqrt{2}", "unreadable"],
    ["13", "Answer: 13\nNo: it cannot be determined.\nAnswer: unknown", "unreadable"],
    ["18", "Answer: 18. Wait, the answer is not 18.", "unreadable"],
    ["18", "", "unreadable"],
    ["18", "I do not know.", "unreadable"],
    ["18", "9 eggs at $2 make a good day, 18 others none", "unreadable"],
    ["4", "Answer: (4, 5)", "unreadable"],
    ["4", "Answer: 4, 5", "unreadable"],
  ]));

test("digits with one comma or point are read as the decimal setting says", () =>
  table([
    ["1234", "Answer: 1,234", "pass"],
    ["1234", "Answer: 1.234", "fail"],
    ["1234", "Answer: 1.234", "pass", { decimal: "," }],
    ["1.234", "Answer: 1,234", "fail", { decimal: "," }],
    ["1,234", "Answer: 1.234", "fail", { decimal: "," }],
    ["1,234", "Answer: 1,234", "pass", { decimal: "," }],
    ["1234", "Answer: 1,234", "unknown", { decimal: "either" }],
    ["1234", "Answer: 1.234", "unknown", { decimal: "either" }],
    ["1234", "Answer: 1234", "pass", { decimal: "either" }],
    ["1.5", "Answer: 1,5", "pass"],
    ["1234.5", "Answer: 1.234,5", "pass"],
    ["1234.5", "Answer: 1,234.5", "pass"],
    ["1234567", "Answer: 1.234.567", "pass"],
    ["0.125", "Answer: 0,125", "pass"],
    ["12345678901234567890123", "Answer: 12,345,678,901,234,567,890,123", "pass"],
    ["18446744073709551616", "Answer: 18446744073709551615", "fail"],
    ["18446744073709551616", "Answer: 2^64", "pass"],
  ]));

test("a choice is read in the forms that models write", () =>
  table(
    [
      ["C", "The answer is (C).", "pass"],
      ["C", "the answer is C", "pass"],
      ["C", "The correct answer is: C) mitochondria", "pass"],
      ["C", "The correct answer is **(C) The mitochondria**.", "pass"],
      ["C", "The answer is $\\boxed{C}$.", "pass"],
      ["C", "$\\boxed{\\text{C}}$", "pass"],
      ["C", "\\boxed{(C)\\ 42}", "pass"],
      ["C", "Answer: (c)", "pass"],
      ["C", "Answer: c", "pass"],
      ["C", "answer: option c", "pass"],
      ["C", "I choose option C", "pass"],
      ["C", "After weighing A and B, I choose option C.", "pass"],
      ["C", "My choice is C, since A and B are wrong.", "pass"],
      ["C", "Therefore option C is correct.", "pass"],
      ["C", "(C)", "pass"],
      ["C", "C", "pass"],
      ["C", "C.", "pass"],
      ["C", "Answer: not A but C", "pass"],
      ["C", "Answer: C, not A", "pass"],
      ["C", "Answer: C (not B)", "pass"],
      ["C", "Answer: It is C.", "pass"],
      ["C", "Answer: The best option is C", "pass"],
      ["C", "Answer:\n\nC", "pass"],
      ["C", "A. one\nB. two\nC. three\n\nAnswer: C. three", "pass"],
      ["C", "The answer is (A).\n\nWait. The answer is (C).", "pass"],
      ["C", '{"answer": "C"}', "pass"],
      ["C", "<answer>C</answer>", "pass"],
      ["C", "The answer is (C).\n\nQuestion: what else?\nAnswer: The answer is (D).", "pass"],
      ["C", "Thus we select C", "pass"],
      ["A", "The answer is A because B is wrong.", "pass"],
      ["I", "The answer is I because B is wrong.", "pass"],
      ["I", "This leaves B and I. I choose option I.", "pass"],
      ["D", "By F = ma and E = mc^2, the answer is not (H) but (D).", "pass"],
      ["J", "The correct answer is (J) None of the above.", "pass"],
      ["C", "The answer is (C).\n\n**Answer:** The mitochondria", "pass"],
      ["C", "The answer is (C).\n\nAnswer: none of them", "unreadable"],
      ["F", "By Newton's law F = ma, so a = F / m = 3.", "unreadable"],
      ["A", "Then P(A and B) is small.", "unreadable"],
      ["C", "Vitamin C is not the point.", "unreadable"],
      ["C", "Answer: B or C", "unknown"],
      ["C", "Answer: (B) and (C)", "unknown"],
      ["C", "Answer: (B)", "fail"],
      ["C", "Answer: not C", "unreadable"],
      ["C", "Answer: neither B nor C", "unreadable"],
      ["C", "Answer: 42", "unreadable"],
      ["C", "Photosynthesis needs light.", "unreadable"],
      ["I", "I would need more data.", "unreadable"],
      ["A", "A person cannot know.", "unreadable"],
      ["J", "The answer is (J) 12.5", "pass"],
      ["J", "The answer is J because H and I fail.", "pass"],
      ["K", "Answer: K", "pass"],
    ],
    { answerKind: "choice" },
  ));

test("several options are one answer where the key says so", () =>
  table(
    [
      ["AC", "Answer: A, C", "pass"],
      ["AC", "Answer: (A) and (C)", "pass"],
      ["A, C", "Answer: C and A", "pass"],
      ["AC", "Answer: AC", "pass"],
      ["AC", "Answer: A", "fail"],
      ["AC", "Answer: A, B, C", "fail"],
      ["AC", "The answer is A and C because B is wrong.", "pass"],
      ["B", "Answer: B", "pass"],
    ],
    { answerKind: "choice", multiple: true },
  ));

test("a key's kind is found from the whole key", () =>
  table([
    ["x^2 + 2x + 1", "\\boxed{(x+1)^2}", "pass"],
    ["3\\sqrt{13}", "The answer is $3\\sqrt{13}$.", "pass"],
    ["3\\sqrt{13}", "Answer: \\sqrt{117}", "pass"],
    ["\\frac{\\pi}{2}", "Answer: π/2", "pass"],
    ["6 - 5i", "Answer: -5i + 6", "pass"],
    ["6 - 5i", "Answer: 6 + 5i", "fail"],
    ["1+i\\sqrt{3}", "\\boxed{1 + \\sqrt{3} i}", "pass"],
    ["4210_{5}", "\\boxed{4210_{5}}", "pass"],
    ["4210_{5}", "\\boxed{4210_7}", "fail"],
    ["4210_{5}", "\\boxed{4210}", "fail"],
    ["4210_{5}", "\\boxed{4210}", "pass", { unitOptional: true }],
    ["0x1F", "Answer: 0x1f", "pass"],
    ["y = 2x + 3", "Answer: 2x + 3", "pass"],
    ["y = 2x + 3", "\\boxed{2x - y + 3 = 0}", "pass"],
    ["y = 2x + 3", "\\boxed{y = 3x + 2}", "fail"],
    ["5x - 7y + 11z + 4 = 0", "\\boxed{x + y + z = 0}", "fail"],
    ["5x - 7y + 11z + 4 = 0", "\\boxed{-5x + 7y - 11z - 4 = 0}", "pass"],
    ["SELECT * FROM users WHERE id = 5", "Answer: DELETE FROM users WHERE id = 5", "fail"],
    ["SELECT * FROM users WHERE id = 5", "Answer: SELECT * FROM users WHERE id = 5", "pass"],
    ["SELECT * FROM users WHERE id = 5", "Answer: `select * from users where id=5`", "pass"],
    ["x = 5", "Answer: 5", "pass"],
    ["x = 5", "Answer: x = 5", "pass"],
    ["x = 5", "Answer: x = 6", "fail"],
    ["a=2, b=3", "Answer: b = 3, a = 2", "pass"],
    ["a=2, b=3", "\\boxed{a=2 \\text{ and } b=3}", "pass"],
    ["1,-2", "Answer: x = 1 or x = -2", "pass"],
    ["1,-2", "Answer: 1 and -2", "pass"],
    ["1,-2", "Answer: 1, 2", "fail"],
    ["1 \\pm \\sqrt{2}", "Answer: 1+\\sqrt{2}, 1-\\sqrt{2}", "pass"],
    ["\\{1, 2, 3\\}", "Answer: {3, 2, 1}", "pass"],
    ["\\left( 3, \\frac{\\pi}{2} \\right)", "Answer: (3, π/2)", "pass"],
    ["\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "\\boxed{\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}}", "pass"],
    ["\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "Answer: [[1, 2], [3, 4]]", "pass"],
    ["\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "Answer: [[1, 3], [2, 4]]", "fail"],
    ["(-\\infty, 2) \\cup (3, \\infty)", "Answer: (3, ∞) ∪ (-∞, 2)", "pass"],
    ["[0, 1)", "Answer: 0 ≤ x < 1", "pass"],
    ["[0, 1)", "Answer: x ∈ [0, 1)", "pass"],
    ["[0, 1)", "Answer: [0, 1]", "fail"],
    ["> 5", "Answer: x > 5", "pass"],
    ["> 5", "Answer: x >= 5", "fail"],
    ["42^\\circ", "Answer: 42 degrees", "pass"],
    ["12\\text{ cm}", "Answer: 0.12 m", "pass"],
    ["9.8 m/s^2", "Answer: 9.8 meters per second squared", "fail"],
    ["9.8 m/s^2", "Answer: 9.8 m s^{-2}", "pass"],
    ["18 eggs", "Answer: 18 eggs per day", "pass"],
    ["18 eggs", "Answer: 18 boxes", "fail"],
    ["18 dollars", "Answer: $18", "pass"],
    ["$0.50", "Answer: 50 cents", "pass"],
    ["March 4, 2025", "Answer: the 4th of March 2025", "pass"],
    ["Tuesday", "Answer: Tuesday, because it follows Monday.", "pass"],
    ["\\text{(C)}", "Answer: C", "pass"],
    ["if n == 0", "Answer: while m == 0", "fail"],
    ["H2O", "Answer: h2o", "pass"],
    ["007", "Answer: 7", "fail"],
    ["3:2", "Answer: 3 : 2", "pass"],
    ["Not Guilty", "Answer: Not guilty", "pass"],
    ["Yes", "Answer: No", "fail"],
    ["Paris", "The answer is Paris.", "pass"],
    ["Paris", "Answer: Paris. I hope the answer is helpful.", "pass"],
    ["10", "Answer: ten", "pass", { aliases: ["ten"] }],
  ]));

test("a key that its kind cannot read as one value is refused", () => {
  const refused: readonly (readonly [string, Settings])[] = [
    ["AC", { answerKind: "choice" }],
    ["18.5", { answerKind: "integer" }],
    ["50%", { answerKind: "integer" }],
    ["x = 5", { answerKind: "number" }],
    ["5 or 6", { answerKind: "number" }],
    ["4210", { answerKind: "base" }],
    ["30 February 2025", { answerKind: "date" }],
    ["hello there", { answerKind: "expression" }],
  ];
  for (const [answer, more] of refused) {
    assert.throws(() => exactJudge(exactOptions.parse({ kind: "exact", answer, ...more })), /cannot be read as one/, answer);
  }
});

test("a million hostile characters are read like any other text", async () => {
  for (const run of [
    "{",
    "7",
    "\\",
    "\\boxed{",
    "####",
    "answer is ",
    "Answer:",
    "$",
    "1,",
    "(",
    "not A but ",
    "= 1 ",
    "°",
    "\\frac",
    "１",
    "∪",
    "<answer>",
  ]) {
    for (const key of ["18", "C", "x^2", "5 km", "{1, 2}", "[0, 1)", "y = 2x", "Paris"]) {
      assert.notEqual(await outcome(key, run.repeat(Math.ceil(1_000_000 / run.length))), "pass", `${key} ${run}`);
      assert.notEqual(await outcome(key, `Answer: ${run.repeat(1900 / run.length)}`), "pass", `${key} ${run}`);
    }
  }
});
