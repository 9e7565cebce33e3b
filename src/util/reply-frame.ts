/** Tokens that end a model's turn; a server that does not strip them leaves them at the end of the text. */
const endTokens = [
  "<|end|>",
  "<|return|>",
  "<|call|>",
  "<|im_end|>",
  "<|eot_id|>",
  "<|eom_id|>",
  "<|endoftext|>",
  "<|end_of_text|>",
  "<|END_RESPONSE|>",
  "<|END_OF_TURN_TOKEN|>",
  "<|end_of_solution|>",
  "<|close|>response<|sep|>",
  "<｜end▁of▁sentence｜>",
  "<end_of_turn>",
  "<turn|>",
  "[/INST]",
  "[EOS]",
  "<eos>",
  "<|eos|>",
  "</s>",
];
/** Tokens that begin the visible answer. */
const startTokens = [
  "<|START_RESPONSE|>",
  "<|begin_of_solution|>",
  "<|open|>response<|sep|>",
  "<|start|>assistant",
  "<|begin_of_text|>",
  "<|im_start|>assistant",
  "<bos>",
  "[/INST]",
  "<s>",
];

/** The text without a model's own tokens for the beginning and the end of an answer. */
export function withoutFrame(text: string): string {
  let body = text.trim();
  // Hundreds of them are no frame.
  for (let round = 0, found = true; found && round < 100; round++) {
    const last = endTokens.find((token) => body.endsWith(token));
    const first = startTokens.find((token) => body.startsWith(token));
    if (last !== undefined) body = body.slice(0, -last.length).trimEnd();
    if (first !== undefined) body = body.slice(first.length).trimStart();
    found = last !== undefined || first !== undefined;
  }
  return body;
}

/**
 * The answer of a reply whose channels are words because the server dropped the special tokens: "analysis...assistantfinal...".
 * `cutOff` when the reply ends within the analysis. Undefined for a reply of any other kind.
 */
export function framedAnswer(text: string): { answer: string; cutOff: boolean } | undefined {
  const body = text.trimStart();
  if (granite.test(body.slice(0, 60))) {
    const at = body.search(/(?:^|\n)[ \t]{0,9}(?:Here is|Here's) my response:/i);
    return at < 0 ? { answer: "", cutOff: true } : { answer: body.slice(body.indexOf(":", at) + 1).trim(), cutOff: false };
  }
  if (!/^analysis(?=[A-Z"'])/.test(body)) return undefined;
  const at = body.lastIndexOf("assistantfinal");
  return at < 0 ? { answer: "", cutOff: true } : { answer: body.slice(at + "assistantfinal".length).trim(), cutOff: false };
}

const granite = /^(?:Here is|Here's) my thought process:/i;
