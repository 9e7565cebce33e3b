import { z } from "zod";
import { rule, type Value, variablesIn } from "./rule.ts";
import { own } from "../../util/own.ts";
import { recordOf } from "../../util/record-of.ts";

export const constraintsOptions = z
  .strictObject({
    kind: z.literal("constraints"),
    problem: z.enum(["schedule", "grid", "coloring", "square", "assignment"]).default("assignment").describe("a label for reports"),
    format: z.enum(["pairs", "rows"]).default("pairs").describe("how the final answer is written"),
    columns: z.int().positive().optional().describe("with rows: values per row"),
    variables: z.array(z.string().min(1)).min(1),
    domains: recordOf(z.array(z.union([z.number(), z.string()])).min(1)).describe('allowed values; "*" for variables not named'),
    constraints: z.array(rule).default([]),
    unique: z.boolean().default(false).describe("a claim that exactly one assignment fits, checked by a solver"),
  })
  .superRefine((settings, context) => {
    const known = new Set(settings.variables);
    const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    if (known.size !== settings.variables.length) wrong(["variables"], "a variable is named twice");
    for (const name of settings.variables) {
      if (domainOf(settings, name).length === 0) wrong(["domains"], `variable "${name}" has no domain and there is none for "*"`);
    }
    for (const [index, one] of settings.constraints.entries()) {
      const unknown = variablesIn(one).find((name) => !known.has(name));
      if (unknown !== undefined) wrong(["constraints", index], `"${unknown}" is no variable`);
    }
    if (settings.format === "rows" && settings.variables.length % (settings.columns ?? Number.NaN) !== 0) {
      wrong(["columns"], "rows want a number of columns that divides the number of variables");
    }
  });
export type ConstraintSettings = z.output<typeof constraintsOptions>;

/** The values that a variable may have: its own list, or that of "*". */
export function domainOf(settings: Pick<ConstraintSettings, "domains">, variable: string): readonly Value[] {
  return own(settings.domains, variable) ?? settings.domains["*"] ?? [];
}
