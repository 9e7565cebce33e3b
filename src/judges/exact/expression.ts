import { textAt } from "./text-or-none.ts";
import { stream } from "../../util/random.ts";
import { withoutRounding } from "./approximation.ts";
import { close, type Complex, divide, isFinite, real } from "./complex.ts";
import { type Formula, readFormula } from "./formula.ts";
import { type Node, realOnly, valueAt } from "./formula-value.ts";
import { closedForm } from "./closed-form.ts";
import { sameSurd } from "./surd.ts";
import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";
import type { ExactSettings } from "./settings.ts";

/** A formula, equal when it has the same variables and the same value at eight seeded points; never by its symbols. */
export const expression: Kind<Formula> = {
  readings: (text) => formulasIn(withoutUnits(text)).slice(-1),
  matches(given, wanted, settings) {
    const [answer, key] = withImaginary(given, wanted);
    if (answer.names.join() !== key.names.join()) return false;
    const [own, exact] = key.names.length > 0 ? [] : [closedForm(answer.node), closedForm(key.node)];
    if (own !== undefined && exact !== undefined)
      return sameSurd(own, exact) || within(answer.value(nowhere), key.value(nowhere), settings);
    return agrees(key.names, (point) => {
      const [got, wanted] = [answer.value(point), key.value(point)];
      // Where a root or a logarithm leaves the real numbers, only the plain points decide.
      if (point.has(realOnly) && !isFinite(got)) return undefined;
      return isFinite(wanted) ? close(got, wanted) || within(got, wanted, settings) : undefined;
    });
  },
};

const nowhere: ReadonlyMap<string, Complex> = new Map();

/** Both with `i` as the imaginary unit: where one has no name but `j` or `I`, which an engineer or a program writes for it, and the other has no name at all. */
function withImaginary(answer: Formula, key: Formula): readonly [Formula, Formula] {
  const unit = [answer, key].map(({ names }) => names.join());
  const written = unit.find((names) => names === "j" || names === "I");
  if (written === undefined || unit.some((names) => names !== "" && names !== written)) return [answer, key];
  const both = unit[0] === unit[1];
  return both ? [answer, key] : [imaginary(answer, written), imaginary(key, written)];
}

function imaginary(formula: Formula, name: string): Formula {
  if (formula.names.length === 0) return formula;
  const node = renamed(formula.node, name);
  return { names: [], node, value: (at) => valueAt(node, at) };
}

function renamed(node: Node, name: string): Node {
  if (node.op === "name") return node.name === name ? { op: "constant", name: "i" } : node;
  if ("inner" in node) return { ...node, inner: renamed(node.inner, name) };
  return "left" in node ? { ...node, left: renamed(node.left, name), right: renamed(node.right, name) } : node;
}

/** Two sides that are equal; the same equation when the difference of its sides is a multiple of the key's, as 2x - y = 0 is of y = 2x. */
export interface Equation {
  readonly left: Formula;
  readonly right: Formula;
  /** The left side is a name alone, so that the right side is the answer. */
  readonly named: boolean;
}

export const equation: Kind<Equation | Formula> = {
  readings(text) {
    const plain = withoutRounding(normalize(text)) ?? "";
    const sides = plain.split("=");
    if (sides.length !== 2) return expression.readings(text, {} as ExactSettings);
    const [left, right] = [readFormula(textAt(sides, 0)), readFormula(textAt(sides, 1))];
    return left === undefined || right === undefined ? [] : [{ left, right, named: isName(textAt(sides, 0)) }];
  },
  matches(answer, key, settings) {
    if (!("left" in key)) return !("left" in answer) && expression.matches(answer, key, settings);
    if (!("left" in answer)) return key.named && expression.matches(answer, key.right, settings);
    if (key.named && answer.named && expression.matches(answer.right, key.right, settings)) return sameNames(answer.left, key.left);
    const names = namesOf(key);
    if (names.join() !== namesOf(answer).join()) return false;
    let ratio: Complex | undefined;
    return agrees(names, (point) => {
      const [got, wanted] = [gap(answer, point), gap(key, point)];
      if (!isFinite(got) || !isFinite(wanted) || Math.hypot(wanted.re, wanted.im) < 1e-12) return undefined;
      ratio ??= divide(got, wanted);
      return Math.hypot(ratio.re, ratio.im) > 1e-12 && close(divide(got, wanted), ratio);
    });
  },
};

const units =
  /(?<=[\w)}$!π])(?:\\?[ ,;~]|\$){0,4}(?:\\(?:text|mathrm|textrm|mbox)\s?\{\s{0,3}(?=[a-z])(?![eij]\s{0,3}\})(?:[a-z.]{1,20}(?:\^\{?[23]\}?)?[ ]?){1,3}\}(?:\^\{?[23]\}?)?|\s(?:(?:square|cubic|sq\.?|cu\.?)\s)?(?:units?|inches|feet|meters|metres|centimeters|cm|km|mm|degrees|rad|radians|dollars)(?:\^\{?[23]\}?|²|³)?)[\s$.]{0,4}$/i;

/** A formula without the unit behind it: `25\pi \text{ square units}`. */
function withoutUnits(text: string): string {
  const tail = text.slice(-200);
  const found = units.exec(tail);
  return found === null ? text : text.slice(0, text.length - tail.length + found.index);
}

/** The formulas of a text, name and equals sign aside: of the whole, else of each stretch that is set as mathematics. */
function formulasIn(text: string): Formula[] {
  const whole = ofSides(normalize(text));
  if (whole !== undefined) return [whole];
  const spans = [...text.slice(0, 4000).matchAll(/\$([^$]{1,1000})\$|\\\((.{1,1000}?)\\\)|\\\[(.{1,1000}?)\\\]/g)];
  return spans.map((span) => ofSides(normalize(span[1] ?? span[2] ?? span[3] ?? ""))).filter((formula) => formula !== undefined);
}

/** The last side of a row of equal ones. */
function ofSides(plain: string): Formula | undefined {
  if (/\bnot\b|≠|\\neq?\b|[<>]/.test(plain)) return undefined;
  const exact = withoutRounding(plain);
  const last = textAt(exact?.split("=") ?? [], -1);
  return readFormula(exact === plain ? last : withoutUnits(last));
}

/** Whether `holds` at every point where it can be decided, which must be at least half of them; whole numbers where others decide nothing, as in n!. */
function agrees(names: readonly string[], holds: (point: ReadonlyMap<string, Complex>) => boolean | undefined): boolean {
  const next = stream("expression points");
  for (const draw of [() => 0.25 + Math.floor(next() * 28) / 7, () => 1 + Math.floor(next() * 9)]) {
    const points = Array.from({ length: 8 }, () => new Map(names.map((name) => [name, real(draw())])));
    const decided = points.map(holds).filter((outcome) => outcome !== undefined);
    if (decided.length >= 4) return decided.every(Boolean) && agreesBelow(names, holds, next);
  }
  return false;
}

/** The same where variables are negative: the root of x^2 is x at positive points alone. */
function agreesBelow(names: readonly string[], holds: (point: ReadonlyMap<string, Complex>) => boolean | undefined, next: () => number) {
  for (let round = 0; round < 12; round++) {
    const signed = (at: number): Complex =>
      real((at === round % names.length || next() < 0.5 ? -1 : 1) * (0.25 + Math.floor(next() * 28) / 7));
    const point = new Map(names.map((name, at) => [name, signed(at)]));
    if (names.length > 0 && holds(point.set(realOnly, real(1))) === false) return false;
  }
  return true;
}

function within(got: Complex, wanted: Complex, { tolerance }: ExactSettings): boolean {
  return tolerance !== undefined && Math.hypot(got.re - wanted.re, got.im - wanted.im) <= tolerance * (1 + 1e-12);
}

function gap({ left, right }: Equation, point: ReadonlyMap<string, Complex>): Complex {
  const [a, b] = [left.value(point), right.value(point)];
  return { re: a.re - b.re, im: a.im - b.im };
}

function namesOf({ left, right }: Equation): string[] {
  return [...new Set([...left.names, ...right.names])].sort();
}

function sameNames(a: Formula, b: Formula): boolean {
  return a.names.join() === b.names.join();
}

/** `y`, `f(x)`, `x_1`. */
function isName(text: string): boolean {
  return /^\s*(?:[a-zα-ω]|\\[a-z]+)(?:_\{?\w+\}?)?(?:'|\^\{-1\})?\s*(?:\([a-z](?:,\s?[a-z])*\))?\s*$/i.test(text);
}
