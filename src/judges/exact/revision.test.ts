import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const c = { answerKind: "choice" };
const totals = [
  "Actually, the price is $3, so the total is 27.",
  "However, the price is $3, so the actual total is 27.",
  "Let me re-check: 9 × 3 = 27. So it should be 27.",
  "I misread the price. It is $3. So the total is 27.",
  "I revise my answer to 27.",
  "I apologize, the total is actually 27.",
  "Upon checking, I get 27.",
  "After checking again, it comes to 27.",
  "So 27 is the right answer.",
  "So 27 it is.",
  "*Correction: the price is $3, giving 27.*",
  "Correction: I used the wrong price. 27.",
  "Oops, 9 × 3 is 27.",
  "Wait, the price is $3, so 9 × 3 = 27.",
  "Hmm, the price is $3, not $2. The total is then 27.",
  "Verification: 9 × 3 = 27, so 18 was wrong.",
  "Check: 9 × 3 = 27 ≠ 18. The correct total is 27.",
  "But this ignores the bonus; with it, 27.",
  "I need to correct myself. The price is $3, so it's 27.",
];
const options = [
  "Actually, B fits better.",
  "On reflection, B fits better.",
  "Upon further review, B is correct.",
  "However, B is the better answer.",
  "I'm switching to B.",
  "Switching my answer to B.",
  "I now prefer B.",
  "So B is the right answer.",
  "Re-reading option B, it fits better. So B.",
  "I misread the question. B is correct.",
];

/** Rows for each beginning: the value that is concluded passes, the one before it does not. */
function revised(
  heads: readonly string[],
  texts: readonly string[],
  [first, then]: readonly [string, string],
  settings: Row[3] = {},
): Row[] {
  return heads.flatMap((head) =>
    texts.flatMap((text): Row[] => [
      [then, `${head}${text}`, "pass", settings],
      [first, `${head}${text}`, "fail", settings],
    ]),
  );
}
const heads = ["Answer: 18\n\n", "The answer is **18**. ", "\\boxed{18}\n\n"];
const letters = ["Answer: C\n\n", "The answer is (C). "];

test("a sentence that goes back on a number and concludes another replaces it", () => checkRows(revised(heads, totals, ["18", "27"])));

test("a sentence that goes back on an option and prefers another replaces it", () => checkRows(revised(letters, options, ["C", "B"], c)));

test("a formula, an amount and a pair are revised alike", () =>
  checkRows([
    ...revised(["Answer: x^2\n\n"], ["I forgot a factor. So the result is x^3."], ["x^2", "x^3"]),
    ...revised(["Answer: $18\n\n"], ["I misread the price. So the total is $27."], ["$18", "$27"]),
    ...revised(["Answer: (1, 2)\n\n"], ["Actually, I swapped them, so the answer is (2, 1)."], ["(1, 2)", "(2, 1)"]),
  ]));

test("an explanation, a check and another's value revise nothing", () =>
  checkRows([
    ...heads.flatMap((head) =>
      [
        "She has 16 eggs. However, she eats 3, so the total is 13. She bakes 4, leaving 9, at $2 each.",
        "Explanation: The total is 16 eggs. She eats 7.",
        "Verification: 16 - 3 - 4 = 9, and 9 × 2 = 18.",
        "Let me double-check: 16 - 7 = 9. Yes, correct.",
        "To verify, 3 × 18 = 54, so the total is 54 as given.",
        "Actually, the price is $2, so the total is 18.",
        "However, the total number of eggs is 16.",
        "So she makes $18 every day.",
        "Rounded, the total is 20.",
        "But if the price were $3, the total would be 27.",
        "With 20 eggs instead of 9, the answer becomes 40.",
        "Wait, let me verify: the number of eggs is 9, so 9 × 2 = 18.",
        "I first got 27 because I misread the price. The total is 18.",
        "Sorry for the long text, the number of eggs is 16.",
        "Some say 27 is the right answer.",
        "27 is not the right answer.",
      ].map((text): Row => ["18", `${head}${text}`, "pass"]),
    ),
    ...letters.flatMap((head) =>
      [
        "B is better than A, but still wrong.",
        "However, B is correct only if it is cold.",
        "B is more accurate than A.",
        "Actually, C fits better.",
        "Actually, B fits better than A. But C is best.",
        "A is too broad. B is too narrow. So C is the right answer.",
        "However, D is the opposite.",
      ].map((text): Row => ["C", `${head}${text}`, "pass", c]),
    ),
    ["18 dollars", "Answer: 18 dollars\n\nActually, yes: the total is 18.", "pass"],
    ["27.46", "Answer: 27.46\n\nSo the total is about 27.5.", "pass"],
  ]));
