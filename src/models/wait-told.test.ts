import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../types.ts";
import { durationMs, waitTold } from "./wait-told.ts";

const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const told = (headers: Record<string, string>, body: Json = null): number | undefined => waitTold({ responseHeaders: headers }, body, now);
const said = (message: string): number | undefined => told({}, { error: { message } });

const headers: readonly (readonly [string, number | undefined, Record<string, string>])[] = [
  ["seconds", 7000, { "retry-after": "7" }],
  ["half seconds", 1500, { "retry-after": "1.5" }],
  ["nothing", 0, { "retry-after": "0" }],
  ["milliseconds", 1234, { "retry-after-ms": "1234", "retry-after": "2" }],
  ["Azure's milliseconds", 1234, { "x-ms-retry-after-ms": "1234" }],
  ["a date", 30_000, { "retry-after": new Date(now + 30_000).toUTCString() }],
  ["a date that is over", 0, { "retry-after": new Date(now - 30_000).toUTCString() }],
  ["an ISO date", 30_000, { "retry-after": new Date(now + 30_000).toISOString() }],
  ["seconds since 1970", 30_000, { "retry-after": String(now / 1000 + 30) }],
  ["milliseconds since 1970", 30_000, { "retry-after": String(now + 30_000) }],
  ["microseconds since 1970", 30_000, { "retry-after": `${now + 30_000}000` }],
  ["nanoseconds since 1970", 30_000, { "x-ratelimit-reset": `${now + 30_000}000000` }],
  ["a duration", 361_000, { "retry-after": "6m1s" }],
  ["a month", 2_592_000_000, { "retry-after": "2592000" }],
  ["a negative number", undefined, { "retry-after": "-1" }],
  ["not a number", undefined, { "retry-after": "NaN" }],
  ["infinity", undefined, { "retry-after": "Infinity" }],
  ["words", undefined, { "retry-after": "soon" }],
  [
    "OpenAI's reset of the limit that is used up",
    360_000,
    {
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": "6m0s",
      "x-ratelimit-remaining-tokens": "500",
      "x-ratelimit-reset-tokens": "1h",
    },
  ],
  ["a reset in milliseconds", 20, { "x-ratelimit-reset-tokens": "20ms" }],
  ["OpenRouter's moment", 45_000, { "x-ratelimit-reset": String(now + 45_000) }],
  ["GitHub's moment", 45_000, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + 45) }],
  ["the standard's seconds", 45_000, { "ratelimit-reset": "45" }],
  [
    "Anthropic's date",
    45_000,
    { "anthropic-ratelimit-tokens-remaining": "0", "anthropic-ratelimit-tokens-reset": new Date(now + 45_000).toISOString() },
  ],
  ["the standard's one header", 45_000, { ratelimit: '"default";r=0;t=45' }],
  ["a reset of a limit that is not used up", undefined, { "x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "6m0s" }],
];
for (const [name, want, sent] of headers) {
  test(`a header may tell the wait: ${name}`, () => {
    assert.equal(told(sent), want);
  });
}

test("a body may tell the wait", () => {
  const info = (retryDelay: string): Json => ({
    error: { details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay }] },
  });
  assert.equal(told({}, info("37s")), 37_000);
  assert.equal(told({}, info("1.5s")), 1500);
  assert.equal(told({}, { error: { metadata: { headers: { "X-RateLimit-Reset": String(now + 9000) } } } }), 9000);
  assert.equal(told({}, { retry_after: 3 }), 3000);
  assert.equal(told({}, { error: { retry_after_ms: 250 } }), 250);
});

test("a sentence may tell the wait", () => {
  assert.equal(said("Rate limit reached on requests per min: Limit 3, Used 3. Please try again in 20s. Visit https://x."), 20_000);
  assert.equal(said("Please try again in 6m0.5s."), 360_500);
  assert.equal(said("Please try again in 850ms."), 850);
  assert.equal(said("Please retry after 30 seconds."), 30_000);
  assert.equal(said("Please retry in 26.6s."), 26_600);
  assert.equal(said("Try again in 1h2m3s"), 3_723_000);
  assert.equal(said("Try again in 2 minutes and 5 seconds."), 125_000);
  assert.equal(said("Try again later."), undefined);
});

test("durations are read in every unit, and nothing else is", () => {
  assert.equal(durationMs("1d"), 86_400_000);
  assert.equal(durationMs("1h 30m"), 5_400_000);
  assert.equal(durationMs("250 milliseconds"), 250);
  assert.equal(durationMs("5 apples"), undefined);
  assert.equal(durationMs("5"), undefined);
});
