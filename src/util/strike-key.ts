import { hexDigits, listedBytes, sieved, tabled } from "./byte-lists.ts";
import { decodedText, type Run, unitsOf } from "./decoded-text.ts";

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
 * escaped in the ways of addresses, JSON, programs and HTML, once or several times, and with blanks between; also base64 and hex of
 * one another, and reversed. Sixteen letters and digits or more are struck too with any signs between them, in full width, and all in
 * capitals or none. Keys shorter than eight characters and placeholders are left alone.
 */
export function strikeKey(key: string | undefined): (text: string) => string {
  if (key === undefined || key.length < shortestKey || placeholders.test(key)) return (text) => text;
  // What is in a key may itself look like an escape: a text that is decoded to its end holds the key decoded so.
  const spellings = [
    ...new Set([key, Buffer.from(key).toString("latin1"), withoutBlanks(key), withoutBlanks(textOf(decodedText(unitsOf(key)).units))]),
  ];
  const long = spellings.filter((spelling) => spelling.length >= shortestKey);
  const plain = finderOf([{ form: key, part: partOf(key) }, ...inBase64(key)]);
  const forms = long.map((form) => ({ form, part: Math.max(shortestKey, partOf(key) - (key.length - form.length)) }));
  const base64 = long.flatMap((spelling) => inBase64(spelling));
  const coded = [...base64, ...forms.flatMap(inHex)];
  const spelled = finderOf([...forms, ...forms.map(reversed), ...base64, ...coded.flatMap(({ form, part }) => inBase64(form, part))]);
  const hex = finderOf([...forms, ...base64, ...forms.flatMap(inHex)].map(({ form, part }) => ({ form: hexOf(form), part: part * 2 })));
  const listed = finderOf(forms);
  const bare = lettersOf(key);
  const cases = [...new Set([bare, bare.toUpperCase(), bare.toLowerCase()])];
  const letters =
    bare.length < shortestPart ? undefined : finderOf(cases.map((form) => ({ form, part: Math.min(bare.length, shortestPart + 4) })));
  return (text) => {
    const raw = unitsOf(text);
    const decoded = decodedText(raw);
    const joined = sieved(decoded, withoutBlank);
    const digits = sieved(joined, hexDigits);
    const bytes = sieved(decoded, listedBytes);
    const alone = sieved(decoded, lettersAlone);
    return withoutRuns(
      text,
      merged([
        ...plain(raw),
        ...joined.inSource(spelled(joined.units)),
        ...digits.inSource(hex(digits.units)),
        ...bytes.inSource(listed(bytes.units)),
        ...alone.inSource(letters?.(alone.units) ?? []),
      ]),
    );
  };
}

type Finder = (units: Uint16Array) => Run[];

/** Where the forms, or long enough parts of them, stand in a text; runs do not overlap. */
function finderOf(forms: readonly Form[]): Finder {
  const parts = Map.groupBy(forms, ({ part }) => part);
  // Every part holds a short gram that begins at a multiple of the stride, so that most of a text is passed over.
  const stride = Math.min(...parts.keys()) - glance + 1;
  const glances = marksOf(forms.flatMap(({ form }) => [...gramsOf(form, glance)]));
  const longest = Math.max(...parts.keys());
  const indexes = [...parts].map(([length, own]) => gramIndex(new Set(own.map(({ form }) => form)), length));
  return (units) => {
    const runs: Run[] = [];
    const search = (from: number, until: number): void => indexes.forEach((find) => find(units, from, until, runs));
    let [from, until] = [0, 0];
    for (let at = 0; at + glance <= units.length; at += stride) {
      if (glances[mark(hashOf(units, at, glance))] !== 1) continue;
      // Stretches that touch are searched as one: each begins with a hash of its own.
      const next = at + glance - longest;
      if (next > until) {
        search(from, until);
        from = Math.max(0, next);
      }
      until = at + 1;
    }
    search(from, until);
    return runs.length === 0 ? runs : merged(runs);
  };
}

/** A part of a form: its first unit. */
interface Gram {
  readonly form: Uint16Array;
  readonly at: number;
}

/**
 * The grams of one length that begin in a stretch of a text. A hash that rolls along tells almost all places where none stands, so that
 * a text of nothing but near misses takes no longer than another; where one stands it is followed to its end, so that a text of nothing
 * but keys takes no longer either.
 */
function gramIndex(forms: ReadonlySet<string>, length: number): (units: Uint16Array, from: number, until: number, found: Run[]) => void {
  const grams = new Map<number, Gram[]>();
  const marks = new Uint8Array(1 << 16);
  for (const form of [...forms].map(unitsOf))
    for (let at = 0; at + length <= form.length; at++) {
      const hash = hashOf(form, at, length);
      marks[mark(hash)] = 1;
      grams.set(hash, [...(grams.get(hash) ?? []), { form, at }]);
    }
  let highest = 1;
  for (let i = 1; i < length; i++) highest = Math.imul(highest, factor);
  return (units, from, until, found) => {
    const end = Math.min(until, units.length - length + 1);
    let hash = from < end ? hashOf(units, from, length) : 0;
    for (let at = from; at < end; at++) {
      const same = marks[mark(hash)] === 1 ? sameFrom(units, at, grams.get(hash) ?? []) : 0;
      if (same >= length) {
        found.push({ from: at, to: at + same });
        // All that begin in between are parts of the same form.
        at += same - length;
        hash = hashOf(units, at, length);
      }
      hash = step(hash, units, at, length, highest);
    }
  };
}

/** For how many units a text goes on as the longest of the parts does. */
function sameFrom(units: Uint16Array, from: number, grams: readonly Gram[]): number {
  let most = 0;
  for (const { form, at } of grams) {
    let same = 0;
    while (at + same < form.length && units[from + same] === form[at + same]) same += 1;
    most = Math.max(most, same);
  }
  return most;
}

/** The hash of the stretch that begins one unit later. */
function step(hash: number, units: Uint16Array, at: number, length: number, highest: number): number {
  return (Math.imul(hash - Math.imul(units[at] ?? 0, highest), factor) + (units[at + length] ?? 0)) | 0;
}

function textOf(units: Uint16Array): string {
  return String.fromCharCode(...units);
}

function marksOf(grams: Iterable<string>): Uint8Array {
  const marks = new Uint8Array(1 << 16);
  for (const gram of grams) marks[mark(hashOf(unitsOf(gram), 0, gram.length))] = 1;
  return marks;
}

/** Odd, and with bits all over. */
const factor = 0x2c1b3c6d;

function hashOf(units: Uint16Array, from: number, length: number): number {
  let hash = 0;
  for (let at = from; at < from + length; at++) hash = (Math.imul(hash, factor) + (units[at] ?? 0)) | 0;
  return hash;
}

function mark(hash: number): number {
  const whole = hash | 0;
  return (whole ^ (whole >>> 15)) & 0xffff;
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

/** A text in base64, wherever it begins within the groups of three bytes; a part of it that is so long counts. */
function inBase64(plain: string, least = partOf(plain)): Form[] {
  const bytes = Buffer.from(plain);
  const quarters = Math.ceil((least * 4) / 3);
  return [0, 1, 2].flatMap((offset) => {
    // The groups at both ends hold bits of others.
    const before = Buffer.concat([Buffer.alloc(offset), bytes]);
    const first = Math.ceil((offset * 4) / 3);
    const inner = before.toString("base64").slice(first, Math.floor((before.length * 8) / 6));
    const forms = [...new Set([inner, inner.replaceAll("+", "-").replaceAll("/", "_")])];
    return forms.map((form) => ({ form, part: Math.min(quarters, form.length) }));
  });
}

function inHex({ form, part }: Form): Form[] {
  const small = hexOf(form);
  return [small, small.toUpperCase()].map((hex) => ({ form: hex, part: part * 2 }));
}

function reversed({ form, part }: Form): Form {
  return { form: Array.from(form).reverse().join(""), part };
}

function hexOf(spelling: string): string {
  return Buffer.from(spelling, "latin1").toString("hex");
}

function withoutBlanks(text: string): string {
  return text.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, "");
}

const withoutBlank = tabled((unit) => (unit <= 32 || (unit > 126 && withoutBlanks(String.fromCharCode(unit)) === "") ? 0 : unit));

/** Letters and digits, wide ones as plain ones. */
const lettersAlone = tabled((unit) => {
  const narrow = unit > 0xff00 && unit < 0xff5f ? unit - 0xfee0 : unit;
  return (narrow > 47 && narrow < 58) || ((narrow | 32) > 96 && (narrow | 32) < 123 && narrow < 128) ? narrow : 0;
});

function lettersOf(text: string): string {
  return text.replace(/[^a-z\d]/gi, "");
}

function gramsOf(form: string, length: number): Set<string> {
  const grams = new Set<string>();
  for (let i = 0; i + length <= form.length; i++) grams.add(form.slice(i, i + length));
  return grams;
}
