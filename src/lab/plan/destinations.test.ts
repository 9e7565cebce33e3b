import assert from "node:assert/strict";
import { test } from "node:test";
import type { MemberEntry } from "../experiment/experiment.ts";
import { destinationsOf, destinationWords } from "./destinations.ts";

const local = { baseUrl: "http://127.0.0.1:9711/v1", price: "free", settings: { templateTokens: "keep" } } as const;
const told = (...[members, live, env]: [readonly MemberEntry[], boolean, Record<string, string>]): string[] =>
  destinationWords(destinationsOf({ members, judges: [] }, live, env));
const at = (name: string, more: Partial<MemberEntry> = {}): MemberEntry => ({ name, model: `compatible/${name}`, ...local, ...more });

test("members of one host share a line, in which the host and that it is unencrypted stand once", () => {
  assert.deepEqual(told([at("a")], true, {}), ["a asks compatible/a at 127.0.0.1:9711, unencrypted, with no key."]);
  assert.deepEqual(told([at("a"), at("b"), at("c")], true, {}), [
    "a (compatible/a), b (compatible/b) and c (compatible/c) ask at 127.0.0.1:9711, unencrypted, with no key.",
  ]);
  assert.deepEqual(told([at("a", { model: "compatible/m" }), at("b", { model: "compatible/m" })], true, {}), [
    "a and b ask compatible/m at 127.0.0.1:9711, unencrypted, with no key.",
  ]);
  assert.deepEqual(told([at("a"), at("a")], true, {}), ["a asks compatible/a at 127.0.0.1:9711, unencrypted, with no key."]);
});

test("what is taken apart in texts on the way is said once for a host", () => {
  const plain = { settings: {} };
  const apart = "marks of chat templates in texts are taken apart (settings.templateTokens)";
  assert.deepEqual(told([at("a", plain), at("b", { ...plain, apiKeyEnv: "K" })], true, { K: "k" }), [
    `At 127.0.0.1:9711, unencrypted: a (compatible/a), with no key; b (compatible/b), with the key in K; ${apart}.`,
  ]);
});

test("hosts stand apart, and so do members of one host with different keys, firms' own members too", () => {
  const firm: MemberEntry = { name: "f", firm: { topology: "solo", members: [at("c", { apiKeyEnv: "K" })] } };
  const far = at("d", { baseUrl: "https://models.example/v1" });
  const own: MemberEntry = { name: "e", model: "openai/gpt-5-mini" };
  assert.deepEqual(told([at("a"), firm, far, at("b"), own], true, { K: "k", OPENAI_API_KEY: "o" }), [
    "At 127.0.0.1:9711, unencrypted: a (compatible/a) and b (compatible/b), with no key; c (compatible/c), with the key in K.",
    "d asks compatible/d at models.example, with no key.",
    "e asks openai/gpt-5-mini at api.openai.com, with the key in OPENAI_API_KEY.",
  ]);
});

test("a variable in a header whose name is no secret's is not called a key", () => {
  const environment = { LABNAME: "north", T: "t", K: "k" };
  const header = (name: string, headers: object, more = {}) => at(name, { settings: { headers }, ...more } as Partial<MemberEntry>);
  assert.match(told([header("a", { "x-lab": "${LABNAME}" })], true, environment).join(), /unencrypted, with what LABNAME holds[;.]/);
  assert.match(told([header("a", { "x-api-key": "${T}" })], true, environment).join(), /unencrypted, with the key in T[;.]/);
  const both = header("a", { "x-lab": "${LABNAME}" }, { apiKeyEnv: "K" });
  assert.match(told([both], true, environment).join(), /unencrypted, with the key in K and what LABNAME holds[;.]/);
});

test("a key that stays back is said to, and one that a header or a parameter carries is said to go in that alone", () => {
  const own = (settings: object) => ({ name: "a", model: "openai/gpt-5", baseUrl: "https://far.example/v1", settings }) as MemberEntry;
  const env = { OPENAI_API_KEY: "o", LAB: "north", ALIAS: "o" };
  const begins = "a asks openai/gpt-5 at far.example, with";
  assert.deepEqual(told([own({})], true, env), [`${begins} no key; OPENAI_API_KEY is not sent there (sendKeyTo: "far.example" would).`]);
  const sent = (where: string) => `OPENAI_API_KEY is sent there in ${where} alone (sendKeyTo: "far.example" would send it as the key).`;
  assert.deepEqual(told([own({ headers: { "x-a": "${OPENAI_API_KEY}" } })], true, env), [
    `${begins} the key in OPENAI_API_KEY; ${sent('the header "x-a"')}`,
  ]);
  assert.deepEqual(told([own({ query: { q: "${LAB} ${ALIAS}" }, organization: "${ALIAS}" })], true, env), [
    `${begins} what ALIAS and LAB hold; ${sent('the header "openai-organization" and the parameter "q"')}`,
  ]);
});

test("the proxy and the further certificates on the way to a host are said, without the proxy's password", () => {
  const env = { OPENAI_API_KEY: "o", K: "k", HTTPS_PROXY: "http://me:secret@proxy.example:3128", NO_PROXY: "near.example" };
  const own: MemberEntry = { name: "a", model: "openai/gpt-5-mini" };
  const agreed: MemberEntry = { name: "b", model: "openai/gpt-5-mini", sendKeyTo: "api.openai.com", settings: { ca: "c.pem" } };
  const far = at("c", { baseUrl: "https://far.example/v1", apiKeyEnv: "K" });
  const near = at("d", { baseUrl: "https://near.example/v1" });
  assert.deepEqual(told([own], true, env), [
    "a asks openai/gpt-5-mini at api.openai.com, through the proxy at proxy.example:3128, with the key in OPENAI_API_KEY.",
  ]);
  assert.deepEqual(told([agreed, far, near], true, { ...env, HTTPS_PROXY: "proxy.example" }), [
    "b asks openai/gpt-5-mini at api.openai.com, through the proxy at proxy.example:80, trusting c.pem, with the key in OPENAI_API_KEY.",
    "c asks compatible/c at far.example, through the proxy at proxy.example:80, with the key in K.",
    "d asks compatible/d at near.example, with no key.",
  ]);
  const whole = destinationsOf({ members: [far], judges: [near], ca: "own.pem" }, true, { K: "k" });
  assert.deepEqual(destinationWords(whole), [
    "c asks compatible/c at far.example, trusting own.pem, with the key in K.",
    "d asks compatible/d at near.example, trusting own.pem, with no key.",
  ]);
});
