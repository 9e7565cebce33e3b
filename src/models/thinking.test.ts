import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Ask, JsonSchema, Purpose } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { ask, fixture, opened, watch } from "./fixtures/opened.ts";
import { replays, wireServer } from "./fixtures/wire.ts";
import { knownThinking } from "./known-thinking.ts";
import type { MemberSettings } from "./member-settings.ts";
import { type ModelSpec, openModel } from "./registry.ts";
import table from "./thinking-table.json" with { type: "json" };

const closing: (() => unknown)[] = [];
after(async () => {
  for (const close of closing) await close();
});

type Settings = Pick<MemberSettings, "effort" | "maxThinking" | "body">;
type Body = Readonly<Record<string, unknown>>;

/** What the local server of this wire form got for an ask of this purpose. */
async function got(form: string, model: string, settings: Settings | undefined, more: Partial<Ask> = {}): Promise<Body> {
  const server = await wireServer(replays(fixture(form)));
  closing.push(() => server.close());
  const spec = { model, price: { input: 1, output: 5 }, ...(settings === undefined ? {} : { settings }) } as const;
  await (await opened(form, server.url, spec)).call({ ...ask, ...more }, watch);
  return server.asked[0]?.body ?? assert.fail(`${model} was not asked`);
}
const picked = (body: Body, ...names: string[]): Body =>
  Object.fromEntries(names.flatMap((name) => (name in body ? [[name, body[name]]] : [])));

test("OpenAI is told a word, and the cap holds the answer and the hidden tokens together", async () => {
  const of = async (settings: Settings | undefined, purpose: Purpose = "attempt") =>
    picked(await got("openai-responses", "openai/gpt-5.6-sol", settings, { purpose }), "reasoning", "max_output_tokens");
  assert.deepEqual(await of(undefined), { max_output_tokens: 600 });
  assert.deepEqual(await of(undefined, "bid"), { reasoning: { effort: "low" }, max_output_tokens: 600 });
  assert.deepEqual(await of(undefined, "grade"), { reasoning: { effort: "high" }, max_output_tokens: 600 });
  assert.deepEqual(await of({ effort: "max", maxThinking: 5000 }), { reasoning: { effort: "max" }, max_output_tokens: 5600 });
  assert.deepEqual(await of({ maxThinking: { bid: 300 } }, "bid"), { reasoning: { effort: "low" }, max_output_tokens: 900 });
});

test("Claude is told hidden tokens or an effort, by its version", async () => {
  const of = async (model: string, settings: Settings | undefined, purpose: Purpose = "attempt") =>
    picked(await got("anthropic", `anthropic/${model}`, settings, { purpose }), "thinking", "output_config", "max_tokens");
  assert.deepEqual(await of("claude-haiku-4-5", undefined), { max_tokens: 600 });
  assert.deepEqual(await of("claude-haiku-4-5", undefined, "bid"), {
    thinking: { type: "enabled", budget_tokens: 1024 },
    max_tokens: 1624,
  });
  assert.deepEqual(await of("claude-haiku-4-5", { effort: "high", maxThinking: 2000 }), {
    thinking: { type: "enabled", budget_tokens: 2000 },
    max_tokens: 2600,
  });
  assert.deepEqual(await of("claude-haiku-4-5", { maxThinking: 1500 }), {
    thinking: { type: "enabled", budget_tokens: 1500 },
    max_tokens: 2100,
  });
  assert.deepEqual(await of("claude-haiku-4-5-20251001", { effort: "none" }), { thinking: { type: "disabled" }, max_tokens: 600 });
  assert.deepEqual(await of("claude-sonnet-5", undefined, "verdict"), {
    thinking: { type: "adaptive" },
    output_config: { effort: "high" },
    max_tokens: 600,
  });
  assert.deepEqual(await of("claude-sonnet-5", { effort: "xhigh", maxThinking: 3000 }), {
    thinking: { type: "adaptive" },
    output_config: { effort: "xhigh" },
    max_tokens: 3600,
  });
  assert.deepEqual(await of("claude-sonnet-5", { effort: "none" }), { thinking: { type: "disabled" }, max_tokens: 600 });
});

test("a shape that a tool would have to force is told in words while Claude thinks, since both at once are refused", async () => {
  const closed: JsonSchema = { type: "object", required: ["n"], properties: { n: { type: "number" } }, additionalProperties: false };
  const open: JsonSchema = { type: "object", properties: { n: { type: "number" } } };
  const of = async (model: string, shape: JsonSchema, purpose: Purpose) => {
    const body = await got("anthropic", `anthropic/${model}`, undefined, { shape, purpose });
    const told = JSON.stringify(body["messages"]).includes("fits this JSON Schema");
    return [body["tool_choice"] !== undefined, JSON.stringify(body["output_config"] ?? {}).includes("json_schema"), told];
  };
  assert.deepEqual(await of("claude-sonnet-4-0", closed, "bid"), [false, false, true]);
  assert.deepEqual(await of("claude-sonnet-4-0", closed, "plan"), [true, false, false]);
  assert.deepEqual(await of("claude-sonnet-5", closed, "bid"), [false, true, false]);
  assert.deepEqual(await of("claude-sonnet-5", open, "bid"), [false, false, true]);
});

test("Gemini is told hidden tokens or a level, by its version", async () => {
  const of = async (model: string, settings: Settings | undefined, purpose: Purpose = "attempt") =>
    picked(
      (await got("gemini", `google/${model}`, settings, { purpose }))["generationConfig"] as Body,
      "thinkingConfig",
      "maxOutputTokens",
    );
  assert.deepEqual(await of("gemini-2.5-pro", undefined), { maxOutputTokens: 600 });
  assert.deepEqual(await of("gemini-2.5-pro", undefined, "route"), { thinkingConfig: { thinkingBudget: 1024 }, maxOutputTokens: 1624 });
  assert.deepEqual(await of("gemini-2.5-flash", { effort: "none" }), { thinkingConfig: { thinkingBudget: 0 }, maxOutputTokens: 600 });
  assert.deepEqual(await of("gemini-2.5-flash", { effort: "max", maxThinking: 9000 }), {
    thinkingConfig: { thinkingBudget: 9000 },
    maxOutputTokens: 9600,
  });
  assert.deepEqual(await of("gemini-3-flash-preview", { effort: "minimal", maxThinking: 400 }), {
    thinkingConfig: { thinkingLevel: "minimal" },
    maxOutputTokens: 1000,
  });
});

test("OpenRouter is told an effort or hidden tokens, never both", async () => {
  const of = async (model: string, settings: Settings | undefined, purpose: Purpose = "attempt") =>
    picked(await got("openrouter", `openrouter/${model}`, settings, { purpose }), "reasoning", "max_tokens");
  assert.deepEqual(await of("openai/gpt-5.1", undefined), { max_tokens: 600 });
  assert.deepEqual(await of("openai/gpt-5.1", undefined, "bid"), { reasoning: { effort: "low" }, max_tokens: 600 });
  assert.deepEqual(await of("anthropic/claude-haiku-4.5", undefined, "bid"), { reasoning: { max_tokens: 1024 }, max_tokens: 1624 });
  assert.deepEqual(await of("anthropic/claude-haiku-4.5", { effort: "none" }), { reasoning: { effort: "none" }, max_tokens: 600 });
  assert.deepEqual(await of("x/unheard", { effort: "high", maxThinking: 100 }), { reasoning: { effort: "high" }, max_tokens: 700 });
  assert.deepEqual(await of("x/unheard", { maxThinking: 100 }), { reasoning: { max_tokens: 100 }, max_tokens: 700 });
});

test("a compatible server is told the word as it is written, of a model that is known for bids and verdicts too", async () => {
  const of = async (model: string, settings: Settings | undefined, purpose: Purpose = "attempt") =>
    picked(await got("openai-chat", `compatible/${model}`, settings, { purpose }), "reasoning_effort", "max_tokens");
  assert.deepEqual(await of("llama-3.3", undefined, "bid"), { max_tokens: 600 });
  assert.deepEqual(await of("llama-3.3", { effort: "xhigh", maxThinking: 50 }), { reasoning_effort: "xhigh", max_tokens: 650 });
  assert.deepEqual(await of("openai/gpt-oss-120b", undefined, "verdict"), { reasoning_effort: "high", max_tokens: 600 });
  assert.deepEqual(await of("gpt-oss:20b", undefined, "bid"), { reasoning_effort: "low", max_tokens: 600 });
});

test("Bedrock, Vertex and Azure carry the same in their own fields", async () => {
  const sent = async (spec: ModelSpec, purpose: Purpose): Promise<string> => {
    const read = await openModel({ price: { input: 1, output: 1 }, ...spec }, { env: {}, offline: true });
    return JSON.stringify(await read.sent?.({ ...ask, messages: [{ role: "user", text: "?" }], purpose }));
  };
  const haiku = await sent({ model: "bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0" }, "bid");
  assert.match(haiku, /"thinking":\{"type":"enabled","budget_tokens":1024\}/);
  assert.match(haiku, /"maxTokens":1624/);
  const sonnet = await sent({ model: "bedrock/anthropic.claude-sonnet-4-6" }, "verdict");
  assert.match(sonnet, /"thinking":\{"type":"adaptive"\}/);
  assert.match(sonnet, /"effort":"high"/);
  assert.match(await sent({ model: "bedrock/openai.gpt-oss-120b-1:0" }, "route"), /"reasoning_effort":"low"/);
  assert.match(await sent({ model: "vertex/gemini-2.5-flash" }, "bid"), /"thinkingConfig":\{"thinkingBudget":1024\}/);
  // A deployment may have any name, so nothing is told that its member does not say.
  assert.doesNotMatch(await sent({ model: "azure/gpt-5" }, "bid"), /effort/);
  assert.match(await sent({ model: "azure/gpt-5", settings: { effort: "low" } }, "attempt"), /"reasoning":\{"effort":"low"\}/);
});

test("the member's own effort holds for what is not named; bids are no more and verdicts no less than it", async () => {
  const of = async (settings: Settings, model = "openai/gpt-5.6-sol") => {
    const { thinking } = await openModel({ model, settings, price: "free" }, { env: { OPENAI_API_KEY: "k", GOOGLE_API_KEY: "k" } });
    const purposes: Purpose[] = ["attempt", "retry", "shadow", "bid", "route", "verdict", "grade", "plan"];
    return purposes.map((purpose) => thinking?.(purpose).effort ?? "-").join(" ");
  };
  assert.equal(await of({}), "- - - low low high high -");
  assert.equal(await of({ effort: "medium" }), "medium medium medium low low high high medium");
  assert.equal(await of({ effort: { default: "medium" } }), "medium medium medium low low high high medium");
  assert.equal(await of({ effort: "none" }), "none none none none none high high none");
  assert.equal(await of({ effort: "max" }), "max max max low low max max max");
  assert.equal(await of({ effort: { attempt: "xhigh", bid: "medium", verdict: "low" } }), "xhigh xhigh xhigh medium low low low -");
  assert.equal(await of({ effort: { retry: "low", grade: "max" } }), "- low - low low high max -");
  // What the body tells is left alone, and so is a model of which nothing is known.
  assert.equal(await of({ body: { reasoning: { effort: "minimal" } } }), "- - - - - - - -");
  assert.equal(await of({ effort: "medium" }, "openai/gpt-99"), "medium medium medium medium medium medium medium medium");
  // Its only effort is high.
  assert.equal(await of({}, "openai/gpt-5-pro"), "- - - - - high high -");
});

test("hidden tokens are priced at their cap", async () => {
  const price = { input: 0, output: 2 };
  const quote = async (model: string, settings: Settings, purpose: Purpose) =>
    (await openModel({ model, settings, price }, { env: { OPENAI_API_KEY: "k", ANTHROPIC_API_KEY: "k" } })).quote({ ...ask, purpose }) /
    2000;
  assert.equal(await quote("openai/gpt-5", {}, "attempt"), 600);
  assert.equal(await quote("openai/gpt-5", { maxThinking: 7000 }, "attempt"), 7600);
  assert.equal(await quote("openai/gpt-5", { maxThinking: { default: 7000, bid: 100 } }, "bid"), 700);
  assert.equal(await quote("anthropic/claude-haiku-4-5", {}, "verdict"), 600 + 16_384);
  assert.equal(await quote("anthropic/claude-haiku-4-5", { effort: "medium" }, "attempt"), 600 + 4096);
  assert.equal(await quote("anthropic/claude-haiku-4-5", { effort: "none", maxThinking: 9000 }, "attempt"), 600);
});

test("what a model cannot be told is refused with its place and what it has", async () => {
  const refusal = async (model: string, settings: object): Promise<string> => {
    const spec = { model, settings, price: "free" } as ModelSpec;
    const env = { OPENAI_API_KEY: "k", ANTHROPIC_API_KEY: "k", GOOGLE_API_KEY: "k", OPENROUTER_API_KEY: "k" };
    const thrown: unknown = await openModel(spec, { env }).catch((error: unknown) => error);
    return thrown instanceof UserError ? thrown.message : assert.fail(`opened: ${String(thrown)}`);
  };
  assert.match(
    await refusal("openai/gpt-5", { effort: { verdict: "max" } }),
    /"openai\/gpt-5": settings\.effort\.verdict is max; it has minimal, low, medium, high \(as of 2026-11-30, https:/,
  );
  assert.match(await refusal("google/gemini-2.5-pro", { effort: "none" }), /settings\.effort is none; it has low, medium, high, max/);
  assert.match(await refusal("openrouter/openai/gpt-5.6-sol", { effort: "max" }), /has none, low, medium, high, xhigh \(/);
  assert.match(
    await refusal("anthropic/claude-haiku-4-5", { maxThinking: { bid: 100 } }),
    /settings\.maxThinking\.bid is 100; the model takes at least 1024 hidden tokens .* set settings\.effort: none\./,
  );
  assert.match(
    await refusal("google/gemini-2.5-pro", { maxThinking: 40_000 }),
    /settings\.maxThinking is 40000; the model takes at most 32768/,
  );
  assert.match(await refusal("openai/gpt-5", { effort: { verdit: "low" } }), /settings\.effort: unknown field "verdit"/);
  assert.match(await refusal("openai/gpt-5", { effort: { repair: "low" } }), /unknown field "repair"/);
  assert.match(await refusal("openai/gpt-5", { maxThinking: 0 }), /settings\.maxThinking: must be more than 0/);
});

test("every row of the table can be told, and a release's date and a host's spelling change nothing", () => {
  for (const row of table.rows) {
    const { budgets } = row as { budgets?: Readonly<Record<string, number>> };
    if (budgets !== undefined) assert.deepEqual(Object.keys(budgets), row.efforts, row.models[0]);
  }
  const efforts = (id: string) => knownThinking(id)?.efforts.join(" ");
  for (const id of ["openai/gpt-5-mini-2025-08-07", "openrouter/openai/gpt-5-mini"])
    assert.equal(efforts(id), efforts("openai/gpt-5-mini"), id);
  const sonnets = [
    "vertex/claude-sonnet-4-5@20250929",
    "bedrock/eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "openrouter/anthropic/claude-sonnet-4.5:beta",
  ];
  for (const id of sonnets) assert.equal(efforts(id), efforts("anthropic/claude-sonnet-4-5"), id);
  for (const id of ["openai/gpt-4o", "azure/gpt-5", "compatible/llama", "anthropic/constructor", "openai/gpt-5-chat-latest"])
    assert.equal(efforts(id), undefined, id);
});
