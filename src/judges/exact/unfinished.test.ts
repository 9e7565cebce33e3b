import assert from "node:assert/strict";
import { test } from "node:test";
import { endsWithOptions, unfinishedFrom } from "./unfinished.ts";

test("the last sentence of a text breaks off, or only turns to an option", () => {
  const rows = [
    ["It is B.", undefined],
    ["It is B", undefined],
    ["", undefined],
    ["The answer is", 0],
    ["It is red. The answer is", 11],
    ["It is red.\nThe answer is", 11],
    ["It is red! But", 11],
    ["It is red? So,", 11],
    ["It is red: ", 0],
    ["It does not say that it isn't", 0],
    ["It is 3.5 of", 0],
    ["We check option B", 0],
    ["It is red. Considering C", 11],
    ["Now look at (D)...", 0],
    ["Next, for B", 0],
    ["We choose B", undefined],
    ["C -", undefined],
    ["Option C:", undefined],
    ["It goes on ... Option C", 15],
    ["It is red. Option C", 11],
    ["It is red. Option C.", undefined],
    ["It is red. C", undefined],
  ] as const;
  assert.deepEqual(
    rows.flatMap(([text, wanted]) => (unfinishedFrom(text) === wanted ? [] : [`${text} => ${unfinishedFrom(text)}`])),
    [],
  );
});

test("a text ends with the options themselves, none of which it has chosen", () => {
  const rows = [
    ["Options:\nA) red\nB) blue", true],
    ["We evaluate each one:\nA) red\nB) blue\nC) green", true],
    ["The colors are these.\nA) red\nB) blue", false],
    ["Options:\nA) red\nC) blue", false],
    ["Options:\nA) red\nB) blue is correct", false],
    ["Options:\nA) red\nB) blue ✓", false],
    ["Options:\nA) red", false],
    ["A) red is wrong.\nB", true],
    ["A) red is fine.\nB", false],
    ["Nothing", false],
  ] as const;
  assert.deepEqual(
    rows.flatMap(([text, wanted]) => (endsWithOptions(text.split("\n")) === wanted ? [] : [text])),
    [],
  );
  assert.equal(endsWithOptions([]), false);
});
