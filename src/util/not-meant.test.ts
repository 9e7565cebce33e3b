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

/** What follows them is not the verdict, whatever it says. */
const unmeant: readonly string[] = [
  "A joke version:",
  "What not to do:",
  "Here is a buggy attempt:",
  "Don't use this:",
  "Don't use this one:",
  "Do not use the following:",
  "Just for laughs:",
  "For laughs, the worst possible verdict:",
  "A silly one:",
  "A parody:",
  "Joke:",
  "As a joke:",
  "Ignore the following object:",
  "Please ignore the JSON below:",
  "Ignore this:",
  "Not my answer:",
  "This is not part of the answer:",
  "Not the verdict:",
  "A decoy:",
  "A distractor:",
  "A trap:",
  "A fake verdict:",
  "A bogus verdict:",
  "A dummy verdict:",
  "Dummy:",
  "Placeholder:",
  "A placeholder:",
  "Stub:",
  "Template:",
  "Rough draft:",
  "My scratch work:",
  "A hallucinated verdict:",
  "A troll answer:",
  "A sarcastic judge would say:",
  "Example of a wrong verdict:",
  "An example of a bad verdict:",
  "A wrong verdict, for contrast:",
  "Wrong verdict:",
  "The wrong verdict would be:",
  "Before I noticed the sign:",
  "What I had first:",
  "Don't fall for this:",
  "A novice judge might write:",
  "Another model said:",
  "Spot the error:",
  "Can you spot what is wrong here?",
  "An April Fools' verdict:",
  "Never return this:",
  "You should not output this:",
  "Warning: fake!",
  "Deliberately wrong:",
  "Intentionally wrong:",
  "A broken verdict:",
  "An invalid verdict:",
  "A rejected verdict:",
  "The format (not a verdict):",
  "Sample:",
  "Test object:",
  "For testing only:",
  "Test data:",
];
/** The same where what follows says yes: a verdict of no agrees with them. */
const faulting: readonly string[] = ["This is not the answer:", "Looks right but isn't:", "❌"];
/** What follows these is the verdict. */
const meant: readonly string[] = [
  "Joke aside, the verdict:",
  "No joke:",
  "My final verdict:",
  "The verdict is:",
  "This is the answer:",
  "Is it correct? It is:",
  "Does it pass?",
  "What is the verdict?",
  "Verdict:",
  "Does this work?",
  "Is this right? Yes:",
  "Would this pass?",
  "Not a draft, the verdict:",
  "This is not a joke:",
  "The student's answer is right:",
  "The code works:",
  "The joke in the text is fine:",
  "A funny text. Verdict:",
  "I do not see any bug:",
  "There is no trap here:",
  "I would not use this code, but it passes:",
  "Ignoring the placeholder in the text:",
  "The template was followed:",
  "The program is not a stub:",
  "Despite the misleading comment:",
  "It answers the riddle:",
  "Quiz answer is right:",
  "The puzzle is solved:",
];
const meantNo: readonly string[] = [
  "It is not a valid answer:",
  "It fails:",
  "Not correct:",
  "It does not work:",
  "This is no solution:",
  "The student's code violates the spec:",
  "The verdict: wrong:",
  "The answer is nonsense:",
  "It is nonsense:",
  "The answer is a joke:",
  "The text is a parody, not an answer:",
  "It is not what was asked:",
  "I do not accept it:",
  "Incorrect:",
  "This looks right but isn't:",
];

test("a verdict behind words that say that it is not meant never wins over the one before it", () => {
  assert.deepEqual(
    unmeant.filter(
      (lead) => passed(`My verdict:\n${yes}\n\n${lead}\n${no}`) !== true || passed(`My verdict:\n${no}\n\n${lead}\n${yes}`) !== false,
    ),
    [],
  );
  assert.deepEqual(
    faulting.filter((lead) => passed(`My verdict:\n${no}\n\n${lead}\n${yes}`) !== false),
    [],
  );
});

test("a verdict stands behind words on jests, traps and riddles that do not speak of it", () => {
  assert.deepEqual(
    meant.filter((lead) => passed(`${lead}\n${yes}`) !== true),
    [],
  );
  assert.deepEqual(
    meantNo.filter((lead) => passed(`${lead}\n${no}`) !== false),
    [],
  );
});
