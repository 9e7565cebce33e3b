import { type Assignment, canHold, type ConstraintSpec, type KnownValues, type Rule, type Value, variablesOf } from "./constraints.ts";
import { own } from "../util/own.ts";

type Problem = Pick<ConstraintSpec, "variables" | "domains" | "constraints">;

/**
 * Up to `most` assignments that fit every rule, by exhaustive backtracking: fewer than `most` means that these are all.
 * `rank` orders the values that are tried at a variable, so that a seeded rank draws one assignment of many.
 */
export function solutions(
  problem: Problem,
  most = 2,
  rank?: (variable: string, values: readonly Value[]) => readonly Value[],
): Assignment[] {
  const found: Assignment[] = [];
  const values = new Map<string, Value>();
  const domains = new Map(problem.variables.map((name) => [name, own(problem.domains, name) ?? problem.domains["*"] ?? []]));
  const bounds = new Map([...domains].map(([name, domain]) => [name, boundsOf(domain)]));
  const touching = new Map(problem.variables.map((name) => [name, [] as Rule[]]));
  for (const rule of problem.constraints) for (const name of variablesOf(rule)) touching.get(name)?.push(rule);
  const known: KnownValues = {
    value: (name) => values.get(name),
    bounds: (name) => {
      const value = values.get(name);
      return value === undefined ? (bounds.get(name) ?? [0, 0]) : [Number(value), Number(value)];
    },
  };
  const fitting = (name: string): Value[] => {
    const rules = touching.get(name) ?? [];
    const fit = (domains.get(name) ?? []).filter((value) => {
      values.set(name, value);
      return rules.every((rule) => canHold(rule, known));
    });
    values.delete(name);
    return fit;
  };
  const search = (open: readonly string[]): void => {
    const next = tightest(open, fitting);
    if (!next) {
      found.push(Object.fromEntries(problem.variables.map((name) => [name, values.get(name) as Value])));
      return;
    }
    const rest = open.filter((name) => name !== next.name);
    for (const value of rank?.(next.name, next.fit) ?? next.fit) {
      values.set(next.name, value);
      search(rest);
      values.delete(next.name);
      if (found.length >= most) return;
    }
  };
  search(problem.variables);
  return found;
}

/** The open variable with the fewest values left; none left at all ends the branch at once. */
function tightest(open: readonly string[], fitting: (name: string) => Value[]): { name: string; fit: Value[] } | undefined {
  let best: { name: string; fit: Value[] } | undefined;
  for (const name of open) {
    const fit = fitting(name);
    if (!best || fit.length < best.fit.length) best = { name, fit };
    if (best.fit.length <= 1) return best;
  }
  return best;
}

function boundsOf(domain: readonly Value[]): readonly [number, number] {
  const numbers = domain.map(Number);
  return [Math.min(...numbers), Math.max(...numbers)];
}
