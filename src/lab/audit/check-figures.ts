import type { RunRecord, Store } from "../../ledger/index.ts";
import type { Result } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { fail } from "../../util/failure.ts";
import { checkViews } from "./check-views.ts";
import { digestOrder } from "../record/digest-order.ts";
import type { Plan } from "../plan/plan.ts";
import { changedTasks, readPlan } from "../plan/stored-plan.ts";

/**
 * Whether the digest and the figures that are kept with a run are those of its trials, whose rows are known to be as they were written;
 * and the digest. Throws a `UserError` where the suite is gone, or changed so that nothing can be compared.
 */
export async function checkFigures(store: Store, record: RunRecord): Promise<Result<{ digest: string }>> {
  const plan = await readPlan(record);
  const found = await compared(store, record, plan);
  const stale = found.ok ? [] : changedTasks(record, plan);
  if (stale.length === 0) return found;
  throw new UserError(
    `The suite ${plan.suite.name} has changed since ${record.id} began: ${stale.slice(0, 8).join("; ")}. Whether the run is as it was written cannot be said with this suite; restore it.`,
  );
}

async function compared(store: Store, record: RunRecord, plan: Plan): Promise<Result<{ digest: string }>> {
  const digest = store.ledger(record.id).digest(digestOrder(plan));
  if (record.digest !== undefined && record.digest !== digest)
    return fail("malformed", `run ${record.id}: the digest kept with the run in table runs differs from that of its trials`);
  const views = await checkViews(store, record);
  return views.ok ? { ok: true, digest } : fail("malformed", `run ${record.id}: ${views.failure.message}`);
}
