import assert from "node:assert/strict";
import { test } from "node:test";
import { memberWords } from "./member-words.ts";

test("a member on the command line has a name, a model, an address and whatever else its entry takes", () => {
  const url = "http://127.0.0.1:8080/v1";
  const cases: [string, Record<string, unknown>][] = [
    ["openai/gpt-5-mini", { name: "gpt-5-mini", model: "openai/gpt-5-mini" }],
    ["x=openai/gpt-5-mini", { name: "x", model: "openai/gpt-5-mini" }],
    [`x=compatible/llama@${url}`, { name: "x", model: "compatible/llama", baseUrl: url }],
    [`compatible/llama@${url}`, { name: "llama", model: "compatible/llama", baseUrl: url }],
    [
      `x=compatible/llama@${url},price=free,temperature=0.5`,
      { name: "x", model: "compatible/llama", baseUrl: url, price: "free", temperature: 0.5 },
    ],
    [
      `x=compatible/a@https://h/v1?a=b,price=1/5`,
      { name: "x", model: "compatible/a", baseUrl: "https://h/v1?a=b", price: { input: 1, output: 5 } },
    ],
    ["x=vertex/claude-sonnet-4-5@20250929", { name: "x", model: "vertex/claude-sonnet-4-5@20250929" }],
    ["x=bedrock/us.anthropic.claude-v1:0", { name: "x", model: "bedrock/us.anthropic.claude-v1:0" }],
    [
      "x=openai/m,stop=[END, STOP],settings={effort: low}",
      { name: "x", model: "openai/m", stop: ["END", "STOP"], settings: { effort: "low" } },
    ],
  ];
  for (const [text, wanted] of cases) assert.deepEqual(memberWords(text), wanted, text);
});

test("an address without its scheme is refused, with what it must begin with", () => {
  assert.throws(() => memberWords("x=compatible/llama@127.0.0.1:8080/v1"), /begins with http:\/\/ or https:\/\//);
});
