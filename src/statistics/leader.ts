import type { Summary, TopologyRow } from "../summary.ts";
import type { ByTask } from "./by-task.ts";
import { rateInterval } from "./intervals.ts";
import { counted } from "./trial-row.ts";

/**
 * The topology that passes most (then the cheaper one), with an interval of its pass rate that allows for its having been picked as the
 * best of so many: it holds for all of them at once (Bonferroni). Undefined without two topologies that could lead.
 */
export function leaderOf(rows: readonly TopologyRow[], topologies: ReadonlyMap<string, ByTask>): Summary["leader"] {
  const ranked = rankedRows(rows);
  const [leader] = ranked;
  if (leader === undefined || ranked.length < 2) return undefined;
  const tasks = [...(topologies.get(leader.name)?.values() ?? [])].map((trials) => ({
    passes: trials.filter((row) => counted(row) && row.passed).length,
    trials: trials.filter(counted).length,
  }));
  const interval = rateInterval(tasks, 1 - 0.05 / ranked.length);
  return { name: leader.name, among: ranked.length, passRateCi: interval === undefined ? null : [interval[0], interval[1]] };
}

/** Those that may lead, whoever passes most first, then whoever costs less. */
export function rankedRows(rows: readonly TopologyRow[]): TopologyRow[] {
  return rows.filter(mayLead).sort(better);
}

/** Whether a row is a choice that stands on all tasks: no bound, and nothing that a replay could not tell. */
export function mayLead({ passRate, bound, replay }: TopologyRow): boolean {
  return passRate !== null && bound !== true && replay === undefined;
}

function better(a: TopologyRow, b: TopologyRow): number {
  return (b.passRate as number) - (a.passRate as number) || (a.cost.perTrial as number) - (b.cost.perTrial as number);
}
