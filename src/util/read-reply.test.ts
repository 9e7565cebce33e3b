import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { readReply } from "./read-reply.ts";

const apart: readonly (readonly [title: string, text: string, answer: string])[] = [
  ["closed", "<think>\nAnswer: 42?\n</think>\n\nAnswer: 14", "Answer: 14"],
  ["closed only, since the prompt opened it", "Answer: 42, hm, no.\n</think>\n\nAnswer: 14", "Answer: 14"],
  ["closed only, within a line", "Answer: 42, hm, no.</think>Answer: 14", "Answer: 14"],
  ["cut off", "<think>\nAnswer: 14 looks right, but", ""],
  ["cut off after some words", "Step one.\n<think>\nhm", "Step one."],
  ["begun again within a line, cut off", "<think>Answer: 27</think>\nI cannot. <think>Answer: 18", "I cannot."],
  ["empty", "<think>\n\n</think>\n\n14", "14"],
  ["twice in a row", "<think>a</think>\n<think>b</think>\n14", "14"],
  ["nested", "<think><think>a</think>b</think>c", "c"],
  ["with an opening too many", "<think>a <think>b</think>c", "c"],
  ["closed under another name", "<thinking>\nx</think>\n14", "14"],
  ["in capitals and with attributes", '<THINK effort="high">x</Think>\n14', "14"],
  ["of Seed", "<seed:think>x</seed:think>14", "14"],
  ["of Mistral", "[THINK]x[/THINK]14", "14"],
  ["of Kimi", "◁think▷x◁/think▷14", "14"],
  ["of Kimi K3", "<|open|>think<|sep|>x<|close|>think<|sep|><|open|>response<|sep|>14<|close|>response<|sep|>", "14"],
  ["of Gemma", "<|channel>thought\nabc<channel|>14", "14"],
  ["of Command", "<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|>14<|END_RESPONSE|>", "14"],
  ["of Granite", "Here is my thought process:\nfoo\n\nHere is my response:\n14", "14"],
  ["in channels", "<|channel|>analysis<|message|>3?<|end|><|start|>assistant<|channel|>final<|message|>14<|return|>", "14"],
  ["in channels that the prompt opened", "3?<|end|><|start|>assistant<|channel|>final<|message|>14", "14"],
  ["in channels whose tokens were dropped", "analysisWe need 3.assistantfinalAnswer: 14", "Answer: 14"],
  ["in a channel, cut off", "<|channel|>analysis<|message|>Answer: 3?", ""],
  ["around a fence that was left open", "<think>\n```json\n{}\n</think>\n\n```json\n[]\n```", "```json\n[]\n```"],
  ["with a closing in code", "<think>so `</think>` ends it\n```\n</think>\n```\n</think>\n14", "14"],
  ["before an answer in a tag", "<reasoning>a</reasoning><answer>14</answer>", "<answer>14</answer>"],
  ["of GRPO recipes", "<start_working_out>\nx\n<end_working_out>\n14", "14"],
  ["folded into a page", "<details><summary>💭 Thinking</summary>\nx\n</details>\n14", "14"],
  ["begun behind an answer, cut off", '{"passed": true}\n<think>{"passed": false}', '{"passed": true}'],
  ["in a sentence's tail", "Sure! <think>let me see</think> Answer: 3", "Sure!  Answer: 3"],
];
for (const [title, text, answer] of apart) {
  test(`reasoning ${title} is set apart`, () => {
    const read = readReply(text);
    assert.equal(read.answer, answer);
    assert.equal(read.cutOff, title.includes("cut off"));
  });
}

const kept: readonly (readonly [title: string, text: string])[] = [
  ["in inline code", "Use `<think>` and `</think>`. Answer: 3"],
  ["in a fence", "```xml\n<think>\na\n</think>\n```"],
  ["in a fence that was cut off", "```js\nconst parts = text.split('</think>'); // <think>\nreturn"],
  ["in strings of a bare program", 'def f(t):\n    return re.sub(r"<think>.*?</think>", "", t)'],
  ["in a pattern", "function f(t) { return t.replace(/<think>[\\s\\S]*?<\\/think>/g, '') }"],
  ["in a sentence about them", "The <think> tag opens and the </think> tag closes it. Answer: 4"],
  ["within a document of other tags", "<root>\n  <thought>a</thought>\n  <b>c</b>\n</root>"],
  ["around the whole answer, where they may be its own", "<reflection>all of it</reflection>"],
  ["in lower case, where Mistral's are capitals", "[think] about it [/think]"],
  ["in a value of JSON", '{"why": "no <think>a</think> was found"}'],
];
for (const [title, text] of kept) {
  test(`tags ${title} are part of the answer`, () => {
    assert.deepEqual(readReply(text), { answer: text, reasoning: 0, cutOff: false, flags: [] });
  });
}

test("what was set apart is counted and on record", () => {
  assert.deepEqual(readReply("<think>12345</think>\nok").flags, ["reasoning=5"]);
  assert.deepEqual(readReply("<think>12345").flags, ["reasoning=5", "reasoning-cut-off"]);
  assert.deepEqual(readReply("12345\n</think>\nok").flags, ["reasoning=5"]);
});

test("no text makes it throw, and an answer without marks is given back as it is", () => {
  const word = fc.constantFrom(
    "<think>",
    "</think>",
    "```",
    "```js",
    "\n",
    "`",
    " ",
    "a",
    '"',
    "<|end|>",
    "[THINK]",
    "<reflection>",
    "</reflection>",
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 24 }),
      fc.string({ maxLength: 40, unit: fc.constantFrom("a", " ", "\n", "`", "{") }),
      (words, plain) => {
        const { answer, reasoning } = readReply(words.join(""));
        assert.ok(answer.length + reasoning <= words.join("").length);
        assert.equal(readReply(plain).answer, plain);
      },
    ),
    { seed: 9, numRuns: 500 },
  );
});
