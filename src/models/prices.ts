import { z } from "zod";
import type { Price, Rates, Result } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { fail } from "../util/failure.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import snapshot from "./price-book.json" with { type: "json" };
import { defined } from "../util/defined.ts";
import type { Weights } from "./weights.ts";

/** Dollars per million tokens, under the full id `provider/model`. */
export interface BookEntry extends Rates {
  readonly id: string;
  readonly aliases?: readonly string[];
  /** Since when the price holds, where the source says so. */
  readonly date?: string;
  readonly free?: boolean;
  /** Whether its weights are published; absent where the book does not know. */
  readonly weights?: "open" | "closed";
  readonly tiers?: readonly (Rates & { readonly above: number })[];
}
export interface PriceBook {
  readonly version: string;
  readonly date: string;
  readonly source: string;
  readonly sources: { [provider: string]: string };
  /** The share of the plain price that a batch costs, by provider. */
  readonly batch: { readonly [provider: string]: number };
  /** The multiple of the plain price by which a provider bills what it serves by a tier, or in a place, of this name. */
  readonly served: { readonly [provider: string]: { readonly [name: string]: number } };
  /** The day for which the book says whose weights are published. */
  readonly weights: string;
  readonly entries: readonly BookEntry[];
}
export type MatchKind = "exact" | "alias" | "user" | "provider" | "free";

const rate = z.number({ error: "wanted dollars per million tokens" }).nonnegative("a price cannot be negative");
const ownRates = {
  input: rate,
  output: rate,
  cacheRead: rate.optional(),
  cacheWrite5m: rate.optional(),
  cacheWrite1h: rate.optional(),
};
/**
 * A user's own price, in dollars per million tokens, or "free"; a missing cache rate is the input rate. `tiers` replace the
 * rates when the whole input is longer than `above` tokens; `served` names a service tier, a speed or a place, with a multiple of the
 * plain rates or with rates of its own.
 */
export const priceSetting = z.union([
  z.literal("free"),
  z.strictObject({
    ...ownRates,
    tiers: z.array(z.strictObject({ above: z.int().positive(), ...ownRates })).optional(),
    served: z.record(z.string().min(1), z.union([z.number().nonnegative(), z.strictObject(ownRates)])).optional(),
  }),
]);
export type PriceSetting = z.input<typeof priceSetting>;

const book = snapshot as PriceBook;
const byId = new Map<string, BookEntry>();
const byAlias = new Map<string, BookEntry>();
for (const entry of book.entries) {
  byId.set(entry.id, entry);
  for (const alias of entry.aliases ?? []) byAlias.set(alias, entry);
}

/** Names the snapshot: its source and the day its prices were taken for. Runs pin it. */
export const bookVersion: string = book.version;

/**
 * What a model costs: the user's price, else the book's under exactly this id or one of its listed aliases, never under a
 * prefix of it. An unpriced model is a failure that gives the line to add. A price that does not fit throws a UserError.
 */
export function priceOf(modelId: string, own?: unknown): Result<{ price: Price; matchKind: MatchKind }> {
  if (own !== undefined) return { ok: true, ...ownPrice(modelId, own) };
  const exact = byId.get(modelId);
  const entry = exact ?? byAlias.get(modelId);
  if (entry === undefined) return fail("setup", unpriced(modelId));
  const { id, date, tiers, input, output, cacheRead, cacheWrite5m, cacheWrite1h } = entry;
  const rates = { input, output, cacheRead, cacheWrite5m, cacheWrite1h };
  const price = { id, source: book.source, date: date ?? book.date, ...rates, ...defined({ tiers }) };
  return { ok: true, price, matchKind: entry.free === true ? "free" : exact === undefined ? "alias" : "exact" };
}

/** Whether a price is the book's, of this version or an earlier one; what else a model is billed by somebody stated. */
export function isBookPrice({ source }: Pick<Price, "source">): boolean {
  return source.split(" ")[0] === book.source.split(" ")[0];
}

/** The price of the same model in a batch; undefined where its provider offers none. */
export function batchPrice(price: Price): Price | undefined {
  const share = book.batch[price.id.slice(0, price.id.indexOf("/"))];
  if (share === undefined) return undefined;
  const cut = (rates: Rates): Rates => ({
    input: rates.input * share,
    output: rates.output * share,
    cacheRead: rates.cacheRead * share,
    cacheWrite5m: rates.cacheWrite5m * share,
    cacheWrite1h: rates.cacheWrite1h * share,
  });
  const tiers = price.tiers?.map((tier) => ({ above: tier.above, ...cut(tier) }));
  return { ...price, ...cut(price), ...defined({ tiers }) };
}

/** A price as a user or a provider writes it. Throws a `UserError` for one that does not fit. */
export function ownPrice(modelId: string, own: unknown): { price: Price; matchKind: MatchKind } {
  const parsed = priceSetting.safeParse(own);
  if (!parsed.success) throw new UserError(misfit(modelId, own));
  const setting = parsed.data;
  const base = { id: modelId, source: "experiment", date: "as given" };
  if (setting === "free") {
    return { price: { ...base, input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }, matchKind: "free" };
  }
  const tiers = setting.tiers?.map((tier) => ({ above: tier.above, ...wholeRates(tier) }));
  const served = setting.served === undefined ? {} : { served: servedRates(setting.served) };
  return { price: { ...base, ...wholeRates(setting), ...defined({ tiers }), ...served }, matchKind: "user" };
}

function servedRates(served: Readonly<Record<string, number | OwnRates>>): NonNullable<Price["served"]> {
  return Object.entries(served).map(([name, rates]) => ({
    name: name.toLowerCase(),
    rates: typeof rates === "number" ? rates : wholeRates(rates),
  }));
}

/** By which multiple of the plain price the book says that a tier, a speed or a place of this name is billed; undefined where it does not say. */
export function bookShare(id: string, name: string): number | undefined {
  const provider = id.slice(0, id.indexOf("/"));
  const named = new Map(Object.entries(new Map(Object.entries(book.served)).get(provider) ?? {}));
  return named.get(name) ?? (name === "batch" ? book.batch[provider] : undefined);
}

type OwnRates = Pick<Exclude<z.output<typeof priceSetting>, "free">, keyof Rates>;
function wholeRates({ input, output, cacheRead = input, cacheWrite5m = input, cacheWrite1h = cacheWrite5m }: OwnRates): Rates {
  return { input, output, cacheRead, cacheWrite5m, cacheWrite1h };
}

/** A union's own message says nothing of the field, so the fields are checked one by one. */
function misfit(modelId: string, own: unknown): string {
  const wanted =
    'Wanted { input, output, cacheRead?, cacheWrite5m?, cacheWrite1h?, tiers?, served? } in dollars per million tokens, or "free"';
  if (typeof own !== "object" || own === null) return `The price of "${modelId}" does not fit. ${wanted}; got ${JSON.stringify(own)}.`;
  const fields = priceSetting.options[1].safeParse(own);
  const issue = fields.error?.issues[0];
  const field = issue?.path.join(".") ?? "";
  const got = field === "" ? "" : `; "${field}" is ${JSON.stringify((own as Record<string, unknown>)[field]) ?? "missing"}`;
  return `The price of "${modelId}" does not fit: ${issue?.message ?? "it is no object"}${got}. ${wanted}.`;
}

function unpriced(modelId: string): string {
  const line = `price: { input: <dollars per million tokens>, output: <dollars per million tokens> }`;
  return `No price is known for "${modelId}", and an unknown price is not zero.${nearestPriced(modelId)} Add to the member in the experiment file: ${line} (or price: "free"); on the command line behind the whole member, as in --member <name>=${modelId},price=1/5 (or ,price=free).`;
}

/** ` Did you mean "x"?` for the nearest other id that the book has of the same provider; empty when none is near. */
export function nearestPriced(modelId: string): string {
  const provider = modelId.slice(0, modelId.indexOf("/") + 1);
  const ids = book.entries.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  const hint =
    provider === ""
      ? ""
      : didYouMean(
          modelId,
          ids.filter((id) => id.startsWith(provider) && id !== modelId),
        );
  return hint.startsWith(" Did") ? hint : "";
}

/** Where the book's prices of a provider can be looked up; undefined where it names no page. */
export function pricePage(modelId: string): string | undefined {
  return book.sources[modelId.slice(0, modelId.indexOf("/"))];
}

/** What the book holds, for listings: every full id that has a price, in order. */
export function pricedModels(): readonly BookEntry[] {
  return book.entries;
}

/** What the book knows of a model's weights, under exactly this id or a listed alias, and as of which day; undefined where it does not know. */
export function bookWeights(modelId: string): { readonly weights: Weights; readonly date: string } | undefined {
  const { weights } = byId.get(modelId) ?? byAlias.get(modelId) ?? {};
  return weights === undefined ? undefined : { weights, date: book.weights };
}
