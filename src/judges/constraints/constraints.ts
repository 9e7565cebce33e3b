import type { Verdict } from "../../types.ts";
import { judgeKind } from "../judge-kind.ts";
import { readAssignment } from "./read-assignment.ts";
import { holds, type Value } from "./rule.ts";
import { type ConstraintSettings, constraintsOptions, domainOf } from "./settings.ts";
import { solutions } from "./solutions.ts";

/** Any assignment that fits passes, so every valid solution counts. A claim that it is the only one is searched, once. */
export const constraints = judgeKind({
  name: "constraints",
  description: "checks a claimed solution against the constraints; every valid solution counts",
  options: constraintsOptions,
  needs: [],
  cost: "no call",
  open(settings) {
    let claim: string | undefined;
    return {
      name: "constraints",
      async judge(_task, answer): Promise<Verdict> {
        if (answer.text.trim() === "") return failed("the answer is empty");
        const read = readAssignment(answer.text, settings);
        if (!read.ok) return read;
        if (read.unreadable) return { ...failed(read.wrong ?? ""), flags: ["unreadable"] };
        const wrong = read.wrong ?? faultOf(read.values, settings);
        if (wrong !== undefined) return failed(wrong);
        claim ??= settings.unique ? uniqueness(settings) : "";
        return { ok: true, passed: true, score: 1, why: `all ${settings.constraints.length} constraints hold${claim}` };
      },
    };
  },
});

/** The first thing that is wrong with an assignment: a variable missing, a value outside its domain, a broken rule. */
export function faultOf(values: ReadonlyMap<string, Value>, settings: ConstraintSettings): string | undefined {
  for (const name of settings.variables) {
    const value = values.get(name);
    if (value === undefined) return `"${name}" has no value`;
    if (!domainOf(settings, name).includes(value)) return `"${name}" is ${String(value).slice(0, 60)}, which is none of its allowed values`;
  }
  const broken = settings.constraints.find((rule) => !holds(rule, values));
  return broken === undefined ? undefined : `broken: ${broken.says ?? JSON.stringify(broken).slice(0, 200)}`;
}

function uniqueness(settings: ConstraintSettings): string {
  const { found, complete } = solutions(settings, 2);
  if (found.length > 1) return "; the task claims that it is the only solution, and a solver finds another";
  return complete ? ", and a solver finds no other solution" : "; whether it is the only solution was not decided";
}

function failed(why: string): Extract<Verdict, { ok: true }> {
  return { ok: true, passed: false, score: 0, why };
}
