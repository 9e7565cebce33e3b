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

/** What a text concludes, each with its place. */
function told(marked: string, test: ValueTest = numbers): string {
  const turns = conclusionsIn(marked.replaceAll("‖", ""), test);
  const places = [...marked.matchAll(/‖/g)].map(({ index }, at) => index - at);
  return turns.map(({ does, value, at }, index) => `${does} ${value}${at === places[index] ? "" : ` at ${at}`}`.trim()).join("; ");
}

const strong = [
  "The correct total is 27",
  "Our new amount should be 27",
  "We now get 27",
  "I intended 27",
  "Look at the option that fits the text is 27",
  "So it is 27",
  "We add 9, giving 27",
  "We add 9, for a total of 27",
  "At that price, it's 27",
  "This matches option 27",
  "It all adds up => 27",
  "That leaves us with 27",
  "The tip was left out: hence 27",
  "Final answer: 27",
  "Please replace 18 with 27",
  "I stand corrected: 27",
  "The tip is due; with it, 27",
  "I change my answer to 27",
  "I would rather say 27",
  "So 27 is the right answer",
  "27 fits better",
  "I now find 27 the better",
  "So 27 it is",
  "Only 27 remains",
  "That makes 27 the best answer",
];
const led = ["So she really earns 27", "Including the tip, she earns 27", "Adding the tip gives 27", "The tip brings the total to 27"];
const weak = ["9 * 3 = 27", "27"];

test("behind a revision a sure claim counts wherever it stands, and any other one in the last sentence alone", () => {
  const wrong = [...strong, ...led, ...weak].flatMap((sentence) => {
    const last = told(`18. I misread the price. ‖${sentence}.`);
    const within = told(`18. I misread the price. ‖${sentence}. The page has 40 lines.`);
    const sure = strong.includes(sentence) ? "replaces 27" : "";
    return last === "replaces 27" && within === sure ? [] : [`${sentence}: ${last}, ${within}`];
  });
  assert.deepEqual(wrong, []);
});

test("without a revision a sentence that goes on or concludes counts where it is the last", () => {
  const rows = [
    ["18. ‖However, it is 27.", "replaces 27"],
    ["18. ‖So the total is 27.", "replaces 27"],
    ["18. ‖Hence it is 27.", "replaces 27"],
    ["18. So the total is 27. The page has 40 lines.", ""],
    ["18. ‖So the total is 27. That is right.", "replaces 27"],
    ["18. ‖So the total is 27. I hope this helps!", "replaces 27"],
    ["18. The total is 27.", ""],
    ["18. 9 * 3 = 27.", ""],
    ["18. So she earns 27.", ""],
    ["18. ‖27 is the right answer.", "replaces 27"],
    ["18. So the total is 18.", ""],
    ["18. So the total is 27. It is 18.", ""],
    ["18. I misread the price. ‖So the total is 27. It was not 18.", "replaces 27"],
    ["18. I misread the price. So the total is 27. It is 18 after all.", ""],
    [`18. I misread the price. ${"It rained all day long. ".repeat(11)}‖So it is 27.`, "replaces 27"],
    [`18. I misread the price. ${"It rained all day long. ".repeat(13)}It is 27.`, ""],
    ["18, however, I misread the price. ‖So the total is 27.", "replaces 27"],
    ["18, ‖but the correct total is 27.", "replaces 27"],
    ["18. ‖On second thought, so O(n log n).", "denies"],
  ] as const;
  assert.deepEqual(
    rows.flatMap(([text, wanted]) => (told(text) === wanted ? [] : [`${text}: ${told(text)}`])),
    [],
  );
  const many = Array.from({ length: 25 }, (_, at) => ` I misread it. So it is ${at + 30}.`).join("");
  assert.equal(conclusionsIn(`18.${many}`, numbers).length, 20);
  assert.equal(conclusionsIn(`18.${" It rains.".repeat(1700)} I misread it. So it is 27.`, numbers).length, 0);
});

test("a claim that denies, is of another case or has a measure claims no value", () => {
  const rows = [
    ["So it is not 27", undefined],
    ["So it isn't 27", undefined],
    ["So it is 27, not 18", "27"],
    ["So it is 27 instead", "27"],
    ["So it is 27, rather than 18", "27"],
    ["So it is 27 dollars per hour", "27 dollars"],
    ["But then again it is 27", "27"],
    ["Wait, so it is 27", "27"],
    ["So it is **27**", "27"],
    ["So it is _27_", "27"],
    ["So it is $27$", "27"],
    ["In that case it would be 27", undefined],
    ["So my answer stands at 27", undefined],
    ["So it is she", undefined],
  ] as const;
  assert.deepEqual(
    rows.flatMap(([text, wanted]) => (claimIn(text, numbers, true) === wanted ? [] : [`${text}: ${claimIn(text, numbers, true)}`])),
    [],
  );
  const names = [
    ["So it is Lyon", "Lyon"],
    ["I switch to Lyon", "Lyon"],
    ["Replace Paris with Lyon above", "Lyon"],
    ["Lyon was also the right answer", "Lyon"],
    ["After a look at the map, it is Lyon", "Lyon"],
    ["We now think that it is Lyon", "Lyon"],
    ["The formula is H2O", "H2O"],
    ["So it is Lyon, not Paris", "Lyon"],
    ["Ben did", "Ben"],
    ["It did", undefined],
    ["Really quickly", undefined],
    ["yes", "yes"],
    ["It is `x_1`", "x_1"],
  ] as const;
  assert.deepEqual(
    names.flatMap(([text, wanted]) => (claimIn(text, words, true) === wanted ? [] : [`${text}: ${claimIn(text, words, true)}`])),
    [],
  );
  for (const [text, wanted] of [
    ["Lyon was also the right answer", undefined],
    ["Hence it is Lyon", "Lyon"],
    ["My final answer is Lyon", "Lyon"],
    ["I switch to Lyon", undefined],
  ] as const)
    assert.equal(claimIn(text, words, false), wanted, text);
});
