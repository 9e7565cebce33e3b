/** How many characters of a text are read there: patterns take long on more, and what is longer is none of what they look for. */
export const reach = {
  words: 100,
  clause: 200,
  line: 300,
  sentence: 400,
  lines: 600,
  paragraph: 1000,
  passage: 2000,
  page: 4000,
  reply: 16_384,
} as const;
export type Reach = keyof typeof reach;

/** Whether a text is longer than what is read. */
export function isLong(text: string, than: Reach): boolean {
  return text.length > reach[than];
}

/** What is read of a text from its beginning. */
export function beginningOf(text: string, most: Reach): string {
  return text.slice(0, reach[most]);
}

/** What is read of a text before a place. */
export function textBefore(text: string, at: number, most: Reach): string {
  return text.slice(Math.max(0, at - reach[most]), at);
}

/** What is read of a text from a place on. */
export function textFrom(text: string, at: number, most: Reach): string {
  return text.slice(at, at + reach[most]);
}
