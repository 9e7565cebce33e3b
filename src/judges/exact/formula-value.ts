import { add, type Complex, divide, exp, log, multiply, raise, real, sqrt } from "./complex.ts";

/** How a formula is built, from its last operation down. */
export type Node =
  | { readonly op: "number"; readonly digits: string }
  | { readonly op: "constant"; readonly name: "pi" | "e" | "i" }
  | { readonly op: "name"; readonly name: string }
  | { readonly op: "add" | "multiply" | "divide" | "power" | "root" | "log" | "choose"; readonly left: Node; readonly right: Node }
  | { readonly op: "negate" | "factorial" | "degrees"; readonly inner: Node }
  | { readonly op: "apply"; readonly name: string; readonly inner: Node };

/** A name at a point where roots, powers and logarithms of negative numbers have no value. */
export const realOnly = "real only";
type Variables = ReadonlyMap<string, Complex>;

const functions: ReadonlyMap<string, (value: Complex) => Complex> = new Map(
  Object.entries({
    sqrt,
    exp,
    ln: log,
    log,
    lg: (value: Complex) => divide(log(value), real(Math.LN10)),
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
const constants = { pi: real(Math.PI), e: real(Math.E), i: { re: 0, im: 1 } };

/** The value of a formula at a point, in doubles; NaN where it has none. */
export function valueAt(node: Node, at: Variables): Complex {
  switch (node.op) {
    case "number":
      return real(Number(node.digits));
    case "constant":
      return constants[node.name];
    case "name":
      return at.get(node.name) ?? real(Number.NaN);
    case "negate":
      return multiply(real(-1), valueAt(node.inner, at));
    case "factorial":
      return real(factorial(valueAt(node.inner, at).re));
    case "degrees":
      return multiply(valueAt(node.inner, at), real(Math.PI / 180));
    case "apply":
      return applied(node.name, valueAt(node.inner, at), at);
    default:
      return ofTwo(node.op, valueAt(node.left, at), valueAt(node.right, at), at);
  }
}

function ofTwo(op: Extract<Node, { left: Node }>["op"], left: Complex, right: Complex, at: Variables): Complex {
  switch (op) {
    case "add":
      return add(left, right);
    case "multiply":
      return multiply(left, right);
    case "divide":
      return divide(left, right);
    case "log":
      return divide(log(left), log(right));
    case "choose":
      return real(choose(left.re, right.re));
    case "root":
      // Odd roots of negative numbers are the real ones.
      if (left.im === 0 && left.re < 0 && right.re % 2 === 1) return real(-((-left.re) ** (1 / right.re)));
      return raised(left, divide(real(1), right), at);
    default:
      return raised(left, right, at);
  }
}

function applied(name: string, value: Complex, at: Variables): Complex {
  const cuts = name === "sqrt" || name === "ln" || name === "log" || name === "lg";
  if (cuts && at.has(realOnly) && value.im === 0 && value.re < 0) return real(Number.NaN);
  return functions.get(name)?.(value) ?? real(Number.NaN);
}

function raised(base: Complex, power: Complex, at: Variables): Complex {
  const cut = at.has(realOnly) && base.im === 0 && base.re < 0 && !Number.isInteger(power.re);
  return cut ? real(Number.NaN) : raise(base, power);
}

function choose(all: number, part: number): number {
  if (!Number.isInteger(all) || !Number.isInteger(part) || all < 0 || part < 0 || all > 10_000) return Number.NaN;
  let ways = part > all ? 0 : 1;
  for (let index = 1; index <= Math.min(part, all - part); index++) ways = (ways * (all - index + 1)) / index;
  return Math.round(ways);
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
