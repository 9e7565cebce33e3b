import type { Json, Usage } from "../types.ts";

/** Whose usage object it is: the sense of "input" differs, so each is converted by its own rule, never by guessing. */
export type Dialect = "openai" | "anthropic" | "google" | "openrouter" | "compatible";
/** A partition, or the reason why there is none: then the call is charged at its hold. */
export type Counted =
  | { readonly ok: true; readonly usage: Usage }
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

/** A provider's own usage object as a partition. Contract: parts sum to its total, none is negative, nothing is counted twice. */
export function usageOf(dialect: Dialect, raw: Json | undefined): Counted {
  if (!isRecord(raw)) return { ok: false, flag: "no-usage" };
  const counts = readers[dialect](raw);
  // An ask always has input, so a report without any is none at all.
  if (counts === undefined || counts.input === 0) return { ok: false, flag: "no-usage" };
  const { input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning, total } = counts;
  const uncached = input - cacheRead - cacheWrite5m - cacheWrite1h;
  const usage = { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning };
  const sound = Object.values(usage).every((count) => Number.isSafeInteger(count) && count >= 0) && reasoning <= output;
  const summed = total === undefined || input + output <= total;
  return sound && summed ? { ok: true, usage } : { ok: false, flag: "inconsistent-usage" };
}

const readers: Record<Dialect, (raw: Fields) => Counts | undefined> = {
  openai: (raw) => ("input_tokens" in raw ? responsesCounts(raw) : chatCounts(raw)),
  anthropic: anthropicCounts,
  google: googleCounts,
  openrouter: chatCounts,
  compatible: chatCounts,
};

type Fields = { readonly [key: string]: Json };

/** OpenAI's chat completions and all that copy them: cached and written tokens lie inside `prompt_tokens`. */
function chatCounts(raw: Fields): Counts | undefined {
  if (raw["prompt_tokens"] === undefined) return undefined;
  const details = fieldsIn(raw, "prompt_tokens_details");
  const reasoning = count(fieldsIn(raw, "completion_tokens_details"), "reasoning_tokens");
  const input = count(raw, "prompt_tokens");
  const output = count(raw, "completion_tokens");
  const total = optional(raw, "total_tokens");
  // Some servers leave hidden reasoning out of `completion_tokens` and count it in the total alone.
  const apart = reasoning > 0 && total === input + output + reasoning;
  return {
    input,
    cacheRead: optional(details, "cached_tokens") ?? count(raw, "prompt_cache_hit_tokens"),
    cacheWrite5m: count(details, "cache_write_tokens"),
    cacheWrite1h: 0,
    output: apart ? output + reasoning : output,
    reasoning,
    ...(total === undefined ? {} : { total }),
  };
}

/** OpenAI's responses: the same sense as its chat completions under other names. */
function responsesCounts(raw: Fields): Counts {
  const details = fieldsIn(raw, "input_tokens_details");
  const total = optional(raw, "total_tokens");
  return {
    input: count(raw, "input_tokens"),
    cacheRead: count(details, "cached_tokens"),
    cacheWrite5m: count(details, "cache_write_tokens"),
    cacheWrite1h: 0,
    output: count(raw, "output_tokens"),
    reasoning: count(fieldsIn(raw, "output_tokens_details"), "reasoning_tokens"),
    ...(total === undefined ? {} : { total }),
  };
}

/** Anthropic: `input_tokens` leaves reads and writes out; only the nested object tells five-minute writes from hour-long ones. */
function anthropicCounts(raw: Fields): Counts | undefined {
  if (raw["input_tokens"] === undefined) return undefined;
  const cacheRead = count(raw, "cache_read_input_tokens");
  const nested = fieldsIn(raw, "cache_creation");
  const cacheWrite1h = count(nested, "ephemeral_1h_input_tokens");
  const written = optional(raw, "cache_creation_input_tokens") ?? cacheWrite1h + count(nested, "ephemeral_5m_input_tokens");
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
  return body["usage"] ?? body["usageMetadata"] ?? usageIn(body["response"]) ?? usageIn(body["message"]);
}

export function isRecord(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldsIn(raw: Fields, name: string): Fields {
  const value = raw[name];
  return isRecord(value) ? value : {};
}

/** Missing and null are zero; anything else that is no number stays wrong, so that it is found inconsistent. */
function count(raw: Fields, name: string): number {
  return optional(raw, name) ?? 0;
}

function optional(raw: Fields, name: string): number | undefined {
  const value = raw[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === "number" ? value : Number.NaN;
}
