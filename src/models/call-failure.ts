import { STATUS_CODES } from "node:http";
import type { Failure, FailureCode, Json } from "../types.ts";
import { fail } from "../util/failure.ts";
import { withoutSecrets } from "../util/secret-address.ts";
import { adviceFor } from "./advice.ts";
import { BrokenStream } from "./broken-stream.ts";
import { type ReachedLimit, reachedWords } from "./deadline.ts";
import { classOf, type FailureClass } from "./failure-class.ts";
import { otherWireName, wireWords } from "./other-wire.ts";
import { unfinished } from "./failed-bodies.ts";
import { paidFor } from "./plain-answers.ts";
import { saidIn } from "./provider-words.ts";
import { cameThroughProxy, proxyFaultIn } from "./proxy-fault.ts";
import { bodyOf, deepestWords, fieldOf, headerOf, isParseError, isParserFault, systemCode, wordsIn } from "./thrown.ts";
import { isRecord } from "./usage.ts";
import { waitTold } from "./wait-told.ts";
import { missing, trueStatus } from "./whole-answers.ts";
import { defined } from "../util/defined.ts";

/** What a failed request tells: the failure, whether the provider may bill it all the same, and the body if one came. */
export interface CallFailure {
  readonly failure: Failure;
  /** True when the request left and nobody said how it ended: its hold stays spent. */
  readonly mayBill: boolean;
  /** True where the message is to say what the call counts as, unless its cost is told all the same. */
  readonly untold?: boolean;
  readonly body?: Json;
  /** Whether the body is another interface's, whose usage has other names. */
  readonly foreign?: boolean;
}

export interface CallContext {
  readonly model: string;
  /** Where the key came from, for messages; and what strikes all secrets of the request out of them. */
  readonly keyName: string;
  readonly strike: (text: string) => string;
  /** The caller's own signal and that of the time limits, whose reason is the one that was reached. */
  readonly signal?: AbortSignal;
  readonly deadline: AbortSignal;
  readonly now: number;
  /** Of a stream that the provider broke off: whether the answer had begun. */
  readonly begun?: boolean;
  /** Whether this model has answered an earlier ask: then what it cannot read is this ask's fault, not the setup's. */
  readonly answeredBefore?: boolean;
}

/** Turns whatever an SDK threw into a closed code. Words of the provider are kept, the key is struck out. */
export function failureOf(thrown: unknown, context: CallContext): CallFailure {
  const { model } = context;
  const code = systemCode(thrown);
  const status = fieldOf(thrown, "statusCode");
  const handedOn = headerOf(thrown, trueStatus) !== "";
  // A status that has arrived decides, whatever ended the wait for the words behind it.
  if (typeof status === "number" && status >= 300 && !handedOn) return answered(thrown, status, context);
  const wire = headerOf(thrown, otherWireName);
  if (wire !== "") return elsewise(wire, thrown, context);
  if (context.signal?.aborted === true) {
    return { ...told("aborted", `The call to ${model} was interrupted before its answer was complete.`), mayBill: true };
  }
  if (context.deadline.aborted) return { ...told("timeout", reachedWords(model, context.deadline.reason as ReachedLimit)), mayBill: true };
  const broken = BrokenStream.in(thrown);
  if (broken !== undefined) return lost(broken.message, context);
  if (handedOn) return unread(thrown, context);
  if (!(thrown instanceof Error)) return streamError(thrown, context);
  if (isLocal(thrown)) return unsent(thrown, context);
  if (/^bad port$/i.test(deepestWords(thrown))) {
    return { ...told("setup", `${model} was not asked: the port of its address is refused by fetch. Use another port.`), mayBill: false };
  }
  const proxy = proxyFaultIn(thrown);
  if (proxy !== undefined) return { failure: fail("setup", `${model} was not reached: ${proxy.message}`, 1000).failure, mayBill: false };
  const far = unreached(thrown, code, context);
  if (far !== undefined) return far;
  if (code === "" && (typeof status === "number" || bodyOf(thrown) !== undefined || isParseError(thrown))) return unread(thrown, context);
  return lost(code === "" ? clean(wordsIn(thrown), context) : code, context);
}

function lost(why: string, { model }: CallContext): CallFailure {
  return { ...told("unknown", `The connection to ${model} broke before its answer was complete (${why}).`), mayBill: true, untold: true };
}

/** What an SDK or fetch refuses before anything is sent: a prompt it cannot convert, a key that is no header. */
function isLocal(thrown: unknown): boolean {
  const name = fieldOf(thrown, "name");
  const known =
    typeof name === "string" &&
    /^AI_(Unsupported|InvalidPrompt|InvalidArgument|InvalidMessage|LoadAPIKey|LoadSetting|NoSuchModel)/.test(name);
  return known || badHeader.test(deepestWords(thrown)) || badAddress.test(deepestWords(thrown));
}
const badHeader = /invalid header value|ByteString/i;
const badAddress = /cannot be constructed from a URL|failed to parse url/i;

function unsent(thrown: unknown, context: CallContext): CallFailure {
  const { model, keyName } = context;
  const name = String(fieldOf(thrown, "name"));
  if (badHeader.test(deepestWords(thrown))) {
    return { ...told("setup", `${model} was not asked: ${keyName} holds signs that no key has. Copy the key again.`), mayBill: false };
  }
  if (badAddress.test(deepestWords(thrown))) {
    const message = `${model} was not asked: no request can be sent to its address. Check baseUrl, region and resource.`;
    return { ...told("setup", message), mayBill: false };
  }
  const setup = /^AI_(Load|NoSuchModel)/.test(name);
  const message = `${model} cannot be asked this: ${clean(wordsIn(thrown), context)}`;
  return { ...told(setup ? "setup" : "unsupported", message), mayBill: false };
}

const neverLeft = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);
const noTls = /^(EPROTO|ERR_SSL_(WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|UNSUPPORTED_PROTOCOL|TLSV1))/;
const certificate = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** No request arrived: a matter of setup. One that may pass carries `retryAfterMs`, so that it is tried a few times more. */
function unreached(thrown: unknown, code: string, context: CallContext): CallFailure | undefined {
  const url = fieldOf(thrown, "url");
  const where = typeof url === "string" ? ` at ${hostOf(url)}` : "";
  const unreachable = (why: string, wait?: number): CallFailure => {
    const { failure } = fail("setup", `Could not reach ${context.model}${where} (${code}). ${why}`, wait);
    return { failure, mayBill: false };
  };
  if (neverLeft.has(code)) return unreachable(reasons[code] ?? "Check the address and the network.", 1000);
  if (code === "ERR_INVALID_URL") return unreachable("The address is no URL. Check baseUrl.");
  if (noTls.test(code)) return unreachable("The server does not speak TLS there. Check whether baseUrl starts with http:// or https://.");
  if (!certificate.test(code)) return undefined;
  return unreachable(
    "The server's certificate is not trusted. Check the address, or name the file of your own authority in settings.ca of the member or in NODE_EXTRA_CA_CERTS.",
  );
}

const reasons: { readonly [code: string]: string } = {
  ECONNREFUSED: "Nothing listens there. Start the server, or check baseUrl and its port.",
  ENOTFOUND: "There is no host of that name. Check baseUrl and the network.",
};

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Statuses of whoever stands before the model and gave up waiting for it, or took us for gone: the model may have answered, and billed. */
const untold: ReadonlySet<number> = new Set([408, 460, 499, 502, 504, 520, 524, 598]);
/** Another try may bring the answer, in milliseconds from now. */
const soon = 1000;

/** A status from 300 up: the provider has said how it ended, and bills nothing unless part of the answer had come. */
function answered(thrown: unknown, status: number, context: CallContext): CallFailure {
  const body = bodyOf(thrown);
  const said = saidIn(body) ?? { sentence: wordsIn(thrown), words: wordsIn(thrown), html: false };
  // A gateway's own status may stand before that of whoever gave up behind it.
  const given = status >= 500 && !untold.has(status) && said.status !== undefined && untold.has(said.status) ? said.status : status;
  const found = classOf(given, said, context.answeredBefore === true);
  const words = said.sentence.trim();
  // "502 Bad Gateway" repeats what stands before it.
  const told = words === "" ? "(no words)" : words.startsWith(`${status} `) ? words.slice(`${status} `.length) : words;
  const sentence = headerOf(thrown, unfinished) === "" ? told : `${told} (the rest of its words did not come)`;
  const proxy = headerOf(thrown, cameThroughProxy);
  const moved = status < 400 ? elsewhere(thrown) : proxy === "" ? "" : ` (it came through ${proxy}, whose own answer it may be)`;
  const name = found.code === "setup" && found.advice === "none" ? STATUS_CODES[status] : undefined;
  const called = name === undefined || sentence.includes(name) ? "" : ` (${name})`;
  const message = `${context.model} answered ${status}${called}: ${clean(sentence, context)}${moved}`;
  const kept = body === undefined ? {} : { body };
  const failure = failureFrom(found, message, thrown, body, context);
  if (!isUntold(given, failure)) return { failure, mayBill: context.begun === true, ...kept };
  return { ...outcomeUnknown(failure), ...kept };
}

/** A limit was reached before the model was asked, whatever the status says. */
function isUntold(status: number | undefined, { code }: Failure): boolean {
  return status !== undefined && untold.has(status) && code !== "rate";
}

function outcomeUnknown({ code, message }: Failure): CallFailure {
  return { failure: fail(code, message.replace(/[.!?]?$/, "."), soon).failure, mayBill: true, untold: true };
}

/** Where a redirect points, which is not followed to another host: the key would go along. */
function elsewhere(thrown: unknown): string {
  const location = headerOf(thrown, "location");
  return URL.canParse(location) ? `. It sends on to ${new URL(location).host}, where the key does not go` : "";
}

/** An answer of another interface: nothing here can read it, and its model has worked. */
function elsewise(wire: string, thrown: unknown, { model }: CallContext): CallFailure {
  const body = bodyOf(thrown);
  const message = `${model} answered with status ${headerOf(thrown, trueStatus)}, ${wireWords(wire, model)}`;
  return { ...told("setup", message), mayBill: true, foreign: true, ...(body === undefined ? {} : { body }) };
}

/** An answer with a good status that holds no answer: an error, a web page, a plain text, nothing; or one that broke off inside. */
function unread(thrown: unknown, context: CallContext): CallFailure {
  const body = bodyOf(thrown);
  // Nothing could be read of what was on its way: the wire itself broke, in an answer that had begun.
  if (body === undefined && isParserFault(thrown)) return lost(clean(deepestWords(thrown), context), context);
  const said = saidIn(body);
  const kept = body === undefined ? {} : { body };
  const status = headerOf(thrown, trueStatus) || "200";
  const paid = fieldOf(fieldOf(thrown, "responseHeaders"), paidFor);
  if (typeof paid === "string") {
    const usage = paid === "" ? {} : { usage: JSON.parse(decodeURIComponent(paid)) as Json };
    const message = `${context.model} sent an answer that cannot be told from others in it: ${excerpt(body, context)}`;
    return { ...told("malformed", message), mayBill: true, body: usage };
  }
  if (said !== undefined && !beginsAnswer(body)) {
    const found = classOf(said.status, said, context.answeredBefore === true || (!said.html && typeof body === "string"));
    const how = said.html ? "a web page" : typeof body === "string" ? "a text that is no answer" : `an error with status ${status}`;
    const message = `${context.model} sent ${how}: ${clean(said.sentence, context)}`;
    const failure = failureFrom(found, message, thrown, body, context);
    if (!isUntold(said.status, failure)) return { failure, mayBill: context.begun === true, ...kept };
    return { ...outcomeUnknown(failure), ...kept };
  }
  if (typeof body === "string" && said === undefined) {
    return { ...told("provider", `${context.model} sent an empty answer.`), mayBill: context.begun === true, ...kept };
  }
  const lacks = headerOf(thrown, missing);
  if (lacks !== "") {
    const message = `${context.model} answered with status ${status} and no ${lacks}: ${excerpt(body, context)}`;
    return { ...told("provider", message), mayBill: context.begun === true, ...kept };
  }
  const why = clean(deepestWords(thrown), context);
  const how = body === undefined || why === "" || isLong(why) ? excerpt(body ?? why, context) : `${why}: ${excerpt(body, context)}`;
  const message = `${context.model} sent an answer that cannot be read: ${how}`;
  return { ...told("provider", message), mayBill: holdsAnswer(body) || context.begun === true, ...kept };
}

/** A validator's list of faults is nothing for people. */
function isLong(why: string): boolean {
  return /[[{]/.test(why) || why.length > 200;
}

/** The beginning of what came, on one line. */
function excerpt(body: Json | undefined, context: CallContext): string {
  const line = clean(typeof body === "string" ? body : JSON.stringify(body ?? null), context);
  return line.length > 200 ? `${line.slice(0, 200)}...` : line;
}

/** Whether a text that is no whole JSON was to be one. */
function beginsAnswer(body: Json | undefined): boolean {
  return typeof body === "string" && /^\s*[[{]/.test(body);
}

/** Whether someone wrote an answer that may be on the bill: text that is no page, or a body with a part of the answer in it. */
function holdsAnswer(body: Json | undefined): boolean {
  if (typeof body === "string") return beginsAnswer(body);
  if (!isRecord(body)) return false;
  return ["choices", "content", "output", "candidates"].some((name) => {
    const part = body[name];
    return part !== undefined && part !== null && !(Array.isArray(part) && part.length === 0);
  });
}

/** An error event inside a stream: the provider's own words, an object or a text. */
function streamError(thrown: unknown, context: CallContext): CallFailure {
  const body = thrown as Json;
  const said = saidIn(typeof body === "object" ? { error: body } : body) ?? { sentence: wordsIn(thrown), words: "", html: false };
  const found = classOf(said.status, said, context.answeredBefore === true || context.begun !== false);
  const failure = failureFrom(found, `${context.model} broke off its answer: ${clean(said.sentence, context)}`, thrown, body, context);
  // What had begun is not asked again.
  if (context.begun === false && isUntold(said.status, failure)) return outcomeUnknown(failure);
  return { failure, mayBill: context.begun !== false };
}

function failureFrom(found: FailureClass, message: string, thrown: unknown, body: Json | undefined, context: CallContext): Failure {
  const url = fieldOf(thrown, "url");
  const { model, keyName } = context;
  const { room } = found;
  const asked = { model, keyName, ...(typeof url === "string" ? { url } : {}), ...defined({ room }) };
  const advice = adviceFor(found.advice, asked);
  const wait = found.code === "rate" || found.code === "provider" ? waitTold(thrown, body, context.now) : undefined;
  // A server that fails and says when to come back is waited for.
  const code = found.code === "provider" && wait !== undefined ? "rate" : found.code;
  const ended = /[.!?。！？]$/.test(message) || advice === "" ? message : `${message}.`;
  const { failure } = fail(code, advice === "" ? ended : `${ended} ${advice}`, wait);
  return found.overloaded === true || code !== found.code ? { ...failure, overloaded: true } : failure;
}

function told(code: FailureCode, message: string): { failure: Failure } {
  return { failure: fail(code, message).failure };
}

/** One line of at most so many signs, without the key. */
function clean(words: string, context: CallContext): string {
  const line = words.replace(/\s+/g, " ").trim();
  const safe = withoutSecrets(context.strike(line));
  return safe.length > 500 ? `${safe.slice(0, 500)}...` : safe;
}
