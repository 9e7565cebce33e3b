import assert from "node:assert/strict";
import { test } from "node:test";
import { isCheck, numberOf, presentsCheck, withoutChecks } from "./checks.ts";
import { holdRows } from "./hold-rows.ts";
import { checkRows, type Row } from "./rows.ts";

const marks = [
  "Answer: 7",
  "#### 7",
  "\\boxed{7}",
  "The answer is 7.",
  "**Final Answer:** 7 crates",
  "### Final Answer\n7",
  "<answer>7</answer>",
];
const checks = [
  "Double-check: 7 × 8 = 56 ✓",
  "Double-checking the work: 7 * 8 = 56.",
  "To verify, 7 · 8 = 56.",
  "### Verification\n$7 \\times 8 = 56$",
  "Let's verify:\n$$7 \\cdot 8 = 56$$\n✓",
  "Plugging back in: 7² + 7 = 56. ✓",
  "This makes sense because 7 × 8 = 56.",
  "Indeed, 8 · 7 = 56.",
  "Verification: Each of the 7 crates holds 8 jars, so the total is 7 × 8 = 56, which matches.",
  "(7 × 8 = 56)",
  "8(7) = 56 ✓",
  "LHS = 56, RHS = 56 ✓",
  "Recall that all = full + empty = 49 + 7 = 56.",
  "Since 7 × 8 = 56, the answer checks out.",
  "So 7 crates hold 7 × 8 = 56 jars.",
];
const turns = ["Wait, I forgot one. So it is 56.", "Correction: 56.", "Double-checking: I misread it, 7 × 8 = 56. The answer is 56."];

test("a check behind a marked answer neither replaces it nor makes it unreadable", () =>
  checkRows(
    marks.flatMap((mark) =>
      checks.flatMap((check): Row[] => [
        ["7", `${mark}\n\n${check}`, "pass"],
        ["56", `${mark}\n\n${check}`, "fail"],
      ]),
    ),
  ));

test("an explicit correction behind a marked answer, also behind a check, takes it back", () =>
  checkRows(
    marks.flatMap((mark) =>
      turns.flatMap((turn): Row[] => [
        ["7", `${mark}\n\n${turn}`, "fail"],
        ["7", `${mark}\n\nCheck: 7 × 8 = 56. ${turn}`, "fail"],
      ]),
    ),
  ));

test("a working of the marked value behind it is none of another value", () =>
  checkRows([
    ["64", "The answer is $64.\n\nBreakdown: 8 jars at $5 = $40, and 8 at 60% of $5, i.e. $24. $40 + $24 = $64.", "pass"],
    ["n(n-1)/2", "$$\\boxed{\\frac{n(n-1)}{2}}$$\n\nCheck with $n = 4$: $\\frac{4\\cdot3}{2} = 6 = 1+2+3$ ✓", "pass"],
    ["6", "$$\\boxed{\\frac{n(n-1)}{2}}$$\n\nCheck with $n = 4$: $\\frac{4\\cdot3}{2} = 6 = 1+2+3$ ✓", "fail"],
  ]));

const stated = "She packs **7** crates in all.";
const asides = ["It also has 2 lids.", "So 7 crates hold 7 × 8 = 56 jars.", "The older figure was 9 crates.", "They form 3 rows."];

test("a value in bold that a sentence states is left by no check and no side fact for theirs", () =>
  checkRows([
    ...checks.filter((check) => !/^(?:LHS|So)/.test(check)).map((check): Row => ["7", `${stated}\n\n${check}`, "pass"]),
    ...checks.map((check): Row => ["56", `${stated}\n\n${check}`, "fail"]),
    ...asides.flatMap((aside): Row[] => ["2", "56", "9", "3"].map((key) => [key, `${stated} ${aside}`, "fail"])),
    ["7", "So there are 7 crates.\n\nPlugging back in: 7² + 7 = 56. ✓", "pass"],
    ["56", "So there are 7 crates.\n\nWe can confirm this by noting that 7 × 8 = 56.", "fail"],
  ]));

test("a sentence checks a value that it calculates with or finds right, unless it goes back on it", () => {
  const rows = [
    ["7 × 8 = 56", "7", true],
    ["6 × 8 = 48", "7", false],
    ["6 × 8 = 48, which matches", "7", true],
    ["Wait, 7 × 8 = 56", "7", false],
    ["The answer is 7 × 8 = 56", "7", false],
    ["Let's verify 7", "7", true],
    ["Let's verify 8", "7", false],
    ["7 is right", "7", true],
    ["8 is right", "7", false],
    ["7 is odd", "7", false],
    ["17 × 8 = 136", "7", false],
    ["7.5 × 2 = 15", "7", false],
    ["75 × 2 = 150", "7", false],
    ["1,007 × 1 = 1007", "7", false],
    ["1,700 × 1 = 1700", "1700", true],
    ["0.7 × 10 = 7", "7", true],
    ["57 × 7 = 399", "7", true],
    ["x = y ✓", "7", true],
    ["x = y", "7", false],
    ["6 × 8 = 48", "", false],
  ] as const;
  assert.deepEqual(
    rows.map(([sentence, value]) => [sentence, value, isCheck(sentence, value)]),
    rows,
  );
  holdRows(presentsCheck, [
    ["### Verification", true],
    ["Let's verify:", true],
    ["Let's verify 7", false],
    ["Let's not verify", false],
    ["Hello", false],
    ["", false],
  ]);
  holdRows(numberOf, [
    ["7 crates", "7"],
    ["1,200 jars", "1200"],
    ["3.5 m", "3.5"],
    ["7 of 8", "7 of 8"],
    [" $x + y$. ", "x + y"],
    ["", ""],
  ]);
});

test("behind a value its checks and their working go, and all that stands behind a doubt stays", () =>
  holdRows(
    (text) => withoutChecks(text, "answer"),
    [
      ["Answer: 7", "Answer: 7"],
      ["Answer: 7\nIt rains.", "Answer: 7\nIt rains."],
      ["Answer: 7\nDouble-check: 7 × 8 = 56", "Answer: 7\n"],
      ["Answer: 7\nIt rains.\n7 × 8 = 56", "Answer: 7\n\nIt rains."],
      ["Answer: 7\n7 × 8 = 56\nIt rains.", "Answer: 7\nIt rains."],
      ["Answer: 7\nWait, 7 × 8 = 56.", "Answer: 7\nWait, 7 × 8 = 56."],
      ["Answer: 7\n7 × 8 = 56.\nWait, no.\nNever.", "Answer: 7\n\nWait, no.\nNever."],
      ["Answer: 64.\n40 + 20 = 60.\n60 + 4 = 64.", "Answer: 64.\n"],
      ["<answer>7</answer>\n7 × 8 = 56", "<answer>7</answer>\n"],
      ["\\boxed{7}\n7 × 8 = 56", "\\boxed{7}\n"],
      ['{"answer": 7}', '{"answer": 7}'],
      ["She packs **7** crates.\n7 × 8 = 56", "She packs **7** crates.\n"],
      ["**Step 1**\nShe packs **7**.\n7 × 8 = 56", "**Step 1**\nShe packs **7**.\n"],
      ["- She packs **7**.\n7 × 8 = 56", "- She packs **7**.\n7 × 8 = 56"],
      ["She packs **7** and **8**.\n7 × 8 = 56", "She packs **7** and **8**.\n7 × 8 = 56"],
      ["There are 7.\nLet's verify: 7 × 8 = 56", "There are 7."],
      ["There are 1,700.\nLet's verify: 1700 × 1 = 1700", "There are 1,700."],
      ["There are 7.\nLet's verify: 6 × 8 = 48", "There are 7.\nLet's verify: 6 × 8 = 48"],
      ["There are 7.\n\n### Verification", "There are 7."],
      ["There are 7.\nIt rains.", "There are 7.\nIt rains."],
      ["It rains.\n### Verification", "It rains.\n### Verification"],
    ],
  ));
