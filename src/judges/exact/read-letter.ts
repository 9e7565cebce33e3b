import { foundIn, textAt } from "./text-or-none.ts";
import { textBefore, textFrom } from "./reach.ts";
import { chosenAbroad } from "./chosen-abroad.ts";
import { chosenIn, lastLetter } from "./choice.ts";
import { disownedIn, withoutDisowned } from "./claims/disowned-option.ts";
import type { DisownedOption } from "./claims/disowned-stretch.ts";
import { type Outcomes, type Reading, reading } from "./read-span.ts";
import { settled } from "./settled.ts";
import { refusalIn } from "./refusal.ts";
import type { ExactSettings } from "./settings.ts";
import { optionWalkIn } from "./option-walk.ts";
import { endsWithOptions, unfinishedFrom } from "./unfinished.ts";
import { affirmedIn } from "./verdict-list.ts";

/**
 * An option without a mark of a final answer: a reply that opens with its letter, a short last line, words of choosing, an opening label,
 * else the last letter that stands alone, as MMLU-Pro's own extraction does.
 */
export function readLetter(whole: string, settings: ExactSettings, outcomesOf: Outcomes): Reading {
  const disowned = stretches(whole);
  const text = withoutDisowned(whole, disowned);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [first, last] = [textAt(lines, 0), textAt(lines, -1)];
  const labels = lines.filter((line) => alone.test(line) || labelled.test(line));
  const opens = labels.length === 1 && labels[0] === first && !listsOptions.test(first);
  const chosen = chosenIn(text, settings.options) ?? (settings.multiple ? undefined : chosenAbroad(text, settings.options));
  const listed = !settings.multiple && endsWithOptions(lines);
  const sure = !listed && !isLeftOpen(whole, disowned) && (alone.test(last) || !refusalIn(whole));
  const walk = settings.multiple ? undefined : optionWalkIn(whole, text, settings.options);
  const brief =
    sure &&
    walk === undefined &&
    last.length < 60 &&
    chosenIn(last, settings.options) === undefined &&
    !/^\W{0,3}[AI]\s(?!(?:and|or)\s\W{0,4}[A-Z]\b)[a-z]/.test(last);
  const guessed =
    settings.multiple || !sure || walk !== undefined || isUnknownScript(whole) ? undefined : lastOwned(whole, disowned, settings.options);
  const affirmed = settings.multiple ? undefined : (affirmedIn(lines, settings.options) ?? walk?.letter);
  if (affirmed === "") return reading([], last, "last-line");
  if (weighed.test(last) && labels.length > 1) return reading([], last, "last-line");
  const start = text.indexOf(first) + first.length;
  const guess = ", the last letter that stands alone in a text without a marked answer";
  const tries: readonly Try[] = [
    { said: settings.multiple ? labeledEnd(lines) : undefined },
    { said: affirmed === undefined ? undefined : `(${affirmed})` },
    { said: opens && alone.test(first) ? first : undefined, level: "first-line", end: start },
    { said: brief && !opens ? last : undefined },
    {
      said: chosen === undefined ? undefined : settings.multiple ? namedFrom(text, chosen.at) : `(${chosen.letter})`,
      at: chosen?.at,
      end: chosen?.end,
    },
    { said: opens ? first : undefined, level: "first-line", end: start },
    { said: guessed === undefined ? undefined : `(${guessed.letter})`, at: guessed?.at, end: guessed?.end, note: guess },
  ];
  for (const { said = "", level = "last-line", at = 0, end = text.length, note = "" } of tries) {
    const lead = textBefore(text, at, "line").replace(/\($/, "");
    const span = { at: end, text: said, firm: true, level: "last-line", denied: false, lead, behind: text.slice(end) } as const;
    const read = said === "" ? undefined : settled(span, "choice", settings, outcomesOf);
    if (read !== undefined) return { ...reading(read.outcomes, said, level), note };
  }
  return reading([], last, "last-line");
}

/** What a text says of options that it does not choose, and the sentence at its end that breaks off. */
function stretches(text: string): readonly DisownedOption[] {
  const from = unfinishedFrom(text);
  return [...disownedIn(text), ...(from === undefined ? [] : [{ from, to: text.length, as: "open" } as const])];
}

/** Whether the last line of a text that names an option leaves it open. */
function isLeftOpen(text: string, disowned: readonly DisownedOption[]): boolean {
  const at = [...text.matchAll(/(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}])/gu)].at(-1)?.index ?? -1;
  return disowned.some(({ from, to, as }) => as === "open" && from <= at && at < to);
}

/** The last letter of a text, unless it is one that the text does not choose. */
function lastOwned(text: string, disowned: readonly DisownedOption[], options: number): ReturnType<typeof lastLetter> {
  const last = lastLetter(text, options);
  return last === undefined || disowned.some(({ from, to }) => from <= last.at && last.at < to) ? undefined : last;
}

/** Whether a text is written in a script whose words are not read here: Korean, Japanese, Cyrillic, Arabic and others. */
function isUnknownScript(text: string): boolean {
  const known = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Han}]/u;
  return (text.slice(-2000).match(/\p{L}/gu) ?? []).filter((letter) => !known.test(letter)).length > 9;
}

/** The options from the first on, in one line. */
const listsOptions = /^[\s*_"'#]{0,6}\(?A[).:][^\n]{1,200}[\s(]B[).:]\s/;
/** An option with its probability. */
const weighed = /^\W{0,6}[A-Z]\W{1,5}\d{1,3}(?:\.\d{1,4})?\s?%\W{0,3}$/;

/** The rest of a sentence from the letter that it chooses: "A and C". */
function namedFrom(text: string, at: number): string {
  return foundIn(textFrom(text, at, "line"), /^.{1,200}?(?=[.!?]\s|\n|$)/s);
}

/** A text that may name the option, and where the text after it begins. */
interface Try {
  readonly said: string | undefined;
  readonly level?: Reading["level"];
  readonly at?: number | undefined;
  readonly end?: number | undefined;
  readonly note?: string;
}

/** The lines at the end of a text that are a list of options, two at least. */
function labeledEnd(lines: readonly string[]): string | undefined {
  const bare = lines.map((line) => line.replace(/^\s{0,9}[-*•+]\s{1,9}/, ""));
  const before = bare.findLastIndex((line) => !alone.test(line) && !labelled.test(line));
  return lines.length - before > 2 ? lines.slice(before + 1).join("\n") : undefined;
}

/** A line that is one letter, and one that begins with a letter as the label of an option's text. */
const alone = /^[\s*_"'#]{0,6}[([]?[A-Z][)\].:]?[*_"']{0,4}\s*$/;
const labelled = /^[\s*_"']{0,4}\(?[A-Z][).:][*_"')]{0,3}\s(?!(?:is|are|was|can|cannot|has|does|would|could|may|must|seems|looks)\b)/;
