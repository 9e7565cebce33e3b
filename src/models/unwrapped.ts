import type { Json } from "../types.ts";
import { holdsParts } from "./holds-parts.ts";
import { saysFault } from "./provider-words.ts";
import { type Dialect, isRecord, usageIn } from "./usage.ts";

type Fields = { readonly [name: string]: Json };
const deepest = 4;

/**
 * The answer, or the part of one, inside what gateways wrap around it: `{ code: 0, data: ... }`, a list of one, JSON in a text. The value as it
 * came where it holds none, more than one, or says that it failed. What the wrapper tells of tokens and money goes along.
 */
export function unwrapped(dialect: Dialect, value: Json, depth = 0): Json {
  if (depth > deepest) return value;
  if (typeof value === "string") return /^\s*[[{]/.test(value) ? fromText(dialect, value, depth) : value;
  if (Array.isArray(value)) return value.length === 1 ? unwrapped(dialect, (value as readonly Json[])[0] ?? null, depth + 1) : value;
  if (!isRecord(value) || holdsParts(dialect, value) || isEvent(value) || saysFailed(value)) return value;
  const inner = Object.values(value).flatMap((part) => {
    const one = typeof part === "object" || typeof part === "string" ? unwrapped(dialect, part, depth + 1) : null;
    return isRecord(one) && holdsParts(dialect, one) && isOwn(dialect, one) ? [one] : [];
  });
  const [only, another] = inner.length > 0 ? inner : Object.values(value).filter((part) => usageAlone(value, part));
  return only === undefined || another !== undefined || !isRecord(only) ? value : { ...toldBeside(value, only), ...only };
}

/** Whether a value is an event of a protocol, which holds an answer in a field of its own. */
function isEvent({ type }: Fields): boolean {
  return typeof type === "string" && /^(?:response\.|message_|content_block|ping$|error$)/.test(type);
}

/** Whether a part of a wrapper is the piece of a stream that tells tokens and no text. */
function usageAlone(outer: Fields, part: Json): boolean {
  return isRecord(part) && part["usage"] !== undefined && Array.isArray(part["choices"]) && usageIn(outer) === undefined;
}

function fromText(dialect: Dialect, text: string, depth: number): Json {
  try {
    return unwrapped(dialect, JSON.parse(text) as Json, depth + 1);
  } catch {
    return text;
  }
}

/** Anthropic's `content` is a name that much else has. */
function isOwn(dialect: Dialect, { type, stop_reason: stop, usage }: Fields): boolean {
  return dialect !== "anthropic" || type === "message" || stop !== undefined || usage !== undefined;
}

/** Whether a wrapper says that what it was asked for failed. */
function saysFailed(value: Fields): boolean {
  if (["error", "errors", "Error", "fault", "exception"].some((name) => saysFault(value[name]))) return true;
  const told = ["code", "status", "statusCode", "status_code", "errcode", "error_code", "errno", "ret"].map((name) => value[name] ?? 0);
  const bad = told.some((code) => (typeof code === "string" || typeof code === "number") && !good.test(String(code)));
  return bad || value["success"] === false || value["ok"] === false;
}
const good = /^(?:0+|2\d\d|ok|success(?:ful|ed)?|succeeded|true|completed?|done|normal|none|finished|)$/i;

function toldBeside(outer: Fields, inner: Fields): Fields {
  const money = Object.entries(outer).filter(([name]) => /cost|price|currency|_hidden_params|provider_?metadata/i.test(name));
  const usage = usageIn(inner) === undefined ? usageIn(outer) : undefined;
  return { ...Object.fromEntries(money), ...(usage === undefined ? {} : { usage }) };
}
