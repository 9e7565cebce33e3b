import { textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";
import type { ExactSettings } from "./settings.ts";

interface BasedNumber {
  readonly value: bigint;
  /** The bases in which it is written: one, or each of several equal sides. */
  readonly bases: readonly number[];
}
const prefixes: ReadonlyMap<string, number> = new Map([
  ["0x", 16],
  ["0o", 8],
  ["0b", 2],
]);

const named: ReadonlyMap<string, number> = new Map(
  Object.entries({ binary: 2, ternary: 3, quaternary: 4, octal: 8, decimal: 10, hexadecimal: 16, hex: 16 }),
);
const inWords = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(" ");

/** A whole number in a stated base, as `4210_5`, `0x1F` or `1011 in binary`: the base and the value must agree; bare digits only with `unitOptional`. */
export const base: Kind<BasedNumber | string> = {
  readings(text) {
    const sides = normalize(text)
      .replace(/^(?!.*=).*\bis\s/, "")
      .replace(/^(\S{1,200})\s\((\d\S{0,200}(?:\s(?:in\s)?decimal)?)\)$/, "$1 = $2")
      .split(/\s?=\s?/);
    const read = sides.map((side) => readSide(side)).filter((one) => one !== undefined);
    const last = textAt(sides, -1).replace(/\s/g, "");
    const bare = /^-?[0-9a-z]{1,200}$/i.test(last) && /\d/.test(last) && !/[a-z]{3} | [a-z]{2}/i.test(textAt(sides, -1)) ? last : undefined;
    if (read.length === 0) return bare === undefined ? [] : [bare];
    // "0x1F = 31" is one value: what it is in base ten, or in another base, is said beside it.
    const [first, ...others] = read;
    const equal =
      others.every(({ value }) => value === first?.value) &&
      (bare === undefined || readSide(last) !== undefined || bare === String(first?.value));
    const bases = read.flatMap(({ bases: own }) => own);
    return first !== undefined && equal
      ? [{ value: first.value, bases }]
      : [...read, ...(bare === undefined || readSide(last) !== undefined ? [] : [bare])];
  },
  matches(answer, key, settings: ExactSettings) {
    if (typeof key === "string") return answer === key;
    if (typeof answer !== "string") return answer.value === key.value && key.bases.every((one) => answer.bases.includes(one));
    return settings.unitOptional && valueOf(answer, key.bases[0] ?? 10) === key.value;
  },
};

const digits = String.raw`(?<written>[0-9a-z]{1,200}|[0-9a-f]{2,8}(?:[ _][0-9a-f]{2,8}){1,40})`;
const name = String.raw`(?:(?<base>${[...named.keys()].join("|")})|base[-\s]?\(?(?<base>\d{1,2}|${inWords.slice(2).join("|")})\)?)`;
const prefix = /^(-?)(0[xob])([0-9a-f_]{1,200})$/i;
const forms = [
  /^(?<sign>-?)\(?(?<written>[0-9a-z]{1,200})\)?\s?_\s?(?:\{\(?(?:base\s?)?(?<base>\w{1,12})\)?\}|\(?(?:base)?(?<base>\w{1,12})\)?)$/i,
  new RegExp(`^(?<sign>-?)${digits}\\s?,?\\s?\\(?(?:(?:written\\s)?(?:in|as)\\s)?${name}(?:\\s(?:notation|number|form))?\\)?$`, "i"),
  new RegExp(`^(?:in\\s)?${name}(?:\\snumber)?\\s?[:,]?\\s(?<sign>-?)${digits}$`, "i"),
];

/** The digits of a text beside the name of their base, as they are written. */
function writtenIn(plain: string): Readonly<Record<string, string | undefined>> | undefined {
  return isLong(plain, "line") ? undefined : forms.map((form) => form.exec(plain)?.groups).find((groups) => groups !== undefined);
}

/** A number with its base, undefined where none is stated. */
export function readBased(plain: string): BasedNumber | undefined {
  const prefixed = prefix.exec(plain.replace(/(?<=^-?0[xob][0-9a-f_]{1,200})\s\(?(?:in\s)?(?:hex(?:adecimal)?|octal|binary)\)?$/i, ""));
  if (prefixed !== null) return based(prefixed[1], prefixed[3], prefixes.get(textAt(prefixed, 2).toLowerCase()));
  const { sign, written, base = "" } = writtenIn(plain) ?? {};
  return based(sign, written, baseOf(base));
}

/** Whether a text is digits with a base that it names, be they digits of that base or not. */
export function namesBase(plain: string): boolean {
  return baseOf(writtenIn(plain)?.["base"] ?? "") !== undefined;
}

function readSide(side: string): BasedNumber | undefined {
  return readBased(side.trim()) ?? readSuffixed(side.trim());
}

/** `1Fh`, `1011b`, `17o`, as assemblers write them: too short for a key, which might be hours or bytes. */
function readSuffixed(plain: string): BasedNumber | undefined {
  const match = /^(-?)(?:(\d[0-9a-f]{0,200})(h)|([01]{1,200})(b)|([0-7]{1,200})([oq]))$/i.exec(plain);
  return match === null ? undefined : based(match[1], match[2] ?? match[4] ?? match[6], match[3] ? 16 : match[5] ? 2 : 8);
}

function baseOf(word: string): number | undefined {
  const lower = word.toLowerCase();
  if (/^\d{1,2}$/.test(lower)) return Number(lower);
  const at = inWords.indexOf(lower);
  return at < 2 ? named.get(lower) : at;
}

function based(sign = "", written = "", radix: number | undefined = 0): BasedNumber | undefined {
  const size = valueOf(written.replace(/[ _]/g, ""), radix);
  return size === undefined ? undefined : { value: sign === "-" ? -size : size, bases: [radix] };
}

function valueOf(digits: string, radix: number): bigint | undefined {
  if (radix < 2 || radix > 36) return undefined;
  let value = 0n;
  for (const sign of digits.toLowerCase()) {
    const digit = Number.parseInt(sign, 36);
    if (Number.isNaN(digit) || digit >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(digit);
  }
  return value;
}
