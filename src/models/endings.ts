import type { LanguageModelV4FinishReason } from "@ai-sdk/provider";

/**
 * How an answer ended: by itself; cut at the cap on output tokens, or where the model's context was full; refused for its content;
 * broken off by its server; or for a reason that is not known, or known to be no end of an answer.
 */
export type Ending = "end" | "length" | "context" | "refused" | "fault" | "odd";

/**
 * Reads why an answer ended: the provider's own word decides where the table has it, since SDKs know their provider's words of some day
 * and take others for an end. What neither knows is odd. `raw` is absent where no reason came, which is `unsaid`.
 */
export function endingOf({ unified, raw }: LanguageModelV4FinishReason): { readonly ending: Ending; readonly unsaid: boolean } {
  // A prompt that is blocked "for other reasons" is refused; a prompt's reason is in no table of its own.
  if (unified === "content-filter") return { ending: "refused", unsaid: false };
  const word = wordOf(raw ?? "");
  const known = table.get(word);
  // Where the shape is forced by way of a tool, its call is the answer.
  if (known !== undefined) return { ending: unified === "stop" && tools.has(word) ? "end" : known, unsaid: false };
  const theirs = bySdk.get(unified);
  if (theirs !== undefined) return { ending: theirs, unsaid: false };
  if (namesFault(word)) return { ending: "fault", unsaid: false };
  return none.has(word) ? { ending: "end", unsaid: true } : { ending: "odd", unsaid: false };
}

/** `maxTokens`, `MAX_TOKENS` and `max-tokens` are one word. */
function wordOf(raw: string): string {
  return raw
    .replace(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, (letters) => `${letters[0]}_${letters.slice(1)}`)
    .toLowerCase()
    .replace(/[^a-z]+/g, "_");
}

/** Whether a word that no table has plainly names a fault of the server: by its parts, for every server has a spelling of its own. */
function namesFault(word: string): boolean {
  if (limited.test(word)) return true;
  return faulty.test(word) && !ofModel.test(word);
}
const limited = /(?:^|_)(?:rate|quota|concurrency|capacity|requests?)_?(?:limit|exceed|exhaust)/;
const faulty =
  /(?:^|_)(?:over_?load|errors?(?:_|$)|err(?:_|$)|exceptions?(?:_|$)|fail(?:ed|ures?|ing|s)?(?:_|$)|crash|panic|fault|unavailab|disconnect|shut_?(?:ting_?)?down|pre_?empt|evict|out_of_memory|oom(?:_|$)|cancel|abort|timed_?out|time_?out|deadline|throttl|busy(?:_|$)|unhealthy|unreachable|kill|died(?:_|$)|dead(?:_|$)|dropped|(?:connection|network|socket|worker|node|engine|backend|upstream)_(?:lost|reset|closed|gone|down|restart))|(?:server|internal|api|network|http|backend|upstream|engine|provider|model|connection|runtime|system|unknown)(?:error|exception|failure)(?:_|$)/;
/** Parts that say it was the model's own slip, the content or a length: such a word stays odd. */
const ofModel =
  /(?:^|_)(?:tools?|functions?|calls?|json|schema|format|pars(?:e|er|ing)|grammar|syntax|malformed|invalid|validation|content|safety|polic(?:y|ies)|moderation|toxic|filter(?:ed)?|guardrails?|context|tokens?|length|prompt|input|output|default|repetition)(?:_|$)/;

/** What some servers write for no reason at all. */
const none: ReadonlySet<string> = new Set(["", "null", "none", "unknown", "finish_reason_unspecified"]);
const tools: ReadonlySet<string> = new Set(["tool_use", "tool_calls", "tool_call", "function_call"]);
const bySdk: ReadonlyMap<string, Ending> = new Map([
  ["stop", "end"],
  ["length", "length"],
  ["error", "fault"],
  ["interrupted", "fault"],
]);

/** Every reason that providers are known to give, in the spelling of `wordOf`. */
const reasons: { readonly [ending in Ending]: string } = {
  end: "stop stop_sequence stop_str end_turn end_of_turn eos eos_token end complete completed finish finished normal",
  length: "length max_tokens max_output_tokens max_new_tokens max_completion_tokens token_limit continuation",
  // Mistral, Anthropic and Zhipu, Bedrock, Cohere.
  context: "model_length model_context_window_exceeded context_window_exceeded context_length_exceeded context_length error_limit",
  // Anthropic, OpenAI and its kin, Bedrock, Zhipu and Hunyuan, Cohere, and Gemini's.
  refused:
    "refusal refused content_filter content_filtered guardrail_intervened sensitive error_toxic safety recitation language spii blocklist prohibited_content model_armor image_safety image_prohibited_content image_recitation jailbreak",
  // DeepSeek, SGLang and vLLM, Mistral, Zhipu, Responses (its status), Cohere, watsonx, TensorRT-LLM, and Gemini's "other".
  fault:
    "insufficient_system_resource abort aborted error network_error server_error internal_error failed cancelled canceled user_cancel queued in_progress not_finished timeout time_limit interrupted other image_other no_image malformed_response",
  // A turn that goes on elsewhere, or the model's own slip: what it wrote stands, and no reader takes it for a whole answer unseen.
  odd: "pause_turn compaction tool_use tool_calls tool_call function_call malformed_function_call unexpected_tool_call too_many_tool_calls malformed_model_output malformed_tool_use missing_thought_signature repetition",
};
const table: ReadonlyMap<string, Ending> = new Map(
  Object.entries(reasons).flatMap(([ending, words]) => words.split(" ").map((word): [string, Ending] => [word, ending as Ending])),
);
