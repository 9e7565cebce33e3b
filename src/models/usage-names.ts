import type { Json } from "../types.ts";
import { own } from "../util/own.ts";
import { setOwn } from "../util/set-own.ts";

/** A usage report under names without case and signs: "cacheReadInputTokens" and "cache_read_input_tokens" are one name. */
export type Fields = { readonly [key: string]: Json };

/** The names of cached tokens, read or written, in the order of no preference: what is told twice is told alike. */
export const readNames: readonly string[] = [
  "cached_tokens",
  "cached_input_tokens",
  "cached_prompt_tokens",
  "cached_read_tokens",
  "cached_prompt_text_tokens",
  "cached_content_token_count",
  "cache_tokens",
  "cache_read",
  "cache_read_tokens",
  "cache_read_input_tokens",
  "cache_read_input_token_count",
  "cache_hit_tokens",
  "prompt_cache_hit_tokens",
  "prompt_cache_read_tokens",
  "prompt_cached_tokens",
  "num_cached_tokens",
  "input_cached_tokens",
  "input_cache_read",
  "input_cache_read_tokens",
  "input_tokens_cache_read",
  "input_tokens_cached",
];
export const writeNames: readonly string[] = [
  "cache_write",
  "cache_write_tokens",
  "cache_write_input_tokens",
  "cache_write_input_token_count",
  "cache_creation",
  "cache_creation_tokens",
  "cache_creation_input_tokens",
  "cache_creation_input_token_count",
  "cached_creation_tokens",
  "cached_write_tokens",
  "prompt_cache_write_tokens",
  "prompt_cache_creation_tokens",
  "input_cache_write",
  "input_cache_write_tokens",
  "input_cache_creation",
  "input_cache_creation_tokens",
  "input_tokens_cache_write",
  "input_tokens_cache_creation",
];
/** Where writes are told by how long they last, and under which names. */
export const splitNames: readonly string[] = [
  "cache_creation",
  "cache_creation_details",
  "cache_creation_token_details",
  "cache_creation_tokens_details",
  "cache_write_details",
];
const spans = ["5m", "1h", "1hr"] as const;
type Span = (typeof spans)[number];
const spanNames = (span: Span): string[] => [
  `ephemeral_${span}_input_tokens`,
  `ephemeral_${span}_tokens`,
  `cache_creation_${span}_input_tokens`,
  `cache_creation_${span}_tokens`,
  `cache_creation_input_tokens_${span}`,
  `cache_creation_tokens_${span}`,
  `claude_cache_creation_${span}_tokens`,
  `cache_write_${span}_input_tokens`,
  `cache_write_${span}_tokens`,
  `cache_write_tokens_${span}`,
];
export const fiveMinuteNames: readonly string[] = spanNames("5m");
export const hourNames: readonly string[] = [...spanNames("1h"), ...spanNames("1hr")];

/** Where the parts of the input, and of the output, are told apart. */
export const inputDetailNames: readonly string[] = [
  "prompt_tokens_details",
  "prompt_token_details",
  "input_tokens_details",
  "input_token_details",
];
export const outputDetailNames: readonly string[] = [
  "completion_tokens_details",
  "completion_token_details",
  "output_tokens_details",
  "output_token_details",
];
export const reasoningNames: readonly string[] = [
  "reasoning_tokens",
  "reasoning_output_tokens",
  "thinking_tokens",
  "thought_tokens",
  "thoughts_token_count",
];

export function isRecord(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A name without case and signs. */
export function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** OpenTelemetry's attributes: the input holds the cached tokens, as a chat's does. */
const telemetry = /^gen_?ai[._](?:client[._]inference[._])?usage[._]/i;
const ofChats: { readonly [name: string]: string } = { input_tokens: "prompt_tokens", output_tokens: "completion_tokens" };

/** A report under folded names, in its parts too. Of two spellings of one name the one that was filled in stands. */
export function foldedReport(raw: Fields, depth = 0): Fields {
  const known: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(raw)) {
    const inner = name.replace(telemetry, "");
    const key = folded(inner === name ? name : (own(ofChats, inner) ?? inner));
    // Only what stands there itself: "constructor" is a name like any other.
    if (!own(known, key)) setOwn(known, key, foldedValue(value, depth));
  }
  return known;
}

const deepest = 4;

function foldedValue(value: Json, depth: number): Json {
  if (depth > deepest) return null;
  if (Array.isArray(value)) return (value as readonly Json[]).map((part) => foldedValue(part, depth + 1));
  return isRecord(value) ? foldedReport(value, depth + 1) : value;
}
