import { checkFigures, findRun, type Store } from "../lab/index.ts";
import { isPreflight } from "../util/chains.ts";

/** What `verify` finds. */
export type Verdict =
  | { readonly intact: true; readonly digest: string; readonly trials: number; readonly events: number; readonly calls: number }
  | { readonly intact: false; readonly message: string };

/** Whether a run is as it was written, its digest included. */
export async function verdictOn(store: Store, id: string): Promise<Verdict> {
  const checked = store.verify(id);
  if (!checked.ok) return { intact: false, message: checked.failure.message };
  const record = findRun(store, id);
  const figures = await checkFigures(store, record);
  if (!figures.ok) return { intact: false, message: figures.failure.message };
  // The question whether a model can be asked is no trial.
  const trials = checked.trials - store.ledger(id).trials().filter(isPreflight).length;
  return { intact: true, digest: figures.digest, trials, events: checked.events, calls: checked.calls };
}
