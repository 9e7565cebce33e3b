import type { Check } from "../../types.ts";

export type Numbers = { readonly [name: string]: number };
/** A small program with numbers to be filled in for `$name`, its demands, its checks, and edits that each break it. */
export interface Template {
  readonly name: string;
  readonly numbers: { readonly [name: string]: readonly [low: number, high: number] };
  readonly demand: string;
  readonly right: readonly [string, string];
  /** Replacements in the first right program; the checks catch every one of them. */
  readonly mutants: readonly (readonly [from: string, to: string])[];
  readonly checks: readonly Check[];
}

/** The text with every `$name` replaced by its number. */
export function filled(text: string, numbers: Numbers): string {
  return text.replace(/\$([a-z]+)/g, (whole, name: string) => (numbers[name] === undefined ? whole : String(numbers[name])));
}

/** A seeded source of whole numbers for check bodies: the same on every machine. */
export const randomSource = `let state = 20011;
const next = (n) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * n);
};
`;
