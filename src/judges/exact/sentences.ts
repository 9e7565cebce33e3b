/** The sentences of a text, up to a length. */
export function sentencesOf(text: string): string[] {
  return text.slice(0, 4000).split(/(?<=[.!?][*_)"']{0,3})\s+(?=[\p{Lu}\\$*(\d-])|(?<=[。！？])\s*(?=[\p{L}\p{N}])/u);
}
