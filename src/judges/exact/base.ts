import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";
import type { ExactSettings } from "./settings.ts";

interface Based {
  readonly value: bigint;
  readonly base: number;
}
const prefixes: ReadonlyMap<string, number> = new Map([
  ["0x", 16],
  ["0o", 8],
  ["0b", 2],
]);

/** A whole number in a stated base, as `4210_5` or `0x1F`: the base and the value must agree; bare digits only with `unitOptional`. */
export const base: Kind<Based | string> = {
  readings(text) {
    const plain = normalize(text).replace(/\s/g, "").replace(/^.*=/, "");
    const read = readBased(plain);
    if (read !== undefined) return [read];
    return /^-?[0-9a-z]{1,200}$/i.test(plain) && /\d/.test(plain) ? [plain] : [];
  },
  matches(answer, key, settings: ExactSettings) {
    if (typeof key === "string") return answer === key;
    if (typeof answer !== "string") return answer.value === key.value && answer.base === key.base;
    return settings.unitOptional && valueOf(answer, key.base) === key.value;
  },
};

/** A number with its base, undefined where none is stated. */
export function readBased(plain: string): Based | undefined {
  const match =
    /^(-?)(0[xob])([0-9a-f]{1,200})$/i.exec(plain) ??
    /^(-?)\(?([0-9a-z]{1,200})\)?_(?:\{(?:\(?base)?(\d{1,2})\)?\}|\(?(\d{1,2})\)?)$/i.exec(plain) ??
    /^(-?)([0-9a-z]{1,200})\(?(?:in)?base-?(\d{1,2})\)?$/i.exec(plain);
  if (match === null) return undefined;
  const prefix = prefixes.get((match[2] ?? "").toLowerCase());
  const radix = prefix ?? Number(match[3] ?? match[4]);
  const size = valueOf((prefix === undefined ? match[2] : match[3]) ?? "", radix);
  return size === undefined ? undefined : { value: match[1] === "-" ? -size : size, base: radix };
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
