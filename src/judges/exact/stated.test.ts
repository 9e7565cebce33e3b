import { test } from "node:test";
import { checkRows } from "./rows.ts";

test("a sentence that states its answer by a verb is read", () =>
  checkRows([
    ["Paris", "The capital of France is Paris.", "pass"],
    ["Paris", "The capital of France is **Paris**.", "pass"],
    ["Paris", "**The capital of France is Paris.**", "pass"],
    ["Paris", "**Paris**", "pass"],
    ["Paris", "It is Paris.", "pass"],
    ["Paris", "That's Paris!", "pass"],
    ["Paris", "So it is Paris.", "pass"],
    ["Paris", "Answer: The capital is Paris.", "pass"],
    ["Paris", "Answer: It's Paris", "pass"],
    ["Paris", "France's capital is Paris.", "pass"],
    ["Paris", "Its capital is called Paris.", "pass"],
    ["Washington", "The first president was Washington.", "pass"],
    ["St. Louis", "The city is St. Louis.", "pass"],
    ["Paris", "It was Paris, not Lyon.", "pass"],
    ["Paris", "It is Paris, because it has always been.", "pass"],
    ["not guilty", "The verdict is not guilty.", "pass"],
    ["True", "The statement is true.", "pass"],
    ["yes", "Yes, it is.", "pass"],
    ["no", "No, it is not.", "pass"],
    ["blue", "The sky is blue.", "pass"],
    ["if n == 0", "if n == 0", "pass"],
    ["All men are mortal", "All men are mortal.", "pass"],
  ]));

test("a sentence that denies, doubts, asks or states nothing is not", () =>
  checkRows([
    ["Paris", "The capital is Lyon.", "fail"],
    ["Paris", "Lyon", "fail"],
    ["Paris", "It is not Paris.", "fail"],
    ["Paris", "It isn't Paris.", "fail"],
    ["Paris", "The capital is not Paris.", "fail"],
    ["Paris", "Some say it is Paris.", "fail"],
    ["Paris", "The capital might be Paris.", "fail"],
    ["Paris", "I doubt that it is Paris.", "fail"],
    ["Paris", "Is it Paris?", "fail"],
    ["Paris", "It is Paris?", "fail"],
    ["Paris", "If it is large, it is Paris.", "fail"],
    ["Paris", "The wrong answer is Paris.", "fail"],
    ["Paris", "Nobody knows whether it is Paris.", "unreadable"],
    ["Paris", "I don't know.", "unreadable"],
    ["Paris", "Paris is the capital of France and it has many museums.", "unreadable"],
    ["Paris", "The largest city is Paris. The capital is Versailles.", "fail"],
    ["Paris", "It's Paris. No, Lyon.", "fail"],
    ["Paris", "It's Paris, or maybe Lyon.", "fail"],
    ["Paris", "It's Paris. Scratch that.", "unreadable"],
    ["guilty", "The verdict is not guilty.", "fail"],
    ["True", "The statement is false.", "fail"],
  ]));

test("a difference whose sign its words say is no number", () =>
  checkRows([
    ["18", "Answer: down 18", "unreadable"],
    ["18", "Answer: $18 less", "unreadable"],
    ["18", "Answer: $18 cheaper", "unreadable"],
    ["18", "18 fewer apples", "pass"],
    ["18", "a decrease of 18", "pass"],
  ]));

test("a fall that words state and a sign states again is the signed number", () =>
  checkRows([
    ["-5", "The change is a decrease of 5, i.e. −5.", "pass"],
    ["-5", "The change is a decrease of 5 (i.e., −5).", "pass"],
    ["-5", "The change is a decrease of 5 (-5).", "pass"],
    ["-5", "The change is a decrease of 5, or -5.", "pass"],
    ["-5", "It fell by 5 points, that is, minus 5.", "pass"],
    ["-5", "Answer: 5 points lower, i.e. −5", "pass"],
    ["-5 °C", "a drop of 5 °C, i.e. −5 °C", "pass"],
    ["-5%", "The change is a decrease of 5%, i.e. −5%.", "pass"],
    ["-$5", "The account lost $5, i.e. −$5.", "pass"],
    ["-1200", "a decrease of 1,200, which is −1,200", "pass"],
    ["-5", "a decrease of 5, i.e. −6", "fail"],
    ["-5", "a decrease of 5, i.e. 5", "fail"],
    ["5", "The change is a decrease of 5, i.e. −5.", "fail"],
    ["5", "a decrease of 5", "pass"],
  ]));
