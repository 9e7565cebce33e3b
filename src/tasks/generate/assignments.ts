import type { Assignment, ConstraintSpec } from "../constraints.ts";
import { brokenRule } from "../constraints.ts";
import { oneOf } from "./chance.ts";
import { own } from "../../util/own.ts";

/** A whole answer in the form that the grader `constraints` reads. */
export function answerText(spec: ConstraintSpec, assignment: Assignment, lead: string): string {
  const { columns = 1 } = spec;
  const values = spec.variables.map((name) => String(assignment[name]));
  const lines =
    spec.format === "pairs"
      ? spec.variables.map((name, index) => `${name} = ${values[index]}`)
      : values.flatMap((_, index) => (index % columns === 0 ? [values.slice(index, index + columns).join(" ")] : []));
  return `${lead}\n\nAnswer:\n${lines.join("\n")}`;
}

/** Up to `count` assignments near the right one that break a rule: two values swapped, or one changed. */
export function nearMisses(next: () => number, spec: ConstraintSpec, right: Assignment, count: number): Assignment[] {
  const misses = new Map<string, Assignment>();
  for (let tries = 0; tries < 40 * count && misses.size < count; tries++) {
    const a = oneOf(next, spec.variables);
    const b = oneOf(next, spec.variables);
    const domain = own(spec.domains, a) ?? spec.domains["*"] ?? [];
    const swap = next() < 0.5;
    const miss = swap ? { ...right, [a]: right[b] ?? 0, [b]: right[a] ?? 0 } : { ...right, [a]: oneOf(next, domain) };
    if (brokenRule(spec.constraints, miss)) misses.set(JSON.stringify(miss), miss);
  }
  return [...misses.values()];
}

/** The parts of a task made by constraints: right answers, near misses, and the shape of the answer. */
export function answersFor(next: () => number, spec: ConstraintSpec, rights: readonly Assignment[], lead: string) {
  const [first = {}] = rights;
  return {
    grader: spec,
    right: rights.flatMap((right) => [answerText(spec, right, lead), answerText(spec, right, "After checking every condition:")]),
    wrong: nearMisses(next, spec, first, 6).map((miss) => answerText(spec, miss, lead)),
  };
}
