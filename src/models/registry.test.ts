import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { UserError } from "../util/bug.ts";
import { familyOf } from "./family.ts";
import { keysFound } from "./find-keys.ts";
import { type ModelSpec, modelSpec, openModel } from "./registry.ts";

/** The words with which a member is refused. */
async function refusal(spec: unknown, env: Record<string, string> = {}): Promise<string> {
  const thrown: unknown = await openModel(spec as ModelSpec, { env }).then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof UserError, String(thrown));
  assert.equal(thrown.exitCode, 2);
  return thrown.message;
}

test("a member without its key is refused with the variable to set", async () => {
  assert.match(await refusal({ model: "anthropic/claude-sonnet-5" }), /ANTHROPIC_API_KEY is not set/);
  assert.match(
    await refusal({ model: "openai/gpt-5" }, { OPENAI_API_KEY: "  " }),
    /OPENAI_API_KEY is set but empty\. .*before a \.env file/,
  );
  assert.match(await refusal({ model: "google/gemini-2.5-pro" }), /GOOGLE_GENERATIVE_AI_API_KEY \(or GEMINI_API_KEY, GOOGLE_API_KEY\)/);
  assert.match(await refusal({ model: "openai/gpt-5", apiKeyEnv: "TEAM_KEY" }, { OPENAI_API_KEY: "x" }), /TEAM_KEY/);
});

test("a key is taken from the variable that is named, or from one of the provider's own", async () => {
  const named = await openModel({ model: "openai/gpt-5", apiKeyEnv: "TEAM_KEY" }, { env: { TEAM_KEY: "x" } });
  const other = await openModel({ model: "google/gemini-2.5-pro" }, { env: { GOOGLE_API_KEY: "x" } });
  assert.deepEqual([named.id, named.family, named.world], ["openai/gpt-5", "gpt", "live"]);
  assert.equal(other.price?.input, 1.25);
});

test("an unknown name is refused with the nearest provider and all that there are", async () => {
  assert.match(
    await refusal({ model: "antropic/claude-sonnet-5" }),
    /Did you mean "anthropic"\?.*compatible\/\.\.\., simulated\/\.\.\., recorded/,
  );
  assert.match(await refusal({ model: "gpt-5" }), /Nothing is known by the name "gpt-5"\. Did you mean "openai\/gpt-5"/);
  assert.doesNotMatch(await refusal({ model: "no-such-model-at-all" }), /Did you mean/);
  assert.match(await refusal({ model: "openai/" }), /the model's name is missing/);
  assert.match(await refusal({ model: "simulated/large" }), /opened with an experiment/);
  assert.match(await refusal({ model: "toString/x" }), /Nothing is known/);
});

test("an unpriced model is refused with the line to add, before its key is looked for", async () => {
  assert.match(await refusal({ model: "anthropic/claude-sonnet-5-nonexistent" }), /price: \{ input: <dollars per million tokens>/);
  assert.match(await refusal({ model: "compatible/llama3", baseUrl: "http://localhost:2/v1" }), /or price: "free"/);
});

test("a compatible server needs its address and no key", async () => {
  assert.match(await refusal({ model: "compatible/llama3", price: "free" }), /Add baseUrl/);
  assert.match(await refusal({ model: "compatible/llama3", price: "free", baseUrl: "localhost:11434" }), /baseUrl/);
  const model = await openModel({ model: "compatible/llama3.1:8b", price: "free", baseUrl: "http://localhost:11434/v1/" }, { env: {} });
  assert.deepEqual([model.family, model.quote({ purpose: "bid", messages: [], maxTokens: 100 })], ["llama", 0]);
});

test("settings that do not fit are refused by name", async () => {
  assert.match(await refusal({ model: "openai/gpt-5", settings: { timeoutMs: -1 } }), /settings\.timeoutMs/);
  assert.match(await refusal({ model: "openai/gpt-5", setting: {} }), /setting/);
  assert.match(await refusal({ model: "openai/gpt-5", price: { input: -1, output: 2 } }), /cannot be negative; "input" is -1/);
  assert.ok(modelSpec.safeParse({ model: "x/y", price: "free", settings: { structuredOutput: "prompt" } }).success);
});

test("keys are found by name and never shown", () => {
  const found = keysFound({ OPENAI_API_KEY: "sk-secret", GEMINI_API_KEY: "g" });
  assert.deepEqual(found, [
    { provider: "openai", variable: "OPENAI_API_KEY", present: true },
    { provider: "anthropic", variable: "ANTHROPIC_API_KEY", present: false },
    { provider: "google", variable: "GEMINI_API_KEY", present: true },
    { provider: "openrouter", variable: "OPENROUTER_API_KEY", present: false },
    { provider: "azure", variable: "AZURE_API_KEY", present: false },
    { provider: "bedrock", variable: "AWS_BEARER_TOKEN_BEDROCK", present: false },
    { provider: "vertex", variable: "GOOGLE_VERTEX_API_KEY", present: false },
  ]);
  const half = keysFound({ AWS_ACCESS_KEY_ID: "a" }).find(({ provider }) => provider === "bedrock");
  const whole = keysFound({ AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" }).find(({ provider }) => provider === "bedrock");
  assert.deepEqual([half?.present, whole?.present, whole?.variable], [false, true, "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"]);
});

test("a model's family is its lineage, wherever it is hosted", () => {
  const ids = [
    "anthropic/claude-sonnet-5",
    "openrouter/anthropic/claude-opus-5",
    "openai/o3",
    "openrouter/openai/gpt-5",
    "google/gemini-2.5-pro",
  ];
  assert.deepEqual(ids.map(familyOf), ["claude", "claude", "gpt", "gpt", "gemini"]);
  assert.deepEqual(["compatible/llama3.1:8b", "compatible/Qwen2.5-Coder", "openrouter/mistralai/codestral"].map(familyOf), [
    "llama",
    "qwen",
    "mistral",
  ]);
});

test("importing the registry loads no provider's SDK, and opening a model loads its own alone", () => {
  const program = `
    import { registerHooks } from "node:module";
    const loaded = new Set();
    registerHooks({ load(url, context, next) {
      const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
      if (name) loaded.add(name);
      return next(url, context);
    } });
    const { openModel } = await import(${JSON.stringify(new URL("index.ts", import.meta.url).href)});
    const sdks = () => [...loaded].filter((name) => name === "ai" || name.startsWith("@ai-sdk/") || name.startsWith("@openrouter/")).sort();
    const before = sdks();
    await openModel({ model: "anthropic/claude-sonnet-5" }, { env: { ANTHROPIC_API_KEY: "x" } });
    console.log(JSON.stringify({ before, after: sdks() }));
  `;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  assert.deepEqual(JSON.parse(run.stdout), { before: [], after: ["@ai-sdk/anthropic", "@ai-sdk/provider", "@ai-sdk/provider-utils"] });
});
