import type { Ask, Nano, Price, Rates } from "../types.ts";

/**
 * An upper estimate of a text's tokens, without a tokenizer: a token per three small letters, two capitals, one digit or
 * symbol, two per sign of a wide script. Plain prose is overrated by about half; a bill above the quote is flagged "overrun".
 */
export function tokensAtMost(text: string): number {
  let tokens = 0;
  let run = 0;
  let before: Kind = "space";
  for (let i = 0; i < text.length; i++) {
    const kind = kindOf(text.charCodeAt(i));
    if (kind === "lower" || kind === "upper") {
      const goesOn = before === kind || (before === "upper" && kind === "lower" && run === 1);
      run = goesOn ? run + 1 : 1;
      if (kind === "lower" ? run % 3 === 1 : run % 2 === 1) tokens++;
    } else {
      // Runs of spaces share a token; a single one is part of the word after it.
      if (kind === "space") run = before === "space" ? run + 1 : 1;
      tokens += kind === "space" ? (run % 4 === 2 ? 1 : 0) : kind === "wide" ? 2 : 1;
    }
    before = kind;
  }
  return tokens;
}

type Kind = "lower" | "upper" | "space" | "mark" | "wide";
function kindOf(code: number): Kind {
  if (code >= 97 && code <= 122) return "lower";
  if (code >= 65 && code <= 90) return "upper";
  if (code === 32) return "space";
  return code < 0x800 ? "mark" : "wide";
}

const perMessage = 8;
const perAsk = 24;
/** A shape may travel as a tool, whose hidden instructions are billed too. */
const perShape = 500;

/** Input tokens that an ask has at most, with what providers wrap around messages and shapes. */
export function inputAtMost(ask: Ask): number {
  const shape = ask.shape === undefined ? 0 : perShape + 2 * tokensAtMost(JSON.stringify(ask.shape));
  return ask.messages.reduce((sum, message) => sum + perMessage + tokensAtMost(message.text), perAsk + shape);
}

/** The most that an ask can cost: all input at the dearest rate that may apply, output up to the cap. In nano-dollars. */
export function quoteOf(ask: Ask, price: Price): Nano {
  const input = inputAtMost(ask);
  const long = ask.messages.some((message) => message.cache === "1h");
  const reached: Rates[] = [price, ...(price.tiers ?? []).filter((tier) => input > tier.above)];
  const costs = reached.map((rates) => {
    const dearest = Math.max(rates.input, rates.cacheRead, rates.cacheWrite5m, long ? rates.cacheWrite1h : 0);
    return input * dearest + ask.maxTokens * rates.output;
  });
  return Math.ceil(Number((Math.max(...costs) * 1000).toPrecision(12)));
}
