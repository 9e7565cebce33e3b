import type { Json } from "../types.ts";
import { holdsParts } from "./holds-parts.ts";
import { joinedPieces } from "./joined-pieces.ts";
import { errorIn } from "./provider-words.ts";
import { streamEnd } from "./stream-end.ts";
import { tellsTokens } from "./tells-tokens.ts";
import { unwrapped } from "./unwrapped.ts";
import { type Dialect, isRecord, usageIn } from "./usage.ts";

/**
 * What a text of good status comes to: the one answer in it, whatever is around it; an error in place of one; or answers that cannot be told
 * apart, which are paid, by `usage` where they tell one.
 */
export type FoundAnswer = { readonly body: Json } | { readonly thrown: unknown } | { readonly usage: Json | undefined };

/** Reads the values of a text; undefined where nothing in them is an answer. Events that end before the answer does are `thrown`. */
export function oneAnswer(dialect: Dialect, values: readonly Json[]): FoundAnswer | undefined {
  const told = values.map((value) => unwrapped(dialect, value));
  const [only] = told;
  const events = told.length === 1 && Array.isArray(only) ? (only as readonly Json[]).map((value) => unwrapped(dialect, value)) : told;
  const distinct = [...new Map(events.map((event) => [JSON.stringify(event), event])).values()].filter((event) => event !== "[DONE]");
  const [first] = distinct;
  if (distinct.length === 1 && first !== undefined && isWhole(dialect, first)) return { body: first };
  if (!events.some((event) => isPart(dialect, event))) {
    const fault = events.find((event) => errorIn(event) !== undefined);
    return fault === undefined ? undefined : { body: fault };
  }
  const body = joinedPieces(dialect, events);
  if (body === undefined) return { usage: onlyUsage(events) };
  return endOf(dialect, events, body);
}

function endOf(dialect: Dialect, events: readonly Json[], body: Json): FoundAnswer {
  const end = streamEnd(dialect);
  for (const event of events) end.heard(event);
  try {
    end.check();
    return { body };
  } catch (thrown) {
    return { thrown };
  }
}

/** Whether a value is an answer of its own, and no piece of one. */
function isWhole(dialect: Dialect, value: Json): boolean {
  if (!isRecord(value) || !holdsParts(dialect, value)) return false;
  const { choices, type } = value;
  if (!Array.isArray(choices)) return typeof type !== "string" || !/^content_block|^message_/.test(type);
  return !(choices as readonly Json[]).some((choice) => isRecord(choice) && isRecord(choice["delta"]) && !isRecord(choice["message"]));
}

function isPart(dialect: Dialect, event: Json): boolean {
  if (holdsParts(dialect, event)) return true;
  return isRecord(event) && typeof event["type"] === "string" && /^(?:message_start|content_block|response\.)/.test(event["type"]);
}

/** The one usage report that stands in several answers; undefined where they tell several. */
function onlyUsage(events: readonly Json[]): Json | undefined {
  const reports = events.map(usageIn).filter((usage) => usage !== undefined && tellsTokens(usage));
  return new Set(reports.map((usage) => JSON.stringify(usage))).size === 1 ? reports[0] : undefined;
}
