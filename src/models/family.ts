/** Names of models whose first word is not their lineage. */
const lineages: readonly [pattern: RegExp, family: string][] = [
  [/^(o\d|chatgpt|gpt|codex|davinci)/, "gpt"],
  [/^(mistral|mixtral|magistral|ministral|codestral|devstral|pixtral)/, "mistral"],
  [/^(qwen|qwq|qvq)/, "qwen"],
  [/^(phi)/, "phi"],
  [/^(command|aya|c4ai)/, "command"],
  [/^meta-llama|^codellama/, "llama"],
];

/** Bedrock writes the region and the maker before a model's name: `us.anthropic.claude-...`. */
const hosted = /^(?:(?:us|eu|ap|apac|jp|au|in|ca|global|us-gov)\.)?[a-z0-9-]+\./;

/** The lineage of a model's weights, from its name: `openrouter/anthropic/claude-sonnet-5` and `anthropic/claude-opus-5` are both "claude". */
export function familyOf(modelId: string): string {
  const last = modelId.slice(modelId.lastIndexOf("/") + 1).toLowerCase();
  const name = modelId.startsWith("bedrock/") ? last.replace(hosted, "") : last;
  const known = lineages.find(([pattern]) => pattern.test(name));
  return known?.[1] ?? /^[a-z]+/.exec(name)?.[0] ?? modelId;
}
