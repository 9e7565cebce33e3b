import { createOpenAI } from "@ai-sdk/openai";
import type { Model } from "../types.ts";
import { mendedAnswers } from "./mended-answers.ts";
import { openaiConnection } from "./openai-connection.ts";
import type { Opening } from "./opening.ts";
import { provider } from "./provider.ts";

/** OpenAI through its Responses API. */
export function open(opening: Opening): Model {
  const { name, live, baseUrl, fetch } = opening;
  const openai = createOpenAI({
    apiKey: live.key ?? "",
    fetch: mendedAnswers("openai", fetch),
    // Always stated: the SDK would take another from the process's own environment, and the key with it.
    baseURL: baseUrl ?? "https://api.openai.com/v1",
  });
  return provider(openaiConnection(openai.responses(name), "openai", opening), live);
}
