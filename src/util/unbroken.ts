const piece = /[^\s`]*`[^`\n]+`[^\s`]*|\S+/g;

/** The pieces of a text between which a line may be broken: its words, and what stands between backticks, such as a command, as one. */
export function unbroken(text: string): string[] {
  return text.match(piece) ?? [];
}
