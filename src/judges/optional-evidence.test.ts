import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceFor } from "./evidence.ts";

/** What words may show, or none: a denial of the matter or of the text, a quality, a form that is not named plainly. */
const unclear: readonly string[] = [
  "The student is not eligible for the grant.",
  "The function is not differentiable at 0.",
  "The story does not end well for the wolf.",
  "The letter was not signed.",
  "The author does not believe in fate.",
  "The student must not stop the medication.",
  "The candidate is confident.",
  "The author has no children.",
  "The list is not empty.",
  "They did not sign the treaty.",
  "He is never seen again.",
  "Claims no benefit for group B.",
  "The argument is not valid.",
  "The plan does not work without the bank's consent.",
  "She is polite to the king.",
  "The message was never delivered.",
  "The solution is not unique.",
  "The program does not terminate for n = 0.",
  "There are no integer solutions.",
  "None of the options is correct.",
  "Nothing in the data supports the claim.",
  "Neither country gains from the tariff.",
  "The drug has no known side effects.",
  "The patient does not need surgery.",
  "The last paragraph recommends no surgery.",
  "It should recommend no treatment at this stage.",
  "Without insurance the patient pays 200 dollars.",
  "The function returns None for empty input.",
  "The nurse must not leave the room.",
  "There is no need to restart.",
  "Recommends no product.",
  "The response is relevant to the question.",
  "Code is in a fenced block.",
  "All letters are lower case.",
  "The markdown renders.",
  "The format follows APA.",
  "The answer is correct.",
  "Shows empathy.",
  "Demonstrates understanding.",
  "Treats both sides of the argument fairly and with respect.",
  "Facts are accurate.",
  "Uses words that a child of five would understand.",
  "Follows the instructions.",
  "Stays in character.",
  "Leaves no question open.",
];

test("where a criterion may be on content or not, a quote is optional", () => {
  assert.deepEqual(
    unclear.filter((statement) => evidenceFor(statement) !== "optional"),
    [],
  );
});
