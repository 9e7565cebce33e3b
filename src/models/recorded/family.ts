const lineages: readonly [RegExp, string][] = [
  [/^(?:openai:|gpt|o[134](?:-|$)|davinci|chatgpt)/i, "openai"],
  [/claude|anthropic/i, "anthropic"],
  [/gemini|gemma|google/i, "google"],
  [/athene|llama/i, "meta"],
  [/deepseek/i, "deepseek"],
  [/mistral|mixtral|codestral/i, "mistral"],
  [/qwen|qwq/i, "alibaba"],
  [/^yi-/i, "01-ai"],
  [/^phi/i, "microsoft"],
  [/grok/i, "xai"],
  [/reka/i, "reka"],
];

/** The lineage of a recorded model's weights, by its name; the name itself where it tells nothing. */
export function familyOf(model: string): string {
  return lineages.find(([pattern]) => pattern.test(model))?.[1] ?? model;
}
