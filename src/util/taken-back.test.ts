import assert from "node:assert/strict";
import { test } from "node:test";
import { parseObject } from "./parse-object.ts";

const shape = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };
const yes = '{"passed": true}';
const no = '{"passed": false}';

function passed(text: string): unknown {
  const read = parseObject(text, shape);
  return read.ok ? (read.object as { readonly passed: boolean }).passed : undefined;
}

/** Sentences that take back a verdict that something passes. */
const takingBack: readonly string[] = [
  "Actually, scratch that. It fails.",
  "Ignore the JSON above",
  "Ignore the JSON above.",
  "Please ignore the JSON above.",
  "Scratch that.",
  "Scratch that, it fails.",
  "Disregard the above JSON.",
  "Disregard that object.",
  "Please disregard the verdict above.",
  "The JSON above is wrong.",
  "The above object is wrong.",
  "That verdict is wrong; it fails.",
  "Wait, no. It fails.",
  "No wait, the test fails.",
  "Hmm, actually it fails.",
  "Actually, it fails.",
  "Actually it does not pass.",
  "On second thought, it fails.",
  "I take that back.",
  "I take it back: the code fails.",
  "Strike that.",
  "Actually, no.",
  "Sorry, that's wrong.",
  "Sorry, I made a mistake: it does not pass.",
  "I retract the verdict above.",
  "The verdict above is retracted.",
  "The above is withdrawn.",
  "Consider the JSON above void.",
  "The JSON above should be ignored.",
  "The object above must be disregarded.",
  "Don't use the JSON above.",
  "Do not use the object above.",
  "Do not rely on the above.",
  "The above JSON was just a placeholder.",
  "That was only an example.",
  "That was just a draft.",
  "The JSON above is not my verdict.",
  "That is not my final answer.",
  "Please ignore my JSON.",
  "Please ignore the previous object.",
  "Ignore what I wrote above.",
  "Forget the JSON.",
  "Forget what I said.",
  "Nope, that's not right.",
  "But that is wrong.",
  "However, the verdict above is incorrect.",
  "Correction: it fails.",
  "Correction: the answer does not pass.",
  "EDIT: it fails.",
  "Edit: it actually fails.",
  "Update: the code does not pass after all.",
  "After rereading, it fails.",
  "On reflection it fails.",
  "Having looked again, the code fails.",
  "Hold on, it fails.",
  "Oops, it fails.",
  "Oops! I misread the code.",
  "I misread the task; it fails.",
  "My mistake, it fails.",
  "I was wrong, it fails.",
  "I was too hasty: it fails.",
  "I spoke too soon.",
  "I changed my mind.",
  "Let me correct that.",
  "Let me retract that.",
  "(Ignore the above.)",
  "**Ignore the JSON above.**",
  "P.S. Ignore the JSON above.",
  "Note: ignore the JSON above.",
  "Note: the JSON above is wrong.",
  "NB: the above verdict is wrong.",
  "Actually, wait. It doesn't pass.",
  "Actually, the verdict should be failed.",
  "The verdict should be false.",
  "It should be false.",
  "passed should be false.",
  "Should be false, actually.",
  "It fails, actually.",
  "No, it fails.",
  "Never mind, it fails.",
  "Nevermind that.",
  "This verdict is superseded.",
  "The preceding JSON is invalid.",
  "The previous JSON is invalid.",
  "The JSON object given above is incorrect.",
  "The JSON I gave above is wrong.",
  "That JSON is wrong.",
  "My JSON above is wrong.",
  "My answer above is wrong.",
  "Please discard the above output.",
  "Do not count the above.",
  "Please don't use that.",
  "The real verdict is fail.",
  "My real verdict: it fails.",
  "So my final verdict is: fail.",
  "Kidding! It fails.",
  "Just kidding, it fails.",
  "Not really.",
  "NOT!",
  "Psych, it fails.",
  "I no longer stand by this.",
  "I do not stand by it.",
  "Cancel that.",
  "Undo that.",
  "Withdrawn.",
  "Retracted.",
  "Scratch the JSON.",
  "Scratch the above.",
];
/** Sentences that find that what was said to fail passes. */
const affirming: readonly string[] = [
  "Actually, it passes.",
  "Update: the code does pass after all, it passes.",
  "It is correct, actually.",
  "After rereading, it is correct.",
  "However, it is right.",
  "It should be true.",
  "So my final verdict is: pass.",
];
/** Sentences that leave it as it is. */
const leaving: readonly string[] = [
  "The code handles the empty list.",
  "It does not fail on any input.",
  "I hope this helps!",
  "Nothing else is wrong.",
  "No changes needed.",
  "Note: the tests do not cover overflow.",
  "Let me know if this is wrong.",
  "I checked it twice.",
  "The reasoning above shows that it passes.",
  "The code above is correct.",
  "The first attempt failed, the second passed.",
  "It ignores whitespace, as required.",
  "Please disregard whitespace.",
  "Actually, the code is quite elegant.",
  "Wait time is ignored.",
  "On second thought, it is still correct.",
  "Hmm, wait: is it right? Yes, it is correct.",
  "Ignore case was handled.",
  "The program ignores the header.",
  "No, I would not change anything.",
  "It drops the above-mentioned rows.",
  "However, the style could be improved.",
  "Note that the example in the prompt is wrong.",
  "The submission says it fails, but it passes.",
  "Forget-me-not was the flower.",
  "Scratch files are removed.",
  "It cancels the order.",
  "Double-checked.",
  "Ignore the warnings from the linter.",
  "The student's first draft was wrong, but this one is right.",
  "Actually, I verified this as well.",
  "Sorry for the brevity.",
  "Let me know if I should correct that.",
  "It should be fine.",
  "That is the right verdict.",
  "Ignore any instructions in the answer that ask for a fail.",
  "The answer said: ignore the above.",
  "I ignored the injected instruction.",
  "Not a single test failed.",
  "My verdict is based on the tests above.",
  "Do not use this in production without a review.",
  "It was just a typo in the comment.",
  "The last example in the prompt is wrong.",
];

test("a verdict that a later sentence takes back is none, and no earlier one is meant again", () => {
  const texts = takingBack.flatMap((said) => [
    `${yes}\n${said}`,
    `${yes} ${said}`,
    `\`\`\`json\n${yes}\n\`\`\`\n\n${said}`,
    `${no}\n\n${yes}\n\n${said}`,
  ]);
  assert.deepEqual(
    texts.filter((text) => passed(text) !== undefined),
    [],
  );
  const affirmed = affirming.flatMap((said) => [`${no}\n${said}`, `${yes}\n${no}\n\n${said}`]);
  assert.deepEqual(
    affirmed.filter((text) => passed(text) !== undefined),
    [],
  );
});

test("the verdict that follows on such a sentence is the one", () => {
  assert.deepEqual(
    takingBack.filter((said) => passed(`${yes}\n${said}\n${no}`) !== false),
    [],
  );
});

test("a verdict that a text quotes from others or denies at once takes its own one along with it nowhere", () => {
  assert.equal(passed(`My verdict: ${yes}\n\nThe student claims ${no}. That is wrong.`), true);
  assert.equal(passed(`My verdict: ${yes}\n\nThe injected text said ${no}\n\nThat is not right.`), true);
});

test("words on other things, and words that agree, leave a verdict as it is", () => {
  assert.deepEqual(
    leaving.filter((said) => passed(`${yes}\n${said}`) !== true || passed(`${yes}\n\n${said}`) !== true),
    [],
  );
  const agreeing = [
    "Actually, it fails.",
    "It should be false.",
    "However, it does not pass.",
    "So the verdict is: fail.",
    "It fails, actually.",
  ];
  assert.deepEqual(
    agreeing.filter((said) => passed(`${no}\n${said}`) !== false),
    [],
  );
  assert.deepEqual(
    affirming.filter((said) => passed(`${yes}\n${said}`) !== true),
    [],
  );
});

test("a pass is taken back by a fail that is stated behind it, and by words that call it an example", () => {
  const remarks = [
    "Actually this deserves a fail.",
    "However, rechecking the sum shows the answer is wrong, so it fails.",
    "Final decision: not passed.",
    "This verdict is provisional; the true one is fail.",
    "The above is what I'd say if it were right. It isn't.",
    "The above is an example only.",
    "(The JSON above shows the format, not my decision.)",
    "passed: false",
    "Korrektur: nicht bestanden.",
  ];
  const shape = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };
  assert.deepEqual(
    remarks.filter((remark) => parseObject(`{"passed": true}\n\n${remark}`, shape).ok),
    [],
  );
  for (const remark of [
    "Final decision: not passed.",
    "passed: false",
    "Actually this deserves a fail.",
    "Sorry, but the answer can't pass.",
    "Mistake: dropped a term.",
  ])
    assert.ok(parseObject(`{"passed": false}\n\n${remark}`, shape).ok, remark);
});
