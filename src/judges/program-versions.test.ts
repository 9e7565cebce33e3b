import assert from "node:assert/strict";
import { test } from "node:test";
import { programIn } from "./program-text.ts";

const right = "def add(a, b):\n    return a + b";
const wrong = "def add(a, b):\n    return a - b";
const fenced = (code: string): string => `\`\`\`python\n${code}\n\`\`\``;
const read = (text: string): string | undefined => programIn(text, "python", ["assert add(1, 2) == 3"])?.trim();

const warnings: readonly string[] = [
  "As a baseline, this is what not to do:",
  "Here's how NOT to do it:",
  "The following has a bug:",
  "This one is buggy:",
  "A version that does not work:",
  "Compare with the incorrect approach:",
  "What went wrong:",
  "The bug was here:",
  "Your current code:",
  "Current implementation:",
  "Existing code:",
  "Given code:",
  "Starter code:",
  "The problem statement gave:",
  "The question's code:",
  "From the question:",
  "Input code:",
  "Without memoization:",
  "Without the correction, you'd get:",
  "If you forget the sign:",
  "If we had used subtraction:",
  "Had we subtracted:",
  "Here is what happens with the wrong sign:",
  "Slow version (for comparison):",
  "Brute force (too slow):",
  "O(n^2), times out:",
  "The student wrote:",
  "Student's submission:",
  "Rejected alternative:",
  "An alternative I discarded:",
  "Old:",
  "Legacy:",
  "v1 (broken):",
  "Attempt 1 (fails):",
  "# Bad",
  "Bad example:",
  "Counterexample:",
  "Common pitfall:",
  "Typical error:",
  "This raises an error:",
  "This returns the wrong result:",
  "Note that this would give -1:",
  "Beware of this version:",
  "Do NOT use:",
  "Please don't write this:",
  "You should not use:",
  "Not recommended:",
  "Deprecated:",
  "~~Old~~",
  "Initially I had:",
  "My initial version was:",
  "Originally:",
  "This was the original:",
  "The diff removes this version:",
  "Replaces:",
  "Instead of this:",
  "rather than:",
  "as opposed to:",
  "The difference to the version in your question:",
  "Compared with the version in the question:",
  "As an exercise, here is subtraction disguised as add:",
  "As a puzzle, what does this one do:",
  "A function that only pretends to add:",
  "The version in your question was:",
];
const announcements: readonly string[] = [
  "Here is the fixed code:",
  "Fixed version:",
  "With the bug fixed:",
  "Now without the naive loop:",
  "The corrected code (the original was wrong):",
  "Final code:",
  "Full solution:",
  "Complete program:",
  "Putting it all together:",
  "Cleaned up:",
  "Refactored:",
  "A better way:",
  "The right way:",
  "Instead, write:",
  "Instead use:",
  "Change it to:",
  "should be:",
  "Replace it with:",
  "This works:",
  "Good:",
  "Do:",
  "New:",
  "New version:",
  "Version 2:",
  "v2:",
  "Second attempt:",
  "Let me fix that:",
  "Correction:",
  "I made a mistake; here it is again:",
  "Sorry, the code above was wrong. This is right:",
  "Oops. The correct one:",
  "Wait, the sign is wrong:",
  "Hmm, that fails for zero. So:",
  "The previous code fails on negatives. Use:",
  "The first version is too slow, so:",
  "The bug above is fixed here:",
  "Handles bad input too:",
  "It avoids the common mistake:",
  "Does not fail on negatives:",
  "No longer fails:",
  "This keeps the original behavior:",
  "Based on your code:",
  "Your code becomes:",
  "Your function should look like this:",
  "Your updated code:",
  "Unlike the version in your question, this adds:",
  "The difference to the version in your question is the sign. Final code:",
  "Here is the solution to the exercise:",
  "For practice problem 2, the code:",
];
const afterwards: readonly string[] = [
  "That version is wrong; use the one above.",
  "The second block is wrong, do not use it.",
  "(This is the original code.)",
];

test("a version that is shown as wrong, former or another's never wins over the right one", () => {
  assert.deepEqual(
    warnings.filter((lead) => read(`${fenced(right)}\n\n${lead}\n\n${fenced(wrong)}`) !== right),
    [],
    "behind it",
  );
  assert.deepEqual(
    warnings.filter((lead) => read(`${lead}\n\n${fenced(wrong)}\n\nHere is the fix.\n\n${fenced(right)}`) !== right),
    [],
    "before it",
  );
});

test("a later version that is announced as the better one wins", () => {
  assert.deepEqual(
    announcements.filter((lead) => read(`${fenced(wrong)}\n\n${lead}\n\n${fenced(right)}`) !== right),
    [],
  );
});

test("a version that the sentence behind it disavows does not win", () => {
  assert.deepEqual(
    afterwards.filter((trail) => read(`${fenced(right)}\n\n${fenced(wrong)}\n\n${trail}`) !== right),
    [],
  );
});

test("labels with attributes, tags with escapes and answers within answers hold programs", () => {
  const labels = [
    "python#L1-2",
    "12:15:src/add.py",
    "{code-cell} ipython3",
    "{code-block} python",
    "console",
    "python,linenos",
    "add.py:python",
    "jupyter-notebook",
  ];
  assert.deepEqual(
    labels.filter((label) => read(`\`\`\`${label}\n${right}\n\`\`\``) !== right),
    [],
  );
  const texts = [
    `<pre><code>${right.replace("\n", "<br>\n")}</code></pre>`,
    `<code><![CDATA[\n${right}\n]]></code>`,
    `### Response:\n${right}\n### End`,
    `<tool_call>{"name":"python","arguments":{"code":${JSON.stringify(right)}}}</tool_call>`,
    `.. code-block:: python\n\n    ${right.replace("\n", "\n    ")}\n\nDone.`,
  ];
  assert.deepEqual(
    texts.filter((text) => read(text) !== right),
    [],
  );
});

test("code whose lines carry numbers is read without them", () => {
  const many = ["def add(a, b):", ...Array.from({ length: 9 }, (_, at) => `    c${at} = ${at}`), "    return a + b"];
  const forms: readonly ((line: string, at: number) => string)[] = [
    (line, at) => `${at + 1}  ${line}`,
    (line, at) => `${at + 1}: ${line}`,
    (line, at) => `${String(at + 1).padStart(3)} | ${line}`,
    (line, at) => `${String(at + 1).padEnd(4)}${line}`,
    (line, at) => `${at + 1}\t${line}`,
    (line, at) => `${at + 41}. ${line}`,
  ];
  for (const form of forms) assert.equal(read(fenced(many.map(form).join("\n"))), many.join("\n"), form("x", 0));
});

test("a block of JavaScript is the program, not a page whose script defines the same function", () => {
  const code = "function add(a, b) { return a + b; }";
  const page = "```html\n<html><body><script>\nfunction add(a, b) { return a - b; }\n</script></body></html>\n```";
  for (const label of ["js", ""])
    assert.equal(
      programIn(`\`\`\`${label}\n${code}\n\`\`\`\n\n${page}`, "javascript", ["assert.equal(add(1, 2), 3)"])?.trim(),
      code,
      label,
    );
});
