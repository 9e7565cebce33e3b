import { textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import type { Complex } from "./complex.ts";
import { type Node, valueAt } from "./formula-value.ts";
import { plainSigns, tokensOf } from "./formula-tokens.ts";

/** A formula: the variables in it, its value at any point, and how it is built. */
export interface Formula {
  readonly names: readonly string[];
  readonly value: (at: ReadonlyMap<string, Complex>) => Complex;
  readonly node: Node;
}

const greek =
  /^\\(?:alpha|beta|gamma|delta|varepsilon|epsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|ell)$/;
const functions: ReadonlySet<string> = new Set(
  "sqrt exp ln log lg abs sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh floor ceil".split(" "),
);

/**
 * Reads a formula in LaTeX or in plain signs, with one letter per variable; undefined for prose and for what is not well formed.
 * `i` is the imaginary unit, `e` and `pi` are the constants.
 */
export function readFormula(text: string): Formula | undefined {
  if (isLong(text, "page")) return undefined;
  const tokens = tokensOf(plainSigns(text));
  if (tokens === undefined || tokens.length === 0 || tokens.length > 2000) return undefined;
  const parser: Parser = { tokens, names: new Set(), at: 0, depth: 0, bars: 0 };
  const node = readSum(parser);
  if (node === undefined || parser.at < tokens.length) return undefined;
  return { names: [...parser.names].sort(), value: (at) => valueAt(node, at), node };
}

interface Parser {
  readonly tokens: readonly string[];
  readonly names: Set<string>;
  at: number;
  depth: number;
  bars: number;
}

function readSum(parser: Parser): Node | undefined {
  let left = readProduct(parser);
  while (left !== undefined && /^[+-]$/.test(parser.tokens[parser.at] ?? "")) {
    const minus = parser.tokens[parser.at++] === "-";
    const right = readProduct(parser);
    left = right === undefined ? undefined : { op: "add", left, right: minus ? { op: "negate", inner: right } : right };
  }
  return left;
}

function readProduct(parser: Parser): Node | undefined {
  let left = readPower(parser);
  for (;;) {
    const token = parser.tokens[parser.at] ?? "";
    const sign = token === "*" || token === "/";
    if (left === undefined || !(sign || startsAtom(parser, token))) return left;
    if (sign) parser.at++;
    const right = readPower(parser);
    if (right === undefined) return undefined;
    left = { op: token === "/" ? "divide" : "multiply", left, right };
  }
}

function startsAtom(parser: Parser, token: string): boolean {
  return (/^[\da-zα-ω.({\\[]/i.test(token) && !/^\\r(?:floor|ceil)$/.test(token)) || (token === "|" && parser.bars === 0);
}

/** A sign binds weaker than a power, so that -x^2 is -(x^2); powers group from the right. */
function readPower(parser: Parser): Node | undefined {
  const token = parser.tokens[parser.at];
  if (token === "-" || token === "+") {
    parser.at++;
    const inner = nested(parser, readPower);
    return inner === undefined || token === "+" ? inner : { op: "negate", inner };
  }
  let base = readAtom(parser);
  while (base !== undefined && /^[!°]$/.test(parser.tokens[parser.at] ?? ""))
    base = { op: parser.tokens[parser.at++] === "!" ? "factorial" : "degrees", inner: base };
  if (base === undefined || parser.tokens[parser.at] !== "^") return base;
  const right = readExponent(parser);
  return right === undefined ? undefined : { op: "power", left: base, right };
}

function readExponent(parser: Parser): Node | undefined {
  parser.at++;
  return parser.tokens[parser.at] === "{" ? nested(parser, readAtom) : nested(parser, readPower);
}

const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["{", "}"],
  ["[", "]"],
  ["|", "|"],
]);

function readAtom(parser: Parser): Node | undefined {
  const token = parser.tokens[parser.at++];
  if (token === undefined) return undefined;
  if (/^[\d.]/.test(token)) return readDigits(parser, token);
  const closer = closers.get(token);
  if (closer !== undefined) return readGroup(parser, token, closer);
  const name = token.replace(/^\\/, "");
  if (name === "frac") return readFraction(parser);
  if (name === "binom") return readBinomial(parser);
  if (name === "sqrt" && parser.tokens[parser.at] === "[") return readRoot(parser);
  if (name === "pi") return { op: "constant", name };
  if (token === "e" || token === "i") return { op: "constant", name: token };
  if (name === "imath") return { op: "constant", name: "i" };
  if (functions.has(name)) return readApplied(parser, name);
  if (!/^[a-zα-ω]$/i.test(token) && !greek.test(token)) return undefined;
  const full = `${name}${readSubscript(parser)}`;
  parser.names.add(full);
  return readSquared(parser, { op: "name", name: full });
}

/** The value of a function without a formula, where a power follows: f(x)^2 is the square of f(x). Any other name times its group. */
function readSquared(parser: Parser, left: Node & { readonly op: "name" }): Node {
  const [opener, argument = "", closer, sign] = parser.tokens.slice(parser.at, parser.at + 4);
  const called = opener === "(" && closer === ")" && sign === "^" && /^(?:[a-zA-Z]|\d+)$/.test(argument);
  if (!called || !/^[fghFGP](?:_|$)/.test(left.name)) return left;
  const right = nested(parser, readAtom);
  return right === undefined ? left : { op: "multiply", left, right };
}

function digits(text: string): Node {
  return { op: "number", digits: text };
}

/** Digits; a whole number before a fraction of whole numbers makes a mixed number, never a product. */
function readDigits(parser: Parser, token: string): Node {
  const mixed = /^\\frac \{? ?(\d+) ?\}? ?\{? ?(\d+) ?\}?/.exec(parser.tokens.slice(parser.at, parser.at + 7).join(" "));
  if (mixed === null || !/^\d+$/.test(token)) return digits(token);
  parser.at += mixed[0].trim().split(" ").length;
  return { op: "add", left: digits(token), right: { op: "divide", left: digits(textAt(mixed, 1)), right: digits(textAt(mixed, 2)) } };
}

function readGroup(parser: Parser, opener: string, closer: string): Node | undefined {
  if (opener === "|") parser.bars++;
  const inner = nested(parser, readSum);
  if (opener === "|") parser.bars--;
  if (parser.tokens[parser.at++] !== closer) return undefined;
  return opener !== "|" || inner === undefined ? inner : { op: "apply", name: "abs", inner };
}

/** One argument of LaTeX: a group, or a single sign of which digits are taken one by one. */
function readArgument(parser: Parser): Node | undefined {
  return nested(parser, readAtom);
}

function readFraction(parser: Parser): Node | undefined {
  const run = /^\d\d+$/.exec(parser.tokens[parser.at] ?? "")?.[0];
  if (run !== undefined) {
    // \frac13 is one third; \frac143 has no reading that everybody shares, and is 1 over 4, times 3.
    parser.at++;
    const part: Node = { op: "divide", left: digits(run[0] as string), right: digits(run[1] as string) };
    return run.length === 2 ? part : { op: "multiply", left: part, right: digits(run.slice(2)) };
  }
  const left = readArgument(parser);
  const right = left === undefined ? undefined : readArgument(parser);
  return left === undefined || right === undefined ? undefined : { op: "divide", left, right };
}

/** `\binom{5}{2}`, `\binom52`: in how many ways so many are chosen out of so many; whole numbers alone have a value. */
function readBinomial(parser: Parser): Node | undefined {
  const run = /^(\d)(\d)$/.exec(parser.tokens[parser.at] ?? "");
  if (run !== null) {
    parser.at++;
    return { op: "choose", left: digits(run[1] as string), right: digits(run[2] as string) };
  }
  const left = readArgument(parser);
  const right = left === undefined ? undefined : readArgument(parser);
  return left === undefined || right === undefined ? undefined : { op: "choose", left, right };
}

function readRoot(parser: Parser): Node | undefined {
  const right = nested(parser, readAtom);
  const left = right === undefined ? undefined : readArgument(parser);
  return left === undefined || right === undefined ? undefined : { op: "root", left, right };
}

/** A function and its argument: a group, or the product that follows up to a sign; `sin^2 x` is the square of `sin x`. */
function readApplied(parser: Parser, name: string): Node | undefined {
  let [power, base]: [Node | undefined, Node | undefined] = [undefined, undefined];
  if (parser.tokens[parser.at] === "_") {
    parser.at++;
    base = readArgument(parser);
  }
  if (parser.tokens[parser.at] === "^") power = readExponent(parser);
  const rounded = name === "floor" || name === "ceil";
  const inner = rounded ? nested(parser, readSum) : nested(parser, argumentReader(parser, name));
  if (rounded && /^\\r(?:floor|ceil)$/.test(parser.tokens[parser.at] ?? "")) parser.at++;
  if (inner === undefined) return undefined;
  const plain: Node = base === undefined ? { op: "apply", name, inner } : { op: "log", left: inner, right: base };
  return power === undefined ? plain : { op: "power", left: plain, right: power };
}

/** In brackets an argument ends with them, up to a sign of degrees: sin(x)^2 is the square of sin(x). */
function argumentReader(parser: Parser, name: string): (parser: Parser) => Node | undefined {
  if (name === "sqrt" || name === "abs") return readAtom;
  return /^[([]$/.test(parser.tokens[parser.at] ?? "") ? readBracketed : readFactors;
}

function readBracketed(parser: Parser): Node | undefined {
  const inner = readAtom(parser);
  if (inner === undefined || parser.tokens[parser.at] !== "°") return inner;
  parser.at++;
  return { op: "degrees", inner };
}

function readFactors(parser: Parser): Node | undefined {
  let left = readPower(parser);
  // A group is the whole argument: sin(x) y is sin(x), times y.
  if (/^[)}\]|]$/.test(parser.tokens[parser.at - 1] ?? "")) return left;
  while (left !== undefined && /^(?:\d.*|[a-zα-ω]|\\pi|pi)$/i.test(parser.tokens[parser.at] ?? "")) {
    const right = readPower(parser);
    left = right === undefined ? undefined : { op: "multiply", left, right };
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
function nested(parser: Parser, read: (parser: Parser) => Node | undefined): Node | undefined {
  if (parser.depth > 100) return undefined;
  parser.depth++;
  const inner = read(parser);
  parser.depth--;
  return inner;
}
