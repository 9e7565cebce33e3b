import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

/** Two values of a kind, and the settings of its key. */
const kinds: readonly (readonly [one: string, other: string, settings?: Row[3]])[] = [
  ["18", "27"],
  ["$18", "$27"],
  ["18 km", "27 km"],
  ["C", "B", { answerKind: "choice" }],
  ["x^2", "x^3"],
  ["{1, 2}", "{1, 3}"],
  ["(1, 2)", "(2, 1)"],
  ["2024-05-01", "2024-05-02"],
  ["Paris", "Lyon"],
  ["yes", "no"],
  ["3/4", "1/4"],
  ["25%", "75%"],
];
const heads = ["Answer: V1\n\n", "The answer is V1. ", "\\boxed{V1}\n\n"];

function rowsOf(sentences: readonly string[], key: (values: readonly [string, string]) => string, wanted: Row[2]): Row[] {
  return heads.flatMap((head) =>
    sentences.flatMap((sentence) =>
      kinds.map(([one, other, settings]): Row => {
        const text = `${head}${sentence}`.replaceAll("V1", one).replaceAll("V2", other);
        return [key([one, other]), text, wanted, settings ?? {}];
      }),
    ),
  );
}

/** Each takes V1 back for V2. */
const takenBack = [
  "Hmm, that doesn't look right. Redoing the calculation, it's V2.",
  "I need to fix that: V2.",
  "Looking at it once more, the correct answer is V2.",
  "Strike that. V2.",
  "Hold on a second, I mixed something up. It should be V2.",
  "That was a slip; the right answer is V2.",
  "Whoops, typo: V2.",
  "Revised final answer: V2",
  "Actually I think it's V2.",
  "Sorry, my mistake. The answer is V2.",
  "I stand corrected: V2.",
  "The previous answer is incorrect. Correct answer: V2",
  "No, scratch that, it's V2.",
  "Let me correct myself: it is V2.",
  "*Correction:* V2",
  "**EDIT:** V2",
  "~~V1~~ V2",
  "Please disregard the above. The answer is V2.",
  "My apologies, I meant V2.",
  "Upon rereading the question, it must be V2.",
  "So V1 was premature; it's V2.",
  "In fact, the answer is V2.",
];
/** These do, too; the value that they put in its place may stay unread. */
const hardly = [
  "On reflection I'd change my answer to V2.",
  "Wait, no. V2 it is.",
  "Replace V1 with V2 above.",
  "V1 is wrong, V2 is right.",
  "After double-checking, I find that the answer is V2, not V1.",
  "Erratum: V2 instead of V1.",
];
/** None of them takes V1 back, and none makes V2 the answer. */
const kept = [
  "Let me double-check... yes, V1 is correct.",
  "Some might answer V2, but that ignores the condition.",
  "A common mistake is to answer V2.",
  "If the condition were different, the answer would be V2.",
  "V2 would be the answer only if the condition were dropped.",
  "I first got V2, but that was an error.",
  "(My first attempt gave V2.)",
  "Don't confuse this with V2.",
  "V2 can be ruled out.",
  "Hmm, let me verify. Everything checks out.",
];

test("an answer that is taken back passes no more, whatever its kind", () =>
  checkRows(rowsOf([...takenBack, ...hardly], ([one]) => one, "fail")));

test("what is put in its place passes", () => checkRows(rowsOf(takenBack, ([, other]) => other, "pass")));

test("what is only spoken of behind an answer does not pass", () => checkRows(rowsOf(kept, ([, other]) => other, "fail")));
