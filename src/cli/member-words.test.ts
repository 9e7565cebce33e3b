import assert from "node:assert/strict";
import { test } from "node:test";
import { memberWords } from "./member-words.ts";
import { saidMembers } from "./said-members.ts";
import { saidMember } from "./said-member.ts";

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

test("a member that the experiment has keeps what is not said, and its key goes to no other provider", () => {
  const known = {
    name: "strong",
    model: "compatible/strong",
    baseUrl: "https://a/v1",
    apiKeyEnv: "STRONG_KEY",
    system: "Be brief.",
    price: "free" as const,
  };
  const members = [known, { name: "small", model: "compatible/small" }];
  assert.deepEqual(saidMember("strong=compatible/strong@http://127.0.0.1:1/v1", members), { ...known, baseUrl: "http://127.0.0.1:1/v1" });
  assert.deepEqual(saidMember("strong=compatible/strong,key=MY_KEY", members), { ...known, apiKeyEnv: "MY_KEY" });
  assert.deepEqual(saidMember("strong=openai/gpt-5-mini", members), { name: "strong", model: "openai/gpt-5-mini", system: "Be brief." });
  assert.deepEqual(saidMember("other=compatible/strong", members), { name: "other", model: "compatible/strong" });
  assert.throws(
    () => saidMember("strong=compatible/strong,key=sk-ant-123", members),
    /the name of the variable that holds the key.*never the key itself/,
  );
});

test("members that the experiment has are changed alone; one new name makes the said members all there are", () => {
  const [a, b] = [
    { name: "a", model: "compatible/a", system: "Be brief." },
    { name: "b", model: "compatible/b" },
  ];
  const free = { ...a, price: "free" };
  assert.deepEqual(saidMembers(["a=compatible/a,price=free"], [a, b]), { members: [free, b], replaced: false });
  const both = ["b=compatible/b,price=1/2", "a=compatible/a,price=free"];
  assert.deepEqual(saidMembers(both, [a, b]).members, [free, { ...b, price: { input: 1, output: 2 } }]);
  const other = { name: "c", model: "simulated/small" };
  assert.deepEqual(saidMembers(["a=compatible/a,price=free", "c=simulated/small"], [a, b]), { members: [free, other], replaced: true });
  // Which of two is meant cannot be known: the plan refuses them.
  assert.equal(saidMembers(["a=compatible/x", "a=compatible/y"], [a, b]).members.length, 2);
});

test("a colon in place of the equals sign, and spaces between the parts, are told with what to write", () => {
  assert.throws(() => memberWords("big:openai/gpt-5"), /Write --member big=openai\/gpt-5\./);
  assert.throws(() => memberWords("big"), /Wanted a member's name and its model.*as in --member big=anthropic/);
  assert.throws(() => memberWords("big=compatible/m@http://127.0.0.1:1/v1 price=free"), /no spaces.*commas/);
});
