import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const c = { answerKind: "choice" };
const forms = ["#?", "Answer: #?", "So #?", "The answer is #?", "\\boxed{#}?", "Is it #? Hard to say.", "Answer: # ?"];

test("an answer with a question mark is none, whatever its kind", () =>
  checkRows([
    ...["18", "(1, 2)", "March 4, 2025", "x^2", "[0, 1)", "5 km", "{1, 2}", "Paris", "yes"].flatMap((key) =>
      forms.map((form): Row => [key, form.replace("#", key), "fail"]),
    ),
    ...["C?", "Answer: C?", "(C)?", "The answer is (C)?", "Is the answer C?"].map((text): Row => ["C", text, "fail", c]),
    ["yes", "Answer: Yes? Or No?", "unknown"],
    ["18", "18?", "unreadable"],
    ["18", "Reviewer: the answer is 18? No, I stand by it.", "unreadable"],
  ]));

test("a question that is affirmed, that comes before its answer or that asks something else leaves the answer", () =>
  checkRows([
    ["18", "18? Yes, 18.", "pass"],
    ["18", "Is it 18? Yes.", "pass"],
    ["18", "The answer is 18? Let me check: 9 × 2 = 18. Yes.", "pass"],
    ["18", "What is the total? 18", "pass"],
    ["18", "Answer: 18. Any questions?", "pass"],
    ["18", "Answer: 18\n\nReviewer: the answer is 27? No, I stand by it.", "pass"],
    ["Paris", "What is the capital of France? It is Paris.", "pass"],
    ["yes", "Is 17 prime? Yes.", "pass"],
    ["what is it?", "Answer: what is it?", "pass"],
  ]));

test("what the answer used to be, or somebody else says that it is, is not the answer", () =>
  checkRows([
    ...[
      "The answer used to be 27.",
      "The answer was once 27.",
      "The answer had been 27.",
      "The answer is no longer 27.",
      "It used to be 27.",
      "ChatGPT says the answer is 27. I disagree.",
      "John claims that the answer is 27. I don't agree.",
      "The answer is 27. I disagree.",
      "Wikipedia says the answer is 27.",
      "Reviewer: the answer is 27.",
      "Answer: 27. I do not agree with this.",
    ].map((text): Row => ["27", text, "unreadable"]),
    ["18", "Answer: 18. I disagree with the textbook.", "pass"],
    ["18", "The answer used to be 27. Now the answer is 18.", "pass"],
    ["18", "ChatGPT says the answer is 27. I disagree. The answer is 18.", "pass"],
    ["18", "The formula says that the answer is 18.", "pass"],
    ["18", "Assistant: the answer is 18.", "pass"],
  ]));
