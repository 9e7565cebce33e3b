import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../types.ts";
import { classOf } from "./failure-class.ts";
import { saidIn } from "./provider-words.ts";

const room = (asked: string): Json => ({
  object: "error",
  message: `This model's maximum context length is 4096 tokens. However, you requested ${asked}. Please reduce the length of the messages or completion.`,
  type: "BadRequestError",
  code: 400,
});
const ofRequests = (words: string): Json => ({
  error: { message: `Request too large for gpt-5-mini on tokens per min (TPM): ${words}.`, type: "tokens", code: "rate_limit_exceeded" },
});
const invalid = (message: string): Json => ({ type: "error", error: { type: "invalid_request_error", message } });
/** What a cap and a prompt want of a context, refusals of content, accounts and models that are no provider's fault. */
const setups: readonly (readonly [number, string, Json])[] = [
  [400, "setup cap", room("4196 tokens (100 in the messages, 4096 in the completion)")],
  [400, "setup cap", room("about 8192 tokens (3,800 of text input, 4096 in the output)")],
  [400, "setup cap", room("a total of 4196 tokens: 100 tokens from the input messages and 4096 tokens for the completion")],
  [400, "unsupported shorter", room("8192 tokens (4096 in the messages, 4096 in the completion)")],
  [400, "unsupported shorter", room("8092 tokens (3996 in your prompt; 4096 for the completion)")],
  [
    400,
    "setup cap",
    {
      message:
        "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is 4096 tokens and your request has 100 input tokens (4096 > 4096 - 100).",
    },
  ],
  [
    400,
    "unsupported shorter",
    {
      message:
        "'max_tokens' or 'max_completion_tokens' is too large: 600. This model's maximum context length is 4096 tokens and your request has 5000 input tokens (600 > 4096 - 5000).",
    },
  ],
  [400, "setup cap", invalid("input length and `max_tokens` exceed context limit: 197000 + 4096 > 200000, decrease input length")],
  [
    400,
    "unsupported shorter",
    invalid("input length and `max_tokens` exceed context limit: 199900 + 4096 > 200000, decrease input length"),
  ],
  [422, "setup cap", { error: "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 100 `inputs` tokens and 4096 `max_new_tokens`" }],
  [
    400,
    "refused none",
    { error: { code: "1301", message: "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语。" } },
  ],
  [400, "refused none", { error: { code: "1301", message: "blocked" } }],
  [451, "setup access", { error: { message: "Unavailable for legal reasons" } }],
  [451, "setup access", { error: { message: "Unavailable For Legal Reasons", type: "invalid_request_error", code: 451 } }],
  [451, "setup region", { error: { message: "This service is not available in your country due to legal restrictions." } }],
  [451, "setup region", { error: { message: "Model m is not offered in your jurisdiction." } }],
  [451, "setup region", { error: { message: "This model has been blocked by court order." } }],
  [451, "setup region", { detail: "Access from your region is restricted by export controls" }],
  [451, "setup region", { error: { message: "This content is not available in your country." } }],
  [451, "setup region", { message: "该服务在您所在的地区不可用" }],
  [451, "refused none", { error: { message: "Your prompt asks for material that is prohibited by law." } }],
  [451, "refused none", { error: { message: "The request was blocked: unlawful content." } }],
  [451, "refused none", { error: { message: "The answer would violate our content policy." } }],
  [451, "refused none", { error: { message: "Not served in your region.", code: "content_policy_violation" } }],
  [403, "setup region", { error: { message: "The model is not available in your region." } }],
  [403, "refused none", { code: "forbidden", error: "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO" }],
  [400, "setup model", { error: "No models loaded. Please load a model in the developer page or use the `lms load` command." }],
  [400, "setup access", invalid("This organization has been disabled.")],
  [403, "setup access", { type: "error", error: { type: "permission_error", message: "This organization has been disabled." } }],
  [500, "setup account", { error: { message: "该令牌额度已用尽 [sk-xx***yy]", type: "one_api_error", code: "" } }],
  [403, "setup account", { error: { message: "用户额度不足 (request id: 2024)", type: "one_api_error", code: "insufficient_user_quota" } }],
  [429, "setup account", { error: { code: "1113", message: "余额不足或无可用资源包,请充值。" } }],
  [500, "provider none", { error: { message: "Internal error, please retry", type: "one_api_error" } }],
  [429, "setup pace", ofRequests("Limit 1000, Requested 5000")],
  [413, "setup pace", ofRequests("Limit 6,000, Requested 8,000")],
  [429, "rate none", ofRequests("Limit 30000, Used 28000, Requested 5000. Please try again in 6s")],
  [413, "unsupported shorter", invalid("Request exceeds the maximum size")],
];

/** Error bodies as providers write them, with what a person would say of each. */
const told: readonly (readonly [number, string, Json])[] = [
  [401, "setup key", { error: { message: "Incorrect API key provided", type: "invalid_request_error", code: "invalid_api_key" } }],
  [400, "setup key", { error: { code: 400, message: "API key not valid. Please pass a valid API key.", status: "INVALID_ARGUMENT" } }],
  [403, "setup access", { type: "error", error: { type: "permission_error", message: "Your API key may not use the specified resource" } }],
  [403, "setup access", { message: "User is not authorized to perform: bedrock:InvokeModel on this resource" }],
  [403, "setup key", { error: { message: "Invalid API key provided" } }],
  [403, "setup model", { error: { message: "Project `p` does not have access to model `m`", code: "model_not_found" } }],
  [
    403,
    "setup region",
    { error: { code: "unsupported_country_region_territory", message: "Country, region, or territory not supported" } },
  ],
  [403, "refused none", { error: { code: 403, message: "m requires moderation. Your input was flagged for violence", metadata: {} } }],
  [404, "setup model", { error: { message: "The model `gpt-x` does not exist", code: "model_not_found" } }],
  [404, "setup model", { type: "error", error: { type: "not_found_error", message: "model: claude-x" } }],
  [404, "setup model", { error: "model 'llama9' not found" }],
  [404, "setup model", { error: { code: 404, message: "No endpoints found for a/b." } }],
  [404, "setup route", { detail: "Not Found" }],
  [404, "setup route", "404 page not found"],
  [404, "setup route", { error: { message: "Invalid URL (POST /v1/models/chat)", type: "invalid_request_error" } }],
  [405, "setup route", { detail: "Method Not Allowed" }],
  [400, "setup model", { error: { message: "foo is not a valid model ID", code: 400 } }],
  [400, "setup model", { message: "The provided model identifier is invalid." }],
  [400, "setup model", { error: { message: "Model Not Exist", type: "invalid_request_error" } }],
  [402, "setup account", { error: { message: "Insufficient Balance", code: "invalid_request_error" } }],
  [429, "setup account", { error: { message: "You exceeded your current quota, please check your plan", code: "insufficient_quota" } }],
  [
    400,
    "setup account",
    { type: "error", error: { type: "invalid_request_error", message: "Your credit balance is too low to access the API." } },
  ],
  [400, "setup account", { error: { message: "Budget has been exceeded! Current cost: 1, Max budget: 1", type: "budget_exceeded" } }],
  [
    429,
    "rate none",
    { error: { code: 429, message: "You exceeded your current quota, check your plan and billing.", status: "RESOURCE_EXHAUSTED" } },
  ],
  [
    429,
    "setup account",
    { error: { code: 429, status: "RESOURCE_EXHAUSTED", details: [{ violations: [{ quotaId: "PerDay-FreeTier", quotaValue: "0" }] }] } },
  ],
  [429, "rate none", { error: { message: "Rate limit reached on requests per min: Limit 3. Add a payment method at /account/billing" } }],
  [429, "rate none", "Too many requests"],
  [503, "rate none", { error: { code: 503, message: "The model is overloaded. Please try again later.", status: "UNAVAILABLE" } }],
  [529, "rate none", { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }],
  [400, "rate none", { __type: "ThrottlingException", message: "Too many tokens, please wait before trying again." }],
  [400, "refused none", { error: { message: "The prompt triggered content management policy.", code: "content_filter", status: 400 } }],
  [400, "refused none", { type: "error", error: { type: "invalid_request_error", message: "Output blocked by content filtering policy" } }],
  // A field of the request that is called like a refusal is none.
  [
    400,
    "setup settings",
    { error: { message: "Invalid value: 'content_filter' is not a supported parameter", type: "invalid_request_error" } },
  ],
  [400, "setup settings", { error: { message: "Unknown parameter: 'moderation'.", param: "moderation", code: "unknown_parameter" } }],
  [
    400,
    "setup settings",
    { error: { code: 400, message: 'Unknown name "content_filter": Cannot find field.', status: "INVALID_ARGUMENT" } },
  ],
  [
    400,
    "setup settings",
    { detail: [{ type: "extra_forbidden", loc: ["body", "content_filter"], msg: "Extra inputs are not permitted" }] },
  ],
  [400, "setup settings", { __type: "ValidationException", message: "The guardrail identifier or version provided does not exist." }],
  [403, "setup access", { error: { message: "The header 'X-Content-Policy' is not allowed", code: "forbidden" } }],
  [400, "refused none", { error: { message: "The value of the field is invalid: flagged", param: "prompt", code: "content_filter" } }],
  [400, "refused none", { code: "InvalidParameter.DataInspection", message: "The value of the parameter is not allowed." }],
  [
    400,
    "refused none",
    { error: { message: "Invalid prompt: your prompt was flagged as potentially violating our usage policy.", code: "invalid_prompt" } },
  ],
  [400, "refused none", { error: { message: "The content of the message field was flagged by moderation." } }],
  [400, "refused none", { error: { message: "Content Exists Risk", type: "invalid_request_error" } }],
  [400, "refused none", { error: { code: "data_inspection_failed", message: "Input data may contain inappropriate content." } }],
  [
    400,
    "unsupported shorter",
    { error: { message: "This model's maximum context length is 8192 tokens.", code: "context_length_exceeded" } },
  ],
  [
    400,
    "unsupported shorter",
    { type: "error", error: { type: "invalid_request_error", message: "prompt is too long: 210000 tokens > 200000 maximum" } },
  ],
  [413, "unsupported shorter", "Request Entity Too Large"],
  [
    400,
    "setup cap",
    { error: { message: "max_tokens is too large: 90000. This model supports at most 16384 completion tokens", code: "invalid_value" } },
  ],
  [
    400,
    "setup settings",
    { error: { message: "Unsupported parameter: 'max_tokens' is not supported with this model.", code: "unsupported_parameter" } },
  ],
  [422, "setup settings", { detail: [{ loc: ["body", "top_k"], msg: "Extra inputs are not permitted", type: "extra_forbidden" }] }],
  [
    429,
    "setup account",
    { error: { code: 429, message: "Your prepayment credits are depleted. Go to AI Studio.", status: "RESOURCE_EXHAUSTED" } },
  ],
  [403, "setup account", { error: { message: "The free tier of the model has been exhausted.", code: "AllocationQuota.FreeTierOnly" } }],
  [429, "setup account", { error: { message: "You have no remaining credits" } }],
  [429, "setup account", { error: { message: "Not enough credits" } }],
  [429, "setup account", { error: { message: "Please top up your account to continue" } }],
  [403, "setup account", { error: { code: 403, message: "This API method requires billing to be enabled.", status: "PERMISSION_DENIED" } }],
  // Google says no more than this of a limit of rate, too.
  [429, "rate none", { error: { code: 429, message: "Resource has been exhausted (e.g. check quota).", status: "RESOURCE_EXHAUSTED" } }],
  [
    429,
    "rate none",
    {
      error: {
        code: 429,
        message:
          "You exceeded your current quota, please check your plan and billing details: https://ai.google.dev/gemini-api/docs/rate-limits.",
        status: "RESOURCE_EXHAUSTED",
      },
    },
  ],
  [407, "setup proxy", "Proxy Authentication Required"],
  [302, "setup route", "Found"],
  [500, "provider none", { error: { message: "boom" } }],
  [502, "provider gateway", "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"],
  [403, "setup page", "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>blocked</body></html>"],
  [404, "setup route", "<html><head><title>404 Not Found</title></head></html>"],
  [504, "provider late", "<html>504</html>"],
  [504, "provider late", "<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<html><style>p{}</style>504</html>"],
];
for (const [status, want, body] of [...told, ...setups]) {
  const said = saidIn(body);
  test(`${status} "${said?.sentence.slice(0, 60)}" is ${want}`, () => {
    assert.ok(said !== undefined);
    const { code, advice } = classOf(status, said, false);
    assert.equal(`${code} ${advice}`, want);
  });
}

test("a request that cannot be read is the setup's fault until the model has answered another one", () => {
  const said = { words: "Bad request", html: false };
  assert.equal(classOf(400, said, false).code, "setup");
  assert.equal(classOf(400, said, true).code, "provider");
});

test("an error without a status is read by its name", () => {
  const names = { rate_limit_error: "rate", authentication_error: "setup", overloaded_error: "rate", api_error: "provider" };
  for (const [type, want] of Object.entries(names)) {
    const said = saidIn({ type: "error", error: { type, message: "m" } });
    assert.ok(said !== undefined);
    assert.equal(classOf(said.status, said, false).code, want, type);
  }
});

test("what a router says holds the words of the provider behind it", () => {
  const error = { message: "Provider returned error", code: 502, metadata: { raw: "upstream is down", provider_name: "P" } };
  assert.equal(saidIn({ error })?.sentence, "Provider returned error (upstream is down)");
});

test("an overload of the server is told from a limit of the caller's", () => {
  const overloads = (status: number | undefined, words: string) => classOf(status, { words, html: false }, true);
  for (const [status, words] of [
    [502, "Upstream is overloaded, try later"],
    [503, "The model is overloaded. Please try again in 20 s"],
    [529, "Overloaded"],
    [429, "The engine is currently overloaded, please try again later"],
    [undefined, "no healthy upstream"],
  ] as const)
    assert.deepEqual(overloads(status, words), { code: "rate", advice: "none", overloaded: true }, words);
  for (const [status, words] of [
    [429, "Rate limit reached for requests"],
    [429, "slow down"],
    [503, "Too many requests, the server is busy"],
    [undefined, "tokens per minute exceeded, try again in 20s"],
  ] as const)
    assert.deepEqual(overloads(status, words), { code: "rate", advice: "none" }, words);
});
