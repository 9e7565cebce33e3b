import { test } from "node:test";
import { table } from "./reading-cases.ts";

/** Replies whose last sentence has several numbers, with each number that they name: none is told to be the answer. */
const open: readonly (readonly [text: string, ...keys: string[]])[] = [
  ["There are 30 students. 23 passed and 7 failed.", "30", "23", "7"],
  ["There are 30 students. 7 of 30 failed, 23 passed.", "30", "7"],
  ["She has 9 eggs left. She sells 9 for $18.", "9", "18"],
  ["16 eggs a day. 3 eaten, 4 baked. She sells 9 for $18.", "16", "3", "4", "18"],
  ["The total is 48. Tom gets 12 and Ann 36.", "48", "12", "36"],
  ["Each is $2. She sells 9 for $18.", "2", "18"],
  ["The pack has 24 cans. She drinks 3 of 8.", "24"],
  ["The box holds 24. Mia takes 6 and Leo 8.", "24"],
  ["The speed is 60 mph. In 2 hours it covers 120 miles, in 3 hours 180 miles.", "60"],
  ["The clock shows 3. Between 3 and 4 the hands overlap at 3:16.", "3"],
  ["The radius is 5. The area is 25\u03c0.", "5"],
  ["Es sind 30 Kinder. 23 bestanden und 7 nicht.", "30"],
  ["Il y a 30 élèves. 23 ont réussi et 7 ont échoué.", "30"],
  ["Hay 30 alumnos. 23 aprobaron y 7 suspendieron.", "30"],
];

test("a last sentence of several numbers never lets the one before it answer", () =>
  table(open.flatMap(([text, ...keys]) => keys.map((key) => [key, text, "open"] as const))));

/** Replies that end in a terse total, with what it comes to, and the numbers on the way. */
const totals: readonly (readonly [text: string, total: string, ...others: string[]])[] = [
  ["Charleston has 80 sheep. Toulouse has twice as many, 160. Total: 260.", "260", "80", "160"],
  ["80 sheep in Charleston. Toulouse has twice as many, 160. Total: 260.", "260", "80", "160"],
  ["Charleston has 80 sheep. Toulouse has twice as many. Together: 260.", "260", "80"],
  ["Ann is 12. Ben is twice as old, 24. Difference: 12. Sum: 36.", "36", "24"],
  ["Each box costs 26. Ten boxes are bought.\n\nTotal: 260.", "260", "26", "10"],
  ["The class has 30 students. Twelve of them are boys.", "12", "30"],
  ["She has 9 eggs. She makes $18. Good for her!", "18", "9"],
  ["She has 9 eggs. So the total is 18. That is 9 for $2 each.", "18", "9", "2"],
  ["The total is **42**. The neighbor's total is 45.", "42", "45"],
  ["2 + 40 = 42. In comparison, Tom has 45.", "42", "45", "40"],
];

test("a terse total at the end is the answer, and so is the sentence that the last one only explains", () =>
  table(
    totals.flatMap(([text, total, ...others]) => [[total, text, "pass"] as const, ...others.map((key) => [key, text, "fail"] as const)]),
  ));
