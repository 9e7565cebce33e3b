import assert from "node:assert/strict";
import { test } from "node:test";
import { correctedIn, turnsIn, type ValueTest } from "./turns.ts";

const numbers: ValueTest = { prose: false, several: false, reads: (text) => /^[-$]{0,2}\d[\d.,]*(?: dollars)?$/.test(text) };
const letters: ValueTest = { prose: false, several: false, reads: (text) => /^\(?[A-D]\)?$/.test(text) };
const words: ValueTest = { prose: true, several: false, reads: (text) => /\p{L}/u.test(text) };
const lists: ValueTest = { prose: false, several: true, reads: (text) => /^[\d,\s{}]+$|^[a-z] = /.test(text) };

/** The turns of a text whose first line is the answer, each before the place that "‖" marks. */
function table(test: ValueTest, rows: readonly (readonly [text: string, ...turns: string[]])[]): void {
  for (const [marked, ...wanted] of rows) {
    const places = [...marked.matchAll(/‖/g)].map(({ index }, at) => index - at);
    const text = marked.replaceAll("‖", "");
    const line = text.search(/\n|$/);
    const turns = turnsIn(text, line, test);
    assert.deepEqual(
      turns.map(({ does, value, of }) => `${does} ${value}${of === undefined ? "" : `of ${of}`}`.trim()),
      wanted,
      marked,
    );
    if (places.length > 0)
      assert.deepEqual(
        turns.map(({ at }) => at),
        places,
        marked,
      );
  }
}

test("words of correction put another value in the place of the answer", () =>
  table(numbers, [
    ["18"],
    ["18."],
    ["18‖. Actually, 20.", "replaces 20"],
    ["18‖. Wait, no, 20.", "replaces 20"],
    ["18‖. Sorry, I mean 20.", "replaces 20"],
    ["18‖. Correction: 20", "replaces 20"],
    ["18‖\nCorrection: 20", "replaces 20"],
    ["18‖\n\nCorrection: 20", "replaces 20"],
    ["18‖. Make that 20.", "replaces 20"],
    ["18‖. Scratch that, 20.", "replaces 20"],
    ["18‖, or rather 20", "replaces 20"],
    ["18 ‖— no, 20", "replaces 20"],
    ["18 ‖(correction: 20)", "replaces 20"],
    ["18‖. No, -5.", "replaces -5"],
    ["18‖. Actually, twenty dollars.", "replaces 20 dollars"],
    ["18‖. Not 18 but 20.", "replaces 20"],
    ["18‖. Actually, 20‖. Wait, 22.", "replaces 20", "replaces 22"],
    ["18. Wait, I forgot the tip‖. So 20.", "replaces 20"],
    ["18. Actually, it is a lot."],
    ["18. The rest is explained above."],
    ["18. We add 9 and 9. Actually, 3 is not needed. So 18 it is."],
  ]));

test("other values are offered beside the answer, and not where they only tell of it", () =>
  table(numbers, [
    ["18‖ or 20", "offers 20"],
    ["18‖, or 20", "offers 20"],
    ["18‖. Alternatively, 20.", "offers 20"],
    ["18‖? 20?", "offers 20"],
    ["18 or so"],
    ["18, because 20 is too high"],
  ]));

test("an answer is denied without another in its place", () =>
  table(numbers, [
    ["18‖. No, that's wrong.", "denies"],
    ["18‖. Wait, no.", "denies"],
    ["18‖. Scratch that.", "denies"],
    ["18‖, which is wrong", "denies"],
    ["18. No problem at all."],
  ]));

test("options are put in each other's place, too", () =>
  table(letters, [
    ["C‖. Actually, D.", "replaces D"],
    ["C ‖— no, D", "replaces D"],
    ["(C)‖. Wait, no, (D).", "replaces (D)"],
    ["C‖ or D", "offers D"],
    ["C‖. D is also possible.", "offers D"],
    ["C. A dog, actually."],
    ["D (I previously answered B, which was wrong)"],
  ]));

test("of words only names, verdicts and single words are values", () =>
  table(words, [
    ["Paris‖. Actually, Lyon.", "replaces Lyon"],
    ["New York‖. No, Boston.", "replaces Boston"],
    ["red‖. Actually, blue.", "replaces blue"],
    ["red. Actually quite dark."],
    ["Paris. No problem."],
    ["yes‖, I mean no", "replaces no"],
  ]));

test("or joins the values of one answer, and sets values of different names apart", () =>
  table(lists, [["x = 3 or x = 4"], ["x = 3‖ or y = 4", "offers y = 4"], ["{1, 2}‖. Correction: {1, 3}", "replaces {1, 3}"]]));

test("no more than twenty turns are read, and no more than sixteen thousand characters", () => {
  assert.equal(turnsIn(`18${". Actually, 20".repeat(30)}`, 2, numbers).length, 20);
  const far = (blanks: number) => turnsIn(`18${" ".repeat(blanks)}. Actually, 20.`, 2, numbers).length;
  assert.equal(far(10), 1);
  assert.equal(far(17_000), 0);
});

test("a line that begins with a correction says what is meant", () => {
  for (const [line, wanted] of [
    ["Correction: blue", "blue"],
    ["**Correction:** blue", "blue"],
    ["Correct blue", undefined],
    ["blue", undefined],
    ["", undefined],
  ] as const)
    assert.equal(correctedIn(line), wanted, line);
});
