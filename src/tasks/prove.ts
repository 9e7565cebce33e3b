import {
  type Assignment,
  canHold,
  compare,
  type ConstraintSpec,
  type KnownValues,
  type Rule,
  type Value,
  variablesOf,
} from "./constraints.ts";
import { defined } from "../util/defined.ts";
import { own } from "../util/own.ts";

type Domains = Map<string, readonly Value[]>;

/**
 * How many assignments fit every rule (none, one, or many), and the first that was found. Domains are narrowed by the rules before every guess, so that puzzles far
 * too large for plain backtracking are decided. After `guesses` guesses it gives up as `unknown`: a count, not a time, so that the
 * same puzzle has the same verdict on any machine.
 */
export function proved(
  problem: Pick<ConstraintSpec, "variables" | "domains" | "constraints">,
  guesses: number,
): { readonly count: "none" | "one" | "many" | "unknown"; readonly first?: Assignment } {
  const rules = problem.constraints.map((rule) => ({ rule, of: variablesOf(rule) }));
  const touching = new Map(problem.variables.map((name) => [name, rules.filter(({ of }) => of.includes(name))]));
  let left = guesses;
  const found: Assignment[] = [];
  const search = (domains: Domains): void => {
    const [open] = problem.variables
      .filter((name) => domainOf(domains, name).length > 1)
      .toSorted((a, b) => domainOf(domains, a).length - domainOf(domains, b).length);
    if (open === undefined) {
      found.push(Object.fromEntries(problem.variables.map((name) => [name, domainOf(domains, name)[0] ?? 0])));
      return;
    }
    for (const value of domainOf(domains, open)) {
      if (found.length >= 2 || left-- <= 0) return;
      const guess = new Map(domains).set(open, [value]);
      if (narrowed(guess, touching.get(open) ?? [], touching)) search(guess);
    }
  };
  const start: Domains = new Map(problem.variables.map((name) => [name, own(problem.domains, name) ?? problem.domains["*"] ?? []]));
  if (narrowed(start, rules, touching)) search(start);
  const first = defined({ first: found[0] });
  if (found.length >= 2) return { count: "many", ...first };
  if (left < 0) return { count: "unknown", ...first };
  return { count: found.length === 1 ? "one" : "none", ...first };
}

interface Bound {
  readonly rule: Rule;
  readonly of: readonly string[];
}

/** Applies rules until none narrows a domain any more; false once a variable has no value left. */
function narrowed(domains: Domains, first: readonly Bound[], touching: ReadonlyMap<string, readonly Bound[]>): boolean {
  const queue = new Set(first);
  for (const bound of queue) {
    queue.delete(bound);
    const before = bound.of.map((name) => domainOf(domains, name).length);
    if (!applied(bound, domains)) return false;
    for (const [index, name] of bound.of.entries()) {
      const size = domainOf(domains, name).length;
      if (size === 0) return false;
      if (size < (before[index] ?? 0)) for (const other of touching.get(name) ?? []) queue.add(other);
    }
  }
  return true;
}

/** Drops values that the rule rules out; false where it cannot hold at all. Never drops a value of a solution. */
function applied({ rule, of }: Bound, domains: Domains): boolean {
  const keep = (name: string, fits: (value: Value) => boolean) => {
    const domain = domainOf(domains, name);
    if (!domain.every(fits)) domains.set(name, domain.filter(fits));
  };
  switch (rule.rule) {
    case "is":
    case "isNot":
      keep(rule.variable, (value) => (value === rule.value) === (rule.rule === "is"));
      return true;
    case "among":
      keep(rule.variable, (value) => rule.values.includes(value));
      return true;
    case "same":
      for (const name of of) keep(name, (value) => of.every((other) => domainOf(domains, other).includes(value)));
      return true;
    case "different":
      return allDifferent(of, domains, keep);
    case "linear":
      return linear(rule, domains, keep);
    case "distance": {
      const [a = "", b = ""] = of;
      const near = (x: Value, y: Value) => compare(Math.abs(Number(x) - Number(y)), rule.relation, rule.value);
      keep(a, (x) => domainOf(domains, b).some((y) => near(x, y)));
      keep(b, (y) => domainOf(domains, a).some((x) => near(x, y)));
      return true;
    }
    default:
      return canHold(rule, knownIn(domains));
  }
}

type Keep = (name: string, fits: (value: Value) => boolean) => void;

/** Values that are taken leave the others; where there are as many values as variables, one that a single variable can have is its own. */
function allDifferent(of: readonly string[], domains: Domains, keep: Keep): boolean {
  const taken = new Map<Value, string>();
  for (const name of of) {
    const [value, ...others] = domainOf(domains, name);
    if (value === undefined || others.length > 0) continue;
    if (taken.has(value)) return false;
    taken.set(value, name);
  }
  for (const name of of) if (domainOf(domains, name).length > 1) keep(name, (value) => !taken.has(value));
  const holders = new Map<Value, string[]>();
  for (const name of of) for (const value of domainOf(domains, name)) holders.set(value, [...(holders.get(value) ?? []), name]);
  if (holders.size < of.length) return false;
  if (holders.size > of.length) return true;
  for (const [value, [name = "", ...others]] of holders) if (others.length === 0) keep(name, (other) => other === value);
  return true;
}

function linear(rule: Extract<Rule, { rule: "linear" }>, domains: Domains, keep: Keep): boolean {
  const terms = rule.terms.map(([factor, name]) => {
    const numbers = domainOf(domains, name).map((value) => factor * Number(value));
    return { factor, name, low: Math.min(...numbers), high: Math.max(...numbers) };
  });
  const low = terms.reduce((sum, term) => sum + term.low, 0);
  const high = terms.reduce((sum, term) => sum + term.high, 0);
  for (const term of terms) {
    const [least, most] = [low - term.low, high - term.high];
    keep(term.name, (value) => {
      const own = term.factor * Number(value);
      if (rule.relation === "!=") return least !== most || own + least !== rule.value;
      if (rule.relation === "=") return own + least <= rule.value && rule.value <= own + most;
      return compare(own + (rule.relation === "<" || rule.relation === "<=" ? least : most), rule.relation, rule.value);
    });
  }
  return true;
}

function knownIn(domains: Domains): KnownValues {
  return {
    value: (name) => (domainOf(domains, name).length === 1 ? domainOf(domains, name)[0] : undefined),
    bounds: (name) => {
      const numbers = domainOf(domains, name).map(Number);
      return [Math.min(...numbers), Math.max(...numbers)];
    },
  };
}

function domainOf(domains: Domains, name: string): readonly Value[] {
  return domains.get(name) ?? [];
}
