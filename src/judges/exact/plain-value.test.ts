import assert from "node:assert/strict";
import { test } from "node:test";
import { plainValue } from "./plain-value.ts";

test("the value of an object is its named property with its unit, or its only one", () => {
  for (const [value, wanted] of [
    [8, 8],
    ["8", "8"],
    [null, null],
    [
      [1, 2],
      [1, 2],
    ],
    [{ value: 8 }, 8],
    [{ value: 8, unit: "km" }, "8 km"],
    [{ amount: "8", currency: "USD" }, "8 USD"],
    [{ value: 8, unit: 3 }, 8],
    [{ value: [1, 2], unit: "km" }, [1, 2]],
    [{ value: true, unit: "km" }, true],
    [{ why: "so", answer: 8 }, 8],
    [{ letter: "B" }, "B"],
    [{ x: 8 }, 8],
    [
      { x: 8, y: 9 },
      { x: 8, y: 9 },
    ],
    [
      { value: 8, answer: 9 },
      { value: 8, answer: 9 },
    ],
    [{}, {}],
    [{ answer: { value: 8, unit: "km" } }, "8 km"],
    [{ answer: { answer: { answer: { answer: 8 } } } }, 8],
    [{ answer: { answer: { answer: { answer: { answer: 8 } } } } }, { answer: 8 }],
  ] as const)
    assert.deepEqual(plainValue(value), wanted, JSON.stringify(value));
});
