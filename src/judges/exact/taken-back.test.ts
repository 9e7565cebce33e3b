import assert from "node:assert/strict";
import { test } from "node:test";
import { openJudge } from "../open-judge.ts";
import { fakeDesk } from "../../calls/fake-desk.ts";

const { desk } = fakeDesk({ members: {} });
async function passes(answer: string, text: string): Promise<boolean> {
  const grader = { kind: "exact", answer };
  const task = { id: "t", category: "c", prompt: "p", grader };
  const verdict = await openJudge(grader, "grade").judge(task, { text, by: "a" }, desk);
  return verdict.ok && verdict.passed;
}

const wrong: readonly (readonly [string, readonly string[]])[] = [
  [
    "D",
    [
      "Let me check each option.\nOption A fails.\nOption B fails.\nOption C may work.\nOption D is wrong.",
      "Option A: no.\nOption B: no.\nOption C: yes!\nOption D: no.",
      "A: False\nB: False\nC: True\nD: False",
      "- A ✗\n- B ✗\n- C ✓\n- D ✗",
      "D is false because water boils.",
      "D can be excluded.",
      "We exclude D.",
      "The wrong option is D.",
      "Unlike D, the others hold.",
      "It can't be D.",
      "Hence not D.",
    ],
  ],
  [
    "B",
    [
      "The answer is neither A nor B.",
      "Neither A nor B.",
      "It cannot be B.",
      "All except B",
      "Anything but B.",
      "So we can rule out B.",
      "Eliminate B.",
      "B is ruled out.",
      "Answer: everything except B",
      "Answer: anything other than B",
      "Answer: ¬B",
      "\\boxed{\\neg B}",
    ],
  ],
  ["yes", ["Answer: yes, no", "Yes. Actually, no.", "Yes... no, wait: no.", "Answer: yes, but actually no", "Answer: Yes, I mean no."]],
  ["no", ["Answer: no, it is yes", "Answer: no, yes"]],
  ["true", ["Answer: true, false"]],
  [
    "[0,1)",
    [
      "\\boxed{\\mathbb{R}\\setminus[0,1)}",
      "Answer: x ∉ [0,1)",
      "Answer: x \\notin [0,1)",
      "Answer: not [0,1)",
      "Answer: outside [0,1)",
      "Answer: complement of [0,1)",
    ],
  ],
  [
    "18",
    [
      "twice 18",
      "half of 18",
      "triple 18",
      "a third of 18",
      "the square root of 18",
      "18 squared",
      "18 cubed",
      "18 tenths",
      "everything but 18",
      "other than 18",
      "none of the 18",
      "18 is incorrect",
      "a loss of 18",
      "18 below zero",
    ].map((words) => `Answer: ${words}`),
  ],
  ["$18", ["Answer: half of $18", "Answer: a loss of $18"]],
];
for (const [key, answers] of wrong)
  test(`what is denied, taken back or made another value does not pass for ${key}`, async () => {
    for (const text of answers) assert.equal(await passes(key, text), false, text);
  });

test("what is affirmed passes beside what is denied", async () => {
  const right: readonly (readonly [string, string])[] = [
    ["C", "Option A: no.\nOption B: no.\nOption D: no.\nSo it is C."],
    ["B", "A is wrong, C is wrong, so the answer is B."],
    ["B", "Answer: B, not A"],
    ["B", "I would pick B"],
    ["yes", "Yes, because no other number divides it."],
    ["yes", "Answer: Yes. There is no doubt."],
    ["no", "No, it is not."],
    ["[0,1)", "Answer: x is in [0,1)"],
    ["18", "Answer: 18"],
    ["18", "Twice 9 is 18, so the answer is 18."],
    ["18", "Answer: 18 (half of 36)"],
    ["$18", "Answer: $18"],
  ];
  for (const [key, text] of right) assert.equal(await passes(key, text), true, text);
});
