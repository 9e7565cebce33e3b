import { test } from "node:test";
import { checkRows } from "./rows.ts";

test("values that a reply gives by name stand in the customary order of their names", () =>
  checkRows([
    ["(3, 1)", "y = 1, x = 3", "pass"],
    ["(3, 1)", "y = 1 and x = 3", "pass"],
    ["(3, 1)", "y = 3, x = 1", "fail"],
    ["(3, 1)", "x = 3, y = 1", "pass"],
    ["(3, 1)", "(y, x) = (3, 1)", "fail"],
    ["(3, 1)", "(y, x) = (1, 3)", "pass"],
    ["(3, 1)", "k = 1, h = 3", "pass"],
    ["(2, 5)", "b = 5, m = 2", "pass"],
    ["(2, 5)", "m = 2, b = 5", "pass"],
    ["(5, 2, 1)", "z=5, y=2, x=1", "fail"],
    ["(1, 2, 5)", "z=5, y=2, x=1", "pass"],
    ["(1, 2)", "x_2 = 2, x_1 = 1", "pass"],
    ["(2, \\frac{\\pi}{3})", "\\theta = \\frac{\\pi}{3}, r = 2", "pass"],
  ]));

test("values whose names have no customary order do not say which comes first", () =>
  checkRows([
    ["(3, 1)", "w = 3, k = 1", "unreadable"],
    ["(1, 3)", "w = 3, k = 1", "unreadable"],
    ["(1, 3)", "w = 3, k = 2", "fail"],
    ["w = 3, k = 1", "k = 1, w = 3", "pass"],
  ]));
