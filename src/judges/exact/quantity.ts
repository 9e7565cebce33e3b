import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";
import { readNumber, type Written } from "./number.ts";
import { fromDecimal, fromNumber, plus, type Rational, sameRational, times, within } from "./rational.ts";
import type { ExactSettings } from "./settings.ts";
import { unitOf } from "./units.ts";

/** Integers, fractions, decimals and percents by exact value. A decimal equals a fraction only if it terminates there, or within the tolerance. */
export const number: Kind<Written> = {
  readings: (text, settings) => withoutRoundings(alternatives(text).map((part) => readNumber(part, settings.thousands))),
  matches(answer, key, settings) {
    if (answer.form === "percent" && key.form !== "percent" && !settings.percentEqualsFraction) return false;
    if (settings.reducedForm && !answer.reduced) return false;
    return near(answer.value, key.value, settings);
  },
};

interface Measured {
  readonly value: Rational;
  readonly unit?: string;
}

/** A number with a unit, by value in the base unit of its dimension; the tolerance is in the key's unit. */
export const unit: Kind<Measured> = {
  readings: (text, settings) => alternatives(text).flatMap((part) => measured(part, settings.thousands)),
  matches(answer, key, settings) {
    const wanted = key.unit === undefined ? undefined : unitOf(key.unit);
    if (answer.unit === undefined || key.unit === undefined || wanted === undefined) {
      return (answer.unit === key.unit || settings.unitOptional) && near(answer.value, key.value, settings);
    }
    const given = unitOf(answer.unit);
    if (given === undefined || given.dimension !== wanted.dimension) return false;
    const inverse = { top: wanted.factor.bottom, bottom: wanted.factor.top };
    return near(times(times(answer.value, given.factor), inverse), key.value, settings);
  },
};

/** An amount with its currency: the currency must agree, the amount exactly or within the tolerance. */
export const money: Kind<Measured> = {
  readings: (text) => alternatives(text).flatMap(amount),
  matches: (answer, key, settings) =>
    (answer.unit === key.unit || (answer.unit === undefined && settings.unitOptional)) && near(answer.value, key.value, settings),
};

interface Interval {
  readonly brackets: string;
  readonly ends: readonly [Rational, Rational];
}

/** An interval: both ends by value, brackets significant, so that (1,2] is not [1,2]. */
export const interval: Kind<Interval> = {
  readings(text) {
    const match = /([[(\]])\s*([^,;]+?)\s*[,;]\s*([^,;]+?)\s*([\])[])\s*$/.exec(normalize(text));
    const low = readEnd(match?.[2]);
    const high = readEnd(match?.[3]);
    if (match === null || low === undefined || high === undefined) return [];
    // The French style ]1,2] is (1,2].
    const brackets = (match[1] === "[" ? "[" : "(") + (match[4] === "]" ? "]" : ")");
    return [{ brackets, ends: [low, high] }];
  },
  matches: (answer, key, settings) =>
    answer.brackets === key.brackets && near(answer.ends[0], key.ends[0], settings) && near(answer.ends[1], key.ends[1], settings),
};

/** Not a finite number, yet larger than any answer that is compared with it. */
const endless: Rational = { top: 10n ** 500n, bottom: 1n };

function readEnd(text = ""): Rational | undefined {
  const infinite = /^([+-]?)\s*(?:\\infty|∞|inf(?:inity)?)$/i.exec(text.trim());
  if (infinite !== null) return infinite[1] === "-" ? { top: -endless.top, bottom: 1n } : endless;
  return readNumber(text)?.value;
}

function near(a: Rational, b: Rational, settings: ExactSettings): boolean {
  const tolerance = settings.tolerance === undefined ? undefined : fromNumber(settings.tolerance);
  return sameRational(a, b) || (tolerance !== undefined && within(a, b, tolerance));
}

/** The values that a span states: "a or b" states two, "P = a" one, "a (about b)" only a. A denial states none. */
function alternatives(text: string): string[] {
  const plain = normalize(text)
    .replace(/\(\s*(?:or\s+)?(?:≈|~|\\approx|approx(?:imately|\.)?|about|roughly|which|i\.e\.)[^()]*\)/gi, "")
    .replace(/,?\s*(?:\bor\s+)?(?:≈|~|\\approx|\bapprox(?:imately|\.)?|\babout\b|\broughly\b).*$/i, "");
  if (/\bnot\b|≠|\\neq?\b|!=|[<>]=?/i.test(plain)) return [];
  return plain.split(/\s+or\s+|\s*;\s*/i).flatMap((part) => {
    const sides = part.split("=");
    // What cannot be read before the last equals sign is a name, as in "P = 1/3".
    return sides.filter((side, index) => index === sides.length - 1 || readNumber(side) !== undefined).map((side) => side.trim());
  });
}

/** A decimal beside the exact value that it rounds is no second answer: 10/33 = 0.303. An unreadable part spoils the span. */
function withoutRoundings(parts: readonly (Written | undefined)[]): Written[] {
  if (parts.includes(undefined)) return [];
  const written = parts as Written[];
  return written.filter(
    (one) => one.places === undefined || !written.some((other) => other.form !== "decimal" && other !== one && rounds(one, other.value)),
  );
}

function rounds(decimal: Written, exact: Rational): boolean {
  return within(decimal.value, exact, { top: 5n, bottom: 10n ** BigInt((decimal.places ?? 0) + 1) });
}

const celsius = fromDecimal("273.15") as Rational;
function measured(text: string, thousands: boolean): Measured[] {
  const bare = readNumber(text, thousands);
  if (bare !== undefined) return [{ value: bare.value }];
  const match = /^([+-]?[\d.,/ ]*\d(?:\s*\*\s*10\s*\^\s*\{?-?\d+\}?|e-?\d+)?)\s*([a-zµμ°][a-zµμ°.^/\d²³ ]*)$/i.exec(text);
  const value = readNumber(match?.[1]?.trim() ?? "", thousands)?.value;
  const name = match?.[2]?.trim().toLowerCase() ?? "";
  if (value === undefined) return [];
  if (/^(?:°\s*c|celsius|degrees celsius)$/.test(name)) return [{ value: plus(value, celsius), unit: "kelvin" }];
  return unitOf(name) === undefined ? [] : [{ value, unit: name }];
}

const signs: { readonly [sign: string]: string } = { $: "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr" };
const words: { readonly [word: string]: string } = {
  dollar: "usd",
  dollars: "usd",
  euro: "eur",
  euros: "eur",
  pounds: "gbp",
  yen: "jpy",
};

function amount(text: string): Measured[] {
  const match = /^(-?)\s*([$€£¥₹]|[a-z]{3}\s)?\s*(-?[\d,]*\.?\d+)\s*([$€£¥₹]|[a-z]+)?$/i.exec(text.replace(/^us\$/i, "$"));
  const value = readNumber(`${match?.[1] ?? ""}${match?.[3] ?? ""}`, true)?.value;
  if (match === null || value === undefined) return [];
  const name = (match[2] ?? match[4])?.trim().toLowerCase();
  return name === undefined ? [{ value }] : [{ value, unit: signs[name] ?? words[name] ?? name }];
}
