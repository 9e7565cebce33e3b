import { foundIn } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import { braced } from "./normalize.ts";
import { type NumeralStyle, plainNumeral, plainStyle } from "./numeral.ts";
import { fromDecimal, plus, type Rational, rational, sameRational, times } from "./rational.ts";

/** A number as it was written: its exact value, its form, and for decimals the digits after the point. */
export interface WrittenNumber {
  readonly value: Rational;
  readonly form: "integer" | "fraction" | "mixed" | "decimal" | "percent";
  readonly reduced: boolean;
  readonly places?: number;
}

const hundredth: Rational = { top: 1n, bottom: 100n };

/** Reads one number and nothing else: `10/33`, `\frac{10}{33}`, `1 1/2`, `.303`, `1.2*10^3`, `2^10`, `25%`; undefined otherwise. */
export function readNumber(text: string, style: NumeralStyle = plainStyle): WrittenNumber | undefined {
  if (isLong(text, "page")) return undefined;
  const plain = unfraction(text)
    .replace(/^\s*(?:\+|=)\s*/, "")
    .trim();
  // One sign only: "5%%" is no number, and a long row of signs must not recurse.
  const percent = /%\s*%/.test(plain) ? undefined : /^(.*\S)\s*(?:%|percent|per cent)$/i.exec(plain)?.[1];
  if (percent !== undefined) {
    const inner = readNumber(percent.replace(/^\s*\((.*)\)$/, "$1"), style);
    return inner === undefined ? undefined : { ...inner, value: times(inner.value, hundredth), form: "percent" };
  }
  return (
    readMixed(plain) ??
    readFraction(plain, style) ??
    readPower(plain) ??
    readRepeating(plain, style) ??
    readEndless(plain, style) ??
    readDecimal(plain, style)
  );
}

/** `\frac{a}{b}`, `\dfrac ab`, `\tfrac1{3}` become `(a)/(b)` or `a/b`; what is not well formed stays as it is. */
export function unfraction(text: string): string {
  let out = text;
  for (let round = 0; round < 20; round++) {
    const match = /\\[dtc]?frac\s*/.exec(out);
    if (match === null) return out;
    const top = argument(out, match.index + match[0].length);
    const bottom = top === undefined ? undefined : argument(out, top.end);
    if (top === undefined || bottom === undefined) return out;
    const before = out.slice(0, match.index);
    // A whole number before a fraction makes a mixed number, never a product.
    const gap = /\d\s*$/.test(before.slice(-20)) ? " " : "";
    out = `${before}${gap}${grouped(top.inner)}/${grouped(bottom.inner)}${out.slice(bottom.end)}`;
  }
  return out;
}

function argument(text: string, from: number): { inner: string; end: number } | undefined {
  const at = from + foundIn(text.slice(from, from + 20), /^\s*/).length;
  if (text[at] === "{") return braced(text, at);
  return /[0-9a-z]/i.test(text[at] ?? "") ? { inner: text[at] as string, end: at + 1 } : undefined;
}

function grouped(text: string): string {
  return /^\s*[+-]?[\d.]+\s*$/.test(text) ? text.trim() : `(${text})`;
}

function readMixed(text: string): WrittenNumber | undefined {
  const match = /^([+-]?)\s?(\d{1,200})\s+(?:and\s+)?(\d{1,200})\s*\/\s*(\d{1,200})$/.exec(text);
  const part = match === null ? undefined : rational(BigInt(match[3] as string), BigInt(match[4] as string));
  if (match === null || part === undefined) return undefined;
  const size = plus({ top: BigInt(match[2] as string), bottom: 1n }, part);
  const value = match[1] === "-" ? { top: -size.top, bottom: size.bottom } : size;
  return { value, form: "mixed", reduced: part.bottom === BigInt(match[4] as string) };
}

function readFraction(text: string, style: NumeralStyle): WrittenNumber | undefined {
  const match = /^\s*(-?\s*\(?[^/()]+\)?)\s*\/\s*(\(?[^/()]+\)?)\s*$/.exec(text);
  if (match === null) return undefined;
  const top = readDecimal(bare(match[1] as string), style);
  const bottom = readDecimal(bare(match[2] as string), style);
  const value = top && bottom ? rational(top.value.top * bottom.value.bottom, top.value.bottom * bottom.value.top) : undefined;
  if (top === undefined || bottom === undefined || value === undefined) return undefined;
  const reduced =
    top.form === "integer" && bottom.form === "integer" && sameRational({ top: top.value.top, bottom: bottom.value.top }, value);
  return { value, form: "fraction", reduced };
}

/** A whole number to a whole power, as `10^6`; results of more than about a thousand digits are not read. */
function readPower(text: string): WrittenNumber | undefined {
  const match = /^(-?)\s?(\d{1,40})\s?\^\s?(?:\{\s?(-?\d{1,3})\s?\}|\(\s?(-?\d{1,3})\s?\)|(-?\d{1,3}))$/.exec(text);
  const power = Number(match?.[3] ?? match?.[4] ?? match?.[5]);
  if (match === null || (match[2] as string).length * Math.abs(power) > 1000) return undefined;
  const size = BigInt(match[2] as string) ** BigInt(Math.abs(power)) * (match[1] === "-" ? -1n : 1n);
  const value = power < 0 ? rational(1n, size) : rational(size, 1n);
  return value === undefined ? undefined : { value, form: power < 0 ? "fraction" : "integer", reduced: true };
}

/** `0.1\overline{6}`, `0.\dot{3}` and `0.(3)`: the fraction that the digits without end come to. */
function readRepeating(said: string, style: NumeralStyle): WrittenNumber | undefined {
  const text = withPoint(said, style);
  const match =
    /^([+-]?)(\d{0,200})\s?\.\s?(\d{0,200})\s?(?:\\(?:overline|bar|dot)\s?(?:\{\s?(\d{1,200})\s?\}|(\d))|\((\d{1,200})\))(?:\s?\.\.\.|\s?\\l?dots)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, sign = "", whole = "", fixed = ""] = match;
  const turning = match[4] ?? match[5] ?? match[6] ?? "";
  // 0.1(6) is 16 - 1 over 90.
  const top = BigInt(`${whole}${fixed}${turning}`) - BigInt(`${whole}${fixed}` || "0");
  const value = rational(sign === "-" ? -top : top, BigInt(`${"9".repeat(turning.length)}${"0".repeat(fixed.length)}`));
  return value === undefined ? undefined : { value, form: "fraction", reduced: true };
}

/** A decimal comma as a point: in a number without end it never groups digits, unless it follows more than a zero. */
function withPoint(text: string, { decimal }: NumeralStyle): string {
  return decimal === "," || /^[+-]?0,/.test(text) ? text.replace(",", ".") : text;
}

/** `0.1666\ldots`: what stands twice at the end, or the whole of it, repeats; undefined where nothing does, as in `3.14159\ldots`. */
function readEndless(said: string, style: NumeralStyle): WrittenNumber | undefined {
  const [, sign = "", whole = "", digits = ""] = /^([+-]?)(\d{0,200})\.(\d{2,200})\s?\\l?dots$/.exec(withPoint(said, style)) ?? [];
  for (let length = 1; 2 * length <= digits.length; length++) {
    const turning = digits.slice(-length);
    if (digits.slice(-2 * length, -length) !== turning) continue;
    let fixed = digits.slice(0, -2 * length);
    while (fixed.endsWith(turning)) fixed = fixed.slice(0, -length);
    return readRepeating(`${sign}${whole}.${fixed}(${turning})`, plainStyle);
  }
  return undefined;
}

function bare(text: string): string {
  return text.replace(/[()\s]/g, "");
}

const tens = /^(.*\S)\s?(?:\*|\bx|(?<=\d)x)\s?10\s?\^\s?(?:\{\s?([+-]?\d{1,3})\s?\}|\(\s?([+-]?\d{1,3})\s?\)|([+-]?\d{1,3}))$/i;

function readDecimal(text: string, style: NumeralStyle): WrittenNumber | undefined {
  const scientific = tens.exec(text) ?? /^(.*\d\.?)e([+-]?\d{1,3})$/i.exec(text);
  const mantissa = plainNumeral((scientific?.[1] ?? text).trim().replace(/^([+-])\s+/, "$1"), style);
  if (mantissa === undefined) return undefined;
  const exponent = scientific === null ? "" : `e${scientific[2] ?? scientific[3] ?? scientific[4]}`;
  const value = fromDecimal(`${mantissa}${exponent}`);
  if (value === undefined) return undefined;
  const places = /\.(\d*)/.exec(mantissa)?.[1]?.length;
  if (places === undefined) return { value, form: "integer", reduced: true };
  return { value, form: "decimal", reduced: true, places };
}
