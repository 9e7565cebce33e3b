import type { FairnessFigures, FairnessRow } from "../../../report/index.ts";
import type { ComparisonRow } from "../../../summary.ts";
import type { TableSource } from "./table-source.ts";

/** Kinds in which a closing call reads what the only member has answered. */
const rereading: ReadonlySet<string> = new Set([
  "blackboard",
  "centralised",
  "decentralised",
  "experts",
  "fusion",
  "hybrid",
  "independent",
  "mixture",
  "morphogenetic",
]);

/** How the same model does by each way of asking, against itself alone. */
export function fairnessFigures({ plan, summary }: TableSource): FairnessFigures {
  const kinds = new Map(plan.topologies.map(({ name, topology }) => [name, topology.name]));
  return {
    kind: "fairness",
    simulated: plan.world === "simulated",
    baseline: plan.baseline,
    rows: summary.topologies.map(({ name, passRate, cost }): FairnessRow => {
      const beside = name === plan.baseline ? undefined : besideBaseline(summary.comparisons, name, plan.baseline);
      const { difference = null, ci = null } = beside ?? {};
      return { topology: name, passRate, difference, ci, perTask: cost.perTrial, rereads: rereading.has(kinds.get(name) ?? "") };
    }),
  };
}

/** The comparison of passes with the baseline, as one's own less the baseline's. */
function besideBaseline(
  comparisons: readonly ComparisonRow[],
  name: string,
  baseline: string,
): { difference: number; ci: readonly [number, number] | null } | undefined {
  const row = comparisons.find(
    ({ a, b, metric }) => metric === "passed" && ((a === name && b === baseline) || (a === baseline && b === name)),
  );
  if (row === undefined) return undefined;
  if (row.a === name) return { difference: row.difference, ci: row.ci };
  return { difference: -row.difference, ci: row.ci === null ? null : [-row.ci[1], -row.ci[0]] };
}
