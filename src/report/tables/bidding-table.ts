import { dollars, toNano } from "../../util/money.ts";
import { type BidWorth, bidWorthWords } from "./bid-worth-words.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** One mechanism under one way of bidding, or a member alone. Shares are in [0, 1]; null where there is none. */
export interface BiddingRow {
  readonly mechanism: string;
  /** Undefined for members alone, who do not bid. */
  readonly bidding?: string;
  readonly passRate: number | null;
  readonly passRateCi: readonly [number, number] | null;
  /** Dollars. */
  readonly perTask: number | null;
  /** Share of the cost that bids took. */
  readonly bids: number | null;
  readonly ofOracle: number | null;
  readonly unfilled: number | null;
  /** What the best lie gains, as a share of the task's value. */
  readonly lieGains: { readonly mean: number; readonly most: number } | null;
}
export interface BiddingFigures {
  readonly kind: "bidding";
  readonly simulated: boolean;
  readonly rows: readonly BiddingRow[];
  /** What stated chances are worth where learned bids ask for them; absent in runs of versions before. */
  readonly worths?: readonly BidWorth[];
}

/** Mechanism x bidding, one line each. */
export function biddingTable({ simulated, rows, worths = [] }: BiddingFigures): OwnTable {
  return {
    title: `Mechanism x bidding${simulated ? "  [SIMULATED]" : ""}`,
    columns: columns(["mechanism", "bidding", "passed (95%)", "cost/task", "bids", "of oracle", "unfilled", "lie gains"], 2),
    rows: rows.map(line),
    notes: [
      "Cost: everything, losing bids and verdicts included; bids: their share of it. Of oracle: surplus (worth of right answers minus cost) over that of an allocator that knows every member's outcome beforehand and leaves a task open when nobody is worth it. Unfilled: tasks that no member took, or that none could be paid for.",
      "Lie gains: mean and most that the best misreport of p and cost earns, as a share of the task's value, by search over 2,000 random instances of the payment rule; `calibrated` at its limit, where the market sets p and only the ask can lie; - where nothing is reported.",
      "`stated`: the bid is believed; `calibrated`: p corrected by the member's record of this session; `track-record`: no bid is asked for, the record bids; `learned`: so too, by what the verdicts of all categories say of the member, the ease of tasks taken into account; `learned-asked`: the same, and members are asked, what they state being one feature more; `posted`: everybody at the category's pass rate; `random`: p is drawn by lot.",
      ...bidWorthWords(worths),
    ],
  };
}

function line({ mechanism, bidding = "", perTask, bids, ofOracle, unfilled, lieGains, ...row }: BiddingRow): string[] {
  return [
    mechanism,
    bidding,
    passed(row),
    perTask === null ? "-" : dollars(toNano(perTask)),
    bids === null ? "-" : `${Math.round(100 * bids)}%`,
    ofOracle === null ? "-" : `${(100 * ofOracle).toFixed(1)}%`,
    unfilled === null ? "-" : `${(100 * unfilled).toFixed(1)}%`,
    lieGains === null ? "-" : `${lieGains.mean.toFixed(2)} (${lieGains.most.toFixed(2)})`.replaceAll("0.", "."),
  ];
}

function passed({ passRate, passRateCi }: Pick<BiddingRow, "passRate" | "passRateCi">): string {
  if (passRate === null) return "-";
  const interval = passRateCi === null ? "" : ` (${passRateCi.map((end) => Math.round(100 * end)).join("-")})`;
  return `${Math.round(100 * passRate)}%${interval}`;
}
