import { fromDecimal, plus, rational, type Rational, times } from "./rational.ts";

/** One term: a complex coefficient with rational parts, times the root of a whole number without square factors, times a power of pi. */
interface Term {
  readonly radicand: bigint;
  readonly pi: number;
  readonly re: Rational;
  readonly im: Rational;
}
/**
 * An exact number: a sum of terms of different roots and powers of pi, none of them zero. As roots of different numbers without square
 * factors and powers of pi are independent, two of these are equal only if their terms are.
 */
export type Surd = readonly Term[];

const zero: Rational = { top: 0n, bottom: 1n };
const one: Rational = { top: 1n, bottom: 1n };
const most = { terms: 32, squareFactors: 1e12 };

/** Undefined where it is too large. */
export function fromRational(re: Rational): Surd | undefined {
  return sum([{ radicand: 1n, pi: 0, re, im: zero }]);
}

export function fromDigits(digits: string): Surd | undefined {
  const value = fromDecimal(digits);
  return value === undefined ? undefined : fromRational(value);
}

export const unity: Surd = [{ radicand: 1n, pi: 0, re: one, im: zero }];
/** Pi over 180. */
export const degree: Surd = [{ radicand: 1n, pi: 1, re: { top: 1n, bottom: 180n }, im: zero }];
export const pi: Surd = [{ radicand: 1n, pi: 1, re: one, im: zero }];
export const imaginary: Surd = [{ radicand: 1n, pi: 0, re: zero, im: one }];

/** The rational number that it is, undefined for any other. */
export function rationalOf(value: Surd): Rational | undefined {
  const [only = { radicand: 1n, pi: 0, re: zero, im: zero }, ...more] = value;
  return more.length === 0 && only.radicand === 1n && only.pi === 0 && only.im.top === 0n ? only.re : undefined;
}

/** Terms of one root and power of pi are added up; undefined where there are too many or one is too large. */
function sum(terms: readonly Term[]): Surd | undefined {
  const found = new Map<string, Term>();
  for (const term of terms) {
    const key = `${term.pi} ${term.radicand}`;
    const other = found.get(key);
    found.set(key, other === undefined ? term : { ...term, re: plus(term.re, other.re), im: plus(term.im, other.im) });
  }
  const kept = [...found.entries()].filter(([, { re, im }]) => re.top !== 0n || im.top !== 0n);
  const small = kept.every(([, { re, im }]) => [re, im].every(isSmall));
  return kept.length > most.terms || !small ? undefined : kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term);
}

const limit = 10n ** 1200n;

function isSmall({ top, bottom }: Rational): boolean {
  return top < limit && -top < limit && bottom < limit;
}

export function added(a: Surd, b: Surd): Surd | undefined {
  return sum([...a, ...b]);
}

export function negated(value: Surd): Surd {
  return value.map((term) => ({ ...term, re: minus(term.re), im: minus(term.im) }));
}

function minus({ top, bottom }: Rational): Rational {
  return { top: -top, bottom };
}

export function multiplied(a: Surd, b: Surd): Surd | undefined {
  return sum(a.flatMap((left) => b.map((right) => product(left, right))));
}

function product(a: Term, b: Term): Term {
  // The common factor of two numbers without square factors leaves the root.
  const common = gcd(a.radicand, b.radicand);
  const scale: Rational = { top: common, bottom: 1n };
  return {
    radicand: (a.radicand / common) * (b.radicand / common),
    pi: a.pi + b.pi,
    re: times(scale, plus(times(a.re, b.re), minus(times(a.im, b.im)))),
    im: times(scale, plus(times(a.re, b.im), times(a.im, b.re))),
  };
}

/** Undefined for zero below, and where the number below has more than two terms. */
export function divided(a: Surd, b: Surd): Surd | undefined {
  const [first, second, ...more] = b;
  if (first === undefined || more.length > 0) return undefined;
  if (second === undefined) {
    const inverse = inverseOf(first);
    return inverse === undefined ? undefined : multiplied(a, [inverse]);
  }
  if (first.pi !== second.pi) return undefined;
  // (x + y)(x - y) has one root less.
  const conjugate = [first, ...negated([second])];
  const [above, below] = [multiplied(a, conjugate), multiplied(b, conjugate)];
  return above === undefined || below === undefined || below.length !== 1 ? undefined : divided(above, below);
}

function inverseOf({ radicand, pi: power, re, im }: Term): Term | undefined {
  const size = plus(times(re, re), times(im, im));
  const scale = rational(size.bottom, size.top * radicand);
  return scale === undefined ? undefined : { radicand, pi: -power, re: times(re, scale), im: times(minus(im), scale) };
}

/** The principal root of a rational number; undefined for others, and for numbers too large to be split into factors. */
export function root(value: Surd): Surd | undefined {
  const inner = rationalOf(value);
  if (inner === undefined) return undefined;
  const size = inner.top < 0n ? -inner.top : inner.top;
  const split = withoutSquares(size * inner.bottom);
  if (split === undefined) return undefined;
  const length = rational(split.square, inner.bottom) as Rational;
  const [re, im] = inner.top < 0n ? [zero, length] : [length, zero];
  return sum([{ radicand: split.rest, pi: 0, re, im }]);
}

/** A whole number as a square and a rest without square factors. */
function withoutSquares(value: bigint): { readonly square: bigint; readonly rest: bigint } | undefined {
  const whole = wholeRoot(value, 2n);
  if (whole !== undefined) return { square: whole, rest: 1n };
  if (value > BigInt(most.squareFactors)) return undefined;
  let [left, square, rest] = [Number(value), 1, 1];
  for (let factor = 2; factor * factor * factor <= left; factor++) {
    for (; left % (factor * factor) === 0; left /= factor * factor) square *= factor;
    if (left % factor !== 0) continue;
    rest *= factor;
    left /= factor;
  }
  // What is left has at most two prime factors, so that it is a square or has none.
  const last = Math.round(Math.sqrt(left));
  return last * last === left
    ? { square: BigInt(square * last), rest: BigInt(rest) }
    : { square: BigInt(square), rest: BigInt(rest * left) };
}

/** The whole root of a whole number, undefined where it is none. */
export function wholeRoot(value: bigint, degree: bigint): bigint | undefined {
  if (value < 2n) return value < 0n ? undefined : value;
  let guess = 1n << (BigInt(value.toString(2).length) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * guess + value / guess ** (degree - 1n)) / degree;
    if (next >= guess) return guess ** degree === value ? guess : undefined;
    guess = next;
  }
}

export function sameSurd(a: Surd, b: Surd): boolean {
  return added(a, negated(b))?.length === 0;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
