import { add, type Complex, divide, exp, log, multiply, raise, real, sqrt } from "./complex.ts";

/** A name at a point where roots, powers and logarithms of negative numbers have no value. */
export const realOnly = "real only";
export type Variables = ReadonlyMap<string, Complex>;
type Value = (at: Variables) => Complex;
/** A formula: the variables in it, and its value at any point. */
export interface Formula {
  readonly names: readonly string[];
  readonly value: Value;
}

const functions: ReadonlyMap<string, (value: Complex) => Complex> = new Map(
  Object.entries({
    sqrt,
    exp,
    ln: log,
    log,
    abs: (value: Complex) => real(Math.hypot(value.re, value.im)),
    sin: onReals(Math.sin),
    cos: onReals(Math.cos),
    tan: onReals(Math.tan),
    cot: onReals((x) => 1 / Math.tan(x)),
    sec: onReals((x) => 1 / Math.cos(x)),
    csc: onReals((x) => 1 / Math.sin(x)),
    arcsin: onReals(Math.asin),
    arccos: onReals(Math.acos),
    arctan: onReals(Math.atan),
    sinh: onReals(Math.sinh),
    cosh: onReals(Math.cosh),
    tanh: onReals(Math.tanh),
    floor: onReals(Math.floor),
    ceil: onReals(Math.ceil),
  }),
);
const names = [...functions.keys()].sort((a, b) => b.length - a.length).join("|");
const token = new RegExp(String.raw`\\[a-zA-Z]+|\d+(?:\.\d+)?|\.\d+|(?:${names}|pi|infty)|[a-zA-Zα-ωΑ-Ω]|[^\s]`, "g");
const greek =
  /^\\(?:alpha|beta|gamma|delta|varepsilon|epsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|ell)$/;

/**
 * Reads a formula in LaTeX or in plain signs, with one letter per variable; undefined for prose and for what is not well formed.
 * `i` is the imaginary unit, `e` and `pi` are the constants.
 */
export function readFormula(text: string): Formula | undefined {
  if (text.length > 4000 || isProse(text)) return undefined;
  const tokens = plainSigns(text).match(token) ?? [];
  if (tokens.length === 0 || tokens.length > 2000) return undefined;
  const parser: Parser = { tokens, names: new Set(), at: 0, depth: 0, bars: 0 };
  const value = readSum(parser);
  return value === undefined || parser.at < tokens.length ? undefined : { names: [...parser.names].sort(), value };
}

/** Words that are no function: four letters in a row, or two runs of two letters side by side. */
function isProse(text: string): boolean {
  const plain = text.replace(/\\[a-zA-Z]+/g, "\\").replace(new RegExp(`\\b(?:${names}|pi|infty)\\b`, "g"), "\\");
  return /[a-z]{4}|[a-z]{2}\s+[a-z]{2}/i.test(plain);
}

function plainSigns(text: string): string {
  return text
    .replaceAll("**", "^")
    .replace(/√/g, "\\sqrt ")
    .replace(/π/g, "\\pi ")
    .replace(/\\div(?![a-z])|÷/g, "/")
    .replace(/\\[lr]vert|\\mid(?![a-z])/g, "|")
    .replace(/\\l(floor|ceil)/g, "\\$1")
    .replace(/\\(?:dfrac|tfrac|cfrac)/g, "\\frac")
    .replace(/\\[dt]binom/g, "\\binom")
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d(?:\.\d+)?)e([+-]?\d{1,3})(?![\w])/gi, "$1*10^{$2}");
}

interface Parser {
  readonly tokens: readonly string[];
  readonly names: Set<string>;
  at: number;
  depth: number;
  bars: number;
}

function readSum(parser: Parser): Value | undefined {
  let left = readProduct(parser);
  while (left !== undefined && /^[+-]$/.test(parser.tokens[parser.at] ?? "")) {
    const sign = real(parser.tokens[parser.at++] === "-" ? -1 : 1);
    const [a, b]: [Value, Value | undefined] = [left, readProduct(parser)];
    left = b === undefined ? undefined : (at) => add(a(at), multiply(sign, b(at)));
  }
  return left;
}

function readProduct(parser: Parser): Value | undefined {
  let left = readPower(parser);
  for (;;) {
    const token = parser.tokens[parser.at] ?? "";
    const sign = token === "*" || token === "/";
    if (left === undefined || !(sign || startsAtom(parser, token))) return left;
    if (sign) parser.at++;
    const [a, b]: [Value, Value | undefined] = [left, readPower(parser)];
    if (b === undefined) return undefined;
    left = token === "/" ? (at) => divide(a(at), b(at)) : (at) => multiply(a(at), b(at));
  }
}

function startsAtom(parser: Parser, token: string): boolean {
  return /^[\da-zα-ω.({\\[]/i.test(token) || (token === "|" && parser.bars === 0);
}

/** A sign binds weaker than a power, so that -x^2 is -(x^2); powers group from the right. */
function readPower(parser: Parser): Value | undefined {
  const token = parser.tokens[parser.at];
  if (token === "-" || token === "+") {
    parser.at++;
    const inner = nested(parser, readPower);
    return inner === undefined || token === "+" ? inner : (at) => multiply(real(-1), inner(at));
  }
  let base = readAtom(parser);
  while (base !== undefined && /^[!°]$/.test(parser.tokens[parser.at] ?? "")) {
    const inner: Value = base;
    base = parser.tokens[parser.at++] === "!" ? (at) => real(factorial(inner(at).re)) : (at) => multiply(inner(at), real(Math.PI / 180));
  }
  if (base === undefined || parser.tokens[parser.at] !== "^") return base;
  const [below, power] = [base, readExponent(parser)];
  return power === undefined ? undefined : (at) => raisedAt(at, below(at), power(at));
}

function raisedAt(at: Variables, base: Complex, power: Complex): Complex {
  const cut = at.has(realOnly) && base.im === 0 && base.re < 0 && !Number.isInteger(power.re);
  return cut ? real(Number.NaN) : raise(base, power);
}

function readExponent(parser: Parser): Value | undefined {
  parser.at++;
  return parser.tokens[parser.at] === "{" ? nested(parser, readAtom) : nested(parser, readPower);
}

const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["{", "}"],
  ["[", "]"],
  ["|", "|"],
]);

function readAtom(parser: Parser): Value | undefined {
  const token = parser.tokens[parser.at++];
  if (token === undefined) return undefined;
  if (/^[\d.]/.test(token)) return readDigits(parser, token);
  const closer = closers.get(token);
  if (closer !== undefined) return readGroup(parser, token, closer);
  const name = token.replace(/^\\/, "");
  if (name === "frac") return readFraction(parser);
  if (name === "binom") return readBinomial(parser);
  if (name === "sqrt" && parser.tokens[parser.at] === "[") return readRoot(parser);
  if (name === "pi") return () => real(Math.PI);
  if (token === "e") return () => real(Math.E);
  if (token === "i") return () => ({ re: 0, im: 1 });
  const known = functions.get(name);
  if (known !== undefined) return readApplied(parser, name, known);
  if (!/^[a-zα-ω]$/i.test(token) && !greek.test(token)) return undefined;
  const full = `${name}${readSubscript(parser)}`;
  parser.names.add(full);
  return (at) => at.get(full) ?? real(Number.NaN);
}

/** Digits; a whole number before a fraction of whole numbers makes a mixed number, never a product. */
function readDigits(parser: Parser, token: string): Value {
  const whole = Number(token);
  const mixed = /^\\frac \{? ?(\d+) ?\}? ?\{? ?(\d+) ?\}?/.exec(parser.tokens.slice(parser.at, parser.at + 7).join(" "));
  if (mixed === null || !/^\d+$/.test(token)) return () => real(whole);
  const used = mixed[0].trim().split(" ").length;
  parser.at += used;
  const value = whole + Number(mixed[1]) / Number(mixed[2]);
  return () => real(value);
}

function readGroup(parser: Parser, opener: string, closer: string): Value | undefined {
  if (opener === "|") parser.bars++;
  const inner = nested(parser, readSum);
  if (opener === "|") parser.bars--;
  if (parser.tokens[parser.at++] !== closer) return undefined;
  if (opener !== "|" || inner === undefined) return inner;
  return (at) => real(Math.hypot(inner(at).re, inner(at).im));
}

/** One argument of LaTeX: a group, or a single sign of which digits are taken one by one. */
function readArgument(parser: Parser): Value | undefined {
  return nested(parser, readAtom);
}

function readFraction(parser: Parser): Value | undefined {
  const digits = /^\d\d+$/.exec(parser.tokens[parser.at] ?? "")?.[0];
  if (digits !== undefined) {
    // \frac13 is one third; \frac143 has no reading that everybody shares, and is 1 over 4, times 3.
    parser.at++;
    const value = Number(digits[0]) / Number(digits[1]);
    const rest = digits.length > 2 ? Number(digits.slice(2)) : 1;
    return () => real(value * rest);
  }
  const top = readArgument(parser);
  const bottom = top === undefined ? undefined : readArgument(parser);
  return top === undefined || bottom === undefined ? undefined : (at) => divide(top(at), bottom(at));
}

/** `\binom{5}{2}`, `\binom52`: in how many ways so many are chosen out of so many; whole numbers alone have a value. */
function readBinomial(parser: Parser): Value | undefined {
  const digits = /^(\d)(\d)$/.exec(parser.tokens[parser.at] ?? "");
  if (digits !== null) {
    parser.at++;
    return () => real(choose(Number(digits[1]), Number(digits[2])));
  }
  const all = readArgument(parser);
  const part = all === undefined ? undefined : readArgument(parser);
  if (all === undefined || part === undefined) return undefined;
  return (at) => real(choose(all(at).re, part(at).re));
}

function choose(all: number, part: number): number {
  if (!Number.isInteger(all) || !Number.isInteger(part) || all < 0 || part < 0 || all > 10_000) return Number.NaN;
  let ways = part > all ? 0 : 1;
  for (let index = 1; index <= Math.min(part, all - part); index++) ways = (ways * (all - index + 1)) / index;
  return Math.round(ways);
}

function readRoot(parser: Parser): Value | undefined {
  const degree = nested(parser, readAtom);
  const inner = degree === undefined ? undefined : readArgument(parser);
  if (degree === undefined || inner === undefined) return undefined;
  return (at) => {
    const [below, n] = [inner(at), degree(at)];
    // Odd roots of negative numbers are the real ones.
    if (below.im === 0 && below.re < 0 && n.re % 2 === 1) return real(-((-below.re) ** (1 / n.re)));
    return raisedAt(at, below, divide(real(1), n));
  };
}

/** A function and its argument: a group, or the product that follows up to a sign; `sin^2 x` is the square of `sin x`. */
function readApplied(parser: Parser, name: string, apply: (value: Complex) => Complex): Value | undefined {
  let [power, base]: [Value | undefined, Value | undefined] = [undefined, undefined];
  if (parser.tokens[parser.at] === "_") {
    parser.at++;
    base = readArgument(parser);
  }
  if (parser.tokens[parser.at] === "^") power = readExponent(parser);
  if (name === "floor" || name === "ceil") return readRounded(parser, apply);
  const inner = nested(parser, name === "sqrt" || name === "abs" ? readAtom : readFactors);
  if (inner === undefined) return undefined;
  const cuts = name === "sqrt" || name === "ln" || name === "log";
  const applied: Value = (at) => {
    const value = inner(at);
    return cuts && at.has(realOnly) && value.im === 0 && value.re < 0 ? real(Number.NaN) : apply(value);
  };
  const plain: Value = base === undefined ? applied : (at) => divide(log(inner(at)), log(base(at)));
  return power === undefined ? plain : (at) => raise(plain(at), power(at));
}

function readRounded(parser: Parser, apply: (value: Complex) => Complex): Value | undefined {
  const inner = nested(parser, readSum);
  if (/^\\r(?:floor|ceil)$/.test(parser.tokens[parser.at] ?? "")) parser.at++;
  return inner === undefined ? undefined : (at) => apply(inner(at));
}

function readFactors(parser: Parser): Value | undefined {
  let left = readPower(parser);
  // A group is the whole argument: sin(x) y is sin(x), times y.
  if (/^[)}\]|]$/.test(parser.tokens[parser.at - 1] ?? "")) return left;
  while (left !== undefined && /^(?:\d.*|[a-zα-ω]|\\pi|pi)$/i.test(parser.tokens[parser.at] ?? "")) {
    const [a, b]: [Value, Value | undefined] = [left, readPower(parser)];
    left = b === undefined ? undefined : (at) => multiply(a(at), b(at));
  }
  return left;
}

/** `_1`, `_{max}`: part of the name. */
function readSubscript(parser: Parser): string {
  if (parser.tokens[parser.at] !== "_") return "";
  const from = ++parser.at;
  if (parser.tokens[parser.at++] !== "{") return `_${parser.tokens[from] ?? ""}`;
  while (parser.at < parser.tokens.length && parser.tokens[parser.at++] !== "}");
  return `_${parser.tokens.slice(from + 1, parser.at - 1).join("")}`;
}

/** Nesting beyond a hundred levels is not read: an answer must not exhaust the stack. */
function nested(parser: Parser, read: (parser: Parser) => Value | undefined): Value | undefined {
  if (parser.depth > 100) return undefined;
  parser.depth++;
  const inner = read(parser);
  parser.depth--;
  return inner;
}

function onReals(apply: (x: number) => number): (value: Complex) => Complex {
  return (value) => (value.im === 0 ? real(apply(value.re)) : { re: Number.NaN, im: 0 });
}

function factorial(n: number): number {
  if (!Number.isInteger(n) || n < 0 || n > 170) return Number.NaN;
  let product = 1;
  for (let factor = 2; factor <= n; factor++) product *= factor;
  return product;
}
