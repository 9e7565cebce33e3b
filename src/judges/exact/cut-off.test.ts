import { test } from "node:test";
import { isCutOff } from "./cut-off.ts";
import { holdRows } from "./hold-rows.ts";
import { checkRows, type Row } from "./rows.ts";

const given = "Let's go through it.\n\nMia picks 14 plums each day.";
const cut = [
  "She keeps 5 for herself and gives",
  "She keeps 5",
  "She keeps 5 for herself",
  "At $3 per plum she",
  "She sells 9 plums for the",
];

test("a text without a mark that was cut off in its last sentence states nothing", () =>
  checkRows([
    ...cut.flatMap((end): Row[] => ["14", "5", "3", "9"].map((key) => [key, `${given} ${end}`, "unreadable"])),
    ["14", "Let's go through it.\n\nMia picks 14 plums per", "unreadable"],
    ["14", "Let's go through it.\n\nMia picks 14 plums", "unreadable"],
  ]));

test("a text that comes to its value may end without a stop", () =>
  checkRows([
    ["27", `${given} So she makes 27 dollars`, "pass"],
    ["27", `${given} She makes 9 × 3 = 27`, "pass"],
    ["27", `${given}\n\n**27 dollars**`, "pass"],
    ["27", `${given}\n\n27`, "pass"],
    ["27", "She makes 27 dollars", "pass"],
  ]));

test("a last sentence is cut off on a word that ends none, or without a stop behind prose that has one", () =>
  holdRows(isCutOff, [
    ["She keeps 5 for herself and gives", true],
    ["She keeps 5 for herself.", false],
    ["- She keeps 5 and", false],
    ["Total: and", false],
    ["and", false],
    ["It is the", true],
    ["  It is the  ", true],
    ["We add.\nShe has 5 eggs here", false],
    ["We add them up.\nShe has 5 eggs here", true],
    ["We add them up. She has 5 eggs here", true],
    ["We add them up.\n\nShe has 5 eggs here\n", true],
    ["We add them up\nShe has 5 eggs here", false],
    ["We add them up.\nSo she has 5 eggs", false],
    ["We add them up.\nshe has 5 eggs", false],
    ["We add them up.\nShe has 5 = 5", false],
    ["We add them up.\n5", false],
    ["given the eggs here", true],
    ["given eggs", false],
    ["Given the eggs here", false],
    [`${"x".repeat(1994)} of the`, false],
    [`${"x".repeat(1993)} of the`, true],
    ["", false],
  ]));
