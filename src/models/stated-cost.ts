import type { Json, Nano } from "../types.ts";
import { toNano } from "../util/money.ts";
import { type Fields, folded, foldedReport, isRecord } from "./usage-names.ts";

/**
 * What a provider or gateway says it charged, in dollars: in the usage object, in the body beside it, or in a header.
 * Undefined where it says nothing, where the amount is in another currency and where it is no amount of money. A positive amount
 * counts before a zero, and a zero counts in the usage object alone: elsewhere gateways write it for models whose price they do not know.
 * Of two whole costs that differ in one place the larger counts.
 */
export function statedCost(usage: Json | undefined, body?: Json, headers: Readonly<Record<string, string>> = {}): Nano | undefined {
  const own = inUsage(usage);
  const dollars = own || beside(body, headers) || own;
  return dollars === undefined ? undefined : toNano(dollars);
}

/** Whether two costs are stated that differ: under two names of one place, in the usage object and beside it, or a zero and a positive one. */
export function isContradicted(usage: Json | undefined, body?: Json, headers: Readonly<Record<string, string>> = {}): boolean {
  const money = moneyIn(usage);
  if (money["isbyok"] === true) return false;
  const told = totalsIn(money);
  const others = [inBody(body), positive(headerNames.map((name) => amountOf(headers[name])))].filter((amount) => amount !== undefined);
  if (told.includes(0) && (told.some((amount) => amount > 0) || others.length > 0)) return true;
  return (
    [money, ...placesIn(body)].some((place) => differ(wholesIn(place))) ||
    differ([...(positive([inUsage(usage)]) ? [inUsage(usage) ?? 0] : []), ...others])
  );
}

/** Whether amounts are more than 1% apart, zeros aside. */
function differ(amounts: readonly number[]): boolean {
  const told = amounts.filter((amount) => amount > 0);
  return Math.max(...told) > 1.01 * Math.min(...told);
}

/** The largest of a place's whole costs where they differ. */
function disputed(place: Fields): number | undefined {
  const wholes = wholesIn(place);
  return differ(wholes) ? Math.max(...wholes) : undefined;
}

/** The positive amount in the body or in a header; zero where there is none. */
function beside(body: Json | undefined, headers: Readonly<Record<string, string>>): number {
  return inBody(body) || positive(headerNames.map((name) => amountOf(headers[name]))) || 0;
}

function positive(amounts: readonly (number | undefined)[]): number | undefined {
  return amounts.find((amount) => amount !== undefined && amount > 0);
}

/**
 * Whether an amount is stated that `statedCost` does not take: in another currency, in words, below zero. What gateways write for
 * "not known" (null, zero, "None") states nothing, and neither does a router's fee where the user pays the provider himself.
 */
export function isUnread(usage: Json | undefined, body?: Json, headers: Readonly<Record<string, string>> = {}): boolean {
  if (statedCost(usage, body, headers) !== undefined) return false;
  const own = moneyIn(usage);
  if (own["isbyok"] === true) return false;
  const told = [own, ...placesIn(body)].flatMap((place) =>
    Object.entries(place).flatMap(([name, value]) => (costNames.includes(name) || otherUnits.test(name) ? [value] : [])),
  );
  return [...told, ...headerNames.map((name) => headers[name])].some(isSomething);
}

/** Whether this says an amount, readable or not. */
function isSomething(value: Json | undefined): boolean {
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string") return !/^(|-|none|null|nil|undefined|unknown|n\/?a|[-+]?0*[.,]?0*)$/i.test(value.trim());
  if (Array.isArray(value)) return (value as readonly Json[]).some(isSomething);
  return isRecord(value) && Object.entries(value).some(([name, part]) => !/currency|unit/.test(name) && isSomething(part));
}

/** Amounts in dollars by their names, or in the unit that stands beside them. All names are without case and signs. */
const inUsageNames = names("cost", "total_cost", "cost_total", "usage_cost", "billed_cost", "actual_cost", "total_price");
const inBodyNames = names("cost", "response_cost", "total_cost", "usage_cost", "billed_cost");
const inDollars = names(
  "cost_usd",
  "usd_cost",
  "total_cost_usd",
  "cost_usd_total",
  "total_usd",
  "cost_in_usd",
  "cost_in_dollars",
  "cost_dollars",
);
/** Amounts whose names say a smaller unit, and how many of it are a dollar. Ten billion of xAI's ticks are one. */
const smaller: readonly { readonly names: readonly string[]; readonly dollar: number }[] = [
  {
    names: names("cost_cents", "total_cost_cents", "cost_in_cents", "cost_usd_cents", "cost_in_usd_cents", "estimated_cost_cents"),
    dollar: 100,
  },
  { names: names("cost_micro_usd", "cost_in_micro_usd", "cost_usd_micros", "cost_in_usd_micros", "cost_micro_dollars"), dollar: 1e6 },
  { names: names("cost_nano_usd", "cost_in_nano_usd", "cost_usd_nanos", "cost_in_usd_nanos", "cost_nano_dollars"), dollar: 1e9 },
];
const ticks = 1e10;
const costNames = [...inUsageNames, ...inBodyNames, ...inDollars, ...names("estimated_cost", "cost_in_usd_ticks", "cost_details")];
const headerNames = ["x-litellm-response-cost", "x-response-cost", "x-cost-usd"];

/** A cost whose name says another unit or currency: "cost_cents", "total_cost_eur", "costMicros". */
const otherUnits =
  /^(?:total|estimated|response)?cost(?:in)?(?:usd?)?(?:cents?|mills?|micros?|micro(?:dollars?|usd|cents?)|nanos?|nano(?:dollars?|usd)|eur|euros?|gbp|jpy|cny|rmb|inr|chf|krw|credits?)$/;

function names(...written: readonly string[]): string[] {
  return written.map(folded);
}

/** What in an object may be about money, under names without case and signs: "totalCost" and "total_cost" are one name. */
function moneyIn(place: Json | undefined): Fields {
  if (!isRecord(place)) return {};
  return foldedReport(Object.fromEntries(Object.entries(place).filter(([name]) => aboutMoney.test(name))));
}
const aboutMoney = /cost|price|usd|currency|unit|denomination|byok/i;

function inUsage(usage: Json | undefined): number | undefined {
  const money = moneyIn(usage);
  const told = money["costdetails"];
  const details = isRecord(told) && unitOf(told) === 1 ? told : {};
  const upstream = amountOf(details["upstreaminferencecost"]) || upstreamParts(details);
  // With the user's own key OpenRouter bills its fee, and the provider behind it bills the rest: the fee alone is not the cost.
  if (money["isbyok"] === true) return upstream === undefined ? undefined : (inUnit(money, inUsageNames.slice(0, 1)) ?? 0) + upstream;
  const ticked = amountOf(money["costinusdticks"], Number.MAX_SAFE_INTEGER);
  const totals = totalsIn(money);
  const amounts = [...totals, ticked === undefined ? undefined : sound(ticked / ticks), upstream];
  // A fee of nothing is not the cost where the provider behind the router states one.
  return disputed(money) ?? positive(amounts) ?? totals[0] ?? (ticked === 0 ? 0 : amountOf(details));
}

/** What one place states as its whole cost, name by name, its parts' sum among it. */
function totalsIn(money: Fields): number[] {
  return [...wholesIn(money), inUnit(money, names("estimated_cost")), sumBeside(money)].filter((amount) => amount !== undefined);
}

/** What one place states as its whole cost under each name, no estimate and no sum. */
function wholesIn(money: Fields): number[] {
  const named = [...new Set([...inUsageNames, ...inBodyNames, ...inDollars])].map((name) => inTotal(money, name));
  return [...named, inSmaller(money)].filter((amount) => amount !== undefined);
}

function inTotal(money: Fields, name: string): number | undefined {
  return inDollars.includes(name) ? first(money, [name]) : inUnit(money, [name]);
}

/** A cost that is stated in parts: that of the input, that of the output, and whatever else has a cost of its own beside them. */
function sumBeside(money: Fields): number | undefined {
  const input = partOf(money, inputParts);
  const output = partOf(money, outputParts);
  if (input === undefined || output === undefined) return undefined;
  const others = Object.keys(money).filter(
    (name) => otherPart.test(name) && !noPart.test(name) && ![...inputParts, ...outputParts].includes(bareName(name)),
  );
  const once = [...new Map(others.map((name) => [bareName(name), partOf(money, [bareName(name)]) ?? 0])).values()];
  return once.reduce((sum, part) => sum + part, input + output);
}

const inputParts = names("input_cost", "prompt_cost", "input_tokens_cost", "prompt_tokens_cost", "cost_input", "cost_prompt");
const outputParts = names(
  "output_cost",
  "completion_cost",
  "output_tokens_cost",
  "completion_tokens_cost",
  "cost_output",
  "cost_completion",
);
const otherPart = /cost(?:inusd|usd)?$|^cost(?:cache|reasoning|thinking|request|search|tool|image|audio)/;
/** Names of wholes, and of what was not charged. */
const noPart = /^cost$|total|estimated|actual|billed|usage|response|upstream|saved|saving|discount|details|without|limit|budget|max/;

function bareName(name: string): string {
  return name.replace(/(?:inusd|usd)$/, "");
}

/** A part under the first of its names that says an amount: in dollars by its name, or in the unit that stands beside it. */
function partOf(money: Fields, wanted: readonly string[]): number | undefined {
  return (
    inUnit(money, wanted) ??
    first(
      money,
      wanted.flatMap((name) => [`${name}usd`, `${name}inusd`]),
    )
  );
}

/** What the provider behind a router charged, where it is stated in parts alone. */
function upstreamParts(details: Fields): number | undefined {
  const parts = ["prompt", "input", "completions", "output"].map((name) => amountOf(details[`upstreaminference${name}cost`]) ?? 0);
  return parts.reduce((sum, part) => sum + part, 0) || undefined;
}

function inBody(body: Json | undefined): number | undefined {
  for (const place of placesIn(body)) {
    const told = disputed(place) ?? positive([...inBodyNames.map((name) => inUnit(place, [name])), named(place), sumBeside(place)]);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** Where a body states a cost beside its usage: itself, LiteLLM's hidden fields, what gateways add of themselves and of providers. */
function placesIn(body: Json | undefined): Fields[] {
  if (!isRecord(body)) return [];
  const metadata = isRecord(body["provider_metadata"]) ? body["provider_metadata"] : body["providerMetadata"];
  const { gateway = null, ...providers } = isRecord(metadata) ? metadata : {};
  const others = Object.values(providers).flatMap((place) => (isRecord(place) ? [place, place["usage"]] : []));
  return [body, body["_hidden_params"], gateway, ...others].filter(isRecord).map(moneyIn);
}

/** How many dollars one of the units is in which amounts here are said to be: 1 where nothing is said, undefined for another currency. */
function unitOf(place: Fields): number | undefined {
  const told = Object.entries(place).flatMap(([name, value]) => (typeof value === "string" && unitName.test(name) ? [value] : []));
  const known = told.map((value) => units.find(({ words }) => words.test(value.trim()))?.dollars);
  const others = known.filter((one) => one !== 1);
  // Beside a currency of dollars its smaller unit counts.
  return others.length === 0 ? 1 : new Set(others).size === 1 ? others[0] : undefined;
}
const unitName = /^(?:cost|price|billing)?(?:currency|units?|denomination)(?:code|unit|name)?$/;
const units: readonly { readonly words: RegExp; readonly dollars: number }[] = [
  { words: /^(?:usd|us\$|\$|(?:us )?dollars?)$/i, dollars: 1 },
  { words: /^(?:(?:usd?|us[\s_-]?dollar|dollar)[\s_-]?)?(?:cents?|\u00a2)$/i, dollars: 0.01 },
];

function inUnit(place: Fields, wanted: readonly string[]): number | undefined {
  const unit = unitOf(place);
  const amount = unit === undefined ? undefined : first(place, wanted);
  return amount === undefined || unit === undefined ? undefined : sound(amount * unit);
}

/** An amount whose name says its unit. */
function named(place: Fields): number | undefined {
  return positive(inDollars.map((name) => inTotal(place, name))) ?? inSmaller(place);
}

function inSmaller(place: Fields): number | undefined {
  const parts = smaller.flatMap(({ names: written, dollar }) => {
    const amount = first(place, written, 1e6 * dollar);
    return amount === undefined ? [] : [amount / dollar];
  });
  return positive(parts) ?? parts[0];
}

function first(fields: Fields, wanted: readonly string[], most = mostDollars): number | undefined {
  for (const name of wanted) {
    const amount = amountOf(fields[name], most);
    if (amount !== undefined) return amount;
  }
  return undefined;
}

const asText =
  /^\+?(?<sign>usd|us\$|\$)?\s*\+?(?<amount>[\d.,]+)(?<power>e[+-]?\d+)?\s*(?<unit>usd|us\$|\$|dollars?|(?:us )?cents?|\u00a2)?$/i;
/**
 * Commas that can only group thousands: more than one of them, or a point behind them. No such number begins with a zero; "1,234"
 * may be a decimal one as well, and so it is neither.
 */
const grouped = /^[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$/;
function textAmount(text: string, most: number): number | undefined {
  const { sign, amount = "", power = "", unit = "" } = asText.exec(text.trim())?.groups ?? {};
  const plain = grouped.test(amount) ? amount.replaceAll(",", "") : amount;
  if (!/^(?:\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const cents = /cent|\u00a2/i.test(unit);
  return cents && sign !== undefined ? undefined : sound(Number(plain + power) / (cents ? 100 : 1), most);
}

/** An amount as a number, as a text, as an object with a total, or as an object of parts. */
function amountOf(value: Json | undefined, most = mostDollars): number | undefined {
  if (typeof value === "number") return sound(value, most);
  if (typeof value === "string") return textAmount(value, most);
  if (!isRecord(value)) return undefined;
  const total = inUnit(value, names("total_cost", "total")) ?? first(value, names("total_usd", "total_cost_usd", "usd"));
  return total ?? inUnit(value, ["amount", "cost", "value"]) ?? (unitOf(value) === 1 ? sumOfParts(value) : undefined);
}

function sumOfParts(value: Fields): number | undefined {
  const parts = Object.entries(value).flatMap(([name, part]) =>
    /(cost$|^input|^output|^prompt|^completion|^request|^cache)/.test(name) && !name.endsWith("tokens") ? (amountOf(part) ?? []) : [],
  );
  return parts.length === 0 ? undefined : parts.reduce((sum, part) => sum + part, 0);
}

const mostDollars = 1e6;

function sound(amount: number, most = mostDollars): number | undefined {
  // A zero below zero is a zero.
  return amount >= 0 && amount < most ? amount + 0 : undefined;
}
