import type { RunRecord, Store } from "../ledger/index.ts";
import { UserError } from "../util/bug.ts";
import { notStarted } from "./not-started.ts";
import { findRun } from "./run.ts";

/**
 * The run of this name, once it is known to be as it was written: no figure is shown that `verify` would refuse. Throws a `UserError`,
 * also for a run that did not start: it has no figures, and the reason is all there is to show; `taken` lets programs read its state.
 */
export function intactRun(store: Store, id: string, empty: "refused" | "taken" = "refused"): RunRecord {
  const known = id === "last" ? findRun(store, id).id : id;
  const record = findRun(store, known);
  const checked = store.verify(known);
  if (!checked.ok) throw new UserError(`Run ${known} is not shown. ${checked.failure.message}`, 1);
  const why = notStarted(record);
  if (why !== undefined && empty === "refused") throw new UserError(`Run ${record.id} has no results. ${why}`, 1);
  return record;
}
