import assert from "node:assert/strict";
import { test } from "node:test";
import { answerTokens, thoughtShare, thoughtTokens, tokensOf } from "./reply-length.ts";

test("a text has a token for every four characters begun", () => {
  assert.deepEqual(["", "a", "abcd", "abcde"].map(tokensOf), [0, 1, 1, 2]);
});

test("an answer is as long as its suite makes likely: by its reference, its key, its checks, or half as much again as was asked", () => {
  const prompt = "x".repeat(400);
  const exact = { kind: "exact", answer: "twelve!!" };
  assert.equal(answerTokens({ prompt, grader: exact, meta: { reference: "y".repeat(80) } }), 20 + 20);
  assert.equal(answerTokens({ prompt, grader: exact, meta: { reference: "" } }), 20 + 2 + 100);
  assert.equal(answerTokens({ prompt, grader: { kind: "exact", answer: [1, 2] } }), 20 + 2 + 100);
  assert.equal(answerTokens({ prompt, grader: { kind: "exact" } }), 20 + 1 + 100);
  // Four tokens are asked, "2 + 2 = 4." has about seven.
  assert.equal(answerTokens({ prompt: "What is 2 + 2?", grader: { kind: "exact", answer: "4" } }), 2 + 1 + 4);
  assert.equal(answerTokens({ prompt, grader: { kind: "program", checks: [] } }), 20 + 100 + 1);
  assert.equal(answerTokens({ prompt, grader: { kind: "program" } }), 20 + 100 + 1);
  assert.equal(answerTokens({ prompt, grader: { kind: "program", checks: ["z".repeat(9000)] } }), 20 + 100 + 600);
  assert.equal(answerTokens({ prompt, grader: { kind: "rubric" } }), 30 + 150);
  assert.equal(answerTokens({ prompt: "x".repeat(9000), grader: { kind: "rubric" } }), 30 + 900);
});

test("models that think first have hidden tokens, a judgment less of them than a whole answer", () => {
  const of = (id: string): number => thoughtTokens({ id });
  assert.deepEqual(
    [of("simulated/small"), of("openai/o3"), of("openai/gpt-5-mini"), of("openai/gpt-4o"), of("x/thinker")],
    [500, 600, 600, 0, 600],
  );
  const atOnce = [
    "xai/grok-4-fast-non-reasoning",
    "qwen3-30b-a3b-instruct-2507",
    "openai/gpt-5-chat-latest",
    "local/no-think",
    "x/nothinking",
  ];
  assert.deepEqual(atOnce.map(of), [0, 0, 0, 0, 0], "their names say that they do not");
  assert.deepEqual(["deepseek-reasoner", "phi-4-reasoning", "qwen3-30b-a3b-thinking-2507"].map(of), [600, 600, 600]);
  const shape = (...names: string[]) => ({ type: "object", properties: Object.fromEntries(names.map((name) => [name, {}])) });
  assert.deepEqual(
    [thoughtShare(undefined), thoughtShare(shape("why", "answer")), thoughtShare(shape("passed")), thoughtShare({})],
    [1, 1, 0.4, 0.4],
  );
});
