import assert from "node:assert/strict";
import { createVerify, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Json } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { eventFrame, signatureOf } from "./fixtures/aws.ts";
import { ask, fixture, watch } from "./fixtures/opened.ts";
import { type Handler, replays, sendJson, wireServer } from "./fixtures/wire.ts";
import { type ModelSpec, openModel } from "./registry.ts";

const closing: (() => unknown)[] = [];
after(async () => {
  for (const close of closing) await close();
});
const streaming = { ...watch, onFirst: () => {} };
const price = { input: 1, output: 5, cacheRead: 0.1, cacheWrite5m: 1.25 };
type Environment = Record<string, string>;

async function serves(handler: Handler) {
  const server = await wireServer(handler);
  closing.push(() => server.close());
  return server;
}
async function refusal(spec: ModelSpec, env: Environment): Promise<string> {
  const thrown: unknown = await openModel(spec, { env }).catch((error: unknown) => error);
  return thrown instanceof UserError ? thrown.message : assert.fail(`opened: ${String(thrown)}`);
}

test("Azure: a deployment answers at its v1 address with its key, or by its own address under a dated version", async () => {
  const v1 = await serves(replays(fixture("openai-responses")));
  const env = { AZURE_API_KEY: "azure-key" };
  const model = await openModel({ model: "azure/my-deployment", baseUrl: `${v1.url}/openai/v1`, sendKeyTo: "127.0.0.1", price }, { env });
  for (const how of [watch, streaming]) {
    const reply = await model.call(ask, how);
    assert.equal(reply.ok && reply.text, fixture("openai-responses").text);
    assert.deepEqual(reply.usage, fixture("openai-responses").usage);
  }
  const [first] = v1.asked;
  assert.deepEqual([first?.path, first?.headers["api-key"], first?.body["model"]], ["/openai/v1/responses", "azure-key", "my-deployment"]);
  const dated = await serves(replays(fixture("openai-chat")));
  const settings = { apiVersion: "2024-10-21" };
  const chat = await openModel(
    { model: "azure/my-deployment", baseUrl: `${dated.url}/openai`, sendKeyTo: "127.0.0.1", price, settings },
    { env: { AZURE_OPENAI_AD_TOKEN: "entra" } },
  );
  assert.equal((await chat.call(ask, watch)).ok, true);
  const [asked] = dated.asked;
  assert.equal(asked?.path, "/openai/deployments/my-deployment/chat/completions?api-version=2024-10-21");
  assert.deepEqual([asked.headers.authorization, asked.headers["api-key"]], ["Bearer entra", undefined]);
});

test("Azure without what it needs says what that is", async () => {
  assert.match(await refusal({ model: "azure/d", price }, {}), /AZURE_API_KEY.*is not set.*AZURE_RESOURCE_NAME.*baseUrl/);
  assert.match(await refusal({ model: "azure/d", price }, { AZURE_API_KEY: "k" }), /needs the name of its resource.*AZURE_RESOURCE_NAME/);
  assert.match(await refusal({ model: "azure/" }, { AZURE_API_KEY: "k" }), /the model's name is missing.*azure\/<deployment> needs/);
  assert.match(await refusal({ model: "azure/d" }, { AZURE_API_KEY: "k" }), /No price is known for "azure\/d"/);
});

const claude = "anthropic.claude-sonnet-4-5-20250929-v1:0";
const usage = { inputTokens: 900, outputTokens: 40, totalTokens: 4540, cacheReadInputTokens: 3000, cacheWriteInputTokens: 600 };
/** Whole and streamed, as the Converse API answers. */
const converse: Handler = ({ path }, response) => {
  if (!path.endsWith("/converse-stream")) {
    const output = { message: { role: "assistant", content: [{ text: "Answer: 14" }] } };
    return sendJson(response, 200, { output, stopReason: "end_turn", usage, metrics: { latencyMs: 100 } });
  }
  response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream" });
  response.write(eventFrame("messageStart", { role: "assistant" }));
  for (const text of ["Answer", ": 14"]) response.write(eventFrame("contentBlockDelta", { contentBlockIndex: 0, delta: { text } }));
  response.write(eventFrame("contentBlockStop", { contentBlockIndex: 0 }));
  response.write(eventFrame("messageStop", { stopReason: "end_turn" }));
  response.end(eventFrame("metadata", { usage, metrics: { latencyMs: 100 } }));
};

test("Bedrock: a bearer key or a signature is sent, whole and streamed answers are read, cached tokens count once", async () => {
  const server = await serves(converse);
  const spec = { model: `bedrock/${claude}`, baseUrl: server.url, sendKeyTo: "127.0.0.1", price };
  const bearer = await openModel(
    { ...spec, settings: { headers: { "x-team": "a" } } },
    { env: { AWS_BEARER_TOKEN_BEDROCK: "bedrock-key" } },
  );
  const key = { id: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", region: "eu-west-1" };
  const env = { AWS_ACCESS_KEY_ID: key.id, AWS_SECRET_ACCESS_KEY: key.secret, AWS_SESSION_TOKEN: "session", AWS_REGION: key.region };
  const signing = await openModel(spec, { env });
  // By hand: 900 fresh at $1, 3000 read at $0.10, 600 written at $1.25, 40 out at $5, per million.
  const cost = 900 * 1000 + 3000 * 100 + 600 * 1250 + 40 * 5000;
  for (const model of [bearer, signing]) {
    for (const how of [watch, streaming]) {
      const reply = await model.call(ask, how);
      assert.equal(reply.ok && reply.text, "Answer: 14", JSON.stringify(reply));
      assert.equal(reply.cost, cost);
      assert.deepEqual(reply.usage, { uncached: 900, cacheRead: 3000, cacheWrite5m: 600, cacheWrite1h: 0, output: 40, reasoning: 0 });
    }
  }
  assert.deepEqual(
    server.asked.map(({ path }) => path),
    [0, 1].flatMap(() => [`/model/${encodeURIComponent(claude)}/converse`, `/model/${encodeURIComponent(claude)}/converse-stream`]),
  );
  assert.deepEqual([server.asked[0]?.headers.authorization, server.asked[0]?.headers["x-team"]], ["Bearer bedrock-key", "a"]);
  for (const asked of server.asked.slice(2)) {
    assert.equal(asked.headers.authorization, signatureOf(asked, key));
    assert.equal(asked.headers["x-amz-security-token"], "session");
  }
  assert.equal(bearer.family, "claude");
});

test("Bedrock: odd envelopes keep the answer, and its cost where the report can be read, else the hold", async () => {
  const plain = { output: { message: { role: "assistant", content: [{ text: "Answer: 14" }] } }, stopReason: "end_turn", usage };
  const said = (message: Json): Json => ({ ...plain, output: { message } });
  const odd: readonly (readonly [string, Json, "hold"?])[] = [
    ["no metrics and odd extras", { ...plain, metrics: "fast", performanceConfig: 1, serviceTier: "x", trace: [] }],
    ["a text for its content", said({ content: "Answer: 14" })],
    ["one part without a list", said({ content: { text: "Answer: 14" } })],
    ["texts among parts", said({ content: ["Answer:", null, { text: " 14" }] })],
    ["a text for its message", said("Answer: 14")],
    ["a text for its output", { ...plain, output: "Answer: 14" }],
    ["odd reasoning", said({ content: [{ reasoningContent: "hm" }, { text: "Answer: 14" }] })],
    ["an odd call of a tool", said({ content: [{ toolUse: {} }, { text: "Answer: 14" }] })],
    ["another role", said({ role: 7, content: [{ text: "Answer: 14" }] })],
    ["no reason for its end", { ...plain, stopReason: null }],
    ["odd additional fields", { ...plain, additionalModelResponseFields: "none" }],
    ["counts as texts", { ...plain, usage: { ...usage, inputTokens: "900", outputTokens: "40" } }],
    ["no total", { ...plain, usage: { inputTokens: 900, outputTokens: 40, cacheReadInputTokens: 3000, cacheWriteInputTokens: 600 } }],
    ["odd cache details", { ...plain, usage: { ...usage, cacheDetails: "none" } }],
    ["no usage", { ...plain, usage: null }, "hold"],
    ["usage in a word", { ...plain, usage: "none" }, "hold"],
  ];
  let body: Json = {};
  const server = await serves((_, response) => sendJson(response, 200, body));
  const env = { AWS_BEARER_TOKEN_BEDROCK: "bedrock-key" };
  const model = await openModel({ model: `bedrock/${claude}`, baseUrl: server.url, sendKeyTo: "127.0.0.1", price }, { env });
  const cost = 900 * 1000 + 3000 * 100 + 600 * 1250 + 40 * 5000;
  for (const [name, sent, want] of odd) {
    body = sent;
    const reply = await model.call(ask, watch);
    assert.equal(reply.ok && reply.text, "Answer: 14", `${name}: ${JSON.stringify(reply)}`);
    assert.equal(reply.cost, want === "hold" ? model.quote(ask) : cost, name);
  }
});

test("Bedrock without what it needs says what that is", async () => {
  const spec = { model: `bedrock/${claude}`, price };
  assert.match(
    await refusal(spec, {}),
    /AWS_BEARER_TOKEN_BEDROCK \(or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY\) is not set.*AWS_REGION/,
  );
  assert.match(await refusal(spec, { AWS_ACCESS_KEY_ID: "a" }), /is not set/);
  assert.match(await refusal(spec, { AWS_BEARER_TOKEN_BEDROCK: "k" }), /needs the region/);
});

test("Vertex: an API key asks Gemini in express mode; a service account fetches one token and asks with it", async () => {
  const gemini = await serves(replays(fixture("gemini")));
  const baseUrl = `${gemini.url}/v1/publishers/google`;
  const express = await openModel(
    { model: "vertex/gemini-2.5-pro", baseUrl, sendKeyTo: "127.0.0.1", price },
    { env: { GOOGLE_VERTEX_API_KEY: "express" } },
  );
  for (const how of [watch, streaming]) {
    const reply = await express.call(ask, how);
    assert.equal(reply.ok && reply.text, fixture("gemini").text);
    assert.deepEqual(reply.usage, fixture("gemini").usage);
  }
  assert.equal(gemini.asked[0]?.path, "/v1/publishers/google/models/gemini-2.5-pro:generateContent");
  assert.equal(gemini.asked[0].headers["x-goog-api-key"], "express");
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const assertions: string[] = [];
  const tokens = await serves(({ body }, response) => {
    assertions.push(new URLSearchParams(String(body["text"])).get("assertion") ?? "");
    sendJson(response, 200, { access_token: "ya29.token", expires_in: 3600, token_type: "Bearer" });
  });
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-vertex-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  const account = {
    type: "service_account",
    project_id: "p1",
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
    client_email: "lab@p1.iam.gserviceaccount.com",
    token_uri: `${tokens.url}/token`,
  };
  const file = join(folder, "account.json");
  writeFileSync(file, JSON.stringify(account));
  const env = { GOOGLE_APPLICATION_CREDENTIALS: file, GOOGLE_CLOUD_PROJECT: "p1", GOOGLE_CLOUD_LOCATION: "europe-west1" };
  const served = await openModel({ model: "vertex/gemini-2.5-pro", baseUrl, sendKeyTo: "127.0.0.1", price }, { env });
  for (const how of [watch, streaming]) assert.equal((await served.call(ask, how)).ok, true);
  assert.deepEqual(
    gemini.asked.slice(2).map(({ headers }) => headers.authorization),
    ["Bearer ya29.token", "Bearer ya29.token"],
  );
  const [head = "", claims = "", signature = ""] = assertions[0]?.split(".") ?? [];
  assert.equal(assertions.length, 1);
  assert.ok(createVerify("RSA-SHA256").update(`${head}.${claims}`).verify(publicKey, signature, "base64url"));
  assert.equal((JSON.parse(Buffer.from(claims, "base64url").toString()) as { iss: string }).iss, account.client_email);
  const claudeServer = await serves(replays(fixture("anthropic")));
  const base = `${claudeServer.url}/v1/projects/p1/locations/europe-west1/publishers/anthropic/models`;
  const asked = await openModel({ model: "vertex/claude-sonnet-4-5@20250929", baseUrl: base, sendKeyTo: "127.0.0.1", price }, { env });
  assert.equal((await asked.call(ask, watch)).ok, true);
  assert.match(claudeServer.asked[0]?.path ?? "", /\/models\/claude-sonnet-4-5@20250929:rawPredict$/);
});

test("Vertex: a token that is refused is a matter of setup and costs nothing; what is missing is said", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const tokens = await serves((_, response) =>
    sendJson(response, 400, { error: "invalid_grant", error_description: "Invalid JWT Signature." }),
  );
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-vertex-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "account.json");
  const private_key = privateKey.export({ type: "pkcs8", format: "pem" });
  writeFileSync(file, JSON.stringify({ type: "service_account", private_key, client_email: "a@b", token_uri: `${tokens.url}/token` }));
  const env = { GOOGLE_APPLICATION_CREDENTIALS: file };
  const settings = { project: "p1", region: "global" };
  const reply = await (await openModel({ model: "vertex/gemini-2.5-pro", price, settings }, { env })).call(ask, watch);
  assert.ok(!reply.ok);
  assert.deepEqual([reply.failure.code, reply.cost], ["setup", 0]);
  assert.match(reply.failure.message, /invalid_grant|Invalid JWT Signature/);
  assert.match(await refusal({ model: "vertex/gemini-2.5-pro", price }, {}), /GOOGLE_VERTEX_API_KEY \(or GOOGLE_APPLICATION_CREDENTIALS\)/);
  assert.match(await refusal({ model: "vertex/gemini-2.5-pro", price }, env), /needs the project and the location/);
  assert.match(await refusal({ model: "vertex/claude-sonnet-4-5", price }, { GOOGLE_VERTEX_API_KEY: "k" }), /takes no API key/);
  writeFileSync(file, "no json");
  assert.match(await refusal({ model: "vertex/gemini-2.5-pro", price, settings }, env), /Wanted the JSON file of a Google account/);
});
