import { distance } from "fastest-levenshtein";
import { type CacheRules, cacheRules, cacheRulesFor } from "../../models/cache-rules.ts";
import { modelPrice } from "../../models/model-price.ts";
import { batchPrice, bookVersion, bookWeights, isBookPrice, type MatchKind, pricedModels, pricePage } from "../../models/prices.ts";
import type { Price, Result } from "../../types.ts";
import { defined } from "../../util/defined.ts";

/** What a model would be billed by: its price with where it is from, its batch price, its provider's cache rules. */
export interface PriceCard {
  readonly model: string;
  readonly matched: string;
  readonly matchKind: MatchKind;
  /** The version of the price book; absent where the experiment or the provider gives the price. */
  readonly book?: string;
  readonly page?: string;
  readonly price: Price;
  readonly batch?: Price;
  /** Whether its weights are published, and as of which day; absent where the book does not know. */
  readonly weights?: { readonly weights: "open" | "closed"; readonly date: string };
  readonly cache: CacheRules;
}

/** The card of a model under the book, or under a price and cache rules of the experiment's own. An unpriced model is a failure. */
export function priceCard(
  model: string,
  own: { readonly price?: unknown; readonly cache?: string | undefined } = {},
): Result<{ card: PriceCard }> {
  const priced = modelPrice(model, own.price);
  if (!priced.ok) return priced;
  const { price, matchKind } = priced;
  const booked = isBookPrice(price);
  const page = booked ? pricePage(model) : undefined;
  const batch = booked ? batchPrice(price) : undefined;
  const named = own.cache === undefined ? undefined : cacheRules[own.cache];
  return {
    ok: true,
    card: {
      model,
      matched: price.id,
      matchKind,
      ...(booked ? { book: bookVersion } : {}),
      ...defined({ page }),
      price,
      ...defined({ batch, weights: bookWeights(model) }),
      cache: named ?? cacheRulesFor(model),
    },
  };
}

/** The priced ids, aliases included, that are written most like `wanted`; those of its provider or of its bare name first. */
export function likePriced(wanted: string, most = 5): string[] {
  const known = pricedModels().flatMap((entry) => [entry.id, ...(entry.aliases ?? [])]);
  const far = (id: string): number =>
    Math.min(distance(wanted, id), wanted.includes("/") ? Infinity : distance(wanted, id.slice(id.indexOf("/") + 1)));
  return known
    .map((id) => ({ id, far: far(id) }))
    .filter((one) => one.far <= Math.max(3, wanted.length / 2))
    .sort((a, b) => a.far - b.far || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(({ id }) => id);
}
