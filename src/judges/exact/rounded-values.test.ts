import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const check = (key: string, passing: readonly string[], wrong: readonly string[] = [], settings = {}): readonly Row[] => [
  ...passing.map((answer): Row => [key, answer, "pass", settings]),
  ...wrong.map((answer): Row => [key, answer, "fail", settings]),
];

test("an exact value counts where the decimal beside it is its rounding, and is unreadable where it is none", () =>
  checkRows([
    ...check(
      String.raw`3\sqrt{13}`,
      [
        String.raw`Answer: 3\sqrt{13} \approx 10.82`,
        String.raw`\boxed{3\sqrt{13} \approx 10.82}`,
        "Answer: 3√13 (≈ 10.82)",
        String.raw`The distance is $3\sqrt{13} \approx 10.82$.`,
        String.raw`$d = 3\sqrt{13} \approx 10.82$`,
        "Answer: 3√13 ≈ 10.8 units",
      ],
      [String.raw`Answer: 3\sqrt{13} \approx 11.82`, String.raw`Answer: 3\sqrt{13} \approx 10.83`, "Answer: ≈ 10.82"],
    ),
    ...check("π/4", ["Answer: π/4 ≈ 0.785", "π/4 (approximately 0.785)"], ["Answer: π/4 ≈ 0.784", "Answer: 0.785"]),
    ...check("1/3", ["Answer: 1/3 ≈ 0.33", "1/3 (≈ 0.333)"], ["Answer: 1/3 ≈ 0.5", "Answer: ≈ 0.33"]),
  ]));

test("a value that is said to be rounded is read, and the key's tolerance decides", () =>
  checkRows([
    ...check("3.14", ["Answer: x ≈ 3.14", String.raw`x \approx 3.14`, "It is approximately 3.14.", "The mean is about 3.14.", "≈ 3.14"]),
    ...check("5 km", [String.raw`Answer: d \approx 5 km`, String.raw`$d \approx 5$ km`], ["d ≈ 6 km"]),
    ...check("$1,200", ["Total ≈ $1,200", "The cost is approximately $1,200."]),
    ...check("3.14159", [], ["x ≈ 3.14"]),
    ...check("3.14159", ["x ≈ 3.14"], ["x ≈ 3.2"], { tolerance: 0.01 }),
  ]));
