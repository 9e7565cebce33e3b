import assert from "node:assert/strict";
import { test } from "node:test";
import { claimIn, conclusionsIn } from "./conclusions.ts";
import type { ValueTest } from "./turns.ts";

const numbers: ValueTest = { prose: false, several: false, reads: (text) => /^\(?[-$]{0,2}\d[\d.,]*\)?(?: \p{L}+)?$/u.test(text) };
const letters: ValueTest = { prose: false, several: false, reads: (text) => /^\(?[A-D]\)?$/.test(text) };
const words: ValueTest = { prose: true, several: false, reads: (text) => /\p{L}/u.test(text) };

/** What a text concludes in the end, each before the place that "‖" marks. */
function table(test: ValueTest, rows: readonly (readonly [text: string, ...turns: string[]])[]): void {
  for (const [marked, ...wanted] of rows) {
    const places = [...marked.matchAll(/‖/g)].map(({ index }, at) => index - at);
    const turns = conclusionsIn(marked.replaceAll("‖", ""), test);
    assert.deepEqual(
      turns.map(({ does, value, at }) => [`${does} ${value}`.trim(), at]),
      wanted.map((one, at) => [one, places[at]]),
      marked,
    );
  }
}

test("a sentence that goes back on the answer concludes another", () =>
  table(numbers, [
    ["18."],
    ["18. It is what she earns."],
    ["18. I misread the price. ‖So the total is 27.", "replaces 27"],
    ["18. I made a mistake. ‖The correct answer is 27.", "replaces 27"],
    ["18. On second thought, I forgot the tip. ‖So she pays 27.", "replaces 27"],
    ["18. I misread the price. So the total is 18."],
    ["18. We multiply 9 by 2. The product is 18."],
    ["18. However, 9 times 3 is 27. So 18 it is."],
    ["18. I misread the price. ‖So the total is 27. I forgot the tip. ‖The sum is 30.", "replaces 27", "replaces 30"],
    ["18. I misread the price. If it were so, the total would be 27."],
    [`18. I misread the price. So the total is 27${" and so on".repeat(40)}.`],
  ]));

test("options and names are concluded as numbers are", () => {
  table(letters, [
    ["C. I misread the question. ‖The correct option is D.", "replaces D"],
    ["C. ‖On reflection, D fits better.", "replaces D"],
    ["C. I think it is a good one."],
  ]);
  table(words, [["Paris. I misread the question. ‖The answer is Lyon.", "replaces Lyon"], ["Paris. It lies on the Seine."]]);
});

test("the value that a sentence claims", () => {
  for (const [sentence, wanted] of [
    ["So the total is 27", "27"],
    ["The correct answer is 27", "27"],
    ["We get 27", "27"],
    ["27 is the right answer", "27"],
    ["So 27 it is", "27"],
    ["9 * 3 = 27", "27"],
    ["So she earns 27", "27"],
    ["Adding the tip gives 27", "27"],
    ["That leaves 27", "27"],
    ["The total is not 27", undefined],
    ["The total is 27 per hour", "27"],
    ["The total is large", undefined],
    ["Nothing", undefined],
  ] as const)
    assert.equal(claimIn(sentence, numbers, true), wanted, sentence);
  for (const [sentence, back, wanted] of [
    ["So it is Lyon", false, "Lyon"],
    ["The answer is Lyon", false, "Lyon"],
    ["Lyon is correct", false, "Lyon"],
    ["Ben is", true, "Ben"],
    ["Ben is", false, undefined],
    ["No", true, "No"],
    ["I switch to Lyon", true, "Lyon"],
    ["The program prints `Lyon`", true, "Lyon"],
    ["It rains a lot there", true, undefined],
  ] as const)
    assert.equal(claimIn(sentence, words, back), wanted, sentence);
});
