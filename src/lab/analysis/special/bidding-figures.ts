import type { BiddingFigures, BiddingRow } from "../../../report/index.ts";
import type { TrialRow } from "../../../statistics/index.ts";
import type { TopologyRow } from "../../../summary.ts";
import { bidWorth } from "../bid-worth.ts";
import type { TableSource } from "./table-source.ts";
import { misreportGains } from "./misreport-gains.ts";
import { type OracleSurplus, oracleSurplus } from "./oracle-surplus.ts";
import { defined } from "../../../util/defined.ts";

/** Mechanism x bidding: one row per market `mechanism:bidding`, and the solo topologies that the oracle is made of. */
export function biddingFigures({ plan, summary, rows, events }: TableSource): BiddingFigures {
  const solos = plan.topologies.map(({ name }) => name).filter((name) => name.startsWith("solo-"));
  const oracle = oracleSurplus(plan, rows, solos);
  const byName = Map.groupBy(rows, ({ topology }) => topology);
  return {
    kind: "bidding",
    simulated: plan.world === "simulated",
    rows: summary.topologies.map((row) => rowOf(row, byName.get(row.name) ?? [], oracle)),
    worths: bidWorth(events),
  };
}

function rowOf(row: TopologyRow, trials: readonly TrialRow[], oracle: OracleSurplus): BiddingRow {
  const [mechanism = row.name, bidding] = row.name.split(":");
  const total = Math.max(1e-12, row.cost.total);
  return {
    mechanism,
    ...defined({ bidding }),
    passRate: row.passRate,
    passRateCi: row.passRateCi,
    perTask: row.cost.perTrial,
    bids: bidding === undefined ? null : (row.cost.byPurpose["bid"] ?? 0) / total,
    ofOracle: oracle.total > 0 ? oracle.of(trials) / oracle.total : null,
    unfilled: row.trials === 0 ? null : row.unfilled / row.trials,
    lieGains: bidding === undefined ? null : mechanism === "lottery" ? { mean: 0, most: 0 } : (misreportGains(mechanism, bidding) ?? null),
  };
}
