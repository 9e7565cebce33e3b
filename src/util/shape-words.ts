import type { Ask } from "../types.ts";

/**
 * What a member is told of the form that is wanted: the schema once, the cap on output that holds, and a filled example where the
 * ask has one. It stands last, after all that members share, so that prompts stay cacheable. Undefined for an ask without a shape.
 */
export function shapeWords({ shape, maxTokens, example }: Pick<Ask, "shape" | "maxTokens" | "example">): string | undefined {
  if (shape === undefined) return undefined;
  const wanted = `Reply with one JSON value that fits this JSON Schema, and nothing else. ${capWords(maxTokens)}\n${JSON.stringify(shape)}`;
  return example === undefined ? wanted : `${wanted}\nThis shows the form alone; its values mean nothing:\n${JSON.stringify(example)}`;
}

/** The cap on output in words. */
export function capWords(maxTokens: number): string {
  return `The whole reply, reasoning included, may take at most ${maxTokens} tokens.`;
}
