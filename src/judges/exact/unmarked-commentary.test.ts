import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

/** Two values of a kind, a statement of the one and statements of something else that say the other. */
interface Theme {
  readonly keys: readonly [own: string, other: string];
  readonly says: string;
  readonly others: readonly string[];
}

const themes: readonly Theme[] = [
  { keys: ["206", "300"], says: "An adult human has 206 bones", others: ["a baby has about 300", "newborns have roughly 300 bones"] },
  { keys: ["40", "50"], says: "She pays $40", others: ["the list price is $50", "others pay $50"] },
  { keys: ["45 km", "60 km"], says: "The trip is 45 km", others: ["the other train covers 60 km", "the return route has 60 km"] },
  { keys: ["15%", "20%"], says: "The rate is 15%", others: ["the average rate is 20%", "the competitor charges 20%"] },
  {
    keys: ["Paris", "London"],
    says: "The capital is Paris",
    others: ["London is the capital of the UK", "the capital of the UK is London"],
  },
  { keys: ["positive", "negative"], says: "The sentiment is positive", others: ["the last sentence is negative", "the title is negative"] },
];
const telling = [", whereas ", ", while ", ", although ", ", though ", ", even though ", ". By contrast, ", ". In contrast, "];
const joining = [", and ", ", but ", "; ", " – ", ". However, ", ". Also, ", ". Note that ", ". "];

function rows(connectors: readonly string[], which: "other" | "both"): Row[] {
  return themes.flatMap(({ keys, says, others }) =>
    connectors.flatMap((connector) =>
      others.flatMap((clause): Row[] => {
        const begins = connector === ". " ? `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}` : clause;
        const text = `${says}${connector}${begins}.`;
        return [[keys[1], text, "fail"], ...(which === "both" ? [[keys[0], text, "pass"] as Row] : [])];
      }),
    ),
  );
}

test("what is set beside a statement passes none, and the statement is the answer", () => checkRows(rows(telling, "both")));

test("of two statements about different things the last one passes none", () => checkRows(rows(joining, "other")));

test("what a sentence says came along, an offer, a note and a clause about another pass none", () =>
  checkRows([
    ["10", "She pays $40, saving $10.", "unreadable"],
    ["300", "He walks 3 miles, burning 300 calories.", "unreadable"],
    ["5", "Let me know if you need the other 5 examples.", "unreadable"],
    ["2023", "Note: my knowledge ends in 2023.", "unreadable"],
    ["bathroom", "The apple is in the kitchen and Mary is in the bathroom.", "fail"],
    ["300", "An adult human has 206 bones. Newborns have about 300.", "unreadable"],
    ["Berlin", "Paris is the capital of France. The capital of Germany is Berlin.", "fail"],
    ["50", "It comes to $40. She had $50.", "unreadable"],
  ]));

test("a clause that leads to the value, a total and a guess before the count leave it to be read", () =>
  checkRows([
    [
      "250",
      "He will have saved 5 * 30 = 150 dollars, and since the bike costs 400 dollars, he still needs 400 - 150 = 250 dollars.",
      "pass",
    ],
    ["19", "18 was my initial estimate; the exact count is 19.", "pass"],
    ["8", "She has 5 apples. She buys 3 more. So she has 8.", "pass"],
    ["18", "She starts with 20 eggs and eats 2, leaving 18 eggs.", "pass"],
  ]));

test("what sentences tell in words of their own is read", () =>
  checkRows([
    ["15%", "The increase is 15 percent.", "pass"],
    ["15%", "It grew by 15 per cent.", "pass"],
    ["15%", "The increase is 15 percentage points.", "fail"],
    ["15%", "The increase is 51 percent.", "fail"],
    ["e", "Answer: e ≈ 2.718", "pass"],
    ["e", "The limit is $e \\approx 2.718$.", "pass"],
    ["2.718", "Answer: π ≈ 3.14159", "fail"],
    ["3:5", "The ratio is 6:10, which simplifies to 3:5.", "pass"],
    ["3:5", "6:10 = 3:5", "pass"],
    ["6:5", "The ratio is 6:10, which simplifies to 3:5.", "fail"],
    ["O(log n)", "Binary search runs in O(log n) time.", "pass"],
    ["O(n log n)", "The time complexity of merge sort is **O(n log n)** in all cases.", "pass"],
    ["O(n^2)", "The naive way takes O(n^2) time.", "fail"],
    ["O(n)", "Binary search does not need O(n) time.", "fail"],
    ["O(n)", "Binary search runs in O(log n) time, unlike a linear scan in O(n).", "fail"],
    ["src/index.ts", "The bug is in `src/index.ts`.", "pass"],
    ["src/index.ts", "The bug is not in `src/index.ts`.", "fail"],
    ["5:30", "They meet at 5:30.", "pass"],
    ["5:30", "They never meet at 5:30.", "fail"],
    ["no solution", "Since 0 = 5 is a contradiction, the system has **no solution**.", "pass"],
    ["infinitely many solutions", "The system has no solution.", "fail"],
    ["8849", "Mount Everest is 8,849 metres (29,032 feet) tall.", "pass"],
    ["1969", "Apollo 11 landed on the Moon on July 20, 1969.", "pass"],
    ["1968", "Apollo 11 landed on the Moon on July 20, 1969.", "fail"],
    ["20", "Apollo 11 landed on the Moon on July 20, 1969.", "unreadable"],
  ]));

test("tags around a reply and a list in lines are read as what they hold", () =>
  checkRows([
    ["14", "<output>\n14\n</output>", "pass"],
    ["14", "<output>Answer: 14</output>", "pass"],
    ["14", "<response>The answer is 14.</response>", "pass"],
    ["13", "<response>The answer is 14.</response>", "fail"],
    ["14", "The work is done.\n<response>\nSo the total is 14.\n</response>", "pass"],
    ["cat, dog, mouse", "Here is the list in alphabetical order:\n\n1. cat\n2. dog\n3. mouse", "pass"],
    ["cat, mouse, dog", "Here is the list in alphabetical order:\n\n1. cat\n2. dog\n3. mouse", "fail"],
    ["cat, dog", "- cat\n- dog\n- mouse", "fail"],
  ]));

test("a value alone that a reply opens with is not outweighed by what is said of something else below it", () => {
  const openings: readonly (readonly [own: string, other: string, clause: string])[] = [
    ["12", "48", "Each carton weighs 48 pounds."],
    ["$7.50", "$9", "Tax brings other items to $9."],
    ["3 hours", "5 hours", "Driving back takes 5 hours."],
    ["Mercury", "Venus", "The brightest planet is Venus."],
    ["July 4, 1776", "September 3, 1783", "The war ended on September 3, 1783."],
  ];
  const between = ["\n", "\n\n", "\n\nExplanation: ", "\n\n---\n\n", ". Remember that ", ". PS: ", ". Why? Because "];
  const ahead = ["X", "**X**", "So, X", "Result: X", "Therefore, the result is X"];
  return checkRows(
    openings.flatMap(([own, other, clause]) =>
      between.flatMap((gap) =>
        ahead.map(
          (lead): Row => [
            other,
            `${lead.replace("X", () => own)}${gap}${gap.endsWith(" ") ? clause.slice(0, 1).toLowerCase() + clause.slice(1) : clause}`,
            "fail",
          ],
        ),
      ),
    ),
  );
});

test("what a reply that opens with a number comes to below is read", () =>
  checkRows([
    ["36", "12 eggs per box\n\nThere are 3 boxes, so she has 36 eggs in total.", "pass"],
    ["36", "12\n\n12 * 3 = 36", "pass"],
    ["Paris", "Great question! The capital of France is Paris.", "pass"],
    ["no", "No. While both are rivers, only the Rhine flows through Germany.", "pass"],
  ]));

test("a letter alone that a reply opens with is the option, what is told of others below it is none", () => {
  const choice = { answerKind: "choice" };
  return checkRows([
    ["C", "C\n\n*Explanation:* D applies only to gases.", "pass", choice],
    ["D", "C\n\n*Explanation:* D applies only to gases.", "fail", choice],
    ["C", "**C**\n\n**Note:** D lists only the symptoms.", "pass", choice],
    ["D", "Therefore, the result is C\n\nNote: D lists only the symptoms.", "fail", choice],
    ["D", "C\n\nOn reflection, D is correct.", "pass", choice],
    ["C", "C\n\nOn reflection, D is correct.", "fail", choice],
  ]);
});

test("the last of two statements is the answer, unless it tells of another time, place or group", () => {
  const concluding: readonly (readonly [right: string, wrong: string, text: string])[] = [
    ["48", "12", "The discount is $12. The final price is $48."],
    ["20", "80", "The total cost is $80. Each of the 4 friends pays $20."],
    ["1/6", "36", "There are 36 outcomes. The probability is 1/6."],
    ["-2", "6", "The first row sums to 6. The determinant is -2."],
    ["23", "30", "Mia had 30 stickers. Now she has 23."],
    ["18", "9", "She sold 9 eggs, earning $18."],
    ["78.5", "5", "The radius is 5. The area equals 78.5."],
    ["40", "50", "The list price is $50. However, she pays only $40."],
    ["Canberra", "Sydney", "Australia's largest city is Sydney, but the capital is Canberra."],
  ];
  const asides: readonly (readonly [own: string, other: string, text: string])[] = [
    ["206", "300", "The body has 206 bones. A newborn has closer to 300."],
    ["1945", "1939", "The war ended in 1945. It had begun in 1939."],
    ["100 °C", "71 °C", "Water boils at 100 °C. On Everest it boils at 71 °C."],
    ["12", "20", "She has 12 left. She started with 20."],
    ["12%", "15%", "The rate is 12%. Next year it is 15%."],
    ["12%", "15%", "The rate is 12%. For men it is 15%."],
    ["45", "42", "Die Summe ist 45. Im Vorjahr waren es 42."],
  ];
  return checkRows([
    ...concluding.flatMap(([right, wrong, text]): Row[] => [
      [right, text, "pass"],
      [wrong, text, "fail"],
    ]),
    // Nobody can tell, whatever is held against it.
    ...asides.flatMap(([own, another, text]) => [own, another, own.replace(/\d+/, "7")].map((key): Row => [key, text, "unreadable"])),
  ]);
});

test("a value that opens a reply is the answer for every key, whatever is said below it", () => {
  const openings: readonly (readonly [own: string, other: string, text: string])[] = [
    ["42", "45", "42\n\nThe catalogue says 45."],
    ["100 °C", "71 °C", "100 °C. On Everest water boils at 71 °C."],
    ["206", "300", "Exactly 206! A newborn has closer to 300."],
    ["12", "20", "12. She started with 20."],
    ["12", "8", "12 left. He ate 8."],
    ["1945", "1939", "1945. It had begun in 1939."],
    ["5 m/s", "3 m/s", "**5 m/s**\n\nThe wind blows at 3 m/s."],
    ["25%", "30%", "25%. For men it is 30%."],
    ["1/6", "1/36", "1/6. For two dice it's 1/36."],
    ["2, 3, 5", "7", "2, 3, 5. The next prime is 7."],
    ["{1, 2}", "{3, 4}", "{1, 2}. The complement is {3, 4}."],
    ["7", "8", "Seven. An octagon has eight."],
    ["7", "4", "7 marbles.\n\nHere's the breakdown:\n- 3 red\n- 4 blue"],
    ["7", "95%", "7\n\nConfidence: 95%"],
    ["7", "0.9", "7\nProbability of being correct: 0.9"],
    ["7", "1", "7\n\nWord count: 1"],
  ];
  return checkRows(
    openings.flatMap(([own, other, text]): Row[] => [
      [own, text, "pass"],
      [other, text, "fail"],
      ["99", text, "fail"],
    ]),
  );
});

test("a value that opens a reply is none where what follows corrects it, goes on or concludes", () =>
  checkRows([
    ["8", "7\n\nActually it's 8.", "pass"],
    ["8", "7\n\nSo the answer is 8.", "pass"],
    ["7", "7\n\n8", "fail"],
    ["56", "7 boxes. Each box has 8 pens. That makes 56 pens.", "pass"],
    ["12", "6\n\n6 × 2 = 12", "pass"],
    ["24", "Total: 20 + 6 = 26\nChange: 50 - 26 = 24", "pass"],
    ["8", "5 workers\n\nThey need 8 days.", "pass"],
    ["18", "9 eggs remain.\n\nShe makes $18.", "pass"],
    ["3", "2x + 3. The constant is 3.", "unreadable"],
    ["95%", "Confidence: 95%", "pass"],
    ["45", "She has 42 apples.\n\nThe neighbor has 45 apples.", "unreadable"],
  ]));
