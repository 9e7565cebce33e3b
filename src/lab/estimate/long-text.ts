import { count } from "../../util/count.ts";
import { quoteOf } from "../../models/estimate.ts";
import type { Ask, Model, Nano } from "../../types.ts";

/** Characters of a made-up text that are really written: whoever reads, hashes and passes it on takes no longer for a higher output cap. */
const written = 4_000;
const mark = /\[and (\d+) characters? more\]/g;

/** A text as if it went on to this length: its end says how much is missing, where that is more than is written. */
export function lengthened(text: string, length: number): string {
  if (length <= written) return text.padEnd(length, "x");
  const missing = length - Math.max(written, text.length);
  const start = text.padEnd(written, "x");
  return missing <= 0 ? start : `${start}[and ${count(missing, "character")} more]`;
}

/** Characters that the texts of an ask stand for beyond those that are written. */
export function missingIn({ messages }: Pick<Ask, "messages">): number {
  let missing = 0;
  for (const { text } of messages) for (const [, more] of text.matchAll(mark)) missing += Number(more);
  return missing;
}

/** The most that an ask can cost with all its characters: by the price where the quote is made of it, else as a longer text raises the quote. */
export function wholeQuote(model: Model, ask: Ask): Nano {
  const quote = model.quote(ask);
  const missing = missingIn(ask);
  if (missing === 0) return quote;
  // Small letters are a token per three.
  const tokens = Math.ceil(missing / 3);
  if (model.price !== undefined && quoteOf(ask, model.price) === quote) return quoteOf(ask, model.price, tokens);
  const probe = {
    ...ask,
    messages: [
      ...ask.messages.slice(0, -1),
      ...ask.messages.slice(-1).map((last) => ({ ...last, text: `${last.text}${"x".repeat(3000)}` })),
    ],
  };
  return quote + Math.ceil(((model.quote(probe) - quote) * tokens) / 1000);
}
