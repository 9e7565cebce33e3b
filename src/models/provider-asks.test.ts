import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, JsonSchema, Message, Reply } from "../types.ts";
import { fixture, opened, specs, watch } from "./fixtures/opened.ts";
import { type Fixture, replays, wireServer } from "./fixtures/wire.ts";
import type { Unusable } from "./provider.ts";
import type { ModelSpec } from "./registry.ts";

const shape: JsonSchema = {
  type: "object",
  properties: { answer: { type: "string" }, p: { type: "number" } },
  required: ["answer", "p"],
  additionalProperties: false,
};
const messages: Message[] = [
  { role: "system", text: "Be brief." },
  { role: "user", text: "<task>\nWhat is the chance?\n</task>", cache: "1h" },
  { role: "system", text: "You are the skeptic." },
];
/** As long as the recorded calls were, so that their usage lies within the quote. */
const long: Ask = { purpose: "attempt", messages: [{ role: "user", text: "What is the chance? ".repeat(700) }], maxTokens: 600, shape };
const plain: Ask = { purpose: "attempt", messages, maxTokens: 321, temperature: 0.4 };

/** What the server got and what came back when its text is `text`. */
async function sent(name: string, ask: Ask, text = "The answer is 10/33.", more: Partial<ModelSpec> = {}) {
  const recorded = fixture(name);
  const body = JSON.parse(
    JSON.stringify(recorded.body).replaceAll("The answer is 10/33.", JSON.stringify(text).slice(1, -1)),
  ) as Fixture["body"];
  const server = await wireServer(replays({ ...recorded, body }));
  const reply: Reply = await (await opened(name, server.url, more)).call(ask, watch);
  await server.close();
  const [asked] = server.asked;
  assert.ok(asked);
  return { reply, asked, body: JSON.stringify(asked.body), fields: asked.body };
}

test("Anthropic: the cap, the breakpoint and the late system text go where they belong", async () => {
  const { fields, asked } = await sent("anthropic", plain);
  assert.equal(fields["max_tokens"], 321);
  assert.deepEqual(fields["system"], [{ type: "text", text: "Be brief." }]);
  assert.deepEqual(fields["messages"], [
    {
      role: "user",
      content: [
        { type: "text", text: "<task>\nWhat is the chance?\n</task>", cache_control: { type: "ephemeral", ttl: "1h" } },
        { type: "text", text: "You are the skeptic." },
      ],
    },
  ]);
  assert.equal(asked.headers["x-api-key"], "sk-test-4f1c9a");
});

test("Anthropic: of more than four breakpoints the last four stay", async () => {
  const many = Array.from({ length: 6 }, (_, i): Message => ({ role: i % 2 === 0 ? "user" : "assistant", text: `part ${i}`, cache: "5m" }));
  const { body } = await sent("anthropic", { ...plain, messages: many });
  assert.equal(body.split("cache_control").length - 1, 4);
  assert.ok(body.indexOf("cache_control") > body.indexOf("part 2"));
});

test("OpenAI: nothing is stored, and calls with one marked prefix share one cache key", async () => {
  const one = await sent("openai-responses", plain);
  const two = await sent("openai-responses", {
    ...plain,
    messages: [...messages.slice(0, 2), { role: "user", text: "You are the optimist." }],
  });
  const none = await sent("openai-responses", { ...plain, messages: [{ role: "user", text: "hello" }] });
  assert.equal(one.fields["store"], false);
  assert.equal(one.fields["max_output_tokens"], 321);
  assert.match(String(one.fields["prompt_cache_key"]), /^[0-9a-f]{32}$/);
  assert.equal(one.fields["prompt_cache_key"], two.fields["prompt_cache_key"]);
  assert.equal(none.fields["prompt_cache_key"], undefined);
});

test("OpenRouter is asked for its bill and gets the breakpoint", async () => {
  const { fields, body } = await sent("openrouter", plain);
  assert.deepEqual(fields["usage"], { include: true });
  assert.match(body, /"cache_control":\{"type":"ephemeral","ttl":"1h"\}/);
});

test("a server with a chat template gets no two messages of one role in a row", async () => {
  const { fields } = await sent("openai-chat", { ...plain, messages: messages.map(({ role, text }) => ({ role, text })) });
  assert.deepEqual(fields["messages"], [
    { role: "system", content: "Be brief." },
    { role: "user", content: "<task>\nWhat is the chance?\n</task>\n\nYou are the skeptic." },
  ]);
  assert.equal(fields["max_tokens"], 321);
});

test("Gemini gets its own names for the cap and the system text", async () => {
  const { fields } = await sent("gemini", plain);
  assert.equal((fields["generationConfig"] as { maxOutputTokens: number }).maxOutputTokens, 321);
  assert.deepEqual(fields["systemInstruction"], { parts: [{ text: "Be brief." }] });
});

const forced: { [name: string]: RegExp } = {
  "openai-responses": /"text":\{"format":\{"type":"json_schema","strict":true/,
  anthropic: /"output_config":\{"format":\{"type":"json_schema"/,
  gemini: /"responseMimeType":"application\/json","responseJsonSchema"|"responseMimeType":"application\/json","responseSchema"/,
  openrouter: /"response_format":\{"type":"json_schema"/,
};
for (const name of Object.keys(specs)) {
  test(`${name}: a shape reaches the model, and the object comes back`, async () => {
    const { reply, body } = await sent(name, long, '{"answer":"10/33","p":0.7}');
    assert.ok(reply.ok, JSON.stringify(reply));
    assert.deepEqual(reply.object, { answer: "10/33", p: 0.7 });
    assert.equal(reply.receipt?.flags, undefined);
    const pattern = forced[name];
    if (pattern !== undefined) assert.match(body, pattern);
    assert.equal(body.includes("fits this JSON Schema"), name === "openai-chat" || name === "openrouter");
  });

  test(`${name}: an object in a fence is taken out, one that does not fit is malformed with its text and its bill`, async () => {
    const fenced = await sent(name, long, 'Sure!\n```json\n{"answer": "10/33", "p": 0.7}\n```');
    assert.ok(fenced.reply.ok);
    assert.deepEqual(fenced.reply.object, { answer: "10/33", p: 0.7 });
    assert.equal(fenced.reply.receipt?.flags, undefined, "nothing was mended and nothing skipped");
    const draft = await sent(name, long, '{"answer": "1/3", "p": 0.2} or rather\n```json\n{"answer": "10/33", "p": 0.7,}\n```');
    assert.ok(draft.reply.ok);
    assert.deepEqual(draft.reply.object, { answer: "10/33", p: 0.7 });
    assert.deepEqual(draft.reply.receipt?.flags, ["mended", "earlier-objects=1"]);
    const { reply } = await sent(name, long, '{"answer":"10/33","p":"very"}');
    assert.ok(!reply.ok && reply.failure.code === "malformed");
    assert.match(reply.failure.message, /at "\/p" it must be number/);
    assert.equal((reply as Unusable).text, '{"answer":"10/33","p":"very"}');
    assert.deepEqual(reply.usage, fixture(name).usage);
    assert.ok(reply.cost > 0);
  });

  test(`${name}: structuredOutput "prompt" tells the schema in words alone`, async () => {
    const more: Partial<ModelSpec> = { settings: { structuredOutput: "prompt" } };
    const { reply, body } = await sent(name, long, '{"answer":"10/33","p":0.7}', more);
    assert.ok(reply.ok);
    assert.ok(body.includes("fits this JSON Schema"));
    assert.doesNotMatch(body, /json_schema|responseMimeType|"tools"/);
  });
}

test("an ask of system texts alone ends with a user's text", async () => {
  const { fields } = await sent("openai-chat", {
    ...plain,
    messages: [
      { role: "system", text: "Be brief." },
      { role: "system", text: "Say hello." },
    ],
  });
  assert.deepEqual(fields["messages"], [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Say hello." },
  ]);
});

test("a shape with an optional property is not sent as strict", async () => {
  const loose: JsonSchema = { ...shape, required: ["answer"] };
  const { body } = await sent("openai-responses", { ...plain, shape: loose }, '{"answer":"10/33"}');
  assert.match(body, /"strict":false/);
});

test("a temperature is sent, or its being ignored is flagged", async () => {
  const local = await sent("openai-chat", plain);
  assert.equal(local.fields["temperature"], 0.4);
  const { fields, reply } = await sent("anthropic", plain);
  assert.equal(fields["temperature"], undefined);
  assert.ok(reply.receipt?.flags?.includes("ignored-temperature"));
});

test("purpose and draw reach no model", async () => {
  for (const name of Object.keys(specs)) {
    const { body } = await sent(name, { ...plain, purpose: "shadow" });
    assert.doesNotMatch(body, /shadow|occurrence|repetition/);
  }
});
