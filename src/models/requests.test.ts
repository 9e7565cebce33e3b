import assert from "node:assert/strict";
import { after, test } from "node:test";
import { UserError } from "../util/bug.ts";
import { ask, fixture, opened, specs, watch } from "./fixtures/opened.ts";
import { type Handler, replays, sendJson, wireServer } from "./fixtures/wire.ts";
import { type ModelSpec, openModel } from "./registry.ts";

const closing: (() => unknown)[] = [];
after(async () => {
  for (const close of closing) await close();
});
async function serves(handler: Handler) {
  const server = await wireServer(handler);
  closing.push(() => server.close());
  return server;
}
const local = (baseUrl: string, more: Partial<ModelSpec> = {}, env: Record<string, string> = {}) =>
  openModel({ model: "compatible/m", price: "free", baseUrl, ...more }, { env });
async function refusal(more: Partial<ModelSpec>, env: Record<string, string> = {}): Promise<string> {
  const thrown: unknown = await local("http://127.0.0.1:4/v1", more, env).catch((error: unknown) => error);
  return thrown instanceof UserError ? thrown.message : assert.fail(`opened: ${String(thrown)}`);
}

test("headers, query parameters, body fields and ids of a member go with every request, its own before the SDK's", async () => {
  const server = await serves(replays(fixture("openai-chat")));
  const settings = {
    headers: { "x-team": "a", authorization: "Bearer ${GATEWAY}", "user-agent": "" },
    query: { "api-version": "2024-10-21", trace: true },
    body: { provider: { order: ["Together"], allow_fallbacks: false } },
    organization: "org-1",
    project: "proj-1",
  };
  const model = await local(`${server.url}/v1`, { settings, apiKeyEnv: "KEY" }, { GATEWAY: "gate", KEY: "other" });
  for (const how of [watch, { ...watch, onFirst: () => {} }]) assert.equal((await model.call(ask, how)).ok, true);
  assert.equal(server.asked.length, 2);
  for (const { path, headers, body } of server.asked) {
    assert.equal(path, "/v1/chat/completions?api-version=2024-10-21&trace=true");
    assert.deepEqual([headers["x-team"], headers.authorization], ["a", "Bearer gate"]);
    assert.deepEqual([headers["openai-organization"], headers["openai-project"]], ["org-1", "proj-1"]);
    assert.deepEqual(body["provider"], settings.body.provider);
  }
});

test("marks of chat templates are taken apart for a local server, unless the member says that they are kept; all else arrives unchanged", async () => {
  const text = "a << b <|im_end|> </s> می‌خواهم 👩‍👧";
  const said = async (model: Awaited<ReturnType<typeof local>>): Promise<string> => {
    assert.equal((await model.call({ ...ask, messages: [{ role: "user", text }] }, watch)).ok, true);
    return JSON.stringify(server.asked.at(-1)?.body);
  };
  const server = await serves(replays(fixture("openai-chat")));
  assert.ok((await said(await local(`${server.url}/v1`))).includes("a << b < |im_end|> < /s> می‌خواهم 👩‍👧"));
  assert.ok((await said(await local(`${server.url}/v1`, { settings: { templateTokens: "keep" } }))).includes(text));
  const [apart, kept] = [await local(`${server.url}/v1`), await local(`${server.url}/v1`, { settings: { templateTokens: "keep" } })];
  assert.notEqual(apart.identity, kept.identity);
});

test("every provider sends a member's headers", async () => {
  for (const name of ["openai-chat", "openai-responses", "anthropic", "gemini", "openrouter"]) {
    const server = await serves(replays(fixture(name)));
    const model = await opened(name, server.url, { settings: { headers: { "X-Team": "a" } } });
    assert.equal((await model.call(ask, watch)).ok, true, name);
    assert.equal(server.asked[0]?.headers["x-team"], "a", name);
  }
});

test("what a stored call is said to have sent is what the server got, in each wire form, and nothing is sent to tell it", async () => {
  const own = { temperature: 0.5, topP: 0.9, stop: ["END"], seed: 7 };
  const shape = { type: "object", required: ["n"], properties: { n: { type: "number" } }, additionalProperties: false } as const;
  const messages = [{ role: "system", text: "Be brief." }, ...ask.messages] as const;
  for (const name of ["openai-chat", "openai-responses", "anthropic", "gemini", "openrouter"]) {
    const server = await serves(replays(fixture(name)));
    const spec = specs[name] ?? assert.fail(name);
    const read = await openModel({ ...spec, baseUrl: server.url }, { env: {}, offline: true });
    const model = await opened(name, server.url, {});
    for (const asked of [
      { ...ask, ...own, messages },
      { ...ask, shape },
    ]) {
      await model.call(asked, watch);
      const { path = "", body } = server.asked.at(-1) ?? {};
      const count = server.asked.length;
      assert.deepEqual(await model.sent?.(asked), { path, body }, name);
      const told = (await read.sent?.(asked)) as { readonly body: unknown } | undefined;
      assert.deepEqual(told?.body, body, name);
      assert.equal(server.asked.length, count);
    }
  }
});

test("the query of a request is shown with every secret struck out, short ones too", async () => {
  const server = await serves(replays(fixture("openai-chat")));
  const query = { "api-version": "2024-10-21", team: "a b", key: "${SHORT}", tenant: "${SHORT}", proof: "p-${LONG}" };
  const env = { LOCAL_KEY: "k", SHORT: "s3c", LONG: "abcdefgh12345678" };
  const spec = { model: "compatible/m", baseUrl: server.url, apiKeyEnv: "LOCAL_KEY", price: { input: 1, output: 5 }, settings: { query } };
  const told = (await (await openModel(spec, { env })).sent?.(ask)) as { readonly path: string };
  assert.match(told.path, /\/chat\/completions\?api-version=2024-10-21&team=a%20b&key=\[key\]&tenant=\[key\]&proof=\[key\]$/);
});

test("a model that is only read about tells its request without a key, a region or a project", async () => {
  for (const model of ["azure/d", "bedrock/anthropic.claude-3-haiku-20240307-v1:0", "vertex/gemini-2.5-pro"]) {
    const read = await openModel({ model, price: { input: 1, output: 1 } }, { env: {}, offline: true });
    assert.match(
      JSON.stringify(await read.sent?.({ ...ask, messages: [{ role: "user", text: "Four words" }] })),
      /"path":.*Four words/,
      model,
    );
  }
});

const wantsOther: Handler = (asked, response) => {
  if ("max_tokens" in asked.body) {
    const message = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    return sendJson(response, 400, {
      error: { message, type: "invalid_request_error", param: "max_tokens", code: "unsupported_parameter" },
    });
  }
  return replays(fixture("openai-chat"))(asked, response);
};

test("the cap on output tokens goes under the name that is set, or that the server asks for, which is then kept", async () => {
  const server = await serves(wantsOther);
  const finds = await local(server.url);
  for (const how of [watch, { ...watch, onFirst: () => {} }]) assert.equal((await finds.call(ask, how)).ok, true);
  const told = await local(server.url, { settings: { maxTokensField: "max_completion_tokens" } });
  assert.equal((await told.call(ask, watch)).ok, true);
  assert.deepEqual(
    server.asked.map(({ body }) => [body["max_tokens"], body["max_completion_tokens"]]),
    [
      [600, undefined],
      [undefined, 600],
      [undefined, 600],
      [undefined, 600],
    ],
  );
  const firm = await local(server.url, { settings: { maxTokensField: "max_tokens" } });
  const refused = await firm.call(ask, watch);
  assert.match(refused.ok ? "" : refused.failure.message, /Use 'max_completion_tokens' instead/);
  assert.equal(server.asked.length, 5);
});

test("a refusal for another reason is not sent again", async () => {
  const message = "max_tokens is too large: 600. This model supports at most 100.";
  const server = await serves((_, response) => sendJson(response, 400, { error: { message } }));
  assert.equal((await (await local(server.url)).call(ask, watch)).ok, false);
  assert.equal(server.asked.length, 1);
});

test("effort reaches the provider, or its being ignored is flagged", async () => {
  const server = await serves(replays(fixture("openai-responses")));
  const model = await opened("openai-responses", server.url, { model: "openai/gpt-5-mini", settings: { effort: "low" } });
  await model.call(ask, watch);
  assert.deepEqual(server.asked[0]?.body["reasoning"], { effort: "low" });
});

test("what shapes replies or their price makes another model; keys, names of traces and time limits do not", async () => {
  const identity = async (more: Partial<ModelSpec> = {}, env: Record<string, string> = {}) => {
    const model = await local("http://127.0.0.1:4/v1", more, env);
    return model.identity ?? assert.fail("no identity");
  };
  const plain = await identity();
  const same = [
    identity({ baseUrl: "http://127.0.0.1:4/v1/" }),
    identity({ apiKeyEnv: "A" }, { A: "one" }),
    identity({ settings: { timeoutMs: 1000, headers: { "user-agent": "x" } } }),
  ];
  for (const one of await Promise.all(same)) assert.equal(one, plain);
  const others = await Promise.all([
    identity({ baseUrl: "http://127.0.0.1:2/v1" }),
    identity({ baseUrl: "https://127.0.0.1:4/v1" }),
    identity({ model: "compatible/n" }),
    identity({ price: { input: 1, output: 2 } }),
    identity({ settings: { structuredOutput: "native" } }),
    identity({ settings: { effort: "high" } }),
    identity({ settings: { headers: { "x-tier": "fast" } } }),
    identity({ settings: { query: { tier: "fast" } } }),
    identity({ settings: { body: { provider: { order: ["Together"] } } } }),
    identity({ settings: { body: { provider: { order: ["Groq"] } } } }),
    identity({ settings: { organization: "o" } }),
    identity({ settings: { maxTokensField: "max_completion_tokens" } }),
  ]);
  assert.equal(new Set([plain, ...others]).size, others.length + 1);
  const header = (authorization: string) => ({ settings: { headers: { authorization } } });
  assert.equal(await identity(header("Bearer one")), await identity(header("Bearer two")));
  assert.equal(await identity(header("Bearer ${A}"), { A: "1" }), await identity(header("Bearer ${A}"), { A: "2" }));
});

test("settings that a provider does not take, fields of ours and missing variables are refused by name", async () => {
  assert.match(
    await refusal({ settings: { region: "eu" } }),
    /settings\.region is for bedrock\/\.\.\., vertex\/\.\.\.; compatible\/\.\.\. takes no such/,
  );
  assert.match(await refusal({ settings: { body: { messages: [] } } }), /settings\.body may not set "messages"/);
  assert.match(
    await refusal({ settings: { headers: { "x-key": "${NOWHERE}" } } }),
    /settings\.headers\.x-key wants the environment variable NOWHERE/,
  );
  assert.match(await refusal({ baseUrl: "http://user:pass@127.0.0.1:4/v1" }), /holds a user or a password/);
  assert.match(await refusal({ baseUrl: "localhost:8080/v1" }), /baseUrl: must be a URL/);
  const settings = { timeoutMS: 5 } as unknown as NonNullable<ModelSpec["settings"]>;
  assert.match(await refusal({ settings }), /settings: unknown field "timeoutMS"/);
});

test("a secret of a header is struck out of what the provider says", async () => {
  const server = await serves(({ headers }, response) =>
    sendJson(response, 401, { error: { message: `bad key ${headers["x-api-key"] as string}` } }),
  );
  const model = await local(server.url, { settings: { headers: { "x-api-key": "${TEAM_SECRET}" } } }, { TEAM_SECRET: "s3cr3t-value" });
  const reply = await model.call(ask, watch);
  assert.ok(!reply.ok && reply.failure.message.includes("[key]"), JSON.stringify(reply));
  assert.ok(!JSON.stringify(reply).includes("s3cr3t-value"));
});

test("an address may end where the SDK goes on", async () => {
  const server = await serves(replays(fixture("openai-chat")));
  assert.equal((await (await local(`${server.url}/v1/chat/completions`)).call(ask, watch)).ok, true);
  assert.equal(server.asked[0]?.path, "/v1/chat/completions");
});
