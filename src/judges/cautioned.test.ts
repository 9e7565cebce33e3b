import assert from "node:assert/strict";
import { test } from "node:test";
import { isCautioned } from "./cautioned.ts";

const block = (lead: string, code = "x = 1", trail = "") => isCautioned({ lead, code, trail });

function table(read: (said: string) => boolean, rows: readonly (readonly [said: string, wanted: boolean])[]): void {
  assert.deepEqual(
    rows.map(([said]) => [said, read(said)]),
    rows,
  );
}

test("the sentence that leads to code says whether it is wrong, former or another's", () =>
  table(block, [
    ["", false],
    ["Here is the solution:", false],
    ["Wrong:", true],
    ["Incorrect version:", true],
    ["Before:", true],
    ["After:", false],
    ["Do not do this:", true],
    ["Your code:", true],
    ["Corrected version:", false],
    ["A common mistake is the following.", true],
    ["A common mistake is to forget the case of none.", false],
    ["The first try was wrong. Here is the solution:", false],
    ["Falsch:", true],
    ["Richtig:", false],
  ]));

test("a heading tells of the code below it, unless the sentence before the code says that it is mended", () =>
  table(block, [
    ["## Wrong\n\n", true],
    ["**Incorrect:**\n\n", true],
    ["## Wrong\n\nThe code:", true],
    ["## Wrong\n\nThe corrected code:", false],
    ["## Solution\n\n", false],
    ["## Wrong\n\n  \n", true],
    ["## Wrong\n\n## Solution\n\n", false],
    ["## Solution\n\n## Wrong\n\n", true],
  ]));

test("the comment that opens code tells of it", () =>
  table(
    (code) => block("", code),
    [
      ["# wrong\nx = 1", true],
      ["// Incorrect\nx = 1", true],
      ["/* wrong */\nx = 1", true],
      ["<!-- wrong -->\nx = 1", true],
      ["# falsch\nx = 1", true],
      ["# adds two numbers\nx = 1", false],
      ["x = 1 # wrong", false],
      ["x = 1\n# wrong", false],
    ],
  ));

test("the sentence behind code tells of it where it points at it", () =>
  table(
    (trail) => block("", "x = 1", trail),
    [
      ["", false],
      ["This is wrong.", true],
      ["\n\nThis is wrong.", true],
      ["This is wrong", true],
      ["This is wrong:", false],
      ["This is wrong\nHere is the mended one:", true],
      [`${" ".repeat(300)}This is wrong.`, true],
      ["It runs. This is wrong.", false],
      ["That works.", false],
      ["This adds two numbers.", false],
    ],
  ));
