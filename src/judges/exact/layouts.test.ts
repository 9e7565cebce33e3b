import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const r = String.raw;
const check = (key: string, passing: readonly string[], wrong: readonly string[] = []): readonly Row[] => [
  ...passing.map((answer): Row => [key, answer, "pass"]),
  ...wrong.map((answer): Row => [key, answer, "fail"]),
];

test("a collection may stand in displayed mathematics or take several lines", () => {
  const rows = (last: number): string => `\\begin{bmatrix}\n1 & 2 \\\\\n3 & ${last}\n\\end{bmatrix}`;
  const layouts = (last: number): readonly string[] => [
    `Answer:\n\n\\[\n${rows(last)}\n\\]`,
    `**Final Answer:**\n\n$$\n${rows(last)}\n$$`,
    `Answer: $${rows(last)}$`,
    `The product is\n$$\n${rows(last)}\n$$`,
    `The product is\n\n$$\nAB = ${rows(last)}.\n$$`,
    `Answer:\n\`\`\`\n[[1, 2],\n [3, ${last}]]\n\`\`\``,
    `\`\`\`\n[[1, 2],\n [3, ${last}]]\n\`\`\``,
  ];
  return checkRows([
    ...check(r`\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}`, layouts(4), layouts(5)),
    ...check("1, -2", ["Answer:\n\n\\[\nx = 1 \\text{ or } x = -2\n\\]"], ["Answer:\n\n\\[\nx = 1 \\text{ or } x = 2\n\\]"]),
  ]);
});

test("a sentence with several numbers states the value behind its last verb", () =>
  checkRows([
    ...check(
      "12",
      [
        "The sum of 5 and 7 is 12.",
        "The GCD of 24 and 36 is **12**.",
        "20% of 60 is 12.",
        "5 plus 7 equals 12.",
        "The square root of 144 is 12.",
        "Half of 24 is 12.",
        "The sum of the first 3 even numbers is 12.",
      ],
      [
        "The sum of 5 and 7 is 13.",
        "The sum of 5 and 7 is not 12.",
        "If she had 3, the total is 12.",
        "The sum of 5 and 7 is less than 12.",
        "The sum of 5 and 7 might be 12.",
        "Which of 5 and 7 is 12?",
      ],
    ),
    ...check("$1,200", ["The cost of 3 laptops is $1,200."], ["The cost of 3 laptops is $1,300."]),
    ...check("1/2", ["The probability of rolling an even number on a 6-sided die is 1/2."]),
    ["12", "The sum of 5 and 7 is 12 or 13.", "unknown"],
  ]));

test("a value is read from the forms that programs, quotations and chats give it", () =>
  checkRows([
    ...check(
      "18",
      [
        r`{"answer": "\\boxed{18}"}`,
        "{answer: 18}",
        "> **18**",
        "<result>18</result>",
        "[ANSWER] 18 [/ANSWER]",
        "She makes 9 * 2 = $<<9*2=18>>18 every day.",
      ],
      [
        r`{"answer": "\\boxed{19}"}`,
        "{answer: 19}",
        "> 18",
        "<result>19</result>",
        "[ANSWER] 19 [/ANSWER]",
        "$<<9*2=18>>19 every day",
        "18% off",
      ],
    ),
    ...check(
      "12",
      ["TL;DR: 12", "• 12", "\\begin{align*}\n2x &= 24 \\\\\nx &= 12\n\\end{align*}", "The program prints `12`."],
      ["TL;DR: 13", "\\begin{align*}\nx &= 12 \\\\\n2x &= 24\n\\end{align*}", "The program prints `13`."],
    ),
  ]));

test("a value beside its equal in another form is one value", () =>
  checkRows([
    ...check("1/2", ["1/2 (0.5 or 50%)"], ["1/2 (0.6 or 60%)"]),
    ...check("200 minutes", ["3h20m", "3h 20m"], ["3h 10m"]),
    ...check("72 km/h", ["72 km/h (20 m/s)"], ["20 km/h (72 m/s)"]),
    ...check("500 mL", ["500 mL (0.5 L)"], ["0.5 mL (500 L)"]),
    ...check("25%", ["The discount is 25% off."], ["The discount is 20% off."]),
    ...check("H2O", [r`Answer: \ce{H2O}`, r`$\ce{H2O}$`, "Answer: Water (H₂O)"], [r`Answer: \ce{H2O2}`, "Answer: Peroxide (H₂O₂)"]),
    ...check("water", ["Answer: Water (H₂O)"]),
    ...check("7:3", ["Answer: 7 to 3", "Answer: a ratio of 7 to 3"], ["Answer: 3 to 7"]),
    ...check("[0, 1)", [r`Answer: $0 \leq x < 1$`], [r`Answer: $0 < x < 1$`]),
    ...check("{1, 2, 3}", ["A' = {1, 2, 3}", r`A^c = \{1, 2, 3\}`, r`\overline{A} = \{1,2,3\}`], ["A' = {1, 2}"]),
    ...check("(1, 2)", ["The point is (1, 2)", "Therefore, the point is $(1, 2)$."], ["The point is (2, 1)", "The point is not (1, 2)"]),
    ...check("{1, 2}", ["The solution set is {1, 2}."], ["The solution set is never {1, 2}"]),
    ...check(r`\sqrt{2}`, ["√2, or about 1.414"], ["√2, or about 1.5"]),
    ...check("{1, 2, 3}", [r`Answer: A \cap B = \{1,2,3\}`, r`Answer: $A \cup B = \{1, 2, 3\}$`], [r`Answer: A \cap B = \{1,2\}`]),
  ]));
