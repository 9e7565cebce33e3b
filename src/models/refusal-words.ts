import type { Json } from "../types.ts";
import { isRecord } from "./usage.ts";

/** Under which name a mended message keeps the words of its refusal: under their own name SDKs take them for the answer. */
export const refusalName = "refusal_words";

/** What a message says in refusing: in a field of its own or as a part of its content; undefined where it does not refuse. */
export function refusalOf(message: { readonly [key: string]: Json }): string | undefined {
  const content = message["content"];
  const parts = (Array.isArray(content) ? (content as readonly Json[]) : [content ?? null]).filter(isRefusal);
  const words = [message["refusal"] ?? null, ...parts].map(wordsOf).join("");
  return words.trim() === "" ? undefined : words;
}

/** Whether a part of a content is a refusal and no text. */
export function isRefusal(part: Json): boolean {
  return isRecord(part) && (part["type"] === "refusal" || (part["type"] === undefined && typeof part["refusal"] === "string"));
}

function wordsOf(value: Json): string {
  if (value === true) return "no reason given";
  if (typeof value === "string") return /^\s*(none|null|false)\s*$/i.test(value) ? "" : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(wordsOf).join("");
  return isRecord(value) ? wordsOf(value["refusal"] ?? value["text"] ?? value["content"] ?? value["reason"] ?? null) : "";
}

/** The refusal in a mended answer, or in one event of a stream: `piece` where it is one of several, `whole` where it is all of it. */
export function refusalIn(body: Json | undefined): { readonly piece?: string; readonly whole?: string } {
  if (!isRecord(body)) return {};
  const { choices, type, delta, response } = body;
  if (type === "response.refusal.delta") return typeof delta === "string" ? { piece: delta } : {};
  if (isRecord(response)) return refusalIn(response);
  if (Array.isArray(choices)) {
    const first = (choices as readonly Json[]).find(isRecord);
    const told = isRecord(first) ? (first["message"] ?? first["delta"]) : undefined;
    const words = isRecord(told) ? told[refusalName] : undefined;
    return typeof words === "string" ? { piece: words } : {};
  }
  const output = Array.isArray(body["output"]) ? (body["output"] as readonly Json[]) : [];
  const words = output.flatMap((item) => (isRecord(item) && item["type"] === "message" ? (refusalOf(item) ?? []) : [])).join("");
  return words === "" ? {} : { whole: words };
}
