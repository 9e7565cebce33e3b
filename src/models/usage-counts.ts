import type { Json } from "../types.ts";
import {
  type Fields,
  fiveMinuteNames,
  folded,
  foldedReport,
  hourNames,
  inputDetailNames,
  isRecord,
  outputDetailNames,
  readNames,
  reasoningNames,
  splitNames,
  writeNames,
} from "./usage-names.ts";
import { alike } from "./alike.ts";
import { defined } from "../util/defined.ts";

/** Whose usage object it is: the sense of "input" differs, so each is converted by its own rule. */
export type Dialect = "openai" | "anthropic" | "google" | "openrouter" | "compatible" | "bedrock";

/** What a usage object tells, in one sense. */
export interface Counts {
  /** All input, cached tokens included. */
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  /** Undefined where it is not told. */
  readonly output: number | undefined;
  readonly reasoning: number;
  /** The provider's own grand total, where it gives one. */
  readonly total?: number;
  /** That input and output are told twice and not alike: "proven" where the total says which counts, "open" where nothing does. */
  readonly dispute?: "proven" | "open";
}

/** What a provider's own usage object tells; undefined where it has none of the names that tell an input. */
export function countsOf(dialect: Dialect, report: Fields): Counts | undefined {
  return readers[dialect](foldedReport(report));
}

const readers: Record<Dialect, (raw: Fields) => Counts | undefined> = {
  openai: byNames,
  anthropic: (raw) => (has(raw, "input_tokens") ? apartCounts(raw) : undefined),
  google: (raw) => (has(raw, "prompt_token_count") ? googleCounts(raw) : undefined),
  openrouter: byNames,
  compatible: byNames,
  bedrock: (raw) => (has(raw, "input_tokens") && !isRecord(raw["inputtokens"]) ? apartCounts(raw) : byNames(raw)),
};

/**
 * Gateways pass on the usage of whoever answered: each provider's names are read in that provider's sense. Names that were
 * not filled in, missing or zero, give way to those that were.
 */
function byNames(raw: Fields): Counts | undefined {
  const filled = (name: string): boolean => (optional(raw, name) ?? 0) !== 0;
  if (isRecord(raw["inputtokens"]) && !filled("prompt_tokens")) return partCounts(raw["inputtokens"], fieldsIn(raw, ["output_tokens"]));
  const inputs = filled("input_tokens") && !isRecord(raw["inputtokens"]);
  const outputs = isRecord(raw["outputtokens"]) ? null : (raw["outputtokens"] ?? null);
  const pairs = [
    ...(filled("prompt_tokens") ? [chatCounts(raw)] : []),
    ...(inputs ? [inputCounts(raw)] : []),
    ...(filled("prompt_token_count") ? [googleCounts(raw)] : []),
    // One pair's output may stand beside the other's input.
    ...(filled("prompt_tokens") && !inputs && outputs !== null ? [chatCounts(withFields(raw, { completion_tokens: outputs }))] : []),
    ...(inputs && filled("completion_tokens") && !filled("prompt_tokens")
      ? [inputCounts(withFields(raw, { output_tokens: raw["completiontokens"] ?? null }))]
      : []),
  ];
  if (pairs.length > 0) return provenOf(pairs, optional(raw, "total_tokens") || optional(raw, "total_token_count"));
  if (has(raw, "input_tokens") && [...apartReads, ...apartWrites].some(filled)) return apartCounts(raw);
  const known = foreign.find(({ mark }) => has(raw, mark));
  if (known !== undefined) return known.counts(raw);
  // Input and output are one from the other where the total is told.
  if (filled("total_tokens") && filled("completion_tokens"))
    return chatCounts(withFields(raw, { prompt_tokens: count(raw, "total_tokens") - count(raw, "completion_tokens") }));
  return undefined;
}

/** Of several pairs of input and output the first whose sum is the total; where none is, the first, in dispute unless the others are alike. */
function provenOf(pairs: readonly Counts[], total: number | undefined): Counts | undefined {
  const proven = pairs.find(({ input, output }) => total !== undefined && input + (output ?? 0) === total);
  const [first] = pairs.filter(({ output }) => output !== undefined && output !== 0);
  const known = proven ?? first ?? pairs[0];
  if (known === undefined || pairs.every((pair) => alike(known, pair))) return known;
  return { ...known, dispute: proven === undefined ? "open" : "proven" };
}

/** Names that stand beside an input which leaves these tokens out: Anthropic's, Bedrock's and those made after them. */
const apartReads = [
  "cache_read_input_tokens",
  "cache_read_input_token_count",
  "cached_read_tokens",
  "cache_read",
  "input_tokens_cache_read",
];
const apartWrites = [
  "cache_creation_input_tokens",
  "cache_write_input_tokens",
  "cache_write_input_token_count",
  "cached_write_tokens",
  "cache_creation",
  "cache_write",
  "input_tokens_cache_write",
];

/**
 * `input_tokens` is Anthropic's where it leaves reads and writes out, else OpenAI's. Parts that stand in details, and a total that is
 * input and output alone, say that they lie inside.
 */
function inputCounts(raw: Fields): Counts {
  const details = allFieldsIn(raw, inputDetailNames);
  const marked =
    largest([...details], [...readNames, ...writeNames]) !== 0 || largest([raw], ["cached_input_tokens", "cached_tokens"]) !== 0;
  const input = count(raw, "input_tokens");
  const output = optional(raw, "output_tokens");
  const cached = agreed([raw], apartReads) + writesIn([raw]).written;
  const proven = optional(raw, "total_tokens") === input + (output ?? 0) && cached <= input;
  if (![...apartReads, ...apartWrites].some((name) => has(raw, name)) || marked || proven)
    return inside(raw, [...details, raw], { input, output, reasoning: reasoningIn(raw) });
  return apartCounts(raw);
}

/** Reports under names of their own, told by one of them. */
const foreign: readonly { readonly mark: string; readonly counts: (raw: Fields) => Counts }[] = [
  { mark: "prompt_eval_count", counts: (raw) => chatCounts(renamed(raw, "prompt_eval_count", "eval_count")) },
  {
    mark: "input_token_count",
    counts: (raw) => inputCounts(inputNamed(raw, "input_token_count", "output_token_count", "generated_token_count")),
  },
  // llama.cpp counts what it took from its cache apart.
  { mark: "prompt_n", counts: (raw) => chatCounts(cachedApart(renamed(raw, "prompt_n", "predicted_n"), count(raw, "cache_n"))) },
  {
    mark: "billed_units",
    counts: ({ billedunits: units = null }) => chatCounts(isRecord(units) ? renamed(units, "input_tokens", "output_tokens") : {}),
  },
  {
    mark: "generated_tokens",
    counts: (raw) =>
      chatCounts(
        withFields(
          {},
          {
            prompt_tokens: Array.isArray(raw["prefill"]) ? raw["prefill"].length : 0,
            completion_tokens: raw["generatedtokens"] ?? null,
          },
        ),
      ),
  },
  // Agents' command lines: bare names, cached tokens beside the input.
  { mark: "input", counts: (raw) => bareCounts(raw) },
];

function withFields(raw: Fields, more: Fields): Fields {
  return { ...raw, ...Object.fromEntries(Object.entries(more).map(([name, value]) => [folded(name), value])) };
}

function renamed(raw: Fields, input: string, output: string): Fields {
  const told = { prompt_tokens: raw[folded(input)], completion_tokens: raw[folded(output)] };
  const known = Object.entries(told).flatMap(([name, value]): [string, Json][] => (value === undefined ? [] : [[name, value]]));
  return withFields({}, Object.fromEntries(known));
}

function inputNamed(raw: Fields, input: string, ...outputs: readonly string[]): Fields {
  const output = outputs.map((name) => raw[folded(name)]).find((value) => value !== undefined);
  return withFields(raw, { input_tokens: raw[folded(input)] ?? null, ...defined({ output_tokens: output }) });
}

function cachedApart(chat: Fields, cached: number): Fields {
  return withFields(chat, { prompt_tokens: count(chat, "prompt_tokens") + cached, cached_tokens: cached });
}

function bareCounts(raw: Fields): Counts {
  const cache = fieldsIn(raw, ["cache"]);
  const parts = withFields(inputNamed(raw, "input", "output"), {
    cache_read: cache["read"] ?? raw["cacheread"] ?? null,
    cache_write: cache["write"] ?? raw["cachewrite"] ?? null,
    reasoning_tokens: raw["reasoning"] ?? null,
    total_tokens: raw["total"] ?? raw["totaltokens"] ?? null,
  });
  return apartCounts(parts);
}

/** The AI SDK's own report: counts in groups. */
function partCounts(input: Fields, output: Fields): Counts {
  const [cacheRead, cacheWrite5m, reasoning] = [count(input, "cacheRead"), count(input, "cacheWrite"), count(output, "reasoning")];
  const said = optional(output, "total") ?? (has(output, "text") ? count(output, "text") + reasoning : undefined);
  return {
    input: optional(input, "total") ?? count(input, "noCache") + cacheRead + cacheWrite5m,
    cacheRead,
    cacheWrite5m,
    cacheWrite1h: 0,
    output: said,
    reasoning,
  };
}

/** OpenAI's chat completions and all that copy them: cached and written tokens lie inside `prompt_tokens`. */
function chatCounts(raw: Fields): Counts {
  return inside(raw, [...allFieldsIn(raw, inputDetailNames), raw], {
    input: count(raw, "prompt_tokens"),
    output: optional(raw, "completion_tokens"),
    reasoning: reasoningIn(raw),
  });
}

/** Input with its cached parts inside it; outside only where the grand total proves it. */
function inside(raw: Fields, places: readonly Fields[], told: Pick<Counts, "input" | "output" | "reasoning">): Counts {
  const cacheRead = agreed(places, readNames);
  const { written, cacheWrite1h } = writesIn(places);
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
    ...defined({ total }),
  };
}

/** What was written to the cache, told as a sum, by how long it lasts, or as both. */
function writesIn(places: readonly Fields[]): {
  readonly told: number;
  readonly split: number;
  readonly written: number;
  readonly cacheWrite1h: number;
} {
  const nested = places.flatMap((place) => [place, ...allFieldsIn(place, splitNames)]);
  const listed = places.flatMap(({ cachedetails: list }) => (Array.isArray(list) ? (list as readonly Json[]) : [])).filter(isRecord);
  const lasting = (hour: boolean): number =>
    listed.filter(({ ttl }) => (ttl === "1h") === hour).reduce((sum, detail) => sum + count(detail, "inputTokens"), 0);
  const cacheWrite1h = Math.max(largest(nested, hourNames), lasting(true));
  const split = cacheWrite1h + Math.max(largest(nested, fiveMinuteNames), lasting(false));
  const told = agreed(places, writeNames);
  return { told, split, written: Math.max(told, split), cacheWrite1h };
}

function reasoningIn(raw: Fields): number {
  // At the top the bare word is the reasoning's own text.
  const told = largest([raw], reasoningNames);
  return Math.max(told, largest(allFieldsIn(raw, outputDetailNames), [...reasoningNames, "reasoning"]));
}

/** Anthropic's, Bedrock's: `input_tokens` leaves reads and writes out. */
function apartCounts(raw: Fields): Counts {
  const cacheRead = agreed([raw], readNames);
  const { told, split, cacheWrite1h } = writesIn([raw]);
  // A gateway that sums leaves the sum or the split out; zero beside a split is a sum that was not filled in.
  const written = told === 0 ? split : told;
  const [input, output] = [count(raw, "input_tokens"), optional(raw, "output_tokens")];
  const total = optional(raw, "total_tokens");
  // Some leave the cached tokens out of the total, too.
  const whole = total === undefined || total === input + (output ?? 0) ? {} : { total };
  return {
    input: input + cacheRead + written,
    cacheRead,
    cacheWrite5m: written - cacheWrite1h,
    cacheWrite1h,
    output,
    reasoning: reasoningIn(raw),
    ...whole,
  };
}

/** Gemini: cached content lies inside the prompt's count, thoughts lie outside the candidates'. */
function googleCounts(raw: Fields): Counts {
  const reasoning = count(raw, "thoughts_token_count");
  const total = optional(raw, "total_token_count");
  const told = has(raw, "candidates_token_count") || reasoning !== 0;
  return {
    input: count(raw, "prompt_token_count") + count(raw, "tool_use_prompt_token_count"),
    cacheRead: agreed([raw], readNames),
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: told ? count(raw, "candidates_token_count") + reasoning : undefined,
    reasoning,
    ...defined({ total }),
  };
}

/** The same count under several names, some of them zero or left out: the one that was filled in. */
function largest(places: readonly Fields[], names: readonly string[]): number {
  const told = places.flatMap((place) => names.map((name) => (isRecord(place[folded(name)]) ? 0 : count(place, name))));
  return told.reduce((most, one) => (Number.isNaN(one) || one < 0 ? Number.NaN : Math.max(most, one)), 0);
}

/** The same cached tokens under several names: no number where those that were filled in differ, parts of them aside. */
function agreed(places: readonly Fields[], names: readonly string[]): number {
  const whole = names.filter((name) => !/text/.test(name));
  const told = places.flatMap((place) => whole.map((name) => (isRecord(place[folded(name)]) ? 0 : count(place, name))));
  return new Set(told.filter((tokens) => tokens !== 0)).size > 1 ? Number.NaN : largest(places, names);
}

function allFieldsIn(raw: Fields, names: readonly string[]): Fields[] {
  return names.map((name) => raw[folded(name)]).filter(isRecord);
}

function fieldsIn(raw: Fields, names: readonly string[]): Fields {
  return allFieldsIn(raw, names)[0] ?? {};
}

function has(raw: Fields, name: string): boolean {
  return raw[folded(name)] !== undefined;
}

/** Missing and null are zero; anything else that is no number stays wrong, so that it is found inconsistent. */
function count(raw: Fields, name: string): number {
  return optional(raw, name) ?? 0;
}

/** A number, also one written as a text ("100", "1,000"). */
function optional(raw: Fields, name: string): number | undefined {
  const value = raw[folded(name)];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && /^(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?$/.test(value.trim())) return Number(value.replaceAll(",", ""));
  return typeof value === "number" ? value : Number.NaN;
}
