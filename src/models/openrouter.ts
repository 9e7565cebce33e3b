import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import type { Ask, Model } from "../types.ts";
import { mendedAnswers } from "./mended-answers.ts";
import { provider } from "./provider.ts";
import type { Opening } from "./opening.ts";
import { isStrict } from "./strict-shape.ts";
import { defined } from "../util/defined.ts";

/** OpenRouter, asked to report what it charged. The shape is also told in words: not every host behind it forces one. */
export function open({ name, live, baseUrl, fetch, forcesShape }: Opening): Model {
  const openrouter = createOpenRouter({
    apiKey: live.key ?? "",
    compatibility: "strict",
    fetch: mendedAnswers("openrouter", fetch),
    ...defined({ baseURL: baseUrl }),
  });
  const breakpoint = (ttl: "5m" | "1h") => ({ openrouter: { cacheControl: { type: "ephemeral", ...(ttl === "1h" ? { ttl } : {}) } } });
  return provider(
    {
      dialect: "openrouter",
      manner: { merge: false, tellShape: true, breakpoint },
      forcesShape,
      language: (ask) =>
        openrouter.chat(name, {
          usage: { include: true },
          ...reasoningOf(ask, live.known?.budgets !== undefined),
          structuredOutputs: { strict: ask.shape !== undefined && isStrict(ask.shape) },
        }),
    },
    live,
  );
}

/** OpenRouter takes an effort or a bound on hidden tokens, not both, and makes of either what the host wants. */
function reasoningOf({ effort, maxThinking }: Ask, byTokens: boolean): object {
  if (effort !== undefined && (effort === "none" || !byTokens || maxThinking === undefined)) return { reasoning: { effort } };
  return maxThinking === undefined ? {} : { reasoning: { max_tokens: maxThinking } };
}
