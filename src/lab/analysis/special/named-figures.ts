import type { NamedClaim, NamedFigures, NamedRow } from "../../../report/index.ts";
import { byTopology } from "../../../statistics/index.ts";
import type { ComparisonRow, TopologyRow } from "../../../summary.ts";
import { stepRows } from "./step-rows.ts";
import type { TableSource } from "./table-source.ts";

/** What an experiment holds against its publication: its claims, what it says beside them, and where a simulated effect comes from. */
export interface NamedStudy {
  readonly title: string;
  readonly claims: readonly Pick<NamedClaim, "published" | "sign" | "a" | "b">[];
  readonly construction: string;
  /** Further lines, from the run itself. */
  readonly notes?: (source: TableSource) => string[];
}

/** Every arm beside the baseline, and each published difference beside the same one here; paired by task, intervals at 95%. */
export function namedFigures(source: TableSource, study: NamedStudy): NamedFigures {
  const { plan, summary, rows } = source;
  const { baseline } = plan;
  const arms = summary.topologies.map(({ name }) => name).filter((name) => name !== baseline);
  const pairs = [...arms.map((name) => ({ name, over: baseline })), ...study.claims.map(({ a, b }) => ({ name: a, over: b }))];
  const asked = [
    ...new Map(pairs.map((pair) => [JSON.stringify([pair.name, pair.over]), { ...pair, metrics: ["passed"] as const }])).values(),
  ];
  const { steps } = stepRows(byTopology(rows), asked, `${plan.seed}/${plan.table ?? "named"}`);
  const between = (a: string, b: string) => steps.find(({ name, over }) => name === a && over === b)?.passed;
  return {
    kind: "named",
    title: study.title,
    simulated: plan.world === "simulated",
    baseline,
    rows: summary.topologies.map((row) => rowOf(row, row.name === baseline ? undefined : between(row.name, baseline))),
    claims: study.claims.map((claim) => ({ ...claim, ...differenceOf(between(claim.a, claim.b)) })),
    notes: study.notes?.(source) ?? [],
    construction: study.construction,
  };
}

function rowOf(row: TopologyRow, beside: ComparisonRow | undefined): NamedRow {
  const { uncached, cacheRead, cacheWrite, output } = row.tokens;
  const each = (sum: number) => (row.trials === 0 ? null : sum / row.trials);
  return {
    arm: row.name,
    passRate: row.passRate,
    passRateCi: row.passRateCi,
    perTask: row.cost.perTrial,
    tokens: each(uncached + cacheRead + cacheWrite + output),
    calls: each(row.calls),
    ...differenceOf(beside),
  };
}

function differenceOf(row: ComparisonRow | undefined): Pick<NamedRow, "difference" | "ci"> {
  return { difference: row?.difference ?? null, ci: row?.ci ?? null };
}
