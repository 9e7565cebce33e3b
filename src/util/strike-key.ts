import { decodedText, type DecodedText } from "./decoded-text.ts";
import { hexDigits, listedBytes, only } from "./byte-lists.ts";

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
 * characters or more, plain, in base64 at whatever place it begins, as hex, and as a list of bytes, each of them with its characters
 * escaped in the ways of addresses, JSON, programs and HTML, once or several times, and with blanks between. Keys shorter than eight
 * characters and placeholders are left alone.
 */
export function strikeKey(key: string | undefined): (text: string) => string {
  if (key === undefined || key.length < shortestKey || placeholders.test(key)) return (text) => text;
  // What is in a key may itself look like an escape: a text that is decoded to its end holds the key decoded so.
  const spellings = [...new Set([key, Buffer.from(key).toString("latin1"), withoutBlanks(key), withoutBlanks(decodedText(key).text)])];
  const long = spellings.filter((spelling) => spelling.length >= shortestKey);
  const plain = finderOf(formsOf(key));
  const forms = long.map((form) => ({ form, part: Math.max(shortestKey, partOf(key) - (key.length - form.length)) }));
  const spelled = finderOf([...forms, ...long.flatMap(formsOf)]);
  const hex = finderOf(forms.map(({ form, part }) => ({ form: hexOf(form), part: part * 2 })));
  const listed = finderOf(forms);
  return (text) => {
    const decoded = decodedText(text);
    const joined = only(decoded, (unit) => !blank(unit));
    const inSource = (find: Finder, of: DecodedText): Run[] =>
      find(of.text).map(({ from, to }) => ({ from: of.from[from] ?? 0, to: of.to[to - 1] ?? 0 }));
    const found = [plain(text), inSource(spelled, joined), inSource(hex, hexDigits(joined)), inSource(listed, listedBytes(decoded))];
    return withoutRuns(text, merged(found.flat()));
  };
}

interface Run {
  readonly from: number;
  readonly to: number;
}
type Finder = (text: string) => Run[];

/** Where the forms, or long enough parts of them, stand in a text; runs do not overlap. */
function finderOf(forms: readonly Form[]): Finder {
  const parts = new Map<number, Set<string>>();
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
    return runs;
  };
}

function merged(runs: readonly Run[]): Run[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of runs.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

/** Where the longest part that begins here ends; the place itself where none does. */
function endOf(text: string, from: number, parts: ReadonlyMap<number, ReadonlySet<string>>): number {
  let end = from;
  for (const [length, grams] of parts) if (grams.has(text.slice(from, from + length))) end = Math.max(end, from + length);
  return end;
}

function withoutRuns(text: string, runs: readonly Run[]): string {
  if (runs.length === 0) return text;
  const pieces = runs.map(({ from }, index) => text.slice(index === 0 ? 0 : runs[index - 1]?.to, from));
  return [...pieces, text.slice(runs.at(-1)?.to)].join(struck);
}

interface Form {
  readonly form: string;
  /** The length from which a part of it counts. */
  readonly part: number;
}

function partOf(spelling: string): number {
  return Math.min(shortestPart, spelling.length);
}

/** The key itself, and in base64. */
function formsOf(key: string): Form[] {
  const bytes = Buffer.from(key);
  const part = partOf(key);
  const quarters = Math.ceil((part * 4) / 3);
  const shifted = [0, 1, 2].flatMap((offset) => {
    // What stands before the key moves its place within the groups of three bytes; the groups at both ends hold others' bits.
    const before = Buffer.concat([Buffer.alloc(offset), bytes]);
    const first = Math.ceil((offset * 4) / 3);
    const inner = before.toString("base64").slice(first, Math.floor((before.length * 8) / 6));
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")].map((form) => ({ form, part: Math.min(quarters, form.length) }));
  });
  return [{ form: key, part }, ...shifted];
}

function hexOf(spelling: string): string {
  return Buffer.from(spelling, "latin1").toString("hex");
}

function withoutBlanks(text: string): string {
  return text.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, "");
}

function blank(unit: number): boolean {
  return unit <= 32 || (unit > 126 && withoutBlanks(String.fromCharCode(unit)) === "");
}

function gramsOf(form: string, length: number): Set<string> {
  const grams = new Set<string>();
  for (let i = 0; i + length <= form.length; i++) grams.add(form.slice(i, i + length));
  return grams;
}
