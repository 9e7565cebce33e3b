import { own } from "../util/own.ts";
/** The grader `constraints` as data; `suites/README.md` says what each rule means and how an answer is read. */
export type Value = number | string;
export type Relation = "=" | "!=" | "<" | "<=" | ">" | ">=";
type Span = { readonly start: string; readonly length: number };
type Load = { readonly start: string; readonly length: number; readonly demand: number };
export type Rule = (
  | { readonly rule: "is" | "isNot"; readonly variable: string; readonly value: Value }
  | { readonly rule: "among"; readonly variable: string; readonly values: readonly Value[] }
  | { readonly rule: "same" | "different"; readonly of: readonly string[] }
  | { readonly rule: "linear"; readonly terms: readonly (readonly [number, string])[]; readonly relation: Relation; readonly value: number }
  | { readonly rule: "distance"; readonly of: readonly string[]; readonly relation: Relation; readonly value: number }
  | { readonly rule: "count"; readonly of: readonly string[]; readonly value: Value; readonly relation: Relation; readonly times: number }
  | { readonly rule: "disjoint"; readonly of: readonly Span[] }
  | { readonly rule: "capacity"; readonly of: readonly Load[]; readonly limit: number }
  | { readonly rule: "any" | "all" | "none"; readonly of: readonly Rule[] }
  | { readonly rule: "if"; readonly when: Rule; readonly then: Rule }
) & { readonly says?: string };
export type ConstraintSpec = {
  readonly kind: "constraints";
  readonly problem: "schedule" | "grid" | "coloring" | "square" | "assignment";
  readonly format: "pairs" | "rows";
  readonly columns?: number;
  readonly variables: readonly string[];
  readonly domains: { readonly [variable: string]: readonly Value[] };
  readonly constraints: readonly Rule[];
  readonly unique?: boolean;
};
export type Assignment = { readonly [variable: string]: Value };
/** The value of a variable, or undefined while it has none, and the least and greatest number that it could still have. */
export interface KnownValues {
  value(variable: string): Value | undefined;
  bounds(variable: string): readonly [number, number];
}

/** Whether the rule can still hold; for a whole assignment, whether it does. Never says no to what can be completed. */
export function canHold(rule: Rule, known: KnownValues): boolean {
  switch (rule.rule) {
    case "is":
    case "isNot": {
      const value = known.value(rule.variable);
      return value === undefined || (value === rule.value) === (rule.rule === "is");
    }
    case "among": {
      const value = known.value(rule.variable);
      return value === undefined || rule.values.includes(value);
    }
    case "same":
      return new Set(given(rule.of, known)).size <= 1;
    case "different": {
      const values = given(rule.of, known);
      return new Set(values).size === values.length;
    }
    case "linear":
      return linearCanHold(rule, known);
    case "distance": {
      const [a, b] = given(rule.of, known);
      return a === undefined || b === undefined || compare(Math.abs(Number(a) - Number(b)), rule.relation, rule.value);
    }
    case "count":
      return countCanHold(rule, known);
    case "disjoint":
      return loadsFit(
        rule.of.map((span) => ({ ...span, demand: 1 })),
        1,
        known,
      );
    case "capacity":
      return loadsFit(rule.of, rule.limit, known);
    default:
      return joinedCanHold(rule, known);
  }
}

/** The variables that a rule speaks of. */
export function variablesOf(rule: Rule): string[] {
  switch (rule.rule) {
    case "is":
    case "isNot":
    case "among":
      return [rule.variable];
    case "linear":
      return rule.terms.map(([, variable]) => variable);
    case "disjoint":
    case "capacity":
      return rule.of.map((span) => span.start);
    case "any":
    case "all":
    case "none":
      return [...new Set(rule.of.flatMap(variablesOf))];
    case "if":
      return [...new Set([...variablesOf(rule.when), ...variablesOf(rule.then)])];
    default:
      return [...rule.of];
  }
}

/** The first rule that a whole assignment breaks, if any. */
export function brokenRule(rules: readonly Rule[], assignment: Assignment): Rule | undefined {
  return rules.find((rule) => !canHold(rule, fixed(assignment)));
}

function fixed(assignment: Assignment): KnownValues {
  return {
    value: (variable) => own(assignment, variable),
    bounds: (variable) => [Number(own(assignment, variable)), Number(own(assignment, variable))],
  };
}

function given(variables: readonly string[], known: KnownValues): Value[] {
  return variables.map((variable) => known.value(variable)).filter((value) => value !== undefined);
}

export function compare(left: number, relation: Relation, right: number): boolean {
  if (relation === "=") return left === right;
  if (relation === "!=") return left !== right;
  if (relation === "<") return left < right;
  if (relation === "<=") return left <= right;
  if (relation === ">") return left > right;
  return left >= right;
}

/** Whether any number in [low, high] stands in the relation. */
function rangeCanHold(low: number, high: number, relation: Relation, value: number): boolean {
  if (relation === "=") return low <= value && value <= high;
  if (relation === "!=") return low !== value || high !== value;
  return compare(relation === "<" || relation === "<=" ? low : high, relation, value);
}

function linearCanHold(rule: Extract<Rule, { rule: "linear" }>, known: KnownValues): boolean {
  let low = 0;
  let high = 0;
  for (const [factor, variable] of rule.terms) {
    const [least, most] = known.bounds(variable);
    low += factor * (factor > 0 ? least : most);
    high += factor * (factor > 0 ? most : least);
  }
  return rangeCanHold(low, high, rule.relation, rule.value);
}

function countCanHold(rule: Extract<Rule, { rule: "count" }>, known: KnownValues): boolean {
  const values = given(rule.of, known);
  const sure = values.filter((value) => value === rule.value).length;
  return rangeCanHold(sure, sure + rule.of.length - values.length, rule.relation, rule.times);
}

/** Demands only grow as more starts are known, so an overload among the known ones is final. */
function loadsFit(loads: readonly Load[], limit: number, known: KnownValues): boolean {
  const placed = loads.flatMap((load) => {
    const start = known.value(load.start);
    return start === undefined ? [] : [{ from: Number(start), to: Number(start) + load.length, demand: load.demand }];
  });
  return placed.every(({ from }) => {
    const running = placed.filter((other) => other.from <= from && from < other.to);
    return running.reduce((sum, other) => sum + other.demand, 0) <= limit;
  });
}

function joinedCanHold(rule: Extract<Rule, { rule: "any" | "all" | "none" | "if" }>, known: KnownValues): boolean {
  if (variablesOf(rule).some((variable) => known.value(variable) === undefined)) return true;
  if (rule.rule === "if") return !canHold(rule.when, known) || canHold(rule.then, known);
  if (rule.rule === "any") return rule.of.some((part) => canHold(part, known));
  if (rule.rule === "all") return rule.of.every((part) => canHold(part, known));
  return !rule.of.some((part) => canHold(part, known));
}
