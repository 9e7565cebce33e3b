import assert from "node:assert/strict";
import { test } from "node:test";
import { answersParts, endsInLabels, isBesideAsked, isOneOfList } from "./labeled-lines.ts";
import { statesApart } from "./stated-apart.ts";

const reads = (value: string): boolean => /\d/.test(value);

test("sentences that each give a thing its value, and do not say which was asked for, state values apart", () => {
  for (const [text, wanted] of [
    ["The median is 7. The mode is 5.", true],
    ["The median is 7 and the mode is 5.", true],
    ["The median is 7.\nThe mode is 5.", true],
    ["Bob has 5 apples. Ann has 7 apples.", true],
    ["The median is 7. The mode is 7.", false],
    ["The median is 7. The median is 5.", false],
    ["The median is 7. The mode was 5.", false],
    ["The median is 7.", false],
    ["The median is 7. So the mode is 5.", false],
    ["The median is 7. It is 5.", false],
    ["The median is 7. The total is 5.", false],
    ["The median is 7. The mode is blue.", false],
    ["The median is 7. We add.", false],
    ["Bob has 5. Ann has 7. Carl has 12.", false],
    ["Bob has 5. Ann has 7. Carl has 35.", false],
    ["Bob has 12. Ann has 7. Carl has 5.", false],
    ["Bob has 35. Ann has 7. Carl has 5.", false],
    ["Ann has 7. Bob has 12. Carl has 5.", false],
    ["Bob has 5. Ann has 7. Carl has 13.", true],
    ["Bob has 1. Ann has 2. Carl has 3. Dan has 6.", false],
    ["Bob has 1. Ann has 2. Carl has 4. Dan has 9. Eve has 8. Fay has 11.", false],
    ["Bob has 1. Ann has 20. Carl has 300. Dan has 4000. Eve has 50000. Fay has 7.", true],
    ["Bob has 1. Ann has 20. Carl has 300. Dan has 4000. Eve has 50000. Fay has 7. Gil has 9.", false],
    ["Bob has 1,000. Ann has 2,000.", true],
    ["Bob has 1,000. Ann has 1000.", false],
  ] as const)
    assert.equal(statesApart(text.split("\n"), reads), wanted, text);
  assert.equal(statesApart(["a", "b", "c", "d", "e", "The median is 7.", "The mode is 5."], reads), false);
});

test("lines that label values of several things, none of them the one that was asked for, end a text in labels", () => {
  for (const [text, wanted] of [
    ["Max: 7\nMin: 5", true],
    ["- Max: 7\n- Min: 5", true],
    ["**Max:** 7\n**Min:** 5", true],
    ["Max = 7\nMin = 5", true],
    ["Max — 7\nMin — 5", true],
    ["| Max | 7 |\n| Min | 5 |", true],
    ["1. Max: 7\n2. Min: 5", true],
    ["P(A): 7\nP(B): 5", true],
    ["Here they are.\nMax: 7\nMin: 5", true],
    ["Max: 7\nMin: 7", false],
    ["Max: 7\nMax: 5", false],
    ["Max: 7", false],
    ["Max: 7\nThat is all.", false],
    ["Max: 7\nTotal: 12", false],
    ["Max: 7\nAnswer: 12", false],
    ["Answer to part 1: 7\nAnswer to part 2: 12", true],
    ["Max: 7\nCheck: 5", false],
    ["Given: 7\nMin: 5", false],
    ["Max: 7\nMin: 5 = 5", false],
    ["Max: 7\nMin: it is the one that we found to be 5", false],
    ["Max: blue\nMin: red", false],
    ["(a) 7\n(b) 5", true],
    ["a) 7\nb) 5", true],
    ["1. 7\n2. 5", true],
    ["1) 7 apples\n2) 5 pears", false],
    ["Here:\n1. 7\n2. 5", false],
    ["Steps:\n(a) 7\n(b) 5", false],
    ["Max: 7\n(b) 5", false],
    [`Max${"x".repeat(160)}: 7\nMin: 5`, false],
  ] as const)
    assert.equal(endsInLabels(text.split("\n"), reads), wanted, text);
});

test("the first entry of a list under a mark is one of several where the next is another value", () => {
  for (const [text, wanted] of [
    ["Answer:\n- 7\n- 5", true],
    ["Answer:\n1. 7\n2. 5", true],
    ["Answer:\n- 7\n- 7", false],
    ["Answer:\n- 7", false],
    ["Answer:\n- 7\n5", false],
    ["Answer:\n- 7\n- 5 = 5", false],
    ["Answer:\n- 7\n- that is 5 of the 9 parts", false],
    ["Answer:\n- 7\n- blue", false],
    ["Answer:\n- blue\n- 7", false],
  ] as const)
    assert.equal(isOneOfList(text, text.indexOf("\n") + 3, reads), wanted, text);
});

test("a bonus, a part and a follow-up are beside what was asked", () => {
  for (const [text, wanted] of [
    ["Answer: 7", false],
    ["Bonus answer: 7", true],
    ["By the way, the answer: 7", true],
    ["Part (a) answer: 7", true],
    ["Question 2: the final answer: 7", true],
    ["Follow-up answer: 7", true],
    ["Answer (b): 7", true],
    ["Answer 2: 7", true],
    ["Answer to part 2: 7", true],
    ["Answer to the bonus: 7", true],
    ["Answer to the question: 7", false],
    ["A bonus is paid.\nAnswer: 7", false],
  ] as const)
    assert.equal(isBesideAsked(text, text.search(/answer/i)), wanted, text);
  assert.equal(answersParts("Answer 1: 7\nAnswer 2: 5"), true);
  assert.equal(answersParts("Answer 1: 7"), false);
  assert.equal(answersParts("Answer 1: 7\nAnswer: 5"), false);
  assert.equal(answersParts(""), false);
});
