import type { Json, Usage } from "../types.ts";

/** Whose usage object it is: the sense of "input" differs, so each is converted by its own rule, never by guessing. */
export type Dialect = "openai" | "anthropic" | "google" | "openrouter" | "compatible" | "bedrock";
/** A partition, or the reason why there is none: then the call is charged what the provider states, else its hold. */
export type Counted =
  | { readonly ok: true; readonly usage: Usage; readonly flag?: "total-above-parts" }
  | { readonly ok: false; readonly flag: "no-usage" | "inconsistent-usage" };

interface Counts {
  /** All input, cached tokens included. */
  input: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  output: number;
  reasoning: number;
  /** The provider's own grand total, where it gives one. */
  total?: number;
}

/**
 * A provider's own usage object as a partition. Contract: parts sum to its total, none is negative, nothing is counted
 * twice. What a total has above its parts was written and not told (hidden reasoning): it is output, and flagged.
 */
export function usageOf(dialect: Dialect, raw: Json | undefined): Counted {
  if (!isRecord(raw)) return { ok: false, flag: "no-usage" };
  const counts = readers[dialect](raw);
  // An ask always has input, so a report without any is none at all.
  if (counts === undefined || counts.input === 0) return { ok: false, flag: "no-usage" };
  const { input, cacheRead, cacheWrite5m, cacheWrite1h, reasoning, total = 0 } = counts;
  // A total of zero is one that was not filled in.
  const untold = total === 0 ? 0 : total - input - counts.output;
  const output = counts.output + Math.max(0, untold);
  const uncached = input - cacheRead - cacheWrite5m - cacheWrite1h;
  const usage = { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning };
  const sound = Object.values(usage).every((count) => Number.isSafeInteger(count) && count >= 0) && reasoning <= output;
  if (!sound || !(untold >= 0) || counts.output < 0) return { ok: false, flag: "inconsistent-usage" };
  // Reasoning that the total alone holds is told by its own count.
  return untold === 0 || untold === reasoning ? { ok: true, usage } : { ok: true, usage, flag: "total-above-parts" };
}

const readers: Record<Dialect, (raw: Fields) => Counts | undefined> = {
  openai: byNames,
  anthropic: anthropicCounts,
  google: googleCounts,
  openrouter: byNames,
  compatible: byNames,
  bedrock: byNames,
};

type Fields = { readonly [key: string]: Json };

/** Gateways pass on the usage of whoever answered: each provider's names are read in that provider's sense. */
function byNames(raw: Fields): Counts | undefined {
  if (raw["prompt_tokens"] !== undefined) return chatCounts(raw);
  if (raw["promptTokenCount"] !== undefined) return googleCounts(raw);
  if (raw["inputTokens"] !== undefined) return bedrockCounts(raw);
  if (raw["input_tokens"] === undefined) return undefined;
  const outside = raw["cache_read_input_tokens"] !== undefined || raw["cache_creation_input_tokens"] !== undefined;
  return outside ? anthropicCounts(raw) : responsesCounts(raw);
}

/** OpenAI's chat completions and all that copy them: cached and written tokens lie inside `prompt_tokens`. */
function chatCounts(raw: Fields): Counts {
  const details = fieldsIn(raw, "prompt_tokens_details", "prompt_token_details", "input_tokens_details");
  const spoken = fieldsIn(raw, "completion_tokens_details", "completion_token_details", "output_tokens_details");
  const reasoning = optional(spoken, "reasoning_tokens") ?? count(raw, "reasoning_tokens");
  return inside(raw, [details, raw], {
    input: count(raw, "prompt_tokens"),
    output: count(raw, "completion_tokens"),
    reasoning,
  });
}

/** OpenAI's responses: the same sense as its chat completions under other names. */
function responsesCounts(raw: Fields): Counts {
  const details = fieldsIn(raw, "input_tokens_details", "prompt_tokens_details");
  return inside(raw, [details, raw], {
    input: count(raw, "input_tokens"),
    output: count(raw, "output_tokens"),
    reasoning: count(fieldsIn(raw, "output_tokens_details", "completion_tokens_details"), "reasoning_tokens"),
  });
}

const readNames = [
  "cached_tokens",
  "cache_read_tokens",
  "cache_read_input_tokens",
  "prompt_cache_hit_tokens",
  "num_cached_tokens",
  "cached_prompt_text_tokens",
];
const writeNames = [
  "cache_write_tokens",
  "cache_creation_tokens",
  "cache_creation_input_tokens",
  "cache_write_input_tokens",
  "cached_creation_tokens",
];
const splitNames = ["cache_creation", "cache_creation_token_details", "cache_creation_tokens_details"];

/** Input with its cached parts inside it; outside only where the grand total proves it. */
function inside(raw: Fields, places: readonly Fields[], told: { input: number; output: number; reasoning: number }): Counts {
  const cacheRead = largest(places, readNames);
  const split = places.map((place) => fieldsIn(place, ...splitNames));
  const cacheWrite1h = largest(split, ["ephemeral_1h_input_tokens"]);
  const written = Math.max(largest(places, writeNames), cacheWrite1h + largest(split, ["ephemeral_5m_input_tokens"]));
  const total = optional(raw, "total_tokens");
  const apart = cacheRead + written > told.input && total === told.input + cacheRead + written + told.output;
  return {
    ...told,
    input: apart ? told.input + cacheRead + written : told.input,
    cacheRead,
    cacheWrite5m: written - cacheWrite1h,
    cacheWrite1h,
    ...(total === undefined ? {} : { total }),
  };
}

/** The same count under several names, some of them zero or left out: the one that was filled in. */
function largest(places: readonly Fields[], names: readonly string[]): number {
  const told = places.flatMap((place) => names.map((name) => count(place, name)));
  return told.reduce((most, one) => (Number.isNaN(one) || one < 0 ? Number.NaN : Math.max(most, one)), 0);
}

/** Anthropic: `input_tokens` leaves reads and writes out; only the nested object tells five-minute writes from hour-long ones. */
function anthropicCounts(raw: Fields): Counts | undefined {
  if (raw["input_tokens"] === undefined) return undefined;
  const cacheRead = count(raw, "cache_read_input_tokens");
  const nested = fieldsIn(raw, "cache_creation");
  const cacheWrite1h = count(nested, "ephemeral_1h_input_tokens");
  const split = cacheWrite1h + count(nested, "ephemeral_5m_input_tokens");
  // A gateway that sums leaves the sum or the split out; zero beside a split is a sum that was not filled in.
  const written = optional(raw, "cache_creation_input_tokens") || split;
  return {
    input: count(raw, "input_tokens") + cacheRead + written,
    cacheRead,
    cacheWrite5m: written - cacheWrite1h,
    cacheWrite1h,
    output: count(raw, "output_tokens"),
    reasoning: count(fieldsIn(raw, "output_tokens_details"), "thinking_tokens"),
  };
}

/** Gemini: cached content lies inside the prompt's count, thoughts lie outside the candidates'. */
function googleCounts(raw: Fields): Counts | undefined {
  if (raw["promptTokenCount"] === undefined) return undefined;
  const reasoning = count(raw, "thoughtsTokenCount");
  const total = optional(raw, "totalTokenCount");
  return {
    input: count(raw, "promptTokenCount") + count(raw, "toolUsePromptTokenCount"),
    cacheRead: count(raw, "cachedContentTokenCount"),
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: count(raw, "candidatesTokenCount") + reasoning,
    reasoning,
    ...(total === undefined ? {} : { total }),
  };
}

/** Amazon Bedrock's Converse: reads and writes lie outside `inputTokens`; the details split the writes by their time to live. */
function bedrockCounts(raw: Fields): Counts {
  const cacheRead = largest([raw], ["cacheReadInputTokens", "cacheReadInputTokenCount"]);
  const written = largest([raw], ["cacheWriteInputTokens", "cacheWriteInputTokenCount"]);
  const details = Array.isArray(raw["cacheDetails"]) ? (raw["cacheDetails"] as readonly Json[]) : [];
  const hours = details.filter((detail) => isRecord(detail) && detail["ttl"] === "1h");
  const cacheWrite1h = hours.reduce<number>((sum, detail) => sum + (isRecord(detail) ? count(detail, "inputTokens") : 0), 0);
  const total = optional(raw, "totalTokens");
  return {
    input: count(raw, "inputTokens") + cacheRead + written,
    cacheRead,
    cacheWrite5m: written - cacheWrite1h,
    cacheWrite1h,
    output: count(raw, "outputTokens"),
    reasoning: 0,
    ...(total === undefined ? {} : { total }),
  };
}

/** A partition in the words of one provider (OpenAI's are those of its Responses API): the inverse of `usageOf`. */
export function rawUsage(dialect: Dialect, usage: Usage): Fields {
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning } = usage;
  const written = cacheWrite5m + cacheWrite1h;
  const input = uncached + cacheRead + written;
  if (dialect === "anthropic") {
    return {
      input_tokens: uncached,
      cache_creation_input_tokens: written,
      cache_read_input_tokens: cacheRead,
      cache_creation: { ephemeral_5m_input_tokens: cacheWrite5m, ephemeral_1h_input_tokens: cacheWrite1h },
      output_tokens: output,
      output_tokens_details: { thinking_tokens: reasoning },
    };
  }
  if (dialect === "google") {
    return {
      promptTokenCount: input,
      cachedContentTokenCount: cacheRead,
      candidatesTokenCount: output - reasoning,
      thoughtsTokenCount: reasoning,
      totalTokenCount: input + output,
    };
  }
  if (dialect === "openai") {
    return {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cacheRead, cache_write_tokens: written },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: input + output,
    };
  }
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cacheRead, cache_write_tokens: written },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

/** The usage object in a provider's whole answer, also in one that could not be used. */
export function usageIn(body: Json | undefined): Json | undefined {
  if (!isRecord(body)) return undefined;
  const inner = ["response", "message", "x_groq"].map((name) => body[name]).filter(isRecord);
  return filled(body["usage"]) ?? filled(body["usageMetadata"]) ?? inner.map(usageIn).find((usage) => usage !== undefined);
}

function filled(usage: Json | undefined): Json | undefined {
  return isRecord(usage) && Object.keys(usage).length > 0 ? usage : undefined;
}

export function isRecord(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldsIn(raw: Fields, ...names: readonly string[]): Fields {
  return names.map((name) => raw[name]).find(isRecord) ?? {};
}

/** Missing and null are zero; anything else that is no number stays wrong, so that it is found inconsistent. */
function count(raw: Fields, name: string): number {
  return optional(raw, name) ?? 0;
}

/** A number, also one written as a text. */
function optional(raw: Fields, name: string): number | undefined {
  const value = raw[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && /^\d+(\.\d+)?$/.test(value.trim())) return Number(value);
  return typeof value === "number" ? value : Number.NaN;
}
