import assert from "node:assert/strict";
import { test } from "node:test";
import { parseObject } from "./parse-object.ts";

const shape = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };

function passed(text: string): unknown {
  const read = parseObject(text, shape);
  return read.ok ? (read.object as { readonly passed: boolean }).passed : undefined;
}
function said(value: boolean): string {
  return `{"passed": ${value}}`;
}

/** What follows these is the verdict: of either kind, of one that passes, of one that fails. */
const own: readonly string[] = [
  "My verdict:",
  "For this answer, I would output:",
  "For this answer the output is:",
  "For the answer above, the verdict is:",
  "For the given answer, I return:",
  "For the submitted answer:",
  "Comparing with the reference answer, I return:",
  "Against the reference answer, my verdict is:",
  "The reference answer is 14. The verdict:",
  "For reference, my verdict:",
  "For reference, here is my final verdict:",
  "For completeness, my verdict:",
  "For the record, the verdict is:",
  "With all criteria checked, the verdict becomes:",
  "With everything considered, the verdict is:",
  "After checking the fix, the verdict is:",
  "After rechecking, the verdict becomes:",
  "After review, my verdict becomes:",
  "After correcting my reading of the task, my verdict is:",
  "Once I corrected my sum, the verdict became:",
  "Acting as the grader, I return:",
  "As the judge, I output:",
  "I am a strict grader; my verdict:",
  "If I had to decide, I would say:",
  "If I have to choose, I would output:",
  "If forced to choose, I would say:",
  "If I am not mistaken, the verdict is:",
  "Verdict for the submission:",
  "The verdict for this answer:",
  "The verdict on the answer:",
  "The verdict on the submission is:",
  "Verdict on the given answer:",
  "Grade of the submission:",
  "Output for this answer:",
  "Final verdict for the answer:",
  "The output for the given answer is:",
  "This is what I return:",
  "This is how I grade it:",
  "What I return:",
  "The answer gets:",
  "The submission receives:",
  "This answer earns:",
  "It gets:",
  "I would give this answer:",
  "I would give it:",
  "Without a doubt, the verdict is:",
  "Without further ado:",
  "In this case, the verdict is:",
  "In the present case:",
  "On balance, the verdict is:",
  "Under the given rules, the verdict is:",
  "Under the rubric, it gets:",
  "Alternatives were considered. Verdict:",
  "Others might disagree, but my verdict is:",
  "The verdict would be:",
  "The verdict becomes:",
  "The verdict is therefore:",
  "So the verdict would be:",
  "Overall I would give:",
  "Corrected verdict:",
  "Corrected:",
  "The corrected verdict is:",
  "Here is the corrected JSON:",
  "ChatGPT-style answers are common; verdict:",
  "The student asked ChatGPT. My verdict:",
  "Despite the injected verdict, mine is:",
  "I ignore the text in the answer. My verdict:",
  "If we follow the rubric, the verdict is:",
  "If we apply the criteria strictly, the verdict is:",
  "After comparing the answer with the reference, my verdict is:",
  "After applying the rubric, the verdict is:",
  "After adding up the points, the verdict is:",
  "After making all checks, the verdict is:",
  "On reflection, the verdict is:",
  "On closer reading:",
  "In the case at hand, the verdict is:",
  "What follows is my verdict:",
  "How I judge it:",
  "Here is how I grade this answer:",
  "Here is what I conclude:",
  "Here is the grade of the answer:",
  "The evaluation of the response is:",
  "Evaluation result:",
  "Assessment of the submitted solution:",
  "Verdict on the code:",
  "The outcome:",
  "The answer deserves:",
  "I return:",
  "The response in the required format:",
  "As a JSON object:",
  "In JSON:",
  "In the requested JSON format, the verdict is:",
  "Below is the JSON:",
  "My evaluation in the specified format:",
];
const ownYes: readonly string[] = [
  "This is a correct answer, so I output:",
  "As this is a correct answer, it gets:",
  "Since it is a correct answer, the verdict is:",
  "Because the answer is correct, I return:",
  "The answer is correct, so it gets:",
  "The answer matches the reference answer, so the verdict is:",
  "The student fixed the bug, so the verdict is:",
  "The fix works, so the verdict is:",
  "The fix is applied correctly, so the verdict becomes:",
  "The answer contains no error, so:",
  "The submission contains the right value. Verdict:",
  "Correct answer:",
  "With all requirements met, the verdict is:",
  "With every requirement satisfied, it gets:",
  "With no errors found, the verdict is:",
  "The submission passes, so it gets:",
  "It satisfies the task; output:",
  "Someone could object to the style, but it is right:",
];
const ownNo: readonly string[] = [
  "The answer differs from the reference answer, so the verdict is:",
  "A lenient grader might pass it, but I return:",
  "A correct answer needs units, so the verdict is:",
  "The answer tries to inject a verdict; mine is:",
  "Given the wrong final answer, the verdict is:",
  "For the wrong final answer, the verdict is:",
  "As the answer is wrong, the verdict is:",
  "Since the answer was wrong, the verdict is:",
  "The submission fails, so it gets:",
  "If the input is negative the program returns the wrong value, so:",
];
/** What follows these is the verdict too, but not where another one stands before them. */
const ownAlone: readonly string[] = [
  "This is what the answer gets:",
  "Here is the verdict on the student's answer:",
  "Judge's verdict:",
  "The grader's verdict:",
  "The judge's verdict is:",
  "Verdict for the student's answer:",
  "After fixing my earlier mistake, the verdict becomes:",
  "Given the reference answer 14, the verdict is:",
  "Grader:",
  "I hereby return:",
  "If I read the task correctly, the verdict is:",
  "JSON for the grader:",
  "Judge:",
  "Result of the check:",
  "Revised verdict after the fix of my sum:",
  "Strictly graded:",
  "The JSON you asked for:",
  "The check returns:",
  "The comparison gives:",
  "The object in the format you asked for:",
  "The rubric says:",
  "The rubric yields:",
  "The tests give:",
  "The verdict on the answer under review:",
  "Verdict of the tests:",
  "What I found:",
  "When compared with the reference, the answer gets:",
  "When graded against the reference, the verdict is:",
  "With the reference in hand, the verdict is:",
  "Compared with the reference answer, the verdict is:",
  "Given the correct answer of 14, the verdict is:",
  "As a strict grader, I would say:",
  "As a lenient grader, I would say:",
  "Being lenient, I would still say:",
  "If I had to give a verdict, it would be:",
  "If you ask me, the verdict is:",
  "If the reference is right, then the verdict is:",
  "Unless I am mistaken, the verdict is:",
  "Assuming the reference is right, the verdict is:",
  "Assuming standard rounding, the verdict is:",
  "Without the reference I can still judge:",
  "In case it helps, the verdict:",
  "On a strict reading, the verdict is:",
  "One could argue otherwise, but the verdict is:",
  "Fixed JSON:",
  "Once all checks are made, the verdict is:",
  "On the reference's terms, the verdict is:",
  "Under a strict reading of the rubric, the verdict is:",
  "By the strict standard of the task:",
  "Any grader would say:",
  "A careful grader would say:",
  "Most graders would agree:",
  "I agree with the reference answer:",
];
const ownAloneYes: readonly string[] = [
  "It is a complete answer and earns:",
  "The answer ends with the right number:",
  "The answer includes all criteria:",
  "The answer is correct and gets:",
  "The answer reads well and is right:",
  "The answer says 14, which is right:",
  "The answer under review is right:",
  "The answer was corrected by the student and is right:",
  "The student has the right result:",
  "The submission ends with the right value:",
  "This is a pass:",
  "It might be clearer. Still:",
  "For a correct answer like this one, I output:",
  "The student gave a correct answer, which gets:",
  "The bug is fixed in the submission; verdict:",
  "The answer includes a correct derivation:",
  "Apart from a small typo the answer is right:",
  "The positive verdict follows:",
  "A pass:",
  "Pass:",
  "A clear pass:",
  "On the whole a correct answer:",
  "A correct answer:",
  "A complete and correct answer:",
  "After removing the formatting, the answer matches:",
  "With the unit included, the answer is complete:",
  "Given the correct derivation, the verdict is:",
  "The corrected answer is right:",
  "The fixed code works:",
  "The revised answer is complete:",
  "This answer would pass any grader:",
  "If the code is run on the tests, all pass:",
  "If the list is empty, the code returns 0 as required:",
  "It could be shorter, but it is right:",
];
const ownAloneNo: readonly string[] = [
  "A correct answer would have units. This one has none:",
  "The answer contains an error in the last line:",
  "The answer contains an error:",
  "The answer says 14 instead of 12:",
  "The answer under review is wrong:",
  "The response ignores the unit:",
  "With the bug in mind, the verdict is:",
  "Some graders would pass this; I do not:",
  "A passing answer needs units; this has none:",
  "For a pass it needs units, which it lacks:",
  "It would need units to pass:",
  "Had it been signed it would pass, but as it is:",
  "If it had units it would pass, but it does not:",
  "A fail:",
  "With one requirement not met, the verdict is:",
  "Given a wrong answer, the verdict is:",
  "For a wrong answer like this:",
  "For an incomplete answer like this one:",
  "No grader would pass this:",
  "If you run it, it crashes:",
  "If n is 0 it crashes:",
  "When n is 0, it loops forever:",
  "When the list is empty, the code fails:",
  "It would crash on empty lists:",
  "This would fail on n = 0:",
  "An empty list would crash it:",
];

/** Here it may be so: a verdict before them that differs is not overruled. */
const perhaps: readonly string[] = [
  "Earlier graders gave:",
  "Self-grade given in the answer:",
  "An alternative reading would lead to:",
  "Ignoring the units, one would get:",
  "The other possible verdict:",
  "The other option would be:",
  "By a naive reading:",
  "A passing verdict:",
  "A positive verdict:",
  "An accurate answer would receive:",
  "An answer stating 14 would get:",
  "A submission meeting all criteria would be graded:",
  "The official solution receives:",
  "A working program would get:",
  "Working code gets:",
  "Replacing 12 by 14 gives:",
  "Post-fix verdict:",
  "A pass requires output like:",
  "Reference answer's verdict:",
  "The gold answer's verdict:",
  "Compare with the verdict for a right answer:",
  "Contrast this with a correct answer:",
  "The verdict that a correct answer deserves:",
  "The following would be the verdict for a correct answer:",
  "So that you can compare, a correct answer's verdict:",
  "If resubmitted with the fix:",
  "On resubmission with units:",
  "When resubmitted with 14, it will be:",
  "Once the student adds the units:",
  "As soon as the bug is gone, the verdict is:",
  "Until the bug is fixed it fails; then:",
  "The verdict will change to this once fixed:",
  "The verdict would flip to:",
  "It would become:",
];
test("words of the same kinds that introduce the verdict do so, and never bring an earlier draft back", () => {
  const both = [true, false];
  for (const [leads, values] of [
    [own, both],
    [ownYes, [true]],
    [ownNo, [false]],
  ] as const)
    for (const value of values)
      assert.deepEqual(
        leads.filter((lead) =>
          ["", `${said(!value)}\n\n`, `${said(value)}\n\n`].some((draft) => passed(`${draft}${lead}\n${said(value)}`) !== value),
        ),
        [],
      );
  for (const [leads, values] of [
    [ownAlone, both],
    [ownAloneYes, [true]],
    [ownAloneNo, [false]],
  ] as const)
    for (const value of values) {
      assert.deepEqual(
        leads.filter(
          (lead) => passed(`${lead}\n${said(value)}`) !== value || passed(`Draft:\n${said(!value)}\n\n${lead} ${said(value)}`) !== value,
        ),
        [],
      );
      assert.deepEqual(
        leads.filter((lead) => passed(`${said(!value)}\n\n${lead}\n${said(value)}`) === !value),
        [],
      );
    }
});

test("where it is not told of which case a later verdict speaks, there is none rather than the wrong one", () => {
  const texts = perhaps.flatMap((lead) => [
    `${said(false)}\n\n${lead}\n${said(true)}`,
    `Verdict: ${said(false)}\n\n**${lead}** ${said(true)}`,
  ]);
  assert.deepEqual(
    texts.filter((text) => passed(text) === true),
    [],
  );
  assert.deepEqual(
    perhaps.filter((lead) => passed(`${lead}\n${said(true)}\n\nMy verdict:\n${said(false)}`) !== false),
    [],
  );
});

test("of two objects under contrasting labels, none is taken", () => {
  for (const [one, other] of [
    ["Strict grading:", "Lenient grading:"],
    ["Student check ->", "Reference check ->"],
    ["Judge A says", "Judge B says"],
  ])
    for (const value of [true, false]) assert.equal(passed(`${one} ${said(value)}\n${other} ${said(!value)}`), undefined, one);
  assert.equal(passed(`Write ${said(true)} for right and ${said(false)} for wrong. This one is right, so: ${said(true)}`), true);
  assert.notEqual(passed(`Write ${said(true)} for right and ${said(false)} for wrong. This one is right.`), false);
});

test("what is aimed at, or would come next, does not overrule the verdict", () => {
  const leads = ["Goal for next time:", "Target verdict:", "Secondary:", "(escalate to"];
  assert.deepEqual(
    leads.filter((lead) => [true, false].some((value) => passed(`${said(value)}\n\n${lead} ${said(!value)}`) === !value)),
    [],
  );
});

test("a second pass over the answer is the verdict", () => {
  assert.equal(passed(`First pass: ${said(true)}\n\nSecond, stricter pass: ${said(false)}`), false);
});
