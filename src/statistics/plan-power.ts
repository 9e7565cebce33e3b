import { detectable, detectablePairs, pairsFor, tasksFor } from "./power.ts";

/** How the tasks differ between two topologies: the share that exactly one passes, or the spread of the paired differences. */
export type Noise = { readonly discordance: number } | { readonly sd: number };

/** What so many tasks can show with 80% power, and how many tasks a wanted effect takes; shares of passes, `pairs` comparisons by Bonferroni. */
export interface Power {
  readonly tasks: number;
  /** The smallest difference that the tasks find; undefined when they find none. */
  readonly smallest: number | undefined;
  readonly effect?: number;
  readonly tasksForEffect?: number;
}

export function planPower(noise: Noise, tasks: number, pairs: number, effect?: number): Power {
  const terms = { alpha: 0.05 / Math.max(1, pairs) };
  const exact = "discordance" in noise;
  const smallest = exact ? detectablePairs(noise.discordance, tasks, terms) : detectable(noise.sd, tasks, terms);
  if (effect === undefined) return { tasks, smallest };
  // No difference can be larger than the share of tasks that differ at all.
  const wanted = exact ? pairsFor(Math.max(noise.discordance, effect), effect, terms) : tasksFor(noise.sd, effect, terms);
  return { tasks, smallest, effect, tasksForEffect: exact ? Math.ceil(wanted * 1.1) : wanted };
}
