import assert from "node:assert/strict";
import { test } from "node:test";
import { isSecretName, secretIn, withoutSecrets } from "./secret-address.ts";

test("an address with a user, a password, a secret parameter or a key in its path is named as such, without the secret", () => {
  const secret = "hunter2hunter2hunter2";
  const addresses = [
    `https://user:${secret}@host/v1`,
    `https://${secret}@host/v1`,
    `https://host/v1?key=${secret}`,
    `https://host/v1?v=1&api-key=${secret}`,
    `https://host/v1?access_token=${secret}`,
    `https://host/v1?sv=2&sig=${secret}`,
    `https://host/v1?X-Amz-Signature=${secret}`,
    `https://host/v1?%6bey=${secret}`,
    `https://host/v1#access_token=${secret}`,
    `https://host/sk-${secret}/v1`,
  ];
  for (const address of addresses) {
    const words = secretIn(address);
    assert.ok(words !== undefined, address);
    assert.ok(!words.includes(secret), words);
  }
  for (const fine of [
    "http://127.0.0.1:8080/v1",
    "https://host/v1?api-version=2026-01-01",
    "https://host/keys/v1?max_tokens=3",
    "no address",
  ])
    assert.equal(secretIn(fine), undefined, fine);
});

test("a key is found wherever an address holds it: behind a semicolon, behind a name, encoded, in the host, in any parameter", () => {
  const key = "Zt4f1c9a77b2e0Xw55mQ";
  const encoded = Array.from(`sk-${key}`, (sign) => `%${sign.charCodeAt(0).toString(16)}`).join("");
  for (const [address, place] of [
    [`https://h/v1;key=${key}/`, "path"],
    [`https://h/v1;a=b;api-key=${key}/x`, "path"],
    [`https://h/v1/token=${key}`, "path"],
    [`https://h/key/${key}/v1`, "path"],
    ["https://h/key/AKIAIOSFODNN7EXAMPLE/v1", "path"],
    ["https://h/AKIAIOSFODNN7EXAMPLE", "path"],
    [`https://h/${encoded}/v1`, "path"],
    [`https://h/${encodeURIComponent(encoded)}/v1`, "path"],
    [`https://h/v1%3Bkey%3D${key}`, "path"],
    [`https://h/a%2Fsk-${key}`, "path"],
    [`https://h/hf_${key}/v1`, "path"],
    [`https://h/github_pat_${key}`, "path"],
    [`https://h/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${key}`, "path"],
    [`https://h/${key}${key}/v1`, "path"],
    [`https://sk-${key}.h.example/v1`, "host"],
    [`https://sk-proj-${key.toLowerCase()}.h.example/v1`, "host"],
    [`https://${encoded}.h.example/v1`, "host"],
    [`https://h/v1?q=sk-${key}`, "parameters"],
    [`https://h/v1#sk-${key}`, "parameters"],
  ] as const) {
    const words = secretIn(address) ?? "";
    assert.match(words, new RegExp(`in its ${place}`), address);
    assert.ok(!words.includes(key), words);
  }
  for (const fine of [
    "https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway/openai",
    "https://h/models/Qwen2.5-Coder-32B-Instruct-GPTQ-Int4/v1",
    "https://h/auth/v1/openai",
    "https://h/key/v1",
    "https://h/v1;version=2/x",
    "https://sk-learn-inference-server.example/v1",
    "https://ab12cd34ef56gh78.us-east-1.aws.endpoints.huggingface.cloud/v1",
    "https://h/deployments/3f2504e0-4f89-11d3-9a0c-0305e82c3301/v1",
    "https://h/pk/items",
  ])
    assert.equal(secretIn(fine), undefined, fine);
});

test("secret parameters are known by their names, whatever their spelling", () => {
  for (const name of [
    "key",
    "apiKey",
    "APIKEY",
    "x-api-key",
    "subscription-key",
    "client_secret",
    "authToken",
    "sig",
    "Ocp-Apim-Subscription-Key",
  ])
    assert.ok(isSecretName(name), name);
  for (const name of ["api-version", "model", "monkey", "max_tokens", "signal", "region"]) assert.ok(!isSecretName(name), name);
});

test("addresses in a text for people lose their credentials and secret parameters, and nothing else", () => {
  assert.equal(withoutSecrets("at https://u:p@ss@host/v1?api-key=abc&v=1 there"), "at https://[secret]@host/v1?api-key=[secret]&v=1 there");
  assert.equal(withoutSecrets("GET /v1?access_token=abc; 401"), "GET /v1?access_token=[secret]; 401");
  assert.equal(withoutSecrets("mail a@b.example, see https://host/v1?q=1"), "mail a@b.example, see https://host/v1?q=1");
});

test("secrets are struck where they stand within another parameter's value, and however many parameters a text holds", () => {
  assert.equal(withoutSecrets("at /v1?next=/a?key=abc&v=1 there"), "at /v1?next=/a?key=[secret]&v=1 there");
  assert.equal(withoutSecrets("?key=a=b?token=c d"), "?key=[secret] d");
  assert.equal(withoutSecrets(`?key=${"x".repeat(9000)} y`), "?key=[secret] y");
  assert.equal(withoutSecrets("?a=".repeat(300_000)), "?a=".repeat(300_000));
});

test("users are struck from every address of a text, however many signs it holds", () => {
  assert.equal(withoutSecrets("at http://me:pa@ss@host/x and https://u@h"), "at http://[secret]@host/x and https://[secret]@h");
  assert.equal(withoutSecrets("http://a:b://c@host"), "http://[secret]@host");
  assert.equal(withoutSecrets("mail me@x.org; see https://x.org/a"), "mail me@x.org; see https://x.org/a");
  assert.equal(withoutSecrets("://".repeat(300_000)), "://".repeat(300_000));
});

test("a secret is found behind names in wide or unseen letters, in an address within the address, and in data", () => {
  const at = (query: string): string | undefined => secretIn(`http://127.0.0.1:9/v1?${query}`);
  for (const query of [
    "accesskey=hunter2",
    "hmac=hunter2",
    "ｋey=hunter2",
    "k\u200bey=hunter2",
    "u=https://me:hunter2@h/",
    `u=${encodeURIComponent("https://h/?token=hunter2")}`,
    'p={"key":"hunter2"}',
  ]) {
    assert.notEqual(at(query), undefined, query);
    assert.doesNotMatch(at(query) ?? "", /hunter2/);
  }
  for (const query of ["monkey=1", "u=https://h/docs", 'p={"page":"2"}', "api-version=2024-10-21"])
    assert.equal(at(query), undefined, query);
});
