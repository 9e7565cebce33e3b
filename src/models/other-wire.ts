import type { Json } from "../types.ts";
import { errorIn, saysFault } from "./provider-words.ts";
import { tellsTokens } from "./tells-tokens.ts";
import { type Dialect, isRecord, usageIn } from "./usage.ts";

type Fields = { readonly [key: string]: Json };

/** Under which header it is told that an answer is another interface's, and whose. */
export const otherWireName = "x-other-wire";

/** Another interface than the one that was asked for, by which its answers are known. */
export type Wire = "messages" | "responses" | "gemini" | "converse" | "chat" | "ollama" | "llama" | "tgi" | "cohere" | "unknown";

/** Where each dialect's own answers stand. */
const own: { readonly [dialect in Dialect]: readonly string[] } = {
  anthropic: ["content", "message", "delta"],
  google: ["candidates", "promptFeedback"],
  openai: ["output", "choices", "response"],
  bedrock: ["output"],
  compatible: ["choices"],
  openrouter: ["choices"],
};

const forms: readonly (readonly [Wire, (body: Fields) => boolean])[] = [
  ["messages", ({ type, content }) => type === "message" && content !== undefined],
  ["messages", ({ type }) => is(type, /^(message_(start|delta|stop)|content_block_(start|delta|stop))$/)],
  ["responses", ({ object, type }) => object === "response" || is(type, /^response\.\w+/)],
  ["responses", ({ output }) => Array.isArray(output) && output.some((item) => isRecord(item) && item["type"] === "message")],
  ["gemini", ({ candidates }) => isFilled(candidates)],
  ["converse", ({ output }) => isRecord(output) && isRecord(output["message"])],
  ["chat", ({ choices }) => isFilled(choices)],
  ["ollama", ({ done, message, response }) => typeof done === "boolean" && (isRecord(message) || typeof response === "string")],
  ["llama", ({ content, stop, timings }) => typeof content === "string" && (typeof stop === "boolean" || isRecord(timings))],
  ["tgi", ({ generated_text: text, token }) => typeof text === "string" || (text === null && isRecord(token))],
  ["cohere", ({ message, finish_reason: end }) => isRecord(message) && Array.isArray(message["content"]) && typeof end === "string"],
  ["cohere", ({ text, generation_id: id }) => typeof text === "string" && typeof id === "string"],
  ["cohere", ({ type }) => is(type, /^(message|content)-(start|delta|end)$/)],
  ["unknown", (body) => errorIn(body) === undefined && tellsTokens(usageIn(body)) && texts.some((name) => isFilled(body[name]))],
];

/** Names under which interfaces put what a model wrote. */
const texts =
  "text content message messages response output outputs output_text result results answer completion completions generation generations predictions reply data".split(
    " ",
  );

/**
 * Whose form an answer or an event has, where it holds nothing of what this dialect's answers are made of and all of another's: the
 * address leads to another interface. Undefined for its own, for errors, and for what says nothing.
 */
export function otherWire(dialect: Dialect, body: Json | undefined): Wire | undefined {
  const first = Array.isArray(body) ? (body as readonly Json[])[0] : body;
  if (!isRecord(first) || saysFault(first["error"])) return undefined;
  if (own[dialect].some((name) => first[name] !== undefined && first[name] !== null)) return undefined;
  return forms.find(([wire, has]) => wire !== native[dialect] && has(first))?.[0];
}

/** The form that each dialect reads. */
const native: { readonly [dialect in Dialect]: Wire } = {
  anthropic: "messages",
  google: "gemini",
  openai: "responses",
  bedrock: "converse",
  compatible: "chat",
  openrouter: "chat",
};

/** What came instead of an answer, and what to do, for a model's whole id. */
export function wireWords(wire: string, model: string): string {
  const name = model.slice(model.indexOf("/") + 1);
  const prefixed = (prefix: string, end: string): string =>
    `Use model: ${prefix}/${name}, with a baseUrl that is the address before ${end}, or correct baseUrl.`;
  const served = "Let baseUrl lead to its interface of chat completions, often ending in /v1.";
  const told: { readonly [wire in Wire]: readonly [string, string] } = {
    messages: ["Anthropic's Messages", prefixed("anthropic", "/messages")],
    responses: ["OpenAI's Responses", prefixed("openai", "/responses")],
    gemini: ["Google's Gemini", prefixed("google", "/models")],
    converse: ["Amazon Bedrock's Converse", prefixed("bedrock", "/model")],
    chat: ["chat completions", prefixed("compatible", "/chat/completions")],
    ollama: ["Ollama's own", served],
    llama: ["llama.cpp's own /completion", served],
    tgi: ["Text Generation Inference's own /generate", served],
    cohere: ["Cohere's own", "Use model: compatible/..., with baseUrl https://api.cohere.ai/compatibility/v1."],
    unknown: ["another, which is not known here", "Check baseUrl and the provider before the model's name."],
  };
  const [api, advice] = new Map(Object.entries(told)).get(wire) ?? told.unknown;
  return `in the form of another interface (${api}). ${advice}`;
}

function is(value: Json | undefined, form: RegExp): boolean {
  return typeof value === "string" && form.test(value);
}

function isFilled(value: Json | undefined): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.length > 0;
  return isRecord(value) && Object.keys(value).length > 0;
}
