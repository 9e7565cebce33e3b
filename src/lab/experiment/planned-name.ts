import type { Experiment } from "./experiment.ts";

/** The name of an entry of `topologies`: its own, else its kind's. */
export function entryName(entry: Experiment["topologies"][number]): string {
  return typeof entry === "string" ? entry : (entry.name ?? entry.use);
}

/** The name under which an entry runs at a budget in dollars: with `@$<budget>` where the experiment has several. */
export function plannedName(entry: string, budget: number, budgets: readonly number[]): string {
  return budgets.length > 1 ? `${entry}@$${budget}` : entry;
}

/** The budgets of a trial in dollars, one where none is set. */
export function budgetsOf({
  limits,
}: {
  readonly limits?: { readonly budget?: number | readonly number[] | undefined } | undefined;
}): number[] {
  return [limits?.budget ?? Infinity].flat();
}
