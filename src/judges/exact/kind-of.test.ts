import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf } from "./kind-of.ts";
import { exactOptions } from "./settings.ts";

function table(rows: readonly (readonly [key: string, kind: string])[], more: object = {}): void {
  assert.deepEqual(
    rows.map(([key]) => [key, kindOf(key, { ...exactOptions.parse({ kind: "exact", answer: key }), ...more })]),
    rows,
  );
}

test("a key's kind is what its whole form shows", () =>
  table([
    ["18", "number"],
    ["-18", "number"],
    ["1,200", "number"],
    ["10/33", "number"],
    ["three quarters", "number"],
    ["0.1\\overline{6}", "number"],
    ["18 (mod 20)", "number"],
    ["5 million", "number"],
    ["25%", "percent"],
    ["$18", "money"],
    ["18 dollars", "money"],
    ["EUR 18", "money"],
    ["3.2 km", "unit"],
    ["90 km/h", "unit"],
    ["5 eggs", "unit"],
    ["5 ft 6 in", "unit"],
    ["45°30'", "unit"],
    ["π/2 rad", "unit"],
    ["5 a", "expression"],
    ["007", "text"],
    ["0.5", "number"],
    ["3rd", "text"],
    ["21st", "text"],
    ["1011_2", "base"],
    ["0x1F", "base"],
    ["2025-03-04", "date"],
    ["March 4, 2025", "date"],
    ["14:30", "date"],
    ["2:30 pm", "date"],
    ["14h30", "date"],
    ["noon", "date"],
    ["2h", "unit"],
    ["20250304", "number"],
    ["3:4", "text"],
    ["B", "choice"],
    ["(B)", "choice"],
    ["K", "text"],
    ["A*", "text"],
    ["AC", "text"],
    ["(1, 2]", "interval"],
    ["[1, 2)", "interval"],
    ["x > 5", "interval"],
    ["at least 5", "interval"],
    ["5 or more", "interval"],
    ["[0, \\infty)", "interval"],
    ["(1, 2) \\cup (3, 4)", "interval"],
    ["positive", "text"],
    ["all real numbers", "interval"],
    ["[[1, 2], [3, 4]]", "matrix"],
    ["\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "matrix"],
    ["[[1, 2], 3]", "tuple"],
    ["[1, 2]", "tuple"],
    ["(1, 2)", "tuple"],
    ["(x, y) = (1, 2)", "tuple"],
    ["\\langle 1, 2 \\rangle", "tuple"],
    ["{1, 2}", "set"],
    ["\\emptyset", "set"],
    ["the empty set", "set"],
    ["1, -2", "list"],
    ["1,2", "list"],
    ["100,200", "number"],
    ["100,20", "list"],
    ["-100,200", "number"],
    ["a = 2, b = 3", "list"],
    ["x = 1 \\pm 2", "list"],
    ["apples, pears", "text"],
    ["y = 2x", "equation"],
    ["x^2 + y^2 = 1", "equation"],
    ["x == 2", "text"],
    ["2x + 3", "expression"],
    ["\\sqrt{2}", "expression"],
    ["x - y", "expression"],
    ["-x", "expression"],
    ["|x|", "expression"],
    ["x", "text"],
    ["H2O", "text"],
    ["H_2O", "text"],
    ["B-12", "text"],
    ["Paris", "text"],
    ["", "text"],
  ]));

test("settings make options of letters, items of words, and numbers of decimal commas", () => {
  table(
    [
      ["AC", "choice"],
      ["A, C", "choice"],
      ["A and C", "choice"],
      ["[A, C]", "choice"],
      ["Paris", "text"],
    ],
    { multiple: true },
  );
  table(
    [
      ["apples, pears", "list"],
      ["apples", "text"],
    ],
    { unordered: true },
  );
  table([["1,2", "number"]], { decimal: "," });
});
