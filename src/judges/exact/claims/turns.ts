import { foundIn } from "../text-or-none.ts";
import { beginningOf, textBefore, textFrom } from "../reach.ts";
import { placedWords, type PlacedWord } from "../../../util/plain-words.ts";
import { standingGrammar } from "../../../util/standing-words.ts";
import { saidAt } from "../../../util/taken-back.ts";
import { inDigits } from "../number-words.ts";
import {
  between,
  clauseEnd,
  concluding,
  conditional,
  connective,
  cues,
  elsewhere,
  excepted,
  type Effect,
  explained,
  greater,
  lead,
  named,
  openers,
  opening,
  sparing,
  starts,
  trail,
  verbs,
} from "./turn-words.ts";

/**
 * What a text says of an answer that it has just given: another value in its place, another beside it, or that it does not hold.
 * One table of words for every kind of key; what counts as a value is decided by the reader of that kind.
 */
export interface Turn {
  readonly does: "replaces" | "offers" | "denies";
  /** Where the text turns: what stands before is the answer as it was. */
  readonly at: number;
  /** The other value; empty for a denial. */
  readonly value: string;
  /** What alone is denied. */
  readonly of?: string;
}
/** What may be a value beside a given one: `prose` where any words could be read as one. */
export interface ValueTest {
  readonly prose: boolean;
  /** Where several values are one answer, "or" joins them. */
  readonly several: boolean;
  reads(candidate: string): boolean;
}

/** Texts that go on for longer after their answer are not searched further. */
const mostTurns = 20;

/** The turns of a text that begins with an answer, in order. `own` is how much of it is the answer's own line. */
export function turnsIn(text: string, own: number, test: ValueTest): readonly Turn[] {
  const turns: Turn[] = [];
  const body = beginningOf(text, "reply");
  const contrary = test.prose ? contraryTo(body) : undefined;
  const head = foundIn(body, /^[\s*_$("']*(?![\s*_$("'])([^\n.,;!?()]{1,40}?)[\s*_$)"']{0,99}(?:[.,](?!\d)|[;!?()\n]|\s[—–]|$)/, 1);
  let [from, doubt] = [1, 0];
  for (const start of [...body.matchAll(starts)].slice(0, 400)) {
    const at = start.index + start[0].length;
    if (at < from || turns.length >= mostTurns || isInside(body, start)) continue;
    const said = cuesAt(body, at, contrary) ?? ownDenial(body, at, head);
    const near = isNear(body, from, start.index, own);
    const concluded = doubt > 0 && at - doubt < 200 ? concludedAt(body, start.index, at, test) : undefined;
    const turn =
      concluded ??
      (said === undefined ? undefined : turnAt(body, start, said, near, test)) ??
      namedTurn(body, start.index, at, near, test) ??
      (near ? denialAt(body, start, at, said) : undefined);
    if (turn === undefined && near && said?.effects.has("doubts") === true && opening.test(body.slice(at, said.end))) doubt = said.end;
    if (turn?.does === "denies") doubt = said?.end ?? at;
    if (turn?.does === "replaces") doubt = 0;
    if (turn === undefined) continue;
    turns.push(turn.does === "denies" && said?.of !== undefined ? { ...turn, of: said.of } : turn);
    from = (concluded === undefined ? (said?.end ?? at) : at) + turn.value.length;
  }
  return turns;
}

/** Whether a place stands among the items of a collection, or in brackets that tell of what was: "D (I previously answered B, which was wrong)". */
function isInside(text: string, { index: at, 0: said }: RegExpExecArray): boolean {
  const before = textBefore(text, at, "clause");
  if (said.startsWith(",") && /[{([](?:[-+]?[\w.\\/^]{1,12},\s?){0,9}[-+]?[\w.\\/^]{1,12}$/.test(before)) return true;
  const open = before.lastIndexOf("(");
  return (
    open > before.lastIndexOf(")") && /\b(?:previously|earlier|initially|originally|at first|formerly|before)\b/i.test(before.slice(open))
  );
}

/** A sentence that takes back or denies what stands before it, in the words by which objects are taken back. */
function denialAt(text: string, start: RegExpExecArray, at: number, cues: Retraction | undefined): Turn | undefined {
  // Words of this table without a value behind them only comment, but for those that own up to a mistake.
  const may = cues === undefined || cues.effects.has("corrects") || /^(?:oops|whoops)\b/i.test(text.slice(at));
  const said = may && /[.!?\n(—–]/.test(start[0]) ? saidAt(text, at) : undefined;
  if (/^[^.!?\n]{0,120}\b(?:about|earlier|before|previously|initially|at first)\b/i.test(text.slice(at))) return undefined;
  if (said === undefined || said === "doubts" || isRestated(text, start.index, at)) return undefined;
  return { does: "denies", at: start.index, value: "" };
}

/** A text that begins with no answer of its own: in it "false" is a verdict, "Thus, false." */
const leading =
  /^\W{0,6}(?:thus|so|hence|therefore|verdict|result|statement|claim|conclusion|overall|this|the|it|that|not|although|though|while|first|initially|many|some|i)\b/i;

function turnAt(text: string, start: RegExpExecArray, said: Retraction, near: boolean, test: ValueTest): Turn | undefined {
  const called = text.slice(start.index, said.end);
  if (test.prose && /\bfalse\W{0,6}$/i.test(called) && leading.test(text)) return undefined;
  const infix = /^\s(?![-\s])/.test(start[0]) && !start[0].includes("\n");
  if (infix && !isPlain(text.slice(0, start.index))) return undefined;
  if (said.effects.size === 1 && said.effects.has("offers") && !mayOffer(text, start.index, said.end, test)) return undefined;
  const turn = turnOf(text, start.index, said, near, test);
  // "True or false? True." asks first.
  const asks = infix && turn?.does === "offers" && /^\?\s{1,9}\S/.test(text.slice(said.end + turn.value.length));
  return asks ? undefined : turn;
}

/** The value that a doubt comes to: "Wait, I forgot the tip. So 20." */
function concludedAt(text: string, from: number, at: number, test: ValueTest): Turn | undefined {
  concluding.lastIndex = at;
  const lead = concluding.exec(text)?.[0];
  const value = lead === undefined ? undefined : valueAt(textFrom(text, at + lead.length, "clause"), test);
  return value === undefined || value.includes("=") || test.prose ? undefined : { does: "replaces", at: from, value };
}

/** "Not 18 but 20", where 18 is the answer. */
function ownDenial(text: string, at: number, head: string): Retraction | undefined {
  const rest = textFrom(text, at, "words");
  const denial =
    /^(?:(?:but|and|so)\s)?(?:(?:it|that|this|the answer)(?:'s|’s|\sis)\s|(?:it|that)\s(?=isn't))?(?:not|isn't)\s(?:option\s)?[([$]{0,2}/i.exec(
      rest,
    )?.[0];
  if (denial === undefined || head === "" || !rest.startsWith(head, denial.length)) return undefined;
  const behind = rest.slice(denial.length + head.length);
  const gap = foundIn(behind, /^[)\]\s,.;:—–-]*/);
  if (/^[\p{L}\d]/u.test(behind)) return undefined;
  return { effects: new Set(["retracts"]), end: at + denial.length + head.length + gap.length, paused: true, of: head };
}

/** A clause that begins with another value: "D is also possible", "18? 20?". */
function namedTurn(text: string, from: number, at: number, near: boolean, test: ValueTest): Turn | undefined {
  if (!near) return undefined;
  for (const { effect, pattern } of named) {
    pattern.lastIndex = at;
    const said = pattern.exec(text)?.[1];
    const value = said === undefined ? undefined : valueAt(said, test);
    if (value !== undefined) return { does: effect === "offers" ? "offers" : "replaces", at: from, value };
  }
  const other = otherwise(text, at, test);
  if (other !== undefined) return { does: "offers", at: from, value: other };
  const asked = /[?(]/.test(text.charAt(from)) ? /^([^.!?\n]{1,60})\?/.exec(textFrom(text, at, "words"))?.[1] : undefined;
  const value = asked === undefined ? undefined : valueAt(asked, test);
  return value === undefined ? undefined : { does: "offers", at: from, value };
}

/** The value that holds on a condition, where the answer was given without one; of words only names and "yes" or "no" are one. */
function otherwise(text: string, at: number, test: ValueTest): string | undefined {
  for (const pattern of [...conditional, ...(test.prose ? excepted : []), elsewhere, greater]) {
    pattern.lastIndex = at;
    const said = pattern.exec(text)?.[1];
    if (said === undefined || /\b(?:each|per|apiece|every|would|only)\b/i.test(said)) continue;
    if (test.prose && !/^(?:\p{Lu}[\p{L}\p{N}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){0,3}|\p{Ll}{3,20}|yes|no|true|false)$/u.test(said)) continue;
    if (pattern === greater && !(sizeOf(inNumerals(said) || said) > sizeOf(text.slice(0, at)))) continue;
    const value = valueAt(said, test) ?? (test.prose ? undefined : valueAt(inNumerals(said), test));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A number that is written in words alone in digits, "twenty dollars" too; empty for anything else. */
function inNumerals(said: string): string {
  const digits = inDigits(said);
  return digits !== said && /^-?\d+(?:\s(?:dollars?|cents?|euros?|pounds?|percent))?$/i.test(digits) ? digits : "";
}

/** The first number of a text. */
function sizeOf(text: string): number {
  return Number(/\d[\d,]*(?:\.\d+)?/.exec(text)?.[0].replaceAll(",", "") ?? Number.NaN);
}

/** What a line says that begins with a correction: blue of "Correction: blue"; undefined for any other. */
export function correctedIn(line: string): string | undefined {
  const said = cuesAt(line, foundIn(line, /^[\s*_]{0,9}/).length, undefined);
  return said === undefined || !said.paused || !said.effects.has("corrects") ? undefined : line.slice(said.end);
}

/** "No" after "yes" is the other answer, where it is all that its clause says. */
function contraryTo(text: string): RegExp | undefined {
  const word = /^[\s*_]{0,9}(yes|no|true|false)\b/i.exec(text)?.[1]?.toLowerCase();
  const other = word === undefined ? undefined : { yes: "no", no: "yes", true: "false", false: "true" }[word];
  return other === undefined
    ? undefined
    : new RegExp(
        `(?:(?:but|and|so)\\s)?(?:(?:it|that)(?:'s|\\sis)\\s)?[*_]{0,3}${other}[*_]{0,3}\\s{0,3}(?=[.!;\\n]|,\\s(?:wait|actually|sorry|i mean|rather)\\b|$)`,
        "iuy",
      );
}

interface Retraction {
  readonly effects: ReadonlySet<Effect>;
  readonly end: number;
  /** A comma, colon or stop follows the last of the words. */
  readonly paused: boolean;
  readonly of?: string;
}

/** The words of the table that stand there, one after another: "Wait, no, sorry, I mean". */
function cuesAt(text: string, at: number, contrary: RegExp | undefined): Retraction | undefined {
  const effects = new Set<Effect>();
  if (text.startsWith("/ ", at)) return { effects: effects.add("offers"), end: at + 2, paused: false };
  // "Er gibt 5 ab." speaks German, and corrects nothing.
  const rest = textFrom(text, at, "line");
  if (/^er\s(?!(?:no|i|make|sorry)\b)\p{Ll}/iu.test(rest)) return undefined;
  const words = placedWords(rest);
  const skipped = Math.max(
    0,
    connective.length(
      standingGrammar.read(
        words.slice(0, 8).map(({ word }) => word),
        "first",
      ),
    ),
  );
  let [from, end, paused] = [0, at, false];
  for (let round = 0; round < 8; round++) {
    if (contrary !== undefined) contrary.lastIndex = end;
    if (contrary?.test(text) === true) return { effects: effects.add("doubts"), end, paused: true };
    const cue = cueAt(words, from) ?? (round === 0 && skipped > 0 ? cueAt(words, skipped) : undefined);
    if (cue === undefined) break;
    effects.add(cue.effect);
    from = cue.end;
    const said = words.slice(0, from).findLast(({ word }) => /[\p{L}\p{N}\u2717\u2718\u274c]/u.test(word));
    const since = at + (said?.end ?? 0);
    between.lastIndex = since;
    const gap = foundIn(text, between);
    paused = /[,.:;!?…—–。，-]/.test(gap);
    // A sign or a bracket belongs to the value: "no, -5", "actually, (2, 1)".
    const kept = foundIn(gap.replace(/\s-\s$/, ""), /[-(]?$/);
    end = since + gap.length - kept.length;
    from = Math.max(
      from,
      words.findIndex((word) => at + word.at >= end),
    );
    if (kept !== "") break;
  }
  return effects.size === 0 ? undefined : { effects, end, paused };
}

/** The longest phrase of the table that begins with a word, and the word behind it. */
function cueAt(words: readonly PlacedWord[], from: number): { readonly effect: Effect; readonly end: number } | undefined {
  const rest = words.slice(from, from + 30).map(({ word }) => word);
  if (rest.length === 0) return undefined;
  const read = standingGrammar.read(rest, "first");
  let best: { readonly effect: Effect; readonly end: number } | undefined;
  for (const { effect, table } of cues) {
    const length = table.length(read);
    if (length > 0 && from + length > (best?.end ?? 0)) best = { effect, end: from + length };
  }
  if (best?.effect === "corrects" && words[best.end]?.word === "than") return undefined;
  if (best === undefined || (best.effect !== "denies" && best.effect !== "retracts")) return best;
  const behind = standingGrammar.read(
    words.slice(best.end, best.end + 3).map(({ word }) => word),
    "first",
  );
  return sparing.find(behind) >= 0 ? undefined : best;
}

/** Whether "or" joins no list there, no union and no explanation. */
function mayOffer(text: string, at: number, end: number, test: ValueTest): boolean {
  const word = text.slice(at, end);
  if (word.includes("/")) return test.prose;
  const head = text.slice(0, at);
  if (test.several && /\bor\b/i.test(word)) return isNamedApart(head, text.slice(end));
  return true;
}

/** "x = 3 or y = -2": one of two values, where "x = 3 or x = -2" are both. */
function isNamedApart(one: string, other: string): boolean {
  const [first, second] = [one, other].map((part) => /^\W{0,9}([a-z](?:_\{?\w\}?)?)\s?=/i.exec(part)?.[1]);
  return first !== undefined && second !== undefined && first !== second;
}

/** Whether nothing stands between the answer, or the last turn, and this place but the rest of its clause. */
function isNear(text: string, from: number, at: number, own: number): boolean {
  const since = text.slice(from, at);
  return from > 1 || at < own
    ? !/[.!?]\s+\S|\n\s{0,40}\S/.test(since)
    : text.slice(own, at).trim() === "" && !/[.!?]\s{1,40}\S/.test(since);
}

function turnOf(text: string, at: number, { effects, end, paused }: Retraction, near: boolean, test: ValueTest): Turn | undefined {
  const only = effects.size === 1;
  const corrects = effects.has("corrects") || effects.has("retracts") || (effects.has("denies") && near);
  // Words alone are values only where the text turns beyond doubt: "Actually quite small", "No problem".
  if (test.prose && !near && !corrects) return undefined;
  const found = valueOf(textFrom(text, end, "line"), test);
  const open = test.prose && !paused && only && effects.has("doubts");
  const value = open && !isNamed(text.slice(at, end), text.slice(end), found) ? undefined : found;
  // "Disregard my previous answer (B)" takes back B alone.
  if (
    value !== undefined &&
    only &&
    !paused &&
    effects.has("retracts") &&
    /\b(?:answer|value|result|choice|option|number|one)[\s*_(]{0,5}$/i.test(text.slice(at, end))
  )
    return headOf(text.slice(0, at)).includes(value.replace(/[^\p{L}\p{N}]/gu, "")) ? { does: "denies", at, value: "" } : undefined;
  if (value !== undefined && !(effects.has("denies") && only && !near)) {
    const summed = effects.has("doubts") && !corrects && value.includes("=") && !text.slice(0, at).includes("=");
    const replaces = (effects.has("doubts") || corrects) && !summed;
    if (!near && !corrects && isRestated(text, at, end + value.length)) return undefined;
    return { does: replaces ? "replaces" : "offers", at, value };
  }
  if (effects.has("retracts") || (effects.has("denies") && near)) return { does: "denies", at, value: "" };
  const ended = /^[\s.!?)*_"]*$/.test(textFrom(text, end, "line"));
  return near && effects.has("doubts") && /^\W{0,6}(?:(?:actually|wait|hm+|oh|but)\b,?\s)?(?:no|nope|nah)\b/i.test(text.slice(at)) && ended
    ? { does: "denies", at, value: "" }
    : undefined;
}

/** Whether a name, or a single word, is all that follows "actually": longer words only comment, "Actually quite small". */
function isNamed(cue: string, text: string, value: string | undefined): boolean {
  if (value === undefined || !text.startsWith(value) || !/^[\s*_"”)]{0,4}(?:[.!\n]|$)/.test(text.slice(value.length))) return false;
  if (/^\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){0,2}$/u.test(value)) return true;
  return /\b(?:actually|wait|oops|sorry)\b/i.test(cue) && /^\p{Ll}{3,20}(?<!ly|ing)$/u.test(value);
}

/** The value that a clause consists of, in digits or in number words. */
function valueOf(text: string, test: ValueTest): string | undefined {
  const value = valueAt(text, test);
  if (value !== undefined || test.prose) return value;
  const digits = inNumerals(text.slice(0, text.search(clauseEnd)).replace(/[)\]"”*_]{1,4}$/, ""));
  return digits === "" ? undefined : valueAt(digits, test);
}

/** The value that a clause consists of, without "it should be" before it and "is correct" behind it. */
function valueAt(text: string, test: ValueTest): string | undefined {
  const clause = text.slice(0, text.search(clauseEnd));
  const closed = /^[^()]*(?=\))/.exec(clause)?.[0];
  const cut = test.prose ? clause.search(/,?\s(?:because|since|as|not|instead of|rather than)\b/i) : clause.slice(1).search(explained) + 1;
  const word = test.prose ? /^(?:yes|no|true|false)(?=,)/i.exec(text)?.[0] : undefined;
  const parts = [
    ...(word === undefined ? [] : [word]),
    clause,
    ...(closed === undefined ? [] : [closed]),
    ...(cut < 1 ? [] : [clause.slice(0, cut)]),
  ];
  const named = test.prose ? undefined : /^[^:]{0,60}\d[^:]{0,9}:\s(.{1,60})$/.exec(clause.trim())?.[1];
  const contrasted = clause.replace(/,?\s(?:instead of|rather than|as opposed to|not)\s.*$/i, "");
  for (const part of [...(contrasted === clause ? [] : [contrasted]), ...(named === undefined ? [] : [named]), ...parts]) {
    const value = part
      .trim()
      .replace(lead, "")
      .replace(trail, "")
      .replace(/^["'“(]+(?=\p{L}{2})|["'”]+$/gu, "")
      .trim();
    if (
      isBare(value, test.prose) &&
      (!test.several || test.prose || /[\d()[\]{}\\<>]|^\p{L}(?:(?:[,\s&]|and|or)+\p{L})*$/u.test(value)) &&
      test.reads(value)
    )
      return value;
  }
  return undefined;
}

/** Whether an answer stands alone, without a reason. */
function isPlain(head: string): boolean {
  return isBare(head.replace(lead, ""), false) && !/\b(?:because|since|as|given|which|where|when|if|for)\b/i.test(head);
}

function isBare(value: string, prose: boolean): boolean {
  const said = value.replace(/\\[a-z]+/gi, " ");
  const found = said.match(/\p{L}{2,}/gu) ?? [];
  return /[\p{L}\p{N}]/u.test(said) && found.length <= 4 && !verbs.test(said) && !openers.test(said) && !(prose && said.includes(","));
}

/** The first word of a text, which is its answer where that is one word. */
function headOf(text: string): string {
  return foundIn(text, /[^\s.,;:!?*_$()]{1,40}/);
}

/** Whether the answer as it was is said again further on: a slip within an explanation takes nothing back. */
function isRestated(text: string, at: number, from: number): boolean {
  const head = headOf(text.slice(0, at));
  return (
    head !== "" &&
    text
      .slice(from)
      .split(/[^\p{L}\p{N}.-]+/u)
      .some((word) => word.replace(/\.$/, "") === head)
  );
}
