import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Store, StoreMode } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";

export const defaultLedger = ".catallaxy/ledger.sqlite";
/** A ledger that is gone with the command. */
const inMemory = ":memory:";

/** Opens the ledger file for one command and closes it afterwards, whatever happens; "change" writes to one that is there already. */
export async function withStore<T>(file: string | undefined, mode: StoreMode | "change", work: (store: Store) => Promise<T>): Promise<T> {
  const { openLedger, schemeOf } = await import("../lab/index.ts");
  const named = file ?? defaultLedger;
  const path = named === inMemory || schemeOf(named) !== undefined ? named : resolve(named);
  // Opened to be read, what is not there is refused, and not made.
  if (mode === "change" && path !== inMemory && !existsSync(path)) (await openLedger(path, "read")).close();
  const store = await openLedger(path, mode === "read" && path !== inMemory ? "read" : "write");
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** Lists of runs are shown only where the records of all of them are those that were written. Throws a `UserError`. */
export function refuseChanged(store: Store): void {
  const checked = store.check();
  if (!checked.ok)
    throw new UserError(`The ledger ${store.file} was changed or damaged: ${checked.failure.message}. Restore it from a copy.`, 1);
}

/** The folder of a ledger that is a file; of one elsewhere, the folder that a file would have here. */
export function folderOf(ledger: string | undefined): string {
  const elsewhere = ledger === inMemory || /^[a-z][a-z0-9+.-]+:\/\//i.test(ledger ?? "");
  return dirname(resolve(elsewhere ? defaultLedger : (ledger ?? defaultLedger)));
}

/** Where reports are written: beside the ledger. */
export function reportPath(ledger: string | undefined, run: string): string {
  return resolve(folderOf(ledger), "reports", `${run}.html`);
}
