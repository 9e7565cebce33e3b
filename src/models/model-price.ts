import type { Price, Result } from "../types.ts";
import { providerOf } from "./kinds.ts";
import { type MatchKind, ownPrice, priceOf } from "./prices.ts";

/** What a model costs: the price that the experiment gives, else what its provider says, else the book's. An unpriced model is a failure. Throws a `UserError` for a price that does not fit. */
export function modelPrice(modelId: string, given?: unknown): Result<{ price: Price; matchKind: MatchKind }> {
  if (given !== undefined) return priceOf(modelId, given);
  const slash = modelId.indexOf("/");
  const prefix = slash < 0 ? modelId : modelId.slice(0, slash);
  const stated = providerOf(prefix)?.price?.(slash < 0 ? "" : modelId.slice(slash + 1));
  if (stated === undefined) return priceOf(modelId);
  return { ok: true, price: { ...ownPrice(modelId, stated).price, source: `the provider ${prefix}` }, matchKind: "provider" };
}
