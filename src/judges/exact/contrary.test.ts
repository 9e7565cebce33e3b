import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

test("what is denied, lacks something, or had been so in another case is not the answer", () =>
  checkRows([
    ...[
      "The answer should have been 18 had she sold all.",
      "The answer would have been 18 had she sold all.",
      "The answer would be 18 if she had sold all.",
      "It's not the case that the answer is 18.",
      "It is not true that the answer is 18.",
      "Answer: 18\n\nThat ignores the tip. With the tip: 19.",
      "We are 18 short of the goal.",
    ].map((text): Row => ["18", text, "fail"]),
    ["19", "Answer: 18\n\nThat ignores the tip. With the tip: 19.", "pass"],
    ["18", "The answer should be 18.", "pass"],
    ["18", "The answer should have been 18.", "pass"],
    ["18", "It is true that the answer is 18.", "pass"],
    ["18", "Answer: 18\n\nWith 9 eggs: 9 * 2 = 18.", "pass"],
  ]));

const verdicts: readonly (readonly [text: string, said: string, other: string])[] = [
  ["It is prime, so yes", "yes", "no"],
  ["It's composite, so no.", "no", "yes"],
  ["hence yes", "yes", "no"],
  ["17 has no divisors but 1 and itself, therefore yes.", "yes", "no"],
  ["Is it prime? 91 = 7 * 13, so no.", "no", "yes"],
  ["True or False: False", "false", "true"],
  ["**True or False:** False", "false", "true"],
  ["True/False: False", "false", "true"],
  ["T/F: true", "true", "false"],
  ["Yes or no: yes", "yes", "no"],
];

test("a sentence that comes to yes or no says it, and so does a verdict behind both of them", () =>
  checkRows(
    verdicts.flatMap(([text, said, other]): Row[] => [
      [said, text, "pass"],
      [other, text, "fail"],
    ]),
  ));
