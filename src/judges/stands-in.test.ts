import assert from "node:assert/strict";
import { test } from "node:test";
import { standsIn } from "./stands-in.ts";

test("a part stands in a text at the bounds of words and numbers alone", () => {
  for (const [text, part, at] of [
    ["it is safe", "safe", 6],
    ["it is unsafe", "safe", -1],
    ["it is safely done", "safe", -1],
    ["unsafe, safe", "safe", 8],
    ["safe", "safe", 0],
    ["a safe.", "safe", 2],
    ["120", "20", -1],
    ["120", "12", -1],
    ["12 0", "12", 0],
    ["-5", "5", -1],
    ["x -5", "5", -1],
    ["x-5", "5", 2],
    ["3-5", "5", 2],
    ["x - 5", "5", 4],
    ["(3)-5", "5", 4],
    ["--5", "5", 2],
    ["3.5", "5", -1],
    ["3.5", "3", -1],
    [".5", "5", -1],
    ["= .5", "5", -1],
    ["a.5", "5", 2],
    ["1٬000", "000", -1],
    ["1٬000", "1", -1],
    ["5. Then", "5", 0],
    ["5.", "5", 0],
    ["x5", "5", -1],
    ["is -5", "-5", 3],
    ["x-5", "-5", -1],
    ["3-5", "-5", -1],
    ["the +5", "+5", 4],
    ["a.5", ".5", -1],
    ["一二三", "二", 1],
    ["is安全", "安全", 2],
    ["𝒜bc", "bc", -1],
    ["a 𝒜", "a", 0],
    ["a𝒜", "a", -1],
    ["none", "some", -1],
    ["", "a", -1],
  ] as const)
    assert.equal(standsIn(text, part, 0), at, `${part} in ${text}`);
});

test("a search goes on from where it is told, and a long part is found as it is", () => {
  assert.equal(standsIn("safe and safe", "safe", 1), 9);
  assert.equal(standsIn("safe and safe", "safe", 10), -1);
  const long = "a".repeat(201);
  assert.equal(standsIn(`x${long}`, long, 0), 1);
  const short = "a".repeat(200);
  assert.equal(standsIn(`x${short}`, short, 0), -1);
});
