import assert from "node:assert/strict";
import { test } from "node:test";
import { opposes } from "./opposites.ts";

test("words beside two amounts are opposite where they name two sides of one question", () => {
  for (const [one, other, wanted] of [
    ["north", "south", true],
    ["km north", "km due South", true],
    ["northeast", "northwest", true],
    ["north-east", "northeast", false],
    ["north", "north", false],
    ["north", "up", false],
    ["north", "", false],
    ["", "south", false],
    ["profit", "loss", true],
    ["years before", "years after", true],
    ["am", "pm", true],
    ["increase or decrease", "decrease", false],
    ["increase", "increase or decrease", false],
    ["eggs", "hens", false],
    ["northern", "southern", true],
  ] as const)
    assert.equal(opposes(one, other), wanted, `${one}, ${other}`);
});
