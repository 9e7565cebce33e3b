import { test } from "node:test";
import { table } from "./reading-cases.ts";

const fruits = ["apples", "pears", "plums"];
const bulleted = (items: readonly string[], mark = "- "): string => items.map((item) => mark + item).join("\n");
/** A list of three fruits as replies write it. */
const lists = [
  bulleted(fruits),
  bulleted(fruits, "• "),
  fruits.map((fruit, at) => `${at + 1}. ${fruit}`).join("\n"),
  bulleted(fruits.map((fruit) => `**${fruit}**`)),
  bulleted(["apples,", "pears,", "and plums."]),
];
const leads = ["", "The items are:\n\n", "Answer:\n", "**Final answer:**\n\n"];
const texts = lists.flatMap((list) => leads.map((lead) => lead + list));
const right = [
  ["apples, pears, plums"],
  ["apples, pears, and plums"],
  ["{pears, plums, apples}"],
  ["plums, apples, pears", { unordered: true }],
] as const;
const wrong = [
  ["apples, pears, figs"],
  ["apples, pears"],
  ["{apples, figs, plums}"],
  ["plums, apples, figs", { unordered: true }],
] as const;

test("a key of words with commas is answered by a list of the same items, with a mark or without", () =>
  table(texts.flatMap((text) => right.map(([key, settings]) => [key, text, "pass", settings] as const))));

test("a list of other items, or of fewer, does not pass", () =>
  table(
    [...texts, `The items are:\n\n${bulleted(fruits)}\n\nI hope this helps!`].flatMap((text) =>
      wrong.map(([key, settings]) => [key, text, "held", settings] as const),
    ),
  ));

test("the last entry of a list of bare values is not the answer by itself", () =>
  table(lists.flatMap((list) => [["plums", list, "held"] as const, ["plums", `The items are:\n\n${list}`, "held"] as const])));

test("a key of words with commas is no list where it is a sentence or a name", () =>
  table([
    ["Paris, France", "Answer: Paris, France", "pass"],
    ["Paris, France", "- Paris\n- London", "held"],
    ["Smith, John", "Answer: Smith, John", "pass"],
    ["Smith, John", "Answer: John Smith", "fail"],
    ["To be, or not to be", "Answer: To be, or not to be", "pass"],
    ["Hello, world", "Hello, world!", "pass"],
    ["苹果、梨、李子", "答案：\n- 苹果\n- 梨\n- 李子", "pass"],
    ["苹果、梨、桃", "答案：\n- 苹果\n- 梨\n- 李子", "held"],
    ["Äpfel, Birnen", "Die Antwort:\n- Äpfel\n- Birnen", "pass"],
  ]));

const vectors = [
  "\\langle 1, 2 \\rangle",
  "\\boxed{\\left\\langle 1, 2 \\right\\rangle}",
  "Answer: <1, 2>",
  "Answer: ⟨1, 2⟩",
  "\\boxed{(1, 2)}",
];

test("angle brackets hold a vector, in keys and in answers", () =>
  table(
    ["(1, 2)", "\\langle 1, 2 \\rangle", "<1, 2>", "⟨1, 2⟩"].flatMap((key) => [
      ...vectors.map((text) => [key, text, "pass"] as const),
      [key, "\\langle 2, 1 \\rangle", "fail"] as const,
      [key, "\\boxed{\\langle 1, 2, 3 \\rangle}", "fail"] as const,
    ]),
  ));
