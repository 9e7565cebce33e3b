import { BlockList, isIP } from "node:net";

/** Words in square brackets: Mistral (`[INST]`, `[THINK]`), GLM (`[gMASK]`), Kimi (`[BOS]`), InternLM, and BERT's own. */
const bracketed =
  "INST|SYSTEM_PROMPT|MODEL_SETTINGS|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|ARGS|CALL_ID|THINK|IMG|IMG_BREAK|IMG_END|AUDIO|BEGIN_AUDIO|TRANSCRIBE|PREFIX|MIDDLE|SUFFIX|[gs]?MASK|BOS|EOS|EOT|PAD|UNK|CLS|SEP|(?:start|end)_header_id|extra_id_\\d{1,4}|UNUSED_TOKEN_\\d{1,4}";
/**
 * Words in angle brackets: Llama 2 and Mistral (`</s>`), Gemma (`<start_of_turn>`), MiniMax, Command (`<BOS_TOKEN>`), Qwen and
 * Hermes (`<tool_call>`, `<think>`), Seed, Nemotron, InternLM, GLM, Ling, StarCoder, Code Llama, and the plain names of tokenizers.
 */
const angled =
  "/?s|/?(?:think|tool_call|tool_response)|(?:start|begin|beginning|end)_?of_?[a-z]{1,20}|(?:START|BEGIN|BEGINNING|END)_?OF_?[A-Z]{1,20}|/?(?:start|end)_header(?:_id)?|[a-z]{1,20}_soft_token|ctrl\\d{1,4}|dummy\\d{1,6}|filler_\\d{1,4}|(?:bos|eos|eod|eop|sop|eot|eom|eoh|eoa|pad|unk|mask|sep|cls)|(?:BOS|EOS|EOP|PAD|UNK|MASK|CLS|SEP)(?:_TOKEN)?|/?seed:[a-z_:]{1,40}|(?:SPECIAL|extra_id|reserved|TOKENS_UNUSED)_\\d{1,4}|unused\\d{1,4}|role>(?:HUMAN|ASSISTANT|SYSTEM|OBSERVATION)</role|fim_(?:prefix|middle|suffix|pad)|file_sep|repo_name|reponame|PRE|SUF|MID|EOT";
/** Who speaks, or what is spoken, behind an underscore: LongCat's `<longcat_user>`, Telechat's `<_user>`, whatever else ends so. */
const spoken = "user|assistant|system|human|bot|developer|observation|turn|utterance|role";
/**
 * The marks by which chat templates part turns. With bars: ChatML, Llama, Phi and gpt-oss (`<|im_end|>`), DeepSeek (fullwidth),
 * Gemma's newer ones (`<|turn>`, `<turn|>`), EXAONE (`[|user|]`); MiniMax's `]~b]`; Falcon's `>>ANSWER<<`; `<<SYS>>`; and words.
 */
const marks = new RegExp(
  [
    "<(?=\\|[^|<>\\s]{1,64}\\|>|\\|[a-z_]{1,32}>|[a-z_]{1,32}\\|>|｜[^｜<>\\s]{1,64}｜>|</?SYS>>)",
    "\\[(?=\\|(?:system|user|assistant|tool|endofturn)\\|\\]|e~\\[)",
    "\\](?=~!?b[\\][]|![pd]~\\[)",
    ">(?=>(?:TITLE|ABSTRACT|INTRODUCTION|SUMMARY|COMMENT|ANSWER|QUESTION|DOMAIN|PREFIX|SUFFIX|MIDDLE)<<)",
    `\\[(?=/?(?:${bracketed})\\])`,
    `<(?=(?:${angled})>)`,
    `<(?=/?(?:_|(?:[A-Za-z0-9]{1,32}_){1,4})(?:${spoken}|${spoken.toUpperCase()})>)`,
    `<(?=\\[(?:${spoken.toUpperCase()})\\]>)`,
  ].join("|"),
  "g",
);

/** A text in which no chat template's mark is one any more: a space stands after its first character. All else is unchanged. */
export function neutralized(text: string): string {
  return text.replace(marks, (first) => `${first} `);
}

const privateNets = new BlockList();
for (const [net, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
] as const)
  privateNets.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  privateNets.addSubnet(net, bits, "ipv6");

/** Whether an address is on this machine or its network: loopback, private ranges, `localhost`, `.local`, and names without a dot. */
export function isLocalAddress(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, "");
  const version = isIP(host);
  if (version !== 0) return privateNets.check(host, version === 4 ? "ipv4" : "ipv6");
  return !host.includes(".") || /\.(?:localhost|local|internal|lan)$/.test(host);
}
