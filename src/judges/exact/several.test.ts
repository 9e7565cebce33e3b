import { test } from "node:test";
import { checkRows } from "./rows.ts";

const several = { answerKind: "choice", multiple: true };
const one = { answerKind: "choice" };

test("several options joined by words are one answer", () =>
  checkRows([
    ["A, C", "A and C", "pass", several],
    ["A, C", "**A and C**", "pass", several],
    ["A, C", "A and C are correct.", "pass", several],
    ["A, C", "I choose A and C.", "pass", several],
    ["A, C", "I would select (A) and (C) because both hold.", "pass", several],
    ["A, C", "A: True\nB: False\nC: True\nD: False", "pass", several],
    ["A, C", "A. Yes\nB. No\nC. Yes\nD. No", "pass", several],
    ["A, C, D", "I choose A, C and D.", "pass", several],
    ["A, C", "A and B", "fail", several],
    ["A, C", "I choose A, C and D.", "fail", several],
    ["A, C", "I choose A.", "fail", several],
    ["A, C", "A and C are wrong.", "fail", several],
    ["A, C", "Not A and C", "fail", several],
    ["A, C", "A: True\nB: True\nC: True\nD: False", "fail", several],
    ["C", "I choose C.", "pass", one],
    ["C", "A and C", "fail", one],
    ["A", "A and C", "fail", one],
  ]));

test("a verb that ends a sentence in Japanese is no part of the answer", () =>
  checkRows([
    ["C", "正解はCです。", "pass", one],
    ["C", "答えはCです。", "pass", one],
    ["東京", "答えは東京です。", "pass"],
    ["C", "正解はBです。", "fail", one],
    ["C", "正解はCではありません。", "fail", one],
  ]));

test("a long answer explains the short one unless it says another", () =>
  checkRows([
    ["12", "Short answer: 12.\n\nLong answer: multiply 3 by 4.", "pass"],
    ["Paris", "Short answer: Paris.\n\nLong answer: it has been the capital since 987.", "pass"],
    ["12", "Short answer: 12.\n\nLong answer: 13.", "fail"],
    ["Paris", "Short answer: Paris.\n\nLong answer: Lyon.", "fail"],
    ["Paris", "Short answer: Paris.\n\nLong answer: it is Lyon.", "fail"],
  ]));
