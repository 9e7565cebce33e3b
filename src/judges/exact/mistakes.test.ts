import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const c = { answerKind: "choice" };
const heads: readonly (readonly [key: string, settings: NonNullable<Row[3]>])[] = [
  ["18", {}],
  ["C", c],
  ["x^2", {}],
];
const rows = (texts: readonly string[], wanted: Row[2]): Row[] =>
  heads.flatMap(([key, settings]) =>
    ["Answer: #. ", "The answer is #.\n\n", "\\boxed{#}\n\n"].flatMap((head) =>
      texts.map((text): Row => [key, head.replace("#", key) + text, wanted, settings]),
    ),
  );

test("a sentence that owns up to a mistake or gives the answer up leaves none", () =>
  checkRows(
    rows(
      [
        "I stand corrected.",
        "I retract that.",
        "That is not my final answer.",
        "I made a mistake.",
        "My mistake.",
        "I misread the question.",
        "Please disregard the above.",
        "That is nonsense.",
        "That was a guess and it is wrong.",
        "I no longer believe this.",
        "I have changed my mind.",
        "I disagree with this answer.",
      ],
      "unreadable",
    ),
  ));

test("a sentence that stands by the answer, or speaks of something else, leaves it", () =>
  checkRows(
    rows(
      [
        "I am confident in this.",
        "No correction is needed.",
        "I stand by this.",
        "That is my final answer.",
        "I hope this is right.",
        "My answer is final.",
        "Let me know if I made a mistake.",
        "Sorry for the wait.",
        "There is no mistake.",
      ],
      "pass",
    ),
  ));

test("a number that is ruled out, supposed, or the answer to something else is none", () =>
  checkRows(
    [
      "She could make 27 if prices rise.",
      "27 is too high.",
      "27 is impossible.",
      "We can rule out 27.",
      "Initially I thought 27.",
      "27 is one candidate.",
      "One might think 27.",
      "It was thought to be 27.",
      "Yesterday the answer was 27.",
      "For the other problem, the answer is 27.",
      "The answer could be 27.",
      "The opposite of 27.",
      "27 less than that",
      "If I had to guess, 27. But I can't say.",
    ].map((text): Row => ["27", text, "fail"]),
  ));
