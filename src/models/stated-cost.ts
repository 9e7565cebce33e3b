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
  const told = [own, ...placesIn(body)].flatMap((place) =>
    Object.entries(place).flatMap(([name, value]) => (costNames.includes(name) || otherUnits.test(name) ? [value] : [])),
  );
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

/** A cost whose name says another unit or currency: "cost_cents", "total_cost_eur", "costMicros". */
const otherUnits =
  /^(?:total_?|estimated_?|response_?)?cost_?(?:in_?)?(?:us_?d?_?)?(?:cents?|mills?|micros?|micro_?(?:dollars?|usd|cents?)|nanos?|nano_?(?:dollars?|usd)|eur|euros?|gbp|jpy|cny|rmb|inr|chf|krw|credits?)$/i;

/** Ten billion of xAI's ticks are a dollar. */
const ticks = 1e10;
const inDollars = ["cost_usd", "total_cost_usd"];
const inCents = ["cost_cents", "total_cost_cents", "cost_in_cents", "cost_usd_cents", "cost_in_usd_cents", "estimated_cost_cents"];

function inUsage(usage: Json | undefined): number | undefined {
  if (!isRecord(usage)) return undefined;
  const details = isRecord(usage["cost_details"]) && unitOf(usage["cost_details"]) === 1 ? usage["cost_details"] : {};
  const upstream = amountOf(details["upstream_inference_cost"]) || upstreamParts(details);
  const own = inUnit(usage, ["cost"]);
  // With the user's own key OpenRouter bills its fee, and the provider behind it bills the rest: the fee alone is not the cost.
  if (usage["is_byok"] === true) return upstream === undefined ? undefined : (own ?? 0) + upstream;
  const ticked = usage["cost_in_usd_ticks"];
  const whole = own ?? inUnit(usage, ["total_cost"]) ?? named(usage) ?? inUnit(usage, ["estimated_cost"]);
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
    const told = inUnit(place, ["cost", "response_cost", "total_cost"]) ?? named(place);
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

/** How many dollars one of the units is in which amounts here are said to be: 1 where nothing is said, undefined for another currency. */
function unitOf(place: Fields): number | undefined {
  const told = Object.entries(place).flatMap(([name, value]) => (typeof value === "string" && unitName.test(name) ? [value] : []));
  const known = told.map((value) => units.find(({ words }) => words.test(value.trim()))?.dollars);
  const smaller = known.filter((one) => one !== 1);
  // Beside a currency of dollars its smaller unit counts.
  return smaller.length === 0 ? 1 : new Set(smaller).size === 1 ? smaller[0] : undefined;
}
const unitName = /^(?:cost_?|price_?|billing_?)?(?:currency|units?|denomination)(?:_?(?:code|unit|name))?$/i;
const units: readonly { readonly words: RegExp; readonly dollars: number }[] = [
  { words: /^(?:usd|us\$|\$|(?:us )?dollars?)$/i, dollars: 1 },
  { words: /^(?:(?:usd?|us[\s_-]?dollar|dollar)[\s_-]?)?(?:cents?|\u00a2)$/i, dollars: 0.01 },
];

function inUnit(place: Fields, names: readonly string[]): number | undefined {
  const unit = unitOf(place);
  const amount = unit === undefined ? undefined : first(place, names);
  return amount === undefined || unit === undefined ? undefined : sound(amount * unit);
}

/** An amount whose name says its unit. */
function named(place: Fields): number | undefined {
  const cents = first(place, inCents);
  return first(place, inDollars) ?? (cents === undefined ? undefined : sound(cents / 100));
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
  if (!isRecord(value)) return undefined;
  const total = inUnit(value, ["total_cost", "total"]) ?? first(value, ["total_usd", "total_cost_usd", "usd"]);
  return total ?? inUnit(value, ["amount", "cost", "value"]) ?? (unitOf(value) === 1 ? sumOfParts(value) : undefined);
}

function sumOfParts(value: Fields): number | undefined {
  const parts = Object.entries(value).flatMap(([name, part]) =>
    /(_cost|^input|^output|^prompt|^completion|^request)/.test(name) ? (amountOf(part) ?? []) : [],
  );
  return parts.length === 0 ? undefined : parts.reduce((sum, part) => sum + part, 0);
}

function sound(amount: number): number | undefined {
  return amount >= 0 && amount < 1e6 ? amount : undefined;
}
