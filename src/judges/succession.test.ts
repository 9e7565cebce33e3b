import assert from "node:assert/strict";
import { test } from "node:test";
import { programIn } from "./program-text.ts";

const fenced = (code: string, label = "python"): string => `\`\`\`${label}\n${code}\n\`\`\``;
const right = "def add(a, b):\n    return a + b";
const other = "def add(a, b):\n    return b.__radd__(a)";
const read = (text: string): string | undefined => programIn(text, "python", ["assert add(1, 2) == 3"])?.trim();

/** Other ways, wishes that nobody had, other interpreters, stand-ins for tests, and what was there before. */
const besides: readonly string[] = [
  "With type hints:",
  "Alternatively:",
  "Another way:",
  "A simpler version:",
  "Equivalent:",
  "Or, shorter:",
  "With comments:",
  "If you would rather have it as a generator:",
  "Should the arguments arrive as text:",
  "For three numbers:",
  "For very long lists you could use NumPy:",
  "A coroutine that does the same:",
  "In case you want it asynchronous:",
  "On Python 2:",
  "Something to patch in while testing:",
  "Stubbed for the tests:",
  "Just because we can:",
  "Only for the fun of it:",
  "Point-free:",
  "Do not mix this up with:",
  "What it was before:",
  "As it stood in your message:",
  "Some people would write:",
  "You can also spell it so:",
  "Here is how the library does it:",
  "Also possible:",
  "### A recursive variant",
  "**Option 2: the operator module**",
  "> Aside:",
  "To go further, one may validate the input:",
  "As a command-line tool:",
  "Now, if you wanted to support None, you would write:",
  "That is all. The same as a lambda:",
];
/** Corrections, final versions and better ones. */
const successors: readonly string[] = [
  "Hold on, that is wrong. It has to be:",
  "Oops, I swapped the arguments. Fixed:",
  "However, this is slow. Let me improve it.",
  "I missed the sign. The right code:",
  "The version above fails on text. This one passes:",
  "Please ignore the above and take this:",
  "## Final code",
  "**Final answer**",
  "All parts together:",
  "Here is the whole program:",
  "Edit: the sign was wrong.",
  "Second attempt:",
  "v2:",
  "The recommended one:",
  "\u2705 Right:",
];

test("the first solution stands where a later one is not announced as its correction or as the final one", () => {
  assert.deepEqual(
    besides.filter((lead) => read(`Here you are:\n\n${fenced(right)}\n\n${lead}\n\n${fenced(other)}`) !== right),
    [],
  );
});

test("a later solution that is announced as the correction or the final one stands", () => {
  assert.deepEqual(
    successors.filter((lead) => read(`Here you are:\n\n${fenced(other)}\n\n${lead}\n\n${fenced(right)}`) !== right),
    [],
  );
});

test("a version that is called final is followed only by one that is called so too", () => {
  const after = (lead: string) => `Final solution:\n\n${fenced(right)}\n\n${lead}\n\n${fenced(other)}`;
  assert.equal(read(after("A faster one:")), right);
  assert.equal(read(after("Correction:")), other);
});

test("a version that is called the first gives way to the next, whatever that is called", () => {
  assert.equal(read(`A first version:\n\n${fenced(other)}\n\nWith fewer calls:\n\n${fenced(right)}`), right);
});

test("the solution stands that the answer advises behind all of them", () => {
  const both = `Solution 1:\n\n${fenced(right)}\n\nSolution 2:\n\n${fenced(other)}`;
  assert.equal(read(`${both}\n\nI recommend **Solution 1**, for it is plain.`), right);
  assert.equal(read(`${both}\n\nI recommend solution 2.`), other);
  assert.equal(read(`${both}\n\nUse the second version.`), other);
  assert.equal(read(`${both}\n\nIf the lists are long, use solution 2.`), right);
});

test("what was tried in reasoning is no version of the answer", () => {
  assert.equal(read(`<think>\n${fenced(other)}\n</think>\n${fenced(right)}`), right);
});

test("Gemini's label for code that is run is one of Python", () => {
  assert.equal(read(fenced(right, "tool_code")), right);
});
