import type { RunRecord, Store } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { checkFigures } from "./check-figures.ts";
import { intactRun } from "./intact-run.ts";

/**
 * The run of this name for whoever reads its figures: as `intactRun`, and its digest and the figures kept with it are those of its
 * rows, so that nothing is shown of a run that `verify` calls changed. Throws a `UserError`.
 */
export async function shownRun(
  store: Store,
  id: string,
  use: "shown" | "used" = "shown",
  empty: "refused" | "taken" = "refused",
): Promise<RunRecord> {
  const record = intactRun(store, id, use, empty);
  const figures = await checkFigures(store, record).catch((thrown: unknown) => {
    // Where the suite is gone or changed, what needs no plan is shown as before; what needs one says so.
    if (thrown instanceof UserError) return { ok: true } as const;
    throw thrown;
  });
  if (!figures.ok)
    throw new UserError(`Run ${record.id} is not ${use}. The ledger was changed after it was written: ${figures.failure.message}.`, 1);
  return record;
}
