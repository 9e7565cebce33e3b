import { type Amount, amountsIn } from "./amount.ts";
import type { Kind } from "./kind.ts";
import type { WrittenNumber } from "./number.ts";
import { fromNumber, type Rational, rational, rationalText, sameRational, times, within } from "./rational.ts";
import type { ExactSettings } from "./settings.ts";
import { angleIn, directionOf, isPlainAngle } from "./angle.ts";
import { currencyCode, hundredths } from "./currency.ts";
import { compoundIn } from "./compound.ts";
import { opposes } from "./opposites.ts";
import { inUnit } from "./units.ts";

const hundred: Rational = { top: 100n, bottom: 1n };
/**
 * Integers, fractions, decimals and percents by exact value. A key that is a bare number is answered with or without a unit, a currency
 * or a percent sign. A decimal equals a fraction only if it terminates there, or within the tolerance.
 */
export const number: Kind<Amount> = {
  readings: amountsIn,
  said: amountText,
  doubts: doubtful,
  matches(answer, key, settings) {
    if (answer.alike !== undefined && number.matches(answer.alike, key, settings)) return true;
    const [given, wanted] = [answer.number, key.number];
    if (answer.modulus !== undefined || key.modulus !== undefined) return sameResidue(answer, key);
    if (settings.reducedForm && !given.reduced) return false;
    const byValue = settings.percentEqualsFraction ?? isFraction(wanted);
    if (wanted.form === "percent")
      return (
        near(given.value, wanted.value, settings) || (settings.unitOptional && near(given.value, times(wanted.value, hundred), settings))
      );
    if (given.form === "percent") {
      const same = near(given.value, wanted.value, settings);
      // 0.5% is no 1/2, but the percents of a key of 0.5 may be asked for.
      return (byValue && same) || (!isFraction(wanted) && near(times(given.value, hundred), wanted.value, settings));
    }
    return near(given.value, wanted.value, settings);
  },
};

function isFraction({ form }: WrittenNumber): boolean {
  return form === "fraction" || form === "mixed";
}

/** Whether the number of a sign with two meanings is the key's by its other meaning, or a residue only by another member of its class. */
function doubtful(answer: Amount, key: Amount, settings: ExactSettings): boolean {
  const percent = answer.number.form === "percent" && key.number.form === "decimal" && settings.percentEqualsFraction === undefined;
  if (percent && near(answer.number.value, key.number.value, settings)) return true;
  const residues = answer.modulus !== undefined && key.modulus === undefined;
  return residues
    ? sameResidue(answer, { ...key, modulus: answer.modulus })
    : answer.other !== undefined && near(answer.other, key.number.value, settings);
}

/** Two residues of one class, or one and the least that is not negative. */
function sameResidue(a: Amount, b: Amount): boolean {
  const modulus = a.modulus ?? b.modulus ?? 1n;
  const [one, other] = [a.number.value, b.number.value];
  if (one.bottom !== 1n || other.bottom !== 1n || (b.modulus ?? modulus) !== modulus) return false;
  if (a.modulus !== undefined && b.modulus !== undefined) return (one.top - other.top) % modulus === 0n;
  const least = a.modulus === undefined ? ((other.top % modulus) + modulus) % modulus : other.top;
  return one.top === least;
}

/** A number with a unit, by value in the base of its dimension, or with the thing that is counted; the tolerance is in the key's unit. */
export const unit: Kind<Amount> = {
  said: amountText,
  readings(span, settings) {
    const compound = compoundIn(span) ?? angleIn(span);
    return compound === undefined ? amountsIn(span, settings, true) : [compound];
  },
  matches(answer, key, settings) {
    if (opposes(answer.words, key.words)) return false;
    // A bare C or F beside a temperature is one, and else a coulomb or a farad.
    const signs = [answer.words, key.words].some((words) => /^(?:°\s?[CF]|(?:degrees\s)?(?:celsius|fahrenheit))\b/i.test(words));
    const molar = [answer.words, key.words].some((words) => /mol(?:es?|ar)?\b/i.test(words));
    const sign = (words: string): string => {
      // The N of a latitude is no newton.
      if (directionOf(words) !== "") return "°";
      if (molar && /^(?:[mµμn]?M|molar)$/.test(words)) return words === "molar" ? "mol/L" : words.replace("M", "mol/L");
      return signs && /^[CF]$/.test(words) ? `°${words}` : words;
    };
    const wanted = inUnit(key.number.value, sign(key.words));
    const one = inUnit({ top: 1n, bottom: 1n }, sign(key.words));
    const given = inUnit(answer.number.value, sign(answer.words));
    if (given === undefined || wanted === undefined || one === undefined) {
      // A known unit is never the same as one that is unknown or spelled in the case of another: NM is no nm.
      if (answer.words !== "" && (given !== undefined || (wanted !== undefined && wanted.dimension !== "angle1"))) return false;
      const same =
        answer.words === ""
          ? settings.unitOptional || /^(?:times)?$/i.test(key.words) || (wanted?.dimension === "angle1" && isPlainAngle(key.words))
          : counted(answer.words, key.words);
      return same && near(answer.number.value, key.number.value, settings);
    }
    if (given.dimension !== wanted.dimension) return false;
    if (directionOf(answer.words) !== directionOf(key.words) && !settings.unitOptional) return false;
    const scale = rational(one.value.bottom, one.value.top);
    // A temperature has an offset beside its factor: its tolerance is in kelvin.
    if (scale === undefined || wanted.dimension === "temperature") return near(given.value, wanted.value, settings);
    return near(times(given.value, scale), times(wanted.value, scale), settings);
  },
};

/** Whether both count the same thing: "eggs per day" also answers "eggs"; the plural makes no difference. */
function counted(answer: string, key: string): boolean {
  const [given, wanted] = [stems(answer), stems(key)];
  return wanted.every((word, at) => given[at] === word);
}

function stems(words: string): string[] {
  return words
    .toLowerCase()
    .split(/[\s.,]+/)
    .filter((word) => word !== "")
    .map((word) => (word.length > 3 ? word.replace(/(?:e?s|e)$/, "") : word));
}

/** An amount with its currency: the currency must agree, the amount exactly or within the tolerance. */
export const money: Kind<Amount> = {
  readings: (span, settings) => amountsIn(span.replace(/(?<=\d)p(?![\p{L}\d])/gu, " pence"), settings),
  said: (key) => `${rationalText(inCurrency(key))} ${currencyOf(key) ?? ""}`.trim(),
  // A price by a measure is no price, unless the key has the measure too; what is paid a day or a week is an amount.
  doubts: (answer, key, settings) => isRate(answer, key) || doubtful(answer, key, settings),
  matches(answer, key, settings) {
    if (isRate(answer, key) || opposes(answer.words, key.words)) return false;
    const [given, wanted] = [currencyOf(answer), currencyOf(key)];
    const cents = inCents.test(answer.words) && /^(?:eur|aud|cad|nzd|hkd|sgd)$/.test(wanted ?? "");
    if (given !== wanted && !cents && !(given === undefined && settings.unitOptional)) return false;
    return near(inCurrency(answer), inCurrency(key), settings);
  },
};

function isRate(answer: Amount, key: Amount): boolean {
  return rate.test(answer.words) && !rate.test(key.words);
}

const rate =
  /^(?:(?:dollars?|euros?|pounds?|cents?)\s?|[a-z]{3}\s?)?(?:\/\s?|per\s)(?:h(?:ou)?rs?|h|min(?:ute)?s?|sec(?:ond)?s?|miles?|mi|k?m|(?:kilo)?met(?:er|re)s?|k?g|(?:kilo)?grams?|lbs?|pounds?|ounces?|oz|lit(?:er|re)s?|gallons?|square|sq)\b/i;
const inCents = /^(?:cents?\b|¢)/i;

/** The currency's code, from the sign or code before the number or the word after it; undefined when none is named. */
export function currencyOf({ currency, words }: Amount): string | undefined {
  if (currency !== undefined) return currencyCode(currency) ?? currency;
  const word = /^(?:us\s)?([\p{L}$€£¥₹₩₽₺¢]+)/iu.exec(words)?.[1]?.toLowerCase() ?? "";
  return /^cents?$|^¢$/.test(word) ? "usd" : currencyCode(word);
}

function amountText({ number: { value, form }, words }: Amount): string {
  if (form === "percent") return `${rationalText(times(value, hundred))}%`;
  return `${rationalText(value)} ${words}`.trim();
}

function inCurrency(amount: Amount): Rational {
  return new RegExp(`^${hundredths}(?!\\p{L})`, "iu").test(amount.words)
    ? times(amount.number.value, { top: 1n, bottom: 100n })
    : amount.number.value;
}

/** Equal, or within the key's tolerance. */
export function near(a: Rational, b: Rational, settings: ExactSettings): boolean {
  const tolerance = settings.tolerance === undefined ? undefined : fromNumber(settings.tolerance);
  return sameRational(a, b) || (tolerance !== undefined && within(a, b, tolerance));
}

/** Whether a number is written as a whole one. */
export function isWhole({ value, form }: WrittenNumber): boolean {
  return value.bottom === 1n && form !== "percent";
}
