import { test } from "node:test";
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
