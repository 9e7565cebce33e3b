import type { SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { Ask } from "../types.ts";
import type { KnownThinking } from "./known-thinking.ts";

/** Whose words a provider's options are in. */
export type ThinkingForm = "openai" | "azure" | "anthropic" | "google" | "bedrock";

/**
 * How a provider is told how long to think, as options of its SDK; undefined where nothing is told, or where only the SDK's own guess is
 * left, since the model is not known. OpenAI's SDK would ask for summaries too, which not every account may have.
 */
export function toldThinking(
  form: ThinkingForm,
  known: KnownThinking | undefined,
  { effort, maxThinking }: Pick<Ask, "effort" | "maxThinking">,
): SharedV4ProviderOptions | undefined {
  if (form === "openai" || form === "azure")
    return effort === undefined ? undefined : { [form]: { reasoningEffort: effort, reasoningSummary: null } };
  if (known === undefined) return undefined;
  const tokens = known.budgets === undefined ? undefined : effort === "none" ? 0 : maxThinking;
  if (known.budgets === undefined ? effort === undefined : tokens === undefined) return undefined;
  if (form === "google")
    return { google: { thinkingConfig: tokens === undefined ? { thinkingLevel: effort ?? "" } : { thinkingBudget: tokens } } };
  const off = effort === "none";
  const type = off ? "disabled" : tokens === undefined ? "adaptive" : "enabled";
  const budget = type === "enabled" ? { budgetTokens: tokens ?? 0 } : {};
  if (form === "anthropic")
    return { anthropic: { thinking: { type, ...budget }, ...(type === "adaptive" ? { effort: effort ?? "" } : {}) } };
  const word = type === "adaptive" ? { maxReasoningEffort: effort ?? "" } : {};
  return { bedrock: { reasoningConfig: known.vendor === "open" ? word : { type, ...budget, ...word } } };
}
