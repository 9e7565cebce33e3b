import assert from "node:assert/strict";
import { test } from "node:test";
import type { Span } from "./extract.ts";
import { settled } from "./settled.ts";
import { type AnswerKind, exactOptions } from "./settings.ts";

interface Place {
  readonly behind?: string;
  readonly level?: Span["level"];
  readonly lead?: string;
}
type Row = readonly [text: string, wanted: string, place?: Place];

/** What a place says in the end, as "said: outcomes", of "+" for the key and "-" for another value. */
function table(kind: AnswerKind, key: string, rows: readonly Row[], outcomesOf: (text: string) => readonly boolean[]): void {
  const settings = exactOptions.parse({ kind: "exact", answer: key, answerKind: kind });
  const wrong = rows.flatMap(([text, wanted, place]) => {
    const { behind = "", level = "marker", lead = "Answer: " }: Place = place ?? {};
    const span: Span = { at: lead.length, text, firm: true, level, denied: false, lead, behind };
    const read = settled(span, kind, settings, outcomesOf);
    const got = read === undefined ? "none" : `${read.said}: ${read.outcomes.map((one) => (one ? "+" : "-")).join("")}`;
    return got === wanted ? [] : [`${text} | ${behind} => ${got}`];
  });
  assert.deepEqual(wrong, []);
}

/** Reads the numbers that a text consists of, with a word or a unit each; 18 is the key. */
function numbers(text: string): readonly boolean[] {
  const parts = text.replace(/[.!\s]+$/, "").split(/ or |; /);
  const read = parts.map((part) => /^(?:either )?[$]?(-?\d+)(?: [a-z]+(?: per [a-z]+)?)?$/.exec(part.trim())?.[1]);
  return read.every((one) => one !== undefined) ? read.map((one) => one === "18") : [];
}

test("a number is settled by the turns behind it", () =>
  table(
    "number",
    "18",
    [
      ["18", "18: +"],
      ["20", "20: -"],
      ["red", "none"],
      ["18", "18: +", { behind: ". It is what she earns." }],
      ["20", "18: +", { behind: ". Wait, actually 18." }],
      ["18", "20: -", { behind: ". Wait, actually 20." }],
      ["20", "18: +", { behind: ". I misread the price. So the total is 18." }],
      ["20", "21: -", { behind: ". Wait, actually 18. No, I forgot one: it is 21." }],
      ["18", "18: ", { behind: ". That is wrong." }],
      ["20, no, 18", "18: +"],
      ["18, no, 20", "20: -"],
      ["18 or 20", "18 or 20: +-"],
      ["18, or maybe 20", "18 or 20: +-"],
      ["20, or maybe 18", "20 or 18: -+"],
      ["18 dollars, or 1800 cents", "18 dollars: +"],
      ["18 dollars, or 20 dollars", "18 dollars or 20 dollars: +-"],
      ["either 18 dollars, or 1800 cents", "either 18 dollars or 1800 cents: +-"],
      ["18, nicht 20", "18: +"],
      ["Son 18, no 20", "none"],
      ["18", "18: +", { behind: "\nThe page is 20." }],
      ["18", "18: ", { behind: "\n20" }],
      ["20", "20: ", { behind: "\n18" }],
      ["20", "20: -", { behind: "\n21" }],
      ["18", "18: +", { behind: "\n18" }],
      ["18", "18: ", { behind: "\n20", level: "box" }],
      ["18", "18: ", { lead: "It is not " }],
      ["20", "20: -", { lead: "It is not " }],
    ],
    numbers,
  ));

test("a day is settled with the year of the day before it", () =>
  table(
    "date",
    "March 4, 2025",
    [
      ["March 4, 2025", "March 4, 2025: +"],
      ["March 5, 2025", "March 4, 2025: +", { behind: ". No, March 4." }],
      ["March 5, 2025", "March 4, 2025: +", { behind: ". No, the 4th." }],
      ["March 5, 2025", "March 4, 2025: +", { behind: ". No, 4." }],
      ["March 4, 2025", "March 5, 2025: -", { behind: ". No, the 5th." }],
      ["March 4, 2025", "March 4, 2024: -", { behind: ". No, March 4, 2024." }],
      ["March 4, 2025", "March 4, 2025: +", { behind: ". It is early." }],
      ["March 4", "none", { behind: ". No, the 5th." }],
    ],
    (text) => (/^[A-Z][a-z]+ \d{1,2}, \d{4}\.?$/.test(text.trim()) ? [text.trim().replace(/\.$/, "") === "March 4, 2025"] : []),
  ));

/** Reads one letter in brackets or bare; B is the key. */
const letters = (text: string): readonly boolean[] => {
  const letter = /^\(?([A-D])\)?\.?$/.exec(text.trim())?.[1];
  return letter === undefined ? [] : [letter === "B"];
};

test("an option is settled without the one it is set against", () =>
  table(
    "choice",
    "B",
    [
      ["B", "B: +"],
      ["B, no la A", "B: +"],
      ["B, pas l'A", "B: +"],
      ["B, y no la opción A.", "B.: +"],
      ["A, non la B", "A: -"],
      ["C - no, B", "B: +"],
      ["B - no, C", "C: -"],
      ["B", "C: -", { behind: ". I misread the question. The correct option is C." }],
      ["B", "B: +", { behind: ". It fits best." }],
      ["B", "B: ", { behind: "\nC" }],
      ["B", "B: ", { behind: "\nC", level: "last-line" }],
    ],
    letters,
  ));

test("words are settled by names, and a key that turns is a key all the same", () => {
  const key = (own: string) => (text: string) => [text.replace(/[.\s]+$/, "").toLowerCase() === own];
  table(
    "text",
    "Paris",
    [
      ["Paris", "Paris: +"],
      ["Lyon. No, Paris.", "Paris: +"],
      ["Lyon", "Paris: +", { behind: ". Wait, Paris." }],
      ["Paris, nicht Lyon", "Paris: +"],
      ["Paris", "Paris: ", { behind: "\nLyon" }],
    ],
    key("paris"),
  );
  table("text", "yes or no", [["yes or no", "yes or no: +"]], key("yes or no"));
  table("text", "Paris, nicht Lyon", [["Paris, nicht Lyon", "Paris, nicht Lyon: +"]], key("paris, nicht lyon"));
});

test("of several values one that the text rejects is left out, or nothing is read", () => {
  const sets = (text: string): readonly boolean[] => {
    const inner = /^\{?(-?\d+(?:, -?\d+)*)\}?\.?$/.exec(text.trim())?.[1];
    return inner === undefined ? [] : [inner === "3, -3"];
  };
  table(
    "set",
    "{3, -3}",
    [
      ["{3, -3}", "{3, -3}: +"],
      ["{3, -3}", "{3, -3}: ", { behind: ". But -3 is extraneous." }],
      ["{3, -3}", "{3, -3}: +", { behind: ". Both are roots." }],
    ],
    sets,
  );
});
