import type { Json } from "../types.ts";
import { type Dialect, isRecord } from "./usage.ts";

/** Whether a body has a part of an answer, under the names of its protocol. */
export function holdsParts(dialect: Dialect, body: Json): boolean {
  if (!isRecord(body)) return false;
  const { choices, content, candidates, output } = body;
  if (dialect === "anthropic") return typeof content === "string" || isList(content);
  if (dialect === "google") return isList(candidates);
  if (dialect === "bedrock") return isRecord(output) && isRecord(output["message"]);
  if (dialect === "openai" && (isList(output) || isRecord(output))) return true;
  return isList(choices) || isRecord(choices);
}

function isList(value: Json | undefined): boolean {
  return Array.isArray(value) && (value as readonly Json[]).some((one) => one !== null);
}
