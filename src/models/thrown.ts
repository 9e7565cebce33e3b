import type { Json } from "../types.ts";
import { isRecord } from "./usage.ts";

/** Readers of what an SDK or fetch threw: nothing is known of it but what it shows. */
export function fieldOf(thrown: unknown, name: string): unknown {
  return typeof thrown === "object" && thrown !== null ? (thrown as Record<string, unknown>)[name] : undefined;
}

/** The system's error code, wherever it sits in the chain of causes; empty when there is none. */
export function systemCode(thrown: unknown): string {
  for (let error = thrown, depth = 0; error !== undefined && error !== null && depth < 6; depth++) {
    const code = fieldOf(error, "code");
    if (typeof code === "string") return code;
    const inner = fieldOf(error, "errors");
    error = Array.isArray(inner) && inner.length > 0 ? (inner[0] as unknown) : fieldOf(error, "cause");
  }
  return "";
}

/** The thrown thing's own message, or its JSON when it has none. */
export function wordsIn(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  const message = fieldOf(thrown, "message");
  return typeof message === "string" ? message : JSON.stringify(thrown ?? null);
}

/** The message of the last cause. */
export function deepestWords(thrown: unknown): string {
  let error = thrown;
  for (let depth = 0; depth < 6; depth++) {
    const cause = fieldOf(error, "cause");
    if (!(cause instanceof Error)) break;
    error = cause;
  }
  return wordsIn(error);
}

/** Whether an answer came that the SDK could not read. */
export function isParseError(thrown: unknown): boolean {
  const name = fieldOf(thrown, "name");
  return typeof name === "string" && /JSONParse|TypeValidation|InvalidResponse|NoContent|EmptyResponse/.test(name);
}

/** The body that came with it, parsed where it is JSON, at whichever cause it sits. */
export function bodyOf(thrown: unknown): Json | undefined {
  for (let error = thrown, depth = 0; error !== undefined && error !== null && depth < 6; depth++) {
    const body = ownBody(error);
    if (body !== undefined) return body;
    error = fieldOf(error, "cause");
  }
  return undefined;
}

function ownBody(error: unknown): Json | undefined {
  const text = fieldOf(error, "responseBody") ?? (isParseError(error) ? fieldOf(error, "text") : undefined);
  if (typeof text === "string") return parsed(text);
  const value = fieldOf(error, "value") ?? fieldOf(error, "data");
  return typeof value === "object" && value !== null ? (value as Json) : undefined;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text.slice(0, 20_000);
  }
}

/** One response header, trimmed; empty when it did not come. */
export function headerOf(thrown: unknown, name: string): string {
  const headers = fieldOf(thrown, "responseHeaders") as Json | undefined;
  const value = isRecord(headers) ? headers[name] : undefined;
  return typeof value === "string" ? value.trim() : "";
}

/** Whether what came was no HTTP, somewhere in the chain of causes. */
export function isParserFault(thrown: unknown): boolean {
  for (let error = thrown, depth = 0; error !== undefined && error !== null && depth < 6; depth++) {
    if (fieldOf(error, "name") === "HTTPParserError") return true;
    error = fieldOf(error, "cause");
  }
  return false;
}
