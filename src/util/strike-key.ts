/** What stands where a key was. */
export const struck = "[key]";

/** Words that people set where a server wants any key at all; they are no secrets, and answers may say them. */
const placeholders =
  /^(ollama|lm-?studio|(sk-)?no-?(api-?)?key(-?(required|needed))?|not-?(needed|used|required)|placeholder|anything|whatever|undefined)$/i;
const shortestKey = 8;
/** A part of a key that is this long is struck too: halves help whoever guesses the rest. */
const shortestPart = 12;
const glance = 6;

/**
 * A function that strikes a key out of texts, in time that grows with the text alone: the whole key, and any part of twelve
 * characters or more, plain, percent-encoded, as hex, or in base64 at whatever place it begins. Keys shorter than eight
 * characters and placeholders are left alone.
 */
export function strikeKey(key: string | undefined): (text: string) => string {
  if (key === undefined || key.length < shortestKey || placeholders.test(key)) return (text) => text;
  const parts = new Map<number, Set<string>>();
  const forms = formsOf(key);
  for (const { form, part } of forms) parts.set(part, new Set([...(parts.get(part) ?? []), ...gramsOf(form, part)]));
  // Every part holds a short gram that begins at a multiple of the stride, so that most of a text is passed over.
  const stride = Math.min(...parts.keys()) - glance + 1;
  const glances = new Set(forms.flatMap(({ form }) => [...gramsOf(form, glance)]));
  const longest = Math.max(...parts.keys());
  return (text) => {
    const runs: { from: number; to: number }[] = [];
    let seen = 0;
    for (let at = 0; at + glance <= text.length; at += stride) {
      if (!glances.has(text.slice(at, at + glance))) continue;
      for (let from = Math.max(seen, at + glance - longest); from <= at; from++) {
        const to = endOf(text, from, parts);
        const last = runs.at(-1);
        if (to > from && last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
        else if (to > from) runs.push({ from, to });
      }
      seen = at + 1;
    }
    return withoutRuns(text, runs);
  };
}

/** Where the longest part that begins here ends; the place itself where none does. */
function endOf(text: string, from: number, parts: ReadonlyMap<number, ReadonlySet<string>>): number {
  let end = from;
  for (const [length, grams] of parts) if (grams.has(text.slice(from, from + length))) end = Math.max(end, from + length);
  return end;
}

function withoutRuns(text: string, runs: readonly { readonly from: number; readonly to: number }[]): string {
  if (runs.length === 0) return text;
  const pieces = runs.map(({ from }, index) => text.slice(index === 0 ? 0 : runs[index - 1]?.to, from));
  return [...pieces, text.slice(runs.at(-1)?.to)].join(struck);
}

interface Form {
  readonly form: string;
  /** The length from which a part of it counts. */
  readonly part: number;
}

function formsOf(key: string): Form[] {
  const bytes = Buffer.from(key);
  const encoded = encodeURIComponent(key);
  const hex = bytes.toString("hex");
  const part = Math.min(shortestPart, key.length);
  const quarters = Math.ceil((part * 4) / 3);
  const shifted = [0, 1, 2].flatMap((offset) => {
    // What stands before the key moves its place within the groups of three bytes; the groups at both ends hold others' bits.
    const before = Buffer.concat([Buffer.alloc(offset), bytes]);
    const first = Math.ceil((offset * 4) / 3);
    const inner = before.toString("base64").slice(first, Math.floor((before.length * 8) / 6));
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")].map((form) => ({ form, part: Math.min(quarters, form.length) }));
  });
  const percent = [encoded, encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())].map((form) => ({ form, part }));
  const hexes = [hex, hex.toUpperCase()].map((form) => ({ form, part: part * 2 }));
  return [{ form: key, part }, ...percent, ...shifted, ...hexes];
}

function gramsOf(form: string, length: number): Set<string> {
  const grams = new Set<string>();
  for (let i = 0; i + length <= form.length; i++) grams.add(form.slice(i, i + length));
  return grams;
}
