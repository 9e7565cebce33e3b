import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const check = (key: string, passing: readonly string[], wrong: readonly string[], grade: Row[2] = "fail"): readonly Row[] => [
  ...passing.map((answer): Row => [key, answer, "pass"]),
  ...wrong.map((answer): Row => [key, answer, grade]),
];

test("either of two amounts is ambiguous, whatever units they have", () =>
  checkRows([
    ...check("25%", [], ["Answer: either 25% or 30%", "Either 25% or 30%."], "unknown"),
    ...check("5 km", ["Answer: 5 km or 5000 m"], ["Answer: either 5 km or 6 km", "Answer: either 5 km or 6 miles"], "unknown"),
    ...check(
      "18",
      ["Answer: 18 dollars, or 1800 cents"],
      ["Answer: either 18 eggs or 19 eggs", "Answer: it's either 18 or 19 eggs", "It's either 18 or 19 eggs."],
      "unknown",
    ),
  ]));

test("a dash and a space before the last line are a bullet, and a dash alone is a minus sign", () =>
  checkRows([
    ...check("18", ["- 18", "- **18**", "Total per day:\n- 18", "- $18", "Answer:\n- 18", "• 18", "* 18"], ["-18", "−18"]),
    ...check("5 km", ["- 5 km"], ["-5 km"]),
    ...check("25%", ["- 25%"], ["-25%"]),
    ...check("$18", ["- $18"], ["-$18"]),
    ...check("-18", ["-18", "−18", "$$\n- 18\n$$", "- -18"], ["- 18"]),
  ]));

test("a formula that begins with a sign is no item of a list", () => checkRows(check("-x+3", ["- x + 3", "-x + 3"], ["x + 3"])));

test("a list that explains the answer before it is not the answer", () => {
  const why = "\n\nHere's why:\n\n1. She has 16 eggs.\n2. She uses 7.";
  return checkRows([
    ...check("18", [`Janet makes $18 per day.${why}`], [`Janet makes $19 per day.${why}`]),
    ...check("7", [], [`Janet makes $18 per day.${why}`]),
  ]);
});

test("the ordinal of a list is no value", () =>
  checkRows([
    ...check("2", [], ["**18**\n\n1. First, note the definition.\n2. Then apply it."]),
    ...check("18", ["1. Eggs: 9\n2. Price: $2\n3. Total: $18", "1) 3 × 3 = 9\n2) 9 × 2 = 18", "Steps:\n1) 9\n2) 18"], []),
  ]));

test("a value that is carried on to another measure does not say which is meant", () =>
  checkRows([
    ...check(
      "27",
      ["27 dollars, so she has enough", "She earns $27 per day."],
      [
        "She earns $27 per day, so $189 per week.",
        "27 per day, i.e. 189 per week",
        "Answer: 27 per day, so 189 per week",
        "Answer: $27 a day, which is $189 a week",
      ],
    ),
    ...check("160", ["160 minutes, i.e. 2 hours and 40 minutes"], []),
  ]));

test("a range of times or of days is not its begin", () =>
  checkRows([
    ...check(
      "14:30",
      ["14:30", "2:30 PM", "14:30 - after lunch", "14:30 (2:30 PM)", "14:30-05:00", "Answer: 14:30 (local time)"],
      ["Answer: 14:30-15:00", "14:30-16:00", "2:30 PM - 3:00 PM", "14:30 – 15:00", "14:30 (15:30 in summer)", "14:30 to 15:00"],
    ),
    ...check("10:00", [], ["10:00-11:00"]),
    ...check("2025-03-04", ["March 4, 2025"], ["March 4, 2025 - March 6, 2025", "March 4 - March 6, 2025"]),
    ...check("2025-03-04T02:30-05:00", ["2025-03-04T07:30Z"], []),
  ]));

test("what is outside of a set or an interval is another one", () =>
  checkRows([
    ...check(
      "[0, 1)",
      ["Answer: [0, 1)", "The domain is [0, 1).", "Answer: '[0, 1)'", "x ∈ [0, 1)"],
      [
        "Answer: ℝ \\ [0, 1)",
        String.raw`Answer: \mathbb{R} \setminus [0, 1)`,
        "Answer: R - [0, 1)",
        "Answer: ¬[0,1)",
        "Answer: [0, 1)'",
        "Answer: [0, 1)^c",
        "Answer: everything but [0, 1)",
        "Answer: R minus [0, 1)",
        "Answer: -[0, 1)",
      ],
    ),
    ...check("{1, 2, 3}", ["Answer: '{1, 2, 3}'"], ["Answer: {1, 2, 3}'", "Answer: ¬{1, 2, 3}", String.raw`Answer: \{1, 2, 3\}^c`]),
  ]));

test("a number in a row, a place in the text and a number that is not reached are not the number", () =>
  checkRows(
    check(
      "27",
      ["Answer: the 27th day", "Answer: step 27"],
      ["Answer: 27th", "Answer: the 27th prime", "Answer: see step 27", "Answer: almost 27", "nearly 27", "Answer: 27th of May"],
    ),
  ));

test("values of several things, of which none is said to be the answer, leave it open", () => {
  const open = [
    "The median is 7. The mode is 5.",
    "The mean is 7.\n\nThe median is 5.",
    "Alice has 7.\nBob has 5.",
    "Alice has 7 apples. Bob has 5 apples.",
    "The area is 7 and the perimeter is 5.",
    "1) 7\n2) 5",
    "1. 7\n2. 5",
    "(a) 7\n(b) 5",
  ];
  const plain = [
    "The price is 2. The total is 5.",
    "Each carton costs 7. She needs 3 cartons. The cost is 5.",
    "Alice has 7. So Bob has 5.",
    "Alice has 7. Bob has 2 fewer, so Bob has 5.",
    "Alice has 7 apples. Therefore, Bob has 5.",
    "The width is 10. The half is 0.5. The area is 5.",
    "The first is 3. The second is 2. Their sum is 5.",
    "The mode is 5. The mode is 5.",
    "The median is 7. The mode is 5.\n\nAnswer: 5",
  ];
  return checkRows([...check("5", plain, open, "unreadable"), ...check("7", [], open)]);
});
