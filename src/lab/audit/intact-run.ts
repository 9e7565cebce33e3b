import type { RunRecord, Store } from "../../ledger/index.ts";
import type { Result } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { checkFigures, compareFigures } from "./check-figures.ts";
import { findRun } from "../record/find-run.ts";
import { whyNotStarted } from "../record/not-started.ts";
import type { Plan } from "../plan/plan.ts";
import { readPlan } from "../plan/stored-plan.ts";
import { type Analysis, analysisOf, gatherRun } from "../analysis/summarize-run.ts";

/** What a run is wanted for; in the past tense, as it stands in the refusal. */
export type Use = "shown" | "used" | "resumed" | "extended" | "regraded" | "settled";
/** What becomes of a run that did not start: it has no figures, and the reason is all there is to show; `taken` lets programs read its state. */
export type Empty = "refused" | "taken";

/**
 * The run of this name, once it is known to be as it was written: no figure is shown, and no money spent, on rows, a digest or figures
 * that `verify` would refuse. Throws a `UserError`, and where `use` is "shown" also for a run that did not start.
 */
export async function intactRun(store: Store, id: string, use: Use = "shown", empty: Empty = "refused"): Promise<RunRecord> {
  const record = writtenRun(store, id, use, empty);
  refuseOther(record, use, await unlessUnreadable(() => checkFigures(store, record)));
  return record;
}

/** The same with its figures made anew, for which its rows are read once; `everything` where no table is to be shortened. */
export async function intactAnalysis(
  store: Store,
  id: string,
  use: Use = "shown",
  empty: Empty = "refused",
  everything = false,
): Promise<{ record: RunRecord; plan: Plan; analysis: Analysis }> {
  const record = writtenRun(store, id, use, empty);
  const plan = await readPlan(record);
  const gathered = await gatherRun(plan, store.ledger(record.id));
  refuseOther(record, use, await unlessUnreadable(async () => compareFigures(record, plan, { ...gathered, rows: gathered.told })));
  const { wallMs = 0 } = (record.summary ?? {}) as { wallMs?: number };
  return { record, plan, analysis: await analysisOf(gathered, { run: record.id, wallMs, state: record.state, everything }) };
}

function writtenRun(store: Store, id: string, use: Use, empty: Empty): RunRecord {
  const known = id === "last" ? findRun(store, id).id : id;
  const record = findRun(store, known);
  const checked = store.verify(known);
  if (!checked.ok) throw new UserError(`Run ${known} is not ${use}. ${checked.failure.message}`, 1);
  const why = whyNotStarted(store, record);
  if (why !== undefined && use === "shown" && empty === "refused") throw new UserError(`Run ${record.id} has no results. ${why}`, 1);
  return record;
}

/** Where the suite is gone or changed, what needs no plan goes on as before; what needs one says so. */
function unlessUnreadable(work: () => Promise<Result<object>>): Promise<Result<object>> {
  return work().catch((thrown: unknown) => {
    if (thrown instanceof UserError) return { ok: true };
    throw thrown;
  });
}

function refuseOther(record: RunRecord, use: Use, figures: Result<object>): void {
  if (!figures.ok)
    throw new UserError(`Run ${record.id} is not ${use}. The ledger was changed after it was written: ${figures.failure.message}.`, 1);
}
