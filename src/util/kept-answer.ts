import { sha256Parts } from "./hash.ts";

/** What is known of the words of a recorded try: the model gave none, or nobody kept them. */
export type LackingWords = "blank" | "unrecorded";

/**
 * The text that stands for a recorded try without words. It tells tries apart and says nothing else: not how a try ended, not whose it was.
 * `parts` name the try; the same parts give the same text.
 */
export function standIn(lacking: LackingWords, ...parts: readonly string[]): string {
  return `[${lacking} answer ${sha256Parts("recorded try", ...parts).slice(0, 16)}]`;
}

const mark = /\[(blank|unrecorded) answer [0-9a-f]{16}\]/;

/** What a text lacks that holds such a stand-in; undefined where it holds none. */
export function lackingIn(text: string): LackingWords | undefined {
  return mark.exec(text)?.[1] as LackingWords | undefined;
}
