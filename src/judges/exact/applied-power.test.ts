import { test } from "node:test";
import { checkRows } from "./rows.ts";

test("a power behind the brackets of an argument is one of the function's value", () =>
  checkRows([
    ["\\sin^2 x", "sin(x)^2", "pass"],
    ["\\sin(x^2)", "sin(x)^2", "fail"],
    ["(\\ln x)^2", "\\ln(x)^2", "pass"],
    ["2\\ln x", "\\ln(x)^2", "fail"],
    ["\\cos^2(2x) + 1", "\\cos\\left(2x\\right)^2 + 1", "pass"],
    ["\\sin(x^2)", "\\sin x^2", "pass"],
    ["\\sin 30°", "sin(30)°", "pass"],
    ["f(x)^2", "[f(x)]^2", "pass"],
    ["f(x)^2", "f(x^2)", "fail"],
    ["f(x^2)", "f(x)^2", "fail"],
  ]));
