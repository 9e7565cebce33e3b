import type { Fold } from "../trials/fold.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";

interface GuardFirings {
  trials: Set<string>;
  stopped: Set<string>;
}

/** What the failure detectors found in dialogues, one line per guard, and the share of output tokens that was spent in vain. */
export function guardNotes(plan: Plan, scored: ReadonlySet<string>): Fold<string[]> {
  const topologies = new Map(trialsOf(plan).map((spec) => [spec.id, spec.topology.name]));
  const found = new Map<string, Map<string, GuardFirings>>();
  const wasted = new Map<string, number>();
  const output = new Map<string, number>();
  return {
    take({ trial, fact }) {
      const topology = topologies.get(trial);
      if (topology === undefined || !scored.has(trial)) return;
      if (fact.type === "call" && fact.purpose !== "grade") output.set(topology, (output.get(topology) ?? 0) + fact.usage.output);
      if (fact.type !== "guard") return;
      // Several guards may tell of the same tokens.
      wasted.set(trial, Math.max(wasted.get(trial) ?? 0, fact.tokens));
      const byTopology = found.get(fact.guard) ?? new Map<string, GuardFirings>();
      const fired = byTopology.get(topology) ?? { trials: new Set(), stopped: new Set() };
      fired.trials.add(trial);
      if (fact.stopped) fired.stopped.add(trial);
      found.set(fact.guard, byTopology.set(topology, fired));
    },
    made: () => linesOf({ plan, topologies, found, wasted, output }),
  };
}

interface GuardedRun {
  readonly plan: Plan;
  readonly topologies: ReadonlyMap<string, string>;
  readonly found: ReadonlyMap<string, ReadonlyMap<string, GuardFirings>>;
  /** Output tokens in vain by trial, and all of them by topology. */
  readonly wasted: ReadonlyMap<string, number>;
  readonly output: ReadonlyMap<string, number>;
}

function linesOf({ plan, topologies, found, wasted, output }: GuardedRun): string[] {
  const lines = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([guard, fired]) => line(guard, fired, plan));
  const vain = Map.groupBy(wasted, ([trial]) => topologies.get(trial) ?? "");
  const shares = plan.topologies.flatMap(({ name }) => {
    const tokens = (vain.get(name) ?? []).reduce((sum, [, each]) => sum + each, 0);
    return tokens === 0 ? [] : [`${name} ${((100 * tokens) / Math.max(1, output.get(name) ?? 0)).toFixed(1)}%`];
  });
  return shares.length === 0 ? lines : [...lines, `Output tokens spent after a guard's stop rule held: ${shares.join(", ")}.`];
}

function line(guard: string, fired: ReadonlyMap<string, GuardFirings>, plan: Plan): string {
  const where = plan.topologies.flatMap(({ name }) => {
    const { trials, stopped } = fired.get(name) ?? { trials: new Set(), stopped: new Set() };
    return trials.size === 0 ? [] : [`${name} ${trials.size}${stopped.size === 0 ? "" : ` (stopped ${stopped.size})`}`];
  });
  return `Guard ${guard} fired, in trials: ${where.join(", ")}.`;
}
