import type { CappedBudgets, SharedCap } from "./capped-budgets.ts";
import type { TrialServices } from "./trial.ts";

/** A session or a topology whose shared money was used up: its trials from there on have no result. */
export interface Starvation {
  readonly cap: SharedCap;
  readonly topology: string;
  readonly repetition: number;
  /** What the call that could not leave may have cost, and what was left. */
  readonly why: string;
}
/** Keeps which shared money ran out in a run, and what its services need for that. */
export function starvationLog(budgets: CappedBudgets | undefined): {
  readonly found: readonly Starvation[];
  readonly hooks: Pick<TrialServices, "budgetOf" | "starve">;
} {
  const found: Starvation[] = [];
  if (budgets === undefined) return { found, hooks: {} };
  const starve: NonNullable<TrialServices["starve"]> = (spec, why) => {
    const { topology, repetition } = spec;
    const cap = budgets.tight(spec);
    const shares = (name: string, other: number): boolean => name === topology.name && (cap === "topology" || other === repetition);
    if (!found.some((known) => known.cap === cap && shares(known.topology, known.repetition)))
      found.push({ cap, topology: topology.name, repetition, why });
    return (other) => shares(other.topology.name, other.repetition);
  };
  return { found, hooks: { budgetOf: budgets.budgetOf, starve } };
}
