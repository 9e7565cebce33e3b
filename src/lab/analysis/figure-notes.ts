import { count } from "../../util/count.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import type { Fold } from "../trials/fold.ts";

/** The note by which a topology gives figures of a trial to be told in the mean: numbers by what they are called. */
export const figuresNote = "figures";

/**
 * Figures that topologies note of themselves (how deep a tree grew, how many steps a plan had), one line per topology: their means over the scored
 * trials in which they were noted, several notes of one trial added up.
 */
export function figureNotes(plan: Plan, scored: ReadonlySet<string>): Fold<string[]> {
  const topologies = new Map(trialsOf(plan).map((spec) => [spec.id, spec.topology.name]));
  const found = new Map<string, { readonly trials: Set<string>; readonly sums: Map<string, number> }>();
  return {
    take({ trial, fact }) {
      const topology = topologies.get(trial);
      if (fact.type !== "own" || fact.name !== figuresNote || topology === undefined || !scored.has(trial)) return;
      const known = found.get(topology) ?? { trials: new Set(), sums: new Map() };
      found.set(topology, known);
      known.trials.add(trial);
      for (const [name, value] of Object.entries(fact.value ?? {}))
        if (typeof value === "number" && Number.isFinite(value)) known.sums.set(name, (known.sums.get(name) ?? 0) + value);
    },
    made: () =>
      plan.topologies.flatMap(({ name }) => {
        const known = found.get(name);
        if (known === undefined || known.sums.size === 0) return [];
        const means = [...known.sums].map(([figure, sum]) => `${figure} ${Number((sum / known.trials.size).toPrecision(3))}`);
        return [`${name}, in the mean of ${count(known.trials.size, "trial")}: ${means.join(", ")}.`];
      }),
  };
}
