/**
 * Writes `price-book.json` from the `@pydantic/genai-prices` package that is installed:
 *   node src/models/make-price-book.ts 2026-09-23
 * The argument is the day the prices are taken for (that package's release day). Only exact ids and listed aliases are kept:
 * its own starts-with rules would price a model that does not exist.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { calcPrice, findProvider, type ModelInfo, type ModelPrice, type Provider } from "@pydantic/genai-prices";
import { Bug } from "../util/bug.ts";
import type { BookEntry, PriceBook } from "./prices.ts";
import { weightsDate, weightsIn } from "./weights.ts";

const providers = ["openai", "anthropic", "google", "openrouter"] as const;
const packages = new URL("../../node_modules/", import.meta.url);

/** What a batch costs of the plain price, where providers offer batches (their pricing pages, November 2026). */
const batch = { openai: 0.5, anthropic: 0.5, google: 0.5 };
/** OpenAI bills flex processing as a batch; Anthropic bills inference in the United States alone at 1.1 times (their pages, November 2026). */
const served = { openai: { flex: 0.5 }, anthropic: { us: 1.1 } };

/** The whole book for one day; entries are sorted, so that a regenerated book shows its changes line by line. */
export function makePriceBook(date: string): PriceBook {
  const manifest = readFileSync(new URL("@pydantic/genai-prices/package.json", packages), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const entries: BookEntry[] = [];
  const sources: PriceBook["sources"] = {};
  for (const providerId of providers) {
    const provider = findProvider({ providerId });
    if (provider === undefined) throw new Bug(`The price package knows no provider "${providerId}".`);
    sources[providerId] = provider.pricing_urls?.[0] ?? "";
    const catalog = listedIds(providerId);
    for (const model of provider.models) {
      const entry = entryOf(provider, model, date, catalog);
      if (entry !== undefined) entries.push(entry);
    }
  }
  for (const host of hosts) {
    sources[host.prefix] = host.page;
    entries.push(...hostedEntries(host, date));
  }
  entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    version: `genai-prices-${version}/${date}`,
    date,
    source: `@pydantic/genai-prices ${version} (MIT)`,
    sources,
    batch,
    served,
    weights: weightsDate,
    entries: entries.map(withWeights),
  };
}

/** The entry with what is known of its weights; without where nothing is. */
function withWeights({ id, ...entry }: BookEntry): BookEntry {
  const weights = weightsIn(id);
  return { id, ...(weights === undefined ? {} : { weights }), ...entry };
}

function entryOf(provider: Provider, model: ModelInfo, date: string, catalog: readonly string[]): BookEntry | undefined {
  if (/[-:@/]$/.test(model.id) || otherUnits.test(model.id)) return undefined;
  if (provider.id === "google" && !/^(gemini|gemma)/.test(model.id)) return undefined;
  const held = pricesOn(model.prices, date);
  const seller: Seller = provider.id === "openrouter" ? (model.id.startsWith("anthropic/") ? "anthropic" : "resold") : "own";
  const free = provider.id === "openrouter" && model.id.endsWith(":free");
  const rates = free ? freeRates : held && ratesOf(held.prices, seller);
  if (rates === undefined) return undefined;
  const named = [model.id, ...equalsIn(model.match)];
  const ids = new Set(provider.models.map((other) => other.id));
  const others = [...named, ...named.flatMap((name) => dated(name, catalog))].filter((name) => !ids.has(name));
  const aliases = [...new Set(others)].map((alias) => `${provider.id}/${alias}`);
  return {
    id: `${provider.id}/${model.id}`,
    ...(aliases.length === 0 ? {} : { aliases: aliases.sort() }),
    ...(held?.since === undefined ? {} : { date: held.since }),
    ...(free ? { free: true } : {}),
    ...rates,
  };
}

interface Host {
  readonly prefix: string;
  readonly providerId: string;
  readonly page: string;
  readonly ids: () => string[];
}
/** Clouds that sell others' models under ids of their own, which their SDKs list. Prices are those of the global endpoint unless an id says a region. */
const hosts: readonly Host[] = [
  {
    prefix: "bedrock",
    providerId: "aws",
    page: "https://aws.amazon.com/bedrock/pricing/",
    ids: () => {
      const ids = idsIn("@ai-sdk/amazon-bedrock/src/amazon-bedrock-chat-language-model-options.ts", /^ +\| '([^']+)'/gm);
      return [...new Set([...ids, ...ids.flatMap((id) => (id.startsWith("anthropic.") ? [`global.${id}`] : []))])];
    },
  },
  {
    prefix: "vertex",
    providerId: "google",
    page: "https://cloud.google.com/vertex-ai/generative-ai/pricing",
    ids: () => idsIn("@ai-sdk/google-vertex/src/google-vertex-model-catalog.ts", /^ +'((?:claude|gemini)-[^']+)'[:,]/gm),
  },
];

function idsIn(file: string, each: RegExp): string[] {
  return [...new Set([...readFileSync(new URL(file, packages), "utf8").matchAll(each)].map((match) => match[1] ?? ""))];
}

/** A hosted id has the price of the model that the price package finds for it, and no other. */
function hostedEntries({ prefix, providerId, ids }: Host, date: string): BookEntry[] {
  return ids().flatMap((id) => {
    const model = calcPrice({ input_tokens: 1, output_tokens: 1 }, id, { providerId, timestamp: new Date(date) })?.model;
    if (model === undefined || otherUnits.test(id)) return [];
    // The package finds a global endpoint's price by any ending: only a model that it knows to have one is listed.
    if (id.startsWith("global.") && !model.id.startsWith("global.")) return [];
    const held = pricesOn(model.prices, date);
    const rates = held && ratesOf(held.prices, id.includes("claude") ? "anthropic" : "own");
    return rates === undefined ? [] : [{ id: `${prefix}/${id}`, ...(held?.since === undefined ? {} : { date: held.since }), ...rates }];
  });
}

/** Models that also bill sounds, pictures or minutes: a price per text token would leave those out. */
const otherUnits = /audio|image|realtime|-tts|transcribe|-live|embedding|whisper|lyria|veo|moderation/;
const freeRates = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };
/** OpenRouter lists Anthropic's hour-long writes and Gemini's writes in ways of its own. */
type Seller = "own" | "anthropic" | "resold";
type TieredPrices = Omit<BookEntry, "id" | "aliases" | "date" | "free">;

/** The prices in force on `date`: the latest that had started, else the unconditional ones. Prices by time of day are left out. */
function pricesOn(prices: ModelInfo["prices"], date: string): { prices: ModelPrice; since?: string } | undefined {
  if (!Array.isArray(prices)) return { prices };
  let held: { prices: ModelPrice; since?: string } | undefined;
  for (const candidate of prices) {
    const { constraint } = candidate;
    if (constraint === undefined) held ??= { prices: candidate.prices };
    else if (constraint.type === "start_date" && constraint.start_date <= date && constraint.start_date > (held?.since ?? "")) {
      held = { prices: candidate.prices, since: constraint.start_date };
    }
  }
  return held;
}

/** Undefined for models that do not bill text in and out per token, and for the -1 and 0 that stand for "unknown". */
function ratesOf(prices: ModelPrice, seller: Seller): TieredPrices | undefined {
  const base = flatRates(prices, seller, 0);
  if (base === undefined) return undefined;
  const starts = new Set<number>();
  for (const key of textKeys) {
    const price = prices[key];
    if (typeof price === "object") for (const tier of price.tiers) starts.add(tier.start);
  }
  const tiers = [...starts]
    .sort((a, b) => a - b)
    .flatMap((above) => {
      const rates = flatRates(prices, seller, above);
      return rates === undefined ? [] : [{ above, ...rates }];
    });
  return tiers.length === 0 ? base : { ...base, tiers };
}

const textKeys = ["input_mtok", "output_mtok", "cache_read_mtok", "cache_write_mtok", "cache_write_1h_mtok"];

function flatRates(prices: ModelPrice, seller: Seller, above: number): TieredPrices | undefined {
  const at = (key: string): number | undefined => {
    const price = prices[key];
    if (price === undefined || typeof price === "number") return price;
    return price.tiers.filter((tier) => tier.start <= above).sort((a, b) => b.start - a.start)[0]?.price ?? price.base;
  };
  const input = at("input_mtok");
  const output = at("output_mtok");
  if (input === undefined || output === undefined || input <= 0 || output <= 0) return undefined;
  // No write price means that a write costs what fresh input does. OpenRouter lists Gemini's write as storage alone, on top of the input.
  const listed = at("cache_write_mtok") ?? input;
  const write = listed < input && seller === "resold" ? tidy(input + listed) : listed;
  // Anthropic's models charge twice the input for an hour, wherever they are hosted.
  const hour = at("cache_write_1h_mtok") ?? (seller === "anthropic" ? tidy(2 * input) : write);
  return { input, output, cacheRead: at("cache_read_mtok") ?? input, cacheWrite5m: write, cacheWrite1h: hour };
}

function tidy(value: number): number {
  return Number(value.toPrecision(10));
}

function equalsIn(match: ModelInfo["match"]): string[] {
  if ("equals" in match) return [match.equals];
  return "or" in match ? match.or.flatMap(equalsIn) : [];
}

/** Dated snapshots of a model that the provider's own SDK lists by name. */
function dated(id: string, catalog: readonly string[]): string[] {
  return catalog.filter((listed) => listed.startsWith(`${id}-`) && /^-\d{4}-?\d{2}-?\d{2}$/.test(listed.slice(id.length)));
}

function listedIds(provider: string): string[] {
  if (provider === "openrouter") return [];
  const source = readFileSync(new URL(`@ai-sdk/${provider}/src/${provider}-model-catalog.ts`, packages), "utf8");
  return [...new Set([...source.matchAll(/['"]([a-z0-9][a-z0-9.-]*-\d{4}-?\d{2}-?\d{2})['"]/g)].map((match) => match[1] ?? ""))];
}

if (process.argv[1] === import.meta.filename) {
  const date = process.argv[2] ?? "";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Bug(`Wanted the day of the prices as YYYY-MM-DD, got "${date}".`);
  const { entries, ...header } = makePriceBook(date);
  const head = JSON.stringify(header, null, 2).replace(/\n\}$/, "");
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
  writeFileSync(new URL("price-book.json", import.meta.url), `${head},\n  "entries": [\n${lines}\n  ]\n}\n`);
}
