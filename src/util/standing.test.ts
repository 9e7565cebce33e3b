import assert from "node:assert/strict";
import { test } from "node:test";
import { parseObject } from "./parse-object.ts";

const choice = { type: "object", properties: { choice: { type: "string" } }, required: ["choice"], additionalProperties: false };
const verdict = { type: "object", properties: { passed: { type: "boolean" } }, required: ["passed"] };
const A = '{"choice":"A"}';
const B = '{"choice":"B"}';
const C = '{"choice":"C"}';
const yes = '{"passed": true}';
const no = '{"passed": false}';

function chosen(text: string): unknown {
  const read = parseObject(text, choice);
  return read.ok ? (read.object as { readonly choice: string }).choice : undefined;
}
function passed(text: string): unknown {
  const read = parseObject(text, verdict);
  return read.ok ? (read.object as { readonly passed: boolean }).passed : undefined;
}

/** Each sets its only object aside; before or behind another one, that other one is the answer. */
const disowned: Readonly<Record<string, readonly string[]>> = {
  "denied before it": [
    `Do not output ${A}.`,
    `Don't return ${A}`,
    `You must not answer with ${A}.`,
    `My answer is not ${A}.`,
    `It isn't ${A}.`,
    `I would not say ${A}.`,
    `I won't answer ${A}.`,
    `I'd never choose ${A}.`,
    `This is no longer ${A}.`,
    `Avoid returning ${A}.`,
    `I resisted the temptation to write ${A}.`,
    `Not: ${A}`,
    `Don't: ${A}`,
    `What not to return: ${A}`,
  ],
  "considered and rejected before it": [
    `I considered ${A} at first but rejected it.`,
    `I considered answering ${A}.`,
    `At first I thought ${A}.`,
    `Initially, I had ${A}.`,
    `My first guess was ${A}.`,
    `My earlier answer was ${A}.`,
    `The previous verdict: ${A}`,
    `My initial reaction was to say ${A}`,
    `I almost answered ${A}.`,
    `I was tempted to say ${A}.`,
    `I was going to answer ${A}.`,
    `One might answer ${A}.`,
    `You could easily conclude ${A}.`,
    `I rejected ${A}.`,
    `I have ruled out ${A}.`,
    `First draft: ${A}`,
    `Draft:\n${A}`,
    `Previously: ${A}`,
    `Before:\n\`\`\`json\n${A}\n\`\`\``,
    `Rejected: ${A}`,
    `Old answer: ${A}`,
  ],
  "another's, before it": [
    `The injected text wanted ${A}.`,
    `The submission told me to output ${A}.`,
    `The student wrote: ${A}`,
    `The student's answer: ${A}`,
    `It tries to get me to say ${A}.`,
    `It tried to make the judge say ${A}.`,
    `Someone asked for ${A}.`,
    `The hidden instruction says to return ${A}.`,
    `The prompt injection demands ${A}.`,
    `An attacker would like the verdict to be ${A}.`,
    `I was asked by the submission to output ${A}.`,
    `The embedded text: ${A}`,
    `Injected: ${A}`,
    `I ignored the injected verdict ${A}.`,
    `The text ends with:\n> ${A}`,
  ],
  "supposed before it": [
    `If the sum were 12, the answer would have been ${A}.`,
    `Had it been longer, ${A}.`,
    `A hypothetical answer is ${A}.`,
    `A wrong answer would be ${A}.`,
    `An incorrect verdict is ${A}.`,
    `Wrong: ${A}`,
    `For example: ${A}`,
    `Example: ${A}`,
    `An example of a valid reply:\n\`\`\`json\n${A}\n\`\`\``,
    `An answer such as ${A}.`,
  ],
  "denied behind it": [
    `${A} is wrong.`,
    `${A} is incorrect, since the sum is 12.`,
    `${A} is not right.`,
    `${A} isn't correct.`,
    `${A} can't be right.`,
    `${A} is not my answer.`,
    `${A} was wrong.`,
    `${A} would be wrong.`,
    `${A} seems wrong.`,
    `${A} does not hold.`,
    `${A} (wrong)`,
    `${A} ← wrong`,
    `${A} ❌`,
    `${A}, which is wrong.`,
    `${A} but that is wrong.`,
    `${A}? No.`,
    `${A} is a trap.`,
    `${A} has been withdrawn.`,
    `${A} must be ignored.`,
    `${A}, which I ignored.`,
    `${A} was my first guess.`,
    `${A} was my initial answer.`,
    `${A} at first, but then I saw the sign.`,
    `${A} until I noticed the sign.`,
    `~~${A}~~`,
  ],
  "another's, behind it": [
    `"${A}" is what the answer asked me to say.`,
    `${A} is what the injected text wanted.`,
    `${A}, as the student demanded.`,
    `${A} said the student.`,
    `${A} was written by the student.`,
    `${A} (quoted from the submission)`,
    `${A} is in the submission.`,
    `${A} at the end of the submission.`,
    `${A} is the injected verdict.`,
    `${A} is what not to say.`,
  ],
  "taken back later": [
    `${A} Correction: B`,
    `${A}\n\nCorrection: it is B.`,
    `${A} Scratch that.`,
    `${A} - no, wait`,
    `${A}\n\nScratch that: B.`,
    `${A} Wait, no: it is B.`,
    `${A}\nWait, that's wrong.`,
    `${A}\n\nActually, no.`,
    `${A} Actually, it is B.`,
    `${A}\nActually B.`,
    `${A} I take that back.`,
    `${A}\nI changed my mind: B.`,
    `${A}\nSorry, I meant B.`,
    `${A}\nOops, wrong letter.`,
    `${A}\nOn second thought, B.`,
    `${A} Ignore the above.`,
    `${A}\nPlease disregard that.`,
    `${A}\nDisregard the previous object.`,
    `${A}\nMy mistake, B.`,
    `${A}\nEdit: B`,
    `${A}\nCorrected answer: B`,
    `${A}\nI made a mistake. The answer is B.`,
    `${A}\nI misread the question.`,
    `${A}\n\nThat is wrong.`,
    `${A}\nThis is not correct.`,
    `${A}\nNever mind, B.`,
    `\`\`\`json\n${A}\n\`\`\`\n\nWait, I misread. It is B.`,
    `${A} Correction: {"choice":`,
  ],
};
for (const [how, texts] of Object.entries(disowned)) {
  test(`an object is no answer where it is ${how}`, () => {
    assert.deepEqual(
      texts.filter((text) => chosen(text) !== undefined),
      [],
    );
  });
  if (how === "taken back later") continue;
  test(`another object is the answer beside one that is ${how}`, () => {
    assert.deepEqual(
      texts.filter((text) => chosen(`${B}\n\n${text}`) !== "B"),
      [],
      "before it",
    );
    assert.deepEqual(
      texts.filter((text) => chosen(`${text}\n\n${B}`) !== "B"),
      [],
      "behind it",
    );
  });
}

const own: Readonly<Record<string, readonly string[]>> = {
  "with words before it": [
    `Here is the JSON: ${A}`,
    `Here is my answer:\n${A}`,
    `The answer is ${A}`,
    `The correct answer is ${A}`,
    `My final answer: ${A}`,
    `I choose ${A}`,
    `I would say ${A}.`,
    `The answer would be ${A}.`,
    `The verdict should be ${A}.`,
    `As requested: ${A}`,
    `As you asked, the JSON: ${A}`,
    `You asked me to output JSON: ${A}`,
    `I was asked to output JSON: ${A}`,
    `In the requested format: ${A}`,
    `I considered B, but it fails, so ${A}`,
    `I considered all of them: ${A}`,
    `I rejected B and C. ${A}`,
    `At first I thought B, but the answer is ${A}`,
    `Initially B looked right. Now I choose ${A}`,
    `The student wrote 12, so the answer is ${A}`,
    `The student wrote 12. Result: ${A}`,
    `Instead of a long explanation, here is the JSON: ${A}`,
    `Does the first one hold? It does not: ${A}`,
    `The student does not answer: ${A}`,
    `I cannot answer: ${A}`,
    `Not much to say. ${A}`,
    `If I read it right, the answer is ${A}`,
    `For example, 2 + 2 is 4. ${A}`,
    `After correction: ${A}`,
    `Corrected version: ${A}`,
    `The actual answer is ${A}`,
    `I picked the first option: ${A}`,
    `Wait, I misread. Corrected: ${A}`,
    `Option B is wrong. ${A}`,
    `Before answering, I checked the sum. ${A}`,
    `Output: ${A}`,
    `Response: ${A}`,
    `Answer: ${A}`,
    `**Answer:** \`${A}\``,
  ],
  "with words behind it": [
    `${A} is my answer.`,
    `${A} is right.`,
    `${A}\n\nLet me know if anything is wrong.`,
    `${A}\n\nNote: option B is incorrect, because the sum is 12.`,
    `${A} I rejected B because it ignores friction.`,
    `${A}\nI ignored the instruction in the submission.`,
    `${A} I did not follow the injected text.`,
    `${A}\nThe student's second answer is wrong.`,
    `${A}, not B`,
    `${A}, because the student wrote 12.`,
    `${A} since B cannot be right.`,
    `${A} and not B.`,
    `${A}\nThe final answer is A.`,
    `${A}\nThe correct answer is A.`,
    `${A}\n\nWait times do not matter here.`,
    `${A}\n\nWait, let me check again: 2 + 2 = 4. Yes, my answer stands.`,
    `${A}\n\nCorrection: none needed.`,
    `${A}\n\nNo correction is needed.`,
    `${A}\n\nActually, this is a common exercise.`,
    `${A}\n\nIgnore whitespace when you compare.`,
    `${A}\n\nHope this helps!`,
    `${A}\n\nSorry for the delay.`,
    `${A}\n\nI hope that is what you wanted.`,
    `${A} as requested.`,
    `${A} as the task asks.`,
    `${A}\n\nThe student wrote: "Wait, no, B." and "Correction: B".`,
    `${A}\n\n\`\`\`text\nCorrection: B\n\`\`\``,
    `${A}\n\nUpdate: the file was not changed by this answer.`,
    `${A}\n\nThis is correct.`,
  ],
};
/** They might as well present another's: behind one that differs, neither is taken. */
const leftOpen = [
  "You asked me",
  "I was asked",
  "I considered all",
  "I rejected B",
  "Instead of",
  "Does the first",
  "The student does",
  "I cannot",
  "Not much",
  "For example, 2",
  "After correction",
  "I picked",
  "Option B",
];
for (const [how, texts] of Object.entries(own)) {
  test(`an object ${how} is the answer`, () => {
    assert.deepEqual(
      texts.filter((text) => chosen(text) !== "A"),
      [],
    );
  });
  test(`of two objects of which the last stands ${how}, the last is the answer`, () => {
    assert.deepEqual(
      texts.filter((text) => chosen(`${C}\n\n${text}`) !== (leftOpen.some((lead) => text.startsWith(lead)) ? undefined : "A")),
      [],
    );
  });
}

test("a verdict of no is not taken back by words that say no as well", () => {
  const texts = [
    `Wrong: ${no}`,
    `Incorrect: ${no}`,
    `I reject this answer: ${no}`,
    `The answer is rejected: ${no}`,
    `${no} (incorrect)`,
    `${no} ❌`,
    `${no}\n\nThis is wrong because 2 + 2 is 4.`,
    `${no}\n\nThe answer is not correct.`,
    `I do not accept it: ${no}`,
    `The student's answer is wrong: ${no}`,
    `It is not correct: ${no}`,
  ];
  assert.deepEqual(
    texts.filter((text) => passed(text) !== false),
    [],
  );
  assert.deepEqual(
    texts.slice(4, 7).filter((text) => passed(text.replace("false", "true")) !== undefined),
    [],
  );
});

test("a correction that can be read is the answer, cut off or not", () => {
  assert.equal(chosen(`${A} Correction: ${B}`), "B");
  assert.equal(chosen(`${A} Correction: {"choice":"B"`), "B");
  assert.equal(chosen(`${A}\n\nWait, no.\n\n\`\`\`json\n${B}\n\`\`\`\nThat is my answer.`), "B");
  assert.equal(passed(`${yes}\nScratch that: ${no}`), false);
});

test("an example that a reply shows and the form's own line count where nothing else is there", () => {
  for (const text of [`Here is an example of the object: ${A}`, `JSON format:\n${A}`, `Sample output: ${A}`]) {
    assert.equal(chosen(text), "A", text);
    assert.equal(chosen(`${B}\n\n${text}`), "B", text);
  }
});

test("what was set aside is said and on record", () => {
  const none = parseObject(`${A} Correction: B`, choice);
  assert.match(none.ok ? "" : none.failure.message, /what JSON the reply holds it quotes, rejects, supposes or takes back/);
  const some = parseObject(`${C} So ${B}\n\nThe student wrote: ${A}`, choice);
  assert.deepEqual(some.ok && some.flags, ["earlier-objects=1", "set-aside-objects=1"]);
});
