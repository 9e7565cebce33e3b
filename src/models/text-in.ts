import type { Json } from "../types.ts";
import { isRefusal } from "./refusal-words.ts";
import { isRecord } from "./usage.ts";

/** The text of a content in any form; what is marked as thinking is no part of it. */
export function textIn(content: Json): string | null {
  if (content === null || typeof content === "string") return content;
  if (Array.isArray(content)) return (content as readonly Json[]).map((part) => textIn(part) ?? "").join("");
  if (!isRecord(content)) return JSON.stringify(content);
  if (isRefusal(content)) return null;
  if (typeof content["type"] === "string" && /think|reason/i.test(content["type"])) return null;
  const text = content["text"] ?? content["content"] ?? null;
  // Some wrap the text once more: { text: { value: "..." } }.
  return isRecord(text) && text["value"] !== undefined ? textIn(text["value"]) : textIn(text);
}
