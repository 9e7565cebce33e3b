import assert from "node:assert/strict";
import { test } from "node:test";
import { openModel } from "./registry.ts";
import { statedThinking } from "./stated-thinking.ts";

test("how long a model is told to think is read from its settings, in each spelling of providers", () => {
  assert.equal(statedThinking({}), undefined);
  assert.equal(statedThinking({ effort: "low", body: { reasoning_effort: "high" } }), "low");
  const told: readonly (readonly [NonNullable<Parameters<typeof statedThinking>[0]["body"]>, string | number | undefined])[] = [
    [{ reasoning_effort: "high" }, "high"],
    [{ reasoning: { effort: "minimal" } }, "minimal"],
    [{ reasoning: { max_tokens: 2000 } }, 2000],
    [{ reasoning: { enabled: false } }, "none"],
    [{ thinking: { type: "enabled", budget_tokens: 1024 } }, 1024],
    [{ thinking: { type: "disabled" } }, "none"],
    [{ enable_thinking: false }, "none"],
    [{ chat_template_kwargs: { enable_thinking: true } }, "medium"],
    [{ provider: { order: ["a"] } }, undefined],
  ];
  for (const [body, want] of told) assert.equal(statedThinking({ body }), want, JSON.stringify(body));
});

test("an opened member carries it", async () => {
  const spec = { model: "openai/gpt-5.1", settings: { effort: "high" } } as const;
  const model = await openModel(spec, { env: { OPENAI_API_KEY: "sk-x" } });
  assert.equal(model?.thinks, "high");
});
