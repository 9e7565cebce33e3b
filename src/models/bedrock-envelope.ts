import type { Json } from "../types.ts";
import { textIn } from "./text-in.ts";
import { isRecord, oddUsage } from "./usage.ts";
import { defined } from "../util/defined.ts";

type Fields = { readonly [key: string]: Json };

/** An answer of Bedrock's Converse. Its SDK cannot do without a usage report: one of zeros, which is none to us, stands in. */
export function bedrockEnvelope(body: Fields): Json {
  const { output, stopReason, usage, trace } = body;
  if (output === undefined || output === null) return body;
  const message = isRecord(output) ? (output["message"] ?? output["text"] ?? output["content"] ?? []) : output;
  const content = isRecord(message) ? (message["content"] ?? message["text"] ?? []) : message;
  const parts = Array.isArray(content) ? (content as readonly Json[]) : [content];
  return {
    output: { message: { role: "assistant", content: parts.flatMap(bedrockPart) } },
    stopReason: typeof stopReason === "string" ? stopReason : "unknown",
    ...defined({ trace }),
    ...bedrockUsage(usage),
  };
}

/** The SDK hands on nothing beside its report, so the true one stands inside it, under its own name for our reader. */
function bedrockUsage(usage: Json | undefined): Fields {
  return { usage: { inputTokens: 0, outputTokens: 0, totalTokens: 0, ...(isRecord(usage) ? { [oddUsage]: usage } : {}) } };
}

function bedrockPart(part: Json): Json[] {
  if (!isRecord(part)) return typeof part === "string" ? [{ text: part }] : [];
  const { reasoningContent, toolUse } = part;
  if (reasoningContent !== undefined && reasoningContent !== null) return isThought(reasoningContent) ? [{ reasoningContent }] : [];
  if (isRecord(toolUse)) return typeof toolUse["toolUseId"] === "string" && typeof toolUse["name"] === "string" ? [{ toolUse }] : [];
  const text = textIn(part);
  return text === null ? [] : [{ text }];
}

function isThought(content: Json): boolean {
  if (!isRecord(content)) return false;
  const told = content["reasoningText"];
  return isRecord(told) && typeof told["text"] === "string" && ["string", "undefined"].includes(typeof told["signature"]);
}
