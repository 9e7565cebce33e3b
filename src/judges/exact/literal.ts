import { foundIn } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import { foldCase } from "./normalize.ts";
import type { ExactSettings } from "./settings.ts";

/** A text as it is spelled: one kind of space, quote and dash, no spaces around operators. */
function plainly(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[\u2212\u2010-\u2015]/g, "-")
    .replace(/[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g, "")
    .replace(/\s+/g, " ")
    .replace(/(?<=[\w"')\]]) ?(==|!=|<=|>=|[=<>+]) ?(?=[\w"'([])/g, "$1")
    .trim();
}

const pairs = ["```", "``", "`", "***", "**", "*", "__", "_", '"', "'"];

/** The spellings that an answer may be meant as: itself, and without the code marks, quotes, emphasis and punctuation around the whole, one by one. */
export function literalForms(span: string, { caseSensitive }: ExactSettings): readonly string[] {
  if (isLong(span, "paragraph")) return [];
  const found = new Set<string>();
  const waiting = [foldCase(plainly(span), caseSensitive)];
  for (let form = waiting.pop(); form !== undefined && found.size < 40; form = waiting.pop()) {
    if (form === "" || found.has(form)) continue;
    found.add(form);
    waiting.push(form.replace(/\\([*_#$~`])/g, "$1"), form.replace(/[.,;:!?]$/, "").trim());
    // The first that fits alone: `**x**` is no emphasis around `*x*`.
    const pair = pairs.find((mark) => form.startsWith(mark) && form.endsWith(mark) && form.length > 2 * mark.length);
    if (pair !== undefined) waiting.push(form.slice(pair.length, -pair.length).trim());
    // Closed here and opened before the span: **Answer: x**, of which x may end with a star of its own.
    const run = pair === undefined ? foundIn(form, /([*_`])\1{0,2}$/) : "";
    if (run !== "" && !form.slice(0, -run.length).includes(run)) waiting.push(form.slice(0, -run.length).trim());
    if (run.length === 3) waiting.push(form.slice(0, -2));
  }
  return [...found];
}

/** The spelling of a key whose signs would be taken for emphasis or mathematics, as `__init__`, `**kwargs`, `$PATH`; undefined for all others. */
export function literalKey(key: string, words: string, { caseSensitive }: ExactSettings): string | undefined {
  const plain = foldCase(plainly(key), caseSensitive);
  if (/[\\{}]/.test(plain) || /^(\*{1,3}|_(?=[^_]))\S(?:[^*_]*\S)?\1$/.test(plain)) return undefined;
  return signs(plain) === signs(words) ? undefined : plain;
}

/** An underscore before a digit is an index. A dollar sign alone is one of the key's; two of them enclose mathematics. */
function signs(text: string): number {
  const dollars = text.split("$").length - 1;
  return (text.match(/\*|_(?!\d)/g)?.length ?? 0) + (dollars === 1 ? 1 : 0);
}
