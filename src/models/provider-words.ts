import type { Json } from "../types.ts";
import { gaveUp } from "./gave-up.ts";
import { htmlWords } from "./html-words.ts";
import { isRecord } from "./usage.ts";
import { defined } from "../util/defined.ts";

/** What a provider's error body says: the sentence for people, all of its words for classing, and the status it names. */
export interface ProviderWords {
  readonly sentence: string;
  readonly words: string;
  readonly status?: number;
  readonly html: boolean;
}

/** Reads an error body in the forms that providers use, HTML and plain text included; undefined when there is nothing in it. */
export function saidIn(body: Json | undefined): ProviderWords | undefined {
  if (typeof body === "string") return saidInText(body);
  // A text that is a status alone reads as JSON.
  if (typeof body === "number" && body >= 400 && body < 600) return saidInText(String(body));
  const error = errorIn(body) ?? (holdsPart(body) || gaveUp(body) === undefined ? undefined : body);
  if (error === undefined || body === undefined) return undefined;
  const words = typeof error === "string" ? error : JSON.stringify(error);
  const status = orGaveUp(statusIn(error, words) ?? (isRecord(body) ? stated(body) : undefined), body);
  return { sentence: sentenceIn(error) ?? words, words, html: false, ...defined({ status }) };
}

/** What is known of a request that a server or a gateway gave up, unless it was refused: nobody can tell whether it was answered. */
function orGaveUp(status: number | undefined, said: Json): number | undefined {
  return status !== undefined && status < 500 ? status : (gaveUp(said) ?? status);
}

/** Whether a part of an answer stands in a body, or what it used. */
function holdsPart(body: Json | undefined): boolean {
  return isRecord(body) && [...answerNames, "usage", "type", "delta", "object"].some((name) => body[name] !== undefined);
}
const answerNames = ["choices", "content", "output", "candidates"];

/** Under which name an error stands in a stream whose SDK would not read it. */
export const oddFault = "odd_fault";

/** The error inside a body that came with a good status: undefined when the body is an answer. */
export function errorIn(body: Json | undefined): Json | undefined {
  if (Array.isArray(body)) return errorIn((body as readonly Json[])[0]);
  if (!isRecord(body)) return undefined;
  for (const name of ["error", "errors", "detail", "Error", "fault", "exception"]) {
    const value = body[name];
    if (saysFault(value)) return value === true ? body : value;
  }
  // MiniMax wraps its errors in a status of its own.
  const base = body["base_resp"];
  if (isRecord(base) && base["status_code"] !== undefined && base["status_code"] !== 0) return base;
  const answered = answerNames.some((name) => body[name] !== undefined);
  const said = body["message"] ?? body["Message"] ?? body["error_msg"] ?? body["msg"] ?? body["title"];
  // What is beside a usage report may be a part of an answer; a sentence there is an error that was billed.
  const sentence = body["usage"] === undefined || typeof said === "string";
  return answered || said === undefined || !sentence ? undefined : body;
}

/** Whether what stands under the name of an error tells of one; some servers send the name with nothing in it beside every answer. */
export function saysFault(value: Json | undefined): value is Json {
  if (value === undefined || value === null || value === false || value === 0) return false;
  if (typeof value === "string") return value.trim() !== "" && value !== "0";
  if (Array.isArray(value)) return (value as readonly Json[]).some(saysFault);
  return !isRecord(value) || Object.values(value).some(saysFault);
}

function sentenceIn(error: Json): string | undefined {
  if (typeof error === "string") return error;
  if (Array.isArray(error)) return sentenceIn((error as readonly Json[])[0] ?? null);
  if (!isRecord(error)) return undefined;
  const told = [
    error["message"],
    error["Message"],
    error["msg"],
    error["error_msg"],
    error["status_msg"],
    error["detail"],
    error["error"],
    error["title"],
    error["faultstring"],
  ];
  const sentence = told.find((value) => typeof value === "string" && value.trim() !== "") as string | undefined;
  const inner = [error["message"], error["error"], error["detail"]].find((value) => isRecord(value));
  // A router's own sentence says little ("Provider returned error"); what the provider behind it said is beside it.
  const metadata = isRecord(error["metadata"]) ? error["metadata"]["raw"] : undefined;
  const raw = typeof metadata === "string" && metadata.trim() !== "" ? ` (${metadata})` : "";
  if (sentence !== undefined) return `${sentence}${raw}`;
  return inner === undefined ? undefined : sentenceIn(inner);
}

/** Names that stand for a status where the status is not given as a number. */
const named: readonly (readonly [RegExp, number])[] = [
  [/insufficient_quota|billing_error|payment_required/i, 402],
  [/rate_?limit|RESOURCE_EXHAUSTED|ThrottlingException|TooManyRequests|too many requests/i, 429],
  [/overloaded/i, 529],
  [/authentication_?error|UNAUTHENTICATED|not authenticated|invalid_api_key|UnrecognizedClient|ExpiredToken|InvalidSignature/i, 401],
  [/permission_?error|PERMISSION_DENIED|AccessDenied/i, 403],
  [/not_?found_?error|"NOT_FOUND"|ResourceNotFound|model_not_found/i, 404],
  [/request_too_large/i, 413],
  [/timeout_?error|DEADLINE_EXCEEDED|ModelTimeout/i, 504],
  [/"UNAVAILABLE"|ServiceUnavailable|ModelNotReady/i, 503],
  [/invalid_request|INVALID_ARGUMENT|FAILED_PRECONDITION|ValidationException|BadRequest/i, 400],
  [/api_error|server_?error|"INTERNAL"|InternalServer|ModelErrorException/i, 500],
];

function statusIn(error: Json, words: string): number | undefined {
  return statedWithin(error) ?? gatewaySays(sentenceIn(error) ?? "") ?? named.find(([name]) => name.test(words))?.[1];
}

/** The status that an error states, be it the first of a list or within another's. */
function statedWithin(error: Json): number | undefined {
  if (Array.isArray(error)) return statedWithin((error as readonly Json[])[0] ?? null);
  if (!isRecord(error)) return undefined;
  const inner = error["error"];
  return stated(error) ?? (isRecord(inner) ? stated(inner) : undefined);
}

/** The status of an error whose sentence is a gateway's own; a number with other words behind it ("502 tokens") is none. */
function gatewaySays(sentence: string): number | undefined {
  const [, number, rest = ""] = opened.exec(sentence.slice(0, 200)) ?? [];
  const name = gateways.find(([each]) => rest.search(each) === 0)?.[1];
  return name ?? (number !== undefined && /^\W*$/.test(rest) ? Number(number) : undefined);
}
const opened = /^\W{0,9}(?:(?:http(?:\/[\d.]{1,3})?|server|proxy|error|status|code)\W{1,3}){0,4}(?:([45]\d\d)\b\W{0,3})?(.*)$/is;

/** The status that a body states as a number, or at the beginning of a text ("502 Bad Gateway"). */
function stated(body: Readonly<Record<string, Json>>): number | undefined {
  const { code, status, statusCode, status_code, http_code, http_status, errorCode, Code } = body;
  const told = [code, status, statusCode, status_code, http_code, http_status, errorCode, Code].map((value) =>
    typeof value === "string" ? (beginning(value) ?? value) : value,
  );
  return told.map(Number).find((number) => Number.isInteger(number) && number >= 300 && number < 600);
}

/** The status that a page or a text of a gateway begins with, or names by its words. */
function beginning(text: string): number | undefined {
  const number = /^\W{0,9}(?:(?:http(?:\/[\d.]{1,3})?|server|proxy|gateway|error|status|code)\W{1,3}){0,4}([45]\d\d)\b(?![\d,.]\d)/i.exec(
    text,
  )?.[1];
  return number === undefined ? gateways.find(([name]) => name.test(text))?.[1] : Number(number);
}

const gateways: readonly (readonly [RegExp, number])[] = [
  [/\bbad gateway\b/i, 502],
  [/\bgateway time(?:-?\s?|d )out\b|\bupstream request timeout\b|\bstream timeout\b|\bendpoint request timed out\b/i, 504],
  // Envoy's words, of a connection that may have carried the request.
  [/\bupstream connect error or disconnect\/reset before headers\b/i, 502],
  [/\brequest time(?:-?\s?|d )out\b/i, 408],
  // CDNs name it in a heading: "cloudflare | 524: A timeout occurred", "504 ERROR".
  [/\berror (?:code )?(?:520|524)\b|\b524: a timeout occurred\b/i, 524],
  [/\b504 error\b/i, 504],
];

function saidInText(text: string): ProviderWords | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  const page = htmlWords(trimmed);
  if (page === undefined)
    return { sentence: trimmed, words: trimmed, html: false, ...(counts(trimmed) ? {} : statusOf(trimmed.slice(0, 200))) };
  const parts = [page.title, page.prose].filter((part) => part !== "");
  // A heading says the title once more.
  const sentence = page.prose !== "" && page.prose.startsWith(page.title) ? page.prose : parts.join(": ");
  return { sentence: sentence.slice(0, 200), words: parts.join(" "), html: true, ...statusOf(parts.join(" ").slice(0, 200)) };
}

/** Whether a text begins with a number of things ("502 tokens are too many"). */
function counts(text: string): boolean {
  return /^\d+ [a-z]/.test(text) && gatewaySays(text) === undefined && gaveUp(text) === undefined;
}

function statusOf(text: string): { status?: number } {
  const status = orGaveUp(beginning(text), text);
  return status === undefined ? {} : { status };
}
