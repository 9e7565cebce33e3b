/** Sentences are read best at this width, however wide the terminal. */
const readable = 80;
const least = 40;

/**
 * Columns that a message may take: a terminal's own up to 80. Where no terminal tells, COLUMNS does, so that a log which wants a message
 * per line has it; else 80.
 */
export function messageWidth({ isTTY, columns }: Pick<NodeJS.WriteStream, "isTTY" | "columns">): number {
  if (isTTY === true) return Math.max(least, Math.min(columns ?? readable, readable));
  const told = Number(process.env["COLUMNS"]);
  return Number.isSafeInteger(told) && told > 0 ? Math.max(least, told) : readable;
}
