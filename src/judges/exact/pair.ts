import { isLong } from "./reach.ts";
import { withAlternatives } from "./alternatives.ts";
import { withRoundBrackets } from "./angle-brackets.ts";
import { tuple } from "./collection.ts";
import { interval } from "./interval.ts";
import { type Comparison, comparison } from "./kind.ts";
import { normalize } from "./normalize.ts";
import { readNumber } from "./number.ts";
import type { ExactSettings } from "./settings.ts";

const inOrder = comparison(withAlternatives(tuple, true));
const between = comparison(interval);
const pair = /([[(\]])\s?((?:[^,;[\]()]|\([^()]{0,40}\)){1,80}?)\s?[,;]\s?((?:[^,;[\]()]|\([^()]{0,40}\)){1,80}?)\s?([\])[])[\s.]{0,4}$/;

/**
 * Values in an order. `[2, 5]` is a pair of numbers, and an interval where the answer is a comparison: 2 <= x <= 5. Two rising values may be
 * the ends of an interval: there the brackets of both sides must be alike, unless the kind is stated.
 */
export const pairs: Comparison = Object.assign(
  (written: string, keysGiven: readonly string[], settings: ExactSettings): readonly boolean[] => {
    const candidate = withRoundBrackets(written);
    const keys = keysGiven.map(withRoundBrackets);
    const compared = /[<>≤≥]|\\[lg]eq?(?![a-z])|\\[lg]t(?![a-z])/.test(candidate) && keys.every((key) => between.isKey(key, settings));
    if (compared) return between(candidate, keys, settings);
    const outcomes = inOrder(candidate, keys, settings);
    if (settings.answerKind !== undefined || !outcomes.some(Boolean)) return outcomes;
    const parts = isLong(candidate, "sentence") ? [candidate] : candidate.split(/,?\sor\s/);
    if (parts.length > 1 && parts.every((part) => bracketsOf(part) !== undefined))
      return parts.flatMap((part) => inOrder(part, alike(part, keys), settings));
    const own = alike(candidate, keys);
    return own.length === 0 ? outcomes.map(() => false) : inOrder(candidate, own, settings);
  },
  {
    isKey: (key: string, settings: ExactSettings) => inOrder.isKey(withRoundBrackets(key), settings),
    said: (key: string, settings: ExactSettings) => (settings.answerKind === undefined ? readings[bracketsOf(key) ?? ""] : undefined),
  },
);

/** What a key of two rising values may be read as, by its brackets. */
const readings: Readonly<Record<string, string>> = {
  "()": "a point or an open interval",
  "[]": "a pair or a closed interval",
};

/** The keys whose brackets an answer has, where both have some that say which ends belong to an interval. */
function alike(candidate: string, keys: readonly string[]): readonly string[] {
  const given = bracketsOf(candidate);
  return given === undefined ? keys : keys.filter((key) => (bracketsOf(key) ?? given) === given);
}

/** The brackets of a pair that may be an interval, `]1, 2[` as those of (1, 2); undefined for anything else. */
function bracketsOf(text: string): string | undefined {
  const plain = normalize(text.replace(/(?<!\\)\$/g, ""));
  const match = isLong(plain, "sentence") || /[)\]]\s?=\s?[[(]/.test(plain) ? null : pair.exec(plain);
  if (match === null) return undefined;
  const [low, high] = [match[2], match[3]].map((end) => readNumber(end ?? "")?.value);
  if (low !== undefined && high !== undefined && low.top * high.bottom >= high.top * low.bottom) return undefined;
  return (match[1] === "[" ? "[" : "(") + (match[4] === "]" ? "]" : ")");
}

/** The items of an array that is the value of a property in a text: its brackets are JSON's and say nothing of an interval. */
export function withoutArray(span: string, text: string): string {
  const dense = span.replace(/\s/g, "");
  return /^\[[^[\]]{1,400}\]$/.test(dense) && text.replace(/\s/g, "").includes(`":${dense}`) ? span.trim().slice(1, -1) : span;
}
