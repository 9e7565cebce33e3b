import type { Json } from "../types.ts";
import { isRecord } from "./usage.ts";

/** Names the status that an answer truly had, where it is handed to the SDK as an error. */
export const trueStatus = "x-true-status";
/** Names what such an answer does not have, where nothing in it is an answer. */
export const missing = "x-missing";

/**
 * What came whole where a stream was asked for: a chat completion becomes a stream of one event; an error, a web page or
 * nothing is handed on as a failed answer, since the SDK would find no events in it and lose its words.
 */
export function wholeAnswers(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || !wantsStream(input, init) || !/json|html|text\/plain/i.test(type)) return response;
    const text = await response.text();
    if (/^\s*(data|event|id|retry)?:/.test(text)) return new Response(text, { headers: { "content-type": "text/event-stream" } });
    const event = eventOf(text);
    if (event !== undefined) return new Response(event, { headers: { ...copied(response), "content-type": "text/event-stream" } });
    return asFailed(response, text);
  };
}

/** An answer with a good status as a failed one, so that its words are read. */
export function asFailed(response: Response, text: string, more: Record<string, string> = {}): Response {
  return new Response(text, { status: 520, headers: { [trueStatus]: String(response.status), ...copied(response), ...more } });
}

function wantsStream(input: Parameters<typeof globalThis.fetch>[0], init: RequestInit | undefined): boolean {
  const address = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
  return /:stream/.test(address) || (typeof init?.body === "string" && /"stream"\s*:\s*true/.test(init.body));
}

function copied(response: Response): Record<string, string> {
  const kept = Object.fromEntries(response.headers);
  delete kept["content-length"];
  delete kept["content-encoding"];
  return kept;
}

/** A whole chat completion as one event: its messages are the pieces. */
function eventOf(text: string): string | undefined {
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  if (!isRecord(body) || isRecord(body["error"])) return undefined;
  if (Array.isArray(body["candidates"])) return `data: ${JSON.stringify(body)}\n\n`;
  if (!Array.isArray(body["choices"]) || !(body["choices"] as readonly Json[]).some(isRecord)) return undefined;
  const choices = (body["choices"] as readonly Json[]).map((choice) =>
    isRecord(choice) ? { ...choice, delta: choice["message"] ?? null } : choice,
  );
  return `data: ${JSON.stringify({ ...body, choices })}\n\ndata: [DONE]\n\n`;
}
