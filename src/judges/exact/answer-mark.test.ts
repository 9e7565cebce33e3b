import { test } from "node:test";
import { withAnswerMark } from "./answer-mark.ts";
import { holdRows } from "./hold-rows.ts";

const prompt = "Which?\n(A) red\n(B) blue\n(C) blue\nD. Green!";

test("A: is a mark of the answer behind a question, before a letter or before the text of one option", () =>
  holdRows(
    (text) => withAnswerMark(text, prompt),
    [
      ["Q: Which?\nA: six", "Q: Which?\nAnswer: six"],
      ["Q2) Which?\nA: six", "Q2) Which?\nAnswer: six"],
      ["A: five\nQ: Which?\nA: six", "A: five\nQ: Which?\nAnswer: six"],
      ["A: B", "Answer: B"],
      ["A: (B)", "Answer: (B)"],
      ["**A:** B", "**Answer: B"],
      ["A: red", "Answer: (A)"],
      ["A: Red.", "Answer: (A)"],
      ["A: **green**", "Answer: (D)"],
      ["> A: red", "> Answer: (A)"],
      ["A: blue", "A: blue"],
      ["A: a dog", "A: a dog"],
      ["A: red\nB: blue", "A: red\nB: blue"],
      ["So it is.\nAns - (c)", "So it is.\nAnswer: (c)"],
      ["Final ans. - c", "Answer: c"],
      ["Ans - cat", "Ans - cat"],
      ["It is B.", "It is B."],
    ],
  ));

test("only the last twenty thousand characters of a prompt list options", () =>
  holdRows(
    (blanks) => withAnswerMark("A: red", `(A) red\n${"x".repeat(Number(blanks))}`),
    [
      ["19993", "Answer: (A)"],
      ["19994", "A: red"],
    ],
  ));
