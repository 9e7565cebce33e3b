import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { UserError } from "../util/bug.ts";
import { priceText } from "./price-text.ts";

test("a model's card says which id was matched, from which book, at which rates, tiers, batch and cache rules", async () => {
  const text = await priceText("openai/gpt-5.6", {});
  const words = text.replaceAll(/\s+/g, " ");
  assert.match(words, /listed alias of openai\/gpt-5\.6-sol, in force since 2026-08-21, price book genai-prices-/);
  assert.match(text, /base +4\.00 +20\.00 +0\.40 +5\.00 +5\.00/);
  assert.match(text, /input over 271,999 tokens +8\.00 +30\.00/);
  assert.match(text, /batch +2\.00 +10\.00 +0\.20/);
  assert.match(words, /"openai-writes".*from 1,024 tokens/);
  for (const line of text.split("\n")) assert.ok(line.length <= 100, line);
  const card = JSON.parse(await priceText("anthropic/claude-haiku-4-5", { json: true })) as {
    matchKind: string;
    cache: { minimum: number };
  };
  assert.deepEqual([card.matchKind, card.cache.minimum], ["exact", 4096]);
});

test("a model that extends a known id is refused with the ids it looks like and the line to add", async () => {
  await assert.rejects(
    priceText("anthropic/claude-sonnet-5.5", {}),
    (thrown) => thrown instanceof UserError && /price: \{ input:[^]*look like it:[^]*anthropic\/claude-sonnet-5,/.test(thrown.message),
  );
});

test("the list holds one provider's models, and an unknown provider is named the nearest", async () => {
  const { models } = JSON.parse(await priceText(undefined, { provider: "anthropic", json: true })) as { models: { id: string }[] };
  assert.ok(models.length > 10 && models.every(({ id }) => id.startsWith("anthropic/")));
  await assert.rejects(priceText(undefined, { provider: "antropic" }), /Did you mean "anthropic"/);
});

test("an experiment's own price and cache rules are shown for its member", async () => {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-prices-"));
  const file = join(folder, "lab.yaml");
  const member = "{ name: own, model: compatible/llama, baseUrl: 'http://localhost:2', price: { input: 0.5, output: 1 }, cache: vertex }";
  writeFileSync(file, `suite: coase-hayek\nmembers:\n  - ${member}\ntopologies: [solo]\n`);
  try {
    const text = await priceText(undefined, { experiment: file });
    assert.match(text, /Price: given in the experiment\./);
    assert.match(text, /base +0\.50 +1\.00 +0\.50 +0\.50 +0\.50/);
    assert.match(text, /"vertex"[\s\S]*from 2,048\s+tokens/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
