import type { Json } from "../types.ts";
import { fieldOf, headerOf } from "./thrown.ts";
import { isRecord } from "./usage.ts";

/**
 * How long a provider says to wait, in milliseconds; undefined where it says nothing that can be meant. Read in this order:
 * `retry-after-ms`, `Retry-After` (seconds, a duration, a date, a moment since 1970), the headers that say when a limit is
 * reset, Google's RetryInfo and its kin in the body, and "try again in 20s" in the provider's sentence.
 */
export function waitTold(thrown: unknown, body: Json | undefined, now: number): number | undefined {
  const told =
    sound(Number(headerOf(thrown, "retry-after-ms") || headerOf(thrown, "x-ms-retry-after-ms") || Number.NaN)) ??
    momentOrSpan(headerOf(thrown, "retry-after"), now) ??
    resetTold(thrown, now) ??
    bodyTold(body, now) ??
    sentenceTold(JSON.stringify(body ?? null));
  return told === undefined ? undefined : Math.ceil(told);
}

const units: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const piece = /(\d+(?:\.\d+)?)\s*(ms|millis\w*|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)(?![a-z])/gi;

/** "6m0s", "1.5s", "20ms", "1h2m", "30 seconds" in milliseconds; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const found = [...text.matchAll(piece)];
  if (found.length === 0 || text.replace(piece, "").replace(/[\s,]|and/g, "") !== "") return undefined;
  return found.reduce((sum, [, amount, unit = ""]) => {
    const short = /^m(s|illi)/i.test(unit) ? "ms" : unit.slice(0, 1).toLowerCase();
    return sum + Number(amount) * (units[short] ?? 0);
  }, 0);
}

/** A number is seconds, or a moment since 1970 when it is too large to be a wait; a text is a duration or a date. */
function momentOrSpan(text: string, now: number): number | undefined {
  if (text === "") return undefined;
  const amount = Number(text);
  if (!Number.isNaN(amount)) return span(amount, now);
  const duration = durationMs(text);
  if (duration !== undefined) return duration;
  const moment = /\d{4}-\d\d-\d\d|\d\d? [A-Za-z]{3}|[A-Za-z]{3} \d\d?/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

/** Ten thousand days: more seconds than anyone is told to wait, fewer than have passed since 1970. */
const mostSeconds = 864_000_000;
function span(amount: number, now: number): number | undefined {
  if (!Number.isFinite(amount)) return undefined;
  // Moments are told in seconds, milliseconds, microseconds or nanoseconds.
  const unit = [1e9, 1e6, 1e3, 1].find((each) => amount > mostSeconds * each);
  return unit === undefined ? sound(amount * 1000) : sound(Math.max(0, (amount / unit) * 1000 - now));
}

function sound(ms: number): number | undefined {
  return ms >= 0 && ms < Number.POSITIVE_INFINITY ? ms : undefined;
}

/** The latest reset among the limits that are used up. */
function resetTold(thrown: unknown, now: number): number | undefined {
  const headers = fieldOf(thrown, "responseHeaders");
  const names = typeof headers === "object" && headers !== null ? Object.keys(headers) : [];
  const waits = names.flatMap((name) => {
    if (!/rate-?limit.*reset/.test(name)) return [];
    const remaining = headerOf(thrown, name.replace("reset-after", "remaining").replace("reset", "remaining"));
    const wait = Number(remaining) > 0 ? undefined : momentOrSpan(headerOf(thrown, name), now);
    return wait === undefined ? [] : [wait];
  });
  if (waits.length > 0) return Math.max(...waits);
  const combined = /(?:^|[\s,;])(?:reset|t)=(\d+)/.exec(headerOf(thrown, "ratelimit"))?.[1];
  return combined === undefined ? undefined : Number(combined) * 1000;
}

/** Fields anywhere in an error body that name a wait. */
function bodyTold(body: Json | undefined, now: number, depth = 0): number | undefined {
  if (depth > 6 || typeof body !== "object" || body === null) return undefined;
  for (const [name, value] of Object.entries<Json>(isRecord(body) ? body : Object.fromEntries(body.entries()))) {
    const told = fieldTold(name.toLowerCase().replaceAll(/[_-]/g, ""), value, now) ?? bodyTold(value, now, depth + 1);
    if (told !== undefined) return told;
  }
  return undefined;
}

function fieldTold(name: string, value: Json, now: number): number | undefined {
  const text = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
  if (text === "") return undefined;
  if (name === "retryafterms" || name === "retrydelayms") return sound(Number(text));
  const wait = /^(retryafter|retrydelay|retryafterseconds|retryin|xratelimitreset|ratelimitreset)$/.test(name);
  return wait ? momentOrSpan(text, now) : undefined;
}

function sentenceTold(words: string): number | undefined {
  const said =
    /(?:again|retry|wait|reset\w*|available)\s+(?:in|after|for)\s+(?:about |approximately )?((?:\d+(?:\.\d+)?\s*[a-z]+[\s,]*(?:and\s+)?)+)/i.exec(
      words,
    )?.[1];
  if (said === undefined) return undefined;
  const first =
    /^(?:\d+(?:\.\d+)?\s*(?:ms|millis\w*|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|s|m|h|d)(?![a-z])[\s,]*(?:and )?)+/i.exec(
      said,
    )?.[0];
  return first === undefined ? undefined : durationMs(first.trim());
}
