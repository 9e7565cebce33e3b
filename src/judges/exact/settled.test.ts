import { test } from "node:test";
import { checkRows } from "./rows.ts";

test("what a value is set against is none, in whatever language", () =>
  checkRows([
    ["18", "Son 18, no 20", "pass"],
    ["20", "Son 18, no 20", "fail"],
    ["18", "Es sind 18, nicht 20.", "pass"],
    ["20", "Es sind 18, nicht 20.", "fail"],
    ["18", "C'est 18, pas 20.", "pass"],
    ["18", "Sono 18, non 20.", "pass"],
    ["18", "É 18, não 20.", "pass"],
    ["18", "是18，不是20", "pass"],
    ["20", "是18，不是20", "fail"],
    ["20", "Nicht 18, sondern 20", "pass"],
    ["18", "Nicht 18, sondern 20", "fail"],
    ["Canberra", "Canberra, nicht Sydney", "pass"],
    ["Sydney", "Canberra, nicht Sydney", "fail"],
    ["Canberra, nicht Sydney", "Canberra, nicht Sydney", "pass"],
    ["B", "Respuesta: la B, no la A", "pass", { answerKind: "choice" }],
    ["A", "Respuesta: la B, no la A", "fail", { answerKind: "choice" }],
    ["B", "Réponse : la B, pas la A", "pass", { answerKind: "choice" }],
  ]));

test("a turn replaces, joins or denies what was said before it", () =>
  checkRows([
    ["18", "Answer: 20, no, 18", "pass"],
    ["20", "Answer: 20, no, 18", "fail"],
    ["18", "Answer: 20. Wait, actually 18.", "pass"],
    ["18", "Answer: 20. I misread the price. So the total is 18.", "pass"],
    ["20", "Answer: 20. I misread the price. So the total is 18.", "fail"],
    ["30", "Answer: 20. Wait, actually 18. No, I forgot one: it is 30.", "pass"],
    ["18", "Answer: 18. That is wrong.", "fail"],
    ["D", "Answer: C - no, D", "pass", { answerKind: "choice" }],
    ["18", "Answer: 18 or 20", "unknown"],
    ["18", "Answer: 18, or maybe 20", "unknown"],
    ["20", "Answer: 18, or maybe 20", "unknown"],
    ["$18", "Answer: 18 dollars, or 1800 cents", "pass"],
    ["$18", "Answer: either 18 dollars or 20 dollars", "unknown"],
    ["yes or no", "Answer: yes or no", "pass"],
    ["March 4, 2025", "Answer: March 5, 2025. No, March 4.", "pass"],
    ["March 4, 2025", "Answer: March 5, 2025. No, the 4th.", "pass"],
    ["March 4, 2025", "Answer: March 4, 2025. No, the 5th.", "fail"],
    ["March 4, 2025", "Answer: March 4, 2025. No, on March 5.", "fail"],
    ["March 5, 2025", "Answer: March 4, 2025. No, on March 5, 2025.", "pass"],
    ["March 5, 2025", "Answer: March 4, 2025. No, on the 5th.", "pass"],
    ["5 March 2025", "Answer: 4 March 2025. No, on 5 March 2025.", "pass"],
    ["18", "Answer: 18. No, on page 20.", "pass"],
  ]));

test("of several values one that the text rejects is left out", () =>
  checkRows([
    ["{3}", "Answer: {3, -3}, but -3 is rejected", "fail"],
    ["{3, -3}", "Answer: {3, -3}, but -3 is rejected", "fail"],
    ["{3, -3}", "Answer: {3, -3}", "pass"],
    ["3", "x = 3 or x = -3, but -3 is rejected, so only 3 is left", "pass"],
    ["-3", "x = 3 or x = -3, but -3 is rejected, so only 3 is left", "fail"],
  ]));

test("another value behind the answer leaves open which of them is it", () =>
  checkRows([
    ["18", "Answer: 18\n20", "fail"],
    ["20", "Answer: 18\n20", "fail"],
    ["18", "Answer: 18\n18", "pass"],
    ["18", "Answer: 18 = 20", "fail"],
    ["18", "Answer: 18\n- 20 is the price", "pass"],
    ["18", "Answer: 18.\nThe page is 20.", "pass"],
    ["Paris", "Answer: Paris\nLyon", "fail"],
    ["Paris", "Answer: Paris\nGreat", "pass"],
  ]));
