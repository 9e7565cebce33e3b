import type { Json, Nano } from "../types.ts";
import { fullness } from "./fullness.ts";
import { isContradicted, isUnread, statedCost } from "./stated-cost.ts";
import { isRecord, usageIn } from "./usage.ts";
import { defined } from "../util/defined.ts";

/** What the chunks of a stream have told of what the answer costs. */
export interface SeenUsage {
  /** The last usage report; one of zeros, or without output, counts only where none told more. */
  readonly usage?: Json;
  /** Whether a chunk has told why the answer ended. */
  readonly ended?: boolean;
  /** Whether the report is of the whole answer: it came with its end, behind it, or apart from the text. */
  readonly final?: boolean;
  readonly stated?: Nano;
  readonly unread?: boolean;
  readonly contradicted?: boolean;
}

/** What is known after one more chunk. */
export function seenUsage(seen: SeenUsage, chunk: Json): SeenUsage {
  const told = usageIn(chunk);
  // Anthropic tells the input when a message starts and the output when it ends.
  const merged =
    isRecord(chunk) && chunk["type"] === "message_delta" && isRecord(seen.usage) && isRecord(told) ? { ...seen.usage, ...told } : told;
  const usage = fuller(seen.usage, merged);
  const stated = statedCost(told, chunk);
  const ended = seen.ended === true || tellsEnd(chunk);
  const final = merged !== undefined && usage === merged && fullness(usage) === 2 && (ended || standsApart(chunk));
  return {
    ended,
    final: seen.final === true || final,
    ...defined({ usage }),
    ...(stated === undefined || (stated === 0 && (seen.stated !== undefined || usage !== merged)) ? keptOf(seen) : { stated }),
    ...(seen.unread === true || isUnread(told, chunk) ? { unread: true } : {}),
    ...(seen.contradicted === true || isContradicted(told, chunk) ? { contradicted: true } : {}),
  };
}

function keptOf({ stated }: SeenUsage): Pick<SeenUsage, "stated"> {
  return stated === undefined ? {} : { stated };
}

/** The later of two usage reports, unless the earlier one tells tokens that the later one leaves out or at zero. */
export function fuller(earlier: Json | undefined, later: Json | undefined): Json | undefined {
  return later === undefined || fullness(later) < fullness(earlier) ? earlier : later;
}

/** Why an answer ended, in the words of each protocol's events. */
function tellsEnd(chunk: Json): boolean {
  if (!isRecord(chunk)) return false;
  const [choice, candidate] = [firstIn(chunk["choices"]), firstIn(chunk["candidates"])];
  const reasons = [
    choice["finish_reason"],
    candidate["finishReason"],
    recordOf(chunk["delta"])["stop_reason"],
    recordOf(chunk["messageStop"])["stopReason"],
  ];
  return (
    reasons.some((reason) => typeof reason === "string" && reason !== "") ||
    chunk["type"] === "response.completed" ||
    chunk["type"] === "response.incomplete"
  );
}

/** A chat's usage chunk has no choice: servers send it once, behind the text. */
function standsApart(chunk: Json): boolean {
  return isRecord(chunk) && Array.isArray(chunk["choices"]) && chunk["choices"].length === 0;
}

function firstIn(list: Json | undefined): { readonly [name: string]: Json } {
  return recordOf(Array.isArray(list) ? (list as readonly Json[])[0] : undefined);
}

function recordOf(value: Json | undefined): { readonly [name: string]: Json } {
  return isRecord(value) ? value : {};
}
