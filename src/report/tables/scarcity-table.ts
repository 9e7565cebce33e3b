import { count } from "../../util/count.ts";
import { dollars, toNano } from "../../util/money.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** One way of allotting work among scarce members. Money in dollars a task; null where there is none. */
export interface ScarcityRow {
  readonly name: string;
  readonly passRate: number | null;
  readonly passRateCi: readonly [number, number] | null;
  /** All in: bids, losing bids, verdicts and work. */
  readonly perTask: number | null;
  /** Share of the cost that bids took. */
  readonly bids: number | null;
  /** Worth of right answers less the cost. */
  readonly net: number | null;
  /** The same less that of the baseline, with its interval over batches. */
  readonly beside: { readonly difference: number; readonly interval: readonly [number, number] | null } | null;
  readonly ofOracle: number | null;
  readonly unfilled: number | null;
  /** Mean squared error of the chances that the market cleared with, winners' and losers'. */
  readonly brier: number | null;
}
/** What prices by fiat tell wrongly, by the bids' own chances and costs; dollars a task. */
export interface FiatLoss {
  readonly name: string;
  readonly lost: number;
  readonly moved: number;
}
export interface ScarcityFigures {
  readonly kind: "scarcity";
  readonly simulated: boolean;
  readonly baseline: string;
  readonly batches: number;
  readonly rows: readonly ScarcityRow[];
  readonly fiat: readonly FiatLoss[];
}

/** Ways of allotting work, one line each. */
export function scarcityTable({ simulated, baseline, batches, rows, fiat }: ScarcityFigures): OwnTable {
  return {
    title: `Scarce members: who gets the work, and what it comes to${simulated ? "  [SIMULATED]" : ""}`,
    columns: columns(
      ["arm", "passed (95%)", "cost/task", "bids", "net/task", `beside ${baseline} (95%)`, "of oracle", "unfilled", "Brier"],
      1,
    ),
    rows: rows.map(line),
    notes: [
      `Cost: everything, losing bids and verdicts included; bids: their share of it. Net: worth of right answers less the cost; beside: paired by batch, over ${count(batches, "batch", "batches")}, since the tasks of a batch share its places. Of oracle: surplus over that of an allocator that knows every member's outcome beforehand and has the same places. Brier: mean squared error of the chances that work was allotted by, of all members that bid, held against what each does alone.`,
      "`alone`: without a capacity, so no rival of the others. `served`: one task after another, while places last. `ascending`: prices of places rise until the batch clears; `vcg`; `lot`: places go by lot. `own`: a member's own word; `peers`: the others' mean; `mean`: of all; `best-expert`: of whoever has been wrong least; `prediction-market`; `record`: no bid is asked for. `fiat`: the house fixes one price for all.",
      ...fiat.map(fiatWords),
    ],
  };
}

function fiatWords({ name, lost, moved }: FiatLoss): string {
  return `${name}: by the bids' own chances and costs, one price for all gave ${Math.round(100 * moved)}% of the tasks to another member than true prices would, and lost ${dollars(toNano(lost))} a task.`;
}

function line({ name, perTask, bids, net, beside, ofOracle, unfilled, brier, ...row }: ScarcityRow): string[] {
  return [
    name,
    passed(row),
    perTask === null ? "-" : dollars(toNano(perTask)),
    bids === null ? "-" : `${Math.round(100 * bids)}%`,
    net === null ? "-" : signed(net).replace("+", ""),
    beside === null
      ? "-"
      : `${signed(beside.difference)}${beside.interval === null ? "" : ` (${beside.interval.map(signed).join(" to ")})`}`,
    ofOracle === null ? "-" : `${(100 * ofOracle).toFixed(1)}%`,
    unfilled === null ? "-" : `${(100 * unfilled).toFixed(1)}%`,
    brier === null ? "-" : brier.toFixed(3).replace("0.", "."),
  ];
}

function signed(amount: number): string {
  return `${amount < 0 ? "-" : "+"}${dollars(toNano(Math.abs(amount)))}`;
}

function passed({ passRate, passRateCi }: Pick<ScarcityRow, "passRate" | "passRateCi">): string {
  if (passRate === null) return "-";
  const interval = passRateCi === null ? "" : ` (${passRateCi.map((end) => Math.round(100 * end)).join("-")})`;
  return `${Math.round(100 * passRate)}%${interval}`;
}
