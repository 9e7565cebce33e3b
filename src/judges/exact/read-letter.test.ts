import assert from "node:assert/strict";
import { test } from "node:test";
import { readOpening } from "./opening.ts";
import { readLetter } from "./read-letter.ts";
import type { Reading } from "./read-span.ts";
import { exactOptions } from "./settings.ts";
import { singledOut } from "./singled-out.ts";
import { choice } from "./choice.ts";

const settings = { ...exactOptions.parse({ kind: "exact", answer: "x" }), options: 4 };
const numbers = (text: string): boolean[] => [...text.matchAll(/^\D*(\d+)\D*$/g)].map(([, digits]) => digits === "18");
const words = (text: string): boolean[] => [
  text
    .replace(/[*_.!]/g, "")
    .trim()
    .toLowerCase() === "paris",
];
const verdicts = (text: string): boolean[] => [
  text
    .replace(/[*_.!]/g, "")
    .trim()
    .toLowerCase() === "yes",
];

function shown(read: Reading | undefined): string {
  return read === undefined ? "none" : `${read.outcomes.join()}: ${read.said}`;
}

test("a value that opens a reply is its answer where the rest only explains it", () => {
  for (const [text, wanted] of [
    ["18\n\nShe sells 9 eggs at $2 each.", "true: 18"],
    ["18 eggs\n\nBecause she sells 9.", "true: 18 eggs"],
    ["20\n\nShe sells 9 eggs at $2 each.", "false: 20"],
    ["18\nExplanation: she sells 9.", "true: 18"],
    ["18\nShe sells 9.", "none"],
    ["18", "none"],
    ["18\n\nSo the total is 20.", "false: 18"],
    ["18\n\nSo the total is 18.", "true: 18"],
    ["18\n\nHowever, it is 20.", "false: 18"],
    ["18\n\nThe page is 20. It is nice.", "true: 18"],
    ["18\n\n9 * 2 = 20", "none"],
    ["Step 18\n\nShe sells 9.", "none"],
    ["# 18\n\nShe sells 9.", "none"],
    ["18:\n\nShe sells 9.", "none"],
    ["\n\n18\n\nShe sells 9.", "true: 18"],
    ["She has 18 eggs to sell there.\n\nShe sells 9.", "none"],
    [`18${" ".repeat(10)}\n\nShe sells.`, "true: 18"],
    [`${"1".repeat(301)}\n\nShe sells.`, "none"],
  ] as const)
    assert.equal(shown(readOpening(text, "number", settings, numbers)), wanted, text);
});

test("names and verdicts that open a reply are its answer where nothing behind them says another", () => {
  for (const [text, wanted] of [
    ["Paris\n\nIt has been the capital since 987.", "true: Paris"],
    ["**Paris**\n\nIt lies on the Seine.", "true: **Paris**"],
    ["Lyon\n\nIt lies on the Rhone.", "none"],
    ["Paris\n\nThe capital is Lyon.", "none"],
    ["Paris\n\nSo Lyon.", "none"],
    ["Paris\n\nI would say Lyon.", "none"],
    ["Paris is the capital of France and its largest city\n\nIt is.", "none"],
  ] as const)
    assert.equal(shown(readOpening(text, "text", settings, words)), wanted, text);
  for (const [text, wanted] of [
    ["Yes.\n\nThe premises hold.", "true: Yes"],
    ["Yes, it follows.\n\nThe premises hold.", "true: Yes"],
    ["Yes.\n\nSo no.", "none"],
    ["Yes.\n\nHowever, it does not hold.", "none"],
    ["Yes.\n\nTherefore it does not hold.", "none"],
    ["Yes.\n\nTherefore it holds.", "true: Yes"],
    ["Yes.\n\nTherefore, yes.", "true: Yes"],
    ["Yes.\n\nThey sleep at night.\nThen it holds.", "true: Yes"],
    ["Yesterday.\n\nIt holds.", "none"],
  ] as const)
    assert.equal(shown(readOpening(text, "text", settings, verdicts)), wanted, text);
});

test("an option without a mark is the letter that opens, ends or is chosen, else the last one that stands alone", () => {
  const outcomes = (text: string): boolean[] => choice.readings(text, settings).map((letter) => letter === "B");
  const read = (text: string): string => {
    const { outcomes: found, said, level, note } = readLetter(text, settings, outcomes);
    return found.length === 0 ? "none" : `${found.join()}: ${said} ${level}${note === "" ? "" : " guessed"}`;
  };
  for (const [text, wanted] of [
    ["B", "true: B first-line"],
    ["B\nIt is the capital.", "true: B first-line"],
    ["B) Paris\nIt is the capital.", "true: B) Paris first-line"],
    ["It is the capital.\nB", "true: B last-line"],
    ["It is the capital.\n(C)", "false: (C) last-line"],
    ["We look at each.\nI choose B for its size, and for how it lies there on the river in France.", "true: (B) last-line"],
    ["It can only be B in the end as we have seen from all that was said above, and no other.", "true: (B) last-line guessed"],
    ["Nothing is said here.", "none"],
    ["A: 20%\nB: 80%", "none"],
    ["A) Lyon\nB) Paris", "none"],
    ["", "none"],
  ] as const)
    assert.equal(read(text), wanted, text);
});

test("the only value in bold, and the sentence above a list, are singled out", () => {
  const reads = ({ text }: { readonly text: string }): Reading | undefined => {
    const found = numbers(text);
    return found.length === 0 ? undefined : { outcomes: found, shown: text, said: text, place: "", level: "last-line", note: "" };
  };
  const single = (text: string): string => {
    const last = reads({ text: text.split("\n").at(-1) ?? "" });
    const read = singledOut(text, last, reads);
    return read === undefined ? "none" : read.outcomes.length === 0 ? `open: ${read.said}` : shown(read);
  };
  for (const [text, wanted] of [
    ["She earns **18** dollars a day.\nShe likes her hens.", "true: 18"],
    ["She earns **20** dollars a day.\nShe likes her hens.", "false: 20"],
    ["She earns **18** dollars a day.", "none"],
    ["She earns **18** dollars a day.\nHer hens lay 16 eggs.", "open: 18"],
    ["She earns **18** dollars a day.\nHer hens lay 18 eggs.", "none"],
    ["**18**\nHer hens lay eggs.", "none"],
    ["She earns **18** or **20** dollars.\nHer hens lay.", "none"],
    ["She does not earn **18** dollars.\nHer hens lay.", "none"],
    ["Does she earn **18** dollars?\nHer hens lay.", "none"],
    ["- She earns **18** dollars.\nHer hens lay.", "none"],
    ["She earns 18 dollars.\n- They lay\n- They sleep", "true: She earns 18 dollars."],
    ["She earns 18 dollars.\n- They lay", "none"],
    ["She earns 18 dollars:\n- They lay\n- They sleep", "none"],
    ["She earns 18 dollars.\n1. They lay\n2. They sleep", "none"],
    ["Let 18 be it.\n- They lay\n- They sleep", "none"],
  ] as const)
    assert.equal(single(text), wanted, text);
});
