import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Reply } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { ask, fixture, opened, secret, watch } from "./fixtures/opened.ts";
import { replays, sendJson, type WireServer, wireServer } from "./fixtures/wire.ts";
import { destinationOfModel, type ModelSpec, openModel } from "./registry.ts";

const servers: WireServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));
async function serves(handler: Parameters<typeof wireServer>[0]): Promise<WireServer> {
  const server = await wireServer(handler);
  servers.push(server);
  return server;
}
const key = "sk-proj-Zt_4f1c9a77b2e0Xw55mQ";
const env = { OPENAI_API_KEY: key, ANTHROPIC_API_KEY: key, GEMINI_API_KEY: key, OPENROUTER_API_KEY: key, TEAM_KEY: key };
const refusal = async (spec: ModelSpec): Promise<string> => {
  const thrown: unknown = await openModel(spec, { env }).catch((error: unknown) => error);
  assert.ok(thrown instanceof UserError, String(thrown));
  return thrown.message;
};
const words = (reply: Reply): string => JSON.stringify(reply);

test("a provider's key goes to no other host unless the member names that host or the variable", async () => {
  for (const name of ["openai-responses", "anthropic", "gemini", "openrouter"]) {
    const server = await serves(replays(fixture(name)));
    const reply = await (await opened(name, server.url, { sendKeyTo: undefined })).call(ask, watch);
    assert.ok(reply.ok, `${name}: ${words(reply)}`);
    assert.ok(!JSON.stringify(server.asked).includes(secret), name);
    const host = new URL(server.url).host;
    await (await opened(name, server.url, { sendKeyTo: host })).call(ask, watch);
    assert.ok(JSON.stringify(server.asked).includes(secret), name);
  }
});

test("a key that is told to stay back is in no part of a request, by whatever name; where it goes in one, that part is named", async () => {
  const ways: [settings: ModelSpec["settings"], told: string[] | undefined][] = [
    [undefined, undefined],
    [{ headers: { "x-lab": "${LAB}" }, query: { v: "1" }, body: { note: "${OPENAI_API_KEY}" } }, undefined],
    [{ headers: { "x-a": "${OPENAI_API_KEY}" } }, ['the header "x-a"']],
    [{ headers: { "X-A": "a ${LAB} b ${OPENAI_API_KEY}" } }, ['the header "X-A"']],
    [{ query: { "x-b": "${OPENAI_API_KEY}" } }, ['the parameter "x-b"']],
    [{ organization: "${OPENAI_API_KEY}" }, ['the header "openai-organization"']],
    [{ project: "p-${ALIAS}" }, ['the header "openai-project"']],
    [{ headers: { "x-a": "${ALIAS}" }, query: { q: "${WRAPPED}" } }, ['the header "x-a"', 'the parameter "q"']],
  ];
  const all = { OPENAI_API_KEY: key, LAB: "north", ALIAS: key, WRAPPED: `Bearer ${key}` };
  for (const [settings, told] of ways) {
    const server = await serves(replays(fixture("openai-responses")));
    const spec = { model: "openai/gpt-5", baseUrl: server.url, ...(settings === undefined ? {} : { settings }) };
    const to = destinationOfModel(spec, all);
    assert.deepEqual([to?.withheld, to?.withheldIn], ["OPENAI_API_KEY", told], JSON.stringify(settings));
    await (await openModel(spec, { env: all })).call(ask, watch);
    assert.equal(server.asked.length, 1);
    assert.equal(JSON.stringify(server.asked).includes(key), told !== undefined, JSON.stringify(settings));
    assert.equal(to?.plain?.includes("OPENAI_API_KEY") ?? false, false, "a provider's key is called a key in whatever it is sent");
  }
});

test("which host and which variable is told for every form of address", () => {
  const told = (spec: ModelSpec) => {
    const to = destinationOfModel(spec, env);
    return [to?.host, to?.variables.join(), to?.withheld];
  };
  const model = "openai/gpt-5";
  assert.deepEqual(told({ model }), ["api.openai.com", "OPENAI_API_KEY", undefined]);
  assert.deepEqual(told({ model, baseUrl: "https://eu.api.openai.com/v1" }), ["eu.api.openai.com", "OPENAI_API_KEY", undefined]);
  for (const baseUrl of [
    "https://api.openai.com.evil.example/v1",
    "https://evil-api.openai.com/v1",
    "http://api.openai.com/v1",
    "https://api.openai.com:444/v1",
  ])
    assert.deepEqual(told({ model, baseUrl }), [new URL(baseUrl).host, "", "OPENAI_API_KEY"]);
  const baseUrl = "https://llm.example/v1";
  assert.deepEqual(told({ model, baseUrl, sendKeyTo: "llm.example" }), ["llm.example", "OPENAI_API_KEY", undefined]);
  assert.deepEqual(told({ model, baseUrl, apiKeyEnv: "TEAM_KEY" }), ["llm.example", "TEAM_KEY", undefined]);
  assert.deepEqual(told({ model: "compatible/x", price: "free", baseUrl }), ["llm.example", "", undefined]);
  assert.deepEqual(told({ model: "google/gemini-2.5-pro" }), ["generativelanguage.googleapis.com", "GEMINI_API_KEY", undefined]);
  assert.deepEqual(told({ model: "google/gemini-2.5-pro", baseUrl }), ["llm.example", "", "GEMINI_API_KEY"]);
  assert.equal(destinationOfModel({ model: "simulated/small" }, env), undefined);
});

test("a token of a session goes along with the keys that it belongs to, is told, and is struck from what is said", async () => {
  const cloud = { AWS_ACCESS_KEY_ID: "AKIA4F1C9A77B2E0", AWS_SECRET_ACCESS_KEY: key, AWS_SESSION_TOKEN: "FwoGZXIvYXdzEJr4f1c9a77" };
  const server = await serves((request, response) =>
    sendJson(response, 400, { message: `no: ${String(request.headers["x-amz-security-token"])}` }),
  );
  const host = new URL(server.url).host;
  const price = { input: 1, output: 1 };
  const spec: ModelSpec = { model: "bedrock/m", price, baseUrl: server.url, sendKeyTo: host, settings: { region: "us-east-1" } };
  assert.deepEqual(destinationOfModel(spec, cloud)?.variables, Object.keys(cloud));
  const reply = await (await openModel(spec, { env: cloud })).call(ask, watch);
  assert.match(words(reply), /no: /);
  assert.doesNotMatch(words(reply), /FwoGZXIvYXdz/);
});

test("a cloud's key goes to the hosts of its models alone, and to none that anybody may hold in the cloud", () => {
  const cloud = { AWS_BEARER_TOKEN_BEDROCK: key, GOOGLE_VERTEX_API_KEY: key, AZURE_API_KEY: key };
  const sent = (model: string, host: string) => {
    const spec: ModelSpec = { model, price: { input: 1, output: 1 }, baseUrl: `https://${host}/x`, settings: { region: "us-east-1" } };
    return destinationOfModel(spec, cloud)?.variables.length;
  };
  for (const [model, own, others] of [
    [
      "bedrock/m",
      [
        "bedrock-runtime.us-east-1.amazonaws.com",
        "bedrock-runtime-fips.us-gov-west-1.amazonaws.com",
        "bedrock-runtime.cn-north-1.amazonaws.com.cn",
        "bedrock-runtime.eu-west-1.api.aws",
      ],
      [
        "x.execute-api.us-east-1.amazonaws.com",
        "bucket.s3.amazonaws.com",
        "bedrock-runtime.s3.amazonaws.com",
        "bedrock-runtime.s3-us-west-2.amazonaws.com",
        "bedrock-runtime.us-east-1.elb.amazonaws.com",
        "x.bedrock-runtime.us-east-1.amazonaws.com",
        "vpce-1.bedrock-runtime.us-east-1.vpce.amazonaws.com",
        "amazonaws.com",
        "bedrock-runtimexus-east-1.amazonaws.com",
      ],
    ],
    [
      "vertex/gemini-2.5-pro",
      ["aiplatform.googleapis.com", "europe-west4-aiplatform.googleapis.com", "aiplatform.eu.rep.googleapis.com"],
      ["storage.googleapis.com", "bucket.storage.googleapis.com", "x.aiplatform.googleapis.com", "googleapis.com"],
    ],
    [
      "azure/d",
      ["mine-1.openai.azure.com", "mine.cognitiveservices.azure.com", "mine.services.ai.azure.com"],
      ["openai.azure.com", "a.b.openai.azure.com", "x.blob.core.windows.net", "x.azure.com"],
    ],
  ] as const) {
    for (const host of own) assert.equal(sent(model, host), 1, host);
    for (const host of others) assert.throws(() => sent(model, host), /which is not its provider's\. Add sendKeyTo/, host);
  }
});

test("a host that is not the address's, and an address with a secret in it, are refused without repeating the secret", async () => {
  assert.match(await refusal({ model: "openai/gpt-5", baseUrl: "https://a.example/v1", sendKeyTo: "b.example" }), /b\.example.*a\.example/);
  for (const address of [`https://u:${key}@a.example/v1`, `https://a.example/v1?key=${key}`, `https://a.example/v1?sig=${key}`]) {
    const said = await refusal({ model: "compatible/x", price: "free", baseUrl: address });
    assert.match(said, /baseUrl.*holds a/);
    assert.ok(!said.includes(key), said);
  }
});

test("a redirect to another host gets no key; one at the same host is followed", async () => {
  const thief = await serves(replays(fixture("anthropic")));
  const server = await serves((_, response) => {
    response.writeHead(307, { location: `${thief.url}/v1/messages` });
    response.end();
  });
  const reply = await (await opened("anthropic", server.url)).call(ask, watch);
  assert.equal(thief.asked.length, 0);
  assert.match(words(reply), new RegExp(`answered 307.*sends on to ${new URL(thief.url).host}`));
  const moved = await serves((asked, response) => {
    if (asked.path.startsWith("/new")) return replays(fixture("anthropic"))(asked, response);
    response.writeHead(308, { location: `/new${asked.path}` });
    response.end();
  });
  assert.ok((await (await opened("anthropic", moved.url)).call(ask, watch)).ok);
});

test("an SDK takes no address from a variable of its own", async () => {
  const thief = await serves(replays(fixture("openai-responses")));
  process.env["OPENAI_BASE_URL"] = thief.url;
  try {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(new URL(new Request(input).url).host);
      return new Response("{}", { status: 500 });
    };
    await (await openModel({ model: "openai/gpt-5" }, { env, fetch })).call(ask, watch);
    assert.deepEqual(asked, ["api.openai.com"]);
  } finally {
    delete process.env["OPENAI_BASE_URL"];
  }
});

test("a key that a server echoes is struck from answers, objects, usage, errors and their bodies", async () => {
  const echoes = [key, encodeURIComponent(key), Buffer.from(`Bearer ${key}`).toString("base64"), key.slice(0, 14), key.slice(-14)];
  const spec: ModelSpec = { model: "compatible/echo", price: { input: 1, output: 4 }, apiKeyEnv: "TEAM_KEY" };
  for (const echo of echoes) {
    const bodies: [number, unknown][] = [
      [
        200,
        {
          id: echo,
          model: echo,
          choices: [{ finish_reason: "stop", message: { content: `It is ${echo}.` } }],
          usage: { prompt_tokens: 5, completion_tokens: 2, note: echo },
        },
      ],
      [401, { error: { message: `Incorrect API key provided: ${echo}` } }],
      [500, `${"x".repeat(490)}${echo}`],
      [200, { error: { message: `bad ${echo}` }, usage: { prompt_tokens: 5, completion_tokens: 1, [echo]: echo } }],
      [
        200,
        { choices: [{ finish_reason: "content_filter", message: { content: echo } }], usage: { prompt_tokens: 5, completion_tokens: 1 } },
      ],
    ];
    for (const [status, body] of bodies) {
      const server = await serves((_, response) => sendJson(response, status, body as never));
      const model = await openModel({ ...spec, baseUrl: server.url }, { env });
      const shaped = { ...ask, shape: { type: "object", properties: { a: { type: "string" } }, required: ["a"] } };
      for (const said of [
        words(await model.call(ask, watch)),
        words(await model.call(shaped, watch)),
        words(await model.call(ask, { ...watch, onFirst: () => {} })),
      ])
        for (const part of [echo.slice(0, 12), echo.slice(-12)])
          assert.ok(!said.includes(part) || part === Buffer.from(`Bearer ${key}`).toString("base64").slice(0, 12), `${status}: ${said}`);
    }
  }
});

test("a key that a server knows from another member is struck from its answers, too", async () => {
  const server = await serves((_, response) => sendJson(response, 401, { error: { message: `Used before: ${key}` } }));
  const spec: ModelSpec = { model: "compatible/echo", price: { input: 1, output: 4 }, baseUrl: server.url };
  const surroundings = { env: { ...env, OTHER_KEY: "another-key-0123456789" }, secrets: new Set<string>() };
  const first = await openModel({ ...spec, apiKeyEnv: "OTHER_KEY" }, surroundings);
  await openModel({ ...spec, apiKeyEnv: "TEAM_KEY" }, surroundings);
  assert.match(words(await first.call(ask, watch)), /Used before: \[key\]/);
});

test("a parameter that is a secret by its name is taken from a variable alone", async () => {
  const spec: ModelSpec = { model: "compatible/x", price: "free", baseUrl: "https://a.example/v1" };
  const said = await refusal({ ...spec, settings: { query: { "api-key": key } } });
  assert.match(said, /settings\.query\.api-key holds a secret/);
  assert.ok(!said.includes(key));
  const filled: ModelSpec = { ...spec, settings: { query: { "api-key": "${TEAM_KEY}" }, headers: { "x-other": "${OPENAI_API_KEY}" } } };
  assert.deepEqual(destinationOfModel(filled, env)?.variables, ["OPENAI_API_KEY", "TEAM_KEY"]);
});

test("certificates of the experiment's own are trusted for no provider's host to which a key goes, unless the member names that host", async () => {
  const settings = { ca: new URL("fixtures/local-certificate.pem", import.meta.url).pathname };
  const cloud = { AWS_BEARER_TOKEN_BEDROCK: key };
  for (const [spec, host, more] of [
    [{ model: "openai/gpt-5" }, "api.openai.com", {}],
    [{ model: "openai/gpt-5", apiKeyEnv: "TEAM_KEY" }, "api.openai.com", {}],
    [{ model: "openai/gpt-5", baseUrl: "https://eu.api.openai.com/v1" }, "eu.api.openai.com", {}],
    [{ model: "openai/gpt-5", baseUrl: "https://API.OpenAI.com./v1", apiKeyEnv: "TEAM_KEY" }, "api.openai.com.", {}],
    [{ model: "openai/gpt-5", baseUrl: "https://api.openai.com:8443/v1", apiKeyEnv: "TEAM_KEY" }, "api.openai.com:8443", {}],
    [{ model: "google/gemini-2.5-pro" }, "generativelanguage.googleapis.com", {}],
    [
      { model: "compatible/x", price: "free", baseUrl: "https://api.anthropic.com/v1", apiKeyEnv: "ANTHROPIC_API_KEY" },
      "api.anthropic.com",
      {},
    ],
    [
      { model: "bedrock/m", price: { input: 1, output: 1 }, settings: { region: "us-east-1" } },
      "bedrock-runtime.us-east-1.amazonaws.com",
      cloud,
    ],
  ] as const) {
    const trusting: ModelSpec = { ...spec, settings: { ...("settings" in spec ? spec.settings : {}), ...settings } };
    const surroundings = { env: { ...env, ...more } };
    await assert.rejects(openModel(trusting, surroundings), (thrown: unknown) => {
      assert.ok(thrown instanceof UserError && thrown.message.includes(`sendKeyTo: "${host}"`), String(thrown));
      return true;
    });
    assert.throws(() => destinationOfModel(trusting, surroundings.env), UserError);
    await openModel({ ...trusting, sendKeyTo: host }, surroundings);
    assert.match(destinationOfModel({ ...trusting, sendKeyTo: host }, surroundings.env)?.trusted.join() ?? "", /local-certificate\.pem$/);
  }
  const own: ModelSpec = { model: "openai/gpt-5", baseUrl: "https://llm.example/v1", apiKeyEnv: "TEAM_KEY", settings };
  assert.deepEqual(destinationOfModel(own, env)?.variables, ["TEAM_KEY"]);
  assert.match(await refusal({ model: "openai/gpt-5", sendKeyTo: "b.example" }), /b\.example.*api\.openai\.com/);
});
