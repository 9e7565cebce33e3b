import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { Ask, Model } from "../types.ts";
import { mendedAnswers } from "./mended-answers.ts";
import { provider } from "./provider.ts";
import type { Opening } from "./opening.ts";
import { isStrict } from "./strict-shape.ts";
import { defined } from "../util/defined.ts";

/** Any server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp, LM Studio. The shape is always told in words too. */
export function open({ name, live, baseUrl, fetch, forcesShape, neutralize }: Opening): Model {
  const compatible = createOpenAICompatible({
    name: "compatible",
    baseURL: baseUrl ?? "",
    fetch: mendedAnswers("compatible", fetch),
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...defined({ apiKey: live.key }),
  });
  const language = compatible(name);
  return provider(
    {
      dialect: "compatible",
      thinkingForm: "plain",
      manner: { merge: true, tellShape: true, neutralize },
      forcesShape,
      language: () => language,
      options: (ask: Ask) => ({ compatible: { strictJsonSchema: ask.shape !== undefined && isStrict(ask.shape) } }),
    },
    live,
  );
}
