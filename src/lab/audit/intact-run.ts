import type { RunRecord, Store } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { findRun } from "../record/find-run.ts";
import { whyNotStarted } from "../record/not-started.ts";

/** What a run is wanted for; in the past tense, as it stands in the refusal. */
export type Use = "shown" | "used" | "resumed" | "extended" | "regraded" | "settled";

/**
 * The run of this name, once it is known to be as it was written: no figure is shown, and no money spent, on rows that `verify` would
 * refuse. Throws a `UserError`, and where `use` is "shown" also for a run that did not start: it has no figures, and the reason is all
 * there is to show; `taken` lets programs read its state.
 */
export function intactRun(store: Store, id: string, use: Use = "shown", empty: "refused" | "taken" = "refused"): RunRecord {
  const known = id === "last" ? findRun(store, id).id : id;
  const record = findRun(store, known);
  const checked = store.verify(known);
  if (!checked.ok) throw new UserError(`Run ${known} is not ${use}. ${checked.failure.message}`, 1);
  const why = whyNotStarted(store, record);
  if (why !== undefined && use === "shown" && empty === "refused") throw new UserError(`Run ${record.id} has no results. ${why}`, 1);
  return record;
}
