import assert from "node:assert/strict";
import { test } from "node:test";
import { bookWeights, pricedModels } from "./prices.ts";
import { weightsDate, weightsIn } from "./weights.ts";

test("a family whose weights are published is open, one that is sold as a service alone is closed, and any other is unknown", () => {
  for (const id of [
    "openai/gpt-oss-120b",
    "openrouter/openai/gpt-oss-20b:free",
    "bedrock/openai.gpt-oss-20b-1:0",
    "openrouter/deepseek/deepseek-v3.2",
    "bedrock/us.deepseek.r1-v1:0",
    "openrouter/meta-llama/llama-4-scout",
    "bedrock/meta.llama3-1-70b-instruct-v1:0",
    "openrouter/qwen/qwen3-235b-a22b",
    "openrouter/mistralai/mistral-small-3.2-24b-instruct",
    "google/gemma-2-27b-it",
    "openrouter/z-ai/glm-5",
  ])
    assert.equal(weightsIn(id), "open", id);
  for (const id of [
    "openai/gpt-5.2",
    "openai/o3",
    "openrouter/openai/gpt-5",
    "anthropic/claude-opus-4-6",
    "vertex/claude-opus-4-5@20251101",
    "google/gemini-3-pro-preview",
    "openrouter/x-ai/grok-4.3",
    "openrouter/qwen/qwen3-max",
  ])
    assert.equal(weightsIn(id), "closed", id);
  // A service built on open weights, a successor of which nothing is known, a name that only sounds like a family.
  for (const id of [
    "openrouter/perplexity/llama-3.1-sonar-large-128k-online",
    "openrouter/deepseek/deepseek-v4-pro",
    "openrouter/z-ai/glm-5.3",
    "openrouter/moonshotai/kimi-k3",
    "openrouter/mistralai/mistral-large-2512",
    "compatible/my-llama",
  ])
    assert.equal(weightsIn(id), undefined, id);
});

test("the book has what the families say, under an id or an alias, with its day, and nothing of a model that it does not hold", () => {
  assert.deepEqual(bookWeights("anthropic/claude-haiku-4-5-20251001"), { weights: "closed", date: weightsDate });
  assert.deepEqual(bookWeights("openrouter/deepseek/deepseek-v3.2"), { weights: "open", date: weightsDate });
  assert.equal(bookWeights("openrouter/z-ai/glm-5.3"), undefined);
  assert.equal(bookWeights("openai/gpt-oss-9000b"), undefined);
  for (const { id, weights } of pricedModels()) assert.equal(weights, weightsIn(id), id);
});
