import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const c = { answerKind: "choice" };

const corrections: readonly (readonly [first: string, text: string, then: string, settings?: Row[3]])[] = [
  ["18", "Answer: 18. Correction: 20", "20"],
  ["18", "Answer: 18. Actually, 20.", "20"],
  ["18", "Answer: 18. Wait, no, 20.", "20"],
  ["18", "Answer: 18. Oops, 20.", "20"],
  ["18", "Answer: 18. Sorry, I mean 20.", "20"],
  ["18", "Answer: 18, or rather 20", "20"],
  ["18", "Answer: 18. Make that 20.", "20"],
  ["18", "Answer: 18. It should be 20.", "20"],
  ["18", "Answer: 18. Scratch that, 20.", "20"],
  ["18", "Answer: 18. Scratch that. The total is 20.", "20"],
  ["18", "Answer: 18. On second thought, 20.", "20"],
  ["18", "Answer: 18\nEdit: 20", "20"],
  ["18", "Answer: 18\n\nUpdate: 20", "20"],
  ["18", "Answer: 18\n\nRevised: 20", "20"],
  ["18", "Answer: 18. Let me correct that: 20.", "20"],
  ["18", "Answer: 18. No, that's not right. It's 20.", "20"],
  ["18", "Answer: 18\n\nShe sells 9 eggs at $2 each.\n\n**Correction:** 20", "20"],
  ["18", "\\boxed{18}. Correction: 20", "20"],
  ["18", "\\boxed{18}. Actually, it should be \\boxed{20}.", "20"],
  ["18", "#### 18\nCorrection: 20", "20"],
  ["C", "Answer: C. Actually, D.", "D", c],
  ["C", "Answer: C — no, D", "D", c],
  ["C", "The answer is (C). Wait, no, (D).", "D", c],
  ["C", "Answer: C. Actually, D is correct.", "D", c],
  ["March 4, 2025", "March 4, 2025. Actually, March 5, 2025.", "March 5, 2025"],
  ["red", "Answer: red — no, blue", "blue"],
  ["red", "Answer: red. Actually, blue.", "blue"],
  ["red", "Answer: red. Wait, blue.", "blue"],
  ["red", "Answer: red, I mean blue", "blue"],
  ["yes", "Answer: yes. Actually, no.", "no"],
  ["yes", "Yes... no, wait: no.", "no"],
  ["x^2", "Answer: x^2. Correction: x^3", "x^3"],
  ["y = 2x + 3", "Answer: y = 2x + 3. Actually, y = 2x + 4.", "y = 2x + 4"],
  ["(1, 2)", "Answer: (1, 2). Actually, (2, 1).", "(2, 1)"],
  ["[0, 1)", "Answer: [0, 1). Correction: [0, 1].", "[0, 1]"],
  ["{1, 2}", "Answer: {1, 2}. Oops, {1, 3}.", "{1, 3}"],
  ["5 km", "Answer: 5 km. Sorry, 6 km.", "6 km"],
  ["$5", "Answer: $5. Sorry, $6.", "$6"],
  ["25%", "Answer: 25%. Wait, 30%.", "30%"],
  ["1011_2", "Answer: 1011_2. Actually, 1010_2.", "1010_2"],
];

test("a value that a text puts in the place of its answer is its answer", () =>
  checkRows(
    corrections.flatMap(([first, text, then, settings = {}]): Row[] => [
      [first, text, "fail", settings],
      [then, text, "pass", settings],
    ]),
  ));

test("an answer that is taken back without another is unreadable", () =>
  checkRows([
    ["18", "Answer: 18. Scratch that.", "unreadable"],
    ["18", "Answer: 18. That is wrong.", "unreadable"],
    ["18", "Answer: 18. I take that back.", "unreadable"],
    ["18", "Answer: 18? No.", "unreadable"],
    ["18", "Answer: 18 (wrong)", "unreadable"],
    ["red", "Answer: red. Scratch that.", "unreadable"],
    ["C", "Answer: C. Never mind.", "unreadable", c],
  ]));

test("an answer beside which another is offered is ambiguous", () =>
  checkRows([
    ["18", "Answer: 18 (maybe 19)", "unknown"],
    ["18", "Answer: 18. Maybe 19.", "unknown"],
    ["18", "Answer: 18. Or 19.", "unknown"],
    ["18", "Answer: 18 or maybe 19", "unknown"],
    ["18", "Answer: either 18 or 19", "unknown"],
    ["18", "Answer: 18. Alternatively, 19.", "unknown"],
    ["18", "Answer: 18, possibly 19", "unknown"],
    ["18", "Answer: 18? Or 19?", "unknown"],
    ["18", "Answer: 18. It could also be 19.", "unknown"],
    ["C", "Answer: C (or D)", "unknown", c],
    ["C", "Answer: C. Or D.", "unknown", c],
    ["C", "Answer: C, maybe D", "unknown", c],
    ["C", "Answer: C / D", "unknown", c],
    ["Mercury", "Mercury (or Venus)", "unknown"],
    ["Mercury", "Answer: Mercury. Or Venus.", "unknown"],
    ["red", "Answer: red or blue", "unknown"],
    ["red", "Answer: red / blue", "unknown"],
    ["18", "\\boxed{18} or maybe \\boxed{19}", "unknown"],
    ["19", "\\boxed{18} or maybe \\boxed{19}", "unknown"],
    ["18", "\\boxed{18}\\boxed{19}", "unknown"],
    ["19", "\\boxed{18}\\boxed{19}", "unknown"],
    ["19", "First \\boxed{18}. Then we fix the sign: \\boxed{19}.", "pass"],
    ["x=3, y=-2", "Answer: x=3 or y=-2", "fail"],
    ["x=3, y=-2", "\\boxed{x=3 \\text{ or } y=-2}", "fail"],
    ["1,-2", "Answer: x=1 or x=-2", "pass"],
    ["yes or no", "Answer: yes or no", "pass"],
  ]));

test("an explanation, a contrast and a check leave an answer as it is", () =>
  checkRows([
    ["18", "Answer: 18. That is 16 - 3 - 4 = 9, times 2.", "pass"],
    ["18", "Answer: 18. Wait, let me double-check: 16 - 3 - 4 = 9 and 9 * 2 = 18. Yes.", "pass"],
    ["18", "Answer: 18. Actually, this is easy.", "pass"],
    ["18", "Answer: 18. Actually, 16 eggs are laid each day.", "pass"],
    ["18", "Answer: 18. Actually, 18 is also the sum of 9 and 9.", "pass"],
    ["18", "Answer: 18. No other value works.", "pass"],
    ["18", "Answer: 18\n\nSorry for the long text.", "pass"],
    ["18", "Answer: 18, rather than 20", "pass"],
    ["18", "Answer: 18 instead of 20", "pass"],
    ["18", "Answer: 18. It is not 20.", "pass"],
    ["18", "Answer: 18. Some say 20. That is wrong.", "pass"],
    ["C", "Answer: C. Option D is wrong because it ignores drag.", "pass", c],
    ["C", "Answer: C. Actually, D is the opposite effect.", "pass", c],
    ["C", "Answer: C. No other option fits.", "pass", c],
    ["C", "Answer: C\n\nWait, is D possible? No.", "pass", c],
    ["red", "Answer: red (not blue)", "pass"],
    ["red", "Answer: red, not blue", "pass"],
    ["Paris", "Answer: Paris. Sorry for the delay.", "pass"],
    ["Paris", "Answer: Paris. No problem!", "pass"],
    ["Paris", "Answer: Paris. Actually, it is also the largest city.", "pass"],
    ["to be or not to be", "Answer: To be or not to be", "pass"],
    ["Yes", "Answer: Yes, no doubt.", "pass"],
  ]));

test("one cell between bars is a row of a table only beneath a rule", () =>
  checkRows([
    ["|x|", "So we get\n|x|", "pass"],
    ["x", "So we get\n|x|", "fail"],
    ["6-5i", "|6-5i|", "fail"],
    ["18", "| total | 18 |", "pass"],
    ["18", "| n |\n|---|\n| 18 |", "pass"],
  ]));
