import type { Json } from "../types.ts";
import { lacking, mendEnvelope } from "./mend-envelope.ts";
import { otherWire, otherWireName } from "./other-wire.ts";
import { errorIn, saysFault } from "./provider-words.ts";
import { type Dialect, isRecord } from "./usage.ts";
import { messageEvents, responseEvents } from "./whole-events.ts";

/** Names the status that an answer truly had, where it is handed to the SDK as an error. */
export const trueStatus = "x-true-status";
/** Names what such an answer does not have, where nothing in it is an answer. */
export const missing = "x-missing";

/**
 * What came whole where a stream was asked for: a chat completion, a message or a response becomes a stream of few events; an error, a web page or
 * nothing is handed on as a failed answer, since the SDK would find no events in it and lose its words.
 */
export function wholeAnswers(dialect: Dialect, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || !wantsStream(input, init) || !/json|html|text\/plain/i.test(type)) return response;
    const text = await response.text();
    if (/^\s*(data|event|id|retry)?:/.test(text)) return new Response(text, { headers: { "content-type": "text/event-stream" } });
    const wire = otherWire(dialect, parsed(text));
    if (wire !== undefined) return asFailed(response, text, { [otherWireName]: wire });
    const event = eventOf(dialect, text);
    if (event !== undefined) return new Response(event, { headers: { ...copied(response), "content-type": "text/event-stream" } });
    return asFailed(response, text);
  };
}

/** An answer with a good status as a failed one, so that its words are read. */
export function asFailed(response: Response, text: string, more: Record<string, string> = {}): Response {
  return new Response(text, { status: 520, headers: { [trueStatus]: String(response.status), ...copied(response), ...more } });
}

/** Whether a request asks for a stream. */
export function wantsStream(input: Parameters<typeof globalThis.fetch>[0], init: RequestInit | undefined): boolean {
  const address = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
  return /:stream/.test(address) || (typeof init?.body === "string" && /"stream"\s*:\s*true/.test(init.body));
}

function copied(response: Response): Record<string, string> {
  const kept = Object.fromEntries(response.headers);
  delete kept["content-length"];
  delete kept["content-encoding"];
  return kept;
}

/**
 * A billed answer without a single part, with one that says nothing: SDKs cannot read a chat without choices, and Google's takes a
 * stream for broken off in which no candidate says how it ended. Undefined for every other body, and in the dialects that need none.
 */
export function emptyAnswer(dialect: Dialect, body: Json | undefined): Json | undefined {
  if (!isRecord(body) || errorIn(body) !== undefined || lacking(dialect, body) !== undefined) return undefined;
  if (dialect === "compatible" || dialect === "openrouter") {
    if (Array.isArray(body["choices"]) ? (body["choices"] as readonly Json[]).some(isSaid) : isSaid(body["choices"])) return undefined;
    return { ...body, choices: [{ index: 0, message: { role: "assistant", content: "" }, finish_reason: "unknown" }] };
  }
  if (dialect !== "google") return undefined;
  const { candidates, promptFeedback = null } = body;
  if (candidates !== undefined && candidates !== null && !(Array.isArray(candidates) && candidates.length === 0)) return undefined;
  const blocked = isRecord(promptFeedback) && typeof promptFeedback["blockReason"] === "string";
  const ended = blocked ? {} : { candidates: [{ content: { role: "model", parts: [] }, finishReason: "FINISH_REASON_UNSPECIFIED" }] };
  return { ...body, ...ended };
}

/** Whether a choice says anything, its end included. */
function isSaid(choice: Json | undefined): boolean {
  if (!isRecord(choice)) return choice !== undefined && choice !== null;
  return Object.entries(choice).some(([name, value]) => name !== "index" && value !== null);
}

/** A whole answer as events; a chat completion is one, its messages are the pieces. */
function eventOf(dialect: Dialect, text: string): string | undefined {
  const body = parsed(text);
  if (!isRecord(body) || (isRecord(body["error"]) && saysFault(body["error"]))) return undefined;
  const mended = mendEnvelope(dialect, body);
  if (dialect === "anthropic" && isRecord(mended) && Array.isArray(mended["content"])) return messageEvents(mended);
  if (dialect === "openai" && isRecord(mended) && Array.isArray(mended["output"])) return responseEvents(mended);
  // What came whole is not cut, whether or not it names a reason for its end.
  const empty = emptyAnswer(dialect, body);
  if (empty !== undefined) return `data: ${JSON.stringify(empty)}\n\ndata: [DONE]\n\n`;
  if (Array.isArray(body["candidates"])) return `data: ${JSON.stringify(body)}\n\ndata: [DONE]\n\n`;
  if (!Array.isArray(body["choices"]) || !(body["choices"] as readonly Json[]).some(isRecord)) return undefined;
  const choices = (body["choices"] as readonly Json[]).map((choice) =>
    isRecord(choice) ? { ...choice, delta: choice["message"] ?? null } : choice,
  );
  return `data: ${JSON.stringify({ ...body, choices })}\n\ndata: [DONE]\n\n`;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
