import type { Ask } from "../types.ts";

/** Tokens that a reply to this ask may take in all: the answer's, and the hidden ones that are allowed beside it. */
export function outputAtMost({ maxTokens, maxThinking = 0 }: Pick<Ask, "maxTokens" | "maxThinking">): number {
  return maxTokens + maxThinking;
}
