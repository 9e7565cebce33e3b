import { type CodeRegion, type Fences, fencesIn } from "./code-regions.ts";
import { jsonSpans } from "./json-spans.ts";
import { isMention, MarkPlaces } from "./mark-place.ts";
import { type ReasoningMark, reasoningMarks } from "./reasoning-marks.ts";
import { framedAnswer, withoutFrame } from "./reply-frame.ts";

/** A reply with its reasoning set apart. */
export interface ReadReply {
  /** What the model says outside its reasoning: the only part that graders, judges and other members read. */
  readonly answer: string;
  /** Characters of reasoning that were set apart. */
  readonly reasoning: number;
  /** True where the reasoning never ended, as in a reply that hit its cap: then the answer holds only what came before. */
  readonly cutOff: boolean;
  /** What was skipped, as a receipt keeps it: "reasoning=120", "reasoning-cut-off". */
  readonly flags: readonly string[];
}

/**
 * Reads a reply: reasoning between the marks that models are known to use is set apart, whether it is closed, closed only
 * (its opening was in the prompt) or cut off. Tags in code, in quotes and in sentences about them are part of the answer. A
 * reply without reasoning is given back as it is. Linear in the length of the text, whatever a model wrote.
 */
export function readReply(text: string): ReadReply {
  const framed = framedAnswer(text);
  if (framed !== undefined) return readAs(framed.answer, text.length - framed.answer.length, framed.cutOff);
  const marks = reasoningMarks(text);
  if (marks.length === 0) return { answer: text, reasoning: 0, cutOff: false, flags: [] };
  const { pieces, reasoning, cutOff, found } = new Walk(text, marks).run();
  if (!found) return { answer: text, reasoning: 0, cutOff: false, flags: [] };
  return readAs(withoutFrame(pieces.join("")), reasoning, cutOff);
}

function readAs(answer: string, reasoning: number, cutOff: boolean): ReadReply {
  const flags = [...(reasoning === 0 ? [] : [`reasoning=${reasoning}`]), ...(cutOff ? ["reasoning-cut-off"] : [])];
  return { answer, reasoning, cutOff, flags };
}

interface Apart {
  readonly pieces: readonly string[];
  readonly reasoning: number;
  readonly cutOff: boolean;
  readonly found: boolean;
}

const longestObject = 20_000;

/** One pass over the marks of a text. */
class Walk {
  readonly #text: string;
  readonly #marks: readonly ReasoningMark[];
  readonly #fences: Fences;
  readonly #quoted: Uint8Array;
  readonly #places: MarkPlaces;
  /** The last opening of each name that began no reasoning: its closing ends none. */
  readonly #passedBy = new Map<string, { readonly at: number; readonly markup: boolean }>();
  /** Names and families that nothing closes any more, so that no second search is made. */
  readonly #unclosed = new Set<string>();
  #pieces: string[] = [];
  #reasoning = 0;
  #cutOff = false;
  /** How often an object is still looked for before a mark. */
  #looks = 20;
  #found = false;
  /** Where the text begins that is not yet told apart. */
  #from = 0;
  /** Openings within the last stretch of reasoning that its first closing left open. */
  #nested = 0;

  constructor(text: string, marks: readonly ReasoningMark[]) {
    this.#text = text;
    this.#marks = marks;
    this.#fences = fencesIn(text);
    this.#quoted = quotedMarks(text, marks);
    this.#places = new MarkPlaces(text);
  }

  run(): Apart {
    const shield = new Shield(this.#fences, this.#text);
    for (let index = 0; index < this.#marks.length; index++) {
      const mark = this.#marks[index] as ReasoningMark;
      if (mark.at < this.#from || this.#quoted[index] === 1 || shield.covers(mark)) continue;
      const end = mark.opens ? this.#opened(index, mark) : this.#closedAlone(mark);
      if (end === undefined) continue;
      this.#found = true;
      this.#from = end;
      shield.restart(end);
    }
    this.#pieces.push(this.#text.slice(this.#from));
    return { pieces: this.#pieces, reasoning: this.#reasoning, cutOff: this.#cutOff, found: this.#found };
  }

  /** Where the reasoning ends that an opening begins; undefined where it begins none. */
  #opened(index: number, mark: ReasoningMark): number | undefined {
    const place = this.#isBehindObject(mark) ? "own-line" : this.#places.placeOf(mark, this.#from);
    const markup = mark.name !== "think" && mark.family === "tag" && place !== "start" && this.#isMarkup();
    if (place === "sentence" || markup) {
      this.#passedBy.set(mark.name, { at: mark.end, markup });
      return undefined;
    }
    const close = this.#closing(index, mark);
    // Where reasoning was marked before, an opening within a line begins more of it, cut off; else it may be spoken of.
    if (close === undefined && (mark.soft || (place === "line" && !this.#found))) return undefined;
    const end = close?.end ?? this.#text.length;
    if (mark.soft && this.#text.slice(end, end + 10_000).trim() === "") return undefined;
    this.#pieces.push(this.#text.slice(this.#from, mark.at));
    this.#reasoning += lengthOf(this.#text, mark.end, close?.at ?? end);
    this.#cutOff = close === undefined;
    return end;
  }

  /** Whether a mark follows at once on a whole object or list that answers: what comes then is no part of a sentence. */
  #isBehindObject(mark: ReasoningMark): boolean {
    if (mark.soft || !/[}\]][ \t]{0,9}$/.test(this.#text.slice(Math.max(0, mark.at - 10), mark.at)) || --this.#looks < 0) return false;
    const said = this.#text.slice(Math.max(this.#from, mark.at - longestObject), mark.at).trimEnd();
    const last = jsonSpans(said).at(-1);
    // A number in brackets at the end of a sentence is no answer.
    return last?.complete === true && last.end === said.length && (said.endsWith("}") || said.slice(0, last.at).trim() === "");
  }

  /** A closing without its opening: all before it is reasoning. */
  #closedAlone(mark: ReasoningMark): number | undefined {
    if (!mark.lone || isMention(this.#text, mark)) return undefined;
    const open = this.#passedBy.get(mark.name);
    this.#passedBy.delete(mark.name);
    if (open !== undefined && (open.markup || isOneLine(this.#text, open.at, mark.at))) return undefined;
    this.#reasoning += lengthOf(this.#text, this.#from, mark.at);
    if (this.#nested === 0) {
      this.#reasoning += this.#pieces.reduce((sum, piece) => sum + piece.trim().length, 0);
      this.#pieces = [];
    }
    this.#nested = Math.max(0, this.#nested - mark.times);
    return mark.end;
  }

  /** Whether what is left is a document of other tags, to which "<thought>" may belong as well. */
  #isMarkup(): boolean {
    return /^\s{0,20}<[a-z!?]/i.test(this.#text.slice(this.#from, this.#from + 24));
  }

  /** The closing that belongs to an opening: of the same name, else of the same family, outside code and quotes. */
  #closing(index: number, open: ReasoningMark): ReasoningMark | undefined {
    return this.#search(index, open, "name") ?? this.#search(index, open, "family");
  }

  #search(index: number, open: ReasoningMark, by: "name" | "family"): ReasoningMark | undefined {
    const key = `${by} ${open[by]}`;
    if (this.#unclosed.has(key)) return undefined;
    const shield = new Shield(this.#fences, this.#text, open.end);
    let nested = open.times - 1;
    for (let at = index + 1; at < this.#marks.length; at++) {
      const mark = this.#marks[at] as ReasoningMark;
      if (mark[by] !== open[by] || this.#quoted[at] === 1 || shield.covers(mark)) continue;
      if (mark.opens) nested += mark.times;
      else {
        this.#nested = Math.max(0, nested + 1 - mark.times);
        return mark;
      }
    }
    this.#unclosed.add(key);
    return undefined;
  }
}

/** Walks along the fences of a text and says whether a mark stands inside one. */
class Shield {
  readonly #fences: Fences;
  readonly #text: string;
  #fence: CodeRegion | undefined;

  constructor(fences: Fences, text: string, from = 0) {
    this.#fences = fences;
    this.#text = text;
    this.#fence = fences.after(from);
  }

  restart(from: number): void {
    this.#fence = this.#fences.after(from);
  }

  covers(mark: ReasoningMark): boolean {
    while (this.#fence !== undefined && this.#fence.end <= mark.at) this.#fence = this.#fences.after(this.#fence.end);
    if (this.#fence === undefined || mark.at < this.#fence.at) return false;
    // A closing at the end of a line, in a fence that was never rightly closed, ends the reasoning that holds the fence.
    const sound = this.#fence.closed && this.#fence.inner === undefined;
    return sound || mark.opens || !/^[ \t]*(?:\n|$)/.test(this.#text.slice(mark.end, mark.end + 40));
  }
}

/** 1 for each mark in inline code or in quotes. */
function quotedMarks(text: string, marks: readonly ReasoningMark[]): Uint8Array {
  const places = new MarkPlaces(text);
  const quoted = new Uint8Array(marks.length);
  for (let index = 0; index < marks.length; index++) {
    const mark = marks[index] as ReasoningMark;
    const earlier = marks[index - 1];
    const pattern = !mark.opens && earlier?.opens === true && quoted[index - 1] === 1 && places.closesQuoted(earlier, mark);
    if (pattern || places.isQuoted(mark)) quoted[index] = 1;
  }
  return quoted;
}

function isOneLine(text: string, from: number, to: number): boolean {
  return to - from < 400 && !text.slice(from, to).includes("\n");
}

function lengthOf(text: string, from: number, to: number): number {
  return text.slice(from, to).trim().length;
}
