import { createAnthropic } from "@ai-sdk/anthropic";
import type { Model } from "../types.ts";
import { provider } from "./provider.ts";
import type { Opening } from "./opening.ts";
import { mendedAnswers } from "./mended-answers.ts";

/** Anthropic's Messages API; breakpoints become its cache control. */
export function open({ name, live, baseUrl, fetch, forcesShape }: Opening): Model {
  const anthropic = createAnthropic({
    apiKey: live.key ?? "",
    fetch: mendedAnswers("anthropic", fetch),
    baseURL: baseUrl ?? "https://api.anthropic.com/v1",
  });
  const language = anthropic(name);
  const breakpoint = (ttl: "5m" | "1h") => ({
    anthropic: { cacheControl: ttl === "1h" ? { type: "ephemeral" as const, ttl } : { type: "ephemeral" as const } },
  });
  const manner = { merge: false, tellShape: !forcesShape, breakpoint };
  return provider({ dialect: "anthropic", thinkingForm: "anthropic", manner, forcesShape, language: () => language }, live);
}
