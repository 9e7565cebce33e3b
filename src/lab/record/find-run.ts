import { ChangedLedger, type RunRecord, type Store } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { notStarted } from "./not-started.ts";

/** The run of this name. "last" is the newest run that began to work on its trials, else the newest. Throws `UserError`. */
export function findRun(store: Store, id: string): RunRecord {
  const record = id === "last" ? lastRun(store) : store.run(id);
  if (record !== undefined) return record;
  const known = store.runs().map((known) => known.id);
  const hint = known.length === 0 ? " There is no run yet: `catallaxy run` makes one." : didYouMean(id, known);
  throw new UserError(`Wanted a run of ${store.file}; there is none named "${id}".${hint}`);
}

/** A record that was changed, such as its date, must not choose which run is shown, gone on with or deleted. */
function lastRun(store: Store): RunRecord | undefined {
  const checked = store.check();
  const runs = store.runs();
  if (!checked.ok) {
    const ids = runs.map(({ id }) => id);
    const among = ids.length > 4 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
    throw new ChangedLedger(store.file, `which run is the last cannot be told among ${among}: ${checked.failure.message}`);
  }
  return runs.find((record) => notStarted(record) === undefined) ?? runs[0];
}
