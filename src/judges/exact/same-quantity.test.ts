import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameQuantity } from "./same-quantity.ts";

test("two texts that end with one quantity in two units are the same within 2%", () => {
  for (const [one, other, wanted] of [
    ["72 km/h", "20 m/s", true],
    ["so 72 km/h", "it is 20 m/s", true],
    ["3/4 cup", "12 tablespoons", true],
    ["1 km", "1000 m", true],
    ["1 km", "1020 m", true],
    ["1 km", "1021 m", false],
    ["1 km", "980 m", true],
    ["1 km", "979 m", false],
    ["-1 km", "-1000 m", true],
    ["-1 km", "1000 m", false],
    ["1 km", "1000 s", false],
    ["1 km", "1000", false],
    ["1", "1", false],
    ["eggs", "eggs", false],
    ["", "", false],
  ] as const)
    assert.equal(isSameQuantity(one, other), wanted, `${one}, ${other}`);
});
