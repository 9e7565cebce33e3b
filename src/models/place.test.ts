import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../util/bug.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import { failureOf } from "./call-failure.ts";
import { openDeadline, deadlineOfCall } from "./deadline.ts";
import { memberSettings } from "./member-settings.ts";
import { destinationOfModel, type ModelSpec, openModel } from "./registry.ts";

const price = { input: 1, output: 1 };
const keys = {
  AWS_BEARER_TOKEN_BEDROCK: "key-of-the-cloud-0123",
  AZURE_API_KEY: "key-of-the-cloud-0123",
  GOOGLE_VERTEX_API_KEY: "key-of-the-cloud-0123",
};
const led = [
  "x@127.0.0.1:9443/y?",
  "evil.org/y?",
  "evil.org#",
  "evil.org",
  "evil.org\\",
  "a b",
  "-a",
  "a-",
  "a..b",
  "%65",
  "é",
  "a".repeat(64),
  "a\nb",
  "a:80",
];
const refusal = async (spec: ModelSpec, env: Record<string, string>): Promise<string> => {
  const thrown: unknown = await openModel(spec, { env }).catch((error: unknown) => error);
  assert.ok(thrown instanceof UserError, String(thrown));
  return thrown.message;
};

test("a region, a location and the name of a resource are one part of a host's name and nothing else, from a file and from a variable", async () => {
  for (const value of led) {
    for (const setting of ["region", "resource"]) {
      const parsed = memberSettings.safeParse({ [setting]: value });
      assert.match(parsed.error?.issues[0]?.message ?? "", /the name of a (region|resource) alone/, value);
    }
    for (const [model, variable] of [
      ["bedrock/m", "AWS_REGION"],
      ["vertex/gemini-2.5-pro", "GOOGLE_VERTEX_LOCATION"],
      ["azure/d", "AZURE_RESOURCE_NAME"],
    ] as const) {
      const said = await refusal({ model, price }, { ...keys, [variable]: value });
      assert.match(said, new RegExp(`wanted the name of a (region|resource) alone in ${variable}`));
      assert.throws(() => destinationOfModel({ model, price }, { ...keys, [variable]: value }), UserError);
    }
  }
  assert.match(
    await refusal({ model: "vertex/gemini-2.5-pro", settings: { project: "../../../x", region: "global" } }, keys),
    /name of a project alone in settings\.project/,
  );
  for (const region of ["us-east-1", "global", "eu", "us-gov-west-1"])
    assert.equal(
      destinationOfModel({ model: "bedrock/m", price, settings: { region } }, keys)?.host,
      `bedrock-runtime.${region}.amazonaws.com`,
    );
  assert.ok(
    await openModel({ model: "vertex/gemini-2.5-pro", settings: { project: "example.com:mine-1", region: "global" } }, { env: keys }),
  );
  // At OpenAI the project is a header.
  assert.ok(await openModel({ model: "openai/gpt-5", settings: { project: "proj_Ab1" } }, { env: { OPENAI_API_KEY: "key-0123456789" } }));
});

test("a request that cannot be built has not left: it is a fault of setup, and its hold is released", async () => {
  let sent = 0;
  const fetch = boundedFetch(async () => {
    sent += 1;
    return new Response("{}");
  });
  for (const [address, headers] of [
    ["https://x@127.0.0.1/y", {}],
    ["https://a b/", {}],
    ["nowhere", {}],
    ["https://host.example/", { authorization: "a\u2028b" }],
  ] as const) {
    const deadline = openDeadline({ headers: 1000, body: 1000, silence: 1000 });
    const thrown: unknown = await deadlineOfCall.run(deadline, () => fetch(address, { headers })).catch((error: unknown) => error);
    deadline.close();
    assert.equal(deadline.sent, false, address);
    const context = { model: "m", keyName: "KEY", strike: (text: string) => text, deadline: deadline.signal, now: 0 };
    const { failure, mayBill } = failureOf(thrown, context);
    assert.deepEqual([failure.code, mayBill], ["setup", false], failure.message);
  }
  assert.equal(sent, 0);
});
