/** A JSON value in prose, by place: an object or an array in strict or in sloppy JSON. `complete` is false where the text ends within it. */
export interface JsonSpan {
  readonly at: number;
  readonly end: number;
  readonly complete: boolean;
  /** Whether the text ends within one of its numbers, of which more digits may be due. */
  readonly inNumber?: true;
  /** Its place among the others where that is not where it begins. */
  readonly order?: number;
}

/**
 * The outermost objects and arrays in `text`, in order. Braces of prose, of formulas and of strings are passed over: a value
 * must read as JSON, where single and curly quotes, bare keys, comments, Python's words, missing quotes of keys and commas too
 * many are let pass. Inside a value that breaks off, the values that were whole are given. Linear in the text's length.
 */
export function jsonSpans(text: string): JsonSpan[] {
  const spans: JsonSpan[] = [];
  const reader = new Reader(text);
  // Prose and formulas have many braces; before these characters none begins a value.
  const starts = /\{(?![{[:\\])|\[/g;
  const tails = [8192, 1024];
  let left = Math.min(4 * text.length, text.length + 500_000) + 1000;
  let around: JsonSpan | undefined;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const at = match.index;
    if (text.charCodeAt(at) === 91) skipRun(text, at, starts);
    if (reader.wasTried(at) || starts.lastIndex > at + 1) continue;
    const found = reader.read(at);
    left -= reader.reached - at;
    const within = around !== undefined && at < around.end ? around : undefined;
    for (const span of found) spans.push(within === undefined ? span : { ...span, order: orderIn(text, span.at, within) });
    const [own] = found;
    if (own?.at === at && own.complete && !reader.sloppy) starts.lastIndex = own.end;
    else if (own?.at === at && within === undefined) around = own;
    if (left >= 0 && reader.entered <= mostEntered) continue;
    // Someone wrote a text that is read again and again, or values without end: what it ends with is still found.
    const tail = tails.shift() ?? 0;
    starts.lastIndex = Math.max(starts.lastIndex, at + 1, text.length - tail);
    left = tails.length === 0 ? Number.POSITIVE_INFINITY : 4 * tail;
    reader.entered = Number.NEGATIVE_INFINITY;
  }
  return inOrder(spans);
}

/** A value within a string of another that quotes too little: after that one, unless it begins a line and so begins anew. */
function orderIn(text: string, at: number, around: JsonSpan): number {
  let from = at;
  while (from > around.at && " \t".includes(text.charAt(from - 1))) from--;
  return text.charAt(from - 1) === "\n" ? at : around.at - 0.5;
}

/** Passes over all but the last of many brackets in a row. */
function skipRun(text: string, at: number, starts: RegExp): void {
  let end = at;
  while (text.charCodeAt(end) === 91) end++;
  if (end - at > deepest) starts.lastIndex = end - deepest / 2;
}

/** The same value with what no reader of JSON accepts set right: quotes inside strings, comments, numbers such as ".5", "+1" and "90%". */
export function tidyJson(text: string): string {
  const reader = new Reader(text, []);
  reader.read(0);
  const pieces: string[] = [];
  let from = 0;
  for (const { at, end, put } of reader.patches ?? []) {
    pieces.push(text.slice(from, at), put);
    from = end;
  }
  return [...pieces, text.slice(from)].join("");
}

/** So many objects and arrays are read, those within others counted, before only the end of the text is. */
const mostEntered = 20_000;
/** So many quotes that are not escaped may stand in one string: with more it does not end. */
const mostLoose = 1000;
/** Values within values, at most: what is deeper is no answer. */
const deepest = 100;

/** Sorted: the later, the likelier it is what the text comes to. */
function inOrder(spans: JsonSpan[]): JsonSpan[] {
  for (let index = 1; index < spans.length; index++) {
    if (order(spans[index]) < order(spans[index - 1])) return spans.sort((a, b) => order(a) - order(b));
  }
  return spans;
}
function order(span: JsonSpan | undefined): number {
  return span === undefined ? 0 : (span.order ?? span.at);
}

interface Frame {
  readonly at: number;
  readonly object: boolean;
  /** Where in its grammar it is: before a key or value, behind one, behind a key's colon. */
  expects: "item" | "comma" | "value";
  /** Whole values directly inside, kept in case this one never ends. */
  inside: JsonSpan[] | undefined;
}
/** What is put in the place of a stretch of text. */
interface Patch {
  readonly at: number;
  readonly end: number;
  readonly put: string;
}

const words = new Set(["true", "false", "null", "none", "nan", "infinity", "undefined"]);
/** Letters, digits and what stands in numbers and names. */
function isWord(code: number): boolean {
  if (code < 48) return code === 36 || code === 43 || code === 45 || code === 46;
  return code < 58 || (code > 64 && code < 91) || code === 95 || (code > 96 && code < 123);
}
const blankOrComment = /\s+|\/\/[^\n]*|#[^\n]*/y;

/** Reads values from their opening bracket as far as they are JSON. */
class Reader {
  /** Where the last reading ended. */
  reached = 0;
  /** How many brackets were entered so far. */
  entered = 0;
  /** Whether a string of the last reading held quotes that were not escaped. */
  sloppy = false;
  readonly patches: Patch[] | undefined;
  readonly #text: string;
  readonly #tried: Uint8Array;
  readonly #stack: Frame[] = [];
  #at = 0;
  /** Where the last number that was read ends. */
  #numberEnds = -1;

  constructor(text: string, patches?: Patch[]) {
    this.#text = text;
    this.#tried = new Uint8Array(text.length);
    this.patches = patches;
  }

  /** Whether a reading went through the bracket at `at` already and would take the same way from there. */
  wasTried(at: number): boolean {
    return this.#tried[at] === 1;
  }

  /** The value that begins at `at`, or, where it breaks off, the whole values in it, behind itself if the text was cut within it. */
  read(at: number): readonly JsonSpan[] {
    this.#at = at;
    this.#stack.length = 0;
    this.sloppy = false;
    this.#enter();
    const found = this.#value();
    this.reached = this.#at;
    return found;
  }

  #value(): readonly JsonSpan[] {
    for (;;) {
      this.#skipBlank();
      const frame = this.#stack.at(-1);
      if (frame === undefined) return [];
      if (this.#at >= this.#text.length) return this.#brokenOff(true);
      const step = this.#step(frame);
      if (step === "ended") return [{ at: frame.at, end: this.#at, complete: true }];
      if (step === "no JSON") return this.#brokenOff(false);
    }
  }

  #step(frame: Frame): "on" | "ended" | "no JSON" {
    const char = this.#text.charAt(this.#at);
    if (char === "}" || char === "]") return this.#leave(frame, char);
    if (char === "," && frame.expects !== "value") {
      // A comma too many is let pass, as is one too few.
      if (frame.expects === "item") this.#patch(this.#at, this.#at + 1, "");
      this.#at++;
      frame.expects = "item";
      return "on";
    }
    if (frame.object && frame.expects !== "value") return this.#key(frame) ? "on" : "no JSON";
    if (char === "{" || char === "[") {
      if (this.#stack.length >= deepest) return "no JSON";
      frame.expects = "comma";
      this.#enter();
      return "on";
    }
    if (!this.#scalar(frame.object)) return "no JSON";
    frame.expects = "comma";
    return "on";
  }

  #enter(): void {
    const object = this.#text.charAt(this.#at) === "{";
    this.#tried[this.#at] = 1;
    this.entered++;
    this.#stack.push({ at: this.#at, object, expects: "item", inside: undefined });
    this.#at++;
  }

  #leave(frame: Frame, char: string): "on" | "ended" | "no JSON" {
    if ((char === "}") !== frame.object || frame.expects === "value") return "no JSON";
    this.#at++;
    this.#stack.pop();
    const outer = this.#stack.at(-1);
    if (outer === undefined) return "ended";
    outer.inside ??= [];
    outer.inside.push({ at: frame.at, end: this.#at, complete: true });
    return "on";
  }

  #key(frame: Frame): boolean {
    const quoted = quoteAt(this.#text, this.#at);
    if (quoted !== undefined) this.#string(quoted, "key");
    else {
      const from = this.#at;
      while (this.#at - from < 200 && isWord(this.#text.charCodeAt(this.#at))) this.#at++;
      if (this.#at === from) return false;
    }
    this.#skipBlank();
    if (this.#at >= this.#text.length) return true;
    if (this.#text.charAt(this.#at) !== ":") return false;
    this.#at++;
    frame.expects = "value";
    return true;
  }

  #scalar(inObject: boolean): boolean {
    const quoted = quoteAt(this.#text, this.#at);
    if (quoted !== undefined) {
      this.#string(quoted, inObject ? "value" : "item");
      return true;
    }
    const from = this.#at;
    while (this.#at - from < 400 && isWord(this.#text.charCodeAt(this.#at))) this.#at++;
    const said = this.#text.slice(from, this.#at);
    const first = said.charCodeAt(0);
    if (first > 42 && first < 58 && !this.#percentage(from, said)) {
      if (/^(?:\+|-?\.)[\d.]/.test(said)) this.#patch(from, this.#at, said.replace("+", "").replace(/^(-?)\./, "$10."));
      this.#numberEnds = this.#at;
    }
    if (inObject || (first > 42 && first < 58)) return said !== "";
    return words.has(said.toLowerCase()) || this.#at >= this.#text.length;
  }

  /** Passes over the sign of a percentage, which is no JSON but as a text. */
  #percentage(from: number, said: string): boolean {
    const sign = this.#at + (this.#text.charAt(this.#at) === " " ? 1 : 0);
    if (this.#text.charAt(sign) !== "%") return false;
    this.#at = sign + 1;
    this.#patch(from, this.#at, JSON.stringify(`${said}%`));
    return true;
  }

  /** To behind the string's end: the first closing quote behind which the value goes on as JSON does. */
  #string(closing: number, role: "key" | "value" | "item"): void {
    const text = this.#text;
    let loose = 0;
    for (let at = this.#at + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 92) at++;
      else if (code === closing || (closing > 127 && isCurly(code, closing))) {
        if (goesOn(text, at + 1, role)) {
          this.#at = at + 1;
          return;
        }
        this.sloppy = true;
        if (++loose > mostLoose) break;
        this.#patch(at, at, "\\");
      }
    }
    this.#at = text.length;
  }

  #skipBlank(): void {
    const text = this.#text;
    for (;;) {
      const char = text.charCodeAt(this.#at);
      if (char === 32 || char === 10) {
        this.#at++;
        continue;
      }
      if ((char > 35 && char !== 47 && char < 127) || char === 34) return;
      if (char === 47 && text.charAt(this.#at + 1) === "*") {
        const end = text.indexOf("*/", this.#at + 2);
        const from = this.#at;
        this.#at = end < 0 ? text.length : end + 2;
        this.#patch(from, this.#at, "");
        continue;
      }
      blankOrComment.lastIndex = this.#at;
      const blank = blankOrComment.exec(text);
      if (blank === null) return;
      this.#at += blank[0].length;
      if (char === 35 || char === 47) this.#patch(blank.index, this.#at, "");
    }
  }

  #patch(at: number, end: number, put: string): void {
    this.patches?.push({ at, end, put });
  }

  /** What is kept of a value that did not end: its whole parts, and itself where the text was cut within it. */
  #brokenOff(cut: boolean): readonly JsonSpan[] {
    const found = this.#stack.flatMap((frame) => frame.inside ?? []);
    const [outermost] = this.#stack;
    if (cut && outermost !== undefined) {
      const span = { at: outermost.at, end: this.#text.length, complete: false };
      found.unshift(this.#numberEnds === this.#text.length ? { ...span, inNumber: true } : span);
    }
    return found;
  }
}

/** The code of the quote that closes the one at `at`; undefined where there is none. */
function quoteAt(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) return code;
  if (code === 0x201c || code === 0x201d) return 0x201d;
  return code === 0x2018 || code === 0x2019 ? 0x2019 : undefined;
}

/** A curly quote may be closed by another one of its kind, or by a straight one. */
function isCurly(code: number, closing: number): boolean {
  return closing === 0x201d ? code === 0x201c || code === 34 : code === 0x2018 || code === 39;
}

/** Whether JSON goes on at `at`, behind a string: else the quote before it belongs to the string. */
function goesOn(text: string, from: number, role: "key" | "value" | "item"): boolean {
  const at = behindBlank(text, from);
  const char = text.charAt(at);
  if (char === "") return true;
  if (role === "key") return char === ":";
  if (char === "}" || char === "]") return role === "item" || char === "}";
  if (char === "/" || char === "#") return true;
  if (char === ",") {
    const next = text.charAt(behindBlank(text, at + 1));
    if (role === "item") return true;
    return next === "" || "\"'“‘”’}/#".includes(next) || /^[\w$-]{1,60}\s{0,9}:/.test(text.slice(behindBlank(text, at + 1), at + 90));
  }
  // A comma was forgotten: the next line begins with a key.
  return text.slice(from, at).includes("\n") && "\"'“".includes(char);
}

function behindBlank(text: string, from: number): number {
  let at = from;
  while (at - from < 1000 && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || (code > 8 && code < 14) || code === 160 || code === 0xfeff;
}
