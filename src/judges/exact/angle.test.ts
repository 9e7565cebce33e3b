import assert from "node:assert/strict";
import { test } from "node:test";
import { angleIn, directionOf, isPlainAngle, statedAngle } from "./angle.ts";

const told = (amount: ReturnType<typeof angleIn>): string =>
  amount === undefined ? "none" : `${amount.number.value.top}/${amount.number.value.bottom} ${amount.words} ${amount.number.form}`;

test("an angle is read in degrees, with its minutes, seconds and point of the compass, and in radians", () => {
  const rows = [
    ["45°", "45/1 ° integer"],
    ["-45°", "-45/1 ° integer"],
    ["45.5°", "91/2 ° fraction"],
    ["45 degrees", "45/1 ° integer"],
    ["45 deg", "45/1 ° integer"],
    ["45°30'", "91/2 ° fraction"],
    ["45°30", "91/2 ° fraction"],
    ["45° 30 min", "91/2 ° fraction"],
    ["45°30'36\"", "4551/100 ° fraction"],
    ["45°30'36", "4551/100 ° fraction"],
    ['45°36"', "4501/100 ° fraction"],
    ["45°60'", "46/1 ° integer"],
    ["45° N", "45/1 ° N integer"],
    ["45° north", "45/1 ° N integer"],
    ["45° s latitude", "45/1 ° S integer"],
    ["longitude 45° west", "45/1 ° W integer"],
    ["x = 45°", "45/1 ° integer"],
    ["\\frac{\\pi}{3}", "60/1 ° of so many radians integer"],
    ["π/2 rad", "90/1 ° of so many radians integer"],
    ["2π radians", "360/1 ° of so many radians integer"],
    ["π/7", "180/7 ° of so many radians fraction"],
    ["-π/2", "-90/1 ° of so many radians integer"],
    ["2 rad", "none"],
    ["π^2", "none"],
    ["√2 π", "none"],
    ["π + 1", "none"],
    ["π x", "none"],
    ["i π", "none"],
    ["45", "none"],
    ["45° Q", "none"],
    ["red", "none"],
  ] as const;
  assert.deepEqual(
    rows.flatMap(([text, wanted]) => (told(angleIn(text)) === wanted ? [] : [`${text} => ${told(angleIn(text))}`])),
    [],
  );
  assert.equal(told(statedAngle("π/2")), "none");
  assert.equal(told(statedAngle("π/2 rad")), "90/1 ° of so many radians integer");
  assert.equal(told(statedAngle("45°")), "45/1 ° integer");
});

test("the point of the compass behind a number, and an angle without one", () => {
  for (const [words, point, plain] of [
    ["°", "", true],
    ["degrees", "", true],
    ["deg", "", true],
    ["° N", "N", false],
    ["°W", "W", false],
    ["degrees south", "S", false],
    ["° Nx", "", true],
    ["C", "", false],
    ["° of so many radians", "", false],
  ] as const) {
    assert.equal(directionOf(words), point, words);
    assert.equal(isPlainAngle(words), plain, words);
  }
});
