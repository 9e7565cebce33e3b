import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutRounding } from "./approximation.ts";
import { equation, expression } from "./expression.ts";
import { exactOptions, type ExactSettings } from "./settings.ts";

const settings = exactOptions.parse({ kind: "exact", answer: "x" });

function same(kind: typeof equation, answer: string, key: string, more: Partial<ExactSettings> = {}): boolean | "unread" {
  const how = { ...settings, ...more };
  const [one, other] = [kind.readings(answer, how)[0], kind.readings(key, how)[0]];
  return one === undefined || other === undefined ? "unread" : kind.matches(one, other, how);
}

type Rows = readonly (readonly [answer: string, key: string, wanted: boolean | "unread", more?: Partial<ExactSettings>])[];

function table(kind: typeof equation, rows: Rows): void {
  assert.deepEqual(
    rows.map(([answer, key, , more]) => [answer, key, same(kind, answer, key, more)]),
    rows.map(([answer, key, wanted]) => [answer, key, wanted]),
  );
}

test("formulas are the same by their value everywhere, never by their signs", () =>
  table(expression, [
    ["(x+1)^2", "x^2 + 2x + 1", true],
    ["(x+1)^2", "x^2 + 2x", false],
    ["(x+1)^2", "(y+1)^2", false],
    ["x + y", "y + x", true],
    ["x - y", "y - x", false],
    ["\\sqrt{x^2}", "x", false],
    ["\\sqrt{x^2}", "|x|", true],
    ["\\ln(x^2)", "2\\ln(x)", true],
    ["\\sin^2 x + \\cos^2 x", "1", false],
    ["\\frac{x^2-1}{x-1}", "x+1", true],
    ["n!", "n (n-1)!", true],
    ["n!", "(n+1)!", false],
    ["\\sqrt{8}", "2\\sqrt{2}", true],
    ["\\sqrt{8}", "2\\sqrt{3}", false],
    ["\\sqrt{8}", "2.83", false],
    ["2.83", "\\sqrt{8}", true, { tolerance: 0.01 }],
    ["2.85", "\\sqrt{8}", false, { tolerance: 0.01 }],
    ["x + 0.001", "x", false],
    ["x + 0.001", "x", true, { tolerance: 0.01 }],
    ["x + 0.1", "x", false, { tolerance: 0.01 }],
    ["\\sin(\\pi/3)", "\\frac{\\sqrt{3}}{2}", true],
    ["3 + 4j", "3 + 4i", true],
    ["3 + 4I", "3 + 4i", true],
    ["3 + 4i", "3 + 4j", true],
    ["3 - 4j", "3 + 4i", false],
    ["4j + k", "4i + k", false],
    ["2j", "2j", true],
    ["2j", "2k", false],
    ["25\\pi \\text{ square units}", "25\\pi", true],
    ["25\\pi cm^2", "25\\pi", true],
    ["y = 2x", "2x", true],
    ["a = b = 2x", "2x", true],
    ["The area is $\\pi r^2$", "\\pi r^2", true],
    ["The area is \\(\\pi r^2\\)", "\\pi r^2", true],
    ["The area is \\[\\pi r^2\\]", "\\pi r^2", true],
    ["First $r$, then $2r$", "2r", true],
    ["not 2x", "2x", "unread"],
    ["x \\neq 2", "2x", "unread"],
    ["x < 2", "2x", "unread"],
    ["\\pi/4 \\approx 0.785", "\\pi/4", true],
    ["\\pi/4 \\approx 0.885", "\\pi/4", "unread"],
  ]));

test("an equation is the same when its sides differ by a multiple of the key's difference", () =>
  table(equation, [
    ["y = 2x", "y = 2x", true],
    ["2x = y", "y = 2x", true],
    ["2y = 4x", "y = 2x", true],
    ["2x - y = 0", "y = 2x", true],
    ["y = 3x", "y = 2x", false],
    ["y = 2x + 1", "y = 2x", false],
    ["x^2 + y^2 = 1", "y^2 = 1 - x^2", true],
    ["x^2 + y^2 = 2", "y^2 = 1 - x^2", false],
    ["0 = 0", "y = 2x", false],
    ["2x", "y = 2x", true],
    ["3x", "y = 2x", false],
    ["2x", "x^2 + y^2 = 1", false],
    ["y = 2x", "2x", false],
    ["2x", "2x", true],
    ["f(x) = 2x", "f(x) = 2x", true],
    ["g(x) = 2x", "f(x) = 2x", false],
    ["z = 2x", "y = 2x", false],
    ["x = 3", "x = 3", true],
    ["x = 4", "x = 3", false],
    ["x - 3 = 0", "x = 3", true],
    ["x_1 = 3", "x_1 = 3", true],
    ["y' = 2x", "y' = 2x", "unread"],
    ["a = b = c", "a = b", false],
    ["y = ", "y = 2x", "unread"],
  ]));

test("a rounding beside an exact value is dropped, and one that is none leaves nothing to read", () => {
  const rows: readonly (readonly [text: string, wanted: string | undefined])[] = [
    ["\\pi/4 ≈ 0.785", "\\pi/4"],
    ["\\pi/4 ≈ 0.79", "\\pi/4"],
    ["\\pi/4 ≈ 0.78", undefined],
    ["\\pi/4 ~ 0.8", "\\pi/4"],
    ["\\pi/4 (≈ 0.785)", "\\pi/4"],
    ["\\pi/4, approximately 0.785", "\\pi/4"],
    ["\\pi/4, which is about 0.785", "\\pi/4"],
    ["x = \\pi/4 ≈ 0.785", "x = \\pi/4"],
    ["1000\\pi ≈ 3100", "1000\\pi"],
    ["1000\\pi ≈ 3200", undefined],
    ["1000\\pi ≈ 3140", "1000\\pi"],
    ["\\sqrt{2} = 1.414", "\\sqrt{2}"],
    ["\\sqrt{2} = 1.4142...", "\\sqrt{2}"],
    ["\\sqrt{3} = 1.7320...", "\\sqrt{3}"],
    ["\\sqrt{2} = 1.5", "\\sqrt{2} = 1.5"],
    ["\\sqrt{2} = 1.52", "\\sqrt{2} = 1.52"],
    ["x ≈ 3.14", "x = 3.14"],
    ["about 3.14", "3.14"],
    ["x is about 3.14", "x is 3.14"],
    ["25\\pi cm ≈ 78.5", "25\\pi cm"],
    ["25π cm^2 ≈ 78.5", "25π cm^2"],
    ["25\\pi cm ≈ 79.5", undefined],
    ["\\sqrt{-2} ≈ 1.41", undefined],
    ["2x ≈ 3.14", "2x ≈ 3.14"],
    ["\\pi ≈ 314%", "\\pi ≈ 314%"],
    ["2x", "2x"],
  ];
  assert.deepEqual(
    rows.map(([text]) => [text, withoutRounding(text)]),
    rows,
  );
  const long = `${"1+".repeat(200)}\\pi ≈ 203`;
  assert.equal(withoutRounding(long), long);
});
