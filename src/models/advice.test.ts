import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceFor } from "./advice.ts";

test("a wrong route is told with what each provider's interface puts behind its base address", () => {
  const told = (url: string): string => adviceFor("route", { model: "any/model", keyName: "KEY", url });
  assert.match(told("http://h/v1/chat/completions"), /before \/chat\/completions, often ending in \/v1\.$/);
  assert.match(told("http://h/v1/responses"), /before \/responses, often ending in \/v1\.$/);
  assert.match(told("http://h/messages"), /before \/messages, often ending in \/v1\.$/);
  assert.match(
    told("http://h/models/gemini:streamGenerateContent?alt=sse"),
    /before \/models\/gemini:streamGenerateContent, often ending in \/v1beta\.$/,
  );
});
