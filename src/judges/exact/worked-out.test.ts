import assert from "node:assert/strict";
import { test } from "node:test";
import { workedOut } from "./worked-out.ts";

test("of several calculations the last is the result where it goes on from one before or concludes", () => {
  for (const [span, wanted] of [
    ["18", "18"],
    ["3*3=9", "3*3=9"],
    ["3*3=9 sprints; 9*60=540 meters", "9*60=540 meters"],
    ["3x3=9; 9×60=540; 540/2=270", "540/2=270"],
    ["3*3=9 sprints; he runs 540 meters", "3*3=9 sprints; he runs 540 meters"],
    ["$3 + $4 = $7; $7 - $2 = $5", "$7 - $2 = $5"],
    ["red; blue", "red; blue"],
    ["5 * 30 = 150, and so he needs 400 - 150 = 250", "he needs 400 - 150 = 250"],
    ["5 * 30 = 150, 400 - 150 = 250", "400 - 150 = 250"],
    ["5 * 30 = 1,500, 4000 - 1500 = 2500", "4000 - 1500 = 2500"],
    ["5 * 30 = 150, then 2 * 4 = 8", "2 * 4 = 8"],
    ["5 * 30 = 150, in total 2 * 4 = 8", "in total 2 * 4 = 8"],
    ["5 * 30 = 150, altogether 2 * 4 = 8", "altogether 2 * 4 = 8"],
    ["5 * 30 = 150, thus 2 * 4 = 8", "2 * 4 = 8"],
    ["5 * 30 = 150, and hence 2 * 4 = 8", "2 * 4 = 8"],
    ["Ann has 3+4=7 and Bob has 2+3=5", undefined],
    ["Ann has 3+4=7, Bob has 2+3=5", undefined],
    ["5 * 30 = 150, 400 - 150 = 250 of 9", "5 * 30 = 150, 400 - 150 = 250 of 9"],
    ["5 * 30 = 150, 400 - 150 = 250 = x", "5 * 30 = 150, 400 - 150 = 250 = x"],
    ["5 * 30 = 150, 400 - 150 = 250 dollars", "400 - 150 = 250 dollars"],
    ["2 + 3 = 5, since 9 - 4 = 5", "2 + 3 = 5"],
    ["2 + 3 = 5 because 9 - 4 = 5", "2 + 3 = 5"],
    ["2 + 3 = 5, as 9 - 4 = 5", "2 + 3 = 5"],
    ["2*3=6, 0 + 5 = 5", undefined],
    ["2*3=6, 4*5=20, 20-1=19", "20-1=19"],
    ["2*3=6, 4*5=20, 9-1=8", undefined],
    ["5 * 30 = 150 dollars and the tip of 400 - 150 = 250", "the tip of 400 - 150 = 250"],
    ["5 * 30 = 150 dollars less the tip of 400 - 150 = 250", "5 * 30 = 150 dollars less the tip of 400 - 150 = 250"],
    ["He gets it because 9 - 4 = 5 and 5 + 1 = 6", "5 + 1 = 6"],
  ] as const)
    assert.equal(workedOut(span), wanted, span);
  // A span of six hundred characters is looked at, a longer one is not.
  const of = (length: number): string => `${"5 * 30 = 150, ".padEnd(length - 15, "x")}400 - 150 = 250`;
  assert.equal(of(600).length, 600);
  assert.notEqual(workedOut(of(600)), of(600));
  assert.equal(workedOut(of(601)), of(601));
});
