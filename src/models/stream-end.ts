import type { Json } from "../types.ts";
import { BrokenStream } from "./broken-stream.ts";
import { errorIn } from "./provider-words.ts";
import { tellsTokens } from "./tells-tokens.ts";
import type { StreamState } from "./until-complete.ts";
import { type Dialect, isRecord, usageIn } from "./usage.ts";

/** Watches the events of one stream for the one that closes it. */
export interface StreamEnd {
  /** Hears one event: its value, or its text where that is no JSON. */
  heard(event: Json): void;
  /** Throws a `BrokenStream` where no event closed the stream. */
  check(): void;
  /** How far the answer has come. */
  readonly state: StreamState;
}

/**
 * A stream that ends in order on the wire may still be cut: whoever stands before the model closed it. Each provider says by an event
 * of its own that the answer is complete, or that it failed. What is an event in no protocol closes it too: who reads that tells what
 * it is.
 */
export function streamEnd(dialect: Dialect): StreamEnd {
  let chats = dialect === "compatible" || dialect === "openrouter" || dialect === "google";
  let [closed, last, failed, billed] = [false, false, false, false];
  return {
    heard(event) {
      chats ||= isRecord(event) && Array.isArray(event["choices"]);
      closed ||= typeof event === "string" ? closesText(event, chats) : closes(dialect, event);
      billed ||= tellsTokens(usageIn(event));
      last ||= typeof event === "string" ? closesText(event, chats) && event.trim() === "[DONE]" : isLast(event);
      failed ||= isRecord(event) && errorIn(event) !== undefined;
    },
    get state() {
      if (!closed) return "open";
      if (failed && !billed) return "failed";
      return billed ? (last || failed ? "closed" : "told") : "ended";
    },
    check() {
      if (!closed) throw new BrokenStream("its event stream ended before the answer did");
    },
  };
}

/** `[DONE]` closes a chat and nothing else; half an event closes nothing. */
function closesText(text: string, chats: boolean): boolean {
  return text.trim() === "[DONE]" ? chats : !/^[[{]/.test(text);
}

const lastType = /^(error|message_stop|response\.(completed|incomplete|failed|cancelled))$/;

/** Whether this is the last event of a protocol that names it so. */
function isLast(event: Json): boolean {
  return isRecord(event) && typeof event["type"] === "string" && event["type"] !== "error" && lastType.test(event["type"]);
}

function closes(dialect: Dialect, event: Json): boolean {
  if (!isRecord(event)) return true;
  const { type, choices, candidates, promptFeedback = null } = event;
  if ((typeof type === "string" && lastType.test(type)) || isRecord(event["error"]) || typeof event["error"] === "string") return true;
  if (Array.isArray(candidates)) return ends(candidates, "finishReason");
  if (Array.isArray(choices)) return ends(choices, "finish_reason") || ends(choices, "error");
  // Google answers a prompt that it blocks with the reason and no candidate.
  if (dialect === "google" && ends([promptFeedback], "blockReason")) return true;
  return type === undefined && errorIn(event) !== undefined;
}

function ends(parts: readonly Json[], field: string): boolean {
  return parts.some((part) => isRecord(part) && part[field] !== undefined && part[field] !== null && part[field] !== "");
}
