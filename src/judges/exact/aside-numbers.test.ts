import { test } from "node:test";
import { withoutAsideNumbers } from "./aside-numbers.ts";
import { holdRows } from "./hold-rows.ts";

test("brackets that explain a number, give it in another unit or work it out go, and others stay", () =>
  holdRows(withoutAsideNumbers, [
    ["160 minutes (2 hours and 40 minutes)", "160 minutes"],
    ["64 (16 glasses)", "64"],
    ["72 km/h (20 m/s)", "72 km/h"],
    ["72 km/h (21 m/s)", "72 km/h (21 m/s)"],
    ["300 m (984 feet) tall", "300 m"],
    ["18 (20)", "18 (20)"],
    ["18 (or eighteen)", "18 (or eighteen)"],
    ["18 (mod 20)", "18 (mod 20)"],
    ["18 (9 * 2)", "18"],
    ["18.0 (9 * 2)", "18.0"],
    ["18 eggs (9 * 2)", "18 eggs"],
    ["$18 ($9 * 2)", "$18"],
    ["18 (9 * 3)", "18 (9 * 3)"],
    ["18 (18)", "18 (18)"],
    ["18 (x * 2)", "18 (x * 2)"],
    ["18 (9 *)", "18 (9 *)"],
    ["1a8 (9 * 2)", "1a8 (9 * 2)"],
    ["18", "18"],
  ]));

test("what a number is for, when it held, how sure it is and a clause before its verb go", () =>
  holdRows(withoutAsideNumbers, [
    ["$64 for 16 glasses", "$64"],
    ["x for 16 glasses", "x for 16 glasses"],
    ["In 7 years she is 40", "40"],
    ["12 as of 2025", "12"],
    ["As of May 2025, there are 12", "there are 12"],
    ["18, give or take", "18"],
    ["18 more or less", "18"],
    ["18 or so", "18"],
    ["I'm 90% sure it is 18", "it is 18"],
    ["18 (with 90% confidence)", "18"],
    ["18, 90% certain", "18"],
    ["18, including 2 broken ones", "18"],
  ]));
