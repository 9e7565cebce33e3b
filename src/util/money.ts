import type { Nano, Price, Rates, Usage } from "../types.ts";

export const noUsage: Usage = { uncached: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };

/** Every input token, whatever it was billed as. */
export function inputOf(usage: Usage): number {
  return usage.uncached + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h;
}

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    uncached: a.uncached + b.uncached,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
    cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
  };
}

/** The rates that hold for a call with this many input tokens: the highest tier that it exceeds, else the base. */
export function ratesFor(price: Price, inputTokens: number): Rates {
  let rates: Rates = price;
  let above = 0;
  for (const tier of price.tiers ?? []) {
    if (inputTokens > tier.above && tier.above >= above) {
      rates = tier;
      above = tier.above;
    }
  }
  return rates;
}

/** Nano-dollars of one call: dollars per million tokens x tokens, rounded half up once at the end. */
export function costOf(usage: Usage, price: Price): Nano {
  const rates = ratesFor(price, inputOf(usage));
  const microDollars =
    usage.uncached * rates.input +
    usage.cacheRead * rates.cacheRead +
    usage.cacheWrite5m * rates.cacheWrite5m +
    usage.cacheWrite1h * rates.cacheWrite1h +
    usage.output * rates.output;
  // Twelve significant digits first: 0.1 + 0.2 must not push a half over or under the line.
  return Math.floor(Number((microDollars * 1000).toPrecision(12)) + 0.5);
}

export function toNano(dollars: number): Nano {
  return Math.round(dollars * 1e9);
}

/** Whether an amount of dollars is a whole number of nano-dollars, which is what money is counted in. */
export function isWholeNano(dollars: number): boolean {
  // Fifteen digits: what a number in binary adds behind them was not typed.
  return Number.isInteger(Number((dollars * 1e9).toPrecision(15)));
}

/** What is said of a finer amount, which is refused rather than rounded. */
export const wholeNanoWords = "an amount of dollars with nine decimals at most: money is counted in nano-dollars";

export function toDollars(nano: Nano): number {
  return nano / 1e9;
}

/** Money to the nano-dollar, cents at least, for figures that are to add up: `$0.00`, `$0.0123456`. */
export function exactDollars(nano: Nano): string {
  const size = Math.abs(nano);
  const [whole, rest] = [Math.floor(size / 1e9), size % 1e9];
  const decimals = String(Math.round(rest))
    .padStart(9, "0")
    .replace(/0{1,7}$/, "");
  return `${nano < 0 ? "-" : ""}$${whole}.${decimals}`;
}

/** Money for people: three significant digits, never in exponents. */
export function dollars(nano: Nano): string {
  const value = Math.abs(nano) / 1e9;
  const sign = nano < 0 ? "-" : "";
  if (value === 0) return "$0";
  const digits = value >= 100 ? 0 : value >= 1 ? 2 : Math.min(9, 2 - Math.floor(Math.log10(value)));
  return `${sign}$${value.toFixed(digits)}`;
}

/** Amounts for people that are held against one another: as in `dollars`, and to the nano-dollar where two that differ would read alike. */
export function dollarsApart(...amounts: readonly Nano[]): string[] {
  const differ = new Set(amounts).size;
  const brief = amounts.map(dollars);
  return new Set(brief).size === differ ? brief : amounts.map(exactDollars);
}
