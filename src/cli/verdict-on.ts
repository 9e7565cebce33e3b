import { checkViews, digestOrder, findRun, isPreflight, readPlan, type Store } from "../lab/index.ts";

/** What `verify` finds. */
export type Verdict =
  | { readonly intact: true; readonly digest: string; readonly trials: number; readonly events: number; readonly calls: number }
  | { readonly intact: false; readonly message: string };

/** Whether a run is as it was written, its digest included. */
export async function verdictOn(store: Store, id: string): Promise<Verdict> {
  const checked = store.verify(id);
  if (!checked.ok) return { intact: false, message: checked.failure.message };
  const record = findRun(store, id);
  const ledger = store.ledger(id);
  const digest = ledger.digest(digestOrder(await readPlan(record)));
  if (record.digest !== undefined && record.digest !== digest)
    return { intact: false, message: `run ${id}: the digest kept with the run in table runs differs from that of its trials` };
  const views = await checkViews(store, record);
  if (!views.ok) return { intact: false, message: `run ${id}: ${views.failure.message}` };
  // The question whether a model can be asked is no trial.
  const trials = checked.trials - ledger.trials().filter(isPreflight).length;
  return { intact: true, digest, trials, events: checked.events, calls: checked.calls };
}
