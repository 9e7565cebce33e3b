import type { Node } from "./formula-value.ts";
import { rational, type Rational } from "./rational.ts";
import {
  added,
  degree,
  divided,
  fromDigits,
  fromRational,
  imaginary,
  multiplied,
  negated,
  pi,
  rationalOf,
  root,
  type Surd,
  unity,
  wholeRoot,
} from "./surd.ts";

/**
 * The exact value of a formula without variables, by roots, fractions, powers, factorials and pi; undefined where it has none that can be
 * written so, as for sines, for e, and for numbers of more than a thousand digits.
 */
export function closedForm(node: Node): Surd | undefined {
  switch (node.op) {
    case "number":
      return fromDigits(node.digits);
    case "constant":
      return node.name === "pi" ? pi : node.name === "i" ? imaginary : undefined;
    case "name":
      return undefined;
    case "negate":
    case "factorial":
    case "degrees":
    case "apply": {
      const inner = closedForm(node.inner);
      return inner === undefined ? undefined : ofOne(node.op === "apply" ? node.name : node.op, inner);
    }
    default: {
      const [left, right] = [closedForm(node.left), closedForm(node.right)];
      return left === undefined || right === undefined ? undefined : ofTwo(node.op, left, right);
    }
  }
}

function ofOne(name: string, inner: Surd): Surd | undefined {
  if (name === "negate") return negated(inner);
  if (name === "sqrt") return root(inner);
  if (name === "degrees") return multiplied(inner, degree);
  const value = rationalOf(inner);
  if (value === undefined) return undefined;
  if (name === "abs") return value.top < 0n ? negated(inner) : inner;
  if (name === "floor") return whole(floorOf(value));
  if (name === "ceil") return whole(-floorOf({ top: -value.top, bottom: value.bottom }));
  if (name === "factorial") return value.bottom === 1n ? factorial(value.top) : undefined;
  // The logarithm of one is zero whatever its base, and so are the sine of zero and its kin.
  if (/^(?:ln|log|lg)$/.test(name) && value.top === value.bottom) return [];
  return /^(?:sin|tan|arcsin|arctan|sinh|tanh)$/.test(name) && value.top === 0n ? [] : undefined;
}

function ofTwo(op: Extract<Node, { left: Node }>["op"], left: Surd, right: Surd): Surd | undefined {
  if (op === "add") return added(left, right);
  if (op === "multiply") return multiplied(left, right);
  if (op === "divide") return divided(left, right);
  const [below, above] = [rationalOf(left), rationalOf(right)];
  if (above === undefined) return undefined;
  if (op === "power") return powerOf(left, above);
  if (below === undefined) return undefined;
  if (op === "log") return logarithm(below, above, right);
  if (op === "choose") return below.bottom === 1n && above.bottom === 1n ? choose(below.top, above.top) : undefined;
  const inverse = rational(above.bottom, above.top);
  if (inverse === undefined) return undefined;
  // Odd roots of negative numbers are the real ones.
  const odd = above.bottom === 1n && above.top % 2n === 1n && below.top < 0n;
  const size = powerOf(odd ? negated(left) : left, inverse);
  return odd && size !== undefined ? negated(size) : size;
}

function whole(value: bigint): Surd | undefined {
  return fromRational({ top: value, bottom: 1n });
}

function floorOf({ top, bottom }: Rational): bigint {
  return top / bottom - (top % bottom < 0n ? 1n : 0n);
}

/** Up to that of 400, which has 869 digits. */
function factorial(of: bigint): Surd | undefined {
  if (of < 0n || of > 400n) return undefined;
  let product = 1n;
  for (let factor = 2n; factor <= of; factor++) product *= factor;
  return whole(product);
}

function choose(all: bigint, part: bigint): Surd | undefined {
  if (all < 0n || part < 0n || all > 10_000n) return undefined;
  if (part > all) return [];
  const few = part < all - part ? part : all - part;
  let ways = 1n;
  for (let index = 1n; index <= few; index++) ways = (ways * (all - index + 1n)) / index;
  return whole(ways);
}

/** A whole power of any number, a half of a rational one, and another fraction of one that is such a power. */
function powerOf(base: Surd, { top, bottom }: Rational): Surd | undefined {
  const size = top < 0n ? -top : top;
  const digits = Math.max(1, ...base.flatMap(({ re, im }) => [re.top, re.bottom, im.top, im.bottom].map((part) => String(part).length)));
  if (size * BigInt(digits) > 1200n || (base.length > 1 && size > 64n) || bottom > 64n) return undefined;
  if (base.length === 0 && top <= 0n) return top === 0n ? unity : undefined;
  const below = bottom === 1n ? base : bottom === 2n ? root(base) : rootOf(base, bottom);
  let power: Surd | undefined = below === undefined ? undefined : unity;
  // Bit by bit from the highest: squared, and multiplied where the bit is set.
  for (const bit of size.toString(2)) {
    power = power === undefined ? undefined : multiplied(power, power);
    if (bit === "1" && power !== undefined) power = multiplied(power, below as Surd);
  }
  return power === undefined || top >= 0n ? power : divided(unity, power);
}

function rootOf(base: Surd, degree: bigint): Surd | undefined {
  const value = rationalOf(base);
  const [top, bottom] = value === undefined ? [] : [wholeRoot(value.top, degree), wholeRoot(value.bottom, degree)];
  return top === undefined || bottom === undefined ? undefined : fromRational({ top, bottom });
}

/** The whole number to which a base is raised, as log_2 8; undefined where there is none. */
function logarithm(of: Rational, base: Rational, from: Surd): Surd | undefined {
  const guess = Math.round((bits(of.top) - bits(of.bottom)) / (bits(base.top) - bits(base.bottom)));
  if (!Number.isInteger(guess) || Math.abs(guess) > 1200 || base.top <= 0n || of.top <= 0n) return undefined;
  for (const power of [guess - 1, guess, guess + 1]) {
    const raised = powerOf(from, { top: BigInt(power), bottom: 1n });
    const value = raised === undefined ? undefined : rationalOf(raised);
    if (value?.top === of.top && value.bottom === of.bottom) return whole(BigInt(power));
  }
  return undefined;
}

/** The logarithm to base two, near enough to guess a whole one from. */
function bits(value: bigint): number {
  const digits = value.toString(2);
  return digits.length - 53 <= 0 ? Math.log2(Number(value)) : Math.log2(Number(value >> BigInt(digits.length - 53))) + digits.length - 53;
}
