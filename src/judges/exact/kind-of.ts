import { amountsIn } from "./amount.ts";
import { withRepetends } from "./amount-forms.ts";
import { currencyMarks } from "./currency.ts";
import { statedAngle } from "./angle.ts";
import { withRoundBrackets } from "./angle-brackets.ts";
import { readBased } from "./base.ts";
import { chemicalIn } from "./chemical.ts";
import { choice } from "./choice.ts";
import { compoundIn } from "./compound.ts";
import { date } from "./date.ts";
import { equation } from "./expression.ts";
import { interval } from "./interval.ts";
import { enclosed, hasValue, split } from "./items.ts";
import { emptySet, matrices } from "./collection.ts";
import { normalize } from "./normalize.ts";
import { fractionInDigits } from "./number-words.ts";
import { readNumber } from "./number.ts";
import { currencyOf } from "./quantity.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";
import { scaleIn } from "./scales.ts";
import { inUnit } from "./units.ts";

type Rule = (plain: string, key: string, settings: ExactSettings) => AnswerKind | undefined;

/** The kind that the whole key shows by its form; `table` must be named. A key of words, or with a part that no rule can read, is text. */
export function kindOf(key: string, settings: ExactSettings): AnswerKind {
  const plain = normalize(withRepetends(key));
  for (const rule of rules) {
    const kind = rule(plain, key, settings);
    if (kind !== undefined) return kind;
  }
  return "text";
}

const rules: readonly Rule[] = [
  (plain, _key, settings) => (isRow(plain, settings) ? "list" : undefined),
  (plain, _key, settings) => (isDated(plain) && date.readings(plain, settings).length === 1 ? "date" : undefined),
  (plain, key, settings) =>
    /^\(?[A-J]\)?$/.test(plain) && !/^[A-Z]\*$/.test(key.trim()) && choice.readings(plain, settings).length === 1 ? "choice" : undefined,
  (plain, _key, settings) =>
    settings.multiple && /^[([\s]*[A-Z](?:[)\]\s,;&/]*(?:and|or)?[([\s]*[A-Z])*[)\]]*$/.test(plain) ? "choice" : undefined,
  // A code keeps its zeros: 007 is no 7.
  (plain) => (/^[+-]?0\d/.test(plain) && /^[\d.,-]+$/.test(plain) ? "text" : undefined),
  // A place is its words: "third" is the 3rd.
  (plain) => (/^\d{1,4}(?:st|nd|rd|th)$/i.test(plain) ? "text" : undefined),
  ofNumber,
  (plain) => (readBased(plain) !== undefined ? "base" : undefined),
  (plain) => (compoundIn(plain) === undefined && statedAngle(plain) === undefined ? undefined : "unit"),
  ofAmount,
  ofInterval,
  (plain, key) => (/\\begin\s?\{[a-zA-Z]*matrix\}|\\begin\s?\{array\}/.test(key) || isGrid(plain) ? "matrix" : undefined),
  (plain) => (/^\\?\{.*\}$|^\\(?:emptyset|varnothing)$|^∅$/.test(plain) || emptySet.test(plain) ? "set" : undefined),
  (plain) => (/^\(.*,.*\)$/.test(withRoundBrackets(plain)) && /^(?:\\langle|[<⟨〈〈])/.test(plain) ? "tuple" : undefined),
  (plain) =>
    /^[([].*,.*[)\]]$/.test(plain) && enclosed(plain.replace(/^\([a-z](?:,\s?[a-z])+\)\s?=\s?/i, "")) !== undefined ? "tuple" : undefined,
  (plain) => (chemicalIn(plain) === undefined ? undefined : "text"),
  ofEquation,
  ofSeveral,
  (plain, _key, settings) =>
    isFormal(plain) && !plain.includes("=") && equation.readings(plain, settings).length === 1 ? "expression" : undefined,
  // Words whose order does not count are items.
  (plain, _key, settings) => (settings.unordered === true && split(plain).length > 1 ? "list" : undefined),
];

/** Written as a day or a time; `20250304` is a number, `2025-3` a difference and `2h` a duration. */
function isDated(plain: string): boolean {
  if (/\b\d{4}-\d\b|^\d+$/.test(plain)) return false;
  return /\d{4}|\d\s?[ap]\.?m\b|^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$|^\d{1,2}h\d{2}$|^(?:noon|midnight)$/i.test(plain);
}

/** Whole numbers with commas alone between them that are no groups of a number: `1,2` is two roots, `100,200` may be a number. */
function isRow(plain: string, { decimal }: ExactSettings): boolean {
  return decimal !== "," && /^-?\d+(?:,-?\d+)+$/.test(plain) && !/^-?[1-9]\d{0,2}(?:,\d{3})+$/.test(plain);
}

function ofNumber(plain: string, _key: string, settings: ExactSettings): AnswerKind | undefined {
  const style = { thousands: settings.thousands, decimal: settings.decimal === "," ? "," : "." } as const;
  const written = plain.includes("=") ? undefined : readNumber(fractionInDigits(plain), style);
  return written === undefined ? undefined : written.form === "percent" ? "percent" : "number";
}

const leading = new RegExp(`^(?:[+-]?\\s?\\\\?(?:[\\d.,(]|${currencyMarks})|[A-Z]{2,3}\\b)`);

/** A number with a currency, a known unit or the one thing that is counted, and nothing else. */
function ofAmount(plain: string, _key: string, settings: ExactSettings): AnswerKind | undefined {
  const amounts = /[=:;]|\bor\b/.test(plain) ? [] : amountsIn(plain, settings, true);
  const [amount] = amounts;
  if (amount === undefined || amounts.length !== 1 || !leading.test(plain)) return undefined;
  if (amount.modulus !== undefined) return "number";
  if (currencyOf(amount) !== undefined) return "money";
  if (amount.words === "" && scaleIn(plain.replace(/^[^\p{L}]+/u, " ")) !== undefined) return "number";
  if (amount.words === "" || amount.number.form === "percent") return undefined;
  const known = inUnit({ top: 1n, bottom: 1n }, amount.words) !== undefined;
  return known || /^[\p{L}]{3,}(?:\s\p{L}+){0,3}$/u.test(amount.words) ? "unit" : undefined;
}

/** An interval by its brackets, an end without end, a union, or a comparison; plain `(1, 2)` is a tuple. */
function ofInterval(plain: string, _key: string, settings: ExactSettings): AnswerKind | undefined {
  if (interval.readings(plain, settings).length !== 1) return undefined;
  // "Positive" may be a label.
  if (
    /\breal\snumbers?\b|\b(?:than|at\s(?:least|most)|inclusive|exclusive|strictly|above|below|over|under|or\s(?:more|less|fewer|greater))\b.*\d|\d.*\b(?:or\s(?:more|less|fewer|greater)|inclusive|exclusive)\b/i.test(
      plain,
    )
  )
    return "interval";
  return /[<>≤≥]|\\[lg]eq?|\\infty|∞|\\cup|∪|^\S*\[[^\]]*\)$|^\S*\([^)]*\]$|^\].*|.*\[$/.test(plain) ? "interval" : undefined;
}

/** Rows of rows, as `[[1, 2], [3, 4]]`. */
function isGrid(plain: string): boolean {
  const inside = enclosed(plain);
  const rows = inside === undefined ? [] : split(inside);
  return rows.length > 1 && plain.startsWith("[") && rows.every((row) => row.startsWith("[") && row.endsWith("]"));
}

/** One equals sign between two formulas; `==` is a program's. */
function ofEquation(plain: string, _key: string, settings: ExactSettings): AnswerKind | undefined {
  if (!/^[^=<>!]+=[^=]+$/.test(plain) || split(plain).length !== 1) return undefined;
  return equation.readings(plain, settings).length === 1 ? "equation" : undefined;
}

/** Several values without brackets, in any order: `1, -2`, `a = 2, b = 3`, `1 ± 2`. */
function ofSeveral(plain: string, key: string, settings: ExactSettings): AnswerKind | undefined {
  if (matrices(key) !== key) return undefined;
  const parts = split(plain);
  const enough = parts.length > 1 || /\\pm(?![a-z])|±/.test(plain);
  const values = parts
    .map((part) => part.replace(/\\pm(?![a-z])|±/, "+"))
    .flatMap((part) => {
      const inside = parts.length > 1 ? enclosed(part) : undefined;
      return inside === undefined ? [part] : split(inside);
    });
  return enough && values.every((part) => hasValue(part, settings)) ? "list" : undefined;
}

/** Written with operators, digits before letters, or LaTeX: `2x` and `\pi` are formulas, `x` and `H2O` are words. */
function isFormal(plain: string): boolean {
  if (/^[a-z]{1,2}-\d+$/i.test(plain) || /[a-z]\d/i.test(plain.replace(/\\[a-z]+|_\{?\d|\^\{?\d/gi, " "))) return false;
  return /\\[a-zA-Z]|(?:^|[-+*/(=\d])\s?\|[^|]{1,200}\||[\^*/+√π!]|\d\s?[a-z(]|[\w)]\s?-\s?[\w(\\]/i.test(plain) || /^-[a-z]$/i.test(plain);
}
