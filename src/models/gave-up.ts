import type { Json } from "../types.ts";
import { isRecord } from "./usage.ts";

/** Statuses of whoever stands before the model and gave up waiting for it, or took us for gone: the model may have answered, and billed. */
const untold: ReadonlySet<number> = new Set([408, 460, 499, 502, 504, 520, 524, 598]);

/**
 * What a body without an answer says of a wait that was given up, or of a connection that broke behind a gateway, under whatever name
 * and at whatever depth: as a status, an error's code or in words. The status that it stands for; undefined where it says nothing of the kind.
 */
export function gaveUp(body: Json | undefined): number | undefined {
  return body === undefined ? undefined : within(body, "", { left: mostParts }, 0);
}

const mostParts = 300;
const deepest = 8;
/** An error's sentence is short, and stands before what it quotes. */
const longest = 300;

function within(value: Json, name: string, parts: { left: number }, depth: number): number | undefined {
  if (depth > deepest || parts.left-- <= 0) return undefined;
  if (typeof value === "number") return name === "" || statusName.test(name) ? statusOf(value) : undefined;
  if (typeof value === "string") {
    const quoted = [...inLines(value)].map((part) => within(part, name, parts, depth + 1)).find((found) => found !== undefined);
    return quoted ?? inWords(value.slice(0, longest), statusName.test(name));
  }
  const entries = Array.isArray(value)
    ? (value as readonly Json[]).map((one) => [name, one] as const)
    : isRecord(value)
      ? Object.entries(value)
      : [];
  for (const [each, part] of entries) {
    if (each === "usage") continue;
    const found = within(part, each, parts, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What another's body that stands in a text holds, as routers quote it; of a stream, its first events. */
function* inLines(text: string): Generator<Json> {
  for (const line of text.slice(0, 20_000).split("\n", 8)) {
    const body = line.replace(/^\s*data:\s*/, "").trim();
    if (!/^[[{]/.test(body)) continue;
    try {
      yield JSON.parse(body) as Json;
    } catch {
      // Words that begin with a bracket.
    }
  }
}

/** `code`, `status`, `errorCode`, `http_status_code`, `upstreamStatus` and their like. */
const statusName = /^(?:[a-z]+[_-]?){0,3}(?:code|status|errno)$/i;

function statusOf(number: number): number | undefined {
  return untold.has(number) ? number : undefined;
}

function inWords(text: string, isStatus: boolean): number | undefined {
  const number = (isStatus ? /^\W{0,3}(\d{3})(?![\d.,]*\d)\b/ : /^\W{0,9}(\d{3})\W{0,3}$/).exec(text)?.[1];
  if (number !== undefined) return statusOf(Number(number));
  if (never.test(text)) return undefined;
  return words.some((form) => form.test(text)) ? 504 : undefined;
}

/** The request did not reach the model, or something else than the model's answer was waited for. */
const never =
  /\bconnect (?:ETIMEDOUT|ECONNRESET)\b|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|connection refused|connect ?time-?out|could not resolve|no such host|name resolution|\b(?:session|token|log-?in|authentication|credentials?|licen[sc]e)\b.{0,20}\btimed? ?out|\b(?:parameter|argument|field|option|property|setting)s?\b|\b(?:must|should|cannot|can't) be\b|\bnot (?:an? )?(?:valid|allowed|supported|permitted)\b|\binvalid\b/i;

/** A name by which a library calls it, a sentence of a gateway, or a text that says only this. */
const words: readonly RegExp[] = [
  /\b(?:ETIMEDOUT|ESOCKETTIMEDOUT|ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_(?:HEADERS_TIMEOUT|BODY_TIMEOUT|SOCKET|ABORTED)|ERR_(?:STREAM_PREMATURE_CLOSE|SOCKET_CLOSED|HTTP2_STREAM_ERROR|HTTP2_STREAM_CANCEL|HTTP2_GOAWAY_SESSION|NETWORK_CHANGED|CONNECTION_RESET|CONNECTION_CLOSED|TIMED_OUT|EMPTY_RESPONSE))\b/,
  /\b(?:\w*ReadTimeout\w*|\w*SocketTimeout\w*|\w*(?:Headers|Body|Response|Request|Gateway|Deadline)Timeout\w*|APITimeout\w*|TimeoutError|TimeoutException|TimeoutExpired|ServerDisconnected\w*|RemoteDisconnected|RemoteProtocolError|IncompleteRead|ChunkedEncodingError|ConnectionReset\w*|ConnectionAborted\w*|BrokenPipe\w*|litellm\.Timeout|deadline_?exceeded)\b/i,
  /\btim(?:ed|ing)[ -]?out\b|\btime-?out (?:awaiting|waiting|while|reading|exceeded|expired|reached|occurred|after)\b|\bdeadline (?:was )?exceeded\b/i,
  // Such a word alone, or behind the name of what was waited for: within a longer sentence it may be a setting's.
  /^\W*(?:(?:error|http|status|code|\d{3}|the|a|gateway|upstream|request|read|response|stream|idle|server|backend|inference|operation|proxy|socket|network|connection|model|api|provider|worker|execution|function|origin)[\s:_-]+){0,5}time[ _-]?out(?:[ _-]error)?\W*$/i,
  /\bbad gateway\b|\bgateway time[- ]?(?:d )?out\b|\bupstream request timeout\b|\bsocket hang ?up\b|\bbroken pipe\b|\bunexpected (?:EOF|end of (?:file|stream))\b|\bprematurely closed\b|\bpremature (?:close|end)\b|\bserver disconnected\b|\bempty reply from server\b/i,
  /\b(?:connection|stream|socket|upstream)\b (?:\w+ ){0,3}?(?:reset|aborted|closed|terminated|lost|broken|dropped|interrupted)\b|\b(?:closed|dropped|terminated|lost|reset|aborted) (?:the |its |your )?(?:connection|stream)\b/i,
  /\bdisconnect\/reset before headers\b(?!.{0,60}(?:connection failure|overflow))/i,
  /\btook too long (?:to (?:respond|answer|reply|generate)|responding)\b|\b(?:did not|didn't|failed to) (?:respond|answer|reply)(?: (?:in|within)\b|\W*$)|\bno response (?:was )?(?:received )?(?:from|in time|within)\b/i,
];
