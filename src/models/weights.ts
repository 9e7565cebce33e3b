/** Whether anybody may run a model on machines of their own, or its seller alone. */
export type Weights = "open" | "closed";

/** The day on which the families below were drawn up, by what their makers had published. */
export const weightsDate = "2026-11-30";

/** Families whose weights their makers have published, under whatever licence, by the names that sellers give them. */
const open = [
  /[/.]gpt-oss/,
  /[/.]gemma-/,
  /[/.](?:code)?llama-?\d(?!.*sonar)/,
  /[/.]mixtral-/,
  /[/.]mistral-(?:7b|nemo|small-(?:24b|3\.))/,
  /[/.]pixtral-12b/,
  /[/.]codestral-mamba/,
  /[/.]deepseek[-.](?:chat|coder|prover|r1|v2|v3)/,
  /[/.]qwen[\w.-]*-\d+b/,
  /[/.]qwq-32b/,
  /[/.]phi-[34]\b/,
  /[/.]kimi-k2(?:-0905|-thinking)?(?::|$)/,
  /[/.]glm-4\.[5-7]/,
  /[/.]glm-5(?::|$)/,
  /[/.]minimax-m[12](?::|$)/,
];
/** Families that are sold as a service alone. */
const closed = [
  /^openai\//,
  /^openrouter\/openai\//,
  /^openrouter\/(?:chatgpt|gpt-\d|o\d)/,
  /claude/,
  /gemini/,
  /palm-2/,
  /learnlm/,
  /grok-[34]/,
  /nova-(?:lite|micro|premier|pro)/,
  /titan-text/,
  /qwen[\d.]*-(?:max|plus|turbo)/,
];

/** What is known of a model's weights from its id `provider/model`; undefined where its family is in neither list, which is to be said. */
export function weightsIn(id: string): Weights | undefined {
  const name = id.toLowerCase();
  if (open.some((family) => family.test(name))) return "open";
  return closed.some((family) => family.test(name)) ? "closed" : undefined;
}
