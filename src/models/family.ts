/** Names of models whose first word is not their lineage. */
const lineages: readonly [pattern: RegExp, family: string][] = [
  [/^(o\d|chatgpt|gpt|codex|davinci)/, "gpt"],
  [/^(mistral|mixtral|magistral|ministral|codestral|devstral|pixtral)/, "mistral"],
  [/^(qwen|qwq|qvq)/, "qwen"],
  [/^(phi)/, "phi"],
  [/^(command|aya|c4ai)/, "command"],
  [/^meta-llama|^codellama/, "llama"],
];

/** The lineage of a model's weights, from its name: `openrouter/anthropic/claude-sonnet-5` and `anthropic/claude-opus-5` are both "claude". */
export function familyOf(modelId: string): string {
  const name = modelId.slice(modelId.lastIndexOf("/") + 1).toLowerCase();
  const known = lineages.find(([pattern]) => pattern.test(name));
  return known?.[1] ?? /^[a-z]+/.exec(name)?.[0] ?? modelId;
}
