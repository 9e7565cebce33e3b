import { isLong } from "../reach.ts";
import type { DisownedOption } from "./disowned-stretch.ts";
import { standingAt } from "./standing-at.ts";
import { foreignDisownedIn } from "./foreign-option.ts";
import { splitAfter } from "../split-after.ts";

/** An option's letter, in brackets or in bold or alone, and no word of a sentence. */
const letter =
  /\(?(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}'’])(?!(?<=[AI])\s(?!(?:is|was|would|seems|looks|appears|sounds|comes|gets|because|since|as|and|or|due|given|which|where|with|for|but|not|fits|works)\b)\p{Ll})\)?/gu;
/** Where another clause of a sentence begins, which may name the option that the text does choose. */
const turn = /[,;:—–]?\s(?:but|however|yet|so|whereas|while|though|although|and|therefore|thus|hence|since|because)\b|[,;—–]\s/giu;
const joint = /^[*_]{0,3}\s?(?:,|,?\s?(?:and|or|nor|&|\/))\s?(?:options?\s)?[*_]{0,3}$/i;
const searched = 16_384;
const mostRuns = 200;

/** The clauses of a text that name an option without choosing it: "(B) is a trap", "most people would say B", "it might be C". */
export function disownedIn(text: string): readonly DisownedOption[] {
  const found: DisownedOption[] = [];
  let from = Math.max(0, text.length - searched);
  let left = mostRuns;
  for (const sentence of splitAfter(text.slice(from), /[.!?][*_)"']{0,3}\s|\n|;\s/gu)) {
    const runs = left <= 0 || isLong(sentence, "lines") || !/[A-Z]/.test(sentence) ? [] : runsIn(sentence);
    for (const { at, end, letters } of runs.slice(0, left)) {
      const standing = standingAt(text, from + at, from + end, true);
      const as = standing === "own" || standing === "maybe" ? undefined : standing === "open" ? "open" : "denied";
      const others = runs.filter((other) => other.letters !== letters).map((other) => other.at);
      const beside = as === "open" && others.some((other) => other < at);
      if (as !== undefined && !beside)
        found.push({ from: from + startOf(sentence, at, others), to: from + endOf(sentence, at, others), as });
    }
    left -= runs.length;
    from += sentence.length;
  }
  const start = Math.max(0, text.length - searched);
  return [...found, ...foreignDisownedIn(text.slice(start)).map((one) => ({ ...one, from: one.from + start, to: one.to + start }))];
}

interface Run {
  readonly at: number;
  readonly end: number;
  readonly letters: string;
}

/** Options that are named in a row: "(A), (B) and (C)". */
function runsIn(sentence: string): readonly Run[] {
  const runs: Run[] = [];
  for (const { index: at, 0: said } of sentence.matchAll(letter)) {
    const last = runs.at(-1);
    const end = at + said.length;
    const own = said.replace(/[()]/g, "");
    if (last !== undefined && joint.test(sentence.slice(last.end, at)))
      runs.splice(-1, 1, { at: last.at, end, letters: last.letters + own });
    else runs.push({ at, end, letters: own });
  }
  return runs;
}

/** Where the clause begins that names an option: behind one that names another, else with its sentence. */
function startOf(sentence: string, at: number, others: readonly number[]): number {
  const before = others.findLast((index) => index < at);
  if (before === undefined) return 0;
  const cut = [...sentence.slice(before, at).matchAll(turn)].at(-1)?.index;
  return cut === undefined ? at : before + cut;
}

/** Where the clause ends that names an option: before the next one that names another, else with its sentence. */
function endOf(sentence: string, at: number, others: readonly number[]): number {
  const next = others.find((index) => index > at);
  if (next === undefined) return sentence.length;
  const cut = [...sentence.slice(at, next).matchAll(turn)].at(-1)?.index;
  return cut === undefined ? sentence.length : at + cut;
}

/** A text with those stretches blank; places stay. */
export function withoutDisowned(text: string, disowned: readonly DisownedOption[]): string {
  let out = text;
  for (const { from, to } of disowned) out = out.slice(0, from) + out.slice(from, to).replace(/[^\n]/g, " ") + out.slice(to);
  return out;
}
