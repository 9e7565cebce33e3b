/** What a refusal tells of the room in a model's context. */
export interface RoomTold {
  /** Whether the cap on output tokens is to blame: the prompt itself fits, and leaves room for some words. */
  readonly byCap: boolean;
  /** The output tokens that the prompt leaves room for. */
  readonly left: number;
}

/** A prompt that leaves less room than that is itself too long. */
const someWords = 256;

/** How servers say that a prompt and a cap together do not fit into a context. */
const forms: readonly RegExp[] = [
  // OpenAI's chats, vLLM, DeepSeek, OpenRouter, SGLang.
  /(?:context|length)\D{0,40}?(?<context>\d+) tokens.{0,120}?\b(?<prompt>\d+) (?:tokens )?(?:in|of|from) (?:the |your )?(?:input |text )?(?:messages|prompt|input).{0,60}?\b(?<cap>\d+) (?:tokens )?(?:in|for|of) (?:the |your )?(?:completion|output)/is,
  // vLLM since 0.9, whose cap stands first.
  /(?<cap>\d+)\W{1,3}This model's maximum context length is (?<context>\d+) tokens and your request has (?<prompt>\d+) input tokens/i,
  // Anthropic.
  /exceed context limit: (?<prompt>\d+) \+ (?<cap>\d+) > (?<context>\d+)/i,
  // Text Generation Inference.
  /must be <= (?<context>\d+)\. Given: (?<prompt>\d+) `?inputs`? tokens and (?<cap>\d+) `?max_new_tokens/i,
];

/** Reads who is to blame where a refusal states the context, the prompt and the cap; undefined where it does not. */
export function roomTold(words: string): RoomTold | undefined {
  // "131,072" is one number.
  const plain = words.replace(/(\d),(?=\d{3}\b)/g, "$1");
  for (const form of forms) {
    const { context, prompt, cap } = form.exec(plain)?.groups ?? {};
    if (context === undefined) continue;
    const left = Number(context) - Number(prompt);
    return { byCap: left >= Math.min(someWords, Number(cap)), left };
  }
  return undefined;
}
