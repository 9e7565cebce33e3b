import type { Json, Usage } from "../types.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { noUsage } from "../util/money.ts";
import { usageOf } from "./usage.ts";
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

type Count = number | null | undefined;
type Common =
  | `${"input" | "output" | "prompt" | "completion" | "total" | "reasoning" | "cachedInput"}Tokens`
  | `${"input" | "output" | "prompt" | "completion" | "total"}_tokens`
  | `cache_${"read" | "creation"}_input_tokens`
  | "input";
/** The tokens of a call in the lab's own fields (what is left out is 0), or under the names that providers and SDKs use. */
export type StatedUsage = { readonly [name in keyof Usage | Common]?: Count } & {
  readonly prompt_tokens_details?: object | null | undefined;
  readonly completion_tokens_details?: object | null | undefined;
};
export type StatedResult = { readonly ok: true; readonly usage: Usage } | { readonly ok: false; readonly words: string };

const ownFields = Object.keys(noUsage) as (keyof Usage)[];
const bareNames = ["uncached", "cacheWrite5m", "cacheWrite1h", "input", "output"];
const inputNames = [
  "input_tokens",
  "prompt_tokens",
  "prompt_token_count",
  "input_token_count",
  "prompt_eval_count",
  "prompt_n",
  "billed_units",
];
/** Other counts that are read, and what reports hold beside their counts. */
const otherNames = (
  "output_tokens completion_tokens candidates_token_count output_token_count generated_token_count eval_count predicted_n " +
  "generated_tokens prefill cache cache_n cache_write cache_details total total_tokens total_token_count tool_use_prompt_token_count " +
  "service_tier server_tool_use inference_geo speed traffic_type cost cost_details is_byok raw candidates_tokens_details " +
  "cache_tokens_details thoughts_tokens_details tool_use_prompt_tokens_details queue_time prompt_time completion_time total_time"
).split(" ");
const shared = [inputDetailNames, outputDetailNames, readNames, writeNames, splitNames, fiveMinuteNames, hourNames, reasoningNames];
const known = new Set([...ownFields, ...bareNames, ...inputNames, ...otherNames, ...shared.flat()].map(folded));
const knownWords = `${ownFields.join(", ")}; or a provider's names, such as input and output, inputTokens and outputTokens, prompt_tokens and completion_tokens`;

/**
 * The tokens that a function states, in the lab's own fields or in a provider's. Contract: a field is read or refused in words; none is
 * passed over, and no input is taken for zero because its name is another one.
 */
export function statedUsage(said: unknown): StatedResult {
  if (said === undefined || said === null) return { ok: true, usage: noUsage };
  const given = said as Json;
  if (!isRecord(given)) return refused("is no object", knownWords);
  const told: Fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
  const unknown = Object.keys(told).find((name) => !known.has(foldedName(name)));
  if (unknown !== undefined) return refused(`holds "${unknown}", which is no known field`, `${knownWords}.${meant(unknown)}`);
  const report = foldedReport(told);
  if (Object.values(report).every((value) => value === 0)) return { ok: true, usage: noUsage };
  return ownUsage(report) ?? reportedUsage(report);
}

/** A name as a report has it, its attribute's prefix taken off. */
function foldedName(name: string): string {
  return Object.keys(foldedReport({ [name]: 0 })).join("");
}

function meant(name: string): string {
  const hint = didYouMean(name, [...ownFields, "input", "inputTokens", "outputTokens", "prompt_tokens", "completion_tokens"]);
  return hint.includes("Did you mean") ? hint : "";
}

/** A partition in the lab's own fields, `input` standing for what is not cached; undefined where other names are among them. */
function ownUsage(report: Fields): StatedResult | undefined {
  const fields = new Map<string, keyof Usage>([...ownFields.map((name) => [folded(name), name] as const), ["input", "uncached"]]);
  const entries = Object.entries(report);
  if (!entries.every(([name]) => fields.has(name))) return undefined;
  if (["input", "uncached"].every((wanted) => entries.some(([name]) => name === wanted)))
    return refused("holds both input and uncached", "one of them");
  const usage = { ...noUsage, ...Object.fromEntries(entries.map(([name, value]) => [fields.get(name), value])) } as Usage;
  return Object.values(usage).every((tokens) => Number.isSafeInteger(tokens) && tokens >= 0)
    ? { ok: true, usage }
    : refused("must hold whole tokens, none below 0", knownWords);
}

function reportedUsage(report: Fields): StatedResult {
  const has = (names: readonly string[]): string | undefined => names.find((name) => report[folded(name)] !== undefined);
  const [bare, named] = [has(bareNames), has(inputNames)];
  if (bare !== undefined && named !== undefined) return refused(`mixes "${bare}" with "${named}"`, "the names of one kind");
  // At the top providers put the reasoning's text under the bare word; here it is a count.
  const { reasoning, ...rest } = report;
  const plain = typeof reasoning === "number" && bare === undefined ? { reasoningtokens: reasoning, ...rest } : report;
  const read = usageOf("compatible", plain);
  if (read.ok) return read;
  if (read.flag === "no-usage") return refused("does not tell both the input and the output", knownWords);
  return refused("does not add up: counts must be whole, and parts no larger than what holds them", knownWords);
}

function refused(why: string, wanted: string): StatedResult {
  return { ok: false, words: `its \`usage\` ${why}. Wanted: ${wanted.replace(/\.$/, "")}${/[.?]$/.test(wanted) ? "" : "."}` };
}
