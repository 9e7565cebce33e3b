import type { Store } from "../ledger/index.ts";
import type { Estimate } from "../report/dry-run.ts";
import type { Json, Nano } from "../types.ts";
import { pastReplies } from "./past-replies.ts";
import type { Plan } from "./plan.ts";
import { rehearse } from "./rehearse.ts";

/** What a run was expected to cost, kept with it, and once it is done what it did cost. */
export interface KeptEstimate {
  readonly likely: Nano;
  readonly most: Nano;
  /** What was likely once the pilot's tasks were done. */
  readonly afterPilot?: { readonly tasks: number; readonly likely: Nano; readonly most: Nano };
  readonly cost?: Nano;
  /** What was last likely over what it cost: 1 is a perfect estimate. */
  readonly factor?: number;
}

/** The estimate of a plan, by past replies to its tasks where the store has any. */
export async function estimateFrom(plan: Plan, store: Store | undefined): Promise<Estimate> {
  return rehearse(plan, store === undefined ? undefined : await pastReplies(store, plan.suite.tasks));
}

/** The estimate that was stored with a run, if there is one. */
export function keptEstimate(config: Json | undefined): KeptEstimate | undefined {
  return (config as { estimate?: KeptEstimate } | null | undefined)?.estimate;
}

/** Adds to the estimate that a run was begun with. */
export function keepEstimate(store: Store, run: string, more: Partial<KeptEstimate>): void {
  const record = store.run(run);
  const before = keptEstimate(record?.config);
  if (record === undefined || before === undefined) return;
  const config = JSON.parse(JSON.stringify({ ...(record.config as object), estimate: { ...before, ...more } })) as Json;
  store.update(run, { config });
}

/** Keeps what a finished run did cost beside what was last likely. */
export function closeEstimate(store: Store, run: string): void {
  const before = keptEstimate(store.run(run)?.config);
  if (before === undefined) return;
  const { spent, held } = store.ledger(run).spentAndHeld();
  const cost = spent + held;
  keepEstimate(store, run, { cost, ...(cost === 0 ? {} : { factor: (before.afterPilot?.likely ?? before.likely) / cost }) });
}
