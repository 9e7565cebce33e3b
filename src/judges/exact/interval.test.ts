import assert from "node:assert/strict";
import { test } from "node:test";
import { interval } from "./interval.ts";
import { rationalText } from "./rational.ts";
import { exactOptions } from "./settings.ts";

const settings = exactOptions.parse({ kind: "exact", answer: "x" });
const endless = 10n ** 500n;

/** "(1; 2] [3; inf)": each piece by its brackets and its ends; "none" where it is read as no interval. */
function said(text: string, how = settings): string {
  const [pieces] = interval.readings(text, how);
  const end = (value: { top: bigint; bottom: bigint }): string =>
    value.top === endless ? "inf" : value.top === -endless ? "-inf" : rationalText(value);
  return pieces === undefined
    ? "none"
    : pieces.map(({ brackets, ends }) => `${brackets[0]}${ends.map(end).join("; ")}${brackets[1]}`).join(" ");
}

function table(rows: readonly (readonly [text: string, wanted: string])[], how = settings): void {
  assert.deepEqual(
    rows.map(([text]) => [text, said(text, how)]),
    rows,
  );
}

test("brackets say which ends belong to an interval", () => {
  table([
    ["(1, 2)", "(1; 2)"],
    ["[1, 2]", "[1; 2]"],
    ["(1, 2]", "(1; 2]"],
    ["[1, 2)", "[1; 2)"],
    ["]1; 2]", "(1; 2]"],
    ["]1; 2[", "(1; 2)"],
    ["[1; 2[", "[1; 2)"],
    ["$[1, 2]$", "[1; 2]"],
    ["x \\in [1, 2]", "[1; 2]"],
    ["x ∈ [1/2, 0.75)", "[0.5; 0.75)"],
    ["[0, \\infty)", "[0; inf)"],
    ["(-\\infty, 3]", "(-inf; 3]"],
    ["(-∞, +∞)", "(-inf; inf)"],
    ["(-inf, infinity)", "(-inf; inf)"],
    ["[1, x]", "none"],
    ["[a, 2]", "none"],
    ["[1]", "none"],
    ["not [1, 2]", "none"],
    ["outside [1, 2]", "none"],
    ["R \\setminus [1, 2]", "none"],
    ["(1, 2) or [3, 4]", "(1; 2) [3; 4]"],
    ["[3, 4] \\cup (1, 2)", "(1; 2) [3; 4]"],
    ["[3, 4] ∪ (1, 2) U [5, 6)", "(1; 2) [3; 4] [5; 6)"],
    ["[3, 4] \\cup x", "none"],
    [Array.from({ length: 100 }, () => "(1; 2)").join("∪"), Array.from({ length: 100 }, () => "(1; 2)").join(" ")],
    [Array.from({ length: 101 }, () => "(1; 2)").join("∪"), "none"],
  ]);
  table(
    [
      ["[1,5; 2]", "none"],
      ["[1; 2]", "[1; 2]"],
      ["[1, 2]", "none"],
    ],
    { ...settings, decimal: "," },
  );
});

test("comparisons with a name, on either side or on both", () =>
  table([
    ["x > 5", "(5; inf)"],
    ["x >= 5", "[5; inf)"],
    ["x < 5", "(-inf; 5)"],
    ["x <= 5", "(-inf; 5]"],
    ["5 < x", "(5; inf)"],
    ["5 <= x", "[5; inf)"],
    ["5 > x", "(-inf; 5)"],
    ["5 >= x", "(-inf; 5]"],
    ["> 5", "(5; inf)"],
    ["x \\geq 5", "[5; inf)"],
    ["x \\le 5", "(-inf; 5]"],
    ["x \\leqslant 5", "(-inf; 5]"],
    ["x ≥ 5", "[5; inf)"],
    ["x ≤ 5", "(-inf; 5]"],
    ["x \\lt 5", "(-inf; 5)"],
    ["x \\gt 5", "(5; inf)"],
    ["1 < x <= 2", "(1; 2]"],
    ["2 >= x > 1", "(1; 2]"],
    ["1 <= x < 2", "[1; 2)"],
    ["1 < x > 2", "none"],
    ["a < x <= 2", "none"],
    ["1 < xy < 2", "none"],
    ["xy > 2", "none"],
    ["2 < 3", "none"],
    ["x < y", "none"],
    ["1 < x < 2 < 3", "none"],
    ["x", "none"],
  ]));

test("two comparisons have their overlap in common, and two with or stand side by side", () =>
  table([
    ["x > 2 and x <= 5", "(2; 5]"],
    ["x <= 5 and x > 2", "(2; 5]"],
    [">= 2, < 5", "[2; 5)"],
    ["x > 2 but x < 5", "(2; 5)"],
    ["x > 5 and x < 2", "none"],
    ["x > 2 and x < 2", "none"],
    ["x > 2 and x > 5", "none"],
    ["x < 2 and x < 5", "none"],
    ["1 < x < 3 and x < 2", "none"],
    ["x > 2 and x < 5 and x < 4", "none"],
    ["x < 2 or x > 5", "(-inf; 2) (5; inf)"],
    ["x > 5 or x < 2", "(-inf; 2) (5; inf)"],
    ["|x| < 5", "(-5; 5)"],
    ["|x| <= 5", "[-5; 5]"],
    ["|x| \\leq 5", "[-5; 5]"],
    ["|x| > 5", "(-inf; -5) (5; inf)"],
    ["|x| >= 5", "(-inf; -5] [5; inf)"],
    ["|x| \\geq 1/2", "(-inf; -0.5] [0.5; inf)"],
    ["|x| ≥ 5", "(-inf; -5] [5; inf)"],
  ]));

test("words say an order as signs do; between alone does not say whether its ends belong to it", () =>
  table([
    ["at least 5", "[5; inf)"],
    ["x is at least 5", "[5; inf)"],
    ["at most 5", "(-inf; 5]"],
    ["no more than 5", "(-inf; 5]"],
    ["no less than 5", "[5; inf)"],
    ["more than 5", "(5; inf)"],
    ["less than 5", "(-inf; 5)"],
    ["5 or more", "[5; inf)"],
    ["5 or fewer", "(-inf; 5]"],
    ["greater than or equal to 5", "[5; inf)"],
    ["x must be less than or equal to 5", "(-inf; 5]"],
    ["between 2 and 5 inclusive", "[2; 5]"],
    ["between 2 and 5, exclusive", "(2; 5)"],
    ["strictly between 2 and 5", "(2; 5)"],
    ["between 2 (inclusive) and 5 (exclusive)", "[2; 5)"],
    ["between 2 (exclusive) and 5 (inclusive)", "(2; 5]"],
    ["between 2 and 5", "none"],
    ["all real numbers", "(-inf; inf)"],
    ["positive", "(0; inf)"],
    ["all negative numbers", "(-inf; 0)"],
    ["non-negative", "[0; inf)"],
    ["nonpositive numbers", "(-inf; 0]"],
    ["all numbers greater than 5", "(5; inf)"],
    ["{x | x > 5}", "(5; inf)"],
    ["{x ∈ R : 1 < x <= 2}", "(1; 2]"],
  ]));

test("intervals are the same by brackets and by both ends, within a tolerance", () => {
  const same = (answer: string, key: string, tolerance?: number): boolean => {
    const how = tolerance === undefined ? settings : { ...settings, tolerance };
    const [one, other] = [interval.readings(answer, how)[0], interval.readings(key, how)[0]];
    return one !== undefined && other !== undefined && interval.matches(one, other, how);
  };
  for (const [answer, key, wanted, tolerance] of [
    ["1 < x <= 2", "(1, 2]", true],
    ["[1, 2]", "(1, 2]", false],
    ["(1, 2)", "(1, 2]", false],
    ["(1, 3]", "(1, 2]", false],
    ["(0, 2]", "(1, 2]", false],
    ["(3, 4) or (1, 2)", "(1, 2) or (3, 4)", true],
    ["(1, 2)", "(1, 2) or (3, 4)", false],
    ["(1, 2) or (3, 4)", "(1, 2)", false],
    ["(1, 2) or (3, 5)", "(1, 2) or (3, 4)", false],
    ["(1.01, 2)", "(1, 2)", false],
    ["(1.01, 2)", "(1, 2)", true, 0.01],
    ["(1, 1.99)", "(1, 2)", true, 0.01],
    ["(1.02, 2)", "(1, 2)", false, 0.01],
    ["(1, 2.02)", "(1, 2)", false, 0.01],
  ] as const)
    assert.equal(same(answer, key, tolerance), wanted, `${answer} for ${key}`);
});
