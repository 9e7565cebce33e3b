import { sha256Parts } from "./hash.ts";

/** A text between two marks that carry a code. */
export interface Fence {
  readonly text: string;
  /** Sixteen hexadecimal digits: the same for the same text under the same tag, so that prompts stay cacheable and draws are shared. */
  readonly code: string;
}

/**
 * A text as it was written, between `<tag-code ...>` and `</tag-code>`. The code is a digest of the text itself, so whoever
 * writes the text cannot put it there: that takes 2^64 tries. Attributes must be single-line and free of quotes.
 */
export function fence(tag: string, text: string, attributes: { readonly [name: string]: string } = {}): Fence {
  const code = codeFor(tag, text);
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return { code, text: `<${tag}-${code}${written.join("")}>\n${text}\n</${tag}-${code}>` };
}

/** The code of a fence around this text under this tag. */
export function codeFor(tag: string, text: string): string {
  for (let round = 0; ; round++) {
    const code = sha256Parts("fence", tag, text, String(round)).slice(0, 16);
    if (!text.includes(code)) return code;
  }
}

/** Where a fence begins in a prompt. */
export const fenceStart = /<[a-z]+-[0-9a-f]{16}[\s>]/;
