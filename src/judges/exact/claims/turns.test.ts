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

test("what is no value, no turn and no part of the answer leaves it as it is", () => {
  table(numbers, [
    ["18. They are many. Or 20, but 18 is right."],
    ["18. They are many‖. Or 20.", "offers 20"],
    ["18 (earlier I said 20, wait, no, 22)"],
    ["18 (earlier 20)‖. Wait, no, 22.", "replaces 22"],
    ["(1, 2, actually 3)"],
    ["18. ChatGPT says 20, which is wrong."],
    ["18 because of 2 or 3"],
    ["18 / 20"],
    ["18. Er gibt 5 ab."],
    ["18‖. Er, no, 20.", "replaces 20"],
    ["18‖. Er no, 20.", "replaces 20"],
    ["18. Rather than 20."],
    ["18. That is wrong to say."],
    ["18. That is wrong in my view."],
    ["18. They are many. That's wrong."],
    ["18‖\n\nThat's wrong.", "denies"],
    ["18\nThey are many.\nThat's wrong."],
    ["18. They are many\n\nThat's wrong."],
    ["18. They are many. That's wrong, 20."],
    ["18. They are many. Actually, 20, but then 18."],
    ["18. They are many‖. Actually, 20.", "replaces 20"],
    ["18. They are many. 20 is also possible."],
    ["18. Wait."],
    ["18. No idea of it."],
    ["18. Not 180 of them."],
    ["18. 20 if rounded."],
    ["18. 20 each if tips count."],
    ["18 (16 with tips)"],
    ["18 (18 with tips)"],
  ]);
  table(words, [
    ["Thus, false."],
    ["true or false? True."],
    ["true‖ or false?", "offers false"],
    ["red‖ / blue", "offers blue"],
    ["Paris. It is large. Actually, Lyon."],
    ["Paris. It is large‖. Correction: Lyon.", "replaces Lyon"],
    ["red. Actually pretty big."],
    ["red. Actually lovely."],
    ["red. Actually blue and more so."],
    ["red. Well done."],
    ["red (a sort of dark one in Tokyo)"],
    ["Yes, for sure."],
  ]);
  table(lists, [["{1, 2, or 3}"], ["3 or 4"], ["x = 3, or x = 4"], ["{1, 2} or perhaps {1, 3}"], ["1 or y = 4"]]);
});

test("a value is found behind its lead, before its reason, in brackets, in number words and beside what it is not", () => {
  table(numbers, [
    ["18‖. Correction: 20 because of the tip.", "replaces 20"],
    ["18‖. Correction: 20‖, not 18.", "replaces 20", "denies of 18"],
    ["18‖. Correction: it should be 20.", "replaces 20"],
    ["18‖. Correction: 20 is the right answer.", "replaces 20"],
    ["18‖. Correction: for 3 hens: 20.", "replaces 20"],
    ["18‖. Correction: so it is 20.", "replaces 20"],
    ["18‖. Correction: twenty.", "replaces 20"],
    ["18‖. Correction: twenty-one dollars.", "replaces 21 dollars"],
    ["18 ‖(no, 20)", "replaces 20"],
    ["18 ‖(no, twenty)", "replaces 20"],
    ["18‖. That's wrong, 20.", "replaces 20"],
    ["18‖. It's 20, actually.", "replaces 20"],
    ["18‖. Please use 20 instead.", "replaces 20"],
    ["18‖. It's not 18 but 20.", "replaces 20"],
    ["18‖. However, actually 20.", "replaces 20"],
  ]);
  table(words, [
    ["Paris‖. Correction: Lyon because it is larger.", "replaces Lyon"],
    ["Paris‖. Correction: Lyon‖, not Paris.", "replaces Lyon", "denies of Paris"],
    ['Paris‖. Correction: "Lyon".', "replaces Lyon"],
    ["no‖. Correction: yes, it floats.", "replaces yes"],
    ["red‖. Actually blue.", "replaces blue"],
    ["Paris‖. Actually New York.", "replaces New York"],
    ["yes‖. No.", "replaces No"],
    ["No‖. Yes.", "replaces Yes"],
    ["true‖. False.", "replaces False"],
    ["yes. No problem."],
  ]);
  table(lists, [
    ["x = 3‖. Wait, x = 4.", "replaces x = 4"],
    ["3‖. Wait, x = 4.", "offers x = 4"],
    ["3‖. Correction: x = 4.", "replaces x = 4"],
    ["{1, 2}‖. Alternatively, {1, 3}.", "offers {1, 3}"],
  ]);
});

test("a value on a condition, in another place, or with something more is offered beside the answer", () => {
  table(numbers, [
    ["18‖, or 20 if tips count", "offers 20"],
    ["18‖. If tips count, 20.", "offers 20"],
    ["18‖. 20 otherwise.", "offers 20"],
    ["18‖. Otherwise, 20.", "offers 20"],
    ["18‖. Twenty if tips count.", "offers 20"],
    ["18 ‖(20 with tips)", "offers 20"],
    ["18 ‖(twenty with tips)", "offers 20"],
    ["18 ‖(20 in Tokyo)", "offers 20"],
    ["18 ‖(20?)", "offers 20"],
    ["18‖. 20 is also possible.", "offers 20"],
    ["18‖. 20 is equally likely.", "offers 20"],
    ["18‖. 20 could also work.", "offers 20"],
  ]);
  table(words, [
    ["Yes ‖(no for n = 2)", "offers no"],
    ["Monday ‖(Tuesday in Tokyo)", "offers Tuesday"],
  ]);
});

test("a denial names what it denies, and a doubt comes to what is concluded soon after it", () => {
  const far = "that is not so little ".repeat(10);
  table(numbers, [
    ["18‖. No.", "denies"],
    ["18‖. Nope!", "denies"],
    ["18‖. Actually, no.", "denies"],
    ["18‖. Not 18.", "denies of 18"],
    ["18‖. But unfortunately, that's wrong.", "denies"],
    ["18‖. Oops, I got that wrong.", "denies"],
    ["18‖. Wait, 20‖. That's wrong.", "replaces 20", "denies"],
    ["18‖. Actually, 20‖, which is wrong.", "replaces 20", "denies"],
    ["18‖. That's wrong. I forgot the tip‖. So 20.", "denies", "replaces 20"],
    ["18‖. Wait, 20. The tip is in it. So 22.", "replaces 20"],
    ["18‖. That's wrong. I forgot the tip‖. So 20. The rest is paid. So 22.", "denies", "replaces 20"],
    ["18. I was wrong about it before."],
    ["18‖ or 20, because both fit", "offers 20"],
    ["18 earlier (that is‖, wait, no, 22)", "replaces 22"],
    [`18. Wait, I forgot the tip, ${far}. So 20.`],
    ["18. We add the tip. So 20."],
  ]);
  table(letters, [
    ["C‖. Disregard my previous answer (C).", "denies"],
    ["C. Disregard my previous answer (B)."],
    ["C‖. Disregard my previous answer.", "denies"],
  ]);
  // No more than four hundred places are looked at.
  const at = (places: number): string[] => turnsIn(`18${". It".repeat(places)}. Correction: 20`, 2, numbers).map(({ value }) => value);
  assert.deepEqual([at(399), at(400)], [["20"], []]);
});

test("a turn is near an answer of several lines that it stands right behind", () => {
  const told = (text: string, own: number): string[] => turnsIn(text, own, lists).map(({ does, at }) => `${does} at ${at}`);
  assert.deepEqual(told("1, 2\n3, 4\n\nThat's wrong.", 9), ["denies at 9"]);
  assert.deepEqual(told("1, 2\n3, 4\n\nThat's wrong.", 4), []);
  assert.deepEqual(told("1, 2\n3, 4. That's wrong.", 9), ["denies at 9"]);
  assert.deepEqual(told("1, 2\n3, 4\nThat's wrong.\n5, 6", 30), []);
});
