import type { Json, Usage } from "../types.ts";

/** Whose usage object it is: the sense of "input" differs, so each is converted by its own rule, never by guessing. */
export type Dialect = "openai" | "anthropic" | "google" | "openrouter" | "compatible" | "bedrock";
/** A partition, or the reason why there is none: then the call is charged what the provider states, else its hold. */
export type UsageResult =
  | { readonly ok: true; readonly usage: Usage; readonly flag?: "total-above-parts" }
  | { readonly ok: false; readonly flag: "no-usage" | "inconsistent-usage" };

interface Counts {
  /** All input, cached tokens included. */
  input: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  /** Undefined where it is not told. */
  output: number | undefined;
  reasoning: number;
  /** The provider's own grand total, where it gives one. */
  total?: number;
}

/**
 * A provider's own usage object as a partition. Contract: parts sum to its total, none is negative, nothing is counted
 * twice. What a total has above its parts was written and not told (hidden reasoning): it is output, and flagged.
 */
export function usageOf(dialect: Dialect, raw: Json | undefined): UsageResult {
  if (!isRecord(raw)) return { ok: false, flag: "no-usage" };
  const counts = readers[dialect](raw);
  // An ask always has input, so a report without any is none at all.
  if (counts === undefined || counts.input === 0 || (counts.output === undefined && !counts.total)) return { ok: false, flag: "no-usage" };
  const { input, cacheRead, cacheWrite5m, cacheWrite1h, reasoning, total = 0, output: told = 0 } = counts;
  // A total of zero is one that was not filled in.
  const untold = total === 0 ? 0 : total - input - told;
  const output = told + Math.max(0, untold);
  const uncached = input - cacheRead - cacheWrite5m - cacheWrite1h;
  const usage = { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning };
  const sound =
    Object.values(usage).every((count) => Number.isSafeInteger(count) && count >= 0 && count <= mostTokens) && reasoning <= output;
  if (!sound || !(untold >= 0) || told < 0) return { ok: false, flag: "inconsistent-usage" };
  // Reasoning that the total alone holds is told by its own count.
  return untold === 0 || untold === reasoning ? { ok: true, usage } : { ok: true, usage, flag: "total-above-parts" };
}

/** No model takes or writes so much in one call. */
const mostTokens = 1e9;

const readers: Record<Dialect, (raw: Fields) => Counts | undefined> = {
  openai: byNames,
  anthropic: anthropicCounts,
  google: googleCounts,
  openrouter: byNames,
  compatible: byNames,
  bedrock: byNames,
};

type Fields = { readonly [key: string]: Json };

/**
 * Gateways pass on the usage of whoever answered: each provider's names are read in that provider's sense. Names that were
 * not filled in, missing or zero, give way to those that were.
 */
function byNames(raw: Fields): Counts | undefined {
  const filled = (name: string): boolean => (optional(raw, name) ?? 0) !== 0;
  if (filled("prompt_tokens")) return chatCounts(raw);
  if (filled("input_tokens")) return inputCounts(raw);
  if (filled("promptTokenCount")) return googleCounts(raw);
  if (["inputTokens", "cacheReadInputTokens", "cacheWriteInputTokens"].some(filled)) return bedrockCounts(raw);
  const known = foreign.find(({ mark }) => raw[mark] !== undefined);
  if (known !== undefined) return chatCounts(known.chat(raw));
  // Input and output are one from the other where the total is told.
  if (filled("total_tokens") && filled("completion_tokens"))
    return chatCounts({ ...raw, prompt_tokens: count(raw, "total_tokens") - count(raw, "completion_tokens") });
  return undefined;
}

/** `input_tokens` is Anthropic's where it leaves reads and writes out, else OpenAI's. */
function inputCounts(raw: Fields): Counts | undefined {
  const outside = raw["cache_read_input_tokens"] !== undefined || raw["cache_creation_input_tokens"] !== undefined;
  return outside ? anthropicCounts(raw) : responsesCounts(raw);
}

/** Reports under names of their own, told by one of them, as a chat's. */
const foreign: readonly { readonly mark: string; readonly chat: (raw: Fields) => Fields }[] = [
  { mark: "promptTokens", chat: (raw) => renamed(raw, "promptTokens", "completionTokens", "totalTokens") },
  { mark: "prompt_token_count", chat: (raw) => googleNames(raw) },
  { mark: "prompt_eval_count", chat: (raw) => renamed(raw, "prompt_eval_count", "eval_count") },
  { mark: "inputTokenCount", chat: (raw) => renamed(raw, "inputTokenCount", "outputTokenCount") },
  // llama.cpp counts what it took from its cache apart.
  { mark: "prompt_n", chat: (raw) => cachedApart(renamed(raw, "prompt_n", "predicted_n"), count(raw, "cache_n")) },
  {
    mark: "billed_units",
    chat: ({ billed_units: units = null }) => (isRecord(units) ? renamed(units, "input_tokens", "output_tokens") : {}),
  },
  {
    mark: "generated_tokens",
    chat: (raw) => ({
      prompt_tokens: Array.isArray(raw["prefill"]) ? raw["prefill"].length : 0,
      completion_tokens: raw["generated_tokens"] ?? null,
    }),
  },
];

function renamed(raw: Fields, input: string, output: string, total = ""): Fields {
  const told = { prompt_tokens: raw[input], completion_tokens: raw[output], total_tokens: raw[total] };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]): [string, Json][] => (value === undefined ? [] : [[name, value]])),
  );
}

function cachedApart(chat: Fields, cached: number): Fields {
  return { ...chat, prompt_tokens: count(chat, "prompt_tokens") + cached, prompt_tokens_details: { cached_tokens: cached } };
}

/** Google's report in the names of its other interfaces. */
function googleNames(raw: Fields): Fields {
  const thoughts = count(raw, "thoughts_token_count");
  return {
    ...renamed(raw, "prompt_token_count", "", "total_token_count"),
    completion_tokens: count(raw, "candidates_token_count") + thoughts,
    prompt_tokens_details: { cached_tokens: count(raw, "cached_content_token_count") },
    completion_tokens_details: { reasoning_tokens: thoughts },
  };
}

/** OpenAI's chat completions and all that copy them: cached and written tokens lie inside `prompt_tokens`. */
function chatCounts(raw: Fields): Counts {
  const details = fieldsIn(raw, "prompt_tokens_details", "prompt_token_details", "input_tokens_details");
  const spoken = fieldsIn(raw, "completion_tokens_details", "completion_token_details", "output_tokens_details");
  const reasoning = optional(spoken, "reasoning_tokens") ?? count(raw, "reasoning_tokens");
  return inside(raw, [details, raw], {
    input: count(raw, "prompt_tokens"),
    output: optional(raw, "completion_tokens"),
    reasoning,
  });
}

/** OpenAI's responses: the same sense as its chat completions under other names. */
function responsesCounts(raw: Fields): Counts {
  const details = fieldsIn(raw, "input_tokens_details", "prompt_tokens_details");
  return inside(raw, [details, raw], {
    input: count(raw, "input_tokens"),
    output: optional(raw, "output_tokens"),
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
function inside(raw: Fields, places: readonly Fields[], told: Pick<Counts, "input" | "output" | "reasoning">): Counts {
  const cacheRead = largest(places, readNames);
  const split = places.map((place) => fieldsIn(place, ...splitNames));
  const cacheWrite1h = largest(split, ["ephemeral_1h_input_tokens"]);
  const written = Math.max(largest(places, writeNames), cacheWrite1h + largest(split, ["ephemeral_5m_input_tokens"]));
  const total = optional(raw, "total_tokens");
  const cached = cacheRead + written;
  // As much above the parts as the reasoning is that reasoning, which some leave out of their output.
  const proven = cached > 0 && (cached > told.input || cached !== told.reasoning);
  const apart = proven && total === told.input + cached + (told.output ?? 0);
  return {
    ...told,
    input: apart ? told.input + cached : told.input,
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
    output: optional(raw, "output_tokens"),
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
    output: raw["candidatesTokenCount"] === undefined && reasoning === 0 ? undefined : count(raw, "candidatesTokenCount") + reasoning,
    reasoning,
    ...(total === undefined ? {} : { total }),
  };
}

/** Amazon Bedrock's Converse: reads and writes lie outside `inputTokens`; the details split the writes by their time to live. */
function bedrockCounts(raw: Fields): Counts {
  const cacheRead = largest([raw], ["cacheReadInputTokens", "cacheReadInputTokenCount"]);
  const details = (Array.isArray(raw["cacheDetails"]) ? (raw["cacheDetails"] as readonly Json[]) : []).filter(isRecord);
  const writes = (some: readonly Fields[]): number => some.reduce((sum, detail) => sum + count(detail, "inputTokens"), 0);
  const cacheWrite1h = writes(details.filter(({ ttl }) => ttl === "1h"));
  const written = Math.max(largest([raw], ["cacheWriteInputTokens", "cacheWriteInputTokenCount"]), writes(details));
  const total = optional(raw, "totalTokens");
  return {
    input: count(raw, "inputTokens") + cacheRead + written,
    cacheRead,
    cacheWrite5m: written - cacheWrite1h,
    cacheWrite1h,
    output: optional(raw, "outputTokens"),
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

/** Where a usage report stands that an SDK would not have read: beside or inside the report that it gets instead. */
export const oddUsage = "odd_usage";

/** The usage object in a provider's whole answer, also in one that could not be used. */
export function usageIn(body: Json | undefined): Json | undefined {
  if (!isRecord(body)) return undefined;
  const own = [oddUsage, "usage", "usageMetadata", "usage_metadata"].map((name) => filled(body[name]));
  const choices = Array.isArray(body["choices"]) ? (body["choices"] as readonly Json[]) : [];
  const inner = [body["response"], body["message"], body["x_groq"], choices[0]].filter(isRecord);
  const told = own.find((usage) => usage !== undefined) ?? inner.map(usageIn).find((usage) => usage !== undefined);
  return told ?? besideIn(body);
}

/** What servers of their own ways tell elsewhere: llama.cpp's timings, Cohere's billed units, Bedrock's metrics, Ollama's counts beside the text. */
function besideIn(body: Fields): Json | undefined {
  const places = [body["timings"], body["meta"], body["details"], body["amazon-bedrock-invocationMetrics"], body].filter(isRecord);
  return places.find((place) => foreign.some(({ mark }) => place[mark] !== undefined));
}

function filled(usage: Json | undefined): Json | undefined {
  if (isRecord(usage) && isRecord(usage[oddUsage])) return usage[oddUsage];
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

/** A number, also one written as a text ("100", "1,000"). */
function optional(raw: Fields, name: string): number | undefined {
  const value = raw[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(value.trim())) return Number(value.replaceAll(",", ""));
  return typeof value === "number" ? value : Number.NaN;
}
