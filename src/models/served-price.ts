import type { Price, Rates } from "../types.ts";
import { bookShare, isBookPrice } from "./prices.ts";
import { defined } from "../util/defined.ts";

/** The price of a call that was served so, and the names among them whose price nobody has told: those are left at the standard rates. */
export interface ServedPrice {
  readonly price: Price;
  readonly unpriced: readonly string[];
}

/**
 * What a call costs that was served by these tiers, at this speed or in this place: as the member's price states, else as the book knows.
 * One price of the member's or the provider's own that states none holds for whatever serves it, and what is free stays free.
 */
export function servedPrice(price: Price, names: readonly string[]): ServedPrice {
  const own = !isBookPrice(price);
  const free = price.input === 0 && price.output === 0;
  if (names.length === 0 || free || (own && price.served === undefined)) return { price, unpriced: [] };
  let at = price;
  const unpriced: string[] = [];
  for (const name of names) {
    const stated = price.served?.find((one) => one.name === name)?.rates ?? (own ? undefined : bookShare(price.id, name));
    if (stated === undefined) unpriced.push(name);
    else at = typeof stated === "number" ? scaled(at, stated) : replaced(at, stated);
  }
  return { price: at, unpriced };
}

/** Every rate times `share`, those for long inputs too. */
function scaled(price: Price, share: number): Price {
  const times = ({ input, output, cacheRead, cacheWrite5m, cacheWrite1h }: Rates): Rates => ({
    input: input * share,
    output: output * share,
    cacheRead: cacheRead * share,
    cacheWrite5m: cacheWrite5m * share,
    cacheWrite1h: cacheWrite1h * share,
  });
  const tiers = price.tiers?.map((tier) => ({ above: tier.above, ...times(tier) }));
  return { ...price, ...times(price), ...defined({ tiers }) };
}

/** Rates of their own hold for inputs of any length. */
function replaced({ id, source, date, served }: Price, rates: Rates): Price {
  return { id, source, date, ...rates, ...defined({ served }) };
}
