import { codeFor } from "./fence.ts";

/** A text between the marks of a fence, where it stands in a prompt. */
export interface QuotedBlock {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

const opening = /<([a-z]+)-([0-9a-f]{16})(?: [a-z]+="[^"]*")*>\n/g;

/** The outermost blocks of a prompt whose code is that of their text: nobody can write one by hand into a text that is quoted. */
export function quotedBlocks(prompt: string): QuotedBlock[] {
  const found: QuotedBlock[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(prompt); match !== null; match = opening.exec(prompt)) {
    const [mark, tag = "", code = ""] = match;
    const from = match.index + mark.length;
    const closing = `\n</${tag}-${code}>`;
    const to = prompt.indexOf(closing, from);
    if (to < 0 || codeFor(tag, prompt.slice(from, to)) !== code) continue;
    const end = to + closing.length;
    found.push({ tag, start: match.index, end });
    opening.lastIndex = end;
  }
  return found;
}
