import { inlineCode } from "./code-regions.ts";
import type { ReasoningMark } from "./reasoning-marks.ts";

/** Where an opening stands: first in what is left, alone on its line or first on it before a thought, first on its line or behind a sentence, within one. */
export type MarkPlace = "start" | "own-line" | "line" | "sentence";

/** Says where marks stand in a text; asked in ascending order, it reads the text once. */
export class MarkPlaces {
  readonly #text: string;
  readonly #hasCode: boolean;
  #line = 0;
  #newline = -1;
  #spans: readonly { readonly at: number; readonly end: number }[] = [];
  #spansOf = -1;
  #span = 0;

  constructor(text: string) {
    this.#text = text;
    this.#hasCode = text.includes("`");
    this.#newline = this.#next(0);
  }

  /** Whether a mark is code or a quotation: between backticks, or with a quote before it and one behind it. */
  isQuoted(mark: ReasoningMark): boolean {
    const before = this.#text.charAt(mark.at - 1);
    if (before !== "" && openers.includes(before)) {
      if (mark.opens) return true;
      const after = this.#text.charAt(mark.end);
      if (after !== "" && closers.includes(after)) return true;
    }
    if (!this.#hasCode) return false;
    this.#reach(mark.at);
    if (this.#spansOf !== this.#line) {
      this.#spans = inlineCode(this.#text.slice(this.#line, this.#newline));
      this.#spansOf = this.#line;
      this.#span = 0;
    }
    const at = mark.at - this.#line;
    while ((this.#spans[this.#span]?.end ?? Number.POSITIVE_INFINITY) <= at) this.#span++;
    return (this.#spans[this.#span]?.at ?? at) < at;
  }

  /** Whether a closing ends a quoted pattern that `open` began on the same line, as in "<think>.*?</think>". */
  closesQuoted(open: ReasoningMark, mark: ReasoningMark): boolean {
    const after = this.#text.charAt(mark.end);
    const near = open.name === mark.name && mark.at - open.end < 200;
    return near && after !== "" && closers.includes(after) && !this.#text.slice(open.end, mark.at).includes("\n");
  }

  placeOf(mark: ReasoningMark, from: number): MarkPlace {
    if (blank(this.#text, from, mark.at)) return "start";
    this.#reach(mark.at);
    const rest = this.#text.slice(mark.end, mark.end + 8);
    if (blank(this.#text, this.#line, mark.at)) {
      // What goes on behind the tag of all tags without a word on it is thought.
      const begins = /^think(?:ing)?$/.test(mark.name) && !mentioned.test(rest);
      return begins || /^[ \t]*(?:\n|$)/.test(rest) ? "own-line" : "line";
    }
    if (mentioned.test(rest) || '"{['.includes(this.#text.charAt(this.#line))) return "sentence";
    return " \t.!?:;)*…。>]\r".includes(this.#text.charAt(mark.at - 1)) ? "line" : "sentence";
  }

  #reach(at: number): void {
    while (this.#newline < at) {
      this.#line = this.#newline + 1;
      this.#newline = this.#next(this.#line);
    }
  }

  #next(from: number): number {
    const found = this.#text.indexOf("\n", from);
    return found < 0 ? this.#text.length : found;
  }
}

const openers = "\"'`(/\\“‘«=[";
const closers = "\"'`)/\\”’»]";

/** What stands behind a tag that a sentence speaks of: "the <think> tag", "<think>, then". */
const mentioned = /^(?: (?:[a-z]|\.\.\.)|[,.;:)'"”’`](?:\s|$))/;

/** Whether a lone closing is spoken of in a sentence: "ends with </think> tags". */
export function isMention(text: string, mark: ReasoningMark): boolean {
  return (
    mark.family === "tag" && " \t".includes(text.charAt(mark.at - 1)) && mark.at > 0 && mentioned.test(text.slice(mark.end, mark.end + 8))
  );
}

/** Whether only white space stands between two places that are near each other. */
function blank(text: string, from: number, to: number): boolean {
  if (to - from > 10_000) return false;
  for (let at = from; at < to; at++) if (text.charAt(at).trim() !== "") return false;
  return true;
}
