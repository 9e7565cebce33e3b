import { lackingIn } from "../util/kept-answer.ts";

/**
 * The span of a reply that states its result: the last `\boxed{...}`, else what follows the last "answer:" marker, else a
 * short text or a short last line that is no code, else the whole text. Undefined for an empty text.
 */
export function finalAnswer(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  // In a program a "marker" is a comment or a name: only what follows the last fence can state a result.
  const fence = trimmed.lastIndexOf("```");
  const prose = fence < 0 ? trimmed : trimmed.slice(fence + 3);
  const marked = boxed(prose) ?? afterMarker(prose);
  if (marked !== undefined) return marked;
  const last = trimmed.slice(trimmed.lastIndexOf("\n") + 1).trim();
  return fence < 0 && last.length <= 60 && !/[;{}()=>]/.test(last) ? last : trimmed;
}

/** The key under which answers are counted as equal: the stated result, without markup, case and thousands separators. Undefined for no answer, a recorded blank included. */
export function answerKey(text: string): string | undefined {
  if (lackingIn(text) === "blank") return undefined;
  const stated = finalAnswer(text);
  if (stated === undefined) return undefined;
  // White space first: what follows must not scan long runs of it again and again.
  const plain = stated
    .slice(0, longestKey)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, "$1/$2")
    .replace(/\\(?:cdot|times)/g, "*")
    .replace(/\\(?:text|mathrm|left|right|[()[\],!;])|[$`{}]/g, "")
    .replace(/\*\*|__/g, "")
    .replace(/[\u2212\u2012-\u2015]/g, "-")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(/ ?\/ ?/g, "/");
  const key = stripped(plain);
  return key === "" ? undefined : key;
}

/** Texts that are equal so far count as equal. */
const longestKey = 100_000;

/** Without quotes, brackets, stops and spaces at both ends, in linear time whatever a member wrote. */
function stripped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && "\"'( ".includes(text[start] as string)) start++;
  while (end > start && "\"').,;:! ".includes(text[end - 1] as string)) end--;
  return text.slice(start, end);
}

function boxed(text: string): string | undefined {
  const start = text.lastIndexOf("\\boxed{");
  if (start < 0) return undefined;
  let depth = 0;
  for (let at = start + 6; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return text.slice(start + 7, at).trim() || undefined;
  }
  return undefined;
}

function afterMarker(text: string): string | undefined {
  const marker = /(?:^|[\n*_#>\s])(?:final\s+)?answer(?:\s+is)?\s*[:=]\s*\**\s*([^\n]+)/gi;
  let last: string | undefined;
  for (const match of text.matchAll(marker)) last = match[1];
  return last?.trim() || undefined;
}
