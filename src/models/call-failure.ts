import type { Failure, FailureCode, Json } from "../types.ts";
import { fail } from "../util/failure.ts";

/** What a failed request tells: the failure, whether the provider may bill it all the same, and the body if one came. */
export interface CallFailure {
  readonly failure: Failure;
  /** True when the request left and nobody said how it ended: its hold stays spent. */
  readonly mayBill: boolean;
  readonly body?: Json;
}

export interface CallContext {
  readonly model: string;
  readonly timeoutMs: number;
  /** Where the key came from, for messages; the key itself, so that it can be struck out of them. */
  readonly keyName: string;
  readonly key?: string;
  /** The caller's own signal and that of the time limit. */
  readonly signal?: AbortSignal;
  readonly deadline: AbortSignal;
  readonly now: number;
  /** Of a stream that the provider broke off: whether the answer had begun. */
  readonly begun?: boolean;
}

/** Turns whatever an SDK threw into a closed code. Words of the provider are kept, the key is struck out. */
export function failureOf(thrown: unknown, context: CallContext): CallFailure {
  const { model } = context;
  if (context.signal?.aborted === true) {
    return { ...told("aborted", `The call to ${model} was interrupted before its answer was complete.`), mayBill: true };
  }
  if (context.deadline.aborted || codeOf(thrown) === "UND_ERR_HEADERS_TIMEOUT") {
    const message = `Wanted an answer from ${model} within ${context.timeoutMs} ms; got none. Raise settings.timeoutMs if it needs longer.`;
    return { ...told("timeout", message), mayBill: true };
  }
  const status = fieldOf(thrown, "statusCode");
  if (typeof status === "number" && status >= 300) return answered(thrown, status, context);
  const code = codeOf(thrown);
  if (!(thrown instanceof Error)) return streamError(thrown, context);
  if (isLocal(thrown)) {
    const message = `${model} cannot be asked this: ${clean(wordsIn(thrown), context)} Check the ask and ${context.keyName}.`;
    return { ...told("refused", message), mayBill: false };
  }
  if (neverLeft.has(code) || handshake.test(code)) {
    return { ...told("provider", `Could not reach ${model} (${code}). Check the address and the network.`), mayBill: false };
  }
  const body = bodyOf(thrown);
  const words = clean(wordsIn(thrown), context);
  if (code === "" && (typeof status === "number" || body !== undefined || isParseError(thrown))) {
    const why = clean(deepestWords(thrown), context);
    const found = {
      ...told("provider", `${model} sent an answer that cannot be read: ${words}${why === words ? "" : ` (${why})`}`),
      mayBill: true,
    };
    return body === undefined ? found : { ...found, body };
  }
  const lost = `The connection to ${model} broke before its answer was complete (${code === "" ? words : code}).`;
  return { ...told("unknown", `${lost} It counts as paid, because nobody can tell.`), mayBill: true };
}

const neverLeft = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_INVALID_URL",
  "EPROTO",
]);

const handshake = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** What an SDK or fetch refuses before anything is sent: a prompt it cannot convert, a key that is no header. */
function isLocal(thrown: unknown): boolean {
  const name = fieldOf(thrown, "name");
  const unsent =
    typeof name === "string" &&
    /^AI_(Unsupported|InvalidPrompt|InvalidArgument|InvalidMessage|LoadAPIKey|LoadSetting|NoSuchModel)/.test(name);
  return unsent || /invalid header value|ByteString/i.test(deepestWords(thrown));
}

/** A status from 300 up: the provider has said how it ended, and bills nothing unless part of the answer had come. */
function answered(thrown: unknown, status: number, context: CallContext): CallFailure {
  const body = bodyOf(thrown);
  const words = clean(wordsIn(thrown), context);
  const code = codeFor(status, JSON.stringify(body ?? words));
  const hint =
    status === 401 || status === 403 ? ` Check ${context.keyName}.` : status === 404 ? " Check the model's name and the address." : "";
  const wait = code === "rate" || code === "provider" ? retryAfter(thrown, body, context.now) : undefined;
  const failed = fail(code, `${context.model} answered ${status}: ${words}${hint}`, wait);
  return { failure: failed.failure, mayBill: context.begun === true, ...(body === undefined ? {} : { body }) };
}

/** An error event inside a stream: the provider's own words, an object or a text. */
function streamError(thrown: unknown, context: CallContext): CallFailure {
  const words = wordsIn(thrown);
  const code = /rate.?limit/i.test(words) ? "rate" : /policy|safety|filter/i.test(words) ? "refused" : "provider";
  return { ...told(code, `${context.model} broke off its answer: ${clean(words, context)}`), mayBill: context.begun !== false };
}

function codeFor(status: number, words: string): FailureCode {
  if (status === 429) return /insufficient_quota|billing|credit/i.test(words) ? "refused" : "rate";
  if (status === 408 || status === 504) return "timeout";
  if (status === 409 || status >= 500 || status < 400) return "provider";
  return "refused";
}

/** Milliseconds: `retry-after-ms`, `Retry-After` in seconds or as a date, or the delay in a Google error's body. */
function retryAfter(thrown: unknown, body: Json | undefined, now: number): number | undefined {
  const headers = fieldOf(thrown, "responseHeaders");
  const header = (name: string): string => {
    const value = typeof headers === "object" && headers !== null ? (headers as Record<string, unknown>)[name] : undefined;
    return typeof value === "string" ? value.trim() : "";
  };
  const exact = Number(header("retry-after-ms") || Number.NaN);
  if (exact >= 0) return Math.ceil(exact);
  const after = header("retry-after");
  if (/^\d+(\.\d+)?$/.test(after)) return Math.ceil(Number(after) * 1000);
  const moment = Date.parse(after);
  if (!Number.isNaN(moment)) return Math.max(0, Math.ceil(moment - now));
  const delay = /"retryDelay":"(\d+(?:\.\d+)?)s"/.exec(JSON.stringify(body ?? null));
  return delay === null ? undefined : Math.ceil(Number(delay[1]) * 1000);
}

function told(code: FailureCode, message: string): { failure: Failure } {
  return { failure: fail(code, message).failure };
}

function clean(words: string, context: CallContext): string {
  const safe = context.key === undefined || context.key === "" ? words : words.replaceAll(context.key, "[key]");
  return safe.length > 500 ? `${safe.slice(0, 500)}...` : safe;
}

/** The system's error code, wherever it sits in the chain of causes. */
function codeOf(thrown: unknown): string {
  for (let error = thrown, depth = 0; error !== undefined && error !== null && depth < 6; depth++) {
    const code = fieldOf(error, "code");
    if (typeof code === "string") return code;
    const inner = fieldOf(error, "errors");
    error = Array.isArray(inner) && inner.length > 0 ? (inner[0] as unknown) : fieldOf(error, "cause");
  }
  return "";
}

function wordsIn(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  const message = fieldOf(thrown, "message");
  return typeof message === "string" ? message : JSON.stringify(thrown ?? null);
}

function deepestWords(thrown: unknown): string {
  let error = thrown;
  for (let depth = 0; depth < 6; depth++) {
    const cause = fieldOf(error, "cause");
    if (!(cause instanceof Error)) break;
    error = cause;
  }
  return wordsIn(error);
}

function isParseError(thrown: unknown): boolean {
  const name = fieldOf(thrown, "name");
  return typeof name === "string" && /JSONParse|TypeValidation|InvalidResponse|NoContent|EmptyResponse/.test(name);
}

function bodyOf(thrown: unknown): Json | undefined {
  const text = fieldOf(thrown, "responseBody");
  if (typeof text !== "string") {
    const value = fieldOf(thrown, "value") ?? fieldOf(thrown, "data");
    return typeof value === "object" && value !== null ? (value as Json) : undefined;
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text.slice(0, 2000);
  }
}

function fieldOf(thrown: unknown, name: string): unknown {
  return typeof thrown === "object" && thrown !== null ? (thrown as Record<string, unknown>)[name] : undefined;
}
