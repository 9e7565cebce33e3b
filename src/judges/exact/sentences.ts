import { beginningOf } from "./reach.ts";

/** The sentences of a text, up to a length. */
export function sentencesOf(text: string): string[] {
  return beginningOf(text, "page").split(/(?<=[.!?][*_)"']{0,3})\s+(?=[\p{Lu}\\$*(\d-])|(?<=[。！？])\s*(?=[\p{L}\p{N}])/u);
}
