import assert from "node:assert/strict";
import { test } from "node:test";
import type { Span } from "./extract.ts";
import { type Reading, reading } from "./read-span.ts";
import { singledOut } from "./singled-out.ts";

/** Reads the last number of a piece; 18 is the key. */
function reads({ text }: Pick<Span, "text">): Reading | undefined {
  const number = /\d+(?!.*\d)/s.exec(text)?.[0];
  return number === undefined ? undefined : reading([number === "18"], number, "last-line");
}

/** Reads the last line as a reply without marks has it, and tells what is singled out: the value, "?" where two differ, nothing else. */
function told(text: string, last = reads({ text: text.trimEnd().split("\n").at(-1) ?? "" })): string {
  const found = singledOut(text, last, reads);
  return found === undefined ? "" : found.outcomes.length === 0 ? `? ${found.said}` : found.said;
}

test("the only value in bold of a sentence is what a text singles out", () => {
  const rows = [
    ["The total is **18**.\nThat is enough.", "18"],
    ["The total is __18__.\nThat is enough.", "18"],
    ["The total is **18 eggs**.\nThat is enough.", "18"],
    ["The total is **18**.", ""],
    ["The total is **18**.\nOf these 18 are red.", ""],
    ["The total is **18**.\nOf these 7 are red.", "? 18"],
    ["It has **18**.\nOf these 7 are red.", "? 18"],
    ["The total is **18**.\nSo it is 7.", "? 18"],
    ["**18** eggs.\nSo it is 7.", ""],
    ["The total is **18**.\n- 7 red ones", "18"],
    ["The total is **18**.\n1. 7 red ones", "18"],
    ["**18**\nThat is enough.", ""],
    ["The total is **18** or **20**.\nThat is enough.", ""],
    ["The total is **18** and again **18**.\nThat is enough.", "18"],
    ["The total is **18** and again **18.**\nThat is enough.", "18"],
    ["The total is **18 Eggs** and again **18 eggs**.\nThat is enough.", "18"],
    ["The total is not **18**.\nThat is enough.", ""],
    ["Is the total **18**?\nThat is enough.", ""],
    ["- The total is **18**.\nThat is enough.", ""],
    ["1. The total is **18**.\nThat is enough.", "18"],
    ["The total is **18:**\nThat is enough.", ""],
    ["The total is **18：**\nThat is enough.", ""],
    ["The total is **18 of the red**.\nThat is enough.", "18"],
    ["The total is **18 of the big red**.\nThat is enough.", ""],
    ["The total is **...**.\nThat is enough.", ""],
    ["The total is **many**.\nThat is enough.", ""],
    ["The **price** is **18**.\nThat is enough.", "18"],
    ["The total is ** 18**.\nThat is enough.", ""],
    [`The total is **18${"x".repeat(58)}**.\nThat is enough.`, "18"],
    [`The total is **18${"x".repeat(59)}**.\nThat is enough.`, ""],
  ] as const;
  const wrong = rows.flatMap(([text, wanted]) => (told(text) === wanted ? [] : [`${text}: ${told(text)}`]));
  assert.deepEqual(wrong, []);
  const words = (count: number): string => Array.from({ length: count }, (_, at) => `**${"abcdefghijklmnopqrstuv"[at]}**`).join(" ");
  assert.equal(told(`${words(19)} and the total is **18**.\nThat is enough.`), "18");
  assert.equal(told(`${words(20)} and the total is **18**.\nThat is enough.`), "");
  assert.equal(told(`The total is **18**.\n${"x".repeat(7900)}`), "18");
  assert.equal(told(`The total is **18**.\n${"x".repeat(8000)}`), "");
});

test("the sentence above the bullets with which a text ends is what they explain", () => {
  const rows = [
    ["The total is 18.\n- 7 red ones\n- 11 blue ones", "18"],
    ["The total is 18.\n* 7 red ones\n* 11 blue ones\n\nI hope this helps!", "18"],
    ["Tom has 18.\n- 7 red ones\n- 11 blue ones", "? 18"],
    ["The total is 18:\n- 7 red ones\n- 11 blue ones", ""],
    ["The total is 18:**\n- 7 red ones\n- 11 blue ones", ""],
    ["Is the total 18?\n- 7 red ones\n- 11 blue ones", ""],
    ["The total is 18.\n- 7 red ones", ""],
    ["- 7 red ones\n- 11 blue ones", ""],
    ["The total is not 18.\n- 7 red ones\n- 11 blue ones", ""],
    ["The total is known.\n- 7 red ones\n- 11 blue ones", ""],
    ["Let the total be 18.\n- 7 red ones\n- 11 blue ones", ""],
    ["We have 18.\n- 7 red ones\n- 11 blue ones", ""],
    ["Given 18.\n- 7 red ones\n- 11 blue ones", ""],
    ["First 18.\n- 7 red ones\n- 11 blue ones", ""],
    ["The total is 18.\n1. 7 red ones\n2. 11 blue ones", ""],
    ["The total is 18.\n- 7 red ones\n- so 11", ""],
    ["The total is 18.\n- 7 + 11 = 20", ""],
    ["The total is 18.\n- 7 red ones\n- 7 + 11 = 20", ""],
    ["The total is 18.\n- 7 red ones\n- 18 blue ones", ""],
    ["The total is 20.\n- 7 red ones\n- 11 blue ones", "20"],
    ["The total is 20.\n- 7 red ones\n- 20 blue ones", ""],
  ] as const;
  const wrong = rows.flatMap(([text, wanted]) => (told(text) === wanted ? [] : [`${text}: ${told(text)}`]));
  assert.deepEqual(wrong, []);
  const line = (length: number): string => `The total is 18${"x".repeat(length - 16)}.`;
  assert.equal(told(`${line(300)}\n- 7 red ones\n- 11 blue ones`), "18");
  assert.equal(told(`${line(301)}\n- 7 red ones\n- 11 blue ones`), "");
});

test("where the last line says nothing, what is singled out is the answer", () => {
  const nothing = reading([], "", "last-line");
  assert.equal(told("The total is **18**.\nSo it is 7.", nothing), "18");
  assert.equal(told("Tom has 18.\n- 7 red ones\n- 11 blue ones", nothing), "18");
  assert.equal(told("Nothing.", nothing), "");
});
