import type { TopologyRow } from "../../../summary.ts";
import { toNano, dollars } from "../../../util/money.ts";
import type { SpecialTable, TableSource } from "./table.ts";
import { misreportGains } from "./misreport-gains.ts";
import { type OracleSurplus, oracleSurplus } from "./oracle-surplus.ts";

/** Mechanism x bidding: one line per market `mechanism:bidding`, and the solo topologies that the oracle is made of. */
export function biddingTable({ plan, summary, rows }: TableSource): SpecialTable {
  const solos = plan.topologies.map(({ name }) => name).filter((name) => name.startsWith("solo-"));
  const oracle = oracleSurplus(plan, rows, solos);
  const right = (title: string) => ({ title, right: true });
  return {
    title: `Mechanism x bidding${plan.world === "simulated" ? "  [SIMULATED]" : ""}`,
    columns: [
      { title: "mechanism" },
      { title: "bidding" },
      right("passed (95%)"),
      right("cost/task"),
      right("bids"),
      right("of oracle"),
      right("unfilled"),
      right("lie gains"),
    ],
    rows: summary.topologies.map((row) =>
      line(
        row,
        rows.filter((one) => one.topology === row.name),
        oracle,
      ),
    ),
    notes: [
      "Cost: everything, losing bids and verdicts included; bids: their share of it. Of oracle: surplus (worth of right answers minus cost) over that of an allocator that knows every member's outcome beforehand and leaves a task open when nobody is worth it. Unfilled: tasks that no member took, or that none could be paid for.",
      "Lie gains: mean and most that the best misreport of p and cost earns, as a share of the task's value, by search over 2,000 random instances of the payment rule; `calibrated` at its limit, where the market sets p and only the ask can lie; - where nothing is reported.",
      "`stated`: the bid is believed; `calibrated`: p corrected by the member's record of this session; `track-record`: no bid is asked for, the record bids; `posted`: everybody at the category's pass rate; `random`: p is drawn by lot.",
    ],
  };
}

type Rows = Parameters<OracleSurplus["of"]>[0];
function line(row: TopologyRow, own: Rows, oracle: OracleSurplus): string[] {
  const [mechanism = row.name, bidding = ""] = row.name.split(":");
  const share = oracle.total > 0 ? oracle.of(own) / oracle.total : undefined;
  const gain = bidding === "" ? undefined : mechanism === "lottery" ? { mean: 0, most: 0 } : misreportGains(mechanism, bidding);
  const total = Math.max(1e-12, row.cost.total);
  return [
    mechanism,
    bidding,
    passed(row),
    row.cost.perTrial === null ? "-" : dollars(toNano(row.cost.perTrial)),
    bidding === "" ? "-" : `${Math.round((100 * (row.cost.byPurpose["bid"] ?? 0)) / total)}%`,
    share === undefined ? "-" : `${(100 * share).toFixed(1)}%`,
    row.trials === 0 ? "-" : `${((100 * row.unfilled) / row.trials).toFixed(1)}%`,
    gain === undefined ? "-" : `${gain.mean.toFixed(2)} (${gain.most.toFixed(2)})`.replaceAll("0.", "."),
  ];
}

function passed({ passRate, passRateCi }: TopologyRow): string {
  if (passRate === null) return "-";
  const interval = passRateCi === null ? "" : ` (${passRateCi.map((end) => Math.round(100 * end)).join("-")})`;
  return `${Math.round(100 * passRate)}%${interval}`;
}
