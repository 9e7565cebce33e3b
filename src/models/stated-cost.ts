import type { Json, Nano } from "../types.ts";
import { toNano } from "../util/money.ts";
import { isRecord } from "./usage.ts";

type Fields = { readonly [key: string]: Json };

/**
 * What a provider or gateway says it charged, in dollars: in the usage object, in the body beside it, or in a header.
 * Undefined where it says nothing, where the amount is in another currency and where it is no amount of money. A zero counts
 * in the usage object alone: elsewhere gateways write it for models whose price they do not know.
 */
export function statedCost(usage: Json | undefined, body?: Json, headers: Readonly<Record<string, string>> = {}): Nano | undefined {
  const header = amountOf(headers["x-litellm-response-cost"]) ?? amountOf(headers["x-response-cost"]);
  const dollars = inUsage(usage) ?? (inBody(body) || header || undefined);
  return dollars === undefined ? undefined : toNano(dollars);
}

/**
 * Whether an amount is stated that `statedCost` does not take: in another currency, in words, below zero. What gateways write for
 * "not known" (null, zero, "None") states nothing, and neither does a router's fee where the user pays the provider himself.
 */
export function isUnread(usage: Json | undefined, body?: Json, headers: Readonly<Record<string, string>> = {}): boolean {
  if (statedCost(usage, body, headers) !== undefined) return false;
  const own = isRecord(usage) ? usage : {};
  if (own["is_byok"] === true) return false;
  const told = [own, ...placesIn(body)].flatMap((place) => costNames.map((name) => place[name]));
  return [...told, headers["x-litellm-response-cost"], headers["x-response-cost"]].some(isSomething);
}

/** Whether this says an amount, readable or not. */
function isSomething(value: Json | undefined): boolean {
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string") return !/^(|-|none|null|nil|undefined|unknown|n\/?a|[-+]?0*\.?0*)$/i.test(value.trim());
  if (Array.isArray(value)) return (value as readonly Json[]).some(isSomething);
  return isRecord(value) && Object.entries(value).some(([name, part]) => !/currency|unit/.test(name) && isSomething(part));
}

const costNames = [
  "cost",
  "total_cost",
  "response_cost",
  "estimated_cost",
  "cost_usd",
  "total_cost_usd",
  "cost_in_usd_ticks",
  "cost_details",
];

/** Ten billion of xAI's ticks are a dollar. */
const ticks = 1e10;
const inDollars = ["cost_usd", "total_cost_usd"];

function inUsage(usage: Json | undefined): number | undefined {
  if (!isRecord(usage)) return undefined;
  const details = isRecord(usage["cost_details"]) && !isForeign(usage["cost_details"]) ? usage["cost_details"] : {};
  const upstream = amountOf(details["upstream_inference_cost"]) || upstreamParts(details);
  const own = first(usage, isForeign(usage) ? [] : ["cost"]);
  // With the user's own key OpenRouter bills its fee, and the provider behind it bills the rest: the fee alone is not the cost.
  if (usage["is_byok"] === true) return upstream === undefined ? undefined : (own ?? 0) + upstream;
  const ticked = usage["cost_in_usd_ticks"];
  const whole = own ?? first(usage, isForeign(usage) ? inDollars : ["total_cost", ...inDollars, "estimated_cost"]);
  // A fee of nothing is not the cost where the provider behind the router states one.
  const positive = (whole || undefined) ?? (typeof ticked === "number" ? sound(ticked / ticks) || undefined : undefined) ?? upstream;
  return positive ?? whole ?? (ticked === 0 ? 0 : amountOf(details));
}

/** What the provider behind a router charged, where it is stated in parts alone. */
function upstreamParts(details: Fields): number | undefined {
  const parts = ["prompt", "input", "completions", "output"].map((name) => amountOf(details[`upstream_inference_${name}_cost`]) ?? 0);
  return parts.reduce((sum, part) => sum + part, 0) || undefined;
}

function inBody(body: Json | undefined): number | undefined {
  for (const place of placesIn(body)) {
    const told = first(place, isForeign(place) ? inDollars : ["cost", "response_cost", "total_cost", ...inDollars]);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** Where a body states a cost beside its usage. */
function placesIn(body: Json | undefined): Fields[] {
  if (!isRecord(body)) return [];
  const metadata = isRecord(body["provider_metadata"]) ? body["provider_metadata"] : body["providerMetadata"];
  const gateway = isRecord(metadata) ? metadata["gateway"] : undefined;
  return [body, body["_hidden_params"], gateway].filter(isRecord);
}

/** Whether amounts here are said to be in another currency than dollars. */
function isForeign(place: Fields): boolean {
  const told = ["currency", "cost_currency", "currency_code", "unit"].map((name) => place[name]).find((name) => typeof name === "string");
  return told !== undefined && !/^(usd|us\$|\$|(us )?dollars?)$/i.test(told.trim());
}

function first(fields: Fields, names: readonly string[]): number | undefined {
  for (const name of names) {
    const amount = amountOf(fields[name]);
    if (amount !== undefined) return amount;
  }
  return undefined;
}

const asText = /^(usd|us\$|\$)?\s*(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*(usd|us\$|\$|dollars?)?$/i;

/** An amount as a number, as a text, as an object with a total, or as an object of parts. */
function amountOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return sound(value);
  if (typeof value === "string") return asText.test(value.trim()) ? sound(Number(value.replace(/[$\s]|usd?|dollars?/gi, ""))) : undefined;
  if (!isRecord(value) || isForeign(value)) return undefined;
  const total = first(value, ["total_cost", "total", "total_usd", "total_cost_usd", "usd", "amount", "cost", "value"]);
  if (total !== undefined) return total;
  const parts = Object.entries(value).flatMap(([name, part]) =>
    /(_cost|^input|^output|^prompt|^completion|^request)/.test(name) ? (amountOf(part) ?? []) : [],
  );
  return parts.length === 0 ? undefined : parts.reduce((sum, part) => sum + part, 0);
}

function sound(amount: number): number | undefined {
  return amount >= 0 && amount < 1e6 ? amount : undefined;
}
