import { createOpenAI } from "@ai-sdk/openai";
import type { Ask, Model } from "../types.ts";
import { provider } from "./provider.ts";
import type { Opening } from "./opening.ts";
import { mendedAnswers } from "./mended-answers.ts";
import { prefixKey } from "./prefix-key.ts";
import { isStrict } from "./strict-shape.ts";

/** OpenAI through its Responses API; nothing is stored there. */
export function open({ name, live, baseUrl, fetch, forcesShape }: Opening): Model {
  const openai = createOpenAI({
    apiKey: live.key ?? "",
    fetch: mendedAnswers("openai", fetch),
    // Always stated: the SDK would take another from the process's own environment, and the key with it.
    baseURL: baseUrl ?? "https://api.openai.com/v1",
  });
  const language = openai.responses(name);
  const effort = live.effort === undefined ? {} : { reasoningEffort: live.effort, reasoningSummary: null };
  const options = (ask: Ask) => {
    const key = prefixKey(ask);
    const strictJsonSchema = ask.shape !== undefined && isStrict(ask.shape);
    return { openai: { store: false, strictJsonSchema, ...effort, ...(key === undefined ? {} : { promptCacheKey: key }) } };
  };
  return provider(
    {
      dialect: "openai",
      tellsEffort: true,
      manner: { merge: false, tellShape: !forcesShape },
      forcesShape,
      language: () => language,
      options,
    },
    live,
  );
}
