import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { baselineOf, findingOf, isChoice, standsAlone } from "./findings.ts";
import { defined } from "../util/defined.ts";

/** How a topology stands to the baseline, as far as the tasks show it. */
export interface Standing {
  readonly row: TopologyRow;
  readonly passes: "more" | "fewer" | "unclear";
  readonly cost: "more" | "less" | "unclear";
  /** Whether it passes fewer by its own interval and test, before these are corrected for how many there are. */
  readonly doubted: boolean;
  /** The comparison of passes, seen from this topology. */
  readonly passed?: ComparisonRow;
}

/** Each topology beside the baseline, in order; the baseline itself and bounds are left out. */
export function standingsOf(summary: Summary): Standing[] {
  const baseline = baselineOf(summary);
  return summary.topologies.flatMap((row) => {
    if (row.name === baseline || !isChoice(row)) return [];
    if (row.attempted === 0) return [{ row, passes: "unclear", cost: "unclear", doubted: false }];
    const of = (metric: ComparisonRow["metric"]) =>
      summary.comparisons.find((one) => one.a === row.name && one.b === baseline && one.metric === metric);
    const passed = of("passed");
    const cost = of("cost");
    const more = passed === undefined ? "not distinguishable" : findingOf(passed);
    const costlier = cost === undefined ? "not distinguishable" : findingOf(cost);
    return [
      {
        row,
        passes: more === "better" ? "more" : more === "worse" ? "fewer" : "unclear",
        cost: costlier === "cheaper" ? "less" : costlier === "costlier" ? "more" : "unclear",
        doubted: more === "not distinguishable" && passed !== undefined && passed.difference < 0 && standsAlone(passed),
        ...defined({ passed }),
      },
    ];
  });
}
