/** What a chat template ends a turn with: `</s>`, `<|im_end|>`, `<end_of_turn>`. */
const endings =
  /(?:\s{0,4}(?:<\/s>|<\|(?:im_end|im_start|endoftext|end_of_text|eot_id|eom_id|end|eos|eot|end_of_turn|return|pad)\|>|<｜end▁of▁sentence｜>|<(?:end_of_turn|eos|eot|pad)>|\[\/INST\])){1,20}\s*$/i;

/** A reply without the tokens at its end by which a model ends its turn; a reply, or a key, that is such a token keeps it. */
export function withoutEndTokens(text: string, keys: readonly string[]): string {
  const end = text.trimEnd();
  const found = endings.exec(end.slice(-400))?.[0];
  if (found === undefined || keys.some((key) => endings.test(key.slice(-400)))) return text;
  const left = end.slice(0, end.length - found.length);
  return /\S/.test(left) ? left : text;
}
