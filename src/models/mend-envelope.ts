import type { Json } from "../types.ts";
import { bedrockEnvelope } from "./bedrock-envelope.ts";
import { otherWire } from "./other-wire.ts";
import { errorIn, saysFault } from "./provider-words.ts";
import { refusalName, refusalOf } from "./refusal-words.ts";
import { tellsTokens } from "./tells-tokens.ts";
import { textIn } from "./text-in.ts";
import { type Dialect, isRecord, oddUsage, usageIn } from "./usage.ts";
import { defined } from "../util/defined.ts";

type Fields = { readonly [key: string]: Json };

/**
 * A provider's answer, or one event of a stream, in the form that its SDK reads. What is not needed to read the answer must
 * not lose it: odd ids, times, endings and extra fields are left out, an odd usage report stands under a name of its own,
 * texts in parts are put together. Anything that is neither an answer nor a part of one is given back as it came.
 */
export function mendEnvelope(dialect: Dialect, body: Json): Json {
  if (!isRecord(body) || (isRecord(body["error"]) && saysFault(body["error"]))) return body;
  if (dialect === "anthropic") return anthropicEnvelope(body);
  if (dialect === "google") return googleEnvelope(body);
  if (dialect === "bedrock") return bedrockEnvelope(body);
  const choices = listIn(body["choices"]);
  if (choices === undefined) return dialect === "openai" ? responsesEnvelope(body) : body;
  const paid = tellsTokens(usageIn(body));
  return { ...kept(body), ...plainUsage(body, "usage"), choices: choices.map((choice) => choiceIn(choice, paid)) };
}

/** The name of what an answer must have, where this one has none of it; undefined for answers, and for errors that are said in words. */
export function lacking(dialect: Dialect, body: Json): string | undefined {
  const fields = isRecord(body) ? body : {};
  const names = { anthropic: ["content"], google: ["candidates", "promptFeedback"], openai: ["output", "choices"], bedrock: ["output"] };
  const wanted =
    dialect === "anthropic" || dialect === "google" || dialect === "openai" || dialect === "bedrock" ? names[dialect] : ["choices"];
  const there = wanted.some((name) => fields[name] !== undefined && fields[name] !== null && !isEmpty(fields[name]));
  return there || isEmptyAnswer(dialect, fields) ? undefined : wanted[0];
}

/** Whether the model was asked and wrote nothing: the answer's envelope is there, with its end where it has one, and tokens that are billed. */
function isEmptyAnswer(dialect: Dialect, body: Fields): boolean {
  const { stop_reason: stop, status, output } = body;
  if (dialect === "anthropic" && stop === "refusal") return true;
  if (!tellsTokens(usageIn(body)) || errorIn(body) !== undefined || otherWire(dialect, body) !== undefined) return false;
  if (dialect === "openai") return Array.isArray(output) && typeof status === "string";
  if (dialect === "anthropic") return typeof stop === "string" && stop !== "";
  // A chat has its end in its choices, and Google in its candidates.
  return dialect !== "bedrock";
}

function isEmpty(value: Json | undefined): boolean {
  return Array.isArray(value) && value.every((one) => one === null);
}

function listIn(value: Json | undefined): readonly Json[] | undefined {
  if (Array.isArray(value)) return value as readonly Json[];
  return isRecord(value) ? [value] : undefined;
}

/** The fields of an envelope but its odd id, model and times, which nothing needs. */
function kept(body: Fields): Record<string, Json> {
  const named = Object.entries(body).flatMap(([name, value]): [string, Json][] => {
    if (/^(id|responseId)$/.test(name)) return typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [];
    if (/^(model|modelVersion|object|provider|system_fingerprint|service_tier)$/.test(name))
      return typeof value === "string" ? [[name, value]] : [];
    if (name === "error" && !saysFault(value)) return [];
    if (/^created(_at)?$/.test(name)) return typeof value === "number" ? [[name, value]] : [];
    return [[name, value]];
  });
  return Object.fromEntries(named);
}

/** A usage report that an SDK takes, else none, and the odd one beside it. */
function plainUsage(body: Fields, name: string, instead: Json = null): Record<string, Json> {
  const usage = body[name];
  return usage === undefined || usage === null || isPlain(usage) ? {} : { [name]: instead, [oddUsage]: usage };
}

/** Whether a report has nothing but numbers where SDKs want numbers. */
function isPlain(usage: Json): boolean {
  if (!isRecord(usage)) return false;
  const chat = usage["prompt_tokens"] !== undefined || usage["completion_tokens"] !== undefined;
  const needed = chat ? ["prompt_tokens", "completion_tokens", "total_tokens"] : [];
  return needed.every((name) => typeof usage[name] === "number") && hasNumbers(usage, 0);
}

function hasNumbers(fields: Fields, depth: number): boolean {
  return Object.entries(fields).every(([name, value]) => {
    if (name.endsWith("_details") && value !== null && !isRecord(value)) return false;
    if (isRecord(value)) return depth > 2 || hasNumbers(value, depth + 1);
    return (
      !/tokens$|Count$|^cost$|_cost$/i.test(name) || typeof value === "number" || (value === null && depth === 0 && !/cost/.test(name))
    );
  });
}

/** A choice; one without a message has an empty one where it was paid for. */
function choiceIn(choice: Json, paid: boolean): Json {
  if (!isRecord(choice)) return typeof choice === "string" ? { index: 0, message: said(choice) } : choice;
  const { index, finish_reason: finish, error, text, usage } = choice;
  const message = choice["message"] ?? choice["delta"] ?? (typeof text === "string" ? text : undefined);
  const none = message === undefined || message === null;
  const whole = none ? {} : { message: said(message), delta: said(message) };
  return {
    ...(none && paid ? { message: said({ content: "" }) } : whole),
    index: typeof index === "number" ? index : 0,
    finish_reason: typeof finish === "string" ? finish : null,
    ...(saysFault(error) ? { error } : {}),
    ...defined({ usage }),
  };
}

/** A message with its text in one piece and the tool calls that can be read. */
function said(message: Json): Json {
  if (!isRecord(message)) return message === null ? null : { role: "assistant", content: textIn(message) };
  const calls = message["tool_calls"];
  const reasoning = ["reasoning_content", "reasoning"].flatMap((name): [string, Json][] =>
    typeof message[name] === "string" ? [[name, message[name]]] : [],
  );
  const refusal = refusalOf(message);
  return {
    role: "assistant",
    ...(refusal === undefined ? {} : { [refusalName]: refusal }),
    ...(message["content"] === undefined ? {} : { content: textIn(message["content"]) }),
    ...Object.fromEntries(reasoning),
    ...(Array.isArray(calls) && (calls as readonly Json[]).every(isCall) ? { tool_calls: calls as readonly Json[] } : {}),
  };
}

function isCall(call: Json): boolean {
  if (!isRecord(call) || typeof call["id"] !== "string" || call["type"] !== "function" || !isRecord(call["function"])) return false;
  return typeof call["function"]["name"] === "string" && typeof call["function"]["arguments"] === "string";
}

function anthropicEnvelope(body: Fields): Json {
  const message = body["message"];
  const inner = isRecord(message) ? { message: { ...kept(message), ...anthropicUsage(message) } } : {};
  const content = body["content"];
  const stop = body["stop_reason"];
  const none = content === undefined || content === null;
  if (none && typeof stop !== "string") return { ...body, ...anthropicUsage(body, body["type"] === "message_delta"), ...inner };
  const parts = none ? [] : typeof content === "string" ? [content] : listIn(content);
  if (parts === undefined) return body;
  return {
    ...kept(body),
    type: "message",
    role: "assistant",
    content: parts.flatMap(anthropicPart),
    stop_reason: typeof stop === "string" ? stop : null,
    ...anthropicUsage(body, true),
  };
}

function anthropicPart(part: Json): Json[] {
  if (typeof part === "string") return [{ type: "text", text: part }];
  if (!isRecord(part)) return [];
  if (part["type"] === "text" || part["type"] === undefined) return [{ type: "text", text: textIn(part) ?? "" }];
  const { type, thinking, signature } = part;
  if (type !== "thinking") return [part];
  return typeof thinking === "string" ? [{ type, thinking, signature: typeof signature === "string" ? signature : "" }] : [];
}

/** Anthropic's SDK cannot do without a report: one of zeros, which is none to us, stands in for what is missing or odd. */
function anthropicUsage(body: Fields, wanted = body["usage"] !== undefined): Record<string, Json> {
  const usage = body["usage"];
  const odd = usage === undefined || usage === null ? {} : { [oddUsage]: usage };
  const plain = isRecord(usage) && hasNumbers(usage, 0) && typeof usage["output_tokens"] === "number";
  const partly = plain && (typeof usage["input_tokens"] === "number" || body["type"] === "message_delta");
  return !wanted || partly ? {} : { usage: { input_tokens: 0, output_tokens: 0 }, ...odd };
}

function googleEnvelope(body: Fields): Json {
  const candidates = listIn(body["candidates"]);
  const usage = plainUsage(body, "usageMetadata");
  if (candidates === undefined) return { ...kept(body), ...usage };
  const mended = candidates.filter(isRecord).map((candidate) => {
    const { content, finishReason, finishMessage } = candidate;
    const parts = isRecord(content) ? (listIn(content["parts"]) ?? content["text"] ?? []) : (content ?? []);
    const told = (Array.isArray(parts) ? (parts as readonly Json[]) : [parts]).flatMap(googlePart);
    return {
      content: { role: "model", parts: told },
      ...(typeof finishReason === "string" ? { finishReason } : {}),
      ...(typeof finishMessage === "string" ? { finishMessage } : {}),
    };
  });
  return { ...kept(body), ...usage, candidates: mended };
}

function googlePart(part: Json): Json[] {
  if (typeof part === "string") return [{ text: part }];
  if (!isRecord(part) || typeof part["text"] !== "string") return isRecord(part) && part["text"] === undefined ? [part] : [];
  return [{ text: part["text"], ...(part["thought"] === true ? { thought: true } : {}) }];
}

/** OpenAI's responses, whole or as the events that hold one. */
function responsesEnvelope(body: Fields): Json {
  const response = body["response"];
  if (isRecord(response)) return { ...body, ...lastEvent(body["type"]), response: responsesEnvelope(response) };
  const output = listIn(body["output"]);
  const reported = body["usage"] ?? null;
  const full = isRecord(reported) && typeof reported["input_tokens"] === "number" && typeof reported["output_tokens"] === "number";
  const usage = reported === null || (full && isPlain(reported)) ? {} : { usage: null, [oddUsage]: reported };
  if (output === undefined) return { ...body, ...usage, ...unfinished(body) };
  return {
    ...kept(body),
    ...usage,
    ...unfinished(body),
    output: output.map((item) => (isRecord(item) && item["type"] === "message" ? messageItem(item) : item)),
  };
}

/** The SDK knows no event of a response that was called off. */
function lastEvent(type: Json | undefined): Record<string, Json> {
  return type === "response.cancelled" ? { type: "response.incomplete" } : {};
}

/** The SDK reads no status: one that is no end of an answer is told as the reason why it is incomplete. */
function unfinished({ status, incomplete_details: details }: Fields): Record<string, Json> {
  const ended = typeof status !== "string" || status === "completed" || (status === "incomplete" && isRecord(details));
  return ended ? {} : { incomplete_details: { reason: status } };
}

function messageItem(item: Fields): Json {
  const content = typeof item["content"] === "string" ? [item["content"]] : (listIn(item["content"]) ?? []);
  const parts = content.flatMap((part): Json[] => {
    if (isRecord(part) && part["type"] === "refusal") return [part];
    const text = textIn(part);
    return text === null ? [] : [{ type: "output_text", text, annotations: [] }];
  });
  return { type: "message", role: "assistant", id: typeof item["id"] === "string" ? item["id"] : "message", content: parts };
}
