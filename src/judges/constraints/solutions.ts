import { holds, type Rule, stands, type Value, variablesIn } from "./rule.ts";
import { type ConstraintSettings, domainOf } from "./settings.ts";

/** The assignments that fit, at most `limit` of them; `complete` is false when the search gave up after `steps` tries. */
export interface Solutions {
  readonly found: readonly ReadonlyMap<string, Value>[];
  readonly complete: boolean;
}

interface Search {
  readonly settings: ConstraintSettings;
  readonly rules: ReadonlyMap<string, readonly Rule[]>;
  readonly known: Map<string, Value>;
  readonly found: ReadonlyMap<string, Value>[];
  readonly limit: number;
  steps: number;
}

/** Depth-first search that always takes the variable with the fewest values left; exact, and bounded by `steps`. */
export function solutions(settings: ConstraintSettings, limit = 2, steps = 400_000): Solutions {
  const rules = new Map(settings.variables.map((name) => [name, settings.constraints.filter((one) => variablesIn(one).includes(name))]));
  const search: Search = { settings, rules, known: new Map(), found: [], limit, steps };
  descend(search);
  return { found: search.found, complete: search.steps > 0 };
}

function descend(search: Search): void {
  const open = search.settings.variables.filter((name) => !search.known.has(name));
  if (open.length === 0) {
    search.found.push(new Map(search.known));
    return;
  }
  let chosen: { readonly name: string; readonly values: readonly Value[] } = { name: "", values: [] };
  for (const [at, name] of open.entries()) {
    const values = domainOf(search.settings, name).filter((value) => canTake(search, name, value));
    if (at === 0 || values.length < chosen.values.length) chosen = { name, values };
    if (values.length === 0) return;
  }
  for (const value of chosen.values) {
    if (search.steps <= 0 || search.found.length >= search.limit) return;
    search.known.set(chosen.name, value);
    descend(search);
    search.known.delete(chosen.name);
  }
}

function canTake(search: Search, name: string, value: Value): boolean {
  search.steps--;
  search.known.set(name, value);
  const possible = (search.rules.get(name) ?? []).every((one) => canHold(one, search));
  search.known.delete(name);
  return possible;
}

/** Whether a rule can still come to hold. Never says no to what can be completed; exact once all its variables are known. */
function canHold(rule: Rule, { known, settings }: Search): boolean {
  if (rule.rule === "different") {
    const given = rule.of.flatMap((name) => known.get(name) ?? []);
    return new Set(given).size === given.length;
  }
  if (rule.rule === "same") return new Set(rule.of.flatMap((name) => known.get(name) ?? [])).size <= 1;
  if (rule.rule === "all") return rule.of.every((part) => canHold(part, { known, settings } as Search));
  const open = variablesIn(rule).some((name) => !known.has(name));
  if (!open) return holds(rule, known);
  if (rule.rule !== "linear") return true;
  let [low, high] = [0, 0];
  for (const [factor, name] of rule.terms) {
    const given = known.get(name);
    const numbers = (given === undefined ? domainOf(settings, name) : [given]).map((one) => factor * Number(one));
    low += Math.min(...numbers);
    high += Math.max(...numbers);
  }
  if (rule.relation === "=") return stands(low, "<=", rule.value) && stands(high, ">=", rule.value);
  if (rule.relation === "!=") return true;
  return stands(rule.relation.startsWith("<") ? low : high, rule.relation, rule.value);
}
