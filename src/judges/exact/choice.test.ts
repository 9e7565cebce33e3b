import assert from "node:assert/strict";
import { test } from "node:test";
import { choice, chosenIn, isOptionLabel, lastLetter, optionRange } from "./choice.ts";
import { exactOptions } from "./settings.ts";

const four = { ...exactOptions.parse({ kind: "exact", answer: "B" }), options: 4 };

function table(read: (text: string) => string, rows: readonly (readonly [text: string, wanted: string])[]): void {
  assert.deepEqual(
    rows.map(([text]) => [text, read(text)]),
    rows,
  );
}

test("one option is read however it is written, two are two readings, and none beyond the options", () =>
  table(
    (text) => choice.readings(text, four).join(),
    [
      ["B", "B"],
      ["(B)", "B"],
      ["[B]", "B"],
      ["b", "B"],
      ["b)", "B"],
      ["B.", "B"],
      ["B. Paris", "B"],
      ["B: Paris", "B"],
      ["B - Paris", "B"],
      ["option B", "B"],
      ["Option b", "B"],
      ["the answer is B", "B"],
      ["The correct option is (B)", "B"],
      ["**B**", "B"],
      ["\\text{B}", "B"],
      ["\\textbf{(B)}", "B"],
      ["→ B", "B"],
      ["А", "A"],
      ["В", "B"],
      ["B because it is shorter", "B"],
      ["B or C", "B,C"],
      ["A, C", "A,C"],
      ["(A) and (C)", "A,C"],
      ["A/C", "A,C"],
      ["A & C", "A,C"],
      ["B and B", "B"],
      ["E", ""],
      ["A or E", "A"],
      ["A to C", ""],
      ["A-C", ""],
      ["A through D", ""],
      ["not A but B", "B"],
      ["neither A nor C, but B", "B"],
      ["B, not A", "B"],
      ["B (not C)", "B"],
      ["B rather than C", "B"],
      ["la B, no la A", "B"],
      ["none of them", ""],
      ["cannot be told", ""],
      ["anything but B", ""],
      ["¬B", ""],
      ["~B", ""],
      ["A'", ""],
      ["A′", ""],
      ["A and C are wrong, so B", "B"],
      ["(A), (C) and (D) are wrong, so it is (B)", "B"],
      ["A and C, so D", "D"],
      ["C is tempting, but B is correct.", "B"],
      ["I choose B", "B"],
      ["I would go with C", "C"],
      ["A dog", ""],
      ["I think so", ""],
      ["C major", ""],
      ["B cells", ""],
      ["vitamin C", ""],
      ["x = C", ""],
      ["C = 2", ""],
      ["P(A and B)", ""],
      ["A ∪ B", ""],
      ["Paris", ""],
      ["", ""],
      ["a, c", "A,C"],
      ["a cat", ""],
      ["(a) cat", "A"],
      ["a", "A"],
      ["A, c", "A"],
      ["A is correct; B is wrong", "A"],
      ["It is not B", ""],
      ["C beats D", ""],
      ["C beats D, so C", "C"],
    ],
  ));

test("with several options to choose all are one answer, in the order of the alphabet", () =>
  table(
    (text) => choice.readings(text, { ...four, multiple: true }).join(),
    [
      ["A, C", "AC"],
      ["C, A", "AC"],
      ["C and A", "AC"],
      ["(A), (C)", "AC"],
      ["ACD", "ACD"],
      ["CA", "AC"],
      ["AA", "A"],
      ["AE", ""],
      ["B", "B"],
      ["A or C", ""],
      ["B or", "B"],
      ["- A) one\n- C) two", "AC"],
      ["1. A\n2. C", "AC"],
      ["A. one; C. two", "AC"],
      ["A. one; two", "A"],
      ["a and c", "AC"],
      ["a dog", ""],
      ["I choose A and C", "AC"],
      ["I choose A", "A"],
      ["I choose A. C is wrong.", "A"],
      ["A is wrong, so C", "C"],
      ["- A) one\n- nothing", "A"],
      ["Paris", ""],
    ],
  ));

test("the options go as far as the settings say, and at least to the key", () => {
  assert.equal(optionRange("B", four), 4);
  assert.equal(optionRange("F", four), 6);
  assert.equal(optionRange("BF", four), 4);
  assert.equal(optionRange("BF", { ...four, multiple: true }), 6);
  assert.equal(optionRange("A, F", four), 6);
  assert.equal(optionRange("12", four), 4);
});

test("the last letter of a text is its option unless it is a word, a name, part of a formula, denied or compared", () =>
  table(
    (text) => {
      const last = lastLetter(text, 4);
      return last === undefined ? "none" : `${last.letter} ${last.at} ${last.end}`;
    },
    [
      ["It must be B", "B 11 12"],
      ["A is short, B is long", "none"],
      ["It must be B, whatever E says", "B 11 12"],
      ["Nothing", "none"],
      ["A dog", "none"],
      ["What I think", "none"],
      ["It has vitamin C", "none"],
      ["So x = C", "none"],
      ["It is not B", "none"],
      ["C beats D", "none"],
      ["C is worse, so D", "D 15 16"],
      ["In C, the second part of it", "none"],
    ],
  ));

test("the letter that a text chooses last is found with its place", () =>
  table(
    (text) => {
      const found = chosenIn(text, 4);
      return found === undefined ? "none" : `${found.letter} ${found.at} ${found.end}`;
    },
    [
      ["I choose B", "B 9 10"],
      ["I pick option (C).", "C 15 16"],
      ["First I chose A, then I went on and picked D.", "D 43 44"],
      ["B is correct, I first chose A", "A 28 29"],
      ["I first chose A, but B is correct", "B 21 33"],
      ["B is the best", "B 0 13"],
      ["B is better than C", "none"],
      ["B must be the only right", "B 0 24"],
      ["The correct option is B", "B 22 23"],
      ["This leaves only C.", "C 17 18"],
      ["I would not choose B", "none"],
      ["I can't pick C", "none"],
      ["going with **D**", "D 13 14"],
      ["5 apples → B", "B 11 12"],
      ["x → B", "none"],
      ["I choose b", "none"],
      ["I choose E", "none"],
      ["I choose Bob", "none"],
    ],
  ));

test("a letter is a label where it is no word, no name, no variable and no part of a formula", () => {
  for (const [text, at, wanted] of [
    ["B", 0, true],
    ["(B)", 1, true],
    ["B is right", 0, true],
    ["A is right", 0, true],
    ["A dog", 0, false],
    ["A because", 0, true],
    ["I think", 0, false],
    ["I'm", 0, false],
    ["A, of course", 0, true],
    ["x = B", 4, false],
    ["2B", 1, false],
    ["2 B", 2, false],
    ["\\B", 1, false],
    ["x_B", 2, false],
    ["B = 2", 0, false],
    ["B^2", 0, false],
    ["B(2)", 0, false],
    ["B'", 0, false],
    ["B-cells", 0, false],
    ["B * 2", 0, false],
    ["3 * B", 4, false],
    ["B → C", 0, false],
    ["B major", 0, false],
    ["B flat", 0, false],
    ["vitamin B", 8, false],
    ["statement B", 10, false],
    ["(B and C)", 1, false],
    ["P(A and B)", 8, false],
    ["(option B)", 8, true],
    ["(see B)", 5, false],
  ] as const)
    assert.equal(isOptionLabel(text, at), wanted, text);
});
