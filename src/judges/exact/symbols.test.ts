import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const legends: readonly (readonly [key: string, formula: string, legend: string])[] = [
  ["\\frac{x^4}{4} + C", "$\\frac{x^4}{4} + C$", "where $C$ is an arbitrary constant."],
  ["p = mv", "$p = mv$", "where $p$ is the momentum, $m$ the mass and $v$ the velocity."],
  ["y = 3x + 1", "y = 3x + 1", "where 3 is the slope and 1 is the y-intercept."],
  ["3k\\pi", "$3k\\pi$", "where $k$ is any integer."],
];

test("what the symbols of a formula stand for is told beside it", () =>
  checkRows([
    ...legends.flatMap(([key, formula, legend]): Row[] => [
      [key, `The answer is ${formula}, ${legend}`, "pass"],
      [key, `**Answer:** ${formula}, ${legend}`, "pass"],
      [key, `The formula is\n\n$$${formula.replaceAll("$", "")}$$\n\n${legend}`, "pass"],
    ]),
    ["3k\\pi", "$$x = 3k\\pi$$\n\nfor any integer $k$.", "pass"],
    ["Springfield", "The city where 4 is a lucky number is Springfield.", "pass"],
  ]));
