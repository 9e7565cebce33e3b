import assert from "node:assert/strict";
import { test } from "node:test";
import { guessNotes } from "./guess-notes.ts";
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
    [of("simulated/small"), of("openai/o3"), of("openai/gpt-5-mini"), of("openai/gpt-4o"), of("x/qwen3-8b")],
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
  const merelyNamed = [
    "compatible/think-box",
    "x/thinker",
    "compatible/reasoned-reply",
    "compatible/thinking",
    "x/reasonable-v2",
    "x/think",
  ];
  assert.deepEqual(merelyNamed.map(of), [0, 0, 0, 0, 0, 0], "a word in a name is no family");
  const shape = (...names: string[]) => ({ type: "object", properties: Object.fromEntries(names.map((name) => [name, {}])) });
  assert.deepEqual(
    [thoughtShare(undefined), thoughtShare(shape("why", "answer")), thoughtShare(shape("passed")), thoughtShare({})],
    [1, 1, 0.4, 0.4],
  );
});

test("what the settings say of thinking holds, whatever the name says", () => {
  const of = (thinks: string | number, id = "openai/gpt-5"): number => thoughtTokens({ id, thinks });
  assert.deepEqual(
    ["none", "minimal", "low", "medium", "high", "xhigh", "max"].map((effort) => of(effort)),
    [0, 60, 300, 600, 1200, 2400, 4800],
  );
  assert.deepEqual([of(1024), of(100_000), of(0), of("high", "compatible/m"), of("none", "x/phi-4-reasoning")], [512, 2400, 0, 1200, 0]);
  assert.equal(of("a word of its provider's own"), 600, "then the family tells");
});

test("what an ask is told, by its purpose, goes before the member's own, and no estimate is above the most that is allowed", () => {
  const model = { id: "openai/gpt-5", thinks: "medium" };
  const told: readonly (readonly [Parameters<typeof thoughtTokens>[1], number])[] = [
    [{}, 600],
    [{ effort: "low" }, 300],
    [{ effort: "high", maxThinking: 16_384 }, 1200],
    [{ effort: "high", maxThinking: 1000 }, 1000],
    [{ effort: "none" }, 0],
    [{ maxThinking: 400 }, 400],
  ];
  for (const [thinking, want] of told) assert.equal(thoughtTokens(model, thinking), want, JSON.stringify(thinking));
  // Where nothing says how much, a bound half filled is expected.
  assert.equal(thoughtTokens({ id: "compatible/m" }, { maxThinking: 400 }), 200);
});

test("how sure a plan is of models that were never asked is said by what the guess rests on", () => {
  assert.deepEqual(guessNotes(new Map()), []);
  const only = (why: "at-once" | "name" | "settings"): string => guessNotes(new Map([["m", why]])).join();
  const about = (words: string): string => `Likely is a guess for models without past replies here. m: ${words}. --pilot 3 measures.`;
  assert.equal(only("at-once"), about("as a rule within 3 times; 10 times or more too low where it explains at length or thinks unseen"));
  assert.equal(
    only("name"),
    about("thinks first, going by the name alone (600 hidden tokens an answer, 240 a judgment or bid); may be 10 times off"),
  );
  assert.equal(only("settings"), about("thinks as its settings say; may be 5 times off"));
  const [note] = guessNotes(
    new Map([
      ["compatible/m", "at-once"],
      ["openai/o3", "name"],
      ["openai/gpt-5", "settings"],
    ]),
  );
  assert.equal(
    note,
    "Likely is a guess for models without past replies here. compatible/m: as a rule within 3 times; 10 times or more too low where it explains at length or thinks unseen. openai/o3: thinks first, going by the name alone (600 hidden tokens an answer, 240 a judgment or bid); may be 10 times off. openai/gpt-5: thinks as its settings say; may be 5 times off. --pilot 3 measures.",
  );
});
