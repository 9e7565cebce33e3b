import { stream } from "../../util/random.ts";
import type { Kind } from "./kind.ts";
import { normalize, braced } from "./normalize.ts";
import { unfraction } from "./number.ts";

type Variables = { readonly [name: string]: number };
type Formula = (at: Variables) => number;
interface Expression {
  readonly names: readonly string[];
  readonly value: Formula;
}

/** A formula, equal when it has the same variables and the same value at eight seeded points; never by its symbols. */
export const expression: Kind<Expression> = {
  readings(text) {
    const read = readExpression(text);
    return read === undefined ? [] : [read];
  },
  matches(answer, key) {
    if (answer.names.join() !== key.names.join()) return false;
    const next = stream("expression points");
    const points = Array.from({ length: 8 }, () => Object.fromEntries(key.names.map((name) => [name, 0.25 + Math.floor(next() * 28) / 7])));
    const pairs = points.map((point) => [answer.value(point), key.value(point)] as const);
    const decided = pairs.filter(([, wanted]) => Number.isFinite(wanted));
    return decided.length >= 4 && decided.every(([got, wanted]) => Math.abs(got - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)));
  },
};

const functions: { readonly [name: string]: (value: number) => number } = {
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  exp: Math.exp,
  ln: Math.log,
  log: Math.log,
  abs: Math.abs,
};

function readExpression(text: string): Expression | undefined {
  const plain = plainFormula(normalize(text)).replace(/^[a-z](?:\([a-z]\))?\s*=\s*/i, "");
  const tokens = plain.match(/\d+\.?\d*|\.\d+|[a-z]+|[-+*/^()!]|\S/gi) ?? [];
  if (tokens.length === 0 || tokens.length > 2000) return undefined;
  const names = new Set<string>();
  const parser = { tokens: tokens.flatMap(splitNames), at: 0, depth: 0, names };
  const value = readSum(parser);
  return value === undefined || parser.at < parser.tokens.length ? undefined : { names: [...names].sort(), value };
}

/** LaTeX's roots, fractions and braces as plain ones; `**` is a power. */
function plainFormula(text: string): string {
  let out = unfraction(text).replaceAll("**", "^").replaceAll("√", "sqrt ");
  for (let at = out.indexOf("\\sqrt{"); at >= 0; at = out.indexOf("\\sqrt{")) {
    const inside = braced(out, at + 5);
    if (inside === undefined) return out;
    out = `${out.slice(0, at)}sqrt(${inside.inner})${out.slice(inside.end)}`;
  }
  return out
    .replace(/\\(sqrt|sin|cos|tan|exp|ln|log|pi)/g, " $1 ")
    .replace(/\{/g, "(")
    .replace(/\}/g, ")");
}

/** `xy` is x times y; function names and pi stay whole. */
function splitNames(token: string): string[] {
  if (!/^[a-z]+$/i.test(token) || token.toLowerCase() in functions || token.toLowerCase() === "pi") return [token];
  return token.split("");
}

interface Parser {
  readonly tokens: readonly string[];
  readonly names: Set<string>;
  at: number;
  depth: number;
}

function readSum(parser: Parser): Formula | undefined {
  let left = readProduct(parser);
  while (left !== undefined && /^[+-]$/.test(parser.tokens[parser.at] ?? "")) {
    const sign = parser.tokens[parser.at++] === "-" ? -1 : 1;
    const [a, b]: [Formula, Formula | undefined] = [left, readProduct(parser)];
    left = b === undefined ? undefined : (at) => a(at) + sign * b(at);
  }
  return left;
}

function readProduct(parser: Parser): Formula | undefined {
  let left = readPower(parser);
  for (;;) {
    const token = parser.tokens[parser.at] ?? "";
    if (left === undefined || !/^[*/(\da-z.]/i.test(token)) return left;
    if (token === "*" || token === "/") parser.at++;
    const [a, b]: [Formula, Formula | undefined] = [left, readPower(parser)];
    if (b === undefined) return undefined;
    left = token === "/" ? (at) => a(at) / b(at) : (at) => a(at) * b(at);
  }
}

/** A sign binds weaker than a power, so that -x^2 is -(x^2); powers group from the right. */
function readPower(parser: Parser): Formula | undefined {
  const token = parser.tokens[parser.at];
  if (token === "-" || token === "+") {
    parser.at++;
    const inner = nested(parser, readPower);
    return inner === undefined || token === "+" ? inner : (at) => -inner(at);
  }
  const base = readAtom(parser);
  if (base === undefined || parser.tokens[parser.at] !== "^") return base;
  parser.at++;
  const power = nested(parser, readPower);
  return power === undefined ? undefined : (at) => base(at) ** power(at);
}

function readAtom(parser: Parser): Formula | undefined {
  const token = parser.tokens[parser.at++];
  if (token === undefined) return undefined;
  if (/^[\d.]/.test(token)) return () => Number(token);
  if (token === "(") {
    const inner = nested(parser, readSum);
    return parser.tokens[parser.at++] === ")" ? inner : undefined;
  }
  const name = token.toLowerCase();
  if (name === "pi" || token === "π") return () => Math.PI;
  const known = functions[name];
  if (known !== undefined) {
    const inner = nested(parser, readAtom);
    return inner === undefined ? undefined : (at) => known(inner(at));
  }
  if (!/^[a-z]$/i.test(token)) return undefined;
  parser.names.add(token);
  return (at) => at[token] ?? Number.NaN;
}

/** Nesting beyond a hundred levels is not read: an answer must not exhaust the stack. */
function nested(parser: Parser, read: (parser: Parser) => Formula | undefined): Formula | undefined {
  if (parser.depth > 100) return undefined;
  parser.depth++;
  const inner = read(parser);
  parser.depth--;
  return inner;
}
