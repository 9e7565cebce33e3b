import { z } from "zod";

export type Value = number | string;
export type Relation = "=" | "!=" | "<" | "<=" | ">" | ">=";
interface Load {
  readonly start: string;
  readonly length: number;
  readonly demand: number;
}
type Plain =
  | { readonly rule: "is" | "isNot"; readonly variable: string; readonly value: Value }
  | { readonly rule: "among"; readonly variable: string; readonly values: readonly Value[] }
  | { readonly rule: "same" | "different"; readonly of: readonly string[] }
  | { readonly rule: "linear"; readonly terms: readonly (readonly [number, string])[]; readonly relation: Relation; readonly value: number }
  | { readonly rule: "distance"; readonly of: readonly string[]; readonly relation: Relation; readonly value: number }
  | { readonly rule: "count"; readonly of: readonly string[]; readonly value: Value; readonly relation: Relation; readonly times: number }
  | { readonly rule: "disjoint"; readonly of: readonly Omit<Load, "demand">[] }
  | { readonly rule: "capacity"; readonly of: readonly Load[]; readonly limit: number }
  | { readonly rule: "any" | "all" | "none"; readonly of: readonly Rule[] }
  | { readonly rule: "if"; readonly when: Rule; readonly then: Rule };
/** A rule over variables; `says` is the clue's words. What each rule means stands in `suites/README.md`. */
export type Rule = Plain & { readonly says?: string | undefined };

const value = z.union([z.number(), z.string()]);
const relation = z.enum(["=", "!=", "<", "<=", ">", ">="]);
const says = z.string().optional();
const names = z.array(z.string()).min(1);
const span = { start: z.string(), length: z.number().nonnegative() };
const rules: z.ZodType<readonly Rule[]> = z.lazy(() => z.array(rule).min(1));

export const rule: z.ZodType<Rule> = z.lazy(() =>
  z.discriminatedUnion("rule", [
    z.strictObject({ rule: z.enum(["is", "isNot"]), variable: z.string(), value, says }),
    z.strictObject({ rule: z.literal("among"), variable: z.string(), values: z.array(value), says }),
    z.strictObject({ rule: z.enum(["same", "different"]), of: names, says }),
    z.strictObject({
      rule: z.literal("linear"),
      terms: z.array(z.tuple([z.number(), z.string()])).min(1),
      relation,
      value: z.number(),
      says,
    }),
    z.strictObject({ rule: z.literal("distance"), of: z.array(z.string()).length(2), relation, value: z.number(), says }),
    z.strictObject({ rule: z.literal("count"), of: names, value, relation, times: z.int(), says }),
    z.strictObject({ rule: z.literal("disjoint"), of: z.array(z.strictObject(span)), says }),
    z.strictObject({ rule: z.literal("capacity"), of: z.array(z.strictObject({ ...span, demand: z.number() })), limit: z.number(), says }),
    z.strictObject({ rule: z.enum(["any", "all", "none"]), of: rules, says }),
    // oxlint-disable-next-line unicorn/no-thenable -- suites call this field `then`; a rule is never awaited
    z.strictObject({ rule: z.literal("if"), when: rule, then: rule, says }),
  ]),
);

/** The variables that a rule speaks of, each once. */
export function variablesIn(rule: Rule): string[] {
  switch (rule.rule) {
    case "is":
    case "isNot":
    case "among":
      return [rule.variable];
    case "same":
    case "different":
    case "distance":
    case "count":
      return [...new Set(rule.of)];
    case "linear":
      return [...new Set(rule.terms.map(([, variable]) => variable))];
    case "disjoint":
    case "capacity":
      return [...new Set(rule.of.map((load) => load.start))];
    case "if":
      return [...new Set([...variablesIn(rule.when), ...variablesIn(rule.then)])];
    default:
      return [...new Set(rule.of.flatMap(variablesIn))];
  }
}

/** Whether a rule holds of a whole assignment. */
export function holds(rule: Rule, of: ReadonlyMap<string, Value>): boolean {
  switch (rule.rule) {
    case "is":
      return of.get(rule.variable) === rule.value;
    case "isNot":
      return of.get(rule.variable) !== rule.value;
    case "among":
      return rule.values.includes(of.get(rule.variable) ?? "");
    case "same":
      return new Set(rule.of.map((name) => of.get(name))).size === 1;
    case "different":
      return new Set(rule.of.map((name) => of.get(name))).size === rule.of.length;
    case "linear":
      return stands(sum(rule.terms.map(([factor, name]) => factor * Number(of.get(name)))), rule.relation, rule.value);
    case "distance":
      return stands(Math.abs(Number(of.get(rule.of[0] ?? "")) - Number(of.get(rule.of[1] ?? ""))), rule.relation, rule.value);
    case "count":
      return stands(rule.of.filter((name) => of.get(name) === rule.value).length, rule.relation, rule.times);
    case "if":
      return !holds(rule.when, of) || holds(rule.then, of);
    case "any":
      return rule.of.some((part) => holds(part, of));
    case "all":
      return rule.of.every((part) => holds(part, of));
    case "none":
      return !rule.of.some((part) => holds(part, of));
    case "disjoint":
      return fits(
        rule.of.map((load) => ({ ...load, demand: 1 })),
        1,
        of,
      );
    default:
      return fits(rule.of, rule.limit, of);
  }
}

/** The load is greatest where some interval begins. Half-open: one may begin where another ends. */
function fits(loads: readonly Load[], limit: number, of: ReadonlyMap<string, Value>): boolean {
  const placed = loads.map((load) => ({ from: Number(of.get(load.start)), ...load }));
  return placed.every(
    ({ from }) => sum(placed.filter((one) => one.from <= from && from < one.from + one.length).map((one) => one.demand)) <= limit,
  );
}

export function stands(left: number, relation: Relation, right: number): boolean {
  const gap = left - right;
  const equal = Math.abs(gap) < 1e-9;
  if (relation === "=") return equal;
  if (relation === "!=") return !equal;
  if (relation === "<=") return equal || gap < 0;
  if (relation === ">=") return equal || gap > 0;
  return !equal && (relation === "<" ? gap < 0 : gap > 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
