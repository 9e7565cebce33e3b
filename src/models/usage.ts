import type { Json, Usage } from "../types.ts";
import { alike } from "./alike.ts";
import { fullness } from "./fullness.ts";
import { type Counts, countsOf, type Dialect } from "./usage-counts.ts";
import { type Fields, isRecord } from "./usage-names.ts";

export type { Dialect } from "./usage-counts.ts";
export { isRecord } from "./usage-names.ts";

/** A partition, or the reason why there is none: then the call is charged what the provider states, else its hold. */
export type UsageResult =
  | { readonly ok: true; readonly usage: Usage; readonly flag?: "total-above-parts" | "usage-contradicted" }
  | { readonly ok: false; readonly flag: "no-usage" | "inconsistent-usage" };

/**
 * A provider's own usage object as a partition. Contract: parts sum to its total, none is negative, nothing is counted
 * twice. What a total has above its parts was written and not told (hidden reasoning): it is output, and flagged.
 */
export function usageOf(dialect: Dialect, raw: Json | undefined): UsageResult {
  if (!isRecord(raw)) return { ok: false, flag: "no-usage" };
  const counts = countsOf(dialect, raw);
  const other = againstOther(dialect, counts, raw[otherUsage]);
  // An ask always has input, so a report without any is none at all.
  if (counts === undefined || counts.input === 0 || (counts.output === undefined && !counts.total)) return { ok: false, flag: "no-usage" };
  const { input, cacheRead, cacheWrite5m, cacheWrite1h, reasoning, total = 0, output: told = 0 } = counts;
  // A total of zero is one that was not filled in.
  const untold = total === 0 ? 0 : total - input - told;
  const output = told + Math.max(0, untold);
  const uncached = input - cacheRead - cacheWrite5m - cacheWrite1h;
  const usage = { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning };
  const dispute = counts.dispute ?? other;
  const sound =
    dispute !== "open" &&
    Object.values(usage).every((count) => Number.isSafeInteger(count) && count >= 0 && count <= mostTokens) &&
    reasoning <= output;
  if (!sound || !(untold >= 0) || told < 0) return { ok: false, flag: "inconsistent-usage" };
  if (dispute !== undefined) return { ok: true, usage, flag: "usage-contradicted" };
  // Reasoning that the total alone holds is told by its own count.
  return untold === 0 || untold === reasoning ? { ok: true, usage } : { ok: true, usage, flag: "total-above-parts" };
}

/** How another report of the same call stands to these counts: at odds with them, of zeros, or in no way that matters. */
function againstOther(dialect: Dialect, counts: Counts | undefined, other: Json | undefined): Counts["dispute"] {
  if (counts === undefined || !isRecord(other)) return undefined;
  const told = fullness(other) === 2 ? countsOf(dialect, other) : undefined;
  if (told !== undefined) return alike(counts, told) ? undefined : "open";
  return Object.values(other).some((value) => value === 0 || value === "0") ? "proven" : undefined;
}

/** No model takes or writes so much in one call. */
const mostTokens = 1e9;

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

/** Where the report that is taken keeps another one of the same call that tells something else. */
const otherUsage = "other_usage";

/**
 * The usage object in a provider's whole answer, also in one that could not be used. Of several the first that tells input and output;
 * one that tells something else stands in it as `other_usage`.
 */
export function usageIn(body: Json | undefined): Json | undefined {
  if (!isRecord(body)) return undefined;
  const odd = filled(body[oddUsage]);
  // Beside an odd report its own name has what an SDK takes.
  const names = ["usage", "usageMetadata", "usage_metadata", "token_usage", "tokenUsage"];
  const own = odd === undefined ? names.map((name) => filled(body[name])) : [odd];
  const choices = Array.isArray(body["choices"]) ? (body["choices"] as readonly Json[]) : [];
  const inner = [body["response"], body["message"], body["x_groq"], choices[0]].filter(isRecord);
  const reports = [...own, ...inner.map(usageIn), besideIn(body)].filter((usage) => usage !== undefined);
  const most = Math.max(...reports.map(fullness));
  const taken = reports.find((usage) => fullness(usage) === most);
  const other = reports.find((usage) => isRecord(taken) && againstOther("compatible", countsOf("compatible", taken), usage) !== undefined);
  return isRecord(taken) && other !== undefined ? { ...taken, [otherUsage]: other } : taken;
}

const marks = [
  "promptTokens",
  "prompt_token_count",
  "prompt_eval_count",
  "inputTokenCount",
  "prompt_n",
  "billed_units",
  "generated_tokens",
];

/** What servers of their own ways tell elsewhere: llama.cpp's timings, Cohere's billed units, Bedrock's metrics, Ollama's counts beside the text. */
function besideIn(body: Fields): Json | undefined {
  const places = [body["timings"], body["meta"], body["details"], body["amazon-bedrock-invocationMetrics"], body].filter(isRecord);
  return places.find((place) => marks.some((mark) => place[mark] !== undefined));
}

function filled(usage: Json | undefined): Json | undefined {
  if (isRecord(usage) && isRecord(usage[oddUsage])) return usage[oddUsage];
  return isRecord(usage) && Object.keys(usage).length > 0 ? usage : undefined;
}
