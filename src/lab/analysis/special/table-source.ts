import type { RunLedger } from "../../../ledger/index.ts";
import type { TrialRow } from "../../../statistics/index.ts";
import type { Summary } from "../../../summary.ts";
import type { Event } from "../../../types.ts";
import type { Plan } from "../../plan/plan.ts";

/** What a table is made from: a run as it stands, trials that were run for learning only left out of `rows`. */
export interface TableSource {
  readonly plan: Plan;
  readonly summary: Summary;
  readonly rows: readonly TrialRow[];
  readonly events: readonly Event[];
  readonly ledger: RunLedger;
}
