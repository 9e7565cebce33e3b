import { own } from "./own.ts";

/** Words that stand for one another, by the name of their class. */
export type WordClasses = Readonly<Record<string, string>>;

/** Where in a row of words a phrase has to stand. */
export type PhrasePlace = "start" | "end" | "whole" | "anywhere";

/** A row of words, read once for all tables of a grammar. */
export interface ReadWords {
  readonly words: readonly string[];
  /** For each part of a phrase and each number of words that it may have, the places where it matches, as bits. */
  readonly places: Int32Array;
}
export interface PhraseTable {
  /** Where one of the phrases stands: anywhere, the number of words before the first of them, else 0; -1 where none does. */
  readonly find: (read: ReadWords) => number;
  /** How many words the longest of the phrases has that begin a row of words; -1 where none does. */
  readonly length: (read: ReadWords) => number;
}
export interface Grammar {
  /**
   * Phrases, one on a line. A phrase is a row of words: `a|b` is one of two, `<name>` one of a class (which may hold rows of words and
   * other classes), `a+b` two words in a row, `_` any word, and behind each may stand `?`, `*` (up to nine) or `*3` (up to three).
   */
  readonly table: (place: PhrasePlace, lines: string) => PhraseTable;
  /** Words as the tables take them; of more than thirty the last or the first thirty. */
  readonly read: (words: readonly string[], kept?: "last" | "first") => ReadWords;
}

/** Bits of a number: so many words are looked at. */
const mostWords = 30;
const anyWord = 0;

/** A place in a phrase: the choices of one length each have a slot for where they match. */
interface Part {
  readonly slots: readonly Slot[];
  readonly least: number;
  readonly most: number;
}
interface Slot {
  readonly slot: number;
  readonly length: number;
}
/** What a word is by itself, and the rows of words that it begins. */
interface PhraseStart {
  readonly alone: number[];
  readonly rows: { readonly slot: number; readonly rest: readonly string[] }[];
}
/** A phrase, with the slots of those of its parts that it cannot be without: most phrases are ruled out by them. */
interface Row {
  readonly parts: readonly Part[];
  readonly needed: readonly (readonly number[])[];
}

/** A grammar of phrases. All ways to read a phrase are followed at once, so the time is that of its words and never more. */
export function grammar(classes: WordClasses): Grammar {
  const vocabulary = new Map<string, PhraseStart>();
  const known = new Map<string, readonly Slot[]>([["_", [{ slot: anyWord, length: 1 }]]]);
  let count = 1;
  // Tables are made when the first words are read: most commands read none.
  const waiting: (() => void)[] = [];

  const slotsOf = (choices: string): readonly Slot[] => {
    const slots = new Map<number, number>();
    for (const [first = "", ...rest] of choicesOf(choices, classes)) {
      const slot = slots.get(rest.length) ?? count++;
      slots.set(rest.length, slot);
      const begun = vocabulary.get(first) ?? { alone: [], rows: [] };
      if (rest.length === 0) begun.alone.push(slot);
      else begun.rows.push({ slot, rest });
      vocabulary.set(first, begun);
    }
    return [...slots].map(([more, slot]) => ({ slot, length: more + 1 }));
  };
  const part = (written: string): Part => {
    const [, choices = written, times = ""] = /^([^]+?)(\?|\*\d?|)$/.exec(written) ?? [];
    const slots = known.get(choices) ?? slotsOf(choices);
    known.set(choices, slots);
    return { slots, least: times === "" ? 1 : 0, most: times.startsWith("*") ? Number(times.slice(1) || 9) : 1 };
  };

  return {
    table: (place, lines) => {
      let rows: readonly Row[] = [];
      waiting.push(() => {
        const written = lines.split("\n").map((line) => line.trim());
        rows = written.filter((line) => line !== "").map((line) => rowOf(line.split(" ").map(part)));
      });
      return { find: (read) => firstOf(rows, place, read), length: (read) => lengthOf(rows, read) };
    },
    read: (given, kept = "last") => {
      for (const make of waiting.splice(0)) make();
      const words = kept === "last" ? given.slice(-mostWords) : given.slice(0, mostWords);
      return { words, places: placesOf(words, vocabulary, count) };
    },
  };
}

/** For each slot the places where it matches, as bits. */
function placesOf(words: readonly string[], vocabulary: ReadonlyMap<string, PhraseStart>, count: number): Int32Array {
  const places = new Int32Array(count);
  places[anyWord] = (1 << words.length) - 1;
  for (let at = 0; at < words.length; at++) {
    const begun = vocabulary.get(words[at] as string);
    if (begun === undefined) continue;
    const bit = 1 << at;
    for (const slot of begun.alone) places[slot] = (places[slot] as number) | bit;
    for (const { slot, rest } of begun.rows) {
      if (words[at + 1] === rest[0] && rest.every((next, more) => words[at + 1 + more] === next))
        places[slot] = (places[slot] as number) | bit;
    }
  }
  return places;
}

/** The rows of words that a part of a phrase may be. */
function choicesOf(choices: string, classes: WordClasses): string[][] {
  return choices.split("|").flatMap((choice) => {
    const named = /^<(\w+)>$/.exec(choice.trim())?.[1];
    return named === undefined ? [choice.trim().split(/[ +]/)] : choicesOf(own(classes, named) ?? "", classes);
  });
}

function rowOf(parts: readonly Part[]): Row {
  const needed = parts.filter(({ least, slots }) => least > 0 && slots[0]?.slot !== anyWord);
  return { parts, needed: needed.map(({ slots }) => slots.map(({ slot }) => slot)) };
}

function isRuledOut({ needed }: Row, places: Int32Array): boolean {
  for (const slots of needed) {
    let found = 0;
    for (const slot of slots) found |= places[slot] ?? 0;
    if (found === 0) return true;
  }
  return false;
}

function firstOf(rows: readonly Row[], place: PhrasePlace, read: ReadWords): number {
  const all = (1 << (read.words.length + 1)) - 1;
  const anchored = place === "start" || place === "whole";
  const wanted = place === "end" || place === "whole" ? 1 << read.words.length : all;
  const stands = (row: Row, starts: number): boolean => (endsOf(row, starts, read) & wanted) !== 0;
  if (anchored || place === "end") return rows.some((row) => stands(row, anchored ? 1 : all)) ? 0 : -1;
  const found = rows.filter((row) => stands(row, all));
  return found.length === 0 ? -1 : read.words.findIndex((_, at) => found.some((row) => stands(row, 1 << at)));
}

function lengthOf(rows: readonly Row[], read: ReadWords): number {
  return rows.reduce((most, row) => Math.max(most, 31 - Math.clz32(endsOf(row, 1, read))), -1);
}

/** Where a phrase may end that begins at one of some places; places are bits. */
function endsOf(row: Row, starts: number, { places }: ReadWords): number {
  if (isRuledOut(row, places)) return 0;
  let at = starts;
  for (const { slots, least, most } of row.parts) {
    let now = at;
    let reached = least === 0 ? at : 0;
    for (let round = 0; round < most && now !== 0; round++) {
      let next = 0;
      for (const { slot, length } of slots) next |= (now & (places[slot] ?? 0)) << length;
      now = next & ~reached;
      reached |= next;
    }
    at = reached;
    if (at === 0) return 0;
  }
  return at;
}
