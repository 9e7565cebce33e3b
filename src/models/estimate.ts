import type { Ask, Nano, Price, Rates } from "../types.ts";
import { outputAtMost } from "../util/output-at-most.ts";

/**
 * An upper estimate of a text's tokens, without a tokenizer: a token per three small letters, two capitals, one digit or
 * symbol, two per sign of a wide script. Plain prose is overrated by about half; a bill above the quote is flagged "overrun".
 */
export function tokensAtMost(text: string): number {
  let tokens = 0;
  let run = 0;
  let before = space;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < 128 ? (kinds[code] as number) : code < 0x800 ? mark : wide;
    if (kind >= mark) {
      tokens += kind === wide ? 2 : 1;
    } else if (kind === space) {
      // Runs of spaces share a token; a single one is part of the word after it.
      run = before === space ? run + 1 : 1;
      if (run % 4 === 2) tokens++;
    } else {
      const goesOn = before === kind || (before === upper && kind === lower && run === 1);
      run = goesOn ? run + 1 : 1;
      if (run % (kind === lower ? 3 : 2) === 1) tokens++;
    }
    before = kind;
  }
  return tokens;
}

const [space, lower, upper, mark, wide] = [0, 1, 2, 3, 4];
/** The kind of each ASCII sign: a table, because quotes are made of texts of megabytes. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === 32) return space;
  if (code >= 97 && code <= 122) return lower;
  return code >= 65 && code <= 90 ? upper : mark;
});

const perMessage = 8;
const perAsk = 24;
/** A shape may travel as a tool, whose hidden instructions are billed too. */
const perShape = 500;

/** Input tokens that an ask has at most, with what providers wrap around messages and shapes. */
export function inputAtMost(ask: Ask): number {
  const shape = ask.shape === undefined ? 0 : perShape + 2 * tokensAtMost(JSON.stringify(ask.shape));
  return ask.messages.reduce((sum, message) => sum + perMessage + tokensAtMost(message.text), perAsk + shape);
}

/** The most that an ask can cost: all input at the most expensive rate that may apply, output up to the cap and hidden reasoning up to its own. `more` input tokens come on top. In nano-dollars. */
export function quoteOf(ask: Ask, price: Price, more = 0): Nano {
  const input = inputAtMost(ask) + more;
  const long = ask.messages.some((message) => message.cache === "1h");
  const reached: Rates[] = [price, ...(price.tiers ?? []).filter((tier) => input > tier.above)];
  const costs = reached.map((rates) => {
    const highest = Math.max(rates.input, rates.cacheRead, rates.cacheWrite5m, long ? rates.cacheWrite1h : 0);
    return input * highest + outputAtMost(ask) * rates.output;
  });
  return Math.ceil(Number((Math.max(...costs) * 1000).toPrecision(12)));
}
