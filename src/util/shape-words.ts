import type { Ask } from "../types.ts";
import { outputAtMost } from "./output-at-most.ts";

/**
 * What a member is told of the form that is wanted: the cap on output that holds, a filled example where the ask has one, and the
 * schema once, with nothing behind it. It stands last, after all that members share, so that prompts stay cacheable. Undefined for an
 * ask without a shape.
 */
export function shapeWords({ shape, example, ...caps }: Pick<Ask, "shape" | "maxTokens" | "maxThinking" | "example">): string | undefined {
  if (shape === undefined) return undefined;
  const form = example === undefined ? [] : [`This example shows the form alone; its values mean nothing:\n${JSON.stringify(example)}`];
  const wanted = `Reply with one JSON value that fits this JSON Schema, and nothing else:\n${JSON.stringify(shape)}`;
  return [capWords(caps), ...form, wanted].join("\n");
}

/** The cap on output in words. */
export function capWords(caps: Pick<Ask, "maxTokens" | "maxThinking">): string {
  return `The whole reply, reasoning included, may take at most ${outputAtMost(caps)} tokens.`;
}
